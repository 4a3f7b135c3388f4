"""States that begin and end: nobody sits or meets for one outside its days."""

from __future__ import annotations

import pytest

import backchannel as bc
from backchannel.check.rules import problems
from backchannel.facts.bounds import bounds_of

from worlds.make import Toy


def said(toy: Toy) -> list[str]:
    return [str(one) for one in problems(toy.data()) if one.column in ("start", "end", "side")]


def gone(*, party_start: str = "", party_end: str = "", side: str = "DDR") -> Toy:
    """Two sides of which one ended on 2 October 1990, and another that began after it."""
    toy = Toy(between=(side, "USA"), start="1970-01-01", as_of="2021-12-31")
    toy.rows["actors"][0] |= {"end": "1990-10-02"}
    toy.actor("state-svk", kind="state", state="SVK", start="1993-01-01")
    toy.channel("line", "state-usa/USA").spell("line", "open", "1974", "1989")
    state = f"state-{side.lower()}"
    row = {"channel": "line", "actor": state, "side": side, "role": "party"}
    return toy.add("parties", id="p", **row, start=party_start, end=party_end)


def test_a_party_of_a_state_that_ended_needs_an_end() -> None:
    assert said(gone()) == [
        "parties.csv: p: end: is empty, but `DDR` ended by 1990-10-02; "
        "write `1990-10-02` or the earlier day on which it left"
    ]
    assert said(gone(party_end="1990-10-02")) == []
    assert said(gone(party_end="1985")) == []


def test_a_party_of_the_soviet_union_goes_on_as_russia_if_the_data_know_russia() -> None:
    toy = gone(side="SUN")
    assert len(said(toy)) == 1
    assert said(toy.actor("state-rus", kind="state", state="RUS")) == []


def test_nobody_sits_or_meets_for_a_state_that_is_no_more_or_not_yet() -> None:
    toy = gone(party_start="1991", party_end="1992")
    toy.actor("eva").actor("jan")
    toy.contact("line", "1990-10", "eva/DDR", id="k1").contact("line", "1991", "eva/DDR", id="k2")
    toy.contact("line", "1992-12-31", "jan/SVK", id="k3").contact(
        "line", "1993", "jan/SVK", id="k4"
    )
    row = {"channel": "line", "actor": "jan", "side": "SVK", "role": "party"}
    toy.add("parties", id="p-jan", **row, start="1990", end="1992")
    remedy = "correct the date or the side"
    assert said(toy) == [
        f"attendances.csv: a-k2-eva: side: `1991` is not in the days of `DDR`, 0001-01-01 to 1990-10-02; {remedy}",
        f"attendances.csv: a-k3-jan: side: `1992-12-31` is not in the days of `SVK`, 1993-01-01 to 9999-12-31; {remedy}",
        f"parties.csv: p-jan: end: `1992` is not in the days of `SVK`, 1993-01-01 to 9999-12-31; {remedy}",
        f"parties.csv: p: start: `1991` is not in the days of `DDR`, 0001-01-01 to 1990-10-02; {remedy}",
    ]  # fmt: skip


def test_data_that_know_only_the_soviet_union_may_be_about_russia() -> None:
    toy = Toy(between=("SUN", "USA"), as_of="1991-12-25").channel("line")
    about = toy.spell("line", "open", "2000", "2001").data().with_tables(between=("RUS", "USA"))
    assert [one for one in problems(about) if one.column == "between"] == []


@pytest.mark.parametrize("column", ["start", "end"])
def test_only_a_state_begins_and_ends(column: str) -> None:
    toy = Toy().actor("ann", **{column: "2001"})
    assert said(toy) == [
        f"actors.csv: ann: {column}: belongs to a state, not to kind `person`; empty it"
    ]


def test_the_soviet_union_ends_the_day_before_russia_begins() -> None:
    data = bc.read()
    ussr, russia = (bounds_of(data.actors[one]) for one in ("state-ussr", "state-russia"))
    assert ussr["end"].latest.toordinal() + 1 == russia["start"].earliest.toordinal()
    assert bounds_of(data.actors["sergey-lavrov"]) == {}
