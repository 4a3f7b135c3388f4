// Who was at a meeting, for which side, and in which office?
// `certainty` is that of the presence. An office is held surely if that is so on every reading of the dates, nobody
// denies it and a claim vouches for it until then; else possibly. Empty: no source puts the person into an office then.
// parameters: contact (contact id)
// columns: actor, name, side, capacity, certainty, surely_as, possibly_as
// example: contact=k-summit-2021
MATCH (met:Contact {id: $contact})
MATCH (actor:Actor)-[attended:ATTENDED]->(met)
OPTIONAL MATCH (actor)-[held:HELD]->(office:Office)
WHERE held.start_earliest <= met.date_latest AND held.end_latest >= met.date_earliest
OPTIONAL MATCH (vouched:Claim {record: coalesce(held.id, ''), field: ''})
WHERE vouched:Backchannel
WITH met, actor, attended, held, office,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_earliest END) AS seen_earliest,
     max(CASE WHEN vouched.stance = 'supports' THEN vouched.as_of_latest END) AS seen_latest,
     count(CASE WHEN vouched.stance = 'denies' THEN 1 END) AS denials
WITH actor, attended, office,
     denials = 0 AND held.start_latest <= met.date_earliest AND held.end_earliest >= met.date_latest
       AND (held.end_latest <= seen_latest OR seen_earliest >= met.date_latest) AS sure
ORDER BY office.id
WITH actor, attended,
     collect(DISTINCT CASE WHEN sure THEN office.id END) AS surely_as,
     collect(DISTINCT CASE WHEN NOT sure THEN office.id END) AS possibly_as
RETURN actor.id AS actor,
       actor.name AS name,
       attended.side AS side,
       attended.capacity AS capacity,
       attended.certainty AS certainty,
       surely_as,
       [one IN possibly_as WHERE NOT one IN surely_as] AS possibly_as
ORDER BY side, actor
