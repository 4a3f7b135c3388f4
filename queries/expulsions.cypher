// Who expelled how many, by whose count, and in answer to what?
// A row is one voice on one expulsion: the least and the most that it counts, and what it counts. Rival counts stand
// side by side and are never summed. Where nobody is credited with a count of his own, all who speak of the expulsion
// stand behind the one that is entered; null: this voice gives no number.
// parameters: none
// columns: expulsion, date, by, target, answers, voice, stance, least, most, of
// example:
MATCH (act:Disruption {kind: 'expulsion'})<-[:ABOUT]-(claim:Claim)
WHERE act:Backchannel AND claim.field IN ['', 'count_least', 'count_most']
WITH act, count(CASE WHEN claim.field <> '' THEN 1 END) AS counted
MATCH (act)<-[:ABOUT]-(claim:Claim)
WHERE claim.field IN ['', 'count_least', 'count_most']
WITH act, counted, claim.voice AS voice, claim.stance AS stance,
     min(CASE WHEN claim.field = 'count_least' THEN toInteger(claim.value) END) AS least,
     max(CASE WHEN claim.field = 'count_most' THEN toInteger(claim.value) END) AS most
WITH act, voice, stance,
     CASE WHEN counted = 0 AND stance = 'supports' THEN act.count_least ELSE least END AS least,
     CASE WHEN counted = 0 AND stance = 'supports' THEN act.count_most ELSE most END AS most
RETURN act.id AS expulsion,
       act.start AS date,
       act.by AS by,
       act.target AS target,
       act.answers AS answers,
       voice,
       stance,
       least,
       most,
       act.count_of AS of
ORDER BY act.start_earliest, act.start_latest, act.id, voice, stance
