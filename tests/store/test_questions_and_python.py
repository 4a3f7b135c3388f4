"""Questions that Python answers too, written apart from one definition: both say the same."""

from __future__ import annotations

import itertools
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.store.queries import ask, question
from backchannel.verdicts.contacts import Which, contact_rows, surely_present_at
from backchannel.verdicts.held import is_contact
from backchannel.verdicts.silences import gaps

from worlds.articles import articles

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.facts.dataset import Dataset

    from servers.standing_stores import Standing

    Cells = list[tuple[str, ...]]

TOY = Path(__file__).parents[2] / "examples" / "toy"


@pytest.mark.parametrize("path", [TOY, None], ids=["toy", "real"])
def test_silences_are_those_of_the_command_line(
    standing_embedded: Standing, path: Path | None
) -> None:
    """The question in Cypher and `contacts --gaps` in Python were written apart from one definition."""
    data = bc.read(path)
    store = standing_embedded(data)
    met = {
        one.actor: None
        for one in data.attendances.values()
        if data.actors[one.actor].kind in ("person", "office")
    }
    pairs = [{"left": a, "right": b} for a, b in itertools.islice(itertools.pairwise(met), 20)]
    pairs += (
        [{"left": "sergey-lavrov", "right": "antony-blinken"}]
        if path != TOY
        else [{"left": "bo-minister"}]
    )
    compared = 0
    for asked in [*pairs, *({"channel": one} for one in list(data.channels)[:15])]:
        actors = [who for side in ("left", "right") if (who := asked.get(side))]
        rows = [
            tuple(row.values())
            for row in gaps(data, Which(present=actors, channel=asked.get("channel"))).to_dicts()
        ]
        found = ask(store, question("silences"), asked).rows
        assert [(str(row[0]), str(row[1]), *row[2:]) for row in found] == rows, asked
        compared += len(rows)
    assert compared > 10


@pytest.mark.parametrize("world", [partial(bc.read, TOY), articles], ids=["toy", "articles"])
def test_the_last_contact_of_two_is_that_of_python(
    standing_embedded: Standing, world: Callable[[], Dataset]
) -> None:
    """Who was surely there is worked out twice: in the question, and for `contacts --with`."""
    data = world()
    store = standing_embedded(data)
    offices = sorted({one.office for one in data.tenures.values()})
    some = {one.actor: None for one in data.attendances.values() if one.certainty == "likely"}
    compared = set()
    for left, right in itertools.combinations([*offices, *itertools.islice(some, 12)], 2):
        talks = [data.contacts[one.id] for one in contact_rows(data, Which(present=[left, right]))]
        last: dict[tuple[str, str], str] = {}
        for talk in talks:
            if is_contact(data, talk):
                sure = surely_present_at(data, talk).issuperset({left, right})
                last[talk.mode, "surely" if sure else "possibly"] = talk.id
        if last:
            rows = ask(store, question("last-contact"), {"left": left, "right": right}).rows
            assert {(row[0], row[1]): row[2] for row in rows} == last, (left, right)
            compared |= set(last)
    assert {certainty for _, certainty in compared} == {"surely", "possibly"}


def test_what_anybody_says_is_the_same_in_python_and_in_cypher(standing_embedded: Standing) -> None:
    """Of each actor of the toy, among them one whose book is a source and whose state is asked for too."""
    data = bc.read(TOY)
    store = standing_embedded(data)
    told = 0
    for one in data.actors:
        rows = bc.open_channels(bc.as_told_by(data, one), "2022", everything=True)
        asked = {"first": "2022-01-01", "last": "2022-12-31", "claimant": one}
        assert ask(store, question("open"), asked).rows == [
            (r.id, r.verdict, r.certainty) for r in rows
        ], one
        told += any(row.verdict != "unknown" for row in rows)
    assert told >= 3
