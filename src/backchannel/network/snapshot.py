"""
The network of a day: which actors sat on which channels, as a two-mode NetworkX graph.

A channel is a node, not an edge, since it may have three parties, a go-between or one known side.
Joined to it are its parties and go-betweens, and the holders of offices that are parties or
go-betweens; hosts and observers carry no talk. States and places are not nodes: a state appears
as a side, an attribute. Edges between actors come from a projection, a function with a name and a
rule (`projections`).

No edge has an attribute called `weight`, which NetworkX reads as a distance in one function and as
a strength in the next. Projections carry `strength` and `distance`; pass the name.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, get_args

import networkx as nx

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
from backchannel.dates.period import Window, day
from backchannel.errors import one_of
from backchannel.facts.bulk import in_bulk
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.verdicts.course import course
from backchannel.verdicts.seats import roster
from backchannel.verdicts.verdict import CERTAINTIES, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import Day
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.seats import Tie
    from backchannel.verdicts.verdict import Certainty, Verdict

Extra = Literal["internal", "public", "unnamed"]
"""What a network leaves out by default: channels of two types, and actors without a name."""

LEFT_OUT: frozenset[str] = frozenset({"internal", "public"})
"""The types of channels that a network leaves out by default."""

CLASS_OF: Mapping[str, str] = {
    "person": "person",
    "office": "organization",
    "organization": "organization",
    "intergovernmental": "organization",
    "group": "organization",
    "channel": "channel",
}
"""Kind of a node → the class in which its measures are compared."""


@in_bulk()
def snapshot(
    data: Dataset,
    on: Day,
    *,
    least: Certainty = "presumably",
    between: Between = None,
    include: Iterable[Extra] = (),
) -> nx.Graph[str]:
    """
    Return the network of a day: the channels usable at least so surely, and who sat on them.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day, as a date or a text that means one day.
    least
        How sure a channel must be usable and an actor be on it: `surely`, `presumably` (which
        includes what is sure), or `possibly`, which adds channels that are contested.
    between
        Two sides, by code or name: only channels with a party on each of them that day.
        The channels of all sides if none is given.
    include
        What to add: channels of type `internal` or `public`, `unnamed` actors.

    Returns
    -------
    network
        A two-mode graph; node ids are record ids, sorted. Every node has `kind` (`channel`, or the
        actor's kind), `bipartite` (0 for actors, 1 for channels), `name` and `side`; a channel also
        `type`, `secrecy`, `verdict` and `certainty`, an actor `sector` and `named`. An edge has
        `role`, `side`, `via` (the office a person sits by, empty for its own name), `capacity` and
        `certainty`. A channel between states alone is a node without edges. All attributes are
        texts or numbers, none is missing.

    Raises
    ------
    BadDate
        If `on` is a text that means more than one day.
    UnknownName
        If there is no such side or certainty.
    """
    one_of("certainty", least, CERTAINTIES)
    asked = day(on)
    channels = {
        channel: verdict
        for channel, line in course(data).items()
        if belongs(verdict := line.on(asked), least)
    }
    return _graph(
        data,
        channels,
        on=asked,
        least=least,
        include=_known(include),
        sides=scope(data, between or ALL).sides,
    )


def belongs(verdict: Verdict, least: Certainty) -> bool:
    """Say whether the network has a channel of this verdict: usable at least so surely."""
    if verdict.word is Word.CONTESTED:
        return least == "possibly"
    return bool(verdict.usable) and is_at_least(verdict.certainty, least)


def is_at_least(certainty: Certainty | None, least: Certainty) -> bool:
    """Say whether something is at least so sure."""
    return certainty is not None and CERTAINTIES.index(certainty) <= CERTAINTIES.index(least)


def union(
    data: Dataset, *, between: Between = None, include: Iterable[Extra] = ()
) -> nx.Graph[str]:
    """
    Return the union of all days: every channel, usable or not, and all who may ever have sat on it.

    Positions are computed on it, so that a node stands in one place on every day. Edges carry no
    dates.
    """
    verdicts: dict[str, Verdict | None] = dict.fromkeys(data.channels)
    return _graph(
        data,
        verdicts,
        on=None,
        least="possibly",
        include=_known(include),
        sides=scope(data, between or ALL).sides,
    )


def principals(data: Dataset, on: Day) -> frozenset[str]:
    """
    Return the actors who may have been principals on a day, their channel usable or not.

    Principals are the parties of channels of type head-of-state, and the holders of offices that
    are such parties. They touch everything by office, so measures are reported with and without
    them.
    """
    asked = day(on)
    return frozenset(
        tie.actor
        for tie in roster(data)
        if tie.role == "party"
        and data.channels[tie.channel].type == "head-of-state"
        and _is_node(data, tie.actor)
        and tie.holds(asked, "possibly")
    )


def without_actors(network: nx.Graph[str], actors: Iterable[str]) -> nx.Graph[str]:
    """Return a copy of a network without some actors; the channels they sat on stay."""
    rest = network.copy()
    rest.remove_nodes_from(list(actors))
    return rest


def _graph(
    data: Dataset,
    channels: Mapping[str, Verdict | None],
    *,
    on: date | None,
    least: Certainty,
    include: frozenset[Extra],
    sides: tuple[str, str] | None,
) -> nx.Graph[str]:
    ties = [tie for tie in roster(data) if on is None or tie.holds(on, least)]
    seated = defaultdict(set)
    for tie in ties:
        if tie.role == "party" and not tie.via and tie.side:
            seated[tie.channel].add(tie.side)
    asked = Window(on, on) if on else Window(FIRST_DAY, LAST_DAY)
    kept = {
        channel
        for channel in channels
        if data.channels[channel].type not in LEFT_OUT - include
        and (sides is None or data.is_between(channel, sides, within=asked))
    }
    edges = _edges(
        (tie for tie in ties if tie.channel in kept and is_shown(data, tie.actor, include)), on=on
    )
    network = graph_of(data, on=on, least=least, sides=sides or ())
    actors: dict[str, set[str]] = defaultdict(set)
    for (_, actor), attributes in edges.items():
        actors[actor].add(attributes["side"])
    for node in sorted(actors.keys() | kept):
        if node in kept:
            network.add_node(node, **channel_node(data, node, sorted(seated[node]), channels[node]))
        else:
            network.add_node(node, **actor_node(data, node, sorted(actors[node] - {""})))
    for (channel, actor), attributes in edges.items():
        network.add_edge(actor, channel, **attributes)
    return network


def _edges(ties: Iterable[Tie], *, on: date | None) -> dict[tuple[str, str], dict[str, str]]:
    """Keep one tie per channel and actor; see `precedence`."""
    best: dict[tuple[str, str], dict[str, str]] = {}
    ranked = sorted(
        (((tie.certainty(on) if on else None) or "possibly", tie) for tie in ties),
        key=lambda held: precedence(held[1], certainty=held[0]),
    )
    for certainty, tie in ranked:
        best.setdefault((tie.channel, tie.actor), seat(tie, certainty=certainty))
    return dict(sorted(best.items()))


def graph_of(
    data: Dataset, *, on: date | None, least: Certainty, sides: Sequence[str]
) -> nx.Graph[str]:
    """Return a graph without nodes that says which network it is to hold, and of which view."""
    return nx.Graph(
        day=on.isoformat() if on else "",
        least=least,
        digest=data.digest,
        view=", ".join(filter(None, (data.view.type_in_words(), data.view.in_words()))),
        between="; ".join(sides),
    )


def seat(tie: Tie, *, certainty: str) -> dict[str, str]:
    """Return the attributes of a tie."""
    return {
        "role": tie.role,
        "side": tie.side,
        "via": tie.via,
        "capacity": tie.capacity,
        "certainty": certainty,
    }


def precedence(tie: Tie, *, certainty: Certainty) -> tuple[int, bool, bool, Tie]:
    """Rank ties of one pair: the surer first, own name before office, party before others."""
    return CERTAINTIES.index(certainty), tie.via != "", tie.role != "party", tie


def channel_node(
    data: Dataset, channel: str, sides: Sequence[str], verdict: Verdict | None
) -> dict[str, str | int]:
    """Return the attributes of a channel; `sides` are those of its parties."""
    record = data.channels[channel]
    return {
        "kind": "channel",
        "bipartite": 1,
        "name": record.name,
        "side": "; ".join(sides),
        "type": record.type,
        "secrecy": record.secrecy,
        "verdict": verdict.word.value if verdict else "",
        "certainty": (verdict.certainty or "") if verdict else "",
    }


def actor_node(data: Dataset, actor: str, sides: Sequence[str]) -> dict[str, str | int]:
    """Return the attributes of an actor; `sides` are those of its seats."""
    record = data.actors[actor]
    return {
        "kind": record.kind,
        "bipartite": 0,
        "name": record.name,
        "side": record.state or "; ".join(sides),
        "sector": record.sector,
        "named": record.named,
    }


def _is_node(data: Dataset, actor: str) -> bool:
    return data.actors[actor].kind in CLASS_OF


def is_shown(data: Dataset, actor: str, include: frozenset[Extra]) -> bool:
    """Say whether an actor is a node; one without a name only if asked for."""
    return _is_node(data, actor) and ("unnamed" in include or data.actors[actor].named != "no")


def _known(include: Iterable[Extra]) -> frozenset[Extra]:
    asked = frozenset(include)
    for unknown in sorted(asked - set(get_args(Extra))):
        one_of("thing to include", unknown, get_args(Extra))
    return asked
