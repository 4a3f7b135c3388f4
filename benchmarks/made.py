"""A made record of the size of a large case: 300 actors, 150 channels, 35 years."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import backchannel as bc
from benchmarks.tables import Tables, government

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

FIRST, LAST = date(1991, 1, 1), date(2025, 12, 31)
ACTORS, CHANNELS, NETWORKS = 300, 150, 168


def made() -> Dataset:
    """
    Make the record: each channel opens and ends now and then, on the first day of some month.

    There are as many days of change as make `NETWORKS` networks, and on each some channel changes.
    """
    lot = random.Random(11)  # noqa: S311 - no secret is drawn
    months = [date(year, month, 1) for year in range(1991, 2026) for month in range(1, 13)]
    turns = sorted(lot.sample(months[1:], NETWORKS - 1))
    tables = Tables("A made record", start=FIRST, as_of=LAST, between=("USA", "RUS"))
    source = tables.add("sources", "paper", title="Paper", published=LAST.isoformat())
    for code in ("USA", "RUS"):
        government(tables, code)
    for number in range(ACTORS):
        cells = {"kind": "person", "state": ("USA", "RUS")[number % 2], "sector": "GOV"}
        tables.add("actors", f"person-{number}", name=f"Person {number}", **cells)
    for number in range(CHANNELS):
        channel = f"channel-{number}"
        tables.add("channels", channel, name=channel, type="track-2", secrecy="public")
        for actor in lot.sample(range(ACTORS), lot.randint(2, 6)):
            seat = {"channel": channel, "side": ("USA", "RUS")[actor % 2], "role": "party"}
            tables.add("parties", f"p-{number}-{actor}", actor=f"person-{actor}", **seat)
        own = {turn for place, turn in enumerate(turns) if place % CHANNELS == number}
        changes = sorted(own | set(lot.sample(turns, 3)))
        edges = [*([FIRST] if lot.random() < 0.7 else []), *changes, LAST + timedelta(days=1)]
        for place in range(0, len(edges) - 1, 2):
            spell = f"s-{number}-{place}"
            end = edges[place + 1] - timedelta(days=1)
            days = {"start": edges[place].isoformat(), "end": end.isoformat(), "end_kind": "ended"}
            tables.add("spells", spell, channel=channel, status="open", **days)
            tables.add_claim(spell, source, locator=spell)
    with TemporaryDirectory() as folder:
        tables.write(Path(folder))
        return bc.read(Path(folder))
