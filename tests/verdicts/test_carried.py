"""Presumption: what goes on from where the evidence stops, how far, and what ends it; solved by hand on toys."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.dates.period import Window
from backchannel.facts.views import strict
from backchannel.verdicts.accounts import accounts_of

from worlds.line import account, carried_to, line, said

if TYPE_CHECKING:
    from worlds.make import Toy


def seen(status: str = "open", *, breaks: tuple[str, ...] = (), **more: Any) -> Toy:
    """Return a channel seen from 1 to 10 January 2022, of which 30 days are presumed."""
    toy = line(presume={"default": 30}, breaks=breaks)
    return toy.spell("line", status, "2022-01-01", "2022-01-10", id="s", **more)


def test_it_goes_on_for_the_days_that_are_presumed() -> None:
    toy = seen()
    assert carried_to(toy, "s") == "2022-02-09"
    assert [said(toy, day) for day in ("2022-01-10", "2022-01-11", "2022-02-09", "2022-02-10")] == [
        "open, surely",
        "open, presumably",
        "open, presumably",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("presume", "last"),
    [
        ({"foreign-ministry": 10, "default": 30}, "2022-01-20"),
        ({"hotline": 10, "default": 30}, "2022-02-09"),
        ({"hotline": 10}, None),
        ({"foreign-ministry": 0, "default": 30}, None),
        ({"default": 1}, "2022-01-11"),
        ({}, None),
    ],
)
def test_the_days_are_those_of_the_type_else_the_default_else_none(
    presume: dict[str, int], last: str | None
) -> None:
    toy = line(presume=presume).spell("line", "open", "2022-01-01", "2022-01-10", id="s")
    assert carried_to(toy, "s") == last


def test_nothing_is_presumed_in_the_strict_view() -> None:
    (found,) = accounts_of(strict(seen().data()), "line")
    assert found.carried_to is None


@pytest.mark.parametrize(
    ("end", "kind", "as_of", "last"),
    [
        ("2022-01-10", "observed", "", "2022-02-09"),
        ("2022-01-10", "", "", "2022-02-09"),
        ("2022-01-10", "changed", "", None),
        ("2022-01-10", "ended", "", None),
        ("2022-01-10", "lapsed", "", None),
        ("2022-01-10", "superseded", "", None),
        # Announced, and not seen by the tenth: 10 January + 30.
        ("2022-06-30", "ended", "2022-01-10", "2022-02-09"),
        ("..", "", "2022-01-10", "2022-02-09"),
        # Of an empty end only the first day is sure: 1 January + 30.
        ("", "", "2022-01-10", "2022-01-31"),
    ],
)
def test_only_what_breaks_off_where_the_evidence_does_goes_on(
    end: str, kind: str, as_of: str, last: str | None
) -> None:
    toy = line(presume={"default": 30})
    toy.spell("line", "open", "2022-01-01", end, end_kind=kind, as_of=as_of, id="s")
    assert carried_to(toy, "s") == last


def test_stops_go_on_but_neither_what_is_closed_nor_what_is_denied() -> None:
    assert carried_to(seen("suspended"), "s") == "2022-02-09"
    assert carried_to(seen("degraded"), "s") == "2022-02-09"
    assert carried_to(seen("closed"), "s") is None
    assert carried_to(seen(denied_by=["moscow"]), "s") is None


def test_a_vague_account_goes_on_from_its_latest_start() -> None:
    # Held on one day from 5 to 15 January: from 15 January, and 5 January + 30 = 4 February.
    toy = line(presume={"default": 30}).contact("line", "[2022-01-05..2022-01-15]", id="k")
    assert carried_to(toy, "k") == "2022-02-04"
    assert [said(toy, day) for day in ("2022-01-14", "2022-01-15", "2022-02-04", "2022-02-05")] == [
        "open, possibly",
        "open, presumably",
        "open, presumably",
        "unknown",
    ]
    # Five days after 5 January it may not have taken place yet.
    short = line(presume={"default": 5}).contact("line", "[2022-01-05..2022-01-15]", id="k")
    assert carried_to(short, "k") is None
    even = line(presume={"default": 10}).contact("line", "[2022-01-05..2022-01-15]", id="k")
    assert carried_to(even, "k") == "2022-01-15"


def test_nothing_goes_on_after_the_view() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-12-20", id="k")
    assert carried_to(toy, "k") == "2022-12-31"
    assert said(toy, "2023-01-01") == "unknown"
    whole = line(presume={"default": 10**6}).contact("line", "2022-01-10", id="k")
    assert carried_to(whole, "k") == "2022-12-31"


@pytest.mark.parametrize(
    ("breaks", "last"),
    [
        (("2022-01-20",), "2022-01-19"),
        (("2022-01-20", "2022-01-15"), "2022-01-14"),
        (("2022-01-05", "2022-01-20"), "2022-01-19"),
        # Seen to work on the very day: it outlived the break.
        (("2022-01-10",), "2022-02-09"),
        (("2022-01-11",), "2022-01-10"),
        (("2022-02-09",), "2022-02-08"),
        (("2022-02-10",), "2022-02-09"),
    ],
)
def test_what_is_usable_is_not_presumed_across_a_break(breaks: tuple[str, ...], last: str) -> None:
    assert carried_to(seen(breaks=tuple(sorted(breaks))), "s") == last
    assert carried_to(seen("suspended", breaks=tuple(sorted(breaks))), "s") == "2022-02-09"


@pytest.mark.parametrize(
    ("start", "end", "last"),
    [
        ("2022-01-20", "2022-01-25", "2022-01-19"),
        # Sure before the use was last seen, and it lasted longer: no day is presumed.
        ("2022-01-05", "2022-01-25", "2022-01-10"),
        ("2022-01-11", "2022-01-25", "2022-01-10"),
        # Over when the use was last seen.
        ("2022-01-05", "2022-01-10", "2022-02-09"),
        # On no day sure, yet later: until the day before its latest start.
        ("[2022-01-15..2022-01-25]", "[2022-01-15..2022-01-25]", "2022-01-24"),
        ("2022-03-01", "2022-03-02", "2022-02-09"),
    ],
)
def test_a_stop_ends_what_is_presumed_of_use(start: str, end: str, last: str) -> None:
    toy = seen().spell("line", "suspended", start, end, by=["moscow"])
    assert carried_to(toy, "s") == last


def test_the_earliest_of_several_stops_ends_it() -> None:
    toy = seen().spell("line", "closed", "2022-01-25", "2022-01-26")
    toy.spell("line", "suspended", "2022-01-20", "2022-01-21")
    assert carried_to(toy, "s") == "2022-01-19"


@pytest.mark.parametrize("status", ["suspended", "closed"])
def test_a_denied_stop_ends_nothing(status: str) -> None:
    toy = seen().spell("line", status, "2022-01-20", "2022-01-25", denied_by=["moscow"])
    assert carried_to(toy, "s") == "2022-02-09"


@pytest.mark.parametrize(
    ("day", "denied_by", "last"),
    [
        ("2022-01-20", (), "2022-01-19"),
        ("2022-01-20", ("moscow",), "2022-02-09"),
        # A call whose day is not known does not, though a spell as vague would.
        ("[2022-01-15..2022-01-25]", (), "2022-02-09"),
        ("2022-01-10", (), "2022-02-09"),
    ],
)
def test_a_sure_contact_ends_what_is_presumed_of_a_stop(
    day: str, denied_by: tuple[str, ...], last: str
) -> None:
    toy = seen("suspended").contact("line", day, denied_by=denied_by)
    assert carried_to(toy, "s") == last


def test_a_usable_spell_ends_what_is_presumed_of_a_stop_even_without_a_sure_day() -> None:
    toy = seen("suspended")
    toy.spell("line", "open", "[2022-01-15..2022-01-25]", "[2022-01-15..2022-01-25]")
    assert carried_to(toy, "s") == "2022-01-24"


def test_what_is_of_the_same_kind_ends_nothing() -> None:
    assert carried_to(seen().spell("line", "degraded", "2022-01-20", "2022-01-25"), "s") == (
        "2022-02-09"
    )
    assert carried_to(seen().contact("line", "2022-01-20"), "s") == "2022-02-09"


@pytest.mark.parametrize(
    ("end", "more", "last"),
    [
        ("2022-01-20", {"end_kind": "ended"}, "2022-01-20"),
        ("2022-01-20", {"end_kind": "lapsed"}, "2022-01-20"),
        ("2022-01-20", {"end_kind": "superseded"}, "2022-01-20"),
        ("[2022-01-15..2022-01-20]", {"end_kind": "ended"}, "2022-01-20"),
        # It reaches the day to which the other was seen, and no further.
        ("2022-01-10", {"end_kind": "ended"}, "2022-01-10"),
        ("2022-01-09", {"end_kind": "ended"}, "2022-02-09"),
        ("2022-01-20", {"end_kind": "changed"}, "2022-02-09"),
        ("2022-01-20", {"end_kind": "observed"}, "2022-02-09"),
        ("2022-01-20", {"end_kind": "ended", "denied_by": ["moscow"]}, "2022-02-09"),
        # Its end was announced and never seen.
        ("2022-01-20", {"end_kind": "ended", "as_of": "2022-01-15"}, "2022-02-09"),
    ],
)
def test_nothing_is_carried_past_the_end_of_what_ended(
    end: str, more: dict[str, Any], last: str
) -> None:
    assert carried_to(seen().spell("line", "degraded", "2022-01-02", end, **more), "s") == last


def test_the_end_of_a_stop_is_no_end_of_use() -> None:
    # The stop of 1 to 8 January was over when use was last seen, so only its end could matter.
    toy = seen().spell(
        "line", "suspended", "2022-01-01", "[2022-01-08..2022-01-20]", end_kind="ended"
    )
    assert carried_to(toy, "s") == "2022-02-09"
    toy.spell("line", "open", "2022-01-02", "2022-01-15", end_kind="ended")
    assert carried_to(toy, "s") == "2022-01-15"


def test_an_account_knows_which_days_it_touches() -> None:
    found = account(seen(), "s")
    assert found is not None
    days = [date(2021, 12, 31), date(2022, 1, 1), date(2022, 2, 9), date(2022, 2, 10)]
    assert [found.touches(Window(day, day)) for day in days] == [False, True, True, False]
    assert [found.is_carried_to(day) for day in days] == [False, True, True, False]
    assert [found.possibly_covers(day) for day in days] == [False, True, False, False]
    assert [found.surely_covers(day) for day in days] == [False, True, False, False]
