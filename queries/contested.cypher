// Of what do sources say that it was so and that it was not, or give different values?
// A row is a record, or one field of it: how many voices support and deny it, and the values that are supported.
// Rival accounts of one channel's status are spells of their own and not listed here; see `open`.
// parameters: claimant (actor id, optional), known_on (date, optional)
// columns: table, record, field, values, supporting, denying
// example: known_on=2023-12-31

// Those through whom a claimant that is a state speaks: its officials who are quoted, and the bodies that publish.
OPTIONAL MATCH (teller:Backchannel {id: $claimant})
WHERE teller.kind = 'state' AND teller.state <> ''
OPTIONAL MATCH (official:Actor {state: teller.state})
WHERE official.sector IN ['GOV', 'MIL', 'SPY', 'LEG']
WITH collect(official.id) AS officials,
     collect(CASE WHEN official.kind <> 'person' THEN official.id END) AS bodies

// Most claims support a record as a whole: only what one denies, or gives a value of, can be contested.
MATCH (hint:Claim)
WHERE hint:Backchannel AND (hint.stance = 'denies' OR hint.value <> '')
MATCH (claim:Claim {record: hint.record})
WHERE claim:Backchannel AND claim.field = hint.field
  AND ($known_on IS NULL OR claim.published_latest <= $known_on)
  AND ($claimant IS NULL OR claim.voice = $claimant OR claim.claimant IN officials OR claim.voice IN bodies)
WITH claim ORDER BY claim.value
WITH claim.about AS table, claim.record AS record, claim.field AS field,
     collect(DISTINCT CASE WHEN claim.stance = 'supports' THEN claim.value END) AS values,
     collect(DISTINCT CASE WHEN claim.stance = 'denies' THEN claim.value END) AS denied,
     count(DISTINCT CASE WHEN claim.stance = 'supports' THEN claim.voice END) AS supporting,
     count(DISTINCT CASE WHEN claim.stance = 'denies' THEN claim.voice END) AS denying

// A value that one claim denies and another supports; or two values. For the record as a whole the value is empty.
WITH table, record, field, values, denied, supporting, denying, [v IN values WHERE v IN denied] AS both
WHERE size(both) > 0 OR size(values) > 1
RETURN table, record, field, [v IN values WHERE field <> ''] AS values, supporting, denying
ORDER BY table, record, field
