// Which channels stand or fall with one building, law, bank, line, treaty or person?
// A row is what at least two channels need: a dependency of the same kind and text, or somebody who sits in each of
// them as a party in their own name or as a go-between. Who sits there by an office can be replaced and is not listed.
// Reads the whole record, whenever it was so.
// parameters: none
// columns: kind, on, channels
// example:
OPTIONAL MATCH (channel:Channel)-[:DEPENDS_ON]->(need:Dependency)
WHERE channel:Backchannel
WITH need, channel
ORDER BY channel.id
WITH need.kind AS kind, need.on AS on, collect(DISTINCT channel.id) AS channels
WITH collect({kind: kind, on: on, channels: channels}) AS needs
OPTIONAL MATCH (member:Actor)-[party:PARTY_TO]->(channel:Channel)
WHERE channel:Backchannel AND (party.role = 'go-between' OR (party.role = 'party' AND member.kind = 'person'))
  AND member.kind <> 'office'
WITH needs, member, channel
ORDER BY channel.id
WITH needs, member, collect(DISTINCT channel.id) AS channels
WITH needs, collect({kind: member.kind, on: member.id, channels: channels}) AS members
UNWIND needs + members AS one
WITH one
WHERE size(one.channels) > 1
RETURN one.kind AS kind,
       one.on AS on,
       one.channels AS channels
ORDER BY size(one.channels) DESC, kind, on
