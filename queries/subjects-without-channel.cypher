// Which subjects had no usable channel on a day?
// A subject is a topic of a channel or of a contact, held or not. It is listed if no channel of that topic is usable
// that day on any account and any reading of the dates: not documented as usable, which is less than stopped.
// `channels` are those of that topic; none: contacts speak of it and no channel is for it.
// parameters: day (date)
// columns: topic, channels, contacts
// example: day=2022-07-09
MATCH (package:Backchannel {id: 'backchannel:package'})
MATCH (one:Backchannel)
WHERE one:Channel OR one:Contact
OPTIONAL MATCH (one)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim {stance: 'supports', field: ''})
WHERE spell.status IN ['open', 'degraded'] AND spell.start_earliest <= $day AND spell.end_latest >= $day
  AND claim.as_of_latest >= $day AND package.as_of >= $day
WITH one, count(claim) AS usable
ORDER BY one.id
UNWIND one.topics AS topic
WITH topic, usable, CASE WHEN one:Channel THEN one.id ELSE null END AS channel
WITH topic, collect(channel) AS channels, sum(usable) AS usable, count(*) AS entries
WITH topic, channels, usable, entries - size(channels) AS contacts
WHERE usable = 0
RETURN topic, channels, contacts
ORDER BY topic
