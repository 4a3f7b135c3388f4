// Which channels were open between two days, and how sure is it?
// The rule says what counts: `any` (the default) takes the best verdict of all days, `all` the worst, `last-day`
// that of the last day. Days before the package begins and after the end of the view are unknown. What was seen is
// presumed to go on for `presume` days; 0 is strict: nothing is presumed; without it, for as long as the package says.
// All channels are answered, in the order of ids.
// parameters: first (date), last (date), rule (any|all|last-day, optional), claimant (actor id, optional), known_on (date, optional), presume (number, optional), type (channel type, optional)
// columns: id, verdict, certainty
// example: first=2022-01-01 last=2022-12-31 rule=any

// The days the view speaks about, and those through whom a claimant that is a state speaks: those of its officials who
// are quoted, and the bodies that publish.
MATCH (package:Package {id: 'backchannel:package'})
OPTIONAL MATCH (teller:Backchannel {id: $claimant})
WHERE teller.kind = 'state' AND teller.state <> ''
OPTIONAL MATCH (official:Actor {state: teller.state})
WHERE official.sector IN ['GOV', 'MIL', 'SPY', 'LEG']
WITH package, collect(official.id) AS officials,
     collect(CASE WHEN official.kind <> 'person' THEN official.id END) AS bodies
WITH officials, bodies, package.breaks AS breaks, package.from AS view_start,
     CASE WHEN $known_on < package.as_of THEN $known_on ELSE package.as_of END AS view_end

// Each account, a spell or a held two-way contact, with its counted claims: supported, denied, and until when seen.
// Where claims that do not count give a contact another date, it has the dates of those that count.
MATCH (channel:Channel)
WHERE channel:Backchannel AND ($type IS NULL OR channel.type = $type)
OPTIONAL MATCH (channel)-[:HAD_STATUS|VIA]-(account:Account)<-[:ABOUT]-(claim:Claim)
WHERE account:Backchannel AND (claim.field = '' OR claim.value_earliest IS NOT NULL)
WITH officials, bodies, breaks, view_start, view_end, channel, account, claim,
     ($known_on IS NULL OR claim.published_latest <= $known_on)
       AND ($claimant IS NULL OR claim.voice = $claimant OR claim.claimant IN officials
            OR claim.voice IN bodies) AS counts,
     claim.field = '' AS whole,
     claim.stance = 'supports' AS supports
WITH breaks, view_start, view_end, channel, account,
     count(CASE WHEN counts AND whole AND NOT supports THEN 1 END) AS denials,
     max(CASE WHEN counts AND whole AND supports THEN claim.as_of_earliest END) AS as_of_earliest,
     max(CASE WHEN counts AND whole AND supports THEN claim.as_of_latest END) AS as_of_latest,
     count(DISTINCT CASE WHEN supports AND NOT whole THEN claim.value END) AS dates,
     count(DISTINCT CASE WHEN counts AND supports AND NOT whole THEN claim.value END) AS told,
     min(CASE WHEN counts AND supports AND NOT whole THEN claim.value_earliest END) AS told_earliest,
     max(CASE WHEN counts AND supports AND NOT whole THEN claim.value_latest END) AS told_latest,
     max(CASE WHEN counts AND supports AND NOT whole THEN claim.value_start_latest END) AS told_start_latest,
     min(CASE WHEN counts AND supports AND NOT whole THEN claim.value_end_earliest END) AS told_end_earliest
