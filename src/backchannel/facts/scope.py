"""Whose channels a question is about: those between two sides, or those of all sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.dates.words import day_in_words
from backchannel.facts.dataset import counts_as
from backchannel.facts.names import label, pair
from backchannel.messages import count, visible

if TYPE_CHECKING:
    from datetime import date

    from backchannel.facts.dataset import Dataset

ALL = "all"
"""The word that asks for the channels of all sides, where a pair could stand."""


class Scope(NamedTuple):
    """The channels that an answer speaks of, decided once and then handed on."""

    sides: tuple[str, str] | None
    """The two sides, or None for all."""

    def channels(self, data: Dataset, *, within: Window) -> list[str]:
        """Return the ids of its channels in a window, sorted."""
        return [
            channel
            for channel in data.channels
            if not self.sides or data.is_between(channel, self.sides, within=within)
        ]

    def in_words(self, data: Dataset) -> str:
        """Say whose channels they are, and of which type, to go on after "channels"."""
        kind = f"of type {data.view.of_type} " if data.view.of_type else ""
        return kind + self.sides_in_words(data)

    def sides_in_words(self, data: Dataset) -> str:
        """Say whose channels they are, whatever their type."""
        if not self.sides:
            return "of all sides"
        return f"between {sides_in_words(data, self.sides)}"

    def who_left(self, data: Dataset, channel: str, *, by: date) -> str:
        """Say which of the two sides no source shows in a channel any more; nothing if both are."""
        if not self.sides:
            return ""
        known = data.days_between(channel, self.sides)
        before = [days.last for days in known if days.last < by]
        if not before or any(days.first <= by <= days.last for days in known):
            return ""
        there = {counts_as(side) for side in data.sides(channel, within=Window(by, by))}
        gone = [side for side in self.sides if counts_as(side) not in there]
        since = day_in_words(max(before))
        return f"no source shows {sides_in_words(data, gone)} in it after {since}"

    def share_in_words(self, data: Dataset, number: int) -> str:
        """Say how many channels are shown, and of how many."""
        total = number if not self.sides else len(data.channels)
        kind = f" of type {data.view.of_type}" if data.view.of_type else ""
        whole = f"{count(total, 'channel')}{kind}"
        if not total:
            return f"The data hold no channel{kind}."
        all_of_them = f"{'All' if total > 1 else 'The'} {whole}"
        if not self.sides:
            which = "whatever their sides" if total > 1 else "whatever its sides"
            return f"{all_of_them} in the data, {which}."
        pair = self.sides_in_words(data)
        if not number:
            return f"None of the {whole} in the data is {pair}."
        if number == total:
            they = "they are" if total > 1 else "it is"
            return f"{all_of_them} in the data: {they} {pair}."
        those = "those" if number > 1 else "the one"
        return f"{number:,} of the {whole} in the data: {those} {pair}."


EVERYBODY = Scope(None)
"""The channels of all sides."""

ARTICLE_WORDS = frozenset({
    "Agency", "Alliance", "Assembly", "Association", "Authority", "Commission", "Committee",
    "Commonwealth", "Community", "Confederation", "Council", "Court", "Department", "Emirates",
    "Empire", "Federation", "Government", "House", "Islands", "Kingdom", "League", "Ministry",
    "Nations", "Office", "Organisation", "Organization", "Parliament", "Republic", "Secretariat",
    "States", "Union", "consulate", "delegation", "embassy", "mission",
})  # fmt: skip
"""A name that holds one of these words stands with an article: the United States, the Union …"""

ARTICLE_NAMES = frozenset({
    "Bahamas", "Comoros", "Congo", "Gambia", "Holy See", "Maldives", "Netherlands", "Philippines",
    "Vatican", "CIA", "DRC", "EU", "FBI", "FSB", "GDR", "GRU", "OSCE", "PRC", "SVR", "UAE", "UK",
    "UN", "US", "USA", "USSR", "U.K.", "U.S.", "U.S.A.", "U.S.S.R.",
})  # fmt: skip
"""Further names that stand with one."""

Between = Scope | Sequence[str] | None
"""How a caller asks for a scope: two sides, `all`, or None; see `asked`."""


def asked(data: Dataset, between: Between) -> Scope:
    """
    Return the scope that is asked for.

    Parameters
    ----------
    data
        The data.
    between
        Two sides, by code or name; `all` for the channels of all sides. If none is given, the
        package's own pair, and all sides if it has none: so pictures, reports and `usable_by_type`
        ask. What answers with rows or a network (`open_channels`, `lost`, `snapshot`, `centrality`,
        exports) takes none as all sides, and hands on `ALL` instead.

    Raises
    ------
    UnknownName
        If a side is unknown.
    UsageFault
        If it is no pair.
    """
    if isinstance(between, Scope):
        return between
    if between == ALL:
        return Scope(None)
    if between:
        return Scope(pair(data, between))
    if not data.between:
        return Scope(None)
    # A package may name the Soviet Union; whoever answers looks for what a side counts as.
    left, right = map(counts_as, data.between)
    return Scope((left, right))


def side_name(data: Dataset, side: str) -> str:
    """Return what to call a side: the name of its state or body, else its code."""
    if "names of states" not in data.computed:
        # The first of each; one of several actors of a state may be called otherwise.
        states = [actor for actor in data.actors.values() if actor.kind == "state" and actor.state]
        own = {actor.state: actor.name for actor in reversed(states)}
        # Data that end before Russia begins know the side by the state that counts as it.
        earlier = {counts_as(actor.state): actor.name for actor in reversed(states)}
        data.computed["names of states"] = earlier | own
    known = data.actors.get(side)
    return visible(data.computed["names of states"].get(side, known.name if known else side))


def node_label(data: Dataset, node: str, *, kind: str) -> str:
    """Return what to call a node of a network: a side by its state's name, others by their own."""
    return side_name(data, node) if kind == "side" else label(data, node)


def in_prose(name: str) -> str:
    """
    Return a name as it stands in a sentence: with the article, where English has one.

    >>> [in_prose(name) for name in ("Russia", "United States", "Netherlands", "The Gambia")]
    ['Russia', 'the United States', 'the Netherlands', 'the Gambia']
    """
    bare = name.removeprefix("The ")
    takes_one = bare != name or bare in ARTICLE_NAMES or ARTICLE_WORDS.intersection(bare.split())
    return f"the {bare}" if takes_one else name


def sides_in_words(data: Dataset, sides: Sequence[str]) -> str:
    """Name some sides in a sentence; a side without a name is called by its code."""
    names = (side_name(data, side) for side in sides)
    return " and ".join(
        name if name == side else in_prose(name) for name, side in zip(names, sides, strict=True)
    )
