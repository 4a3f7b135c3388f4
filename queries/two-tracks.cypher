// Who sits on a day in channels of two types at once, as in an official one and a track 2?
// A person sits in a channel as its party or go-between, in their own name or by an office. A seat is as sure as the
// less sure of two things: that the channel is usable that day, by the stored stretches, weighed as `open` weighs them
// (what is contested is possible), and that the person has the seat. The certainty of a row is that with which the
// person has seats in at least two types. Unnamed persons are left out.
// parameters: day (date)
// columns: person, types, channels, offices, certainty
// example: day=2021-11-02
MATCH (channel:Channel)-[:WAS]->(stretch:Stretch)
WHERE channel:Backchannel AND stretch.first <= $day AND stretch.last >= $day
  AND stretch.verdict IN ['open', 'degraded', 'contested']
WITH channel, CASE stretch.certainty WHEN 'surely' THEN 3 WHEN 'presumably' THEN 2 ELSE 1 END AS usable

// Seats: of the party itself, and of those who hold the office that is the party.
MATCH (member:Actor)-[party:PARTY_TO]->(channel)
WHERE party.role IN ['party', 'go-between'] AND party.start_earliest <= $day AND party.end_latest >= $day
OPTIONAL MATCH (holder:Person)-[held:HELD]->(member)
WHERE held.possibly_from <= $day AND held.possibly_to >= $day
WITH channel.id AS channel, channel.type AS type, usable,
     CASE WHEN member.kind = 'person' THEN member ELSE holder END AS person,
     CASE WHEN member.kind = 'person' THEN '' ELSE member.id END AS office,
     CASE WHEN party.start_latest <= $day AND party.end_earliest >= $day THEN 3 ELSE 1 END AS seated,
     CASE WHEN member.kind = 'person' OR (held.surely_from <= $day AND held.surely_to >= $day) THEN 3
          WHEN held.presumably_from <= $day AND held.presumably_to >= $day THEN 2 ELSE 1 END AS holding
WHERE person.named <> 'no'
WITH person.id AS person, type, channel, office,
     reduce(least = usable, s IN [seated, holding] | CASE WHEN s < least THEN s ELSE least END) AS sure
ORDER BY type, channel, office
WITH person, collect(DISTINCT type) AS types, collect(DISTINCT channel) AS channels,
     collect(DISTINCT CASE WHEN office <> '' THEN office END) AS offices,
     count(DISTINCT CASE WHEN sure = 3 THEN type END) AS sure,
     count(DISTINCT CASE WHEN sure > 1 THEN type END) AS presumed
WHERE size(types) > 1
RETURN person,
       types,
       channels,
       offices,
       CASE WHEN sure > 1 THEN 'surely' WHEN presumed > 1 THEN 'presumably' ELSE 'possibly' END AS certainty
ORDER BY person
