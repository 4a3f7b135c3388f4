"""Silences between contacts, each solved by hand: days are counted with both ends, dates stay as vague as they are."""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

import pytest

from backchannel.cli import main
from backchannel.dates.period import window
from backchannel.package.reading import write_package
from backchannel.verdicts.contacts import Which
from backchannel.verdicts.silences import gaps

from worlds.make import Toy
from worlds.meetings import meetings

if TYPE_CHECKING:
    from pathlib import Path


ALL = Which()


def silences(toy: Toy, which: Which = ALL) -> list[tuple[object, ...]]:
    return [
        (row.first, row.to, row.least, row.most, row.last, row.first_since, row.stated)
        for row in gaps(toy.data(), which)
    ]


def test_the_days_between_two_contacts_and_to_the_end_of_the_data() -> None:
    # January has 31 days: 11 to 19 January are nine. From 21 January to 31 December of a leap year: 366 - 20.
    assert silences(meetings("2020-01-10", "2020-01-20")) == [
        ("2020-01-21", "2020-12-31", 346, 346, "k2", None, []),
        ("2020-01-11", "2020-01-19", 9, 9, "k1", "k2", []),
    ]


def test_contacts_on_days_that_follow_leave_no_silence() -> None:
    assert silences(meetings("2020-01-10", "2020-01-11", as_of="2020-01-11")) == []
    assert silences(meetings("2020-01-10", "2020-01-12", as_of="2020-01-12")) == [
        ("2020-01-11", "2020-01-11", 1, 1, "k1", "k2", [])
    ]


def test_nothing_is_said_of_days_before_the_data_begin() -> None:
    # The data begin on 1 March; k1 and k2 lie before, so the silence between them is none of ours.
    toy = meetings("2019-06-01", "2020-01-10", "2020-03-05", as_of="2020-03-05")
    toy.start = "2020-03-01"
    assert silences(toy) == [("2020-03-01", "2020-03-04", 4, 4, "k2", "k3", [])]
    # k2 may lie on 4 March at the latest: one day is left for sure, four at most.
    toy = meetings("[2020-01-10..2020-03-03]", "2020-03-05", as_of="2020-03-05")
    toy.start = "2020-03-01"
    assert silences(toy) == [("2020-03-04", "2020-03-04", 1, 4, "k1", "k2", [])]


def test_a_vague_date_takes_its_days_from_the_least_and_leaves_them_in_the_most() -> None:
    # k1 is some day from 1 to 31 January, k2 from 11 to 20 March. Least: 1 February to 10 March, 29 + 10 days.
    # Most: k1 on 1 January, k2 on 20 March, between them 30 + 29 + 19 days.
    assert silences(meetings("2020-01", "[2020-03-11..2020-03-20]", as_of="2020-03-20")) == [
        ("2020-02-01", "2020-03-10", 39, 78, "k1", "k2", [])
    ]


def test_contacts_that_may_share_a_day_make_a_block() -> None:
    # Before: k1, 1 to 10 January, and k2, 8 to 12. After: k3, 1 February to 31 March, and k4, 15 February.
    # Least: 13 to 31 January, 19 days. Most: k2 is on 8 January at the earliest, and k4 is on 15 February at the
    # latest: 23 + 14 days. k2 is the last of its block, k3 the first of its own.
    toy = meetings("[2020-01-01..2020-01-10]", "[2020-01-08..2020-01-12]", "2020-02/2020-03", "2020-02-15",
               as_of="2020-03-31")  # fmt: skip
    assert silences(toy) == [("2020-01-13", "2020-01-31", 19, 37, "k2", "k3", [])]


def test_a_long_vague_contact_swallows_what_lies_in_it() -> None:
    # k1 may lie on any day of 2019, so k2 and k3 in that year leave no silence between them. The silence begins after
    # all days of k1, but the last contact before it is k3, as everywhere: of all that came before, it begins last.
    toy = meetings("2019", "2019-03-01", "2019-10-01", "2020-01-05", as_of="2020-01-05")
    assert silences(toy) == [("2020-01-01", "2020-01-04", 4, 95, "k3", "k4", [])]


def test_the_last_silence_is_counted_at_most_from_the_earliest_day_of_the_last_contact() -> None:
    # 1 July to 31 December are 184 days; if the contact was on 1 June, it is 29 more.
    assert silences(meetings("2020-06")) == [("2020-07-01", "2020-12-31", 184, 213, "k1", None, [])]


def test_the_longest_comes_first_and_of_two_equal_ones_the_earlier() -> None:
    toy = meetings("2020-01-01", "2020-01-11", "2020-01-21", "2020-02-21", as_of="2020-02-21")
    assert [(row[0], row[2]) for row in silences(toy)] == [
        ("2020-01-22", 30), ("2020-01-02", 9), ("2020-01-12", 9),
    ]  # fmt: skip


