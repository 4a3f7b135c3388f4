"""Which channels of a day have a row where there is no room for all, and who sits on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.facts.vocabulary import TYPE_ORDER
from backchannel.verdicts.verdict import RANK_OF, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from backchannel.network.layout import Columns
    from backchannel.verdicts.verdict import Verdict


def with_room(
    whole: Columns,
    may: nx.Graph[str],
    verdicts: Mapping[str, Verdict],
    most: int,
    *,
    families: Mapping[str, str],
) -> set[str]:
    """
    Return the channels that have room with all their actors.

    The most surely usable of each family comes first, so that none is lost for want of room, then
    the most surely usable of all; of equal ones those of leaders and foreign ministries. `may` is
    who possibly sat on which, `families` the family of each channel.
    """

    def place(channel: str) -> tuple[object, ...]:
        actors = may.degree(channel) if channel in may else 0
        kind = TYPE_ORDER[may.nodes[channel]["type"]] if actors else len(TYPE_ORDER)
        return RANK_OF[verdicts[channel]], kind, -actors, channel

    ranked = sorted(verdicts, key=place)
    known = [channel for channel in ranked if verdicts[channel].word is not Word.UNKNOWN]
    firsts = firsts_of(known, families)
    kept: set[str] = set()
    for channel in [*firsts, *(channel for channel in ranked if channel not in firsts)]:
        own = {channel} | (set(may[channel]) if channel in may else set())
        if _rows(whole, own) > most:
            # It has no room even alone, and must not keep all others off.
            continue
        if _rows(whole, kept | own) > most:
            if channel in firsts:
                continue
            break
        kept |= own
    return kept


def firsts_of(ranked: Iterable[str], families: Mapping[str, str]) -> list[str]:
    """Return the first of each family, in the order in which they stand."""
    found: dict[str, str] = {}
    for channel in ranked:
        found.setdefault(families[channel], channel)
    return list(found.values())


def _rows(whole: Columns, shown: set[str]) -> int:
    return max(map(len, without_empty_rows(whole, shown)))


def without_empty_rows(whole: Columns, shown: set[str]) -> Columns:
    """Return the columns with the rows in which something is shown."""
    left, middle, right = (
        tuple(row for row in column if not shown.isdisjoint(row)) for column in whole
    )
    return left, middle, right


def why_empty(unknown: int, *, is_known: bool, has_left_out: bool) -> str:
    """Say why no channel has a row, of so many of which nothing is known."""
    if not is_known:
        return "no data"
    if has_left_out:
        return "no channel has room"
    return "nothing known of any channel" if unknown else "no channel"
