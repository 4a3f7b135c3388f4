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
OPTIONAL MATCH (met)<-[:ABOUT]-(denial:Claim {stance: 'denies', field: ''})
WITH person, channel.type AS type, met, count(denial) AS denials
WHERE denials = 0
WITH person, type, met
ORDER BY met.date_earliest, met.date_latest, met.id
WITH person, type,
     collect({id: met.id, date: met.date, earliest: met.date_earliest, latest: met.date_latest}) AS talks
WITH person, {type: type, talk: head(talks)} AS first
ORDER BY first.type
WITH person, collect(first) AS firsts
UNWIND firsts AS one
UNWIND firsts AS other
WITH person, one, other
WHERE one.talk.latest < other.talk.earliest
  AND ($type IS NULL OR one.type = $type) AND ($later_type IS NULL OR other.type = $later_type)
RETURN person.id AS person,
       one.type AS type,
       one.talk.id AS first,
       one.talk.date AS date,
       other.type AS later_type,
       other.talk.id AS later_first,
       other.talk.date AS later_date
ORDER BY person, one.talk.earliest, type, other.talk.earliest, later_type
