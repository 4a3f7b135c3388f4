"""How often a presumption was right: trials and scores solved by hand on a toy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.facts.views import presuming, strict
from backchannel.verdicts.calibration import Score, scores, trials

from worlds.line import account, line

if TYPE_CHECKING:
    from worlds.make import Toy


# 2022, 100 days presumed
# line    10 Jan call | 20 Jan call | 1 Mar suspended, to 10 Mar | 20 Mar suspended | 1 Apr call
# far     10 Jan call |                                        28 Jul call, 199 days later
def half_year() -> Toy:
    toy = line(presume={"default": 100}).channel("far", type="track-2")
    toy.contact("line", "2022-01-10", id="k1").contact("line", "2022-01-20", id="k2")
    toy.spell("line", "suspended", "2022-03-01", "2022-03-10", id="s1")
    toy.spell("line", "suspended", "2022-03-20", "2022-03-20", id="s2")
    toy.contact("line", "2022-04-01", id="k3")
    return toy.contact("far", "2022-01-10", id="k4").contact("far", "2022-07-28", id="k5")


def gist(toy: Toy) -> list[tuple[str, str, int, bool]]:
    return [(t.account, str(t.presumed), t.days, t.is_right) for t in trials(toy.data())]


def test_each_later_account_tries_what_was_presumed_without_it() -> None:
    # k1 comes first, so nothing was presumed. 20 January is 10 days after the 10th; 1 March is 40
    # days after 20 January; 20 March 10 days, 1 April 12 days after the stop before. After 100 days
    # nothing is presumed of `far`.
    assert gist(half_year()) == [
        ("k2", "open, presumably", 10, True),
        ("s1", "open, presumably", 40, False),
        ("s2", "suspended, presumably", 10, True),
        ("k3", "suspended, presumably", 12, False),
    ]


def test_the_rest_is_judged_as_if_nothing_later_were_known() -> None:
    # Without s1 and all that follows, the call of 20 January is carried beyond 1 March, though in
    # the whole data it is carried to the day before.
    (trial,) = [trial for trial in trials(half_year().data()) if trial.account == "s1"]
    assert trial.to_dict() == {
        "channel": "line",
        "type": "foreign-ministry",
        "day": "2022-03-01",
        "account": "s1",
        "status": "suspended",
        "presumed": "open, presumably",
        "days": 40,
        "right": False,
    }


def test_with_more_days_presumed_more_is_tried_and_with_none_nothing() -> None:
    data = half_year().data()
    found = trials(presuming(data, 400))
    assert [(t.channel, t.days, t.span) for t in found if t.channel == "far"] == [
        ("far", 199, "183 to 365 days")
    ]
    assert trials(strict(data)) == []


def test_a_channel_that_was_surely_seen_or_might_have_changed_was_not_presumed() -> None:
    toy = line(presume={"default": 100}).spell("line", "open", "2022-01-01", "2022-03-31")
    toy.contact("line", "2022-02-01").contact("line", "2022-03-31")
    assert gist(toy) == []
    # On 5 February it may have been stopped, so it was not presumed to work.
    toy = line(presume={"default": 100}).contact("line", "2022-01-10")
    toy.spell("line", "suspended", "[2022-01-20..2022-02-10]", "[2022-02-01..2022-03-01]")
    toy.contact("line", "2022-02-05", id="k")
    assert gist(toy) == []
    assert account(toy, "k") is not None


def test_the_same_sight_told_less_exactly_tries_nothing() -> None:
    toy = line(presume={"default": 100}).contact("line", "[2022-02-01..2022-02-05]", id="k1")
    toy.contact("line", "2022-02-05", id="k2")
    assert gist(toy) == []
    # The next day it was seen a second time.
    assert gist(toy.contact("line", "2022-02-06", id="k3")) == [("k3", "open, presumably", 1, True)]


def test_denied_and_vague_accounts_try_nothing_and_those_of_one_day_and_kind_once() -> None:
    toy = line(presume={"default": 100}).contact("line", "2022-01-10", id="k1")
    toy.contact("line", "2022-02-01", denied_by=["moscow"], id="k2").contact(
        "line", "2022-02", id="k3"
    )
    toy.contact("line", "2022-03-01", id="k5").contact("line", "2022-03-01", id="k4")
    assert gist(toy) == [("k4", "open, presumably", 28, True)]
    toy.spell("line", "closed", "2022-03-01", "2022-03-02", id="s1")
    assert gist(toy)[1:] == [("s1", "open, presumably", 28, False)]


def test_days_before_the_package_begins_are_tried_by_nothing() -> None:
    toy = line(start="2022-02-01", presume={"default": 100}).contact("line", "2022-01-10")
    toy.contact("line", "2022-01-20", id="k2").contact("line", "2022-02-05", id="k3")
    assert gist(toy) == [("k3", "open, presumably", 16, True)]


def test_scores_count_by_group() -> None:
    found = trials(half_year().data())
    assert scores(found, by=lambda trial: trial.span) == {
        "31 to 182 days": Score(1, 0),
        "up to 30 days": Score(3, 2),
    }
    assert scores(found, by=lambda trial: trial.type) == {"foreign-ministry": Score(4, 2)}
    assert scores([], by=lambda trial: trial.span) == {}


def test_each_length_of_time_has_its_name() -> None:
    toy = line(presume={"default": 10**4}, start="2015-01-01")
    days = ["2015-01-01", "2015-01-31", "2015-08-01", "2016-07-31", "2018-01-01"]
    for number, day in enumerate(days):
        toy.contact("line", day, id=f"k{number}")
    # 30 days; 31 January to 1 August 2015 is 182; to 31 July 2016 365; to 2018 519.
    assert [(t.days, t.span) for t in trials(toy.data())] == [
        (30, "up to 30 days"),
        (182, "31 to 182 days"),
        (365, "183 to 365 days"),
        (519, "more than 365 days"),
    ]
