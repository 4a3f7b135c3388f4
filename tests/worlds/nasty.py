"""
Made packages, nasty on purpose: what the two roads to an answer must agree on.

Uncertain starts and ends, sets open on a side, `..` and empty ends, one-day spells, spells of different voices
that contradict each other, every kind of end, denying claims, claims on a column, vague `as_of` and publication
dates, sources that share a group, claimants that a state speaks through and some that it does not; contacts that were
not held, are not two-way, went through no channel, are vague or denied, or have rival dates; days that are presumed,
or not, by type, and breaks.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING

from backchannel.dates.period import day_bounds

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

CHANNELS = 60
TYPES = ("foreign-ministry", "mission", "hotline", "track-2")
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
    breaks = [_day(lot).isoformat() for _ in range(lot.choice([1, 2, 3]))]
    presume = {"default": lot.choice([60, 200, 365]), "mission": 900, "hotline": 0, "tenure": 365}
    toy = Toy(start=FIRST.isoformat(), as_of=LAST.isoformat(), presume=presume, breaks=breaks)
    for number in range(8):
        group = lot.choice(["", "", "wire", "bureau"])
        toy.source(
            f"source-{number}",
            published=_vague(lot, _day(lot, after=300)),
            independence_group=group,
        )
    toy.source("chronicle", published=LAST.isoformat())
    for name, sector in VOICES.items():
        if not name.startswith("state-"):
            toy.actor(name, state=lot.choice(["AAA", "AAB"]), sector=sector)
    for number in range(channels):
        channel = f"channel-{number:03}"
        sides = lot.choice([(), ("state-aaa/AAA", "state-aab/AAB"), ("state-aaa/AAA",)])
        toy.channel(channel, *sides, type=lot.choice(TYPES))
        # Where all happens within two years, one account more often speaks against another.
        about = lot.choice([None, _day(lot)])
        for _ in range(lot.choice([0, 1, 2, 2, 3, 4, 6])):
            _spell(toy, lot, channel, about)
        for _ in range(lot.choice([0, 1, 2, 4])):
            _contact(toy, lot, channel, about)
        if lot.random() < 0.6:
            _carried_until(toy, lot, channel)
    return toy.data()


def _spell(toy: Toy, lot: random.Random, channel: str, about: date | None) -> None:
    first = _day(lot, about=about)
    last = min(first + timedelta(days=lot.choice([0, 0, 1, 20, 200, 800])), LAST)
    start = lot.choice(
        ["", _vague(lot, first), first.isoformat(), f"[..{first}]", f"[{first}..{last}]"]
    )
    end = lot.choice([
        "", "..", "..", _vague(lot, last), last.isoformat(), f"[{first}..{last}]", f"[{last}..]",
    ])  # fmt: skip
    one = f"spell-{len(toy.rows['spells']):04}"
    status = lot.choice(["open", "open", "degraded", "suspended", "closed"])
    kinds = ["changed", "ended", "lapsed", "superseded", "observed", "observed"]
    kind = "" if end in ("", "..") else lot.choice(kinds)
    toy.spell(channel, status, start, end, by=(), id=one, end_kind=kind)
    for _ in range(lot.choice([1, 1, 2, 3])):
        _claim(toy, lot, one, about, stance="supports")
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


def _contact(toy: Toy, lot: random.Random, channel: str, about: date | None) -> None:
    first = _day(lot, about=about)
    last = first + timedelta(days=lot.choice([40, 200]))
    rivals = [_vague(lot, first), _vague(lot, last), last.isoformat()] if lot.random() < 0.4 else []
    vague = lot.choice([_vague(lot, first), f"{first:%Y-%m}/{last:%Y-%m}", first.isoformat()])
    one = f"contact-{len(toy.rows['contacts']):04}"
    hulls = [day_bounds(value) for value in rivals]
    toy.contact(
        lot.choice([channel] * 8 + [""]),
        f"[{','.join(f'{low}..{high}' for low, high in sorted(hulls))}]" if rivals else vague,
        mode=lot.choice(["call", "letter", "in-person", "session", "call", "notification"]),
        occurrence=lot.choice(["held"] * 6 + ["cancelled", "none"]),
        by=(),
        id=one,
    )
    for _ in range(lot.choice([1, 1, 2])):
        _claim(toy, lot, one, about, stance="supports")
    for value in rivals:
        _claim(toy, lot, one, stance="supports", field="date", value=value)
    if lot.random() < 0.35:
        _claim(toy, lot, one, stance="denies")
    if lot.random() < 0.1:
        _claim(toy, lot, one, stance="denies", field="date", value=first.isoformat())
    if lot.random() < 0.05:
        toy.rows["claims"] = [row for row in toy.rows["claims"] if row["record"] != one]


def _carried_until(toy: Toy, lot: random.Random, channel: str) -> None:
    """Add an account that something soon speaks against: a contact after a stop, or an end of its own kind."""
    first = _day(lot)
    seen, then = (first + timedelta(days=days) for days in (90, 90 + lot.randrange(1, 120)))
    stopped = lot.choice([True, False])
    by = ["chronicle"]
    first_status = "suspended" if stopped else "open"
    toy.spell(channel, first_status, str(first), "..", as_of=str(seen), by=by)
    if stopped:
        toy.contact(channel, str(then), by=by)
    else:
        kind = lot.choice(["ended", "lapsed", "superseded"])
        toy.spell(
            channel, lot.choice(["open", "degraded"]), str(first), str(then), end_kind=kind, by=by
        )


def _claim(
    toy: Toy, lot: random.Random, record: str, about: date | None = None, **more: str
) -> None:
    source = f"source-{lot.randrange(8)}"
    claimant = lot.choice(["", "", *VOICES])
    seen = _day(lot, about=about)
    as_of = lot.choice(["", _vague(lot, seen), _day(lot, about=about, after=300).isoformat()])
    number = len(toy.rows["claims"])
    toy.add("claims", id=f"c{number:05}-{lot.randrange(10**6)}", record=record, source=source, claimant=claimant,
            as_of=as_of, **more)  # fmt: skip


def _day(lot: random.Random, *, about: date | None = None, after: int = 0) -> date:
    """Draw a day of the data, within a year of another one or not, or one up to so many days after them."""
    if about is not None:
        near = about + timedelta(days=lot.randrange(-365, 366))
        return min(max(near, FIRST), LAST + timedelta(days=after))
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
