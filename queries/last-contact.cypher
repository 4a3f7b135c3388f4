// When did two offices last talk, by each means of talking?
// An office was there itself or in whoever held it then: surely, if that is so on every reading of the dates, a claim
// vouches for the tenure until then, and their being there is not merely likely; else possibly. A row is the last held two-way contact of one mode and one
// certainty that nobody denies; with `by`, the last that was surely over by then. Other actors can be asked for too.
// A session among many that both attended counts, in a row of its mode, whether or not the two spoke there.
// parameters: left (actor id), right (actor id), by (date, optional)
// columns: mode, certainty, contact, date, channel, left_by, right_by
// example: left=office-us-secretary-of-state right=office-foreign-minister-of-russia
OPTIONAL MATCH (holder:Actor)-[held:HELD]->(office:Office)
WHERE office.id IN [$left, $right]
OPTIONAL MATCH (vouched:Claim {record: coalesce(held.id, ''), field: ''})
WHERE vouched:Backchannel
WITH holder, held, office,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_earliest END) AS seen_earliest,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_latest END) AS seen_latest,
     count(CASE WHEN vouched.stance = 'denies' THEN 1 END) AS denials
WITH collect({id: holder.id, office: office.id, start_earliest: held.start_earliest, start_latest: held.start_latest,
       end_earliest: held.end_earliest, end_latest: held.end_latest,
       seen_earliest: seen_earliest, seen_latest: seen_latest, denied: denials > 0}) AS holders
MATCH (actor:Actor)
WHERE actor.id IN [$left, $right] OR any(h IN holders WHERE h.id = actor.id)
MATCH (actor)-[attended:ATTENDED]->(met:Contact)
WHERE met:Backchannel AND met.occurrence = 'held'
  AND met.mode IN ['in-person', 'call', 'video', 'letter', 'via-third-party', 'session', 'unspecified']
  AND ($by IS NULL OR met.date_latest <= $by)
WITH actor, attended, met, [null] + [h IN holders WHERE h.id = actor.id AND h.start_earliest <= met.date_latest
       AND h.end_latest >= met.date_earliest] AS holding
WHERE actor.id IN [$left, $right] OR size(holding) > 1
OPTIONAL MATCH (met)<-[:ABOUT]-(claim:Claim {stance: 'denies', field: ''})
WITH actor, attended, met, holding, count(claim) AS denials
WHERE denials = 0
UNWIND holding AS held
WITH met, actor, held.office AS office,
     CASE WHEN attended.certainty = 'likely' THEN 1 ELSE 2 END AS itself,
     CASE WHEN attended.certainty <> 'likely' AND NOT held.denied
               AND held.start_latest <= met.date_earliest AND held.end_earliest >= met.date_latest
               AND (held.end_latest <= held.seen_latest OR held.seen_earliest >= met.date_latest) THEN 2
          ELSE 1 END AS by_office
ORDER BY actor.id
WITH met,
     max(CASE WHEN actor.id = $left THEN itself WHEN office = $left THEN by_office END) AS left,
     max(CASE WHEN actor.id = $right THEN itself WHEN office = $right THEN by_office END) AS right,
     collect(DISTINCT CASE WHEN $left IN [actor.id, office] THEN actor.id END) AS left_by,
     collect(DISTINCT CASE WHEN $right IN [actor.id, office] THEN actor.id END) AS right_by
WHERE left > 0 AND right > 0
WITH met, left_by, right_by, CASE WHEN left + right = 4 THEN 'surely' ELSE 'possibly' END AS certainty
ORDER BY met.date_earliest, met.date_latest, met.id
WITH met.mode AS mode, certainty, collect({id: met.id, left_by: left_by, right_by: right_by}) AS talks
WITH mode, certainty, last(talks) AS latest
MATCH (met:Contact {id: latest.id})
WHERE met:Backchannel
RETURN mode,
       certainty,
       met.id AS contact,
       met.date AS date,
       met.channel AS channel,
       latest.left_by AS left_by,
       latest.right_by AS right_by
ORDER BY met.date_earliest DESC, met.date_latest DESC, contact DESC, certainty