def test_a_contact_that_is_denied_one_way_or_did_not_take_place_ends_no_silence() -> None:
    toy = meetings("2020-01-10", "2020-03-10", as_of="2020-03-10")
    toy.contact("line", "2020-01-20", "ann", "bob", id="denied").claim(
        "denied", "bob", stance="denies"
    )
    toy.contact("line", "2020-01-21", "ann", "bob", id="speech", mode="statement")
    toy.contact("line", "2020-01-22", "ann", "bob", id="snub", occurrence="refused")
    assert silences(toy) == [("2020-01-11", "2020-03-09", 59, 59, "k1", "k2", [])]


def test_a_series_is_a_contact_on_some_day_of_its_dates() -> None:
    toy = meetings("2020-01-01", "2020-12-31", as_of="2020-12-31")
    toy.contact("line", "2020-03/2020-05", "ann", "bob", id="series", count="series")
    assert [row[:5] for row in silences(toy)] == [
        ("2020-06-01", "2020-12-30", 213, 304, "series"),
        ("2020-01-02", "2020-02-29", 59, 150, "k1"),
    ]


def test_only_where_a_source_says_none_is_there_said_to_be_none() -> None:
    toy = meetings("2020-01-10", "2020-02-10", "2020-03-10", as_of="2020-03-10")
    for name, when in (("n2", "2020-02"), ("n1", "2020-01-01/2020-01-11"), ("n0", "2020-01-10"), ("n3", "2020-02-09/2020-02-10"),
                       ("n9", "2021")):  # fmt: skip
        toy.contact("line", when, "ann", "bob", id=name, occurrence="none")
    assert [(row[0], row[6]) for row in silences(toy)] == [
        (
            "2020-01-11",
            ["n1", "n2", "n3"],
        ),  # the hull of n2, 1 to 29 February, touches both; n0 lies before the first
        ("2020-02-11", ["n2"]),
    ]


def test_no_contact_leaves_no_silence_to_measure() -> None:
    assert silences(meetings()) == []
    assert silences(meetings("2020-01-10", occurrence="none")) == []


def test_a_filter_narrows_the_contacts_and_so_widens_the_silence() -> None:
    toy = (
        meetings("2020-01-10", "2020-03-10", as_of="2020-03-10")
        .actor("cem", state="AAB")
        .channel("other")
    )
    toy.contact("other", "2020-02-10", "ann", "cem", id="by-cem", mode="letter")
    whole: list[tuple[object, ...]] = [("2020-01-11", "2020-03-09", 59, 59, "k1", "k2", [])]
    assert [row[2] for row in silences(toy)] == [30, 28]
    assert silences(toy, Which(channel="line")) == whole
    assert silences(toy, Which(present=["bob"])) == whole
    assert silences(toy, Which(modes=["call"])) == whole
    assert silences(toy, Which(between=("ann", "bob"))) == whole
    assert [row[2] for row in silences(toy, Which(between=("AAA", "AAB")))] == [30, 28]
    assert silences(toy, Which(window=window("2020-02/2020-03"))) == [
        ("2020-02-11", "2020-03-09", 28, 28, "by-cem", "k2", [])
    ]


def test_a_contact_that_is_only_possibly_one_of_an_office_breaks_its_silence() -> None:
    """Ann is minister from some day of 2020: in March perhaps, in 2019 not; a sure silence begins after March."""
    toy = meetings("2019-06-01", "2020-03-10", "2021-01-01", as_of="2021-12-31").actor(
        "minister", kind="office", state="AAA"
    )
    toy.tenure("ann", "minister", "2020", "2021")
    assert silences(toy, Which(present=["minister"])) == [
        ("2021-01-02", "2021-12-31", 364, 364, "k3", None, []),
        ("2020-03-11", "2020-12-31", 296, 296, "k2", "k3", []),
    ]
    assert silences(toy, Which(present=["ann"]))[2][:2] == ("2019-06-02", "2020-03-09")


def test_a_silence_is_stated_alike_by_channel_by_offices_and_by_who_held_them() -> None:
    """
    Two ministers met in January and in June 2020; sources tell of the time between.

    none     no contact of the ministries' leadership, said of the channel
    calls    no call of Ann and Bob
    host     nothing between the ministries, said of a channel on which Bob's office is a host only
    """
    toy = Toy(start="2020-01-01", as_of="2020-06-30")
    for person, side in (("ann", "AAA"), ("bob", "AAB")):
        toy.actor(person, state=side).actor(f"{person}-office", kind="office", state=side)
        toy.tenure(person, f"{person}-office", "2019-01-01", "2020-12-31")
        toy.actor(f"ministry-of-{person}", kind="organization", state=side)
    toy.channel("line", "ann-office/AAA", "bob-office/AAB")
    toy.channel("side", "ann-office/AAA", "ministry-of-bob/AAB", "bob-office/AAB/host")
    for day in ("2020-01-10", "2020-06-01"):
        toy.contact("line", day, "ann/AAA", "bob/AAB", mode="in-person")
    ministries, said = ("ministry-of-ann/AAA", "ministry-of-bob/AAB"), {"occurrence": "none"}
    toy.contact("line", "2020-03", *ministries, id="none", mode="unspecified", **said)
    toy.contact("line", "2020-04", "ann/AAA", "bob/AAB", id="calls", **said)
    toy.contact("side", "2020-05", *ministries, id="host", mode="unspecified", **said)
    asked = [
        Which(channel="line"),
        Which(present=["ann-office", "bob-office"]),
        Which(present=["ann", "bob"]),
        Which(between=("ann-office", "bob-office")),
    ]
    silence = ("2020-01-11", "2020-05-31", 142, 142, "k000", "k001", ["calls", "none"])
    assert [silences(toy, which)[0] for which in asked] == [silence] * 4
    # That there was no contact at all says that there was no meeting; that nobody called does not.
    (met, _) = silences(toy, Which(channel="line", modes=["in-person"]))
    assert met[-1] == ["none"]
    assert silences(toy, Which(between=("ann", "ministry-of-bob"))) == []


