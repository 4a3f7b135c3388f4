// Who sits on a day in channels of two types at once, as in an official one and a track 2?
// A person sits in a channel as its party or go-between, in their own name or by an office. Counted is what is
// possible: a channel that is usable on some account and some reading of its dates, and seats likewise. Surely: all of
// the person's seats of at least two types hold on every reading, nobody denies them, and no account has the channel
// stopped that day. Unnamed persons are left out.
// parameters: day (date)
// columns: person, types, channels, offices, certainty
// example: day=2021-11-02
MATCH (package:Backchannel {id: 'backchannel:package'})
MATCH (channel:Channel)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim {field: ''})
WHERE channel:Backchannel AND spell.start_earliest <= $day AND spell.end_latest >= $day AND package.as_of >= $day
WITH channel, spell,
     count(CASE WHEN claim.stance = 'denies' THEN 1 END) AS denials,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_earliest END) AS seen_earliest,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_latest END) AS seen_latest
WITH channel,
     count(CASE WHEN spell.status IN ['open', 'degraded'] AND seen_latest >= $day THEN 1 END) AS usable,
     count(CASE WHEN spell.status IN ['open', 'degraded'] AND denials = 0 AND spell.start_latest <= $day
       AND spell.end_earliest >= $day AND (spell.end_latest <= seen_latest OR seen_earliest >= $day)
       THEN 1 END) AS surely_usable,
     count(CASE WHEN spell.status IN ['suspended', 'closed'] AND seen_latest IS NOT NULL THEN 1 END) AS stopped
WHERE usable > 0
WITH channel, surely_usable > 0 AND stopped = 0 AS sure

// Seats: of the party itself, and of those who hold the office that is the party.
MATCH (member:Actor)-[party:PARTY_TO]->(channel)
WHERE party.role IN ['party', 'go-between'] AND party.start_earliest <= $day AND party.end_latest >= $day
OPTIONAL MATCH (holder:Person)-[held:HELD]->(member)
WHERE held.start_earliest <= $day AND held.end_latest >= $day
OPTIONAL MATCH (vouched:Claim {record: coalesce(held.id, ''), field: ''})
WHERE vouched:Backchannel
WITH channel, sure, member, party, holder, held,
     count(CASE WHEN vouched.stance = 'denies' THEN 1 END) AS denials,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_earliest END) AS seen_earliest,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_latest END) AS seen_latest
WITH DISTINCT channel.id AS channel, channel.type AS type,
     CASE WHEN member.kind = 'person' THEN member ELSE holder END AS person,
     CASE WHEN member.kind = 'person' THEN '' ELSE member.id END AS office,
     sure AND party.start_latest <= $day AND party.end_earliest >= $day
       AND (member.kind = 'person' OR (denials = 0 AND held.start_latest <= $day AND held.end_earliest >= $day
         AND (held.end_latest <= seen_latest OR seen_earliest >= $day))) AS sure,
     member.kind = 'person' OR seen_latest >= $day AS possible
WHERE possible AND person.named <> 'no'
WITH person.id AS person, type, channel, office, sure
ORDER BY type, channel, office
WITH person, collect(DISTINCT type) AS types, collect(DISTINCT channel) AS channels,
     collect(DISTINCT CASE WHEN office <> '' THEN office END) AS offices,
     count(DISTINCT CASE WHEN sure THEN type END) AS sure
WHERE size(types) > 1
RETURN person,
       types,
       channels,
       offices,
       CASE WHEN sure > 1 THEN 'surely' ELSE 'possibly' END AS certainty
ORDER BY person
