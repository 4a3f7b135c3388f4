"""Who held an office on a day, by hand, and as the network of a day seats them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


def world() -> Toy:
    """
    Return an office that Ann held for a year, Bob for a time that one source denies, Cem for now.

    Ann to the end of 2020; Bob acting in January 2021, denied; Cem from some day of February or
    March 2021, seen until the end of that year and presumed for 100 days. Ann has another office.
    """
    toy = Toy(as_of="2022-12-31", presume={"tenure": 100})
    toy.actor("minister", kind="office", state="AAA").actor("chair", kind="office", state="AAA")
    for person in ("ann", "bob", "cem"):
        toy.actor(person, state="AAA")
    toy.source("gazette", published="2021-12-31")
    toy.tenure("ann", "minister", "2020-01-01", "2020-12-31").tenure("ann", "chair", "2020", "2020")
    toy.tenure("bob", "minister", "2021-01-01", "2021-01-31", capacity="acting")
    toy.claim("t-bob-minister-2", "gazette", stance="denies")
    toy.tenure("cem", "minister", "[2021-02..2021-03]", "..", by=("gazette",))
    return toy


def held(actor: str, on: str) -> list[tuple[str, str, str]]:
    return [
        (row.person, row.office, row.certainty) for row in bc.holders(world().data(), actor, on=on)
    ]


@pytest.mark.parametrize(
    ("actor", "on", "expected"),
    [
        ("minister", "2020-06-01", [("ann", "minister", "surely")]),
        ("minister", "2021-01-15", [("bob", "minister", "possibly")]),
        ("minister", "2021-02-15", [("cem", "minister", "possibly")]),
        ("minister", "2021-06-01", [("cem", "minister", "surely")]),
        ("minister", "2022-04-10", [("cem", "minister", "presumably")]),
        ("minister", "2022-04-11", []),
        ("Ann", "2020-06-01", [("ann", "minister", "surely"), ("ann", "chair", "possibly")]),
        ("ann", "2021-06-01", []),
        ("minister", "1999-12-31", []),
        ("minister", "2023-01-01", []),
    ],
)
def test_by_hand(actor: str, on: str, expected: list[tuple[str, str, str]]) -> None:
    assert held(actor, on) == expected


def test_a_row_says_how_it_was_held_and_by_which_claims() -> None:
    data = world().data()
    (row,) = bc.holders(data, "minister", on="2021-01-15")
    assert (row.capacity, row.denied, row.sources) == ("acting", True, 2)
    assert {data.claims[claim].record for claim in row.claims} == {row.id}
    assert len(row.claims) == 2
    # A view that does not count the claims does not count the tenure.
    assert bc.holders(bc.as_known_on(data, "2021-01-01"), "minister", on="2021-06-01") == []


def test_it_is_as_the_network_of_the_day_has_it() -> None:
    data = bc.read()
    seats = bc.snapshot(data, on="2022-02-01", between=("RUS", "USA"))
    for office in ("office-us-ambassador-to-russia", "office-foreign-minister-of-russia"):
        rows = bc.holders(data, office, on="2022-02-01")
        assert rows
        for row in rows:
            assert row.person in seats
            assert set(seats[office]) <= set(seats[row.person])


@pytest.mark.parametrize(
    ("actor", "on", "fault"),
    [
        ("minister", "2021", BadDate),
        ("nobody", "2021-01-01", UnknownName),
        ("state-aaa", "2021-01-01", UsageFault),
        ("paper", "2021-01-01", UsageFault),
    ],
)
def test_a_wrong_question_is_refused(actor: str, on: str, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        bc.holders(world().data(), actor, on=on)


def test_show_of_a_channel_on_a_day_has_its_verdict_and_the_claims_behind_it(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31").channel("line").spell("line", "open", "2020-01-01", "2020-03-31")
    toy.spell("line", "closed", "2020-06-01", "2020-12-31")
    write_package(toy.data(), tmp_path)
    words = "line", "--data", str(tmp_path), "--on"
    answer = json.loads(shell.run("show", *words, "2020-07-01", "--format", "json")[1])
    (row,) = answer["channels"]
    assert (answer["id"], row["verdict"], row["certainty"]) == ("line", "closed", "surely")
    assert [claim["record"] for claim in answer["claims"]] == row["accounts"] == ["s001-line"]
    table = shell.run("show", *words, "2020-02-01", "--format", "table")[1]
    assert "open, surely" in table
    assert "s000-line" in table
    assert "s001-line" not in table
    code, out, err = shell.run("show", *words, "2030-01-01", "--format", "table")
    assert code == 0
    assert "unknown" in out
    assert "the data end on 2020-12-31" in err


def test_show_answers_it_with_the_claims(tmp_path: Path) -> None:
    write_package(world().data(), tmp_path)

    def run(*words: str) -> tuple[int, str, str]:
        return shell.run("show", *words, "--data", str(tmp_path))

    code, out, err = run("minister", "--on", "2021-01-15", "--format", "json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["id"], answer["on"]) == ("minister", "2021-01-15")
    (row,) = answer["holders"]
    assert (row["person"], row["capacity"], row["certainty"]) == ("bob", "acting", "possibly")
    assert [claim["id"] for claim in answer["claims"]] == row["claims"]
    table = " ".join(run("minister", "--on", "2021-01-15", "--format", "table")[1].split())
    for told in ("Bob", "possibly,", "acting,", "contradicted by", "Who says so", "contradicts it"):
        assert told in table
    assert "Minister" in run("ann", "--on", "2020-06-01", "--format", "table")[1]
    code, out, err = run("minister", "--on", "2023-01-01", "--format", "table")
    assert (code, out) == (0, "Minister, 1 January 2023: none in the data\n")
    assert "the data end on 2022-12-31" in err
    assert "no source in the data says who it was; that is no vacancy" in err
    assert "says of an office held that day" in run("ann", "--on", "2021-06-01")[2]
    code, out, err = run("state-aaa", "--on", "2021-01-01")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--on asks about an office, a person or a channel" in err
