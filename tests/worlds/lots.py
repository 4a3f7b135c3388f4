"""Worlds drawn by lot: small, with vague dates, empty ones and open ends, for what must hold in any world."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


def by_lot(seed: int) -> Dataset:
    """Return six channels, some with vague dates, of six actors, one of whom holds an office."""
    lot = random.Random(seed)
    toy = Toy(start="2020-01-01", as_of="2022-12-31").actor("minister", kind="office", state="AAA")
    actors = [
        "minister",
        *(
            toy.actor(f"person-{n}", state=lot.choice(["AAA", "AAB"])) and f"person-{n}"
            for n in range(5)
        ),
    ]
    days = [
        "2020",
        "2020-06-01",
        "[2020..2021]",
        "2021-03",
        "2021-XX",
        "2022-02-01",
        "[2021-01-01..]",
        "",
        "..",
    ]
    for n in range(6):
        seats = [
            f"{actor}/{lot.choice(['AAA', 'AAB'])}"
            for actor in lot.sample(actors, lot.randint(1, 4))
        ]
        toy.channel(
            f"channel-{n}",
            *seats,
            type=lot.choice(["mission", "hotline", "head-of-state", "internal"]),
        )
        for _ in range(lot.randint(0, 3)):
            start, end = lot.choice(days[:-1]), lot.choice(days)
            toy.spell(f"channel-{n}", lot.choice(["open", "degraded", "closed"]), start, end)
    toy.tenure("person-0", "minister", lot.choice(days[:-1]), lot.choice(days))
    return toy.data()
