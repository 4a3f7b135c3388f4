// Which contacts did two actors take part in, held or not?
// Reads the whole record, whatever its sources. `voices` counts those who speak of the contact, for it or against.
// parameters: left (actor id), right (actor id)
// columns: contact, date, mode, occurrence, channel, place, topics, outcome, voices
// example: left=sergey-lavrov right=antony-blinken
MATCH (left:Backchannel {id: $left})-[:ATTENDED]->(met:Contact)<-[:ATTENDED]-(right:Backchannel {id: $right})
WITH DISTINCT met
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
