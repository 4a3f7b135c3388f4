"""What a page ships: days that matter, parts of the sides, evidence, and no more than it shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.facts.scope import Scope, asked
from backchannel.verdicts.acts import act_in_full
from backchannel.verdicts.comparison import CHANGES, kind_of_change
from backchannel.verdicts.seats import roster
from backchannel.verdicts.verdict import RANK
from backchannel.webpage.courses import change_table, joined_days
from backchannel.webpage.days import NONE, span_index
from backchannel.webpage.evidence import claims_on, counted, records_of
from backchannel.webpage.payload import payload
from backchannel.webpage.seats import BETWEEN, LEFT, RIGHT, seating, tie_days
from backchannel.webpage.stops import stops_of
from backchannel.webpage.views import views_of

from worlds.make import Toy
from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from backchannel.facts.dataset import Dataset

PAIR = Scope(("AAA", "AAB"))


def shipped(data: Dataset) -> dict[str, Any]:
    return payload(data, asked(data, None))


def test_the_record_is_small_enough_to_send(record: Path) -> None:
    assert record.stat().st_size < 2_000_000


def test_stretches_are_those_of_the_drawing() -> None:
    facts = shipped(toy())
    [whole] = [view for view in facts["views"] if view["key"] == "all"]
    place = [row[0] for row in facts["channels"]].index("embassy")
    said = whole["courses"][place]
    days = (toy().start + timedelta(days=day) for day in said[::2])
    words = (facts["verdicts"][rank]["word"] for rank in said[1::2])
    assert [(str(day), word) for day, word in zip(days, words, strict=True)] == [
        ("2020-01-01", "open"),
        ("2022-04-01", "degraded"),
        ("2022-09-01", "contested"),
        ("2022-09-16", "degraded"),
        ("2022-10-02", "unknown"),
    ]


def test_a_view_ships_only_where_it_differs() -> None:
    facts = shipped(toy())
    first, *others = facts["views"]
    assert all(row for row in first["courses"])
    assert all(0 in view["accounts"] for view in others)


def test_every_pair_of_verdicts_is_compared_as_lost_compares_them() -> None:
    table = change_table()
    for before, was in enumerate(RANK):
        for after, now in enumerate(RANK):
            kind = CHANGES[table[before][after] - 1] if table[before][after] else None
            assert kind == kind_of_change(was, now)


def test_days_are_counted_from_the_first_and_cut_beside_the_data() -> None:
    data = toy()
    whole = Window(data.start.replace(year=1990), data.as_of.replace(year=2050))
    assert span_index(data, whole) == (-1, (data.as_of - data.start).days + 1)
    assert span_index(data, Window(data.as_of, data.start)) == NONE


def test_a_channel_that_joins_the_sides_for_a_time_says_when() -> None:
    made = Toy(start="2020-01-01", as_of="2020-12-31").channel("late")
    made.channel("short", "state-aaa/AAA")
    made.add(
        "parties", id="p-short-b", channel="short", actor="state-aab", side="AAB", role="party",
        start="2020-02-01", end="2020-02-10",
    )  # fmt: skip
    data = made.data()
    assert joined_days(data, "late", PAIR) is None
    assert joined_days(data, "short", PAIR) == [(31, 40)]
    assert joined_days(data, "short", Scope(None)) is None


def test_a_cause_is_named_with_what_it_answers_and_what_is_answered_is_not_named_twice() -> None:
    made = Toy(as_of="2020-12-31").channel("line")
    made.disruption("d-war", "invasion", "2020-02-01", by="state-aab", target="state-aaa")
    made.disruption("d-ban", "airspace-ban", "2020-03-01", by="state-aaa", answers="d-war")
    made.spell("line", "suspended", "2020-03-01", "..", as_of="2020-12-31", cause="d-ban; d-war")
    facts = shipped(made.data())
    (row,) = (row for row in facts["records"] if row[1] == 0)
    assert [facts["disruptions"][cause] for cause in row[7]] == [
        "Airspace ban by Aaa, in answer to the invasion of Aaa"
    ]


def test_claims_that_count_are_bits_in_the_order_of_the_records() -> None:
    data = toy()
    claims = claims_on(data, records_of(data, ["embassy", "hotline", "talks"]))
    assert counted(data, claims) == ""
    known = bc.as_told_by(data, "bob")
    bits = f"{int(counted(known, claims), 16):0{-(-len(claims) // 4) * 4}b}"
    assert [claim.id for claim, bit in zip(claims, bits, strict=False) if bit == "1"] == [
        claim.id for claim in claims if claim.claimant == "bob"
    ]


def test_the_days_that_matter_are_breaks_causes_and_days_of_much_change() -> None:
    made = Toy(
        start="2020-01-01", as_of="2022-12-31", breaks=["2021-05-01"], presume={"default": 30}
    )
    made.disruption("d-ban", kind="contact-ban", start="2020-06-01", by="state-aaa")
    made.disruption("d-idle", kind="contact-ban", start="2020-07-01", by="state-aaa")
    made.disruption("d-vague", kind="invasion", start="2020-08", by="state-aaa")
    for number in range(3):
        made.channel(f"line-{number}")
        made.spell(f"line-{number}", "open", "2020-03-01", "2020-05-31", end_kind="changed")
        made.spell(
            f"line-{number}",
            "suspended",
            "2020-06-01",
            "2020-09-30",
            end_kind="ended",
            cause="d-ban",
        )
    data = made.data()
    found = [(stop.day, stop.words, stop.kind) for stop in stops_of(data, sorted(data.channels))]
    assert found == [
        (0, "the data begin", "end"),
        (60, "in use: Line-0, Line-1 and Line-2", "turn"),
        (152, "Contact ban by Aaa: suspended Line-0, Line-1 and Line-2", "event"),
        (486, "a break", "break"),
        (1095, "the data end", "end"),
    ]


def test_a_day_of_much_change_is_one_on_which_something_happened() -> None:
    made = Toy(start="2020-01-01", as_of="2022-12-31", presume={"default": 30})
    for number in range(4):
        made.channel(f"vague-{number}")
        made.spell(f"vague-{number}", "open", "2020", "2021-05", end_kind="observed")
        made.channel(f"dated-{number}")
        made.spell(f"dated-{number}", "open", "2021-01-05", "2021-03-01", end_kind="changed")
        made.spell(f"dated-{number}", "closed", "2021-03-02", "..", as_of="2022-12-31")
    data = made.data()
    # Neither the last day of a vague year nor the day on which a presumption ends is told.
    assert [
        stop.words for stop in stops_of(data, sorted(data.channels)) if stop.kind == "turn"
    ] == [
        "in use: Dated-0, Dated-1 and 2 more",
        "stopped: Dated-0, Dated-1 and 2 more",
    ]


def test_a_disruption_says_by_whom_against_whom_and_how_many() -> None:
    data = toy()
    said = [act_in_full(data, data.disruptions[one]) for one in ("dis-1", "dis-2")]
    assert said == [
        "Expulsion by Aland against Beland and Bob (10 to 12 staff)",
        "Staff cap by Beland against Aland",
    ]


def test_an_actor_stands_with_the_organization_at_the_top_of_its_own() -> None:
    data = toy()
    seats = seating(data, ["embassy", "hotline", "talks"], PAIR)
    names = {(part.column, part.name) for part in seats.parts}
    # The minister, and Ann through that office, stand with the ministry; Ann sits on the talks herself.
    assert names == {
        (LEFT, "Aland"),
        (LEFT, "Ministry"),
        (LEFT, "Ann Able"),
        (RIGHT, "Beland"),
        (RIGHT, "Bob"),
    }
    by_office = [
        part for tie, part in zip(seats.ties, seats.part_of, strict=True) if tie.via == "minister"
    ]
    assert {seats.parts[part].name for part in by_office} == {"Ministry"}
    assert all(len(days or []) == 6 for days in tie_days(data, seats))


def test_who_sits_on_a_channel_is_told_as_the_roster_of_each_view_has_it() -> None:
    data = toy()
    channels = ["embassy", "hotline", "talks"]
    seats = seating(data, channels, PAIR)
    for view in views_of(data, data.between):
        told = {
            (tie.channel, tie.actor, tie.via, *days)
            for tie, days in zip(seats.ties, tie_days(view.data, seats), strict=True)
            if days is not None
        }
        assert told == {
            (
                tie.channel,
                tie.actor,
                tie.via,
                *(
                    n
                    for days in (tie.sure, tie.presumed, tie.may)
                    for n in span_index(view.data, days)
                ),
            )
            for tie in roster(view.data)
            if tie.channel in channels
        }
    lost = [days for days in tie_days(bc.as_told_by(data, "bob"), seats) if days is None]
    assert len(lost) == 1  # only the paper tells of Ann's tenure


def test_the_least_parts_share_a_node_and_third_sides_stand_between() -> None:
    made = Toy().actor("state-aac", kind="state", state="AAC", name="Third")
    for number in range(14):
        made.actor(f"body-{number:02}", kind="organization", state="AAA")
        made.channel(f"line-{number:02}", f"body-{number:02}/AAA", "state-aab/AAB", "state-aac/AAC")
    data = made.data()
    seats = seating(data, sorted(data.channels), PAIR)
    assert sum(part.column == LEFT for part in seats.parts) == 12
    assert [part.name for part in seats.parts if part.column == LEFT][-1] == "3 others"
    assert [part.name for part in seats.parts if part.column == BETWEEN] == ["Third"]
    everyone = seating(data, sorted(data.channels), Scope(None))
    assert sorted(part.name for part in everyone.parts) == ["Aaa", "Aab", "Third"]
    assert {part.column for part in everyone.parts} == {LEFT, RIGHT}


def test_an_empty_package_has_an_empty_page(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(bc.page(Toy().data(), tmp_path / "page.html"))
    assert "Which of 0 channels between Aaa and Aab" in page.locator(".lead").inner_text()
    assert "The data hold no channel of these sides" in page.locator("#rows").inner_text()
