"""One line on which Ann and Bob meet on the dates given."""

from __future__ import annotations

from typing import Any

from worlds.make import Toy


def meetings(*dates: str, as_of: str = "2020-12-31", **more: Any) -> Toy:
    """Return the channel `line` with the contacts `k1`, `k2` and so on, one for each date."""
    toy = Toy(as_of=as_of).actor("ann", state="AAA").actor("bob", state="AAB").channel("line")
    for number, when in enumerate(dates, start=1):
        toy.contact("line", when, "ann", "bob", id=f"k{number}", **more)
    return toy