WITH breaks, view_start, view_end, channel, account, denials > 0 AS denied, as_of_latest IS NOT NULL AS supported,
     CASE WHEN as_of_earliest < view_end THEN as_of_earliest ELSE view_end END AS seen_earliest,
     CASE WHEN as_of_latest < view_end THEN as_of_latest ELSE view_end END AS seen_latest,
     CASE WHEN 0 < told AND told < dates THEN
            {start_earliest: told_earliest, end_latest: told_latest,
             start_latest: coalesce(CASE WHEN told = 1 THEN told_start_latest END, told_latest),
             end_earliest: coalesce(CASE WHEN told = 1 THEN told_end_earliest END, told_earliest)}
          ELSE
            {start_earliest: coalesce(account.start_earliest, account.date_earliest),
             start_latest: coalesce(account.start_latest, account.date_latest),
             end_earliest: coalesce(account.end_earliest, account.date_earliest),
             end_latest: coalesce(account.end_latest, account.date_latest)} END AS days
WITH breaks, view_start, view_end, channel, denied, supported, seen_earliest, seen_latest,
     account.status IS NULL AS contact,
     CASE account.status WHEN 'degraded' THEN 2 WHEN 'suspended' THEN 3 WHEN 'closed' THEN 4 ELSE 1 END AS kind,
     coalesce(account.end_kind, 'observed') AS end_kind,
     days.start_earliest AS start_earliest, days.start_latest AS start_latest,
     days.end_earliest AS end_earliest, days.end_latest AS end_latest

// An end that nobody has seen is cut: of a usable account where it was last seen, of a closed one at the end of the
// view. That of a suspended one comes next. Whoever speaks of an account as begun saw it begin.
WITH breaks, view_start, view_end, channel, denied, supported, contact, kind, end_kind, start_earliest, seen_latest,
     end_latest > seen_latest AS unseen,
     CASE WHEN start_earliest <= seen_latest AND seen_latest < start_latest THEN seen_latest
          ELSE start_latest END AS start_latest,
     CASE WHEN end_latest <= seen_latest THEN end_earliest WHEN kind = 4 THEN view_end
          WHEN seen_earliest < end_earliest THEN seen_earliest ELSE end_earliest END AS end_earliest,
     CASE WHEN end_latest <= seen_latest THEN end_latest WHEN kind > 2 THEN view_end ELSE seen_latest END AS end_latest
WITH breaks, view_start, view_end, channel,
     collect(CASE WHEN supported AND start_earliest <= end_latest THEN {
       kind: kind, usable: kind < 3, contact: contact, denied: denied,
       may_from: start_earliest,
       sure_from: CASE WHEN start_latest < end_latest THEN start_latest ELSE end_latest END,
       sure_to: CASE WHEN end_earliest > start_earliest THEN end_earliest ELSE start_earliest END,
       may_to: end_latest,
       stops_after: CASE WHEN start_latest > seen_latest THEN start_latest ELSE seen_latest END,
       stops: unseen AND kind = 3,
       goes_on: NOT denied AND kind < 4 AND (unseen OR end_kind IN ['', 'observed']),
       concluded: NOT denied AND NOT unseen AND end_kind IN ['ended', 'lapsed', 'superseded']
     } END) AS cut

// A suspended account whose end nobody has seen may last until the next day on which the channel surely worked.
WITH breaks, view_start, view_end, channel, cut,
     [u IN cut WHERE u.usable AND NOT u.denied AND u.sure_from <= u.sure_to] AS uses
UNWIND [null] + cut AS a
WITH breaks, view_start, view_end, channel, a,
     reduce(day = view_end + duration({days: 1}), again IN
       [u IN CASE WHEN a.stops THEN uses ELSE [] END WHERE u.sure_to > a.stops_after
        | CASE WHEN u.sure_from > a.stops_after THEN u.sure_from ELSE a.stops_after + duration({days: 1}) END]
       | CASE WHEN again < day THEN again ELSE day END) - duration({days: 1}) AS stopped_to
WITH breaks, view_start, view_end, channel, a, CASE WHEN a.stops THEN stopped_to ELSE a.may_to END AS may_to
WITH breaks, view_start, view_end, channel,
     collect(CASE WHEN a.may_from <= may_to THEN {
       kind: a.kind, usable: a.usable, contact: a.contact, denied: a.denied, goes_on: a.goes_on,
       concluded: a.concluded, may_from: a.may_from,
       sure_from: CASE WHEN a.sure_from < may_to THEN a.sure_from ELSE may_to END,
       sure_to: a.sure_to, may_to: may_to
     } END) AS cut

