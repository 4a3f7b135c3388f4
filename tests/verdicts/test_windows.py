"""Windows of several days: what they cannot miss, solved by hand; then the fold of their days, a second way."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args

import pytest

from backchannel.dates.period import window
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.course import Rule, course, verdict_on
from backchannel.verdicts.verdict import RANK, UNKNOWN

from worlds import nasty
from worlds.line import account, line, said


# One usable spell of some days in March 2022 that nobody can date: no day is sure, the year cannot miss it.
def test_a_window_that_a_usable_spell_cannot_miss_is_sure_under_any() -> None:
    toy = line().spell("line", "open", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]")
    assert [
        said(toy, when) for when in ("2022", "2022-03", "2022-03-05", "2022-03-01/2022-03-10")
    ] == [
        "open, surely",
        "open, surely",
        "open, possibly",
        "open, possibly",
    ]
    assert said(toy, "2022-03-01/2022-03-20", "all") == "open, possibly"


def test_an_unmissable_spell_under_a_sure_stop_is_contested() -> None:
    toy = line().spell(
        "line", "open", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]", by=["washington"]
    )
    toy.spell("line", "closed", "2022-02-01", "2022-04-30", by=["moscow"])
    assert said(toy, "2022-03") == "contested"
    assert said(toy, "2022-03-05") == "open, possibly", (
        "line 6: may holds both, neither sure without the other"
    )


def test_a_stop_that_is_not_sure_on_all_those_days_does_not_contest_them() -> None:
    toy = line().contact("line", "[2022-03-01..2022-03-20]")
    toy.spell("line", "closed", "2022-03-02", "2022-04-30", by=["moscow"])
    assert said(toy, "2022-03") == "open, surely"
    # Neither do two that are so only together.
    toy.spell("line", "suspended", "2022-02-01", "2022-03-19", by=["moscow"])
    assert said(toy, "2022-03") == "open, surely"


def test_a_denied_stop_contests_them_too() -> None:
    toy = line().contact("line", "[2022-03-01..2022-03-20]")
    toy.spell("line", "closed", "2022-02-01", "2022-04-30", by=["moscow"], denied_by=["washington"])
    assert said(toy, "2022-03") == "contested"


def test_a_contact_that_a_window_cannot_miss_is_sure_under_any() -> None:
    toy = line().contact("line", "[2022-03-01..2022-03-20]")
    assert [said(toy, when) for when in ("2022-03-01/2022-03-20", "2022-03-02/2022-03-20")] == [
        "open, surely",
        "open, possibly",
    ]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        # All the days that the call may lie on are possibly degraded.
        ("[2022-02-20..2022-03-25]", "[2022-03-20..2022-04-01]", "degraded, surely"),
        ("[2022-03-01..2022-03-25]", "[2022-03-02..2022-03-20]", "degraded, surely"),
        # The degradation cannot have begun on 1 March, or was over on the 20th.
        ("[2022-03-02..2022-03-25]", "[2022-03-03..2022-04-01]", "open, surely"),
        ("[2022-02-20..2022-03-19]", "[2022-02-22..2022-03-19]", "open, surely"),
    ],
)
def test_such_a_contact_is_degraded_where_all_its_days_may_be(
    start: str, end: str, expected: str
) -> None:
    toy = line().contact("line", "[2022-03-01..2022-03-20]", id="k")
    toy.spell("line", "degraded", start, end, id="s", end_kind="ended")
    assert account(toy, "s") is not None
    assert said(toy, "2022-02-20/2022-04-01") == expected


def test_such_a_contact_is_degraded_where_a_degradation_is_carried_to_all_its_days() -> None:
    # Degraded as seen on 25 February; 23 days later is 20 March, 22 days later the 19th.
    for days, expected in ((23, "degraded, surely"), (22, "open, surely")):
        toy = line(presume={"default": days}).contact("line", "[2022-03-01..2022-03-20]")
        toy.spell("line", "degraded", "2022-02-25", "2022-02-25")
        assert said(toy, "2022-03") == expected
    denied = line(presume={"default": 30}).contact("line", "[2022-03-01..2022-03-20]")
    denied.spell("line", "degraded", "2022-02-25", "2022-03-25", denied_by=["moscow"])
    assert said(denied, "2022-03") == "open, surely"


def test_a_spell_of_an_unknown_day_is_never_lowered() -> None:
    toy = line().spell("line", "open", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]")
    toy.spell("line", "degraded", "[2022-02-01..2022-03-25]", "[2022-02-01..2022-03-25]")
    assert said(toy, "2022-03") == "open, surely"


@pytest.mark.parametrize(
    ("begins", "when", "expected"),
    [
        # The data begin with the window, and the call may have been earlier: not sure.
        ("2022-01-01", "2022", "open, possibly"),
        ("2022-01-01", "2021-12/2022", "open, possibly"),
        # They begin before the call: the days of the window before them do not matter.
        ("2021-12-20", "2021-12/2022", "open, surely"),
        ("2021-12-21", "2021-12/2022", "open, possibly"),
        ("2021-12-20", "2021-12-21/2022", "open, possibly"),
    ],
)
def test_a_window_misses_what_may_lie_before_all_known_days(
    begins: str, when: str, expected: str
) -> None:
    toy = line(start=begins).contact("line", "[2021-12-20..2022-01-10]")
    assert said(toy, when) == expected


def test_what_is_presumed_ranks_after_what_is_contested() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-01-10")
    toy.contact("line", "2022-03-05", denied_by=["moscow"])
    assert [said(toy, when) for when in ("2022-01-11/2022-02", "2022-01-11/2022-03")] == [
        "open, presumably",
        "contested",
    ]
    assert said(toy, "2022-01-10/2022-01-20", "all") == "open, presumably"


def test_a_denied_or_stopped_spell_is_never_made_sure_by_a_window() -> None:
    toy = line().spell("line", "suspended", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]")
    assert said(toy, "2022-03") == "unknown"
    assert said(toy, "2022-03-01/2022-03-20") == "suspended, possibly"
    denied = line().spell(
        "line", "open", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]", denied_by=["moscow"]
    )
    assert said(denied, "2022-03") == "contested"


def test_trap_10_the_rule_is_part_of_the_question() -> None:
    # A channel open for one week of 2022, then suspended, is open under `any` only.
    toy = line().spell("line", "open", "2022-01-01", "2022-01-07", end_kind="changed")
    toy.spell("line", "suspended", "2022-01-08", "2022-12-31")
    assert [said(toy, "2022", rule) for rule in get_args(Rule)] == [
        "open, surely",
        "suspended, surely",
        "suspended, surely",
    ]


@pytest.mark.parametrize("seed", [4, 5])
def test_a_window_is_the_fold_of_its_days(seed: int) -> None:
    """The second road: the truth table asked on every single day, then the best, the worst, the last."""
    data = nasty.made(seed, channels=25)
    for channel, one in course(data).items():
        accounts = accounts_of(data, channel)
        for when in ("2016", "2018-03", "2019-06-15", "2020-11/2021-02", "2014-11/2015-02"):
            asked = window(when)
            daily = [
                verdict_on(accounts, day) if nasty.FIRST <= day <= nasty.LAST else UNKNOWN
                for day in (asked.first + timedelta(number) for number in range(asked.days))
            ]
            assert one.over(asked, rule="all") == max(daily, key=RANK.index)
            assert one.over(asked, rule="last-day") == daily[-1]
            best = min(daily, key=RANK.index)
            assert RANK.index(one.over(asked)) <= RANK.index(best)
            if asked.days == 1:
                assert one.over(asked) == best
