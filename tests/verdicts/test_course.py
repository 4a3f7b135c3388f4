"""The truth table, line by line, and the folding of windows, solved by hand; then a second way to the same answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

import pytest

from backchannel.check.sound import read
from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window, window
from backchannel.facts.views import as_known_on, as_told_by
from backchannel.verdicts import course as course_module
from backchannel.verdicts.accounts import Account, accounts_of
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.course import Rule, course, course_of, verdict_on
from backchannel.verdicts.verdict import CONTESTED, RANK, UNKNOWN, Verdict, Word

from worlds import nasty
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


def said(toy: Toy, when: str, rule: Rule = "any") -> str:
    """Return the verdict on the one channel of a toy."""
    return str(course(toy.data())["line"].over(window(when), rule=rule))


def line() -> Toy:
    toy = Toy(as_of="2022-12-31").channel("line")
    return toy.actor("moscow", kind="organization").actor("washington", kind="organization")


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


def test_line_2_fails_where_the_other_kind_is_possible() -> None:
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


def test_line_3_a_denied_spell_alone_is_contested() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-03-31", denied_by=["moscow"])
    assert [said(toy, day) for day in ("2022-02-01", "2022-04-01")] == ["contested", "unknown"]


def test_line_4_a_vague_spell_is_possible_and_open_comes_first() -> None:
    toy = line().spell("line", "closed", "[2022-01..2022-03]", "[2022-02..2022-03]")
    toy.spell("line", "degraded", "[2022-01..2022-03]", "[2022-02..2022-03]")
    assert said(toy, "2022-01-10") == "degraded, possibly"
    toy.spell("line", "open", "[2022-01..2022-03]", "[2022-02..2022-03]")
    assert said(toy, "2022-01-10") == "open, possibly"


def test_line_5_nothing_is_unknown_and_not_closed() -> None:
    assert said(line(), "2022") == "unknown"


# The cuts: a claim published on 1 March 2022 that something still holds; the view ends on 31 December 2022.
@pytest.mark.parametrize(
    ("status", "seen", "after"),
    [
        ("open", "open, surely", "unknown"),
        ("degraded", "degraded, surely", "unknown"),
        ("suspended", "suspended, surely", "suspended, possibly"),
        ("closed", "closed, surely", "closed, surely"),
    ],
)
def test_beyond_what_was_seen_each_status_is_cut_its_own_way(
    status: str, seen: str, after: str
) -> None:
    toy = line().spell("line", status, "2022-01-01", "..", as_of="2022-03-01")
    assert said(toy, "2022-03-01") == seen
    assert said(toy, "2022-03-02") == after
    assert said(toy, "2023-01-01") == "unknown", "nothing is said of days after the view's end"


def test_a_vague_as_of_cuts_between_its_bounds() -> None:
    toy = line().spell("line", "open", "2022-01-01", "..", as_of="2022-03")
    assert [said(toy, day) for day in ("2022-03-01", "2022-03-02", "2022-03-31", "2022-04-01")] == [
        "open, surely",
        "open, possibly",
        "open, possibly",
        "unknown",
    ]


def test_an_end_that_was_seen_stands_as_entered() -> None:
    toy = line().spell("line", "suspended", "2022-01-01", "2022-02-15", as_of="2022-03-01")
    assert [said(toy, day) for day in ("2022-02-15", "2022-02-16")] == [
        "suspended, surely",
        "unknown",
    ]


def test_an_end_after_what_was_seen_is_not_known_yet() -> None:
    # Said on 1 March: suspended until the end of June. Beyond 1 March that is only possible.
    toy = line().spell("line", "suspended", "2022-01-01", "2022-06-30", as_of="2022-03-01")
    assert [said(toy, day) for day in ("2022-03-01", "2022-03-02", "2022-06-30", "2022-07-01")] == [
        "suspended, surely",
        "suspended, possibly",
        "suspended, possibly",
        "unknown",
    ]


def test_an_empty_end_makes_only_its_first_day_sure() -> None:
    toy = line().spell("line", "open", "2022-01-01", "", as_of="2022-03-01")
    assert [said(toy, day) for day in ("2022-01-01", "2022-01-02", "2022-03-01", "2022-03-02")] == [
        "open, surely",
        "open, possibly",
        "open, possibly",
        "unknown",
    ]


def test_an_empty_start_began_before_all_days() -> None:
    toy = line().spell("line", "open", "", "2022-01-01")
    assert said(toy, "0001-01-01") == "open, surely"


def test_a_set_open_at_the_start_only_possibly_began_earlier() -> None:
    toy = line().spell("line", "open", "[..2022-01-01]", "2022-01-01")
    assert [said(toy, day) for day in ("1990", "2022-01-01")] == ["open, possibly", "open, surely"]


def test_a_spell_that_begins_after_its_cut_end_does_not_count() -> None:
    toy = line().spell("line", "open", "2022-06-01", "..", as_of="2022-03-01")
    assert accounts_of(toy.data(), "line") == []


def test_a_spell_without_a_supporting_claim_does_not_count() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-02-01", by=(), denied_by=["moscow"])
    assert said(toy, "2022-01-15") == "unknown"


def test_a_claim_on_a_column_neither_supports_nor_denies_the_spell() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-02-01")
    toy.claim("s000-line", "moscow", stance="denies", field="end_kind", value="ended")
    assert said(toy, "2022-01-15") == "open, surely"


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
        "line 4: may holds both, neither sure without the other"
    )


def test_a_denied_or_stopped_spell_is_never_made_sure_by_a_window() -> None:
    toy = line().spell("line", "suspended", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]")
    assert said(toy, "2022-03") == "unknown"
    assert said(toy, "2022-03-01/2022-03-20") == "suspended, possibly"
    denied = line().spell(
        "line", "open", "[2022-03-01..2022-03-20]", "[2022-03-01..2022-03-20]", denied_by=["moscow"]
    )
    assert said(denied, "2022-03") == "contested"


def test_the_rule_is_part_of_the_question() -> None:
    # Trap 10: a channel open for one week of 2022, then suspended, is open under `any` only.
    toy = line().spell("line", "open", "2022-01-01", "2022-01-07", end_kind="changed")
    toy.spell("line", "suspended", "2022-01-08", "2022-12-31")
    assert [said(toy, "2022", rule) for rule in get_args(Rule)] == [
        "open, surely",
        "suspended, surely",
        "suspended, surely",
    ]


def test_ranks_put_unknown_between_usable_and_stopped() -> None:
    assert [str(one) for one in RANK] == [
        "open, surely", "degraded, surely", "contested", "open, possibly", "degraded, possibly", "unknown",
        "suspended, possibly", "closed, possibly", "suspended, surely", "closed, surely",
    ]  # fmt: skip


def test_usable_is_true_false_or_nobody_knows() -> None:
    assert Verdict(Word.DEGRADED, "possibly").usable is True
    assert Verdict(Word.CLOSED, "surely").usable is False
    assert CONTESTED.usable is None
    assert UNKNOWN.usable is None


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_stretches_say_what_the_table_says_of_every_day(seed: int) -> None:
    data = nasty.made(seed, channels=25)
    for channel, one in course(data).items():
        spells = accounts_of(data, channel)
        assert one.stretches[0].first == FIRST_DAY
        assert one.stretches[-1].last == LAST_DAY
        for earlier, later in zip(one.stretches, one.stretches[1:], strict=False):
            assert earlier.last + timedelta(days=1) == later.first
        for day in _days("2014-12-01", "2021-02-01", step=5):
            assert one.on(day) == verdict_on(spells, day)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_window_is_the_fold_of_its_days(seed: int) -> None:
    """The second road: the truth table asked on every single day, then the best, the worst, the last."""
    data = nasty.made(seed, channels=25)
    for channel, one in course(data).items():
        spells = accounts_of(data, channel)
        for when in ("2016", "2018-03", "2019-06-15", "2020-11/2021-02"):
            asked = window(when)
            daily = [verdict_on(spells, day) for day in _days(str(asked.first), str(asked.last))]
            assert one.over(asked, rule="all") == max(daily, key=RANK.index)
            assert one.over(asked, rule="last-day") == daily[-1]
            best = min(daily, key=RANK.index)
            assert RANK.index(one.over(asked)) <= RANK.index(best)
            if asked.days == 1:
                assert one.over(asked) == best


@pytest.mark.parametrize("seed", [6, 7])
def test_views_never_invent_a_spell(seed: int) -> None:
    data = nasty.made(seed, channels=25)
    for view in (
        as_known_on(data, date(2018, 6, 1)),
        as_told_by(data, "state-aaa"),
        as_told_by(data, "wire"),
    ):
        assert view.channels == data.channels
        assert view.spells.items() <= data.spells.items()
        for one in course(view).values():
            assert one.on(view.as_of + timedelta(days=1)) == UNKNOWN


def _days(first: str, last: str, *, step: int = 1) -> list[date]:
    span = Window(date.fromisoformat(first), date.fromisoformat(last))
    return [span.first + timedelta(days=number) for number in range(0, span.days, step)]


def test_a_question_about_some_channels_makes_the_course_of_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = read().with_tables()
    made: list[str] = []

    def noted(told: Dataset, channel: str) -> list[Account]:
        made.append(channel)
        return list(accounts_of(told, channel))

    monkeypatch.setattr(course_module, "accounts_of", noted)
    rows = open_channels(data, "2022", between=("RUS", "USA"), everything=True)
    assert 0 < len(made) < len(data.channels)
    assert set(made) == {row.id for row in rows}
    assert list(course(data)) == list(data.channels)
    with pytest.raises(KeyError):
        course(data)["no-such-channel"]


def test_an_account_may_hold_to_the_last_of_all_days() -> None:
    first = date(2020, 1, 1)
    account = Account("s", "open", first, first, LAST_DAY, LAST_DAY, denied=False)
    line = course_of([account])
    assert [str(stretch.verdict) for stretch in line.stretches] == ["unknown", "open, surely"]
    assert line.on(LAST_DAY) == line.stretches[-1].verdict
