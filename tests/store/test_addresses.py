"""Addresses of databases: those that are none are refused, and no password is repeated."""

from __future__ import annotations

import pytest

from backchannel.errors import UsageFault
from backchannel.store import connect


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("http://localhost", "unknown kind of database `http`"),
        ("bold://localhost", "did you mean `bolt`"),
        ("bolt://me:secret@localhost", "holds a user or a password; write"),
        ("bolt://:secret@localhost", "holds a user or a password; write"),
        ("neo4j://me:12/secret@localhost", "holds a user or a password; write"),
        ("neo4j://me:12?secret@localhost", "holds a user or a password; write"),
        ("http://me:secret@localhost", "holds a user or a password; write"),
        ("neo4j://localhost:7687/other", "goes on with `other`; name a database with NEO4J_DATAB"),
        ("bolt://localhost/other/", "goes on with `other/`; name a database with NEO4J_DATABASE"),
        ("neo4j://localhost#other", "goes on with `other`; name a database with NEO4J_DATABASE"),
        ("bolt://localhost:port", "no address of a database"),
        ("neo4j://", "no address of a database"),
    ],
)
def test_an_address_that_is_none_is_a_usage_fault(address: str, line: str) -> None:
    with pytest.raises(UsageFault, match=line) as refused:
        connect(address)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("name", ["x" * 300, f"{'x' * 300}@host"])
def test_a_name_too_long_for_a_folder_is_a_usage_fault(name: str) -> None:
    with pytest.raises(UsageFault, match=r"name another folder|there is no such folder"):
        connect(name)
