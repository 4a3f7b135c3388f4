"""Who met whom, when, and in which company: rows solved by hand on toys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.dates.period import window
from backchannel.errors import UnknownName
from backchannel.package.reading import write_package
from backchannel.verdicts.contacts import Which, contact_rows
from backchannel.verdicts.evidence import show
from backchannel.verdicts.held import last_contact
from backchannel.verdicts.silences import gaps

from servers.shell import run
from worlds.make import Toy
from worlds.meetings import meetings
from worlds.spring import talks

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        (Which(), ["k1", "k2", "k4", "k-summit", "k3"]),
        (Which(last=True), ["k-summit"]),
        (Which(channel="hotline", last=True), ["k1"]),
        (Which(present=["envoy", "general"]), ["k1", "k-summit", "k3"]),
        (Which(present=["post"], modes=["call"]), ["k1", "k-summit", "k3"]),
        (Which(occurrence="cancelled"), ["k3"]),
        (Which(window=window("2022-05-05/2022-06")), ["k-summit", "k3"]),
        (Which(between=("envoy", "general")), ["k1", "k-summit", "k3"]),
        (Which(between=("AAA", "AAB"), modes=["letter"]), ["k4"]),
    ],
)
def test_contacts_solved_by_hand(which: Which, ids: list[str]) -> None:
    assert [row.id for row in contact_rows(talks().data(), which)] == ids


def test_ties_for_the_last_contact_are_all_kept() -> None:
    toy = talks().contact("embassy", "[2022-05-01..2022-05-10]", id="k9")
    assert [row.id for row in contact_rows(toy.data(), Which(last=True))] == ["k-summit", "k9"]


def test_show_steps_through_attendances_parties_and_tenures() -> None:
    data = talks().data()
    envoy = show(data, "envoy")
    assert [one.id for one in envoy.related["contacts"]] == ["k-summit", "k1", "k3", "k4"]
    assert [one.id for one in envoy.related["channels"]] == ["summit"]
    assert [one.id for one in envoy.related["actors"]] == ["post"]
    assert [one.id for one in show(data, "k1").related["actors"]] == ["envoy", "general"]
    assert "envoy" in [one.id for one in show(data, "post").related["actors"]]
    claims = show(data, "k4").claims
    assert [(one["stance"], one["voice"], one["title"]) for one in claims] == [
        ("supports", "paper", "Paper"),
        ("denies", "general", "Paper"),
    ]


def test_the_last_contact_is_one_and_the_same_wherever_it_is_asked_for() -> None:
    # The vague k1 ends latest, k2 and k3 begin latest: two that share their days, of which the greater id counts.
    toy = meetings("2020", "2020-10-01", "2020-10-01", as_of="2021-12-31")
    last = last_contact(toy.data(), "line", by=date(2021, 12, 31))
    assert last is not None
    assert [row.id for row in contact_rows(toy.data(), Which(last=True))] == ["k2", last.id]
    assert [row.last for row in gaps(toy.data())] == [last.id] == ["k3"]


def test_a_contact_of_an_office_that_is_only_possible_is_named(tmp_path: Path) -> None:
    toy = meetings("2020-05-01", "2020-06", "2020-07-01", "2020-08-01").actor(
        "post", kind="office", state="AAA"
    )
    # Surely in office from 15 June to 15 July; possibly until the end of July. Who was there in August is another's.
    toy.spell("line", "open", "2020-01-01", "2020-12-31").tenure(
        "ann", "post", "2020-06-15", "[2020-07-15..2020-07-31]"
    )
    write_package(toy.data(), tmp_path)
    said = run(
        "contacts", "--with", "post", "--with", "bob", "--data", str(tmp_path), "--format", "csv"
    )
    assert [row.split(",")[0] for row in said.out.splitlines()] == ["id", "k2", "k3"]
    assert said.err == "1 contact only possibly with all of these: k2\n"
    assert run("contacts", "--with", "ann", "--data", str(tmp_path)).err == ""


@pytest.mark.parametrize(
    ("which", "message"),
    [
        (Which(modes=["cal"]), "unknown mode `cal`; did you mean `call`"),
        (Which(topics=["arms"]), "unknown topic `arms`"),
        (Which(occurrence="canceled"), "unknown occurrence `canceled`; did you mean `cancelled`"),
    ],
)
def test_a_mode_or_an_occurrence_that_is_none_is_refused(which: Which, message: str) -> None:
    data = meetings("2020-01-10").data()
    with pytest.raises(UnknownName, match=message):
        contact_rows(data, which)
    with pytest.raises(UnknownName, match=message):
        gaps(data, which)


def test_a_contact_says_whether_it_is_denied() -> None:
    toy = meetings("2020-01-10")
    toy.contact("line", "2020-02-10", "ann", "bob", id="k2", denied_by=["rival"])
    toy.actor("rival", kind="organization")
    assert [(row.id, row.denied) for row in contact_rows(toy.data())] == [
        ("k1", False),
        ("k2", True),
    ]


def test_a_contact_among_more_than_two_sides_says_so() -> None:
    toy = Toy().actor("host", kind="state", state="CCC")
    toy.channel("pair").channel("forum", type="multilateral")
    toy.channel("three", "state-aaa/AAA", "state-aab/AAB", "host/CCC")
    toy.channel("hosted", "state-aaa/AAA", "state-aab/AAB", "host/CCC/host")
    toy.contact("pair", "2020-01-01", id="two-alone").contact("forum", "2020-01-02", id="in-forum")
    toy.contact("three", "2020-01-03", "state-aaa/AAA", "state-aab/AAB", id="two-of-three")
    toy.contact("hosted", "2020-01-04", id="in-a-house")
    toy.contact("pair", "2020-01-05", "state-aaa/AAA", "state-aab/AAB", "host/CCC", id="joined")
    toy.contact("", "2020-01-06", "state-aaa/AAA", "state-aab/AAB", id="through-none")
    assert {row.id: row.multilateral for row in contact_rows(toy.data())} == {
        "two-alone": False,
        "in-forum": True,
        "two-of-three": True,
        "in-a-house": False,
        "joined": True,
        "through-none": False,
    }
    alone = {row.id for row in bc.contacts(toy.data(), alone=True)}
    assert alone == {row.id for row in contact_rows(toy.data()) if not row.multilateral}
