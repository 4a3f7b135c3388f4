// Through whom could two persons reach each other on a day, by the fewest channels?
// The rows are what lies on the shortest paths, up to four channels, from left to right: at odd places the channels
// and the go-betweens in them, at even places those who sit in the channel before and in the one after. A person sits
// there in their own name or by an office. A channel counts that is usable that day at least so surely (`presumably` if
// nothing is given), by the stored stretches, weighed as `open` weighs them, and seats likewise; `possibly` takes
// contested channels too. Channels inside a government count too; public ones, which nobody answers, and unnamed persons
// do not. No rows: no such path is documented as usable that day; `shared-channels`, asked for the same two and the same
// day, tells whether a channel of theirs was suspended or closed then, or only nobody documents it.
// parameters: left (person id), right (person id), day (date), least (surely|presumably|possibly, optional)
// columns: place, what, id, name, via
// example: left=william-burns right=sergey-lavrov day=2021-11-02 least=possibly
WITH coalesce($least, 'presumably') AS least
MATCH (channel:Channel)-[:WAS]->(stretch:Stretch)
WHERE channel:Backchannel AND channel.type <> 'public' AND stretch.first <= $day AND stretch.last >= $day
  AND stretch.verdict IN ['open', 'degraded', 'contested']
  AND (stretch.certainty = 'surely' OR least = 'possibly' OR (stretch.certainty = 'presumably' AND least = 'presumably'))
MATCH (member:Actor)-[party:PARTY_TO]->(channel)
WHERE party.role IN ['party', 'go-between']
  AND ((party.start_latest <= $day AND party.end_earliest >= $day)
       OR (least = 'possibly' AND party.start_earliest <= $day AND party.end_latest >= $day))
OPTIONAL MATCH (holder:Person)-[held:HELD]->(member)
WHERE (held.surely_from <= $day AND held.surely_to >= $day)
   OR (least <> 'surely' AND held.presumably_from <= $day AND held.presumably_to >= $day)
   OR (least = 'possibly' AND held.possibly_from <= $day AND held.possibly_to >= $day)
WITH channel.id AS channel, party.role AS role,
     CASE WHEN member.kind = 'person' OR (party.role = 'go-between' AND member.kind <> 'office') THEN member
          ELSE holder END AS who
WHERE who.named <> 'no'
WITH DISTINCT channel, role, who.id AS who
ORDER BY channel, who, role
WITH collect({channel: channel, role: role, who: who}) AS seats

// Step by step from the left, and from the right: who is reached by so many channels.
WITH seats, [s IN seats WHERE s.who = $left | s.channel] AS c1, [s IN seats WHERE s.who = $right | s.channel] AS d1
WITH seats, c1, d1, [s IN seats WHERE s.channel IN c1 | s.who] AS p1, [s IN seats WHERE s.channel IN d1 | s.who] AS q1
WITH seats, c1, d1, p1, q1,
     [s IN seats WHERE s.who IN p1 | s.channel] AS c2, [s IN seats WHERE s.who IN q1 | s.channel] AS d2
WITH seats, c1, d1, p1, q1, c2, d2,
     [s IN seats WHERE s.channel IN c2 | s.who] AS p2, [s IN seats WHERE s.channel IN d2 | s.who] AS q2
WITH seats, c1, d1, p1, q1, c2, d2, p2, q2,
     [s IN seats WHERE s.who IN p2 | s.channel] AS c3, [s IN seats WHERE s.who IN q2 | s.channel] AS d3
WITH seats, c1, d1, p1, q1, c2, d2, p2, q2, c3, d3,
     [s IN seats WHERE s.channel IN c3 | s.who] AS p3, [s IN seats WHERE s.channel IN d3 | s.who] AS q3
WITH seats, [p1, p2, p3] AS ps, [q1, q2, q3] AS qs,
     [c1, c2, c3, [s IN seats WHERE s.who IN p3 | s.channel]] AS cs,
     [d1, d2, d3, [s IN seats WHERE s.who IN q3 | s.channel]] AS ds,
     CASE WHEN $left = $right THEN 0 WHEN $right IN p1 THEN 1 WHEN $right IN p2 THEN 2 WHEN $right IN p3 THEN 3
          WHEN any(c IN d1 WHERE any(s IN seats WHERE s.channel = c AND s.who IN p3)) THEN 4 ELSE 0 END AS steps

// What is so many steps from the left and the rest from the right lies on a shortest path.
UNWIND range(1, steps) AS step
WITH seats, steps, ps, qs, step, [c IN cs[step - 1] WHERE c IN ds[steps - step]] AS channels
WITH seats,
     [c IN channels | {place: 2 * step - 1, what: 'channel', id: c}]
     + [s IN seats WHERE s.channel IN channels AND s.role = 'go-between' AND NOT s.who IN [$left, $right]
        | {place: 2 * step - 1, what: 'go-between', id: s.who}]
     + [p IN ps[step - 1] WHERE step < steps AND p IN qs[steps - step - 1]
        | {place: 2 * step, what: 'actor', id: p}] AS nodes
UNWIND nodes AS node
WITH collect(DISTINCT node) AS nodes, seats
UNWIND nodes AS node
MATCH (one:Backchannel {id: node.id})
RETURN DISTINCT node.place AS place,
       node.what AS what,
       node.id AS id,
       one.name AS name,
       [s IN seats WHERE s.who = node.id AND any(n IN nodes WHERE n.id = s.channel) | s.channel] AS via
ORDER BY place, what, id
