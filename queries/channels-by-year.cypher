// How many channels of each type were usable in each year?
// Reads the record, from the first year of the package to the last. Possibly: a usable spell of the channel touches
// the year on some reading of its dates and as far as its claims have seen. Surely: one does so on every reading, and
// nobody denies it. What other accounts say against it is weighed by `open`, year by year. The possible ones include
// the sure ones; a type without a possible one in a year has no row.
// parameters: type (channel type, optional)
// columns: year, type, surely, possibly
// example: type=mission
MATCH (package:Backchannel {id: 'backchannel:package'})
MATCH (channel:Channel)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim {field: ''})
WHERE channel:Backchannel AND spell.status IN ['open', 'degraded'] AND ($type IS NULL OR channel.type = $type)
WITH package, channel, spell,
     count(CASE WHEN claim.stance = 'denies' THEN 1 END) AS denials,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_earliest END) AS seen_earliest,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_latest END) AS seen_latest
WITH package, channel, spell, denials, seen_latest,
     CASE WHEN spell.end_latest <= seen_latest OR spell.end_earliest < seen_earliest THEN spell.end_earliest
          ELSE seen_earliest END AS end_earliest
UNWIND range(package.from.year, package.as_of.year) AS year
WITH channel, spell, denials, seen_latest, end_earliest, year,
     date({year: year, month: 1, day: 1}) AS first,
     CASE WHEN package.as_of.year = year THEN package.as_of ELSE date({year: year, month: 12, day: 31}) END AS last
WHERE spell.start_earliest <= last AND spell.end_latest >= first AND seen_latest >= first
RETURN year,
       channel.type AS type,
       count(DISTINCT CASE WHEN denials = 0 AND spell.start_latest <= last AND end_earliest >= first
         THEN channel.id END) AS surely,
       count(DISTINCT channel.id) AS possibly
ORDER BY year, type
