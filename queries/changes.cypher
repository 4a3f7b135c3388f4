// What opened, closed, was suspended or ended between two days, and why?
// Reads the record: a row is the beginning or the end of a status as one account has it, and rival accounts have rows
// of their own. A status that was only seen begins where it was seen, and an end of the kind `observed` is none. What
// follows for a channel is weighed by `backchannel lost`. Surely: on every reading of the date, and nobody denies it.
// parameters: first (date), last (date)
// columns: channel, what, status, date, certainty, end_kind, causes, spell
// example: first=2022-02-01 last=2022-03-31
MATCH (channel:Channel)-[:HAD_STATUS]->(spell:Spell)
WHERE channel:Backchannel
OPTIONAL MATCH (spell)<-[:ABOUT]-(claim:Claim {stance: 'denies', field: ''})
WITH channel, spell, count(claim) AS denials
UNWIND [
  {what: 'begins', date: spell.start, earliest: spell.start_earliest, latest: spell.start_latest},
  {what: 'ends', date: spell.end, earliest: spell.end_earliest, latest: spell.end_latest}
] AS change
WITH channel, spell, denials, change
WHERE change.earliest <= $last AND change.latest >= $first
  AND (change.what = 'begins' OR (spell.end <> '' AND spell.end_kind <> 'observed'))
RETURN channel.id AS channel,
       change.what AS what,
       spell.status AS status,
       change.date AS date,
       CASE WHEN denials = 0 AND change.earliest >= $first AND change.latest <= $last THEN 'surely'
            ELSE 'possibly' END AS certainty,
       CASE WHEN change.what = 'ends' THEN spell.end_kind ELSE '' END AS end_kind,
       CASE WHEN change.what = 'begins' THEN spell.cause ELSE [] END AS causes,
       spell.id AS spell
ORDER BY change.earliest, change.latest, channel, what, spell
