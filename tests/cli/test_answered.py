"""What the cells of a channel say beside its verdict: who is silent, who denies it, and which whole is stopped."""

from __future__ import annotations

from backchannel.cli import display
from backchannel.dates.period import window
from backchannel.facts.views import as_told_by
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import lost

from worlds.make import Toy


def test_where_the_one_voice_asked_for_is_silent_the_table_says_so() -> None:
    toy = Toy(as_of="2020-12-31").actor("ann", name="Ann").channel("line").channel("wire")
    toy.spell("line", "open", "2020-01-01", "2020-02-01", by=["ann"])
    toy.spell("wire", "open", "2020-01-01", "2020-12-31")
    told, days = as_told_by(toy.data(), "ann"), window("2020-06-01")
    rows = open_channels(told, "2020-06-01", everything=True)
    assert [display.answered(told, row, days) for row in rows] == [
        "unknown: Ann tells of no use or stop on that day",
        "unknown: Ann tells of no use or stop of it",
    ]
    march = window("2020-03")
    (line, _) = open_channels(told, "2020-03", everything=True)
    silent = "unknown: Ann tells of no use or stop on these days"
    assert display.answered(told, line, march) == silent
    (line, _) = open_channels(toy.data(), "2020-03", everything=True)
    assert display.answered(toy.data(), line, march) == "unknown"


def test_where_all_rests_on_one_voice_the_table_says_so() -> None:
    toy = Toy(as_of="2020-12-31").channel("line").channel("wire")
    toy.spell("line", "open", "2020-01-01", "2020-12-31")
    toy.spell("wire", "open", "2020-01-01", "2020-12-31", by=["paper", "state-aaa"])
    data, days = toy.data(), window("2020-06-01")
    rows = open_channels(data, "2020-06-01")
    assert [row.sources for row in rows] == [1, 2]
    said = [display.channel(data, row, days)["said by"] for row in rows]
    assert said == ["paper (one voice)", "Aaa; paper"]


def test_who_denies_a_contact_or_announces_a_stop_is_not_said_to_be_silent() -> None:
    toy = Toy(as_of="2020-12-31").actor("ann", name="Ann").channel("line").channel("wire")
    toy.contact("line", "2020-05-01", by=["paper"], denied_by=["ann"])
    toy.spell("wire", "suspended", "2020-08-01", "..", by=["ann"], as_of="2020-05-01")
    told = as_told_by(toy.data(), "ann")
    said = [
        display.answered(told, row, window("2020-06-01"))
        for row in open_channels(told, "2020-06-01", everything=True)
    ]
    assert said == [
        "unknown: Ann tells of no use or stop of it",
        "unknown: Ann tells of no use or stop on that day",
    ]


def test_a_part_that_works_while_its_whole_is_stopped_says_so() -> None:
    toy = Toy(as_of="2020-12-31").channel("treaty").channel("data", parent="treaty")
    toy.spell("treaty", "suspended", "2020-02-01", "2020-12-31")
    toy.spell("data", "open", "2020-01-01", "2020-12-31")
    data = toy.data()
    (row,) = open_channels(data, "2020-06-01")
    assert display.channel(data, row, window("2020-06-01"))["verdict"] == (
        "open, surely\nusable although the whole, Treaty, is suspended"
    )
    (row,) = open_channels(data, "2020", type="foreign-ministry")
    assert (
        "usable on some of these days although the whole, Treaty, was suspended"
        in (display.channel(data, row, window("2020"))["verdict"])
    )


def test_who_only_denies_what_a_change_rests_on_is_told_apart() -> None:
    toy = Toy(as_of="2020-12-31").actor("ann", name="Ann").channel("line")
    toy.spell("line", "open", "2020-01-01", "2020-03-31", end_kind="changed")
    toy.spell("line", "open", "2020-05-01", "2020-07-31", denied_by=["ann"])
    data = toy.data()
    found = lost(data, "2020-02-01", "2020-06-01")
    (row,) = found.out_of_sight
    shown = display.change(data, "out_of_sight", row, within=found.after)
    assert shown["said by"] == "paper; contradicted by Ann"
