"""The network of a day as GraphML, and its whole course as GEXF, the format of Gephi."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import SubElement

import networkx as nx

from backchannel.dates.period import Window, day
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.network.presence import joined, network_runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.presence import Run
    from backchannel.verdicts.verdict import Certainty

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

USABLE_IN_WORDS: Mapping[Certainty, str] = {
    "surely": "surely usable",
    "presumably": "surely or presumably usable",
    "possibly": "surely, presumably or possibly usable, or contested",
}
"""How sure a channel is at least to be usable → what to call the channels of such a network."""


def graphml(network: nx.Graph[str]) -> bytes:
    """
    Return a snapshot as GraphML: the very graph the measures are computed on, all attributes kept.

    The id of a node is that of its record; the day, the digest, the view, the sides and how sure
    what is included must be are attributes of the graph. A character that XML cannot hold becomes
    `�`.
    """
    clean: nx.Graph[str] = nx.Graph(**_clean(network.graph))
    clean.add_nodes_from(
        (node, _clean(attributes)) for node, attributes in network.nodes(data=True)
    )
    clean.add_edges_from(
        (actor, channel, _clean(attributes))
        for actor, channel, attributes in network.edges(data=True)
    )
    out = io.BytesIO()
    nx.write_graphml_xml(clean, out)
    return out.getvalue()


def gexf(
    data: Dataset, *, on: Day, least: Certainty = "presumably", between: Between = None
) -> bytes:
    """
    Return the whole course of the network as GEXF, with the nodes and ties of one day marked.

    It runs from the first day of the package to its last, since of other days nothing is known.
    Nodes and ties have spells of whole days, both ends included, as GEXF 1.3 and Gephi read them:
    what is there on a day is the snapshot of that day. An attribute that changes on any node or tie
    is dynamic, the others are static. Without `between` it is the network of all sides.
    """
    asked = day(on)
    days = Window(data.start, data.as_of)
    runs = network_runs(data, within=days, least=least, between=between)
    graph: nx.Graph[str] = nx.Graph(mode="dynamic")
    for (node, found), attributes in zip(
        runs.nodes.items(), _through_time(runs.nodes.values()), strict=True
    ):
        graph.add_node(node, label=attributes["name"], **_lifetime(found, asked), **attributes)
    for (tie, found), attributes in zip(
        runs.ties.items(), _through_time(runs.ties.values()), strict=True
    ):
        graph.add_edges_from([(*tie, _lifetime(found, asked) | attributes)])
    usable = USABLE_IN_WORDS[least]
    whose = scope(data, between or ALL).in_words(data)
    span = f"{days.first} to {days.last}; on_day marks {asked}; data {data.digest}"
    view = f"; {said}" if (said := data.view.in_words()) else ""
    return _written(graph, f"Channels {whose}, {usable}, {span}{view}")


def _written(graph: nx.Graph[str], description: str) -> bytes:
    writer = nx.readwrite.gexf.GEXFWriter(graph)
    meta = writer.xml.find("meta")
    # The day of writing would make two files of the same data differ.
    del meta.attrib["lastmodifieddate"]
    SubElement(meta, "description").text = description
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _lifetime(runs: Iterable[Run], asked: date) -> dict[str, Any]:
    spells = [(group[0].first, group[-1].last) for group in joined(runs)]
    return {
        "spells": [(str(first), str(last)) for first, last in spells],
        "on_day": any(first <= asked <= last for first, last in spells),
    }


def _through_time(elements: Collection[Sequence[Run]]) -> list[dict[str, Any]]:
    """Return the elements' attributes; those that change as lists of (value, first, last)."""
    changing = {
        name
        for runs in elements
        for name in runs[0].attributes
        if len({run.attributes[name] for run in runs}) > 1
    }
    return [
        {
            name: [
                (value, str(run.first), str(run.last))
                for run, value in zip(runs, _values(runs, name), strict=True)
            ]
            if name in changing
            else _values(runs, name)[0]
            for name in runs[0].attributes
        }
        for runs in elements
    ]


def _values(runs: Iterable[Run], name: str) -> list[object]:
    return [_in_xml(run.attributes[name]) for run in runs]


def _clean(attributes: Mapping[str, object]) -> dict[str, Any]:
    return {name: _in_xml(value) for name, value in attributes.items()}


def _in_xml(value: object) -> object:
    return NOT_IN_XML.sub("\ufffd", value) if isinstance(value, str) else value
