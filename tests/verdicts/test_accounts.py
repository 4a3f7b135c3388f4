"""Accounts: what counts as one, and where it is cut; each rule on a toy solved by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from backchannel.verdicts.accounts import accounts_of

from worlds.line import account, bounds, line, said

if TYPE_CHECKING:
    from worlds.make import Toy

# ---- what is an account ----


def test_a_held_contact_is_an_open_account_of_its_day() -> None:
    toy = line().contact("line", "2022-03-05", id="k")
    found = account(toy, "k")
    assert found is not None
    assert (found.status, found.is_contact, found.denied) == ("open", True, False)
    assert bounds(toy, "k") == ["2022-03-05"] * 4
    assert [said(toy, day) for day in ("2022-03-04", "2022-03-05", "2022-03-06")] == [
        "unknown",
        "open, surely",
        "unknown",
    ]


def test_a_contact_of_several_days_went_on_through_all_of_them_and_a_series_on_some() -> None:
    toy = line().contact("line", "2022-03-05/2022-03-07", id="k")
    assert bounds(toy, "k") == ["2022-03-05"] * 2 + ["2022-03-07"] * 2
    assert said(toy, "2022-03-06") == "open, surely"
    toy = line().contact("line", "2022-03/2022-05-07", id="k")
    assert bounds(toy, "k") == ["2022-03-01", "2022-03-31"] + ["2022-05-07"] * 2
    toy = line().contact("line", "2022-03-05/2022-03-07", id="k", count="series")
    assert bounds(toy, "k") == ["2022-03-05", "2022-03-07"] * 2
    assert said(toy, "2022-03-06") == "open, possibly"


@pytest.mark.parametrize(
    "more",
    [
        {"occurrence": "cancelled"},
        {"occurrence": "none"},
        {"mode": "co-presence"},
        {"mode": "statement"},
        {"mode": "notification"},
        {"by": (), "denied_by": ["moscow"]},
    ],
)
def test_what_did_not_take_place_or_goes_one_way_is_no_account(more: dict[str, Any]) -> None:
    assert account(line().contact("line", "2022-03-05", id="k", **more), "k") is None


def test_a_contact_without_a_channel_is_an_account_of_none() -> None:
    data = line().contact("", "2022-03-05", id="k").data()
    assert accounts_of(data, "line") == []
    assert accounts_of(data, "") == []


def test_a_claim_on_the_date_of_a_contact_neither_makes_it_count_nor_denies_it() -> None:
    toy = line().contact("line", "2022-03-05", id="k", by=())
    toy.claim("k", "paper", field="date", value="2022-03-05")
    assert account(toy, "k") is None
    toy.claim("k", "paper").claim("k", "moscow", stance="denies", field="date", value="2022-03-05")
    found = account(toy, "k")
    assert found is not None
    assert not found.denied


def test_a_package_without_spells_is_answered_from_its_contacts() -> None:
    # Two calls and a letter, 30 days presumed: 5 January + 30 = 4 February, 20 March + 30 = 19 April.
    toy = line(presume={"default": 30}).contact("line", "2022-01-05", id="k1")
    toy.contact("line", "2022-03-20", id="k2", mode="letter")
    toy.contact("line", "2022-06", id="k3", mode="in-person")
    assert [
        said(toy, day)
        for day in ("2022-01-04", "2022-01-05", "2022-02-04", "2022-02-05", "2022-03-20")
    ] == ["unknown", "open, surely", "open, presumably", "unknown", "open, surely"]
    # The meeting of some day in June: each day is possible, the month cannot miss it. It is carried
    # from its latest start, 30 June, to 30 days after its earliest end, 1 June + 30 = 1 July.
    assert [said(toy, when) for when in ("2022-06-10", "2022-06", "2022-07-01", "2022-07-02")] == [
        "open, possibly",
        "open, surely",
        "open, presumably",
        "unknown",
    ]
    assert said(toy, "2022") == "open, surely"
    assert said(toy, "2022", "last-day") == "unknown"


# ---- the cut: a claim published on 1 March 2022; the view ends on 31 December 2022 ----


@pytest.mark.parametrize(
    ("status", "end", "ends"),
    [
        ("open", "..", ["2022-03-01", "2022-03-01"]),
        ("degraded", "..", ["2022-03-01", "2022-03-01"]),
        ("suspended", "..", ["2022-03-01", "2022-12-31"]),
        ("closed", "..", ["2022-12-31", "2022-12-31"]),
        # An end that is announced is as unseen as one that nobody gives.
        ("open", "2022-06-30", ["2022-03-01", "2022-03-01"]),
        ("suspended", "2022-06-30", ["2022-03-01", "2022-12-31"]),
        ("closed", "2022-06-30", ["2022-12-31", "2022-12-31"]),
        # An end that was seen stands as entered.
        ("open", "2022-02-15", ["2022-02-15", "2022-02-15"]),
        ("suspended", "2022-02-15", ["2022-02-15", "2022-02-15"]),
        ("closed", "2022-03-01", ["2022-03-01", "2022-03-01"]),
        # One that may lie on either side is unseen, but may be as early as entered.
        ("open", "[2022-02-15..2022-03-15]", ["2022-02-15", "2022-03-01"]),
        ("suspended", "[2022-02-15..2022-03-15]", ["2022-02-15", "2022-12-31"]),
        ("closed", "[2022-02-15..2022-03-15]", ["2022-12-31", "2022-12-31"]),
    ],
)
def test_beyond_what_was_seen_each_status_is_cut_its_own_way(
    status: str, end: str, ends: list[str]
) -> None:
    toy = line().spell("line", status, "2022-01-01", end, as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-01-01", *ends]


@pytest.mark.parametrize(
    ("status", "ends"),
    [
        ("open", ["2022-03-01", "2022-03-31"]),
        ("suspended", ["2022-03-01", "2022-12-31"]),
        ("closed", ["2022-12-31", "2022-12-31"]),
    ],
)
def test_a_vague_as_of_cuts_between_its_bounds(status: str, ends: list[str]) -> None:
    toy = line().spell("line", status, "2022-01-01", "..", as_of="2022-03", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-01-01", *ends]


def test_seen_is_the_greatest_of_each_bound_and_never_after_the_view() -> None:
    # `2022-02` is 1 to 28 February, `2022-01/2022-03-10` 1 January to 10 March: 1 February, 10 March.
    toy = line().spell("line", "open", "2022-01-01", "..", by=(), id="s")
    toy.claim("s", "moscow", as_of="2022-02").claim("s", "paper", as_of="[2022-01-01..2022-03-10]")
    assert bounds(toy, "s") == ["2022-01-01", "2022-01-01", "2022-02-01", "2022-03-10"]
    late = line().source("book", published="2024-05-01")
    late.spell("line", "open", "2022-01-01", "..", by=["book"], id="s")
    assert bounds(late, "s") == ["2022-01-01", "2022-01-01", "2022-12-31", "2022-12-31"]


def test_who_denies_an_account_or_speaks_of_one_column_has_not_seen_it() -> None:
    toy = line().spell("line", "open", "2022-01-01", "..", as_of="2022-03-01", id="s")
    toy.claim("s", "moscow", stance="denies", as_of="2022-08-01")
    toy.claim("s", "moscow", field="end_kind", value="ended", as_of="2022-09-01")
    assert bounds(toy, "s") == ["2022-01-01", "2022-01-01", "2022-03-01", "2022-03-01"]


def test_who_speaks_of_it_as_begun_saw_it_begin() -> None:
    toy = line().spell("line", "open", "2022", "..", as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-03-01", "2022-03-01", "2022-03-01"]


def test_a_stop_that_somebody_speaks_of_had_begun_by_then() -> None:
    # Its end is cut elsewhere than its start: it began by 1 March, and possibly lasts to the view's end.
    toy = line().spell("line", "suspended", "2022", "..", as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-03-01", "2022-03-01", "2022-12-31"]


def test_the_latest_start_is_never_after_the_latest_end() -> None:
    toy = line().spell("line", "open", "2022", "2022-02-15", as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-02-15", "2022-02-15", "2022-02-15"]


def test_an_account_that_would_begin_after_its_end_does_not_count() -> None:
    announced = line().spell("line", "open", "2022-06-01", "..", as_of="2022-03-01", id="s")
    assert account(announced, "s") is None
    # A contact that its only claim cannot have seen yet, and one of which it saw a part.
    assert account(line().contact("line", "2022-06-01", id="k", as_of="2022-03-01"), "k") is None
    toy = line().contact("line", "2022-03", id="k", as_of="2022-03-10")
    assert bounds(toy, "k") == ["2022-03-01", "2022-03-10", "2022-03-01", "2022-03-10"]


def test_an_announced_stop_counts_from_its_start() -> None:
    # Said on 1 March: stopped from some day in June. It begins by 30 June at the latest.
    toy = line().spell("line", "suspended", "2022-06", "..", as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-06-01", "2022-06-30", "2022-06-01", "2022-12-31"]
    closed = line().spell("line", "closed", "2022-06", "..", as_of="2022-03-01", id="s")
    assert bounds(closed, "s") == ["2022-06-01", "2022-06-30", "2022-12-31", "2022-12-31"]


def test_an_empty_end_makes_only_its_first_day_sure() -> None:
    toy = line().spell("line", "open", "2022-01-01", "", as_of="2022-03-01", id="s")
    assert bounds(toy, "s") == ["2022-01-01", "2022-01-01", "2022-01-01", "2022-03-01"]


# ---- a stop lasts until the next sure use ----


def stop() -> Toy:
    return line().spell("line", "suspended", "2022-01-01", "..", as_of="2022-03-01", id="stop")


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2022-05-10", "2022-05-20", "2022-05-09"),
        # It began before the stop was last seen, and still held on the day after.
        ("2022-02-20", "2022-04-10", "2022-03-01"),
        # It was over by then.
        ("2022-02-01", "2022-03-01", "2022-12-31"),
        # Surely in use from 20 May, since it began in those days and ended later.
        ("[2022-05-01..2022-05-20]", "2022-06-30", "2022-05-19"),
        # On no day surely in use.
        ("[2022-05-01..2022-05-20]", "[2022-05-01..2022-05-20]", "2022-12-31"),
    ],
)
def test_a_stop_is_possible_until_the_channel_surely_worked_again(
    start: str, end: str, last: str
) -> None:
    toy = stop().spell("line", "degraded", start, end)
    assert bounds(toy, "stop") == ["2022-01-01", "2022-01-01", "2022-03-01", last]


def test_a_contact_ends_a_stop_and_a_denied_one_does_not() -> None:
    toy = stop().contact("line", "2022-06-01", denied_by=["moscow"])
    assert bounds(toy, "stop") == ["2022-01-01", "2022-01-01", "2022-03-01", "2022-12-31"]
    toy.contact("line", "2022-08-01").contact("line", "2022-07-01")
    assert bounds(toy, "stop") == ["2022-01-01", "2022-01-01", "2022-03-01", "2022-06-30"]
    denied = stop().spell("line", "open", "2022-06-01", "2022-06-01", denied_by=["moscow"])
    assert bounds(denied, "stop") == ["2022-01-01", "2022-01-01", "2022-03-01", "2022-12-31"]


def test_use_before_an_announced_stop_begins_does_not_end_it() -> None:
    toy = line().spell("line", "suspended", "2022-06", "..", as_of="2022-03-01", id="stop")
    toy.contact("line", "2022-04-01").contact("line", "2022-06-30")
    assert bounds(toy, "stop") == ["2022-06-01", "2022-06-30", "2022-06-01", "2022-12-31"]
    toy.contact("line", "2022-07-10")
    assert bounds(toy, "stop") == ["2022-06-01", "2022-06-30", "2022-06-01", "2022-07-09"]


def test_only_what_is_suspended_is_ended_by_use() -> None:
    toy = line().spell("line", "closed", "2022-01-01", "..", as_of="2022-03-01", id="stop")
    assert bounds(toy.contact("line", "2022-06-01"), "stop") == [
        "2022-01-01",
        "2022-01-01",
        "2022-12-31",
        "2022-12-31",
    ]
