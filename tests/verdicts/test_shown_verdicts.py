"""`show`: the verdicts on a record, and from which sighting they are carried."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.cli import display
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.evidence import contact_told, show

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

pytestmark = pytest.mark.xdist_group("evidence")


@pytest.fixture(scope="module")
def presumed() -> Dataset:
    """
    A line seen, presumed for 100 days, stopped and seen again; the data end on 31 December 2020.

    k-first   a call on 1 March               carried to 9 June, 100 days later
    s-stop    suspended 1 to 31 July, ended   not carried
    k-last    a letter on 1 November          carried to the end
    k-lone    a call through no channel
    k-note    a notification, which is no account
    """
    toy = Toy(start="2020-01-01", as_of="2020-12-31", presume={"default": 100}).channel("line")
    toy.channel("quiet").contact("line", "2020-03-01", id="k-first")
    toy.spell("line", "suspended", "2020-07-01", "2020-07-31", id="s-stop", end_kind="ended")
    toy.contact("line", "2020-11-01", id="k-last", mode="letter").contact(
        "", "2020-11-01", id="k-lone"
    )
    return toy.contact("line", "2020-11-02", id="k-note", mode="notification").data()


def verdicts(data: Dataset, record: str) -> list[tuple[str, str, str, list[str]]]:
    return [
        (row["from"], row["to"], f"{row['verdict']}, {row['certainty']}", row["carried_from"])
        for row in (told.to_dict() for told in show(data, record).verdicts)
    ]


def test_a_channel_is_shown_with_its_last_verdicts_and_what_they_are_carried_from(
    presumed: Dataset,
) -> None:
    # Seven stretches lie between the first and the last day of the data: the last five are shown.
    assert verdicts(presumed, "line") == [
        ("2020-06-10", "2020-06-30", "unknown, None", []),
        ("2020-07-01", "2020-07-31", "suspended, surely", []),
        ("2020-08-01", "2020-10-31", "unknown, None", []),
        ("2020-11-01", "2020-11-01", "open, surely", []),
        ("2020-11-02", "2020-12-31", "open, presumably", ["k-last"]),
    ]
    assert verdicts(presumed, "quiet") == [("2020-01-01", "2020-12-31", "unknown, None", [])]


def test_an_account_is_shown_with_the_days_to_which_it_is_carried(presumed: Dataset) -> None:
    assert verdicts(presumed, "k-first") == [
        ("2020-03-02", "2020-06-09", "open, presumably", ["k-first"])
    ]
    for record in ("s-stop", "k-lone", "k-note", "state-aaa", "paper"):
        assert verdicts(presumed, record) == [], record
    assert verdicts(bc.strict(presumed), "k-first") == []


def test_people_are_told_from_which_sighting_a_verdict_is_carried(presumed: Dataset) -> None:
    def last(record: str) -> list[str]:
        return list(display.record_rows(presumed, show(presumed, record))[-1].values())

    assert last("line") == [
        "verdict",
        "from 2 November to 31 December 2020: open, presumably, carried from k-last, seen "
        "1 November 2020 (letter)",
    ]
    assert last("k-first") == ["presumed", "from 2 March to 9 June 2020: open, presumably"]


def test_what_stands_between_contacts_says_so() -> None:
    toy = Toy(as_of="2020-12-31").channel("embassy", type="mission").channel("wire", type="hotline")
    for channel in ("embassy", "wire", "talks", "letters"):
        if channel in ("talks", "letters"):
            toy.channel(channel, type="foreign-ministry")
        toy.spell(channel, "open", "2020-01-01", "2020-12-31")
    toy.contact("wire", "2020-05-05").contact("talks", "2020-06-06", mode="in-person")
    told = {row.id: contact_told(row) for row in open_channels(toy.data(), "2020-12-31")}
    assert told == {
        "embassy": "unrecorded",
        "wire": "5 May 2020 (call)",
        "talks": "6 June 2020 (in-person)",
        "letters": "none recorded",
    }
    # Where nothing is known of the status, the verdict rests on none.
    toy.channel("legation", type="mission")
    rows = open_channels(toy.data(), "2020-12-31", everything=True)
    assert {row.id: contact_told(row) for row in rows}["legation"] == "none recorded"
