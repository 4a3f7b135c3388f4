// Which contacts did two actors take part in, held or not?
// Reads the whole record, whatever its sources. `voices` counts those who speak of the contact, for it or against.
// parameters: left (actor id), right (actor id)
// columns: contact, date, mode, occurrence, channel, place, topics, outcome, voices
// example: left=sergey-lavrov right=antony-blinken
MATCH (left:Backchannel {id: $left})-[:ATTENDED]->(contact:Contact)<-[:ATTENDED]-(right:Backchannel {id: $right})
WITH DISTINCT contact
OPTIONAL MATCH (contact)<-[:ABOUT]-(claim:Claim)
WITH contact, count(DISTINCT claim.voice) AS voices
RETURN contact.id AS contact,
       contact.date AS date,
       contact.mode AS mode,
       contact.occurrence AS occurrence,
       contact.channel AS channel,
       contact.place AS place,
       contact.topics AS topics,
       contact.outcome AS outcome,
       voices
ORDER BY contact.date_earliest, contact.date_latest, contact.id
