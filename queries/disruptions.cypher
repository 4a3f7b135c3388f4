// What happened to the channels between two days, and which of them did it hit?
// A row is an act (an expulsion, a ban, an invasion …) that began then, surely or possibly, and the statuses that a
// source says it brought about; an act without such a word has empty lists. `answers` is the act that it answers.
// parameters: first (date), last (date)
// columns: disruption, kind, date, certainty, by, target, answers, channels, spells
// example: first=2022-02-01 last=2022-03-31
MATCH (act:Disruption)
WHERE act:Backchannel AND act.start_earliest <= $last AND act.start_latest >= $first
OPTIONAL MATCH (act)-[:CAUSED]->(spell:Spell)
WITH act, spell
ORDER BY spell.channel, spell.id
WITH act, collect(DISTINCT spell.channel) AS channels, collect(spell.id) AS spells
OPTIONAL MATCH (act)<-[:ABOUT]-(claim:Claim {stance: 'denies', field: ''})
WITH act, channels, spells, count(claim) AS denials
RETURN act.id AS disruption,
       act.kind AS kind,
       act.start AS date,
       CASE WHEN denials = 0 AND act.start_earliest >= $first AND act.start_latest <= $last THEN 'surely'
            ELSE 'possibly' END AS certainty,
       act.by AS by,
       act.target AS target,
       act.answers AS answers,
       channels,
       spells
ORDER BY act.start_earliest, act.start_latest, disruption
