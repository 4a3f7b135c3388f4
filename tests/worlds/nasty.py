"""
Made packages, nasty on purpose: what the two roads to an answer must agree on.

Uncertain starts and ends, sets open on a side, `..` and empty ends, one-day spells, spells of different voices
that contradict each other, denying claims, claims on a column, vague `as_of` and publication dates, sources that
share a group, claimants that a state speaks through and some that it does not.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

CHANNELS = 60
FIRST, LAST = date(2015, 1, 1), date(2020, 12, 31)
VOICES = {
    "state-aaa": "",
    "minister": "GOV",
    "general": "MIL",
    "banker": "BUS",
    "state-aab": "",
    "envoy": "GOV",
}


def made(seed: int, *, channels: int = CHANNELS) -> Dataset:
    """Return a made package; the same seed gives the same one."""
    lot = random.Random(seed)
    toy = Toy(start=FIRST.isoformat(), as_of=LAST.isoformat())
    for number in range(8):
        group = lot.choice(["", "", "wire", "bureau"])
        toy.source(
            f"source-{number}",
            published=_vague(lot, _day(lot, after=300)),
            independence_group=group,
        )
    for name, sector in VOICES.items():
        if not name.startswith("state-"):
            toy.actor(name, state=lot.choice(["AAA", "AAB"]), sector=sector)
    for number in range(channels):
        channel = f"channel-{number:03}"
        toy.channel(
            channel, *lot.choice([(), ("state-aaa/AAA", "state-aab/AAB"), ("state-aaa/AAA",)])
        )
        for _ in range(lot.choice([0, 1, 2, 2, 3, 4, 6])):
            _spell(toy, lot, channel)
    return toy.data()


def _spell(toy: Toy, lot: random.Random, channel: str) -> None:
    first = _day(lot)
    last = min(first + timedelta(days=lot.choice([0, 0, 1, 20, 200, 800])), LAST)
    start = lot.choice(
        ["", _vague(lot, first), first.isoformat(), f"[..{first}]", f"[{first}..{last}]"]
    )
    end = lot.choice([
        "", "..", "..", _vague(lot, last), last.isoformat(), f"[{first}..{last}]", f"[{last}..]",
    ])  # fmt: skip
    one = f"spell-{len(toy.rows['spells']):04}"
    status = lot.choice(["open", "open", "degraded", "suspended", "closed"])
    toy.spell(channel, status, start, end, by=(), id=one)
    for _ in range(lot.choice([1, 1, 2, 3])):
        _claim(toy, lot, one, stance="supports")
    if lot.random() < 0.25:
        _claim(toy, lot, one, stance="denies")
    if lot.random() < 0.1:
        _claim(
            toy,
            lot,
            one,
            stance=lot.choice(["supports", "denies"]),
            field="end_kind",
            value="changed",
        )
    if lot.random() < 0.1:
        # Nobody supports it as a whole: such an account does not count.
        toy.rows["claims"] = [
            row for row in toy.rows["claims"] if row["record"] != one or row["stance"] == "denies"
        ]
        if lot.random() < 0.5:
            _claim(toy, lot, one, stance="supports", field="end_kind", value="changed")


def _claim(toy: Toy, lot: random.Random, record: str, **more: str) -> None:
    source = f"source-{lot.randrange(8)}"
    claimant = lot.choice(["", "", *VOICES])
    as_of = lot.choice(["", _vague(lot, _day(lot)), _day(lot, after=300).isoformat()])
    number = len(toy.rows["claims"])
    toy.add("claims", id=f"c{number:05}-{lot.randrange(10**6)}", record=record, source=source, claimant=claimant,
            as_of=as_of, **more)  # fmt: skip


def _day(lot: random.Random, *, after: int = 0) -> date:
    """Draw a day of the data, or one up to so many days after them."""
    return FIRST + timedelta(days=lot.randrange((LAST - FIRST).days + 1 + after))


def _vague(lot: random.Random, one: date) -> str:
    return lot.choice([
        one.isoformat(), f"{one:%Y-%m}", f"{one:%Y}", f"{one.isoformat()}~", f"{one:%Y-%m}?", f"{one:%Y}-22",
        f"[{one - timedelta(days=30)}..{one}]", f"[{one},{one + timedelta(days=90)}]", f"{one:%Y}-XX",
    ])  # fmt: skip


def windows(seed: int, *, number: int = 40) -> list[str]:
    """Return windows to ask about: days, months and years, some on the bounds of the data."""
    lot = random.Random(seed)
    fixed = [FIRST.isoformat(), LAST.isoformat(), "2015", "2020", "2021", "2014-12", "2021-01-01"]
    drawn = [
        lot.choice(["{:%Y-%m-%d}", "{:%Y-%m}", "{:%Y}"]).format(_day(lot))
        for _ in range(number - len(fixed))
    ]
    return fixed + drawn