@pytest.mark.parametrize("seed", range(12))
def test_silences_are_the_days_that_no_contact_can_lie_on(seed: int) -> None:
    lot = random.Random(seed)
    first, last = date(2020, 1, 1), date(2020, 6, 30)
    hulls = [(begin, begin + timedelta(days=lot.choice((0, 0, 3, 20)))) for begin in (
        first + timedelta(days=lot.randrange(150)) for _ in range(lot.randrange(1, 9))
    )]  # fmt: skip
    toy = meetings(
        *(f"[{begin}..{end}]" if begin != end else str(begin) for begin, end in hulls),
        as_of=str(last),
    )
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    silent = [
        not any(begin <= day <= end for begin, end in hulls) and day > min(hulls)[0] for day in days
    ]
    runs = [
        list(group)
        for is_silent, group in groupby(zip(silent, days, strict=True), lambda one: one[0])
        if is_silent
    ]
    expected = [(str(run[0][1]), str(run[-1][1]), len(run)) for run in runs]
    assert [row[:3] for row in silences(toy)] == sorted(expected, key=lambda row: (-row[2], row[0]))


def test_what_is_said_of_the_silences(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
                                      tmp_path: Path) -> None:  # fmt: skip
    toy = meetings("2020-01-10", "2020-02", "2020-06-01", as_of="2020-12-31")
    toy.contact("line", "2020-01-15", "ann", "bob", id="none", occurrence="none")
    toy.spell("line", "open", "2020-01-01", "2020-12-31")
    write_package(toy.data(), tmp_path)
    monkeypatch.setenv("COLUMNS", "140")

    def run(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(
            sys, "argv", ["backchannel", "contacts", "--data", str(tmp_path), *words]
        )
        with pytest.raises(SystemExit) as left:
            main()
        return int(left.value.code or 0), *capsys.readouterr()

    code, out, err = run("--gaps", "--format", "json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "type": None,
        "view": {"known_on": None, "according_to": None, "presume": None},
        "gaps": [
            {"from": "2020-06-02", "to": "2020-12-31", "least": 213, "most": 213, "last": "k3", "first_since": None, "stated": []},
            {"from": "2020-03-01", "to": "2020-05-31", "least": 92, "most": 120, "last": "k2", "first_since": "k3", "stated": []},
            {"from": "2020-01-11", "to": "2020-01-31", "least": 21, "most": 49, "last": "k1", "first_since": "k2", "stated": ["none"]},
        ]
    }  # fmt: skip
    assert (
        run("--gaps", "--format", "csv")[1].splitlines()[1] == "2020-06-02,2020-12-31,213,213,k3,,"
    )
    table = run("--gaps", "--format", "table")[1]
    assert "no documented contact" in table
    lines = " ".join(table.split())
    assert "2 June 2020 to 31 December 2020 213 k3 and the last day asked about" in lines
    assert lines.count("stated in whole or part by none") == 1
    assert "no contact" not in lines
    # Later contacts are left out, and so the days in which they lie are not silent: the last silence ends with `--to`.
    assert (
        run("--gaps", "--to", "2020-03", "--format", "csv")[1].splitlines()[1]
        == "2020-03-01,2020-03-31,31,59,k2,,"
    )
    code, out, err = run("--gaps", "--last")
    assert (code, out, err) == (
        2,
        "",
        "backchannel: --gaps and --last are two questions; ask one\n",
    )
    for words in (["--gaps", "--mode", "statement"], ["--last", "--occurrence", "refused"]):
        code, out, err = run(*words)
        assert (code, out) == (2, "")
        assert "ask about held two-way contacts; leave out that --mode or --occurrence" in err
    # An empty answer is no silence, for two reasons that are the opposite of each other.
    header = "from,to,least,most,last,first_since,stated\n"
    asked = ["--gaps", "--format", "csv"]
    assert run(*asked, "--mode", "letter") == (
        0,
        header,
        "0 documented contacts, so no silence begins\n",
    )
    assert run(*asked, "--from", "2020-01-10", "--to", "2020-01-10") == (
        0, header, "1 documented contact, no day between them is surely silent\n",
    )  # fmt: skip
    assert (
        run("--from", "2021", "--format", "csv")[2]
        == "the data end on 2020-12-31; all days asked about are later and unknown\n"
    )
