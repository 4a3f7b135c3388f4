// What does each side contradict?
// A row is a claim against a record, or against one value in it: a denial, or another account of it. The side is that
// of the claimant, empty where none is known or the source speaks for itself. `supporting` are the voices that say the
// opposite. With a side: what the actor contradicts, or if it is a state all those whose state it is.
// parameters: side (actor id, optional)
// columns: side, voice, table, record, field, value, supporting, source, locator
// example: side=state-russia
OPTIONAL MATCH (asked:Backchannel {id: $side})
WITH CASE WHEN asked.kind = 'state' THEN asked.state END AS state
MATCH (denial:Claim {stance: 'denies'})
WHERE denial:Backchannel
OPTIONAL MATCH (claimant:Backchannel {id: denial.claimant})
WITH denial, claimant.id AS claimant, state,
     CASE WHEN claimant.id IS NULL THEN ''
          WHEN claimant.state <> '' THEN claimant.state
          WHEN claimant.kind = 'intergovernmental' THEN claimant.id ELSE '' END AS side
WHERE $side IS NULL OR claimant = $side OR (side <> '' AND side = state)
OPTIONAL MATCH (other:Claim {record: denial.record, field: denial.field, stance: 'supports'})
WHERE other:Backchannel AND (denial.value = '' OR other.value = denial.value)
WITH denial, side, other
ORDER BY other.voice
WITH denial, side, collect(DISTINCT other.voice) AS supporting
RETURN side,
       denial.voice AS voice,
       denial.about AS table,
       denial.record AS record,
       denial.field AS field,
       denial.value AS value,
       supporting,
       denial.source AS source,
       denial.locator AS locator
ORDER BY side, table, record, field, denial.id
