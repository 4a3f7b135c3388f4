"""
The keystone: the same question has the same answer in Python and in Cypher, on both engines.

Python is the course (`open_channels`), Cypher is `queries/open.cypher`; they were written apart from the same
definition. Compared are id, verdict and certainty of every channel. What random packages hardly ever hold is in
`test_edges`.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, get_args

import pytest

import backchannel as bc
from backchannel.dates.period import Window, window
from backchannel.package.reading import bundled
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.course import Rule, course
from backchannel.verdicts.verdict import CERTAINTIES

from servers.standing_stores import standing_as
from worlds import nasty
from worlds.articles import articles
from worlds.occurrences import CUTS, ENDS, cuts_in, ends_of_carries, line_of_the_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store
    from backchannel.verdicts.course import Course

    from servers.standing_stores import Standing

OPEN = (bundled("queries") / "open.cypher").read_text(encoding="utf-8")
MONTHS = [f"{year}-{month:02}" for year in range(2000, 2026) for month in range(1, 13)]
MADE = (101, 102)
Answer = list[tuple[str, str, str | None]]


def folded(lines: Mapping[str, Course], asked: Window, rule: Rule) -> Answer:
    """What `open_channels` answers, from a course that is made once for many questions."""
    verdicts = [(channel, line.over(asked, rule=rule)) for channel, line in lines.items()]
    return [(channel, verdict.word.value, verdict.certainty) for channel, verdict in verdicts]


def cypher(store: Store, asked: Window, **more: object) -> Answer:
    nothing = dict.fromkeys(("claimant", "known_on", "presume", "type"))
    values = {"rule": "any", **nothing, **more}
    result = store.run(OPEN, {"first": asked.first, "last": asked.last, **values})
    return [(row[0], row[1], row[2]) for row in result.rows]


def views(data: Dataset, lot: random.Random) -> list[tuple[str | None, date | None]]:
    """Return views to ask through: all data, one voice, what was known on a day, both."""
    voices = sorted({data.voice(claim) for claim in data.claims.values()})
    span = (data.as_of - data.start).days
    voice, day = lot.choice(voices), date.fromordinal(data.start.toordinal() + lot.randrange(span))
    return [(None, None), (voice, None), (None, day), (voice, day)]


def seen(data: Dataset, voice: str | None, day: date | None, presume: int | None) -> Dataset:
    told = data if voice is None else bc.as_told_by(data, voice)
    known = told if day is None else bc.as_known_on(told, day)
    return known if presume is None else bc.presuming(known, presume)


PRESUME = (None, 0, 30, 100_000)
"""As the package has it, strict, shorter, and longer than the data are."""


def months_of_change(lines: Mapping[str, Course]) -> list[str]:
    """Return the months from 2000 to 2025 in which a verdict changes, and the one after the last of each row of them."""
    turns = {f"{s.first:%Y-%m}" for line in lines.values() for s in line.stretches}
    return [when for before, when in pairwise(MONTHS) if {before, when} & turns]


@pytest.mark.stands("articles")
@pytest.mark.parametrize("presume", [None, 0], ids=["presumed", "strict"])
def test_every_month_of_the_articles_in_which_anything_changes(
    standing: Standing, presume: int | None
) -> None:
    """
    In a month between two of these the answer is that of the month before.

    They are asked in turn, every other one as presumed and the rest as seen: a question takes as long as all of Python's.
    """
    data = articles()
    store = standing(data)
    assert store.read() == data
    lines = course(seen(data, None, None, presume))
    asked = months_of_change(lines)[presume is None :: 2]
    assert len(asked) > 30
    differs = [
        when
        for when in asked
        if folded(lines, window(when), "any") != cypher(store, window(when), presume=presume)
    ]
    assert differs == []


@pytest.mark.stands("record")
def test_a_month_of_every_sixth_year_of_the_record(standing: Standing) -> None:
    """
    Ask about single months, each time another one, as the package has it and otherwise.

    The record is many times the articles, and each question of it takes as many times longer; so each month is asked once
    plainly, and once through a view, by a rule and with a presumption in turn.
    """
    data = bc.read()
    store = standing(data)
    assert store.read() == data
    lot, plain = random.Random(0), course(data)
    differs: list[tuple[Window, object]] = []
    for number, year in enumerate(range(data.start.year, data.as_of.year + 1, 6)):
        asked = window(f"{year}-{5 * number % 12 + 1:02}")
        voice, day = views(data, lot)[number % 4]
        rule, presume = get_args(Rule)[number % 3], PRESUME[(number // 4 + number) % 4]
        view = {"claimant": voice, "known_on": day, "presume": presume}
        if folded(plain, asked, "any") != cypher(store, asked):
            differs.append((asked, "plain"))
        if folded(course(seen(data, voice, day, presume)), asked, rule) != cypher(
            store, asked, rule=rule, **view
        ):
            differs.append((asked, f"{rule}, {view}"))
    assert differs == []


@pytest.mark.parametrize(
    "seed", [standing_as("articles", 0), *(standing_as(f"made {one}", one) for one in MADE)]
)
def test_forty_windows_every_rule_every_view(standing: Standing, seed: int) -> None:
    """
    Seed 0 asks the articles, the others ask made packages.

    Each window is asked through two of the four views, with one of four presumptions and by one of three rules, which take
    turns at their own pace: so each rule meets each presumption in each view.
    """
    data = nasty.made(seed) if seed else articles()
    store = standing(data)
    lot = random.Random(seed)
    asked = (
        nasty.windows(seed)
        if seed
        else [lot.choice(MONTHS)[: lot.choice([4, 7])] for _ in range(28)] + DAYS
    )
    assert len(asked) == 40
    compared, differs, met = 0, [], set()
    for number, when in enumerate(asked):
        presume, rule = PRESUME[number // 2 % 4], get_args(Rule)[number // 8 % 3]
        for voice, day in views(data, lot)[number % 2 :: 2]:
            view = {"claimant": voice, "known_on": day, "presume": presume}
            found = cypher(store, window(when), rule=rule, **view)
            compared += len(found)
            met.add((rule, presume, voice is None, day is None))
            if found != folded(course(seen(data, voice, day, presume)), window(when), rule):
                differs.append((when, rule, voice, day, presume))
    assert differs == []
    assert compared == 40 * 2 * len(data.channels)
    assert len(met) == 3 * 4 * 4


DAYS = [
    "2022-02-01", "2022-02-23", "2022-02-24", "2022-03-03", "2022-03-04", "2022-07-09", "2022-12-31", "2023-08-31",
    "2025-04-30", "2025-05-01", "1991-12", "1991-12-25/1991-12-26",
]  # fmt: skip


def test_the_made_packages_hit_each_line_of_the_table_each_cut_and_each_end_of_a_carry() -> None:
    """Agreement on what never happens would mean nothing; so it is counted how often each thing does."""
    lines, cuts, ends = Counter[int](), Counter[str](), Counter[str]()
    for seed in MADE:
        data = nasty.made(seed)
        accounts = {channel: accounts_of(data, channel) for channel in data.channels}
        for asked in map(window, nasty.windows(seed)):
            for found in accounts.values():
                lines[line_of_the_table(found, asked.first)] += 1
                lines[line_of_the_table(found, asked.last)] += 1
        cuts.update(cut for channel in data.channels for cut in cuts_in(data, channel))
        ends.update(end for channel in data.channels for end in ends_of_carries(data, channel))
    # Only denied contacts that nothing else speaks beside reach the fifth line.
    assert {
        line: number for line, number in lines.items() if number < (20 if line == 5 else 100)
    } == {}
    assert sorted(lines) == [1, 2, 3, 4, 5, 6, 7]
    assert {cut: cuts[cut] for cut in CUTS if cuts[cut] < 10} == {}
    assert {end: ends[end] for end in ENDS if ends[end] < 10} == {}


def test_the_packages_hold_every_verdict_so_that_agreement_means_something() -> None:
    found = {
        (row.verdict, row.certainty)
        for seed in MADE
        for when in ("2016", "2018-06-01", "2020-12")
        for rule in get_args(Rule)
        for row in bc.open_channels(nasty.made(seed), when, rule=rule, everything=True)
    }
    words = ("open", "degraded", "suspended", "closed")
    every = {(word, sure) for word in words for sure in CERTAINTIES} - {("closed", "presumably")}
    assert found == every | {("contested", None), ("unknown", None)}


SEATS = """
// Who surely sits on the usable channels: parties in their own name, and the holders of offices that are parties.
MATCH (package:Backchannel {id: 'backchannel:package'})
MATCH (channel:Channel) WHERE channel.id IN $usable AND NOT channel.type IN ['internal', 'public']
OPTIONAL MATCH (party:Actor)-[seat:PARTY_TO]->(channel)
WHERE seat.role IN ['party', 'go-between'] AND seat.start_latest <= $day AND $day <= seat.end_earliest
WITH package, channel, party
OPTIONAL MATCH (person:Actor)-[held:HELD]->(party)
OPTIONAL MATCH (claim:Claim {record: held.id, stance: 'supports'})
WITH package.as_of AS view, channel, party, person, held,
     max(claim.as_of_earliest) AS said_earliest, max(claim.as_of_latest) AS said_latest
