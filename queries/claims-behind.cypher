// Which claims stand behind a record, and where were they published?
// A party without claims of its own rests on those of its channel's spells and contacts, an attendance on those of
// its contact; asked for a channel, the claims on its spells and contacts are given. Reads the whole record.
// parameters: record (record id)
// columns: claim, record, stance, field, value, claimant, voice, directness, as_of, source, title, publisher, published, url, locator
// example: record=k-lavrov-note-2022
OPTIONAL MATCH (own:Claim {record: $record})
WHERE own:Backchannel
WITH count(own) AS own

// The channel or the contact on whose claims the record rests.
OPTIONAL MATCH (actor:Actor)-[party:PARTY_TO {id: $record}]->(joined:Channel)
WITH own, collect(joined.id) AS joined
WITH own, joined + [$record] AS channels
UNWIND channels AS one
OPTIONAL MATCH (channel:Channel {id: one})-[:HAD_STATUS]->(spell:Spell)
WITH own, channels, collect(spell.id) AS spells
UNWIND channels AS one
OPTIONAL MATCH (channel:Channel {id: one})<-[:VIA]-(contact:Contact)
WITH own, spells, collect(contact.id) AS contacts
OPTIONAL MATCH (actor:Actor)-[attended:ATTENDED {id: $record}]->(contact:Contact)
WITH own, spells, contacts, collect(contact.id) AS attended
WITH CASE WHEN own > 0 THEN [$record] ELSE spells + contacts + attended END AS records

UNWIND records AS told
WITH DISTINCT told
MATCH (claim:Claim {record: told})-[:FROM]->(source:Source)
WHERE claim:Backchannel
RETURN claim.id AS claim,
       claim.record AS record,
       claim.stance AS stance,
       claim.field AS field,
       claim.value AS value,
       claim.claimant AS claimant,
       claim.voice AS voice,
       claim.directness AS directness,
       claim.as_of AS as_of,
       source.id AS source,
       source.title AS title,
       source.publisher AS publisher,
       source.published AS published,
       source.url AS url,
       claim.locator AS locator
ORDER BY record, claim
