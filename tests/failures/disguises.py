"""
A write in every disguise that the Cypher manuals of both engines know: none may pass where a query only reads.

Each names the toy's records, so that one that passed would change them. What an engine does not know at all it
refuses too, with another reason.
"""

from __future__ import annotations

PLAIN = """
CREATE (n:Spy {id: 'x'}) RETURN n
CREATE (:Spy)-[:KNOWS]->(:Spy)
MERGE (n:Actor {id: 'x'}) RETURN n
MERGE (n:Actor {id: 'ann'}) ON MATCH SET n.name = 'x' RETURN n
MATCH (a:Actor {id: 'ann'}), (b:Actor {id: 'bob'}) MERGE (a)-[:KNOWS]->(b) RETURN a
MATCH (n:Actor) SET n.name = 'x'
MATCH (n:Actor) SET n += {name: 'x'}
MATCH (n:Actor) SET n = {id: 'x'}
MATCH (n:Actor) SET n:Spy
MATCH (n:Actor) SET n['na' + 'me'] = 'x'
MATCH (n:Actor) REMOVE n.name
MATCH (n:Actor) REMOVE n:Actor
MATCH (n:Actor) DELETE n
MATCH (n:Actor) DETACH DELETE n
MATCH (n:Actor) NODETACH DELETE n
MATCH (:Actor)-[r:HELD]->(:Office) DELETE r RETURN count(*) AS gone
MATCH p = (:Actor)-[:HELD]->(:Office) DELETE p
FOREACH (x IN range(1, 3) | CREATE (:Spy {number: x}))
MATCH (n:Actor) WITH collect(n) AS all FOREACH (n IN all | SET n.name = 'x')
FOREACH (x IN [1] | FOREACH (y IN [1] | CREATE (:Spy)))
INSERT (:Spy)
"""

NESTED = """
UNWIND range(1, 3) AS x CREATE (n:Spy {number: x})
UNWIND [{id: 'ann', name: 'x'}] AS row MATCH (n:Actor {id: row.id}) SET n.name = row.name
MATCH (n:Actor) WITH n LIMIT 1 SET n.name = 'x' RETURN n.id AS id
MATCH (n:Actor) RETURN n.id AS id UNION CREATE (n:Spy) RETURN n.id AS id
MATCH (n:Actor) RETURN n.id AS id UNION ALL MATCH (m:Actor) SET m.name = 'x' RETURN m.id AS id
CALL { CREATE (n:Spy) RETURN n } RETURN n
CALL { CALL { CREATE (n:Spy) RETURN n } RETURN n } RETURN n
MATCH (n:Actor) CALL { WITH n SET n.name = 'x' } RETURN n.id AS id
MATCH (n:Actor) CALL (n) { SET n.name = 'x' } RETURN n.id AS id
MATCH (n:Actor) CALL (*) { DETACH DELETE n } RETURN 1 AS one
OPTIONAL CALL () { CREATE (:Spy) } RETURN 1 AS one
MATCH (n:Actor) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS
MATCH (n:Actor) CALL { WITH n DETACH DELETE n } IN TRANSACTIONS OF 1 ROWS ON ERROR CONTINUE
MATCH (n:Actor) CALL (n) { SET n.name = 'x' } IN 2 CONCURRENT TRANSACTIONS OF 1 ROWS
RETURN EXISTS { CREATE (n:Spy) RETURN n } AS there
RETURN COUNT { MATCH (n:Actor) DELETE n RETURN n } AS number
RETURN COLLECT { CREATE (n:Spy) RETURN n.id } AS all
RETURN [x IN [1] | CREATE (n:Spy)] AS list
"""

DRESSED = r"""
create (n:Spy)
cReAtE/**/(n:Spy)
/* MATCH (n) RETURN n */ CREATE (n:Spy)
MATCH (n:Actor) RETURN n.id AS id; MATCH (m:Actor) DETACH DELETE m
MATCH (n:Actor) RETURN n.id AS id; CREATE (:Spy);
\u0043REATE (n:Spy)
C\u0052EATE (n:Spy)
MATCH (n:Actor) \u0044ETACH \u0044ELETE n
PROFILE CREATE (n:Spy)
PROFILE MATCH (n:Actor) SET n.name = 'x'
CYPHER runtime=slotted CREATE (n:Spy)
CYPHER 5 CREATE (n:Spy)
EXPLAIN RETURN 1 AS one; CREATE (n:Spy)
USE neo4j CREATE (n:Spy)
USE graph.byName('neo4j') CREATE (n:Spy)
BEGIN CREATE (n:Spy)
:auto CREATE (n:Spy)
"""

