"""The page of the graph: labels, relationships and properties, as a load of the toy writes them."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.facts.model import RECORDS
from backchannel.package.schema import described
from backchannel.store import graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TOY = Path(__file__).resolve().parents[1] / "examples" / "toy"
TYPES = {"str": "STRING", "int": "INTEGER", "bool": "BOOLEAN", "date": "DATE", "list": "LIST"}
BEGIN = "<!-- schema: generated from what a load writes -->"
BOUNDS = {
    "_earliest": "the earliest day that it allows, computed",
    "_latest": "the latest day that it allows, computed",
}
COMPUTED = {
    "loaded_from": "the table, or the column, that it was loaded from",
    "presume_days": "for how many days what was seen of it is presumed to go on",
    "about": "the table of the record that it is about",
    "voice": "who says so: the claimant, else the group of its source",
    "first": "its first day",
    "last": "its last day",
    "verdict": "the verdict on these days",
    "certainty": "how sure it is; empty if contested",
    "channel": "the id of its channel",
    "digest": "the digest of all records, by which a load is told from another",
    "format": "the version of this form of the graph",
    "topic_meanings": "what each of `topics` means, in their order",
    "presume_for": "the types of channel for which a presumption stands, in the order of days",
    "break_reasons": "why nothing is presumed across each of `breaks`",
    "id": "its id, unique in the database",
}


def schema_page(text: str) -> str:
    """Return the page with its own introduction, and what a load writes below it."""
    before, found, _ = text.partition(BEGIN)
    if not found:
        raise SystemExit(f"docs/graph-schema.md lacks the line {BEGIN}; put it back")
    data = bc.read(TOY)
    nodes, edges = graph.node_rows(data), graph.edge_rows(data)
    package = {("Backchannel", "Package"): [graph.package_row(data)]}
    parts = [f"{before}{BEGIN}\n", "## Nodes\n", *_node_parts({**nodes, **package})]
    labels = {row["id"]: named[1] for named, rows in nodes.items() for row in rows}
    parts += ["## Relationships\n", *_edge_parts(edges, labels)]
    return "\n".join(parts)


def _node_parts(nodes: Mapping[tuple[str, ...], list[dict[str, Any]]]) -> Iterable[str]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    second: dict[str, set[str]] = defaultdict(set)
    for (_, label, *more), rows in nodes.items():
        grouped[label] += rows
        second[label].update(more)
    for label, rows in grouped.items():
        yield f"### {label}\n"
        also = {*second[label], *(graph.KINDS.values() if label == "Actor" else ())}
        if also:
            listed = ", ".join(f"`{name}`" for name in sorted(also))
            yield f"By its kind also one of: {listed}.\n" if label == "Actor" else _account(listed)
        yield _table(rows)


def _account(label: str) -> str:
    return f"Also {label}, where a verdict may rest on it.\n"


def _edge_parts(edges: Mapping[str, list[dict[str, Any]]], labels: Mapping[str, str]) -> list[str]:
    parts = ["| from | type | to | comes from |", "|---|---|---|---|"]
    for kind, rows in sorted(edges.items()):
        for source, target, origin in sorted(
            {
                (labels[row["source"]], labels[row["target"]], row["properties"]["loaded_from"])
                for row in rows
            }
        ):
            parts.append(f"| `{source}` | `{kind}` | `{target}` | `{origin}` |")
    parts.append("")
    for kind in sorted(edge.type for edge in graph.EDGES.values()):
        parts += [f"### {kind}\n", _table([row["properties"] for row in edges[kind]])]
    return parts


def _table(rows: list[dict[str, Any]]) -> str:
    """Return the properties of some rows with the type of their values, and what they mean."""
    seen: dict[str, str] = {}
    for row in rows:
        for name, value in row.items():
            seen.setdefault(name, TYPES[type(value).__name__])
    table = next((row["loaded_from"] for row in rows if "loaded_from" in row), "")
    for name in graph.COMPUTED.get(table, ()):
        # The days of a claim's value, which only a claim on the date of a contact has.
        seen.setdefault(name, "DATE")
    meanings = described(RECORDS[table]) if table in RECORDS else {}
    lines = ["| property | type | meaning |", "|---|---|---|"]
    lines += [f"| `{name}` | {kind} | {_meaning(name, meanings)} |" for name, kind in seen.items()]
    return "\n".join([*lines, ""])


def _meaning(name: str, meanings: Mapping[str, str]) -> str:
    if name in meanings:
        return meanings[name]
    for ending, meaning in BOUNDS.items():
        if name.endswith(ending):
            return f"of `{name.removesuffix(ending)}`: {meaning}"
    for certainty in ("surely", "presumably", "possibly"):
        if name in (f"{certainty}_from", f"{certainty}_to"):
            end = "first" if name.endswith("from") else "last"
            return f"the {end} day on which it {certainty} holds"
    return COMPUTED.get(name, "of the package, as in `datapackage.json`")
