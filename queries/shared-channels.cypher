// In which channels did two persons both sit on a day, and were these usable, stopped or not documented?
// A person sits in a channel as its party or go-between, in their own name or by an office. `verdict` is that of the day,
// as `open --all` has it: suspended or closed says that the channel was stopped, unknown that nobody documents it then,
// which does not mean closed. `seats` says how surely both sat there. Public channels, which nobody answers, are left
// out. No rows: the two are entered in no channel together on that day; `go-betweens` goes through others.
// parameters: left (person id), right (person id), day (date)
// columns: channel, name, verdict, certainty, seats
// example: left=sergey-lavrov right=antony-blinken day=2022-03-01
MATCH (member:Actor)-[party:PARTY_TO]->(line:Channel)
WHERE line:Backchannel AND line.type <> 'public' AND party.role IN ['party', 'go-between']
  AND party.start_earliest <= $day AND party.end_latest >= $day
OPTIONAL MATCH (holder:Person)-[held:HELD]->(member)
WHERE held.possibly_from <= $day AND held.possibly_to >= $day
WITH line,
     CASE WHEN member.kind = 'person' THEN member.id ELSE holder.id END AS person,
     CASE WHEN party.start_latest <= $day AND party.end_earliest >= $day THEN 3 ELSE 1 END AS seated,
     CASE WHEN member.kind = 'person' OR (held.surely_from <= $day AND held.surely_to >= $day) THEN 3
          WHEN held.presumably_from <= $day AND held.presumably_to >= $day THEN 2 ELSE 1 END AS holding
WHERE person IN [$left, $right]
WITH line, person, CASE WHEN seated < holding THEN seated ELSE holding END AS sure
WITH line, person, max(sure) AS sure
WITH line, count(person) AS persons, min(sure) AS sure
WHERE persons = 2
OPTIONAL MATCH (line)-[:WAS]->(stretch:Stretch)
WHERE stretch.first <= $day AND stretch.last >= $day
RETURN line.id AS channel,
       line.name AS name,
       coalesce(stretch.verdict, 'unknown') AS verdict,
       CASE WHEN stretch.certainty <> '' THEN stretch.certainty END AS certainty,
       CASE sure WHEN 3 THEN 'surely' WHEN 2 THEN 'presumably' ELSE 'possibly' END AS seats
ORDER BY channel
