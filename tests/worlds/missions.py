"""A world of missions: channels whose parties are states alone."""

from __future__ import annotations

from worlds.make import Toy


def missions() -> Toy:
    """
    Return four states and four channels of which no person or office is known.

    ::

        aaa ══ aab ── aac      two missions, and one mission, open in 2022
                └ ─ ─ ─┘       a second one, possibly open from some day of 2022
        ddd                    an office of its own
    """
    toy = Toy(as_of="2022-12-31")
    for state in ("aac", "ddd"):
        toy.actor(f"state-{state}", kind="state", state=state.upper(), name=state.title())
    for channel, *sides in (
        ("in-aaa", "AAA", "AAB"),
        ("in-bbb", "AAB", "AAA"),
        ("in-ccc", "AAC", "AAB"),
        ("also-in-ccc", "AAC", "AAB"),
        ("office", "DDD"),
    ):
        parties = [f"state-{side.lower()}/{side}" for side in sides]
        toy.channel(channel, *parties, type="mission")
    for channel in ("in-aaa", "in-bbb", "in-ccc", "office"):
        toy.spell(channel, "open", "2022-01-01", "2022-12-31")
    return toy.spell("also-in-ccc", "open", "[2022-01-01..2022-12-01]", "2022-12-31")
