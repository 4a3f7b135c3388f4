// What rests on one source, or on one voice, alone?
// A row is a record that only one publication supports, or only one voice (publications that retell one another are
// one voice, and somebody quoted is a voice wherever he is quoted); null: several do. `denying` counts the voices
// against it. Claims on single fields of a record count as well.
// parameters: source (source id, optional), table (actors|attendances|channels|contacts|dependencies|disruptions|parties|sources|spells|tenures, optional)
// columns: table, record, source, voice, denying
// example: source=post-2022-07 table=spells
MATCH (claim:Claim)
WHERE claim:Backchannel AND ($table IS NULL OR claim.about = $table)
WITH claim.about AS table, claim.record AS record,
     collect(DISTINCT CASE WHEN claim.stance = 'supports' THEN claim.source END) AS sources,
     collect(DISTINCT CASE WHEN claim.stance = 'supports' THEN claim.voice END) AS voices,
     count(DISTINCT CASE WHEN claim.stance = 'denies' THEN claim.voice END) AS denying
WHERE ($source IS NULL OR $source IN sources) AND size(sources) > 0
  AND (size(sources) = 1 OR size(voices) = 1)
RETURN table,
       record,
       CASE WHEN size(sources) = 1 THEN head(sources) END AS source,
       CASE WHEN size(voices) = 1 THEN head(voices) END AS voice,
       denying
ORDER BY table, record
