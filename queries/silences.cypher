// How long were the silences between two actors, and which contact was the first since?
// Counts held two-way contacts that nobody denies and at which both were (an office in whoever possibly held it then),
// or those of one channel; what is not given does not narrow. A silence runs from the day after the last that a
// contact before it can have held to the day before the first of the next, within the days of the package. `last` is the
// greatest by earliest day, latest day and id. `least` days are silent on every reading of the dates, `most` on some.
// A session among many that both attended ends the silence of two persons, whether or not they spoke there; ask by
// `channel`, without actors, for the silence of their channel. Silent means that no contact is documented; `stated`
// names the records in which a source says that there was none, of the two or of a channel on which both possibly sat,
// in their own name or by an office.
// parameters: left (actor id, optional), right (actor id, optional), channel (channel id, optional)
// columns: from, to, least, most, last, first_since, stated
// example: left=sergey-lavrov right=antony-blinken
MATCH (package:Package {id: 'backchannel:package'})
OPTIONAL MATCH (holder:Actor)-[held:HELD]->(office:Office)
WHERE office.id IN [$left, $right]
WITH package, collect({id: holder.id, office: office.id, from: held.start_earliest, to: held.end_latest}) AS holders
OPTIONAL MATCH (person:Actor)-[own:HELD]->(post:Office)
WHERE person.id IN [$left, $right]
WITH package, holders, collect({id: person.id, office: post.id, from: own.start_earliest, to: own.end_latest}) AS posts
MATCH (met:Contact)
WHERE met:Backchannel AND ($channel IS NULL OR met.channel = $channel)
OPTIONAL MATCH (actor:Actor)-[:ATTENDED]->(met)
WITH package, met, holders, posts, collect(actor.id) AS persons
WITH package, met, posts, persons + [h IN holders WHERE h.id IN persons AND h.from <= met.date_latest
       AND h.to >= met.date_earliest | h.office] AS present
WHERE met.occurrence = 'none'
   OR ($left IS NULL OR $left IN present) AND ($right IS NULL OR $right IN present)
OPTIONAL MATCH (met)-[:VIA]->(:Channel)<-[seat:PARTY_TO]-(party:Actor)
WHERE met.occurrence = 'none' AND seat.role IN ['party', 'go-between']
  AND seat.start_earliest <= met.date_latest AND seat.end_latest >= met.date_earliest
WITH package, met, posts, present, collect(party.id) AS seated
WITH package, met, present + seated + [p IN posts WHERE p.office IN seated AND p.from <= met.date_latest
       AND p.to >= met.date_earliest | p.id] AS present
WHERE ($left IS NULL OR $left IN present) AND ($right IS NULL OR $right IN present)
OPTIONAL MATCH (met)<-[:ABOUT]-(claim:Claim {stance: 'denies', field: ''})
WITH package, met, count(claim) AS denials
ORDER BY met.date_earliest, met.date_latest, met.id
WITH package.as_of AS as_of, package.from - duration({days: 1}) AS eve,
     collect(CASE WHEN met.occurrence = 'held' AND denials = 0 AND met.mode IN
       ['in-person', 'call', 'video', 'letter', 'via-third-party', 'session', 'unspecified']
       THEN {id: met.id, earliest: met.date_earliest, latest: met.date_latest} END) AS talks,
     collect(CASE WHEN met.occurrence = 'none'
       THEN {id: met.id, earliest: met.date_earliest, latest: met.date_latest} END) AS nones

// A silence can end where a contact begins or where the package does; where an earlier one reaches, `least` is below 1.
WITH as_of, eve, talks, nones, [t IN talks | t.earliest] + [as_of + duration({days: 1})] AS days
UNWIND days AS day
WITH DISTINCT as_of, eve, talks, nones, day
WITH as_of, eve, nones, day, [t IN talks WHERE t.earliest < day] AS before, [t IN talks WHERE t.earliest >= day] AS after
WHERE size(before) > 0
WITH as_of, nones, day, before, after,
     reduce(d = eve, t IN before | CASE WHEN t.latest > d THEN t.latest ELSE d END) AS over,
     reduce(d = eve, t IN before | CASE WHEN t.earliest > d THEN t.earliest ELSE d END) AS seen,
     reduce(d = as_of + duration({days: 1}), t IN after | CASE WHEN t.latest < d THEN t.latest ELSE d END) AS again
WITH nones, before, after, over, over + duration({days: 1}) AS from, day - duration({days: 1}) AS to,
     duration.inDays(over, day).days - 1 AS least,
     duration.inDays(seen, again).days - 1 AS most
WHERE least > 0
UNWIND [null] + nones AS said
WITH before, after, over, from, to, least, most, said
ORDER BY said.id
WITH from, to, least, most,
     last([t IN before | t.id]) AS last, head([t IN after | t.id]) AS first_since,
     collect(CASE WHEN said.earliest <= to AND said.latest >= from THEN said.id END) AS stated
RETURN from, to, least, most, last, first_since, stated
ORDER BY least DESC, from
