"""
The keystone: the same question has the same answer in Python and in Cypher, on both engines.

Python is the course (`open_channels`), Cypher is `queries/open.cypher`; they were written apart from the same
definition. Compared are id, verdict and certainty of every channel.
"""

from __future__ import annotations

import random
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest

import backchannel as bc
from backchannel.dates.period import Window, window
from backchannel.facts.bounds import bounds_of
from backchannel.package.reading import bundled
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.course import Rule, course

from worlds import nasty

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store
    from backchannel.verdicts.accounts import Account
    from backchannel.verdicts.course import Course

OPEN = (bundled("queries") / "open.cypher").read_text(encoding="utf-8")
MONTHS = [f"{year}-{month:02}" for year in range(2000, 2026) for month in range(1, 13)]
Answer = list[tuple[str, str, str | None]]


def python(data: Dataset, when: str) -> Answer:
    rows = bc.open_channels(data, when, everything=True)
    return [(row.id, row.verdict, row.certainty) for row in rows]


def folded(lines: Mapping[str, Course], asked: Window, rule: Rule) -> Answer:
    """What `open_channels` answers, from a course that is made once for many questions."""
    verdicts = [(channel, line.over(asked, rule=rule)) for channel, line in lines.items()]
    return [(channel, verdict.word.value, verdict.certainty) for channel, verdict in verdicts]


def cypher(store: Store, asked: Window, **more: object) -> Answer:
    values = {"rule": "any", "claimant": None, "known_on": None, "type": None, **more}
    result = store.run(OPEN, {"first": asked.first, "last": asked.last, **values})
    return [(row[0], row[1], row[2]) for row in result.rows]


def views(data: Dataset, lot: random.Random) -> list[tuple[str | None, date | None]]:
    """Return views to ask through: all data, one voice, what was known on a day, both."""
    voices = sorted({data.voice(claim) for claim in data.claims.values()})
    span = (data.as_of - data.start).days
    voice, day = lot.choice(voices), date.fromordinal(data.start.toordinal() + lot.randrange(span))
    return [(None, None), (voice, None), (None, day), (voice, day)]


def seen(data: Dataset, voice: str | None, day: date | None) -> Dataset:
    told = data if voice is None else bc.as_told_by(data, voice)
    return told if day is None else bc.as_known_on(told, day)


def test_every_month_of_the_real_data_from_2000_to_2025(store: Store) -> None:
    data = bc.read()
    store.load(data)
    assert store.read() == data
    differs = [when for when in MONTHS if python(data, when) != cypher(store, window(when))]
    assert differs == []


@pytest.mark.parametrize("seed", [0, 101, 102])
def test_forty_windows_every_rule_every_view(store: Store, seed: int) -> None:
    """
    Seed 0 asks the real data, the others ask made packages.

    Each window is asked through two of the four views in turn, so that each view is asked about twenty.
    """
    data = nasty.made(seed) if seed else bc.read()
    store.load(data)
    lot = random.Random(seed)
    asked = (
        nasty.windows(seed)
        if seed
        else [lot.choice(MONTHS)[: lot.choice([4, 7])] for _ in range(30)] + DAYS
    )
    assert len(asked) == 40
    compared, differs = 0, []
    for number, when in enumerate(asked):
        for voice, day in views(data, lot)[number % 2 :: 2]:
            lines = course(seen(data, voice, day))
            for rule in get_args(Rule):
                found = cypher(store, window(when), rule=rule, claimant=voice, known_on=day)
                compared += len(found)
                if found != folded(lines, window(when), rule):
                    differs.append((when, rule, voice, day))
    assert differs == []
    assert compared == 40 * 2 * 3 * len(data.channels)


DAYS = [
    "2022-02-01", "2022-02-23", "2022-02-24", "2022-03-03", "2022-03-04", "2022-07-09", "2022-12-31", "2023-08-31",
    "2025-04-30", "2025-05-01",
]  # fmt: skip


