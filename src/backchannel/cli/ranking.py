"""How the rows of `centrality` look in a table: actors and channels apart, the highest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.cli.output import Alone, TitledTable
from backchannel.facts.scope import node_label
from backchannel.messages import count
from backchannel.output.tables import Named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.network.values import CentralityRow

LISTS = {"channel": "Channels", "side": "Sides", "": "Actors"}
"""Kind of a node → the list in which it stands, all other kinds being those of actors."""


class Ranked(NamedTuple):
    """The nodes of a table, the highest first, and how many have no value above 0."""

    rows: dict[str, list[dict[str, Any]]]
    """The heading of a list → its rows."""
    at_zero: int
    by: str
    """The measure that gives the order."""


def tables(
    data: Dataset, rows: Iterable[CentralityRow], title: str, *, most: int
) -> Iterator[TitledTable]:
    """Yield a table of actors and one of channels, or one of sides, each cut to its highest."""
    found = ranked(data, rows)
    heads = []
    for name, listed in found.rows.items():
        rest = len(listed) - most if most else 0
        more = f"{most} of {len(listed)}, `--top 0` shows all" if rest > 0 else str(len(listed))
        by = found.by.replace("_", " ")
        heads.append((f"{name}, highest {by} first: {more}", listed[: most or None]))
    if found.at_zero:
        title += f"; {count(found.at_zero, 'node')} without a value above 0 left out"
    if not heads:
        yield TitledTable(title, [])
    for place, (head, listed) in enumerate(heads):
        yield TitledTable(head if place else f"{title}\n{head}", listed)


def ranked(data: Dataset, rows: Iterable[CentralityRow]) -> Ranked:
    """Return one row for each node with a value above 0, by list, in the order of the rows."""
    nodes: dict[str, CentralityRow] = {}
    measures: dict[str, dict[str, str]] = {}
    shown: dict[str, None] = {}
    names: dict[str, None] = {}
    for row in rows:
        nodes[row.id] = row
        measures.setdefault(row.id, {})[row.measure] = value(row)
        if row.value or row.high:
            shown.setdefault(row.id)
            names.setdefault(row.measure)
    lists: dict[str, list[dict[str, Any]]] = {}
    for node in shown:
        told = {name: measures[node].get(name, "0") for name in sorted(names)}
        kind = nodes[node].kind
        lists.setdefault(LISTS.get(kind, LISTS[""]), []).append(
            {"who": Named(node_label(data, node, kind=kind), node), **_what(data, nodes[node])}
            | told
        )
    return Ranked(dict(sorted(lists.items())), len(nodes) - len(shown), next(iter(names), ""))


def _what(data: Dataset, row: CentralityRow) -> dict[str, str]:
    """Say of which kind and side an actor is, or of which type a channel."""
    if row.kind == "channel":
        return {"type": data.channels[row.id].type}
    if row.kind == "side":
        return {}
    state = data.actors[row.id].state
    return {"kind": f"{row.kind}\n{state}" if state else row.kind}


def value(row: CentralityRow) -> str:
    """Return a value with its range below, where there is one: short, so that columns fit."""
    told = "" if row.value is None else f"{row.value:.3g}"
    if row.low is None or row.high is None:
        return told or "not defined"
    if row.low == row.high:
        return Alone(told) if told else "not defined"
    low, high = _short(row.low), _short(row.high)
    if low == high:
        low, high = f"{row.low:.1g}", f"{row.high:.1g}"
    return f"{told}\n{low}–{high}" if told else f"({low}–{high})"


def _short(value: float) -> str:
    if value >= 10 or value == int(value):
        return f"{value:.0f}"
    if value >= 1:
        return f"{value:.2g}"
    return f"{value:.2f}" if value >= 0.01 else f"{value:.1g}"