// What was seen is carried for the days presumed, until a break, something of the other kind, or an end of its kind.
WITH breaks, view_start, view_end, channel, cut, toInteger(coalesce($presume, channel.presume_days)) AS presumed,
     [o IN cut WHERE o.concluded] AS concluded,
     [o IN cut WHERE NOT o.denied AND (NOT o.contact OR o.sure_from <= o.sure_to)] AS others
WITH breaks, view_start, view_end, channel, cut, presumed, concluded,
     [o IN others WHERE o.usable] AS used, [o IN others WHERE NOT o.usable] AS stopped
UNWIND [null] + cut AS a
WITH view_start, view_end, channel, a,
     CASE WHEN presumed > 0 AND a.goes_on THEN
       [CASE WHEN duration.inDays(a.sure_to, view_end).days <= presumed THEN view_end
             ELSE a.sure_to + duration({days: presumed}) END]
       + [b IN breaks WHERE a.usable AND b > a.sure_to | b - duration({days: 1})]
       + [o IN CASE WHEN a.usable THEN stopped ELSE used END WHERE o.sure_to > a.sure_to
          | CASE WHEN o.sure_from > a.sure_to THEN o.sure_from - duration({days: 1}) ELSE a.sure_to END]
       + [o IN concluded WHERE o.usable = a.usable AND o.may_to >= a.sure_to | o.may_to]
     ELSE [date('0001-01-01')] END AS limits
WITH view_start, view_end, channel, a,
     reduce(least = view_end, l IN limits | CASE WHEN l < least THEN l ELSE least END) AS carried_to
WITH view_start, view_end, channel,
     collect(CASE WHEN a.kind > 0 THEN {
       kind: a.kind, usable: a.usable, contact: a.contact, denied: a.denied,
       may_from: a.may_from, sure_from: a.sure_from, sure_to: a.sure_to, may_to: a.may_to, carried_to: carried_to
     } END) AS accounts

// Verdicts change only on bounds: the first and the last day, each start, the day after each end and after each carry.
WITH view_start, view_end, channel, accounts,
     [$first, $last, view_start, view_end + duration({days: 1})]
     + [a IN accounts | a.may_from] + [a IN accounts | a.sure_from]
     + [a IN accounts WHERE a.sure_to < $last | a.sure_to + duration({days: 1})]
     + [a IN accounts WHERE a.may_to < $last | a.may_to + duration({days: 1})]
     + [a IN accounts WHERE a.carried_to < $last | a.carried_to + duration({days: 1})] AS days
UNWIND [day IN days WHERE $first <= day AND day <= $last] AS day
WITH DISTINCT view_start, view_end, channel, accounts, day
WITH view_start, view_end, channel, accounts, day,
     [a IN accounts WHERE a.sure_from <= day AND day <= a.sure_to] AS sure,
     [a IN accounts WHERE a.may_from <= day AND day <= a.may_to] AS may,
     [a IN accounts WHERE a.sure_from <= day AND day <= a.carried_to] AS carried
WITH view_start, channel, accounts, day, view_start <= day AND day <= view_end AS known, sure, may, carried,
     any(a IN may WHERE NOT a.denied AND NOT a.contact AND a.usable) AS may_be_usable,
     any(a IN may WHERE NOT a.denied AND NOT a.contact AND NOT a.usable) AS may_be_stopped,
     any(a IN may + carried WHERE a.kind = 2 AND NOT a.denied) AS lowers,
     reduce(day = date('0001-01-01'), a IN carried | CASE WHEN a.sure_to > day THEN a.sure_to ELSE day END) AS newest
