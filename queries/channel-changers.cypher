// Who was in touch through a channel of one type, and later through one of another?
// A row is a person and two types: the first held two-way contact through each that nobody denies, the second of them
// after the first on every reading of their dates. Contacts that went through no channel, and those at which only an
// office is entered, say nothing here.
// parameters: type (channel type, optional), later_type (channel type, optional)
// columns: person, type, first, date, later_type, later_first, later_date
// example: type=foreign-ministry
MATCH (person:Person)-[:ATTENDED]->(met:Contact)-[:VIA]->(channel:Channel)
WHERE channel:Backchannel AND met.occurrence = 'held'
  AND met.mode IN ['in-person', 'call', 'video', 'letter', 'via-third-party', 'session', 'unspecified']
  AND NOT EXISTS { (met)<-[:ABOUT]-(:Claim {stance: 'denies', field: ''}) }
WITH person, channel.type AS type, min([met.date_earliest, met.date_latest, met.id, met.date]) AS talk
WITH person, collect({type: type, earliest: talk[0], latest: talk[1], id: talk[2], date: talk[3]}) AS firsts
UNWIND firsts AS one
UNWIND firsts AS other
WITH person, one, other
WHERE one.latest < other.earliest
  AND ($type IS NULL OR one.type = $type) AND ($later_type IS NULL OR other.type = $later_type)
RETURN person.id AS person,
       one.type AS type,
       one.id AS first,
       one.date AS date,
       other.type AS later_type,
       other.id AS later_first,
       other.date AS later_date
ORDER BY person, one.earliest, type, other.earliest, later_type
