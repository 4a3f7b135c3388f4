// Which contacts did two actors take part in, held or not?
// An office was there in whoever possibly held it then. Reads the whole record, whatever its sources.
// `voices` counts those who speak of the contact, for it or against.
// parameters: left (actor id), right (actor id)
// columns: contact, date, mode, occurrence, channel, place, topics, outcome, voices
// example: left=sergey-lavrov right=antony-blinken
MATCH (actor:Actor)-[:ATTENDED]->(met:Contact)
WHERE met:Backchannel
OPTIONAL MATCH (actor)-[held:HELD]->(office:Office)
WHERE held.start_earliest <= met.date_latest AND held.end_latest >= met.date_earliest
WITH met, collect(actor.id) AS present, collect(office.id) AS offices
WHERE ($left IN present OR $left IN offices) AND ($right IN present OR $right IN offices) AND $left <> $right
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
