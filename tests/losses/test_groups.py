"""What fails together: dependencies with a source, persons and go-betweens of several channels."""

from __future__ import annotations

from datetime import date

import backchannel as bc
from backchannel.losses.groups import groups_on

from worlds.make import Toy

DAY = date(2022, 6, 1)


def three() -> Toy:
    toy = Toy(start="2020-01-01", as_of="2022-12-31").source("wire", published="2022-01-01")
    toy.actor("envoy", state="AAA").actor("friend").actor("minister", kind="office", state="AAA")
    for channel in ("x", "y", "z"):
        toy.channel(channel).spell(channel, "open", "2020-01-01", "..")
    return toy


def needs(toy: Toy, channel: str, what: str, *, by: tuple[str, ...] = ("paper",)) -> Toy:
    row = f"dep-{channel}-{what.replace(' ', '-')}"
    toy.add("dependencies", id=row, channel=channel, kind="building", on=what)
    return toy.claims(row, by=by)


def found(toy: Toy, channels: str = "xyz") -> list[tuple[str, str, str]]:
    groups = groups_on(toy.data(), DAY, list(channels))
    return [(group.kind, group.id, "".join(group.channels)) for group in groups]


def test_channels_in_one_building_fail_together() -> None:
    toy = needs(needs(three(), "x", "the house"), "y", "the house")
    assert found(toy) == [("building", "building: the house", "xy")]
    lines = bc.independent_lines(toy.data(), DAY)
    assert (lines.value, lines.silence) == (3, ("building: the house", "z"))


def test_a_building_of_one_channel_is_lost_by_losing_the_channel() -> None:
    toy = needs(three(), "x", "the house")
    assert found(toy) == [("building", "building: the house", "x")]
    assert bc.independent_lines(toy.data(), DAY).silence == ("x", "y", "z")
    # Of two in one house only one is usable, so losing the house is losing that one.
    toy = needs(toy.channel("dead"), "dead", "the house")
    assert bc.independent_lines(toy.data(), DAY).silence == ("x", "y", "z")


def test_a_group_without_a_source_does_not_exist() -> None:
    toy = needs(needs(three(), "x", "the house"), "y", "the house", by=())
    assert found(toy) == [("building", "building: the house", "x")]
    # Nor does one in a view in which nobody who counts says so.
    both = needs(needs(three(), "x", "the house"), "y", "the house", by=("wire",)).data()
    assert [group.channels for group in groups_on(both, DAY, "xyz")] == [("x", "y")]
    view = bc.as_told_by(both, "wire")
    assert [group.channels for group in groups_on(view, DAY, "xyz")] == [("y",)]


def test_a_person_of_two_channels_is_a_cause_unless_a_holder_of_an_office() -> None:
    toy = three()
    for channel in ("x", "y"):
        toy.add(
            "parties", id=f"p-{channel}-e", channel=channel, actor="envoy", side="AAA", role="party"
        )
        toy.add(
            "parties",
            id=f"p-{channel}-m",
            channel=channel,
            actor="minister",
            side="AAA",
            role="party",
        )
    toy.actor("ann", state="AAA").tenure("ann", "minister", "2020-01-01", "..")
    assert found(toy) == [("person", "envoy", "xy")]
    assert found(toy, "xz") == []


def test_a_go_between_of_two_channels_is_a_cause_on_the_days_of_both() -> None:
    toy = three()
    for channel, start in (("x", ""), ("y", "2022-06-02")):
        toy.add(
            "parties", id=f"p-{channel}-f", channel=channel, actor="friend", side="",
            role="go-between", start=start,
        )  # fmt: skip
    assert found(toy) == []
    later = groups_on(toy.data(), date(2022, 6, 2), "xyz")
    assert [(group.kind, group.id) for group in later] == [("go-between", "friend")]


def test_a_seat_that_is_only_denied_is_no_cause() -> None:
    toy = three()
    for channel in ("x", "y"):
        toy.add(
            "parties", id=f"p-{channel}-e", channel=channel, actor="envoy", side="AAA", role="party"
        )
    toy.claims("p-y-e", by=(), denied_by=("wire",))
    assert found(toy) == []
    toy.claims("p-y-e", by=("paper",))
    assert found(toy) == [("person", "envoy", "xy")]