SCHEMA = """
CREATE INDEX spy FOR (n:Actor) ON (n.name)
CREATE TEXT INDEX spy FOR (n:Actor) ON (n.name)
CREATE FULLTEXT INDEX spy FOR (n:Actor) ON EACH [n.name]
CREATE LOOKUP INDEX spy FOR (n) ON EACH labels(n)
CREATE CONSTRAINT spy FOR (n:Actor) REQUIRE n.name IS UNIQUE
DROP INDEX backchannel_actor_id
DROP INDEX backchannel_actor_id IF EXISTS
DROP CONSTRAINT backchannel_id
DROP CONSTRAINT backchannel_id IF EXISTS
CALL db.createLabel('Spy')
CALL db.createProperty('spy')
CALL db.createRelationshipType('SPY')
CALL db.index.fulltext.createNodeIndex('spy', ['Actor'], ['name'])
CALL db.migrateLegacyTemporals()
"""

ADMIN = """
CREATE USER spy SET PASSWORD 'secret-word'
CREATE OR REPLACE USER spy SET PASSWORD 'secret-word'
DROP USER neo4j
RENAME USER neo4j TO spy
ALTER USER neo4j SET PASSWORD 'secret-word'
ALTER CURRENT USER SET PASSWORD FROM 'old-word-1' TO 'new-word-1'
CREATE ROLE spy
GRANT ROLE admin TO neo4j
CREATE DATABASE spy
DROP DATABASE neo4j
STOP DATABASE neo4j
CREATE ALIAS spy FOR DATABASE neo4j
ALTER DATABASE neo4j SET ACCESS READ ONLY
ENABLE SERVER 'x'
TERMINATE TRANSACTIONS 'neo4j-transaction-1'
SHOW TRANSACTIONS YIELD transactionId AS id TERMINATE TRANSACTIONS id YIELD message RETURN message
CALL dbms.killConnection('bolt-0')
CALL dbms.killConnections(['bolt-0'])
CALL `dbms`.`killConnection`('bolt-0')
CALL dbms . /* x */ killConnection('bolt-0')
CALL dbms.setConfigValue('db.logs.query.enabled', 'OFF')
CALL dbms.upgrade()
"""

CALLED = r"""
CALL apoc.cypher.doIt('CREATE (n:Spy)', {}) YIELD value RETURN value
CALL apoc.cypher.runWrite('CREATE (n:Spy)', {})
CALL apoc.cypher.runMany('CREATE (n:Spy); CREATE (n:Spy);', {})
CALL apoc.periodic.iterate('MATCH (n:Actor) RETURN n', 'DETACH DELETE n', {})
CALL apoc.periodic.commit('MATCH (n:Actor) DETACH DELETE n RETURN count(*)', {})
CALL apoc.create.node(['Spy'], {}) YIELD node RETURN node
CALL apoc.do.when(true, 'CREATE (n:Spy) RETURN n', '', {})
CALL do.when(true, 'CREATE (n:Spy) RETURN n', '', {})
CALL apoc.merge.node(['Spy'], {id: 1}, {}, {})
CALL merge.node(['Spy'], {id: 1}, {}, {})
MATCH (n:Actor) WITH collect(n) AS all CALL apoc.refactor.mergeNodes(all) YIELD node RETURN node
MATCH (n:Actor) WITH collect(n) AS all CALL refactor.mergeNodes(all) YIELD node RETURN node
CALL apoc.trigger.add('spy', 'CREATE (n:Spy)', {})
CALL apoc.schema.assert({}, {})
CALL apoc.export.csv.all('/tmp/spy.csv', {})
CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value
CALL apoc.import.csv([], [], {})
CALL `apoc`.`load`.`json`('file:///etc/passwd')
CALL sql('DELETE FROM Actor')
RETURN sql('DELETE FROM Actor') AS x
CALL arcadedb.sql('DELETE FROM Actor')
CALL js('database.command("sql", "DELETE FROM Actor")')
DELETE FROM Actor
DELETE VERTEX FROM Actor
UPDATE Actor SET name = 'x'
INSERT INTO Actor SET id = 'x'
TRUNCATE TYPE Actor UNSAFE
DROP TYPE Actor UNSAFE
ALTER DATABASE `arcadedb.readOnly` false
IMPORT DATABASE file:///etc/passwd
BACKUP DATABASE file:///tmp/spy.zip
g.V().drop()
db.Actor.deleteMany({})
LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row
LOAD CSV WITH HEADERS FROM 'file:///etc/passwd' AS row CREATE (:Spy)
UNWIND [1] AS x LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row
CALL { LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row } RETURN row
load/* x */csv FROM 'file:///etc/passwd' AS row RETURN row
LOAD // and so on \n CSV FROM 'file:///etc/passwd' AS row RETURN row
\u004cOAD CSV FROM 'file:///etc/passwd' AS row RETURN row
LO\u0041D\u0020CSV FROM 'file:///etc/passwd' AS row RETURN row
USING PERIODIC COMMIT LOAD CSV FROM 'file:///etc/passwd' AS row CREATE (:Spy)
"""

DISGUISES = [
    line.replace(r"\n", "\n")
    for kind in (PLAIN, NESTED, DRESSED, SCHEMA, ADMIN, CALLED)
    for line in kind.strip().splitlines()
]
