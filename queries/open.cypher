// Which channels were open between two days, and how sure is it?
// The rule says what counts: `any` (the default) takes the best verdict of all days, `all` the worst, `last-day`
// that of the last day. Days after the end of the view are unknown. All channels are answered, in the order of ids.
// parameters: first (date), last (date), rule (any|all|last-day, optional), claimant (actor id, optional), known_on (date, optional), type (channel type, optional)
// columns: id, verdict, certainty
// example: first=2022-01-01 last=2022-12-31 rule=any

// The end of the view, and those through whom a claimant that is a state speaks.
MATCH (package:Backchannel {id: 'backchannel:package'})
OPTIONAL MATCH (teller:Backchannel {id: $claimant})
WHERE teller.kind = 'state' AND teller.state <> ''
OPTIONAL MATCH (official:Actor {state: teller.state})
WHERE official.sector IN ['GOV', 'MIL', 'SPY', 'LEG']
WITH package, collect(official.id) AS officials
WITH officials, CASE WHEN $known_on < package.as_of THEN $known_on ELSE package.as_of END AS view_end

// Each spell with its counted claims on the record as a whole: supported, denied, and until when seen.
MATCH (channel:Channel)
WHERE channel:Backchannel AND ($type IS NULL OR channel.type = $type)
OPTIONAL MATCH (channel)-[:HAD_STATUS]->(spell:Spell)<-[:ABOUT]-(claim:Claim)
WHERE claim.field = ''
  AND ($known_on IS NULL OR claim.published_latest <= $known_on)
  AND ($claimant IS NULL OR claim.voice = $claimant OR claim.claimant IN officials)
WITH view_end, channel, spell,
     count(CASE WHEN claim.stance = 'denies' THEN 1 END) AS denials,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_earliest END) AS as_of_earliest,
     max(CASE WHEN claim.stance = 'supports' THEN claim.as_of_latest END) AS as_of_latest
WITH view_end, channel, spell, denials, as_of_latest IS NOT NULL AS supported,
     CASE WHEN as_of_earliest < view_end THEN as_of_earliest ELSE view_end END AS seen_earliest,
     CASE WHEN as_of_latest < view_end THEN as_of_latest ELSE view_end END AS seen_latest

// An end that nobody has seen is cut: usable spells where they were last seen, stopped ones at the end of the view.
WITH channel, spell, denials, supported,
     CASE WHEN spell.end_latest <= seen_latest THEN spell.end_earliest
          WHEN spell.status = 'closed' THEN view_end ELSE seen_earliest END AS cut_earliest,
     CASE WHEN spell.end_latest <= seen_latest THEN spell.end_latest
          WHEN spell.status IN ['open', 'degraded'] THEN seen_latest ELSE view_end END AS cut_latest
WITH channel, spell, denials, supported,
     CASE WHEN cut_earliest < spell.end_earliest THEN cut_earliest ELSE spell.end_earliest END AS end_earliest,
     CASE WHEN cut_latest < spell.end_latest THEN cut_latest ELSE spell.end_latest END AS end_latest
WITH channel,
     CASE WHEN supported AND spell.start_earliest <= end_latest THEN {
       kind: CASE spell.status WHEN 'open' THEN 1 WHEN 'degraded' THEN 2 WHEN 'suspended' THEN 3 ELSE 4 END,
       usable: spell.status IN ['open', 'degraded'],
       denied: denials > 0,
       may_from: spell.start_earliest,
       sure_from: CASE WHEN spell.start_latest > end_latest THEN end_latest ELSE spell.start_latest END,
       sure_to: CASE WHEN end_earliest < spell.start_earliest THEN spell.start_earliest ELSE end_earliest END,
       may_to: end_latest
     } END AS one
WITH channel, collect(one) AS spells

// Verdicts change only on bounds: the first and the last day, each start, and the day after each end.
WITH channel, spells,
     [$first, $last]
     + [s IN spells WHERE $first < s.may_from AND s.may_from < $last | s.may_from]
     + [s IN spells WHERE $first < s.sure_from AND s.sure_from < $last | s.sure_from]
     + [s IN spells WHERE $first <= s.sure_to AND s.sure_to < $last | s.sure_to + duration({days: 1})]
     + [s IN spells WHERE $first <= s.may_to AND s.may_to < $last | s.may_to + duration({days: 1})] AS days
UNWIND days AS day
WITH DISTINCT channel, spells, day
WITH channel, spells, day,
     [s IN spells WHERE s.sure_from <= day AND day <= s.sure_to] AS sure,
     [s IN spells WHERE s.may_from <= day AND day <= s.may_to] AS may
WITH channel, spells, day, sure, may,
     any(s IN sure WHERE s.usable) AS surely_usable,
     any(s IN sure WHERE NOT s.usable) AS surely_stopped,
     [s IN sure WHERE NOT s.denied] AS undenied
WITH channel, spells, day, may, surely_usable AND surely_stopped AS clash,
     [s IN undenied | s.kind] AS kinds,
     any(s IN undenied WHERE any(t IN may WHERE NOT t.denied AND t.usable <> s.usable)) AS opposed

// Ranks, best first: 1 open, 2 degraded, 3 contested, 4 open?, 5 degraded?, 6 unknown, 7 suspended?, 8 closed?,
// 9 suspended, 10 closed. Several statuses at once: degraded before open if sure, open before degraded if possible.
WITH channel, spells, day,
     CASE WHEN clash THEN 3
          WHEN size(kinds) > 0 AND NOT opposed THEN
            CASE WHEN 2 IN kinds THEN 2 WHEN 1 IN kinds THEN 1 WHEN 3 IN kinds THEN 9 ELSE 10 END
          WHEN any(s IN may WHERE s.denied) THEN 3
          WHEN any(s IN may WHERE s.kind = 1) THEN 4
          WHEN any(s IN may WHERE s.kind = 2) THEN 5
          WHEN any(s IN may WHERE s.kind = 3) THEN 7
          WHEN size(may) > 0 THEN 8
          ELSE 6 END AS rank
WITH channel, spells, min(rank) AS best, max(rank) AS worst,
     max(CASE WHEN day = $last THEN rank END) AS final

// A usable spell of uncertain days that cannot miss the window has an open day in it, though nobody knows which.
WITH channel, worst, final,
     [best] + [s IN spells
       WHERE s.usable AND NOT s.denied AND s.sure_from > s.sure_to AND s.sure_from <= $last AND s.sure_to >= $first
       | CASE WHEN any(t IN spells WHERE NOT t.usable AND t.sure_from <= s.may_from AND s.may_to <= t.sure_to)
              THEN 3 ELSE s.kind END] AS ranks
WITH channel, CASE $rule WHEN 'all' THEN worst WHEN 'last-day' THEN final
                         ELSE reduce(least = 10, r IN ranks | CASE WHEN r < least THEN r ELSE least END) END AS rank
RETURN channel.id AS id,
       ['open', 'degraded', 'contested', 'open', 'degraded', 'unknown', 'suspended', 'closed', 'suspended',
        'closed'][rank - 1] AS verdict,
       CASE WHEN rank IN [3, 6] THEN null WHEN rank IN [1, 2, 9, 10] THEN 'surely' ELSE 'possibly' END AS certainty
ORDER BY id
