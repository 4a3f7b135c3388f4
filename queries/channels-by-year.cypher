// How many channels of each type were usable in each year?
// Reads the stored stretches: on which days a channel was what, weighed as `open` weighs them, from the whole record
// and with the package's presumption. A channel counts in a year for its best day in it: surely, presumably or possibly
// usable, and contested days are possible ones. Each number includes the surer ones; a type without a possible channel
// in a year has no row. `open` for a year also finds what was usable on some day that nobody can name.
// parameters: type (channel type, optional)
// columns: year, type, surely, presumably, possibly
// example: type=mission
MATCH (channel:Channel)-[:WAS]->(stretch:Stretch)
WHERE channel:Backchannel AND stretch.verdict IN ['open', 'degraded', 'contested']
  AND ($type IS NULL OR channel.type = $type)
UNWIND range(stretch.first.year, stretch.last.year) AS year
RETURN year,
       channel.type AS type,
       count(DISTINCT CASE WHEN stretch.certainty = 'surely' THEN channel.id END) AS surely,
       count(DISTINCT CASE WHEN stretch.certainty IN ['surely', 'presumably'] THEN channel.id END) AS presumably,
       count(DISTINCT channel.id) AS possibly
ORDER BY year, type
