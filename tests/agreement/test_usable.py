"""
The questions that ask what was usable, held to Python on the real data, the toy, a made package and the edges.

They read the stretches and the days of tenures that a load stores; Python reads the course and the roster. What a
question makes of them is written a second time here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import islice, pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.facts.bounds import bounds_of
from backchannel.network.snapshot import belongs
from backchannel.store.queries import ask, question
from backchannel.verdicts.course import course
from backchannel.verdicts.held import in_time, is_contact
from backchannel.verdicts.seats import roster
from backchannel.verdicts.verdict import CERTAINTIES, UNKNOWN, Certainty

from servers.standing_stores import standing_as
from worlds import nasty
from worlds.articles import articles
from worlds.edges import edges
from worlds.paths import between

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store
    from backchannel.verdicts.seats import Tie

    from servers.standing_stores import Standing

    Row = tuple[Any, ...]

TOY = Path(__file__).parents[2] / "examples" / "toy"
WORLDS: dict[str, Callable[[], Dataset]] = {
    "articles": articles,
    "made 101": lambda: nasty.made(101),
    "edges": lambda: edges()[0],
    # The toy, as if what it shows were presumed to go on for two hundred days.
    "toy": lambda: bc.presuming(bc.read(TOY), 200),
}


@pytest.fixture(params=[standing_as(name, name) for name in WORLDS], scope="module")
def data(request: pytest.FixtureRequest) -> Dataset:
    return WORLDS[request.param]()


@pytest.fixture
def loaded(standing: Standing, data: Dataset) -> Store:
    return standing(data)


def rows(store: Store, name: str, **given: Any) -> list[Row]:
    return ask(store, question(name), given).rows


def days_of(data: Dataset) -> list[date]:
    """Days over the whole of the data, those just outside, and some on which a verdict changes."""
    length = (data.as_of - data.start).days
    spread = [data.start + timedelta(days=length * part // 6) for part in range(7)]
    turns = sorted({s.first for line in course(data).values() for s in line.stretches} - {date.min})
    some = turns[:: max(1, len(turns) // 6)]
    return [*spread, *some, data.start - timedelta(days=1), data.as_of + timedelta(days=1)]


def usable(data: Dataset, channel: str, first: date, last: date) -> Certainty | None:
    """How surely a channel was usable on the best of some days, what is contested being possible."""
    verdicts = [stretch.verdict for stretch in course(data)[channel].within(Window(first, last))]
    return next((c for c in CERTAINTIES if any(belongs(v, c) for v in verdicts)), None)


def is_so_sure(found: Certainty | None, least: Certainty) -> bool:
    return found is not None and CERTAINTIES.index(found) <= CERTAINTIES.index(least)


def test_what_was_loaded_is_read_back(loaded: Store, data: Dataset) -> None:
    assert loaded.read() == data


def test_channels_by_year(loaded: Store, data: Dataset) -> None:
    expected = []
    for year in range(data.start.year, data.as_of.year + 1):
        found: dict[str, Counter[Certainty]] = defaultdict(Counter)
        for channel in data.channels.values():
            sure = usable(data, channel.id, date(year, 1, 1), date(year, 12, 31))
            if sure:
                found[channel.type][sure] += 1
        for kind, by in sorted(found.items()):
            surely, presumably = by["surely"], by["surely"] + by["presumably"]
            expected.append((year, kind, surely, presumably, by.total()))
    assert rows(loaded, "channels-by-year") == expected
    assert expected


def test_idle_channels(loaded: Store, data: Dataset) -> None:
    told = set()
    for number, day in enumerate(days_of(data)):
        days = (30, 400)[number % 2]
        first = day - timedelta(days=days)
        expected = {}
        for channel in data.channels:
            met = [c for c in data.contacts_of.get(channel, ()) if is_contact(data, c)]
            talks = sorted((c for c in met if in_time(c)[0] <= day), key=in_time)
            if all(in_time(talk)[1] < first for talk in talks):
                expected[channel] = (
                    talks[-1].id if talks else None,
                    usable(data, channel, first, day),
                )
        found = rows(loaded, "idle-channels", day=day, days=days)
        assert {row[0]: (row[2], row[6]) for row in found} == expected, day
        told |= {sure for _, sure in expected.values()}
    assert told >= {"surely", "presumably", None}


def test_subjects_without_channel(loaded: Store, data: Dataset) -> None:
    for number, day in enumerate(days_of(data)):
        least = get_args(Certainty)[number % 3]
        channels, contacts = defaultdict(list), Counter[str]()
        for channel in data.channels.values():
            for topic in channel.topics:
                channels[topic].append(channel.id)
        for contact in data.contacts.values():
            contacts.update(contact.topics)
        expected = [
            (topic, channels[topic], contacts[topic])
            for topic in sorted({*channels, *contacts})
            if not any(is_so_sure(usable(data, c, day, day), least) for c in channels[topic])
        ]
        assert rows(loaded, "subjects-without-channel", day=day, least=least) == expected
        if least == "presumably":
            assert rows(loaded, "subjects-without-channel", day=day) == expected


def sitting(data: Dataset, day: date, least: Certainty) -> Iterator[Tie]:
    """Who sits on a usable channel that day, at least so surely, and has a name."""
    for tie in roster(data):
        if (
            is_so_sure(usable(data, tie.channel, day, day), least)
            and tie.holds(day, least)
            and data.actors[tie.actor].named != "no"
        ):
            yield tie


def test_go_betweens(loaded: Store, data: Dataset) -> None:
    asked = found_any = 0
    for number, day in enumerate(days_of(data)):
        least = get_args(Certainty)[number % 3]
        ties = [
            tie
            for tie in sitting(data, day, least)
            if data.channels[tie.channel].type != "public"
            and (
                tie.via
                or data.actors[tie.actor].kind == "person"
                or (tie.role == "go-between" and data.actors[tie.actor].kind != "office")
            )
        ]
        persons = sorted({t.actor for t in ties if data.actors[t.actor].kind == "person"})
        for left, right in islice(pairwise([*persons[::3], *persons[1::3]]), 9):
            given = {"left": left, "right": right, "day": day, "least": least}
            found = {row[:3] for row in rows(loaded, "go-betweens", **given)}
            expected = between(ties, left, right)
            assert found == expected, given
            asked, found_any = asked + 1, found_any + bool(expected)
    assert not data.tenures or found_any > 2, (asked, found_any)


def test_shared_channels(loaded: Store, data: Dataset) -> None:
    for day in days_of(data)[::2]:
        sure: dict[str, dict[str, int]] = defaultdict(dict)
        for at, tie in product((2, 1, 0), roster(data)):  # the surest is written last
            is_seated = data.actors[tie.actor].kind == "person" and tie.holds(day, CERTAINTIES[at])
            if is_seated and tie.role in ("party", "go-between"):
                sure[tie.channel][tie.actor] = at
        persons = sorted({person for seats in sure.values() for person in seats})
        for pair in islice(pairwise([*persons[::2], *persons[1::2]]), 9):
            expected = [
                (
                    channel,
                    *course(data)[channel].on(day),
                    CERTAINTIES[max(seats[one] for one in pair)],
                )
                for channel, seats in sorted(sure.items())
                if seats.keys() >= set(pair) and data.channels[channel].type != "public"
            ]
            found = rows(loaded, "shared-channels", left=pair[0], right=pair[1], day=day)
            assert [(row[0], *row[2:]) for row in found] == expected, (pair, day)


def test_two_tracks(loaded: Store, data: Dataset) -> None:
    told = set()
    for day in days_of(data):
        by_level: dict[Certainty, dict[str, set[str]]] = {}
        seats: dict[str, list[Tie]] = defaultdict(list)
        for least in CERTAINTIES:
            by_level[least] = defaultdict(set)
            for tie in sitting(data, day, least):
                if tie.via or data.actors[tie.actor].kind == "person":
                    by_level[least][tie.actor].add(data.channels[tie.channel].type)
                    seats[tie.actor].append(tie)
        expected = {
            person: (
                types,
                {tie.channel for tie in seats[person]},
                {tie.via for tie in seats[person]} - {""},
                next(c for c in CERTAINTIES if len(by_level[c].get(person, ())) > 1),
            )
            for person, types in by_level["possibly"].items()
            if len(types) > 1
        }
        found = rows(loaded, "two-tracks", day=day)
        assert {row[0]: (*map(set, row[1:4]), row[4]) for row in found} == expected, day
        told |= {certainty for *_, certainty in expected.values()}
    assert not data.tenures or told


def test_changes(loaded: Store, data: Dataset) -> None:
    expected: list[Row] = []
    caused = defaultdict(list)
    for spell in data.spells.values():
        caused[spell.channel].append((bounds_of(spell)["start"], spell.cause))
    for channel, line in course(data).items():
        for before, after in pairwise(line.stretches):
            day = after.first
            if data.start < day <= data.as_of:
                causes = {
                    cause
                    for start, causes in caused[channel]
                    if start.earliest <= day <= start.latest
                    for cause in causes
                }
                said = (before.verdict, after.verdict)
                words = [part for v in said for part in (v.word.value, v.certainty)]
                expected.append((day, channel, *words, sorted(causes)))
    expected.sort(key=lambda row: row[:2])
    assert rows(loaded, "changes", first=date.min, last=date.max) == expected
    assert len(expected) > 10
    middle = data.start + (data.as_of - data.start) / 2
    some = [row for row in expected if middle <= row[0] <= middle + timedelta(days=400)]
    asked = {"first": middle, "last": middle + timedelta(days=400)}
    assert rows(loaded, "changes", **asked) == some


def test_falls_together_on_a_day(loaded: Store, data: Dataset) -> None:
    for day in days_of(data)[::2]:
        there = {c for c in data.channels if usable(data, c, day, day)}
        needs: dict[tuple[str, str], set[str]] = defaultdict(set)
        for need in data.dependencies.values():
            if need.channel in there:
                needs[need.kind, need.on].add(need.channel)
        alone: dict[tuple[str, str], set[str]] = defaultdict(set)
        for party in data.parties.values():
            kind, span = data.actors[party.actor].kind, bounds_of(party)
            sits = party.role == "go-between" or (party.role == "party" and kind == "person")
            is_there = span["start"].earliest <= day <= span["end"].latest
            if party.channel in there and sits and kind != "office" and is_there:
                alone[kind, party.actor].add(party.channel)
        expected = needs | {who: channels for who, channels in alone.items() if len(channels) > 1}
        found = rows(loaded, "falls-together", day=day)
        assert {(row[0], row[1]): set(row[3]) for row in found} == expected, day


def test_stretches_are_those_of_the_course_without_what_is_unknown(
    loaded: Store, data: Dataset
) -> None:
    text = (
        "MATCH (channel:Channel)-[:WAS]->(s:Stretch) WHERE s.channel = channel.id "
        "RETURN channel.id AS id, s.first AS first, s.last AS last, s.verdict AS verdict, "
        "s.certainty AS certainty ORDER BY id, first"
    )
    expected = [
        (channel, first, last, verdict.word.value, verdict.certainty or "")
        for channel, line in course(data).items()
        for first, last, verdict in line.stretches
        if verdict != UNKNOWN
    ]
    assert loaded.run(text).rows == expected
    assert all(data.start <= row[1] <= row[2] <= data.as_of for row in expected)
