"""A line of two ministers through two years, for whatever goes through time; and the ties of a snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.make import Toy

if TYPE_CHECKING:
    import networkx as nx

FORMULA = '+HYPERLINK("http://x")'
NO_XML = "Bob \x0b the Bell"


def line_of_two_ministers(*, bob: str = NO_XML) -> Toy:
    """
    One line that works all 2020 and on one day of 2022, and a hotline between states in 2021.

    ::

        2020      J F M A M J J A S O N D     2022-03-01
        line      open        | degraded      open          minister (AAA) - line - bob (AAB)
        ann       m n m                                     minister until March, in February a party herself
        bea             a a a a a                           acts as minister until August
    """
    toy = Toy(as_of="2022-06-30").actor("ann", state="AAA", name=FORMULA).actor("bea", state="AAA")
    toy.actor("minister", kind="office", state="AAA").actor("bob", state="AAB", name=bob)
    toy.channel("line", "minister/AAA", "bob/AAB").channel("hotline", type="hotline")
    toy.add("parties", id="p-ann", channel="line", actor="ann", side="AAA", role="party", start="2020-02-01",
            end="2020-02-29")  # fmt: skip
    toy.spell("line", "open", "2020-01-01", "2020-06-30").spell(
        "line", "degraded", "2020-07-01", "2020-12-31"
    )
    toy.spell("line", "open", "2022-03-01", "2022-03-01").spell(
        "hotline", "open", "2021-01-01", "2021-12-31"
    )
    toy.tenure("ann", "minister", "2020-01-01", "2020-03-31", capacity="full")
    return toy.tenure("bea", "minister", "2020-04-01", "2020-08-31", capacity="acting")


def edges(network: nx.Graph[str]) -> set[tuple[str, str]]:
    """Return the ties of a snapshot as pairs of actor and channel, by what its nodes say of themselves."""
    pairs = ((a, b) if network.nodes[a]["kind"] != "channel" else (b, a) for a, b in network.edges)
    return set(pairs)
