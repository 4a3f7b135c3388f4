"""Lines that share nothing: toys solved by hand, and every rule of what carries one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import backchannel as bc
from backchannel.errors import BadDate, UsageFault
from backchannel.facts.shown import First
from backchannel.losses.carriers import line_network
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.losses.lines import Lines

DAY = "2022-06-01"


class Wire(Toy):
    """A world in which each channel is open all the time."""

    def actor(self, id: str, *, kind: str = "person", state: str = "", **more: Any) -> Wire:  # noqa: A002
        super().actor(id, kind=kind, state=state, **more)
        return self

    def open(self, id: str, *parties: str, **more: str) -> Wire:  # noqa: A002
        self.channel(id, *parties, **more).spell(id, "open", "2020-01-01", "..")
        return self

    def lines(self) -> Lines:
        return bc.independent_lines(self.data(), DAY)


def wire() -> Wire:
    toy = Wire(start="2020-01-01", as_of="2022-12-31")
    for person, state in (("envoy", "AAA"), ("agent", "AAB"), ("friend", "AAC"), ("guest", "")):
        toy.actor(person, state=state)
    toy.actor("ministry", kind="organization", state="AAA")
    toy.actor("post", kind="office", state="AAB")
    toy.actor("state-aac", kind="state", state="AAC")
    return toy


A, B, C = "state-aaa/AAA", "state-aab/AAB", "state-aac/AAC"


# --- three envoys, three lines; one envoy, one line ------------------------------------------------


def test_three_channels_that_one_envoy_carries_are_one_line() -> None:
    toy = wire().open("x", "envoy/AAA", B).open("y", "envoy/AAA", B).open("z", "envoy/AAA", B)
    lines = toy.lines()
    assert (lines.value, lines.channels.value) == (1, 3)
    assert lines.cuts == (("envoy",),)
    assert lines.lost_alone == ("envoy",)
    assert lines.silence == ("envoy",)


def test_three_channels_that_one_go_between_carries_are_one_line() -> None:
    toy = wire()
    for channel in "xyz":
        toy.open(channel, A, B, "friend//go-between")
    lines = toy.lines()
    assert (lines.value, lines.channels.value) == (1, 3)
    assert lines.cuts == (("friend",),)
    assert [(group.kind, group.channels) for group in lines.groups] == [
        ("go-between", ("x", "y", "z"))
    ]


def test_offices_are_refilled_so_channels_of_one_ministry_are_lines_of_their_own() -> None:
    toy = wire().open("x", "ministry/AAA", "post/AAB").open("y", "ministry/AAA", "post/AAB")
    toy.tenure("agent", "post", "2020-01-01", "..")
    lines = toy.lines()
    assert (lines.value, lines.cuts) == (2, (("x", "y"),))
    assert lines.groups == ()


def test_who_also_has_the_organization_on_the_channel_is_not_needed() -> None:
    lines = wire().open("x", "envoy/AAA", "ministry/AAA", B).open("y", "envoy/AAA", A, B).lines()
    assert lines.value == 2
    # As a common cause of both channels the envoy still ends both.
    assert lines.silence == ("envoy",)


def test_an_unnamed_person_can_be_lost_like_any_other() -> None:
    toy = wire().actor("somebody", state="AAA", named="no")
    lines = toy.open("x", "somebody/AAA", B).open("y", "somebody/AAA", B).lines()
    assert (lines.value, lines.cuts) == (1, (("somebody",),))


def test_hosts_and_observers_carry_no_line() -> None:
    toy = wire().open("x", A, "state-aac/AAC/host").open("y", C, B)
    assert toy.lines().value == 0
    toy = wire().open("x", A, "state-aac/AAC/observer", "state-aab/AAB/observer")
    assert toy.lines().value == 0


def test_a_third_side_carries_one_line_however_many_channels_it_has() -> None:
    toy = wire().open("to-1", A, C).open("to-2", A, C).open("on-1", C, B).open("on-2", C, B)
    lines = toy.lines()
    assert (lines.value, lines.channels.value) == (1, 0)
    assert lines.cuts == (("AAC",),)
    assert lines.ways == (("to-1", "AAC", "on-1"),)
    assert lines.to_dict()["losses_until_silence"] == 1


def test_what_one_side_says_to_itself_or_to_the_public_is_no_line() -> None:
    toy = wire().open("x", A, B, type="public").open("y", A, B, type="internal")
    assert toy.lines().value == 0


def test_the_soviet_union_is_the_side_of_russia() -> None:
    toy = Wire(start="1985-01-01", as_of="1990-12-31", between=("SUN", "USA"))
    toy.channel("x").spell("x", "open", "1985-01-01", "..")
    for sides in (("RUS", "USA"), ("SUN", "USA")):
        assert bc.independent_lines(toy.data(), "1990-06-01", between=sides).value == 1


# --- go-betweens ------------------------------------------------------------------------------------


def test_sides_that_a_go_between_joins_have_no_other_way() -> None:
    lines = (
        wire().open("x", A, B, "friend//go-between", "guest//go-between").open("y", A, B).lines()
    )
    assert (lines.value, lines.channels.value) == (2, 2)
    assert set(lines.cuts) == {("x", "y")}
    assert lines.lost_alone == ("x", "y")


def test_a_channel_counts_once_though_two_lines_would_use_one_end_of_it_each() -> None:
    # AAA - to - guest - x - AAB and AAA - x - friend - on - AAB: both need x.
    toy = wire().actor("state-ddd", kind="state", state="DDD")
    toy.open("x", A, B, "friend//go-between", "guest//go-between")
    toy.open("to", A, C, "guest//go-between").open("on", "state-ddd/DDD", B, "friend//go-between")
    lines = toy.lines()
    assert (lines.value, lines.cuts) == (1, (("x",),))


def test_a_side_that_mediates_is_beside_the_channel() -> None:
    toy = wire().open("x", A, C, "post/AAB/go-between")
    lines = toy.lines()
    assert (lines.value, lines.channels.value) == (1, 0)


def test_a_go_between_who_perhaps_carries_a_channel_is_no_sure_line() -> None:
    toy = wire().open("x", A, B)
    toy.add(
        "parties", id="p-x-g", channel="x", actor="friend", side="", role="go-between",
        start="2022-06", end="",
    )  # fmt: skip
    lines = toy.lines()
    assert (lines.low, lines.value, lines.high) == (0, 0, 1)


# --- who belongs to which side -----------------------------------------------------------------------


def test_nobody_is_a_line_by_sitting_for_both_sides() -> None:
    toy = wire().open("x", "envoy/AAA", C).open("y", "envoy/AAB", C)
    # The envoy is of AAA, so y is the only way that the other side could hang on, and it does not.
    assert toy.lines().value == 0
    toy = wire().open("x", "guest/AAA", C).open("y", "guest/AAB", C)
    assert toy.lines().value == 0


def test_a_person_of_a_third_side_is_a_thing_of_its_own() -> None:
    lines = wire().open("x", A, "friend/AAC").open("y", "friend/AAC", B).lines()
    assert (lines.value, lines.ways) == (1, (("x", "friend", "y"),))


def test_a_group_without_a_side_is_a_thing_of_its_own() -> None:
    toy = wire().actor("west", kind="group").open("x", A, "west/").open("y", "west/", B)
    assert toy.lines().cuts == (("west",), ("x",), ("y",))


# --- how sure -----------------------------------------------------------------------------------------


def test_low_and_high_are_what_surely_and_what_possibly_carries() -> None:
    toy = wire().open("sure", A, B)
    toy.channel("vague", A, B).spell("vague", "open", "[2022-01-01..2022-08-01]", "2022-12-01")
    toy.channel("doubted", A, B).spell("doubted", "open", "2022", "..", denied_by=["envoy"])
    lines = toy.lines()
    assert (lines.low, lines.value, lines.high) == (1, 1, 3)
    assert (lines.channels.low, lines.channels.value, lines.channels.high) == (1, 1, 3)


@pytest.mark.parametrize("seed", range(12))
def test_low_value_and_high_are_in_order_and_those_of_networkx(seed: int) -> None:
    data = by_lot(seed)
    for day in ("2020-06-01", "2021-03-15", "2022-02-01"):
        lines = bc.independent_lines(data, day)
        assert lines.low is not None
        assert lines.value is not None
        assert lines.high is not None
        assert lines.low <= lines.value <= lines.high
        for least, number in zip(CERTAINTIES, (lines.low, lines.value, lines.high), strict=True):
            graph = line_network(data, lines.day, least=least, sides=lines.between).as_graph()
            assert number == nx.node_connectivity(graph, *lines.between)
        assert len(lines.ways) == lines.value
        assert all(len(cut) == lines.value for cut in lines.cuts)
        assert len(lines.silence) <= lines.value


def test_the_losses_until_silence_have_a_range_by_what_is_surely_and_possibly_usable() -> None:
    # One channel surely works, another is presumed to, and a third, of one house with it, is
    # contested: two losses end contact, whether the third works or not.
    toy = Toy(as_of="2022-12-31", presume={"default": 365}).actor("bob", state="AAB")
    for channel in ("sure", "seen", "doubtful", "denied"):
        toy.channel(channel)
    for channel in ("seen", "doubtful"):
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on="the house")
        toy.claims(f"d-{channel}")
    toy.spell("sure", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    toy.spell("seen", "open", "2022-01-01", "2022-03-01", end_kind="observed")
    for channel in ("doubtful", "denied"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31", end_kind="ended", denied_by=["bob"])
    lines = bc.independent_lines(toy.data(), DAY)
    assert (lines.low, lines.value, lines.high) == (1, 2, 4)
    assert lines.to_dict().items() >= {
        "losses_until_silence": 2, "losses_until_silence_low": 1, "losses_until_silence_high": 3,
    }.items()  # fmt: skip


def test_days_outside_the_data_are_unknown_not_silent() -> None:
    toy = wire().open("x", A, B)
    for day in ("2019-12-31", "2023-01-01"):
        lines = bc.independent_lines(toy.data(), day)
        assert (lines.value, lines.low, lines.high, lines.channels.value) == (None,) * 4
        silence = [value for name, value in lines.to_dict().items() if "silence" in name]
        assert silence == [None] * 3


def test_two_sides_without_a_channel_have_no_line_and_nothing_to_cut() -> None:
    lines = wire().lines()
    assert (lines.value, lines.cuts, lines.silence, lines.ways) == (0, ((),), (), ())


@pytest.mark.parametrize(("pairs", "said"), [(5, "32 in all"), (6, "the first 50")])
def test_where_there_are_more_cuts_than_are_listed_it_is_said(pairs: int, said: str) -> None:
    # Each envoy has one channel: the loss of either ends the line, so there are 2 ** pairs cuts.
    toy = wire()
    for number in range(pairs):
        toy.actor(f"envoy-{number}", state="AAA").open(f"x-{number}", f"envoy-{number}/AAA", B)
    lines = toy.lines()
    assert (lines.value, len(lines.cuts)) == (pairs, min(2**pairs, 50))
    assert isinstance(lines.cuts, First) == (pairs == 6)
    (shown,) = (line for line in repr(lines).splitlines() if line.startswith(" cuts:"))
    assert shown.endswith(said)


# --- what is asked ------------------------------------------------------------------------------------


def test_lines_need_two_sides_and_one_day() -> None:
    data = wire().open("x", A, B).data()
    with pytest.raises(UsageFault, match="lines are asked of two sides; name them, such as"):
        bc.independent_lines(data, DAY, between="all")
    with pytest.raises(BadDate, match="not one day"):
        bc.independent_lines(data, "2022")
    assert bc.independent_lines(data, DAY, between=("Aab", "Aaa")).between == ("AAB", "AAA")
