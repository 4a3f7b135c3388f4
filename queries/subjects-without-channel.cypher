// Which subjects had no usable channel on a day?
// A subject is a topic of a channel or of a contact, held or not. It is listed if no channel of that topic is usable
// that day on any account and any reading of the dates: not documented as usable, which is less than stopped.
// `channels` are those of that topic; none: contacts speak of it and no channel is for it.
// parameters: day (date)
// columns: topic, channels, contacts
// example: day=2022-07-09
MATCH (package:Backchannel {id: 'backchannel:package'})
OPTIONAL MATCH (channel:Channel)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim {stance: 'supports', field: ''})
WHERE channel:Backchannel AND spell.status IN ['open', 'degraded']
  AND spell.start_earliest <= $day AND spell.end_latest >= $day
  AND claim.as_of_latest >= $day AND package.as_of >= $day
WITH collect(DISTINCT channel.id) AS usable
OPTIONAL MATCH (channel:Channel)
WHERE channel:Backchannel AND size(channel.topics) > 0
WITH usable, channel
ORDER BY channel.id
WITH usable, collect({id: channel.id, topics: channel.topics}) AS channels
OPTIONAL MATCH (met:Contact)
WHERE met:Backchannel AND size(met.topics) > 0
WITH usable, channels, collect(met.topics) AS talks
WITH usable, channels, talks,
     reduce(all = [], c IN channels | all + c.topics) + reduce(all = [], t IN talks | all + t) AS topics
UNWIND topics AS topic
WITH DISTINCT usable, channels, talks, topic
WHERE none(c IN channels WHERE topic IN c.topics AND c.id IN usable)
RETURN topic,
       [c IN channels WHERE topic IN c.topics | c.id] AS channels,
       size([t IN talks WHERE topic IN t]) AS contacts
ORDER BY topic
