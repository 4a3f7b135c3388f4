"""The truth table, line by line, on channels solved by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from worlds.line import line, said

if TYPE_CHECKING:
    from worlds.make import Toy

VAGUE = "[2022-01-20..2022-01-30]"
"""On some days of these eleven, on no day surely."""


def seen(status: str = "open", *, day: str = "2022-01-10") -> Toy:
    """Return a channel seen on one day, by Washington; 30 days are presumed, to 9 February."""
    return line(presume={"default": 30}).spell("line", status, day, day, by=["washington"])


# 2022          Jan       Feb       Mar       Apr
# usable        ===========================
# stopped                 =====================      sure on both: contested (line 1)
def test_line_1_two_voices_both_sure_is_contested() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-03-31", by=["washington"])
    toy.spell("line", "suspended", "2022-02-01", "2022-04-30", by=["moscow"])
    assert [said(toy, f"2022-0{month}-15") for month in (1, 2, 3, 4)] == [
        "open, surely",
        "contested",
        "contested",
        "suspended, surely",
    ]


def test_line_1_holds_even_if_one_of_them_is_denied() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-03-31", denied_by=["moscow"])
    toy.spell("line", "suspended", "2022-01-01", "2022-03-31", by=["moscow"])
    assert said(toy, "2022-02-01") == "contested"


@pytest.mark.parametrize("denied_by", [(), ("moscow",)])
def test_line_1_a_call_on_a_day_of_a_sure_stop_is_contested(denied_by: tuple[str, ...]) -> None:
    toy = line().spell("line", "closed", "2022-01-01", "2022-03-31", by=["moscow"])
    toy.contact("line", "2022-02-01", by=["washington"], denied_by=denied_by)
    assert [said(toy, f"2022-0{day}") for day in ("1-31", "2-01", "2-02")] == [
        "closed, surely",
        "contested",
        "closed, surely",
    ]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (("open", "degraded"), "degraded, surely"),
        (("suspended", "closed"), "suspended, surely"),
        (("open",), "open, surely"),
        (("closed",), "closed, surely"),
    ],
)
def test_line_2_takes_degraded_before_open_and_suspended_before_closed(
    statuses: tuple[str, ...], expected: str
) -> None:
    toy = line()
    for status in statuses:
        toy.spell("line", status, "2022-01-01", "2022-03-31")
    assert said(toy, "2022-02-01") == expected


def test_line_2_fails_where_a_spell_of_the_other_kind_is_possible() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-12-31", by=["washington"])
    toy.spell("line", "suspended", "[2022-02..2022-04]", "2022-12-31", by=["moscow"])
    assert [said(toy, day) for day in ("2022-01-31", "2022-02-01", "2022-04-30")] == [
        "open, surely",
        "open, possibly",
        "contested",
    ]


def test_line_2_ignores_what_is_denied_on_the_other_side() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-12-31", by=["washington"])
    toy.spell(
        "line",
        "suspended",
        "[2022-02..2022-04]",
        "2022-12-31",
        by=["moscow"],
        denied_by=["washington"],
    )
    assert said(toy, "2022-02-01") == "open, surely"


def test_line_2_a_sure_contact_beats_a_stop_that_is_only_possible() -> None:
    toy = line().spell("line", "suspended", VAGUE, VAGUE, by=["moscow"])
    toy.contact("line", "2022-01-25", id="k", by=["washington"])
    assert [said(toy, f"2022-01-{day}") for day in (24, 25, 26)] == [
        "suspended, possibly",
        "open, surely",
        "suspended, possibly",
    ]


def test_line_2_a_call_of_an_unknown_day_does_not_speak_against_a_sure_stop() -> None:
    toy = line().spell("line", "suspended", "2022-01-01", "2022-02-28", by=["moscow"])
    toy.contact("line", VAGUE, by=["washington"])
    assert said(toy, "2022-01-25") == "suspended, surely"


def test_line_3_a_denied_spell_alone_is_contested() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-03-31", denied_by=["moscow"])
    assert [said(toy, day) for day in ("2022-02-01", "2022-04-01")] == ["contested", "unknown"]


def test_line_3_a_denied_spell_comes_before_what_is_presumed() -> None:
    toy = seen().spell("line", "suspended", "2022-01-20", "2022-01-21", denied_by=["moscow"])
    assert [said(toy, f"2022-01-{day}") for day in (19, 20, 21, 22)] == [
        "open, presumably",
        "contested",
        "contested",
        "open, presumably",
    ]


@pytest.mark.parametrize("status", ["open", "degraded", "suspended"])
def test_line_4_what_was_seen_goes_on(status: str) -> None:
    toy = seen(status)
    assert [said(toy, day) for day in ("2022-01-10", "2022-01-11", "2022-02-09", "2022-02-10")] == [
        f"{status}, surely",
        f"{status}, presumably",
        f"{status}, presumably",
        "unknown",
    ]


def test_line_4_takes_degraded_before_open_where_both_are_as_new() -> None:
    toy = seen().spell("line", "degraded", "2022-01-10", "2022-01-10", by=["moscow"])
    assert said(toy, "2022-01-20") == "degraded, presumably"


def test_line_4_the_newest_decides() -> None:
    # Degraded as seen on 10 January; open as seen on 15 January, and that is newer.
    toy = seen("degraded").spell("line", "open", "2022-01-15", "2022-01-15", by=["moscow"])
    assert [said(toy, day) for day in ("2022-01-12", "2022-01-16", "2022-02-14", "2022-02-15")] == [
        "degraded, presumably",
        "open, presumably",
        "open, presumably",
        "unknown",
    ]


def test_line_4_a_stop_is_overtaken_by_a_newer_contact_of_an_unknown_day() -> None:
    # The contact of 15 to 25 January has no sure day, so it does not end the carried stop; it is
    # carried itself from 25 January, and its earliest end, the 15th, is newer than the 10th.
    toy = seen("suspended").contact("line", "[2022-01-15..2022-01-25]")
    assert [said(toy, f"2022-01-{day}") for day in (14, 20, 24, 25, 26)] == [
        "suspended, presumably",
        "suspended, presumably",
        "suspended, presumably",
        "open, presumably",
        "open, presumably",
    ]


def test_line_4_two_kinds_that_are_as_new_presume_nothing() -> None:
    toy = seen().spell("line", "suspended", "2022-01-10", "2022-01-10", by=["moscow"])
    assert [said(toy, f"2022-01-{day}") for day in (10, 11)] == ["contested", "unknown"]


def test_line_4_fails_where_a_spell_of_the_other_kind_is_possible() -> None:
    # A stop on some days from 20 to 30 January: carried to 29 January, but not against the stop.
    toy = seen().spell("line", "suspended", VAGUE, VAGUE, by=["moscow"])
    assert [said(toy, f"2022-01-{day}") for day in (19, 20, 29, 30, 31)] == [
        "open, presumably",
        "suspended, possibly",
        "suspended, possibly",
        # From its latest start, 30 January, the stop is carried itself.
        "suspended, presumably",
        "suspended, presumably",
    ]


def test_line_4_a_contact_of_an_unknown_day_does_not_undo_a_presumed_stop() -> None:
    toy = seen("suspended").contact("line", VAGUE)
    assert said(toy, "2022-01-25") == "suspended, presumably"


def test_line_5_a_denied_contact_is_contested_unless_the_channel_is_presumed_to_work() -> None:
    toy = line().contact("line", "2022-01-20", denied_by=["moscow"])
    assert [said(toy, f"2022-01-{day}") for day in (19, 20, 21)] == [
        "unknown",
        "contested",
        "unknown",
    ]
    toy = seen().contact("line", "2022-01-20", denied_by=["moscow"])
    assert said(toy, "2022-01-20") == "open, presumably"


def test_line_5_comes_before_what_is_only_possible() -> None:
    toy = line().contact("line", "2022-01-25", denied_by=["moscow"])
    toy.spell("line", "degraded", VAGUE, VAGUE)
    assert [said(toy, f"2022-01-{day}") for day in (24, 25)] == ["degraded, possibly", "contested"]


def test_line_6_a_vague_spell_is_possible_and_open_comes_first() -> None:
    found = []
    toy = line()
    for status in ("closed", "suspended", "degraded", "open"):
        toy.spell("line", status, VAGUE, VAGUE)
        found.append(said(toy, "2022-01-25"))
    assert found == [
        "closed, possibly",
        "suspended, possibly",
        "degraded, possibly",
        "open, possibly",
    ]


def test_line_6_a_contact_of_an_unknown_day_is_possible() -> None:
    toy = line().contact("line", VAGUE)
    assert [said(toy, f"2022-01-{day}") for day in (19, 20, 30, 31)] == [
        "unknown",
        "open, possibly",
        "open, possibly",
        "unknown",
    ]


def test_line_7_nothing_is_unknown_and_not_closed() -> None:
    assert said(line(), "2022") == "unknown"


# ---- a contact says that the channel worked, not how well ----


def test_a_contact_while_the_channel_may_be_degraded_counts_as_degraded() -> None:
    toy = line().spell("line", "degraded", VAGUE, VAGUE, by=["moscow"])
    toy.contact("line", "2022-01-19").contact("line", "2022-01-25").contact("line", "2022-01-31")
    assert [said(toy, f"2022-01-{day}") for day in (19, 25, 31)] == [
        "open, surely",
        "degraded, surely",
        "open, surely",
    ]


def test_a_contact_is_not_lowered_by_a_denied_degradation() -> None:
    toy = line().spell("line", "degraded", VAGUE, VAGUE, denied_by=["moscow"])
    assert said(toy.contact("line", "2022-01-25"), "2022-01-25") == "open, surely"


def test_a_contact_is_not_lowered_by_a_stop() -> None:
    toy = line().spell("line", "suspended", VAGUE, VAGUE)
    assert said(toy.contact("line", "2022-01-25"), "2022-01-25") == "open, surely"


def test_a_contact_does_not_lift_a_presumed_degradation_while_that_goes_on() -> None:
    # Degraded as seen on 10 January, carried to 9 February. The call of 20 January is newer and is
    # carried to 19 February: degraded as long as the degradation is, and then open.
    toy = seen("degraded").contact("line", "2022-01-20")
    assert [said(toy, day) for day in ("2022-01-20", "2022-02-09", "2022-02-10", "2022-02-19")] == [
        "degraded, surely",
        "degraded, presumably",
        "open, presumably",
        "open, presumably",
    ]


def test_a_contact_of_an_unknown_day_is_lowered_where_it_is_possible() -> None:
    toy = line().contact("line", VAGUE)
    toy.spell("line", "degraded", "[2022-01-25..2022-01-26]", "[2022-01-25..2022-01-26]")
    assert [said(toy, f"2022-01-{day}") for day in (24, 25, 26, 27)] == [
        "open, possibly",
        "degraded, possibly",
        "degraded, possibly",
        "open, possibly",
    ]
