// What changed for which channel between two days, and what brought it about?
// A row is a day on which a verdict begins, by the stored stretches: the course of each channel, weighed as `open` weighs
// it, from the whole record and with the package's presumption. Before the first day of the package and after its last
// nothing is known, which is no change; that a presumption runs out is one, and no loss (see `backchannel lost`).
// `causes` are the disruptions that caused a status which begins on that day, surely or possibly. What is contested or
// unknown has no certainty.
// parameters: first (date), last (date)
// columns: date, channel, before, before_certainty, after, after_certainty, causes
// example: first=2022-02-01 last=2022-03-31
MATCH (package:Package {id: 'backchannel:package'})
MATCH (channel:Channel)-[:WAS]->(stretch:Stretch)
WHERE channel:Backchannel
WITH package.from AS begin, package.as_of AS end, channel, collect(stretch) AS stretches
WITH begin, end, channel, stretches,
     [s IN stretches | s.first] + [s IN stretches | s.last + duration({days: 1})] AS days
UNWIND days AS day
WITH DISTINCT begin, end, channel, stretches, day
WHERE $first <= day AND day <= $last AND begin < day AND day <= end
WITH channel, day,
     head([s IN stretches WHERE s.first < day AND s.last + duration({days: 1}) = day]) AS before,
     head([s IN stretches WHERE s.first = day]) AS after
OPTIONAL MATCH (channel)-[:HAD_STATUS]->(spell:Spell)<-[:CAUSED]-(cause:Disruption)
WHERE cause:Backchannel AND spell.start_earliest <= day AND spell.start_latest >= day
WITH channel, day, before, after, cause
ORDER BY cause.id
WITH channel, day, before, after, collect(DISTINCT cause.id) AS causes
RETURN day AS date,
       channel.id AS channel,
       coalesce(before.verdict, 'unknown') AS before,
       CASE WHEN before.certainty <> '' THEN before.certainty END AS before_certainty,
       coalesce(after.verdict, 'unknown') AS after,
       CASE WHEN after.certainty <> '' THEN after.certainty END AS after_certainty,
       causes
ORDER BY date, channel
