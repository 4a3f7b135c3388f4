// What had been published by a day, and by how many voices?
// A row is a spell, contact, disruption, tenure or dependency that a claim published by then supports; `first` is
// the day by which the first of these claims was surely published. With a claimant: as told by that actor alone.
// parameters: known_on (date), claimant (actor id, optional)
// columns: table, record, channel, first, supporting, denying
// example: known_on=2022-03-05

// Those through whom a claimant that is a state speaks: its officials who are quoted, and the bodies that publish.
OPTIONAL MATCH (teller:Backchannel {id: $claimant})
WHERE teller.kind = 'state' AND teller.state <> ''
OPTIONAL MATCH (official:Actor {state: teller.state})
WHERE official.sector IN ['GOV', 'MIL', 'SPY', 'LEG']
WITH collect(official.id) AS officials,
     collect(CASE WHEN official.kind <> 'person' THEN official.id END) AS bodies

MATCH (claim:Claim)
WHERE claim:Backchannel
  AND claim.about IN ['spells', 'contacts', 'disruptions', 'tenures', 'dependencies']
  AND (claim.about <> 'spells' OR claim.field = '')
  AND claim.published_latest <= $known_on
  AND ($claimant IS NULL OR claim.voice = $claimant OR claim.claimant IN officials OR claim.voice IN bodies)
WITH claim.about AS table, claim.record AS record,
     min(CASE WHEN claim.stance = 'supports' THEN claim.published_latest END) AS first,
     count(DISTINCT CASE WHEN claim.stance = 'supports' THEN claim.voice END) AS supporting,
     count(DISTINCT CASE WHEN claim.stance = 'denies' THEN claim.voice END) AS denying
WHERE supporting > 0
OPTIONAL MATCH (one:Backchannel {id: record})
RETURN table, record, CASE WHEN one.channel <> '' THEN one.channel END AS channel, first, supporting, denying
ORDER BY table, record
