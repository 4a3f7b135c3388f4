"""Two windows compared: six lists and the disruptions between them, solved by hand on toys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.dates.period import window
from backchannel.facts.views import strict
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import (
    CHANGE_COLUMNS,
    CHANGES,
    DISRUPTION_COLUMNS,
    LISTS,
    answered_for,
    kind_of_change,
    lost,
    stopped_between,
)
from backchannel.verdicts.verdict import RANK, UNKNOWN, Verdict, Word

from worlds import nasty
from worlds.line import line
from worlds.make import Toy

if TYPE_CHECKING:
    import backchannel as bc
    from backchannel.verdicts.comparison import Lost


def listed(found: Lost) -> dict[str, list[str]]:
    """Return the ids in those of the six lists that are not empty."""
    lists = {name: [row.id for row in getattr(found, name)] for name in LISTS}
    return {name: ids for name, ids in lists.items() if ids}


# 2022       1 Mar        15 Apr        1 Jun          30 days are presumed, and there is a break on 1 May
# embassy    open         suspended     suspended      lost
# hotline    open (seen)  -             -              out of sight: seen until 20 March
# talks      suspended    open          open           gained
# summit     -            -             contact 20 May into view: presumed on 1 June
# visas      open         suspended     open           interrupted
# fishing    contact 20 F contact 20 M  contact 15 May steady: presumed on 1 March and on 1 June
def spring() -> Toy:
    toy = Toy(
        start="2022-01-01", as_of="2022-06-30", presume={"default": 30}, breaks=["2022-05-01"]
    )
    for name in ("embassy", "fishing", "hotline", "summit", "talks", "visas"):
        toy.channel(name)
    toy.spell("embassy", "open", "2022-01-01", "2022-03-31", end_kind="changed")
    toy.spell("embassy", "suspended", "2022-04-01", "2022-06-30")
    toy.spell("hotline", "open", "2022-01-01", "2022-03-20")
    toy.spell("talks", "suspended", "2022-02-01", "2022-03-31", end_kind="changed")
    toy.spell("talks", "open", "2022-04-01", "2022-06-30")
    toy.contact("summit", "2022-05-20")
    toy.spell("visas", "open", "2022-01-01", "2022-04-14", end_kind="changed")
    toy.spell("visas", "suspended", "2022-04-15", "2022-04-15", end_kind="changed")
    toy.spell("visas", "open", "2022-04-16", "2022-06-30")
    for day in ("2022-02-20", "2022-03-20", "2022-05-15"):
        toy.contact("fishing", day)
    return toy


def test_five_lists_solved_by_hand() -> None:
    found = lost(spring().data(), "2022-03-01", "2022-06-01")
    assert listed(found) == {
        "lost": ["embassy"],
        "out_of_sight": ["hotline"],
        "gained": ["talks"],
        "into_view": ["summit"],
        "interrupted": ["visas"],
    }
    (summit,) = found.into_view
    assert {name: summit.to_dict()[name] for name in CHANGE_COLUMNS} == {
        "id": "summit",
        "name": "Summit",
        "type": "foreign-ministry",
        "before": "unknown",
        "before_certainty": None,
        "after": "open",
        "after_certainty": "presumably",
    }
    assert [row.to_dict()["before_certainty"] for row in found.lost] == ["surely"]


def test_what_is_presumed_on_one_side_only_is_no_change() -> None:
    # The hotline and the fishing talks, both seen on 20 March, are presumed to work on 10 April.
    assert listed(lost(spring().data(), "2022-03-20", "2022-04-10")) == {
        "lost": ["embassy"],
        "gained": ["talks"],
    }
    assert listed(lost(strict(spring().data()), "2022-03-20", "2022-04-10")) == {
        "lost": ["embassy"],
        "out_of_sight": ["fishing", "hotline"],
        "gained": ["talks"],
    }


def test_a_break_takes_out_of_sight() -> None:
    # A contact on 25 April would be carried to 25 May, but for the break on 1 May.
    data = spring().contact("fishing", "2022-04-25").data()
    assert listed(lost(data, "2022-04-30", "2022-05-01")) == {"out_of_sight": ["fishing"]}


def test_what_is_stopped_at_an_end_is_lost_or_gained_and_not_interrupted() -> None:
    data = spring().data()
    assert listed(lost(data, "2022-04-14", "2022-04-15")) == {"lost": ["visas"]}
    assert listed(lost(data, "2022-04-15", "2022-04-16")) == {"gained": ["visas"]}
    assert "interrupted" not in listed(lost(data, "2022-04-16", "2022-06-01"))


def test_only_a_sure_stop_between_interrupts() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    toy.spell("line", "suspended", "[2022-03-01..2022-03-10]", "[2022-03-01..2022-03-10]")
    toy.spell("line", "open", "2022-05-01", "2022-05-31")
    assert listed(lost(toy.data(), "2022-01", "2022-05")) == {}
    toy.spell("line", "suspended", "2022-04-01", "2022-04-01")
    assert listed(lost(toy.data(), "2022-01", "2022-05")) == {"interrupted": ["line"]}


def test_what_was_open_and_is_degraded_has_a_list_of_its_own_and_is_no_loss() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    toy.disruption("d-cap", "staff-cap", "2022-03-01", by="state-aaa", target="state-aab")
    toy.spell("line", "degraded", "2022-03-01", "2022-06-30", cause="d-cap")
    found = lost(toy.data(), "2022-01-15", "2022-05-15")
    assert listed(found) == {"degraded": ["line"]}
    (row,) = found.degraded
    assert (row.turn.change, str(row.turn.day), row.turn.causes) == (
        "degraded",
        "2022-03-01",
        ("d-cap",),
    )
    assert row.turn.why.startswith("degraded since 1 March 2022 (")
    # Asked by months, it is so on no single day of a vague beginning, and what says so is named.
    vague = line().spell("line", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    vague.spell("line", "degraded", "[2022-03-01..2022-03-31]", "[2022-03-01..2022-03-31]")
    (row,) = lost(vague.data(), "2022-02", "2022-03").degraded
    assert (row.turn.day, row.turn.why) == (
        None,
        "degraded since a day between 1 and 31 March 2022",
    )
    # Degraded before, and since then only in doubt: the degraded time began with the first day.
    twice = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    for day in ("2022-02-05", "2022-02-06", "2022-05-01"):
        twice.spell("line", "degraded", day, day)
    (row,) = lost(twice.data(), "2022-01-15", "2022-05-01").degraded
    assert (str(row.turn.day), row.turn.accounts, row.turn.why) == (
        "2022-02-05",
        ("s001-line", "s003-line"),
        "degraded since 5 February 2022; in doubt from 7 February 2022; again degraded since "
        "1 May 2022",
    )
    # What was surely open in between had come back.
    twice.spell("line", "open", "2022-04-01", "2022-04-01")
    (row,) = lost(twice.data(), "2022-01-15", "2022-05-01").degraded
    assert (str(row.turn.day), row.turn.why) == ("2022-05-01", "degraded since 1 May 2022")
    # Back from a degraded time it is in no list, nor is what was degraded at both times.
    assert listed(lost(toy.data(), "2022-03-15", "2022-05-15")) == {}


def test_what_is_found_stopped_has_a_list_of_its_own_and_is_no_loss() -> None:
    toy = line().spell("line", "suspended", "2022-03-01", "2022-03-31", end_kind="changed")
    found = lost(toy.data(), "2022-01-15", "2022-03-10")
    assert listed(found) == {"found_stopped": ["line"]}
    (row,) = found.found_stopped
    assert (row.was, row.now) == (UNKNOWN, Verdict(Word.SUSPENDED, "surely"))
    assert lost(toy.data(), "2022-03-05", "2022-03-10").found_stopped == []
    assert lost(toy.data(), "2022-03-05", "2022-05-01").found_stopped == []


def test_of_what_is_out_of_sight_it_is_known_what_was_stopped_in_between() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    toy.spell("line", "suspended", "2022-02-01", "2022-02-28")
    toy.channel("other").spell("other", "open", "2022-01-01", "2022-02-28")
    found = lost(toy.data(), "2022-01-15", "2022-03-10")
    assert listed(found) == {"out_of_sight": ["line", "other"]}
    assert [row.id for row in stopped_between(toy.data(), found)] == ["line"]
    # Before the stop nobody knew of one.
    assert stopped_between(toy.data(), lost(toy.data(), "2022-02-28", "2022-03-10")) == []


def test_a_stop_within_the_first_window_interrupts_too() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-10", end_kind="changed")
    toy.spell("line", "suspended", "2022-01-11", "2022-01-12", end_kind="changed")
    toy.spell("line", "open", "2022-01-13", "2022-05-31")
    for rule in ("any", "last-day"):
        found = lost(toy.data(), "2022-01", "2022-05", rule=rule)
        assert listed(found) == {"interrupted": ["line"]}


def test_a_window_is_cut_to_the_days_that_the_data_speak_about() -> None:
    # The data speak about 1 January to 30 June 2022.
    data = spring().data()
    asked = {
        "2021": ("2021-01-01", "2021-12-31"),
        "2021-12/2022-01": ("2022-01-01", "2022-01-31"),
        "2022": ("2022-01-01", "2022-06-30"),
        "2022-03": ("2022-03-01", "2022-03-31"),
        "2022-07": ("2022-06-30", "2022-06-30"),
        "2024": ("2022-06-30", "2022-06-30"),
    }
    answered = {when: answered_for(data, window(when)) for when in asked}
    assert {when: (str(a), str(b)) for when, (a, b) in answered.items()} == asked


def test_a_question_that_ends_after_the_data_is_answered_for_their_last_day() -> None:
    found = lost(spring().data(), "2022-03-01", "2023")
    assert (str(found.before.first), str(found.after.last)) == ("2022-03-01", "2022-06-30")
    assert [row.now for row in found.lost] == [Verdict(Word.SUSPENDED, "surely")]
    # Both ends lie after the data: one day, compared with itself.
    both = lost(spring().data(), "2023", "2024")
    assert both.before == both.after
    assert listed(both) == {}


def test_nothing_is_known_of_a_first_window_before_the_data() -> None:
    found = lost(spring().data(), "2021", "2022-03-01")
    assert {row.was for row in found.into_view} == {UNKNOWN}
    assert listed(found) == {
        "into_view": ["embassy", "fishing", "hotline", "visas"],
        "found_stopped": ["talks"],
    }


@pytest.mark.parametrize("is_strict", [False, True])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_first_four_lists_balance(seed: int, *, is_strict: bool) -> None:
    data = nasty.made(seed, channels=60)
    data = strict(data) if is_strict else data
    for before, after in (("2016", "2018"), ("2017-03", "2019-11-05"), ("2015-06-01", "2020")):
        found = lost(data, before, after)
        gone = len(found.lost) + len(found.out_of_sight)
        come = len(found.gained) + len(found.into_view)
        assert come - gone == _usable(data, after) - _usable(data, before)
        assert all(row.was.holds_usable and row.now.holds_usable for row in found.interrupted)


def _usable(data: bc.Dataset, when: str) -> int:
    rows = open_channels(data, when, everything=True)
    return sum(row.usable is True and row.certainty != "possibly" for row in rows)


def test_each_two_verdicts_are_one_kind_of_change_or_none() -> None:
    holds = {str(one) for one in RANK if str(one).endswith(("surely", "presumably"))}
    for was in RANK:
        for now in RANK:
            before, after = ((one.usable if str(one) in holds else None) for one in (was, now))
            expected = {
                (True, False): "lost",
                (True, None): "out_of_sight",
                (False, True): "gained",
                (None, True): "into_view",
            }.get((before, after))
            assert kind_of_change(was, now) == expected
            assert expected is None or expected in CHANGES


@pytest.mark.parametrize(
    ("start", "certainty"),
    [
        ("2022-03-01", None),  # on the first day of FROM
        ("2022-03-02", "surely"),
        ("2022-03", "possibly"),  # perhaps on that first day
        ("2022-03-15", "surely"),  # within FROM, which is all of March
        ("2022-06-30", "surely"),
        ("[2022-06-30..2022-07-01]", "possibly"),
        ("2022-07-01", None),
        ("2022", "possibly"),
        ("2021", None),
    ],
)
def test_disruptions_lie_after_the_first_day_and_not_after_the_last(
    start: str, certainty: str | None
) -> None:
    toy = spring().disruption("d1", "law", start, by="state-aaa")
    toy.as_of = "2022-12-31"
    found = lost(toy.data(), "2022-03", "2022-06").disruptions
    row = {"id": "d1", "kind": "law", "start": start, "end": "", "certainty": certainty}
    told = [{name: one.to_dict()[name] for name in DISRUPTION_COLUMNS} for one in found]
    assert told == ([row] if certainty else [])


def test_disruptions_come_in_order_of_time_and_concern_the_pair() -> None:
    toy = Toy(between=("RUS", "USA")).actor("state-sun", kind="state", state="SUN").channel("line")
    toy.actor("state-aac", kind="state", state="AAC").actor("pact", kind="intergovernmental")
    acts = {"d3": "2001-01-01 usa", "d2": "2001 sun", "d1": "2001 aac", "d4": "2002-01-01 pact"}
    for one, told in acts.items():
        day, by = told.split()
        toy.disruption(one, "law", day, by=by if by == "pact" else f"state-{by}")
    found = [
        [row.record.id for row in lost(toy.data(), "2000", "2002", between=pair).disruptions]
        for pair in (("USA", "RUS"), ("USA", "pact"), None)
    ]
    # What the Soviet Union did concerns Russia; what a third state did concerns neither of the pair.
    assert found == [["d3", "d2"], ["d3", "d4"], ["d3", "d1", "d2", "d4"]]
