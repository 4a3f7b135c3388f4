"""Labels that are kept apart, and flags above a picture of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import span, window
from backchannel.facts.views import as_told_by
from backchannel.plots.apart import apart
from backchannel.plots.flags import CLEAR, Flag, flags_in_words, flags_of, raised
from backchannel.plots.lettering import text_width

from worlds.make import Toy

HEIGHTS = st.floats(0.1, 2)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 15), HEIGHTS), max_size=7))
def test_labels_stay_in_order_apart_and_in_their_place(labels: list[tuple[float, float]]) -> None:
    wanted, heights = [at for at, _ in labels], [height for _, height in labels]
    found = apart(wanted, heights, low=0, high=20)
    for (one, here), (other, there) in combinations(enumerate(found), 2):
        assert abs(here - there) >= (heights[one] + heights[other]) / 2 - 1e-9
        if wanted[one] != wanted[other]:
            assert (wanted[one] < wanted[other]) == (here < there)
    assert all(
        half / 2 - 1e-9 <= at <= 20 - half / 2 + 1e-9
        for at, half in zip(found, heights, strict=True)
    )


@pytest.mark.parametrize("wanted", [(2, 2, 2), (1, 2, 6), (4, 1, 1.5), (3, 3, 3.5), (1, 4, 7)])
def test_no_other_places_move_the_labels_less(wanted: tuple[float, ...]) -> None:
    found = apart(wanted, [1, 1, 1], low=0.5, high=8)
    moved = sum((at - want) ** 2 for at, want in zip(found, wanted, strict=True))
    tried = [
        sum((at - want) ** 2 for at, want in zip(places, wanted, strict=True))
        for places in product([1 + step / 6 for step in range(40)], repeat=3)
        if all(abs(a - b) >= 1 for a, b in combinations(places, 2))
    ]
    assert moved <= min(tried) + 1e-9


def test_what_has_no_room_at_all_is_still_apart() -> None:
    assert apart([1, 1, 1], [1, 1, 1], low=0, high=2) == [0.5, 1.5, 2.5]
    assert apart([], [], low=0, high=2) == []


def test_a_flag_is_a_break_or_a_disruption_that_sources_name_as_a_cause() -> None:
    toy = Toy(start="2010-01-01", as_of="2019-12-31", presume={"default": 9}, breaks=["2014-03-01"])
    for key in "abcd":
        toy.channel(key)
    toy.disruption("ban", "contact-ban", "2012-05-01").disruption("law", "law", "2015-05-01")
    toy.disruption("vague", "closure", "2016").disruption("idle", "closure", "2017-01-01")
    toy.disruption("later", "closure", "2019-06-01")
    for channel, cause, day in (
        ("a", "law", "2015-05-02"), ("b", "ban", "2012-05-01"), ("c", "ban", "2012-06-01"),
        ("d", "vague", "2016-12-01"), ("d", "later", "2019-06-01"),
    ):  # fmt: skip
        toy.spell(channel, "closed", day, day, cause=cause)
    found = flags_of(toy.data(), "abcd", within=window("2011/2018"))
    assert [(flag.day, flag.words) for flag in found] == [
        (date(2014, 3, 1), "a break"),
        (date(2012, 5, 1), "contact ban: B and 1 more"),
        (date(2015, 5, 1), "law: A"),
    ]
    assert [flag.is_break for flag in found] == [True, False, False]
    assert [flag.words for flag in flags_of(toy.data(), "a", within=window("2015"))] == ["law: A"]
    assert flags_of(toy.data(), "abcd", within=window("2030")) == []


def test_land_taken_about_the_day_of_a_break_has_no_second_flag() -> None:
    toy = Toy(start="2010-01-01", as_of="2019-12-31", presume={"default": 9}, breaks=["2014-03-01"])
    toy.actor("state-a", kind="state", state="AAA").actor("isle", kind="place").channel("a")
    for key, start in (("near", "[2014-02..2014-03-02]"), ("far", "2016-05-01")):
        toy.disruption(key, "annexation", start, target="state-a; isle")
        toy.spell("a", "closed", "2016-06-01", "2016-06-01", cause=key)
    found = flags_of(toy.data(), "a", within=window("2011/2018"))
    assert [flag.words for flag in found] == ["a break", "annexation of Isle: A"]


def test_a_view_that_holds_a_stop_and_not_its_cause_has_no_flag_for_it() -> None:
    toy = Toy(start="2010-01-01", as_of="2019-12-31").channel("a").source("moscow")
    toy.disruption("ban", "contact-ban", "2012-05-01")
    toy.spell("a", "closed", "2012-05-01", "2012-05-01", cause="ban", id="stop")
    data = toy.claim("stop", "moscow").data()
    assert len(flags_of(data, "a", within=window("2012"))) == 1
    told = as_told_by(data, "moscow")
    assert list(told.spells) == ["stop"]
    assert flags_of(told, "a", within=window("2012")) == []


def test_flags_never_meet_and_the_first_have_the_first_room() -> None:
    start = date(2022, 1, 1)
    flags = [
        Flag(start + timedelta(days=11 * (at * 7 % 30)), f"act {'x' * (at % 9)}", is_break=False)
        for at in range(30)
    ]
    placed = raised(flags, window("2022"), inches=4, beyond=(0.5, 0.2), lanes=3, most=20)
    assert placed[0].flag == flags[0]
    assert (placed[0].lane, len(placed) > 5) == (0, True)
    boxes = []
    for one in placed:
        right = one.left + text_width(one.words, size=6.5)
        assert one.left >= -0.5
        assert right <= 4.2
        boxes.append((one.lane, one.left, right, one.at))
    for (lane, left, right, at), (other, low, high, there) in combinations(boxes, 2):
        if lane == other:
            assert right < low or high < left
        # The line of the upper one stands clear of the words of the lower one.
        upper, (x, y) = (at, (low, high)) if lane > other else (there, (left, right))
        assert lane == other or not x - CLEAR / 2 < upper < y + CLEAR / 2
    rest = len(flags) - len(placed)
    assert f"changes; {rest} more are not marked." in flags_in_words(placed, flags)
    assert flags_in_words([], []) == ""


def test_each_break_has_its_name_where_one_line_of_words_would_hide_the_next() -> None:
    flags = [
        Flag(date(2014, 3, 1), "annexation of Crimea", is_break=True),
        Flag(date(2022, 2, 24), "invasion of Ukraine", is_break=True),
    ]
    within = span("2010", "2025")
    narrow = raised(flags, within, inches=1.7, beyond=(0.4, 1.3), lanes=2)
    assert [one.words for one in narrow] == ["annexation\nof Crimea", "invasion of Ukraine"]
    wide = raised(flags, within, inches=7, beyond=(0.4, 1.3), lanes=2)
    assert [one.words for one in wide] == [flag.words for flag in flags]


def test_what_changed_most_has_its_name_beside_a_break_of_the_same_weeks() -> None:
    # As in March 2014: the words of the break stand where the line two weeks later has to pass, so
    # they make room in two lines; below the words of the next one a later one has its own.
    flags = [
        Flag(date(2014, 3, 1), "annexation of Crimea", is_break=True),
        Flag(date(2014, 3, 17), "suspension by the US: 15 channels", is_break=False),
        Flag(date(2017, 7, 28), "staff cap by Russia: 5 channels", is_break=False),
    ]
    placed = raised(flags, span("2013", "2018"), inches=2.77, beyond=(0.6, 1.25), lanes=5)
    assert [(one.words.replace("\n", " "), one.lane) for one in placed] == [
        ("annexation of Crimea", 0), ("suspension by the US: 15 channels", 1),
        ("staff cap by Russia: 5 channels", 0),
    ]  # fmt: skip


def test_the_bundled_flags_name_who_did_it() -> None:
    data = bc.read()
    words = [flag.words for flag in flags_of(data, data.channels, within=window("2014/2022"))]
    assert words[:2] == ["Russian seizure of Crimea", "invasion of Ukraine"]
    stopped = {s.channel for s in data.spells.values() if "d-bpc-suspended-2014" in s.cause}
    assert f"suspension by the US: {len(stopped)} channels" in words
    # The seizure of Crimea has a break of its name; what it caused is no second event beside it.
    assert not any("annexation in" in text for text in words)
    # What a bank did comes after what states did to as many.
    (bank,) = [at for at, text in enumerate(words) if "Bank of America" in text]
    assert words[bank] == "restrictions by Bank of America: Russian consulate in Houston and 1 more"
    assert any("staff cap by Russia" in text for text in words[:bank])


def test_a_flag_that_has_no_room_for_a_name_tells_a_number() -> None:
    flag = Flag(date(2022, 7, 1), f"ban: {'x' * 90}", is_break=False, shorter="ban: 1 channel")
    assert [one.words for one in raised([flag], window("2022"), inches=4)] == ["ban: 1 channel"]
    flag = flag._replace(words="ban by the United States: Embassy of Freedonia in Sylvania")
    (one,) = raised([flag], window("2022"), inches=4)
    assert one.words.replace("\n", " ") == flag.words
    assert (one.lane, one.top) == (0, 1)