def test_the_made_packages_hit_each_line_of_the_table_and_each_cut() -> None:
    """Agreement on what never happens would mean nothing; so it is counted how often each thing does."""
    lines, cuts = Counter[int](), Counter[str]()
    for seed in MADE:
        data = nasty.made(seed)
        accounts = {channel: accounts_of(data, channel) for channel in data.channels}
        for asked in map(window, nasty.windows(seed)):
            for found in accounts.values():
                lines[line_of_the_table(found, asked.first)] += 1
                lines[line_of_the_table(found, asked.last)] += 1
        cuts.update(cut for channel in data.channels for cut in cuts_in(data, channel))
    assert {line: number for line, number in lines.items() if number < 100} == {}
    assert sorted(lines) == [1, 2, 3, 4, 5]
    assert {cut: cuts[cut] for cut in CUTS if cuts[cut] < 10} == {}


MADE = (101, 102)
CUTS = (
    "no support", "only a column is supported", "begins after it was seen", "denied",
    "usable: earliest end", "usable: latest end", "suspended: earliest end", "suspended: to the view's end",
    "closed: to the view's end", "latest start", "earliest end raised", "seen beyond the view's end",
)  # fmt: skip


def line_of_the_table(accounts: Sequence[Account], day: date) -> int:
    """The line of the table that decides a day, read from the words of the table."""
    may = [one for one in accounts if one.start_earliest <= day <= one.end_latest]
    sure = [one for one in may if one.start_latest <= day <= one.end_earliest]
    undenied = [one for one in sure if not one.denied]
    if {one.usable for one in sure} == {True, False}:
        return 1
    if undenied and not any(
        other.usable != undenied[0].usable and not other.denied for other in may
    ):
        return 2
    return 3 if any(one.denied for one in may) else 4 if may else 5


def cuts_in(data: Dataset, channel: str) -> Iterator[str]:
    """What happens to the accounts of a channel, told from the spells as they are entered."""
    counted = {one.id: one for one in accounts_of(data, channel)}
    for spell in data.spells_of.get(channel, ()):
        claims = [one for one in data.claims_on.get(spell.id, ()) if one.stance == "supports"]
        seen = [data.spoken_of(one).latest for one in claims if not one.field]
        if not seen:
            yield "only a column is supported" if claims else "no support"
            continue
        if max(seen) > data.as_of:
            yield "seen beyond the view's end"
        if spell.id not in counted:
            yield "begins after it was seen"
            continue
        cut, (start, end) = counted[spell.id], bounds_of(spell).values()
        kind = "usable" if cut.usable else spell.status
        if cut.denied:
            yield "denied"
        if cut.end_earliest < end.earliest and kind != "closed":
            yield f"{kind}: earliest end"
        if cut.end_latest < end.latest:
            yield f"{kind}: latest end" if cut.usable else f"{kind}: to the view's end"
        if cut.start_latest < start.latest:
            yield "latest start"
        if cut.end_earliest > end.earliest:
            yield "earliest end raised"


def test_the_packages_hold_every_verdict_so_that_agreement_means_something() -> None:
    found = {
        (row.verdict, row.certainty)
        for seed in MADE
        for when in ("2016", "2018-06-01", "2020-12")
        for rule in get_args(Rule)
        for row in bc.open_channels(nasty.made(seed), when, rule=rule, everything=True)
    }
    words = ("open", "degraded", "suspended", "closed")
    assert found == {(word, sure) for word in words for sure in ("surely", "possibly")} | {
        ("contested", None),
        ("unknown", None),
    }


SEATS = """
// Who sits on the usable channels: parties in their own name, and the holders of offices that are parties.
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


@pytest.mark.parametrize("seed", [0, 101])
def test_channels_and_actors_of_a_day_are_those_of_the_snapshot(store: Store, seed: int) -> None:
    data = nasty.made(seed) if seed else bc.read()
    store.load(data)
    days = (
        [date.fromisoformat(one) for one in DAYS[:8]]
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
        graph = bc.snapshot(data, on=day)
        # A channel whose parties are states alone has no actor as a node, and so no row of the query.
        assert {channel for channel, _ in rows} <= set(usable)
        channels = {one for one in usable if data.channels[one].type not in ("internal", "public")}
        assert channels == {node for node in graph if graph.nodes[node]["kind"] == "channel"}
        assert {(c, a) for c, a in rows if a} == {(c, a) for c in channels for a in graph[c]}
        seats += graph.number_of_edges()
    assert seed or seats > 20
