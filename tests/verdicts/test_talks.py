"""Contacts and silences in Python: the keywords say what `Which` says."""

from __future__ import annotations

from typing import Any

import pytest

import backchannel as bc
from backchannel.errors import UnknownName
from backchannel.verdicts.contacts import Which, contact_rows
from backchannel.verdicts.silences import gaps

from worlds.toy import toy

ASKED: list[tuple[dict[str, Any], Which]] = [
    ({}, Which()),
    ({"between": ("AAA", "AAB")}, Which(between=("AAA", "AAB"))),
    ({"channel": "hotline"}, Which(channel="hotline")),
    ({"modes": ["call"]}, Which(modes=["call"])),
    ({"modes": "call"}, Which(modes=["call"])),
    ({"within": 2021}, Which(window=2021)),
]


@pytest.mark.parametrize(("said", "which"), ASKED)
def test_the_keywords_ask_the_same(said: dict[str, Any], which: Which) -> None:
    data = toy()
    assert bc.contacts(data, **said) == contact_rows(data, which)
    assert bc.silences(data, **said) == gaps(data, which)


def test_one_actor_may_stand_alone() -> None:
    data = toy()
    actor = next(iter(data.attendances.values())).actor
    assert bc.contacts(data, present=actor) == bc.contacts(data, present=[actor]) != []
    assert bc.contacts(data, occurrence="held", last=True) == contact_rows(data, Which(last=True))


@pytest.mark.parametrize(
    "wrong", [{"present": ["nobody"]}, {"channel": "none"}, {"modes": ["smoke"]}]
)
def test_what_is_unknown_is_named(wrong: dict[str, Any]) -> None:
    for ask in (bc.contacts, bc.silences):
        with pytest.raises(UnknownName):
            ask(toy(), **wrong)
    with pytest.raises(UnknownName, match="held"):
        bc.contacts(toy(), occurrence="hold")  # type: ignore[arg-type]
