"""A spring in which two of three channels fall silent; who met whom in it."""

from __future__ import annotations

from worlds.make import Toy


def spring() -> Toy:
    """
    Return three channels in 2022.

    ::

        2022      Jan ... Mar | Apr ... Jun | Jul ...
        hotline   open surely   (nothing: unknown)
        embassy   open          suspended (sure)
        summit    one talk in the first ten days of May
    """
    toy = (
        Toy(as_of="2022-12-31")
        .source("wire")
        .actor("envoy", state="AAA")
        .actor("general", state="AAB")
    )
    toy.channel("hotline", type="hotline").spell(
        "hotline", "open", "2022-01-01", "2022-03-31", by=["paper", "wire"]
    )
    toy.channel("embassy", type="mission").spell(
        "embassy", "open", "2022-01-01", "2022-03-31", end_kind="changed"
    )
    toy.spell("embassy", "suspended", "2022-04-01", "2022-12-31")
    toy.channel("summit", "envoy/AAA", "general/AAB", type="head-of-state")
    toy.spell("summit", "open", "[2022-05-01..2022-05-10]", "[2022-05-01..2022-05-10]")
    return toy.contact(
        "summit", "[2022-05-01..2022-05-10]", "envoy/AAA", "general/AAB", id="k-summit"
    )


def talks() -> Toy:
    """Return the spring with what was said on the hotline, and an office that the envoy holds."""
    toy = (
        spring()
        .actor("post", kind="office", state="AAA")
        .tenure("envoy", "post", "2022-01-01", "2022-06-30")
    )
    toy.contact("hotline", "2022-02-01", "envoy/AAA", "general/AAB", id="k1")
    toy.contact("hotline", "2022-02-01", "general/AAB", id="k2", mode="notification")
    toy.contact(
        "hotline", "2022-06-01", "envoy/AAA", "general/AAB", id="k3", occurrence="cancelled"
    )
    toy.contact("hotline", "2022-03-01", "envoy/AAA", id="k4", mode="letter")
    return toy.claim("k4", "general", stance="denies")
