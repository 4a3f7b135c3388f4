// Which subjects had no usable channel on a day?
// A subject is a topic of a channel or of a contact, held or not. It is listed if no channel of that topic is usable
// that day at least so surely (`presumably` if nothing is given), by the stored stretches, weighed as `open` weighs
// them; what is contested counts as possibly usable. Not documented as usable is less than stopped. `channels` are
// those of that topic; none: contacts speak of it and no channel is for it.
// parameters: day (date), least (surely|presumably|possibly, optional)
// columns: topic, channels, contacts
// example: day=2022-07-09
MATCH (one:Backchannel)
WHERE one:Channel OR one:Contact
OPTIONAL MATCH (one)-[:WAS]->(stretch:Stretch)
WHERE stretch.first <= $day AND stretch.last >= $day AND stretch.verdict IN ['open', 'degraded', 'contested']
  AND (stretch.certainty = 'surely' OR $least = 'possibly'
       OR (stretch.certainty = 'presumably' AND coalesce($least, 'presumably') = 'presumably'))
WITH one, count(stretch) AS usable
ORDER BY one.id
UNWIND one.topics AS topic
WITH topic, usable, CASE WHEN one:Channel THEN one.id ELSE null END AS channel
WITH topic, collect(channel) AS channels, sum(usable) AS usable, count(*) AS entries
WITH topic, channels, usable, entries - size(channels) AS contacts
WHERE usable = 0
RETURN topic, channels, contacts
ORDER BY topic
