"""The course of a channel, solved by hand: days outside the data, what counts; then a second way to the same answer."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window
from backchannel.facts.views import as_known_on, as_told_by, presuming, strict
from backchannel.verdicts import course as course_module
from backchannel.verdicts.account import Account
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.course import course, course_of, verdict_on
from backchannel.verdicts.verdict import CONTESTED, RANK, UNKNOWN, Verdict, Word

from worlds import nasty
from worlds.line import line, said

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


def test_nothing_is_said_of_days_before_the_package_begins_or_after_it_ends() -> None:
    toy = line(start="2022-01-01").spell("line", "open", "2021-06-01", "2022-03-01")
    toy.spell("line", "closed", "2022-06-01", "..", as_of="2022-06-30")
    found = course(toy.data())["line"]
    assert found.known == Window(date(2022, 1, 1), date(2022, 12, 31))
    assert [said(toy, day) for day in ("0001-01-01", "2021-12-31", "2022-01-01")] == [
        "unknown",
        "unknown",
        "open, surely",
    ]
    assert [said(toy, day) for day in ("2022-12-31", "2023-01-01", "9999-12-31")] == [
        "closed, surely",
        "unknown",
        "unknown",
    ]
    # The days outside are days of the window all the same.
    assert said(toy, "2021/2022-01", "all") == "unknown"
    assert said(toy, "2022-12/2023-01", "last-day") == "unknown"


def test_an_account_that_lies_outside_all_known_days_says_nothing() -> None:
    toy = line(start="2022-01-01").spell("line", "open", "2021-02-01", "2021-03-01")
    found = course(toy.data())["line"]
    assert [str(stretch.verdict) for stretch in found.stretches] == ["unknown"]


def test_an_empty_start_says_nothing_of_when_it_began() -> None:
    """Somebody saw it end, so it had begun by then; of each earlier day it is possible."""
    toy = line().spell("line", "open", "", "2022-01-01")
    days = ("1999-12-31", "2000-01-01", "2021-12-31", "2022-01-01")
    assert [said(toy, day) for day in days] == [
        "unknown",
        "open, possibly",
        "open, possibly",
        "open, surely",
    ]


def test_a_set_open_at_the_start_only_possibly_began_earlier() -> None:
    toy = line().spell("line", "open", "[..2022-01-01]", "2022-01-01")
    assert [said(toy, day) for day in ("2001", "2022-01-01")] == ["open, possibly", "open, surely"]


def test_a_spell_without_a_supporting_claim_does_not_count() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-02-01", by=(), denied_by=["moscow"])
    assert said(toy, "2022-01-15") == "unknown"


def test_a_claim_on_a_column_neither_supports_nor_denies_the_spell() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-02-01")
    toy.claim("s000-line", "moscow", stance="denies", field="end_kind", value="ended")
    assert said(toy, "2022-01-15") == "open, surely"


def test_ranks_put_unknown_between_usable_and_stopped() -> None:
    assert [str(one) for one in RANK] == [
        "open, surely", "degraded, surely", "contested", "open, presumably", "degraded, presumably",
        "open, possibly", "degraded, possibly", "unknown", "suspended, possibly", "closed, possibly",
        "suspended, presumably", "suspended, surely", "closed, surely",
    ]  # fmt: skip


def test_the_course_names_what_a_presumption_is_carried_from() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-01-10", id="k1")
    toy.contact("line", "2022-01-12", id="k2").contact("line", "2022-01-12", id="k3")
    toy.contact("line", "2022-06-01", id="k4", denied_by=["moscow"])
    found = course(toy.data())["line"]
    days = (date(2022, 1, 11), date(2022, 1, 20), date(2022, 2, 11), date(2022, 2, 12))
    assert [[carried.id for carried in found.carried(day)] for day in days] == [
        ["k1"],
        ["k2", "k3"],
        ["k2", "k3"],
        [],
    ]


def test_seen_is_the_last_day_with_a_sure_verdict() -> None:
    toy = line(presume={"default": 30}).spell("line", "open", "2022-01-05", "2022-01-10")
    found = course(toy.contact("line", "2022-03").data())["line"]
    told = {day: found.last_sure(date.fromisoformat(day)) for day in ("2022-01-07", "2022-06-01")}
    assert [(str(seen.first), str(seen.last)) for seen in told.values() if seen] == [
        ("2022-01-05", "2022-01-07"),
        ("2022-01-05", "2022-01-10"),
    ]
    assert found.last_sure(date(2022, 1, 4)) is None


def test_usable_is_true_false_or_nobody_knows() -> None:
    assert Verdict(Word.DEGRADED, "possibly").usable is True
    assert Verdict(Word.CLOSED, "surely").usable is False
    assert Verdict(Word.OPEN, "presumably").usable is True
    assert Verdict(Word.SUSPENDED, "presumably").usable is False
    assert CONTESTED.usable is None
    assert UNKNOWN.usable is None


def test_what_is_sure_or_presumed_holds() -> None:
    holding = {str(verdict) for verdict in RANK if verdict.holds_usable or verdict.holds_stopped}
    assert holding == {
        f"{word}, {certainty}"
        for word in ("open", "degraded", "suspended", "closed")
        for certainty in ("surely", "presumably")
    } - {"closed, presumably"}
    assert {str(verdict) for verdict in RANK if verdict.holds_stopped} == {
        "suspended, presumably",
        "suspended, surely",
        "closed, surely",
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("days", [None, 0, 40, 10**6])
def test_stretches_say_what_the_table_says_of_every_day(seed: int, days: int | None) -> None:
    data = nasty.made(seed, channels=15)
    data = data if days is None else presuming(data, days)
    for channel, one in course(data).items():
        accounts = accounts_of(data, channel)
        assert one.stretches[0].first == FIRST_DAY
        assert one.stretches[-1].last == LAST_DAY
        for earlier, later in zip(one.stretches, one.stretches[1:], strict=False):
            assert earlier.last + timedelta(days=1) == later.first
        for day in _days("2014-12-01", "2021-02-01", step=5):
            is_known = nasty.FIRST <= day <= nasty.LAST
            assert one.on(day) == (verdict_on(accounts, day) if is_known else UNKNOWN)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("days", [None, 40, 10**6])
def test_presumption_makes_nothing_sure_and_nothing_sure_doubtful(
    seed: int, days: int | None
) -> None:
    data = nasty.made(seed, channels=25)
    data = data if days is None else presuming(data, days)
    presumed = course(data)
    bare = course(strict(data))
    looked_at = 0
    for channel, one in presumed.items():
        for first, last, verdict in one.stretches:
            known = [stretch.verdict for stretch in bare[channel].within(Window(first, last))]
            if verdict.certainty == "surely":
                # The level of a contact may be lowered by what is carried; its use stays sure.
                assert {(told.certainty, told.usable) for told in known} == {
                    ("surely", verdict.usable)
                }
                assert set(known) == {verdict} or verdict.word is Word.DEGRADED
            elif verdict.certainty == "presumably":
                looked_at += 1
                assert not any(told.certainty == "surely" for told in known)
    assert looked_at or not data.presumption


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_with_endless_presumption_nothing_usable_is_forgotten_before_a_break(seed: int) -> None:
    data = presuming(nasty.made(seed, channels=40), 10**6)
    breaks = {stop.date for stop in data.presumption.breaks}
    for one in course(data).values():
        for told in one.accounts:
            if told.carried_to is None or not told.usable:
                continue
            rest = [other for other in one.accounts if other != told and not other.denied]
            after = told.carried_to + timedelta(days=1)
            assert (
                after in breaks
                or after in {other.start_latest for other in rest}
                or told.carried_to in {other.end_latest for other in rest}
                or told.carried_to in (data.as_of, told.end_earliest)
            )


@pytest.mark.parametrize("seed", [6, 7])
def test_views_never_invent_a_spell(seed: int) -> None:
    data = nasty.made(seed, channels=25)
    for view in (
        as_known_on(data, date(2018, 6, 1)),
        as_told_by(data, "state-aaa"),
        as_told_by(data, "paper"),
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
    data = bc.read().with_tables()
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


def test_an_account_may_hold_from_the_first_of_all_days() -> None:
    on = date(2020, 1, 1)
    line = course_of([Account("s", "open", FIRST_DAY, FIRST_DAY, on, on)])
    assert [(stretch.first, str(stretch.verdict)) for stretch in line.stretches] == [
        (FIRST_DAY, "open, surely"),
        (on + timedelta(days=1), "unknown"),
    ]
