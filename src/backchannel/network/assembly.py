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


class Values(NamedTuple):
    """What was measured of each component and each whole network, by key."""

    apart: tuple[str, ...]
    """The measures that add up by component."""
    parts: Mapping[int, Measured]
    together: tuple[str, ...]
    """Those that need the whole network."""
    wholes: Mapping[int, Measured]

    @property
    def names(self) -> tuple[str, ...]:
        """All of the measures, in the order of the rows that they take in an array."""
        return (*self.apart, *self.together)


class Nodes:
    """The nodes of a series, numbered in the order of their ids."""

    def __init__(self, values: Values) -> None:
        """Give each node of the components a number."""
        kinds: dict[str, str] = {}
        modes: dict[str, int] = {}
        for part in (*values.parts.values(), *values.wholes.values()):
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
        most = np.ones((len(self._values.names), 2))
        for row, name in enumerate(self._values.apart):
            parts = MEASURES[name].parts
            for mode in (0, 1):
                if parts and size[mode]:
                    other = size[1 - mode] if nodes.two_mode else None
                    most[row, mode] = parts.most(size[mode], other)
        divisors = most[:, nodes.modes]
        found = np.divide(self._raw, divisors, out=np.zeros_like(self._raw), where=divisors != 0)
        found[:, ~self.there] = np.nan
        return found


class _Block(NamedTuple):
    """The rows of one look, which may hold on later ones: a row for each measure and node."""

    nodes: Places
    value: Reals
    low: Reals
    high: Reals


def assembled(days: Sequence[date], through: Sequence[Sequence[Step]], values: Values) -> Series:
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
    """
    nodes = Nodes(values)
    places = {key: nodes.places(part) for key, part in values.parts.items()}
    standing = [Standing(values, nodes, places) for _ in through]
    at: list[dict[int, Step]] = [{step.look: step for step in steps} for steps in through]
    now = [network.now() for network in standing]
    blocks: list[_Block] = []
    for look in range(len(days)):
        is_new = False
        for number, network in enumerate(standing):
            if look in at[number]:
                network.step(at[number][look])
                now[number] = network.now()
                is_new = True
        blocks.append(_block(now, standing, values) if is_new else blocks[-1])
    return _joined(days, blocks, values, nodes)


def _block(now: Sequence[Reals], standing: Sequence[Standing], values: Values) -> _Block:
    """Range the values of three networks."""
    at = np.flatnonzero(np.logical_or.reduce([network.there for network in standing]))
    absent = [MEASURES[name].absent for name in values.names]
    zero = np.array([np.nan if number is None else number for number in absent])[:, None]
    three = [found[:, at] for found in now]
    counted = [
        np.where(network.there[at], found, zero)
        for network, found in zip(standing, three, strict=True)
    ]
    return _Block(at, three[1], np.minimum.reduce(counted), np.maximum.reduce(counted))


def _joined(days: Sequence[date], blocks: Sequence[_Block], values: Values, nodes: Nodes) -> Series:
    """Put the rows of all looks one below the other, by date, measure and node."""
    names = sorted(values.names)
    order = [values.names.index(name) for name in names]
    sizes = [len(block.nodes) for block in blocks]
    many = len(names)
    measure = np.arange(many, dtype=np.int32)
    return Series(
        dates=tuple(days),
        measures=tuple(names),
        nodes=nodes.ids,
        kinds=nodes.kinds,
        date_of=np.repeat(np.arange(len(days), dtype=np.int32), np.array(sizes, int) * many),
        measure_of=_one_after_another(np.repeat(measure, size) for size in sizes),
        node_of=_one_after_another(np.tile(block.nodes.astype(np.int32), many) for block in blocks),
        numbers={
            name: _one_after_another(getattr(block, name)[order].ravel() for block in blocks)
            for name in ("value", "low", "high")
        },
    )


def _one_after_another(arrays: Iterable[NDArray[Number]]) -> NDArray[Number]:
    return np.concatenate(list(arrays))
