"""From the values of components to the rows of a series: divided anew for each day, and ranged."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np

from backchannel.network.columns import Series
from backchannel.network.measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from backchannel.network.measuring import Measured
    from backchannel.network.passage import Step

    Reals = NDArray[np.float64]
    Places = NDArray[np.intp]
    Truths = NDArray[np.bool_]


Number = TypeVar("Number", np.int32, np.float64)


class Nodes:
    """The nodes of a series, numbered in the order of their ids."""

    def __init__(self, measured: Iterable[Measured]) -> None:
        """Give each node of some components a number."""
        kinds: dict[str, str] = {}
        modes: dict[str, int] = {}
        for part in measured:
            kinds.update(zip(part.nodes, part.kinds, strict=True))
            modes.update(zip(part.nodes, part.modes, strict=False))
        self.ids = tuple(sorted(kinds))
        self.kinds = tuple(kinds[node] for node in self.ids)
        self.two_mode = len(modes) == len(kinds)
        self.modes = np.array([modes.get(node, 0) for node in self.ids], np.intp)
        self._number = {node: number for number, node in enumerate(self.ids)}

    def __len__(self) -> int:
        """Count them."""
        return len(self.ids)

    def places(self, part: Measured) -> Places:
        """Return the numbers of the nodes of a component."""
        return np.array([self._number[node] for node in part.nodes], np.intp)


class Values(NamedTuple):
    """What was measured of each component and each whole network, by key."""

    apart: tuple[str, ...]
    """The measures that add up by component."""
    parts: Mapping[int, Measured]
    together: tuple[str, ...]
    """Those that need the whole network."""
    wholes: Mapping[int, Measured]

    nodes: Nodes

    @property
    def absent(self) -> Reals:
        """What each measure counts for a node that is not there; not a number if nothing."""
        found = [MEASURES[name].absent for name in self.names]
        return np.array([np.nan if number is None else number for number in found])

    @property
    def names(self) -> tuple[str, ...]:
        """All of the measures, in the order of the rows that they take in an array."""
        return (*self.apart, *self.together)

    def most(self, size: Sequence[int], *, two_mode: bool) -> Reals:
        """Return what each measure (row) is divided by, for each mode, 1 where by nothing."""
        found = np.ones((len(self.names), 2))
        for row, name in enumerate(self.apart):
            parts = MEASURES[name].parts
            for mode in (0, 1):
                if parts and size[mode]:
                    other = size[1 - mode] if two_mode else None
                    found[row, mode] = parts.most(size[mode], other)
        return found


class Standing:
    """The values of one network as it goes through the looks."""

    def __init__(self, values: Values, nodes: Nodes, places: Mapping[int, Places]) -> None:
        """Begin without a node; `places` are the numbers of each component's nodes."""
        self._values, self._nodes, self._places = values, nodes, places
        self.there: Truths = np.zeros(len(nodes), bool)
        self._raw: Reals = np.zeros((len(values.names), len(nodes)))

    def step(self, step: Step) -> None:
        """Take what became of the network between two looks."""
        for key in step.change.gone:
            self.there[self._places[key]] = False
        apart = len(self._values.apart)
        for key in step.change.new:
            at = self._places[key]
            self.there[at] = True
            self._raw[:apart, at] = self._values.parts[key].values
        if step.whole is not None:
            whole = self._values.wholes[step.whole]
            self._raw[apart:, self._nodes.places(whole)] = whole.values

    def now(self) -> Reals:
        """Return the value of each measure (row) of each node, not a number where it is absent."""
        nodes = self._nodes
        size = np.bincount(nodes.modes[self.there], minlength=2).tolist()
        divisors = self._values.most(size, two_mode=nodes.two_mode)[:, nodes.modes]
        found = np.divide(self._raw, divisors, out=np.zeros_like(self._raw), where=divisors != 0)
        found[:, ~self.there] = np.nan
        return found


class Range(NamedTuple):
    """The percentiles at a look, for the nodes that are there in some draw."""

    nodes: Places
    low: Reals
    """A row for each measure, a column for each node."""
    high: Reals


class _Block(NamedTuple):
    """The rows of one look, which may hold on later ones: a row for each measure and node."""

    nodes: Places
    numbers: dict[str, Reals]


def assembled(
    days: Sequence[date],
    through: Sequence[Sequence[Step]],
    values: Values,
    ranges: Sequence[Range] = (),
) -> Series:
    """
    Return the series of some looks.

    Parameters
    ----------
    days
        The looks.
    through
        What became of the network from look to look, for each certainty, the surest first.
    values
        What was measured.
    ranges
        What draws of the uncertain dates make of each look; none if nothing was drawn.
    """
    nodes = values.nodes
    places = {key: nodes.places(part) for key, part in values.parts.items()}
    standing = [Standing(values, nodes, places) for _ in through]
    at: list[dict[int, Step]] = [{step.look: step for step in steps} for steps in through]
    now = [network.now() for network in standing]
    blocks: list[_Block] = []
    for look in range(len(days)):
        is_new = bool(ranges) and (look == 0 or ranges[look] is not ranges[look - 1])
        for number, network in enumerate(standing):
            if look in at[number]:
                network.step(at[number][look])
                now[number] = network.now()
                is_new = True
        if is_new:
            there = [network.there for network in standing]
            blocks.append(_block(now, there, values, ranges[look] if ranges else None))
        else:
            blocks.append(blocks[-1])
    return _joined(days, blocks, values)


def _block(
    now: Sequence[Reals], there: Sequence[Truths], values: Values, drawn: Range | None
) -> _Block:
    """Range the values of three networks."""
    somewhere = np.logical_or.reduce(there)
    if drawn:
        somewhere[drawn.nodes] = True
    at = np.flatnonzero(somewhere)
    absent = values.absent[:, None]
    counted = [
        np.where(is_there[at], found[:, at], absent)
        for is_there, found in zip(there, now, strict=True)
    ]
    numbers = {
        "value": now[1][:, at],
        "low": np.minimum.reduce(counted),
        "high": np.maximum.reduce(counted),
    }
    if drawn:
        for name, ranged in (("draw_low", drawn.low), ("draw_high", drawn.high)):
            # Who is there in no draw counts as absent in all of them.
            numbers[name] = np.repeat(absent, len(at), axis=1)
            numbers[name][:, np.searchsorted(at, drawn.nodes)] = ranged
    return _Block(at, numbers)


def _joined(days: Sequence[date], blocks: Sequence[_Block], values: Values) -> Series:
    """Put the rows of all looks one below the other, by date, measure and node."""
    names = sorted(values.names)
    order = [values.names.index(name) for name in names]
    sizes = [len(block.nodes) for block in blocks]
    many = len(names)
    measure = np.arange(many, dtype=np.int32)
    return Series(
        dates=tuple(days),
        measures=tuple(names),
        nodes=values.nodes.ids,
        kinds=values.nodes.kinds,
        date_of=np.repeat(np.arange(len(days), dtype=np.int32), np.array(sizes, int) * many),
        measure_of=_one_after_another(np.repeat(measure, size) for size in sizes),
        node_of=_one_after_another(np.tile(block.nodes.astype(np.int32), many) for block in blocks),
        numbers={
            name: _one_after_another(block.numbers[name][order].ravel() for block in blocks)
            for name in blocks[0].numbers
        },
    )


def _one_after_another(arrays: Iterable[NDArray[Number]]) -> NDArray[Number]:
    return np.concatenate(list(arrays))