WITH view, channel, party, person, held,
     CASE WHEN said_earliest < view THEN said_earliest ELSE view END AS seen_earliest,
     CASE WHEN said_latest < view THEN said_latest ELSE view END AS seen_latest
WITH channel, party, person, held,
     CASE WHEN held.end_latest <= seen_latest OR held.end_earliest < seen_earliest
          THEN held.end_earliest ELSE seen_earliest END AS cut_earliest,
     CASE WHEN held.end_latest < seen_latest THEN held.end_latest ELSE seen_latest END AS cut_latest
WITH channel, party, person, held.start_earliest <= cut_latest AS counts,
     CASE WHEN held.start_latest < cut_latest THEN held.start_latest ELSE cut_latest END AS sure_from,
     CASE WHEN cut_earliest > held.start_earliest THEN cut_earliest ELSE held.start_earliest END AS sure_to
WITH channel, party,
     collect(CASE WHEN counts AND sure_from <= $day AND $day <= sure_to THEN person END) AS holders
UNWIND [party] + holders AS actor
WITH channel, actor
WHERE actor IS NULL OR NOT (actor.kind IN ['state', 'place'] OR actor.named = 'no')
RETURN DISTINCT channel.id AS channel, actor.id AS actor ORDER BY channel, actor
"""


@pytest.mark.parametrize("seed", [standing_as("record", 0), standing_as("made 101", 101)])
def test_channels_and_actors_of_a_day_are_those_of_the_snapshot(
    standing: Standing, seed: int
) -> None:
    data = nasty.made(seed) if seed else bc.read()
    store = standing(data)
    days = (
        [date.fromisoformat(one) for one in DAYS[1:8:2]]
        if seed == 0
        else [date(2016 + n, 3 * n + 1, 9) for n in range(4)]
    )
    seats = 0
    for day in days:
        answer = cypher(store, Window(day, day))
        usable = [
            one for one, word, sure in answer if word in ("open", "degraded") and sure == "surely"
        ]
        rows = store.run(SEATS, {"usable": usable, "day": day}).rows
        graph = bc.snapshot(data, on=day, least="surely")
        # A channel whose parties are states alone has no actor as a node, and so no row of the query.
        assert {channel for channel, _ in rows} <= set(usable)
        channels = {one for one in usable if data.channels[one].type not in ("internal", "public")}
        assert channels == {node for node in graph if graph.nodes[node]["kind"] == "channel"}
        assert {(c, a) for c, a in rows if a} == {(c, a) for c in channels for a in graph[c]}
        seats += graph.number_of_edges()
    assert seed or seats > 20
