// Which channels stand or fall with one building, law, bank, line, treaty or person?
// A row is what channels need: a dependency, by its kind and its own words; or somebody who sits in at least two of
// them as a party in their own name or as a go-between. Who sits there by an office can be replaced and is not listed.
// With a day: the channels that were usable then, surely, presumably or possibly (or contested), by the stored
// stretches, and whoever possibly sat there then; without: the whole record, whenever it was so.
// parameters: day (date, optional)
// columns: kind, on, name, channels
// example: day=2022-02-01
MATCH (channel:Channel)
WHERE channel:Backchannel
OPTIONAL MATCH (channel)-[:WAS]->(stretch:Stretch)
WHERE stretch.first <= $day AND stretch.last >= $day AND stretch.verdict IN ['open', 'degraded', 'contested']
WITH channel, count(stretch) AS usable
WHERE $day IS NULL OR usable > 0
OPTIONAL MATCH (channel)-[:DEPENDS_ON]->(need:Dependency)
WITH channel, collect(need) AS needs
OPTIONAL MATCH (member:Actor)-[party:PARTY_TO]->(channel)
WHERE (party.role = 'go-between' OR (party.role = 'party' AND member.kind = 'person')) AND member.kind <> 'office'
  AND ($day IS NULL OR (party.start_earliest <= $day AND party.end_latest >= $day))
WITH channel, needs, collect(member) AS members
WITH channel, [n IN needs | {kind: n.kind, on: n.on, name: n.on, least: 1}]
     + [m IN members | {kind: m.kind, on: m.id, name: m.name, least: 2}] AS all
UNWIND all AS one
WITH channel.id AS channel, one.kind AS kind, one.on AS on, one.name AS name, one.least AS least
ORDER BY channel
WITH kind, on, name, least, collect(DISTINCT channel) AS channels
WHERE size(channels) >= least
RETURN kind, on, name, channels
ORDER BY size(channels) DESC, kind, on
