// Which contacts did two actors take part in, held or not?
// An office was there in whoever possibly held it then. Reads the whole record, whatever its sources.
// `voices` counts those who speak of the contact, for it or against.
// parameters: left (actor id), right (actor id)
// columns: contact, date, mode, occurrence, channel, place, topics, outcome, voices
// example: left=sergey-lavrov right=antony-blinken

// Each of the two is there in person at any time, and as an office in its holders while they held it.
MATCH (asked:Actor)
WHERE asked.id IN [$left, $right] AND $left <> $right
OPTIONAL MATCH (holder:Actor)-[held:HELD]->(asked)
WITH asked, collect({actor: holder.id, first: held.start_earliest, last: held.end_latest}) AS holders
UNWIND [{actor: asked.id, first: date('0001-01-01'), last: date('9999-12-31')}] + holders AS seat
MATCH (one:Actor {id: seat.actor})-[:ATTENDED]->(met:Contact)
WHERE met:Backchannel AND seat.first <= met.date_latest AND seat.last >= met.date_earliest
WITH met, count(DISTINCT asked.id) AS there
WHERE there = 2

OPTIONAL MATCH (met)<-[:ABOUT]-(claim:Claim)
WITH met, count(DISTINCT claim.voice) AS voices
RETURN met.id AS contact,
       met.date AS date,
       met.mode AS mode,
       met.occurrence AS occurrence,
       met.channel AS channel,
       met.place AS place,
       met.topics AS topics,
       met.outcome AS outcome,
       voices
ORDER BY met.date_earliest, met.date_latest, met.id
