// Where does a channel come from, what took over from it, and what is it a part of?
// `steps` away: the predecessors that it took over from, the successors that took over from it, what it is a part of,
// and its own parts.
// parameters: channel (channel id)
// columns: relation, steps, channel, name, type
// example: channel=ru-ua-prisoner-exchange
MATCH (asked:Channel {id: $channel})
WHERE asked:Backchannel
OPTIONAL MATCH before = (asked)-[:SUCCEEDS*1..20]->(old:Channel)
WITH asked, collect({relation: 'predecessor', steps: length(before), id: old.id}) AS kin
OPTIONAL MATCH after = (asked)<-[:SUCCEEDS*1..20]-(young:Channel)
WITH asked, kin, collect({relation: 'successor', steps: length(after), id: young.id}) AS more
WITH asked, kin + more AS kin
OPTIONAL MATCH above = (asked)-[:PART_OF*1..20]->(whole:Channel)
WITH asked, kin, collect({relation: 'part of', steps: length(above), id: whole.id}) AS more
WITH asked, kin + more AS kin
OPTIONAL MATCH below = (asked)<-[:PART_OF*1..20]-(part:Channel)
WITH kin, collect({relation: 'part', steps: length(below), id: part.id}) AS more
UNWIND kin + more AS one
MATCH (channel:Channel {id: one.id})
WHERE channel:Backchannel
RETURN one.relation AS relation,
       one.steps AS steps,
       channel.id AS channel,
       channel.name AS name,
       channel.type AS type
ORDER BY relation, steps, channel