WITH view_start, channel, accounts, day, known, may,
     any(a IN sure WHERE a.usable) AND any(a IN sure WHERE NOT a.usable) AS clash,
     [a IN sure WHERE NOT a.denied
        AND (a.contact OR NOT CASE WHEN a.usable THEN may_be_stopped ELSE may_be_usable END)
      | CASE WHEN a.contact AND lowers THEN 2 ELSE a.kind END] AS surely,
     [a IN carried WHERE a.sure_to = newest
        AND NOT CASE WHEN a.usable THEN may_be_stopped ELSE may_be_usable END
        AND NOT any(o IN carried WHERE o.sure_to = newest AND o.usable <> a.usable)
      | CASE WHEN a.contact AND lowers THEN 2 ELSE a.kind END] AS presumably,
     [a IN may | CASE WHEN a.contact AND lowers THEN 2 ELSE a.kind END] AS possibly

// Ranks, best first: 1 open!, 2 degraded!, 3 contested, 4 open~, 5 degraded~, 6 open?, 7 degraded?, 8 unknown,
// 9 suspended?, 10 closed?, 11 suspended~, 12 suspended!, 13 closed! (! surely, ~ presumably, ? possibly). Of several
// statuses at once degraded comes before open if sure or presumed, open before degraded if possible.
WITH view_start, channel, accounts, day,
     CASE WHEN NOT known THEN 8
          WHEN clash THEN 3
          WHEN size(surely) > 0 THEN
            CASE WHEN 2 IN surely THEN 2 WHEN 1 IN surely THEN 1 WHEN 3 IN surely THEN 12 ELSE 13 END
          WHEN any(a IN may WHERE a.denied AND NOT a.contact) THEN 3
          WHEN size(presumably) > 0 THEN
            CASE WHEN 2 IN presumably THEN 5 WHEN 1 IN presumably THEN 4 ELSE 11 END
          WHEN any(a IN may WHERE a.denied) THEN 3
          WHEN 1 IN possibly THEN 6
          WHEN 2 IN possibly THEN 7
          WHEN 3 IN possibly THEN 9
          WHEN size(possibly) > 0 THEN 10
          ELSE 8 END AS rank
WITH view_start, channel, accounts, min(rank) AS best, max(rank) AS worst,
     max(CASE WHEN day = $last THEN rank END) AS final

// A usable account of uncertain days that cannot miss the window has a usable day in it, though nobody knows which.
WITH channel, worst, final, best, accounts, CASE WHEN $first < view_start THEN view_start ELSE $first END AS begins
WITH channel, worst, final,
     [best] + [a IN accounts
       WHERE a.usable AND NOT a.denied AND a.sure_from > a.sure_to AND a.sure_from <= $last AND a.sure_to >= begins
       | CASE WHEN any(o IN accounts WHERE NOT o.usable AND o.sure_from <= a.may_from AND a.may_to <= o.sure_to)
              THEN 3
              WHEN a.contact AND any(o IN accounts WHERE o.kind = 2 AND NOT o.contact AND NOT o.denied
                AND o.may_from <= a.may_from AND (a.may_to <= o.may_to OR a.may_to <= o.carried_to)) THEN 2
              ELSE a.kind END] AS ranks
WITH channel, CASE $rule WHEN 'all' THEN worst WHEN 'last-day' THEN final
                         ELSE reduce(least = 13, r IN ranks | CASE WHEN r < least THEN r ELSE least END) END AS rank
RETURN channel.id AS id,
       ['open', 'degraded', 'contested', 'open', 'degraded', 'open', 'degraded', 'unknown', 'suspended', 'closed',
        'suspended', 'suspended', 'closed'][rank - 1] AS verdict,
       CASE WHEN rank IN [3, 8] THEN null WHEN rank IN [4, 5, 11] THEN 'presumably'
            WHEN rank IN [6, 7, 9, 10] THEN 'possibly' ELSE 'surely' END AS certainty
ORDER BY id
