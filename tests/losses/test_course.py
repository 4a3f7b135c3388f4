"""The course of a loss: what happened adds up, and each value is that of its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.losses.changes import SIGN
from backchannel.losses.measures import MEASURES
from backchannel.losses.variety import hill
from backchannel.verdicts.comparison import lost

from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


PAIR = ("AAA", "AAB")


def days(first: date, last: date, *, step: int = 1) -> list[date]:
    return [first + timedelta(number) for number in range(0, (last - first).days + 1, step)]


def story() -> Toy:
    """
    Return four channels through 2022.

    ::

        2022     J F M A M J J A S O N D
        embassy  o o o s s s o o c c c o    suspended, restored, closed, opened anew
        hotline  . . o o o . . . . . . .    comes into view and leaves it
        talks    o o o o o o o o o o o o    ann and bob
        forum    o o o o o c c c c c c c    bob and cem; ann only reaches cem through it
    """
    toy = Toy(start="2022-01-01", as_of="2022-12-31").actor(
        "ministry", kind="organization", state="AAA"
    )
    for person, state in (("ann", "AAA"), ("bob", "AAB"), ("cem", "AAB")):
        toy.actor(person, state=state)
    toy.channel("embassy", type="mission").channel("hotline", type="hotline")
    toy.channel("talks", "ann/AAA", "bob/AAB", type="track-2")
    toy.channel("forum", "bob/AAB", "cem/AAB", "ministry/AAA", type="track-2")
    for status, start, end in (
        ("open", "2022-01-01", "2022-03-31"),
        ("suspended", "2022-04-01", "2022-06-30"),
        ("open", "2022-07-01", "2022-08-31"),
        ("closed", "2022-09-01", "2022-11-30"),
        ("open", "2022-12-01", "2022-12-31"),
    ):
        toy.spell("embassy", status, start, end, end_kind="changed")
    toy.spell("hotline", "open", "2022-03-01", "2022-05-31")
    toy.spell("talks", "open", "2022-01-01", "2022-12-31")
    toy.spell("forum", "open", "2022-01-01", "2022-05-31", end_kind="changed")
    return toy.spell("forum", "closed", "2022-06-01", "2022-12-31")


# --- what happened ------------------------------------------------------------------------------------


def test_each_kind_of_event_on_its_day() -> None:
    found = bc.loss(story().data(), "2022", "2022")
    assert [(str(event.date), event.change, event.id, event.type) for event in found.events] == [
        ("2022-03-01", "into_view", "hotline", "hotline"),
        ("2022-04-01", "suspended", "embassy", "mission"),
        ("2022-06-01", "closed", "forum", "track-2"),
        ("2022-06-01", "out_of_sight", "hotline", "hotline"),
        ("2022-07-01", "restored", "embassy", "mission"),
        ("2022-09-01", "closed", "embassy", "mission"),
        ("2022-12-01", "opened", "embassy", "mission"),
    ]
    assert found.events[1].before == "open, surely"
    assert found.events[1].after == "suspended, surely"


def test_what_goes_out_of_sight_and_is_stopped_later_is_found_stopped() -> None:
    """
    ::

        2022    J F M A M J
        vague   o o ? s s s   suspended on some day of March
        broken  o o . . s s   nobody speaks of March and April; suspended from May on
        twice   o . . o . s   back before it is suspended, then out of sight again
        back    o . . o o o   out of sight, never stopped
        sudden  o o o s s s   suspended from one day to the next: a loss
        unseen  . . . s s s   never usable
    """
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for name in ("vague", "broken", "twice", "back", "sudden", "unseen"):
        toy.channel(name)
    toy.spell("vague", "open", "2022-01-01", "[2022-02-28..2022-03-30]", end_kind="changed")
    toy.spell("vague", "suspended", "2022-03", "2022-06-30")
    toy.spell("broken", "open", "2022-01-01", "2022-02-28")
    toy.spell("broken", "suspended", "2022-05-01", "2022-06-30")
    for start, end in (("2022-01-01", "2022-01-31"), ("2022-04-01", "2022-04-30")):
        toy.spell("twice", "open", start, end)
    toy.spell("twice", "suspended", "2022-06-01", "2022-06-30")
    for start, end in (("2022-01-01", "2022-01-31"), ("2022-04-01", "2022-06-30")):
        toy.spell("back", "open", start, end)
    toy.spell("sudden", "open", "2022-01-01", "2022-03-31", end_kind="changed")
    for name in ("sudden", "unseen"):
        toy.spell(name, "suspended", "2022-04-01", "2022-06-30")
    data = toy.data()
    found = bc.loss(data, "2022", "2022", measures=["channels"])
    rows = [(row.id, str(row.out_of_sight), str(row.stopped)) for row in found.found_stopped]
    assert rows == [
        ("vague", "2022-03-01", "2022-03-31"),
        ("broken", "2022-03-01", "2022-05-01"),
        ("twice", "2022-05-01", "2022-06-01"),
    ]
    assert {row.after for row in found.found_stopped} == {"suspended, surely"}
    # Two days compared call lost what goes out of sight between them, and what does not.
    compared = lost(data, "2022-01-01", "2022-06-30", between=PAIR)
    assert {row.id for row in compared.lost} == {"vague", "broken", "twice", "sudden"}
    assert bc.loss(data, "2022-03-02", "2022-06-30", measures=["channels"]).found_stopped[0].id == (
        "twice"
    )


def adds_up(data: Dataset, first: str, last: str, pair: tuple[str, str]) -> int:
    """Check that what happened up to each day is the change in the number of channels."""
    found = bc.loss(data, first, last, between=pair, measures=["channels"])
    number = found.at(found.within.first)["channels"].value
    assert number is not None
    happened = 0
    for day in days(*found.within):
        happened += sum(SIGN[event.change] for event in found.events if event.date == day)
        assert found.at(day)["channels"].value == number + happened, day
    return len(found.events)


@pytest.mark.parametrize("seed", range(8))
def test_what_happened_adds_up_to_the_change_in_channels_on_every_day(seed: int) -> None:
    adds_up(by_lot(seed), "2020", "2022", PAIR)


def test_what_happened_adds_up_in_the_record_and_agrees_with_the_other_roads() -> None:
    data = bc.read()
    assert adds_up(data, "2021-12-31", "2022-12-31", ("RUS", "USA")) > 0
    found = bc.loss(data, "2021-12-31", "2022-12-31", measures=["channels"])
    for day in days(*found.within, step=61):
        rows = bc.open_channels(data, day, between=("RUS", "USA"), everything=True)
        assert found.at(day)["channels"].value == sum(row.answer.holds_usable for row in rows)
    # Who was suspended or closed on a day is who `lost` names between it and the day before.
    for day in {event.date for event in found.events}:
        change = lost(data, day - timedelta(1), day, between=("RUS", "USA"))
        named = {row.id for row in change.lost}
        assert named == {
            event.id
            for event in found.events
            if event.date == day and event.change in ("suspended", "closed")
        }


def test_a_channel_that_a_side_leaves_goes_out_of_sight_and_comes_back_with_it() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31")
    toy.add("channels", id="x", name="X", type="hotline")
    toy.add("parties", id="p1", channel="x", actor="state-aaa", side="AAA", role="party")
    for number, (start, end) in enumerate((("2022-02-01", "2022-03-31"), ("2022-05-01", ""))):
        toy.add(
            "parties", id=f"q{number}", channel="x", actor="state-aab", side="AAB", role="party",
            start=start, end=end,
        )  # fmt: skip
    toy.spell("x", "open", "2022-01-01", "2022-10-31")
    found = bc.loss(toy.data(), "2022", "2022", measures=["channels", "independent_lines"])
    assert [(str(event.date), event.change) for event in found.events] == [
        ("2022-02-01", "into_view"),
        ("2022-04-01", "out_of_sight"),
        ("2022-05-01", "into_view"),
        ("2022-11-01", "out_of_sight"),
    ]
    for name in ("channels", "independent_lines"):
        values = [(str(row.date)[5:7], row.value) for row in found.rows if row.measure == name]
        assert values == [("01", 0), ("02", 1), ("04", 0), ("05", 1), ("11", 0)]


# --- the measures of a day ----------------------------------------------------------------------------


def test_the_measures_of_the_story_by_hand() -> None:
    found = bc.loss(story().data(), "2022", "2022")
    start = {name: row.value for name, row in found.at(date(2022, 1, 1)).items()}
    # Of four actors with a seat Ann and the ministry are of one side: all four pairs reach.
    # Silence takes two losses, the embassy and Bob. One over the channels between two:
    # ann-bob 1, bob-cem 1, bob-ministry 1, cem-ministry 1, ann-cem 1/2, ann-ministry 1/2: 5 of 6.
    assert start == {
        "channels": 3, "independent_lines": 3, "losses_until_silence": 2, "reach": 1,
        "efficiency": pytest.approx(5 / 6), "largest_component": 4,
        "herfindahl": pytest.approx(5 / 9), "hill_0": 2,
        "hill_1": pytest.approx(3 / 4 ** (1 / 3)), "hill_2": pytest.approx(9 / 5),
    }  # fmt: skip
    # Since June only Ann and Bob share a channel; Cem and the ministry keep their seats.
    june = {name: row.value for name, row in found.at(date(2022, 6, 15)).items()}
    assert (june["channels"], june["independent_lines"]) == (1, 1)
    assert june["reach"] == pytest.approx(1 / 4)
    assert june["efficiency"] == pytest.approx(1 / 6)
    assert (june["largest_component"], june["herfindahl"]) == (2, 1)


@pytest.mark.parametrize("seed", range(6))
def test_a_value_does_not_depend_on_the_span_asked_for(seed: int) -> None:
    data = by_lot(seed)
    whole = bc.loss(data, "2020", "2022")
    for day in days(*whole.within, step=97):
        alone = bc.loss(data, day, day)
        here = whole.at(day)
        for name, row in alone.at(day).items():
            assert (row.value, row.low, row.high) == (
                here[name].value,
                here[name].low,
                here[name].high,
            )
        lines = bc.independent_lines(data, day)
        assert lines.day == day
        assert (lines.value, lines.low, lines.high) == (
            here["independent_lines"].value, here["independent_lines"].low, here["independent_lines"].high,
        )  # fmt: skip
        silence, losses = here["losses_until_silence"], lines.losses_until_silence
        assert silence.value == len(lines.silence)
        assert (silence.value, silence.low, silence.high) == (losses.value, losses.low, losses.high)
        assert here["channels"].value == lines.channels.value


@pytest.mark.parametrize("seed", range(6))
def test_what_surely_holds_is_no_more_than_what_possibly_does(seed: int) -> None:
    for row in bc.loss(by_lot(seed), "2020", "2022").rows:
        assert row.measure in MEASURES
        if row.value is not None:
            assert row.low is not None
            assert row.high is not None
            assert row.low <= row.value <= row.high
            most = MEASURES[row.measure].range[1]
            assert row.low >= 0
            assert most is None or row.high <= most + 1e-12


def test_hill_numbers_fall_with_the_order_and_are_the_types_where_all_are_common() -> None:
    assert [hill(["a", "b", "c"], order=order) for order in (0, 1, 2)] == pytest.approx([3, 3, 3])
    numbers = [hill(["a", "a", "a", "b", "c"], order=order) for order in range(5)]
    assert numbers == sorted(numbers, reverse=True)
    assert hill([], order=1) == 0


# --- what is asked ------------------------------------------------------------------------------------


def test_rows_say_only_what_changed_and_are_flat() -> None:
    found = bc.loss(story().data(), "2022-02", "2022-05")
    assert found.within == (date(2022, 2, 1), date(2022, 5, 31))
    rows = [row for row in found.rows.to_dicts() if row["measure"] == "channels"]
    assert rows == [
        {"date": "2022-02-01", "measure": "channels", "value": 3, "low": 3, "high": 3},
        {"date": "2022-03-01", "measure": "channels", "value": 4, "low": 4, "high": 4},
        {"date": "2022-04-01", "measure": "channels", "value": 3, "low": 3, "high": 3},
    ]


def test_days_outside_the_data_are_not_answered_for() -> None:
    data = story().data()
    found = bc.loss(data, "2021", "2023")
    assert found.within == (date(2022, 1, 1), date(2022, 12, 31))
    assert found.at(date(2023, 1, 1)) == {}
    later = bc.loss(data, "2023", "2023")
    assert (len(later.rows), len(later.events), later.within.first) == (0, 0, date(2023, 1, 1))


def test_one_measure_is_the_same_alone_as_among_all() -> None:
    data = story().data()
    whole = bc.loss(data, "2022", "2022").rows
    for name in MEASURES:
        alone = bc.loss(data, "2022", "2022", measures=[name]).rows
        assert alone == [row for row in whole if row.measure == name]


def test_where_nothing_is_known_there_is_no_share_and_no_concentration() -> None:
    data = Toy(start="2022-01-01", as_of="2022-12-31").channel("x").data()
    values = {row.measure: row.value for row in bc.loss(data, "2022", "2022").rows}
    assert (values["channels"], values["reach"], values["herfindahl"]) == (0, None, None)


def test_wrong_questions_are_refused() -> None:
    data = story().data()
    with pytest.raises(BadDate, match="later than"):
        bc.loss(data, "2023", "2022")
    with pytest.raises(UnknownName, match="unknown measure"):
        bc.loss(data, "2022", "2022", measures=["lines"])
    with pytest.raises(UsageFault, match="two sides"):
        bc.loss(data, "2022", "2022", between="all")
