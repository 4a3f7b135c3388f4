// Which channels did nobody use in so many days before a day, or never?
// Used is a channel through which a held two-way contact that nobody denies went, or possibly went, in these days (the
// day itself included). `last` is the last such contact before them, with the days since then on the latest and the
// earliest reading of its date; never used: null. `usable` says how surely the channel was usable on the best of these
// days, by the stored stretches: surely, presumably, possibly (or contested); null if on none. Not used means that no
// use is documented.
// parameters: day (date), days (number)
// columns: channel, type, last, date, least, most, usable
// example: day=2022-07-09 days=180
MATCH (channel:Channel)
WHERE channel:Backchannel
WITH channel, $day - duration({days: toInteger($days)}) AS first
OPTIONAL MATCH (channel)<-[:VIA]-(met:Contact)
WHERE met.occurrence = 'held' AND met.date_earliest <= $day
  AND met.mode IN ['in-person', 'call', 'video', 'letter', 'via-third-party', 'session', 'unspecified']
OPTIONAL MATCH (met)<-[:ABOUT]-(denial:Claim {stance: 'denies', field: ''})
WITH channel, first, met, count(denial) AS denials
ORDER BY met.date_earliest, met.date_latest, met.id
WITH channel, first, collect(CASE WHEN denials = 0 AND met.id IS NOT NULL THEN
       {id: met.id, date: met.date, earliest: met.date_earliest, latest: met.date_latest} END) AS talks
WHERE none(t IN talks WHERE t.latest >= first)
OPTIONAL MATCH (channel)-[:WAS]->(stretch:Stretch)
WHERE stretch.verdict IN ['open', 'degraded', 'contested'] AND stretch.first <= $day AND stretch.last >= first
WITH channel, last(talks) AS talk, collect(DISTINCT stretch.certainty) AS sure
RETURN channel.id AS channel,
       channel.type AS type,
       talk.id AS last,
       talk.date AS date,
       duration.inDays(talk.latest, $day).days AS least,
       duration.inDays(talk.earliest, $day).days AS most,
       CASE WHEN 'surely' IN sure THEN 'surely' WHEN 'presumably' IN sure THEN 'presumably'
            WHEN size(sure) > 0 THEN 'possibly' END AS usable
ORDER BY most DESC, channel
