// What rests on the word of somebody unnamed?
// A row is a claim of a claimant whom the source does not name. `others` counts the other voices that support the same
// record, as a whole or in the same field; none: it rests on that word alone.
// parameters: none
// columns: table, record, field, stance, claimant, source, locator, others
// example:
MATCH (claimant:Actor {named: 'no'})
WHERE claimant:Backchannel
MATCH (claim:Claim {claimant: claimant.id})
WHERE claim:Backchannel
OPTIONAL MATCH (other:Claim {record: claim.record, field: claim.field, stance: 'supports'})
WHERE other:Backchannel AND other.voice <> claim.voice
WITH claim, count(DISTINCT other.voice) AS others
RETURN claim.about AS table,
       claim.record AS record,
       claim.field AS field,
       claim.stance AS stance,
       claim.claimant AS claimant,
       claim.source AS source,
       claim.locator AS locator,
       others
ORDER BY table, record, field, claim.id
