// Which subjects had no usable channel on a day?
// A subject is a topic of a channel or of a contact, held or not. It is listed if no channel of that topic is usable
// that day on any account and any reading of the dates: not documented as usable, which is less than stopped.
// `channels` are those of that topic; none: contacts speak of it and no channel is for it.
// parameters: day (date)
// columns: topic, channels, contacts
// example: day=2022-07-09
MATCH (package:Backchannel {id: 'backchannel:package'})
MATCH (channel:Channel)
WHERE channel:Backchannel
OPTIONAL MATCH (channel)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim {stance: 'supports', field: ''})
WHERE spell.status IN ['open', 'degraded'] AND spell.start_earliest <= $day AND spell.end_latest >= $day
  AND claim.as_of_latest >= $day AND package.as_of >= $day
WITH channel, count(claim) AS usable
WITH collect({channel: channel.id, topics: channel.topics, usable: usable}) AS channels
OPTIONAL MATCH (met:Contact)
WHERE met:Backchannel
WITH channels, collect({contact: met.id, topics: met.topics, usable: 0}) AS talks
UNWIND channels + talks AS one
UNWIND one.topics AS topic
WITH topic, one
ORDER BY one.channel
WITH topic, collect(one.channel) AS channels, sum(one.usable) AS usable, count(one.contact) AS contacts
WHERE usable = 0
RETURN topic, channels, contacts
ORDER BY topic
