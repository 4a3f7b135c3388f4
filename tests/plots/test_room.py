"""Which channels of a day have a row where there is no room for all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backchannel.network.values import day_graphs
from backchannel.plots import (
    WIDTHS,
    Paper,
    network_picture,
)
from backchannel.plots.network import draw_network
from backchannel.plots.places import day_network_of, letters
from backchannel.plots.rest import Label

from worlds.make import Toy
from worlds.winter import DAY, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes


ROW = Label("one line", letters(WIDTHS["screen"])).inches


def test_a_network_keeps_the_channels_most_surely_usable_and_their_actors(axes: Axes) -> None:
    data = winter()
    shown = day_network_of(
        data, day_graphs(data, DAY, between=("AAA", "AAB")), sides=("AAA", "AAB"), most=3.1 * ROW
    )
    # Embassy and hotline are surely open; the third would be the back room, possibly open.
    assert set(shown.channels) == {"embassy", "hotline"}
    assert shown.left_out == ["backroom", "disputed", "silent"]
    draw_network(shown, axes=axes)
    drawn = {str(one.get_gid()) for one in axes.get_children()}
    assert {one for one in drawn if one.startswith("actor.")} == {"actor.minister", "actor.bob"}
    assert not [one for one in drawn if one.startswith("tie.") and "backroom" in one]


def test_a_channel_without_room_even_alone_keeps_no_other_off() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    ends = [f"{letter}-{at}" for letter in "ab" for at in range(5)]
    for end in ends:
        toy.actor(end, state="AAA" if end[0] == "a" else "AAB")
    sides = {"a": "AAA", "b": "AAB"}
    toy.channel("forum", *(f"{end}/{sides[end[0]]}" for end in ends))
    toy.channel("line", "a-0/AAA", "b-0/AAB").channel("talks", "a-1/AAA", "b-1/AAB")
    for channel in ("forum", "line", "talks"):
        toy.spell(channel, "open", "2022-01-01", "2022-06-30")
    graphs = day_graphs(toy.data(), date(2022, 2, 1), between=("AAA", "AAB"))
    for most, kept in ((3.5, {"line", "talks"}), (2, {"line"}), (5.1, {"forum", "line", "talks"})):
        # One of the rows counts what has no room.
        shown = day_network_of(toy.data(), graphs, sides=("AAA", "AAB"), most=most * ROW)
        assert set(shown.channels) == kept
        assert set(shown.left_out) == {"forum", "line", "talks"} - kept


def test_a_family_whose_best_is_too_large_has_its_next() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(6):
        toy.actor(f"a-{at}", state="AAA").actor(f"b-{at}", state="AAB")
    toy.channel("forum", *(f"a-{at}/AAA" for at in range(6)), "b-0/AAB", type="hotline")
    toy.channel("line", "a-1/AAA", "b-1/AAB", type="hotline")
    toy.channel("embassy", "a-2/AAA", "b-2/AAB", type="mission")
    for channel in ("forum", "line", "embassy"):
        toy.spell(channel, "open", "2022-01-01", "2022-06-30")
    graphs = day_graphs(toy.data(), date(2022, 2, 1), between=("AAA", "AAB"))
    shown = day_network_of(toy.data(), graphs, sides=("AAA", "AAB"), most=4 * ROW)
    assert set(shown.channels) == {"embassy", "line"}


def test_of_equally_sure_channels_the_last_used_has_room_then_the_oldest() -> None:
    toy = Toy(start="2019-01-01", as_of="2022-06-30")
    first = {
        "a": "2021-01-01",
        "b": "2020-01-01",
        "c": "2021-01-01",
        "d": "2021-01-01",
        "e": "2021-01-01",
    }
    for channel, start in first.items():
        toy.channel(channel).spell(channel, "open", start, "2022-06-30")
    toy.contact("c", "2022-01-20").contact("d", "2022-01-10").contact("a", "2021-01-02")
    graphs = day_graphs(toy.data(), date(2022, 2, 1), between=("AAA", "AAB"))
    for rows, kept in ((2, "c"), (3, "cd"), (4, "bcd")):
        shown = day_network_of(toy.data(), graphs, sides=("AAA", "AAB"), most=(rows + 0.1) * ROW)
        assert "".join(sorted(shown.channels)) == kept


def test_in_a_column_an_office_is_who_holds_it_and_a_name_has_two_lines() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    toy.actor("chief", kind="office", state="AAA").actor("ann", state="AAA")
    toy.tenure("ann", "chief", "2022-01-01", "2022-06-30").actor("bob", state="AAB")
    toy.channel("line", "chief/AAA", "bob/AAB", name="Line of the chiefs " * 6 + "in Rome")
    toy.spell("line", "open", "2022-01-01", "2022-06-30")
    data = toy.data()
    for width, actors in (("89", {"ann", "bob"}), ("183", {"ann", "bob", "chief"})):
        drawn = network_picture(data, on="2022-02-01", paper=Paper(WIDTHS[width]))
        axes = drawn.figure.axes[0]
        found = {str(one.get_gid()) for one in axes.lines}
        assert {one for one in found if one.startswith("actor.")} == {f"actor.{a}" for a in actors}
        assert "actors, 3 on them (3 surely)" in drawn.alt
        (name,) = [t.get_text() for t in axes.texts if t.get_text().startswith("Line")]
        assert (name.count("\n"), name[-4:]) == (1, "Rome")


def test_what_has_no_room_is_counted_by_family_and_the_families_take_turns(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(12):
        kind, status = (
            ("hotline", "open") if at < 3 else ("mission", "open" if at < 10 else "closed")
        )
        toy.channel(f"line-{at:02}", type=kind)
        toy.spell(f"line-{at:02}", status, "2022-01-01", "2022-06-30")
    graphs = day_graphs(toy.data(), date(2022, 2, 1), between=("AAA", "AAB"))
    shown = day_network_of(toy.data(), graphs, sides=("AAA", "AAB"), most=6.1 * ROW)
    assert sorted(shown.channels) == ["line-00", "line-01", "line-03", "line-04"]
    draw_network(shown, axes=axes)
    told = {
        text.get_text(): text.get_position()[1]
        for text in axes.texts
        if str(text.get_gid()).startswith("rest.")
    }
    assert sorted(told) == ["embassies: 7 more, 5 usable", "military: 1 more, 1 usable"]
    # Each stands below the channels of its family.
    heights = {channel: place[1] for channel, place in shown.places.items()}
    assert heights["line-04"] > told["embassies: 7 more, 5 usable"] > heights["line-00"]
    assert heights["line-01"] > told["military: 1 more, 1 usable"]
    assert shown.left_out_by["stopped"] == ["line-10", "line-11"]
    assert "line-10" not in shown.left_out_by["usable"]


def test_on_narrow_paper_the_count_of_what_has_no_room_is_never_cut() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for number in range(150):
        kind = ("multilateral", "mission", "head-of-state")[number % 3]
        toy.channel(f"line-{number:03}", type=kind)
        status = "open" if kind == "mission" else "closed"
        toy.spell(f"line-{number:03}", status, "2022-01-01", "2022-06-30")
    drawn = network_picture(toy.data(), on="2022-02-01", paper=Paper(WIDTHS["89"]))
    texts = drawn.figure.axes[0].texts
    told = [text.get_text() for text in texts if str(text.get_gid()).startswith("rest.")]
    assert len(told) == 3
    assert sorted(told) == ["33 more, 33 usable", "leaders: 50 more", "multilateral +50"]


def test_stopped_channels_have_rows_only_if_all_of_them_have(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for at in range(9):
        toy.channel(f"line-{at}", type="hotline" if at < 3 else "mission")
        toy.spell(f"line-{at}", "open" if at < 3 else "closed", "2022-01-01", "2022-06-30")
    graphs = day_graphs(toy.data(), date(2022, 2, 1), between=("AAA", "AAB"))
    for rows, kept in ((9.1, 9), (7.1, 3)):
        shown = day_network_of(toy.data(), graphs, sides=("AAA", "AAB"), most=rows * ROW)
        assert len(shown.channels) == kept
    draw_network(shown, axes=axes)
    told = [t.get_text() for t in axes.texts if str(t.get_gid()).startswith("rest.")]
    assert told == ["embassies: 6 more, 0 usable"]
    for at in range(9, 90):
        toy.channel(f"line-{at}", type="mission")
        toy.spell(f"line-{at}", "closed", "2022-01-01", "2022-06-30")
    drawn = network_picture(toy.data(), on="2022-02-01")
    title, note = (drawn.figure.texts[at].get_text().replace("\n", " ") for at in (1, 2))
    assert title.startswith("Who sat on which channel: ")
    assert "87 stopped channels have no row; they are counted by family" in note
