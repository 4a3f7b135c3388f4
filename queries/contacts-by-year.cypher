// With whom was somebody in contact, year by year?
// Counts held two-way contacts that nobody denies, a series as one; an office was there in whoever possibly held it. `least` are those that lie in the year on every
// reading of their dates, `most` those that do on some; `with` are the others who were there. Years of the package
// without a possible contact have no row.
// parameters: actor (actor id)
// columns: year, least, most, contacts, with
// example: actor=sergey-lavrov
MATCH (package:Package {id: 'backchannel:package'})
MATCH (somebody:Actor {id: $actor})
OPTIONAL MATCH (holder:Actor)-[held:HELD]->(somebody)
WITH package, somebody, collect({actor: holder.id, first: held.start_earliest, last: held.end_latest}) AS holders
UNWIND [{actor: somebody.id, first: date('0001-01-01'), last: date('9999-12-31')}] + holders AS seat
MATCH (one:Actor {id: seat.actor})-[:ATTENDED]->(met:Contact)
WHERE met:Backchannel AND met.occurrence = 'held'
  AND met.mode IN ['in-person', 'call', 'video', 'letter', 'via-third-party', 'session', 'unspecified']
  AND seat.first <= met.date_latest AND seat.last >= met.date_earliest
WITH package, met, collect(DISTINCT one.id) AS asked
OPTIONAL MATCH (met)<-[:ABOUT]-(denial:Claim {stance: 'denies', field: ''})
WITH package, met, asked, count(denial) AS denials
WHERE denials = 0
UNWIND range(package.from.year, package.as_of.year) AS year
WITH met, asked, year
WHERE met.date_earliest.year <= year AND met.date_latest.year >= year
OPTIONAL MATCH (other:Actor)-[:ATTENDED]->(met)
WHERE NOT other.id IN asked
WITH year, met, other
ORDER BY met.date_earliest, met.date_latest, met.id
WITH year,
     count(DISTINCT CASE WHEN met.date_earliest.year = year AND met.date_latest.year = year THEN met.id END) AS least,
     count(DISTINCT met.id) AS most,
     collect(DISTINCT met.id) AS contacts,
     collect(DISTINCT other.id) AS others
UNWIND [null] + others AS other
WITH year, least, most, contacts, other
ORDER BY other
RETURN year, least, most, contacts, collect(other) AS with
ORDER BY year
