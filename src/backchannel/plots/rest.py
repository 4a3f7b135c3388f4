"""What has no room in the network of a day: counted by family, below the rows of its channels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.plots.edges import LEADING
from backchannel.plots.paper import COLUMN, NARROW

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Verdict

SMALL = 6
"""Size of the names on narrow paper, and of the words that count what has no room."""

PAD, GAP = 0.043, 0.03
"""What a box is higher than its words, and how far it stands from the next, in inches."""


class Label(NamedTuple):
    """A name as it is written in its row."""

    text: str
    size: float
    """Of its letters."""

    @property
    def inches(self) -> float:
        """Height of the row."""
        return (self.text.count("\n") + 1) * self.size * LEADING + PAD + GAP


def boxes_inches(families: Iterable[str], width: float) -> float:
    """Return how high the boxes are at the most that count the rest of some families."""
    boxes = sum(number > 1 for number in Counter(families).values())
    return boxes * Label("\n" * (rest_lines(width) - 1), SMALL).inches


def rest_lines(width: float) -> int:
    """Return how many lines the words may have that count what has no room."""
    return 2 if COLUMN <= width < NARROW else 1


def rest_in_words(
    data: Dataset,
    left_out: Sequence[str],
    verdicts: Mapping[str, Verdict],
    *,
    named: Collection[str],
) -> dict[str, tuple[str, ...]]:
    """
    Say for each family how many of its channels have no room, and how many were usable.

    It is said at length, and ever shorter where that has no room; the number is in each. Below a
    channel of those `named` the family is not said again.
    """
    rest: dict[str, list[Verdict]] = {}
    told = {FAMILY[data.channels[one].type] for one in named if one in data.channels}
    for channel in left_out:
        rest.setdefault(FAMILY[data.channels[channel].type], []).append(verdicts[channel])
    return {family: _words(family, found, is_told=family in told) for family, found in rest.items()}


def _words(family: str, found: Sequence[Verdict], *, is_told: bool) -> tuple[str, ...]:
    usable = f"{sum(verdict.holds_usable for verdict in found)} usable"
    more = f"{len(found)} more"
    if is_told:
        return f"{more}, {usable}", more
    # Where the second of two words is left out, the first still tells the family.
    first = family.partition(" and ")[0]
    return f"{first}: {more}, {usable}", f"{first}: {more}", f"{first} +{len(found)}"


def with_rest(
    data: Dataset, column: tuple[tuple[str, ...], ...], more: Mapping[str, Label]
) -> tuple[tuple[str, ...], ...]:
    """Return the column of the channels, with the rest of each family below its last row."""
    rows = [(FAMILIES.index(FAMILY[data.channels[row[0]].type]), at, row)
            for at, row in enumerate(column)]  # fmt: skip
    rows += [(FAMILIES.index(family), len(column), (family,)) for family in more]
    return tuple(row for *_, row in sorted(rows))
