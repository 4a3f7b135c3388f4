"""Tables for statistics: the edge list of a day, a panel of channel-years, the spells of ties."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import Window, day_bounds, window
from backchannel.errors import BadDate
from backchannel.facts.scope import ALL
from backchannel.facts.scope import asked as scope
from backchannel.messages import quoted
from backchannel.network.presence import joined, network_runs, ties_of
from backchannel.output.tables import rows_as_csv
from backchannel.verdicts.answers import open_row
from backchannel.verdicts.course import course
from backchannel.verdicts.held import is_contact
from backchannel.verdicts.shares import SHARE_COLUMNS
from backchannel.verdicts.verdict import RANK_OF, UNKNOWN, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.network.presence import Run
    from backchannel.verdicts.course import Course
    from backchannel.verdicts.verdict import Certainty, Verdict

DELIMITERS = {".csv": ",", ".tsv": "\t"}
"""Ending of a table's file → what stands between its cells."""

TIE_COLUMNS = (
    "actor", "channel", "role", "side", "via", "capacity", "certainty", "actor_kind", "actor_name",
    "channel_type", "channel_name", "verdict",
)  # fmt: skip
SIDE_COLUMNS = ("left", "right", "channels", "strength", "distance")
DAY_COLUMNS = tuple(f"days_{word}" for word in Word)
PANEL_COLUMNS = (
    "channel", "year", "name", "type", "sides", "verdict", "certainty", *SHARE_COLUMNS,
    "contacts_held", "contacts_not_held", "sources", "voices", "known_verdict",
    "known_certainty", *DAY_COLUMNS,
)  # fmt: skip
SPELL_COLUMNS = (
    "onset", "terminus", "tail", "head", "tail_id", "head_id", "onset_date", "last_date", "role",
    "side", "verdict", "certainty",
)  # fmt: skip
IDS = ("actor", "channel", "via", "left", "right", "tail_id", "head_id")

EPOCH = date(1970, 1, 1)
"""Day 0 of R's dates."""


class Table(NamedTuple):
    """Rows to write, their columns, and what has no row."""

    rows: list[dict[str, Any]]
    columns: Sequence[str]
    left_out: int = 0
    what: str = "channel"
    why: str = "no person or body is known to have sat there"

    def content(self, path: Path) -> bytes:
        """Return the content of a file, with commas or tabs by its name."""
        delimiter = DELIMITERS[path.suffix.lower()]
        return rows_as_csv(self.rows, self.columns, ids=IDS, delimiter=delimiter).encode()


def tie_table(network: nx.Graph[str]) -> Table:
    """Return a snapshot as an edge list: one row for each actor on a channel, sorted."""
    rows = [
        {
            "actor": actor, "channel": channel, **attributes,
            "actor_kind": network.nodes[actor]["kind"],
            "actor_name": network.nodes[actor]["name"],
            "channel_type": network.nodes[channel]["type"],
            "channel_name": network.nodes[channel]["name"],
            "verdict": network.nodes[channel]["verdict"],
        }
        for (actor, channel), attributes in ties_of(network).items()
    ]  # fmt: skip
    return Table(rows, TIE_COLUMNS, sum(not degree for _, degree in network.degree()))


def side_table(network: nx.Graph[str]) -> Table:
    """Return a network of sides as an edge list: one row for each pair of sides, sorted."""
    rows = [
        dict(zip(SIDE_COLUMNS, (*sorted(pair), *map(shared.get, SIDE_COLUMNS[2:])), strict=True))
        for *pair, shared in network.edges(data=True)
    ]
    alone = sum(not degree for _, degree in network.degree())
    ordered = sorted(rows, key=lambda row: (row["left"], row["right"]))
    return Table(ordered, SIDE_COLUMNS, alone, "side", "no channel joins it to another side")


def years(first: str, last: str) -> range:
    """
    Return the years from one to another, both included.

    Raises
    ------
    BadDate
        If one of the texts does not mean a year, or the second is earlier than the first.
    """
    found = []
    for text in (first, last):
        days = window(text)
        if days != _days_of(days.first.year):
            raise BadDate(
                f"{quoted(text)} is not a year: it means {days.first} to {days.last}; "
                "give a year such as `2014`"
            )
        found.append(days.first.year)
    if found[0] > found[1]:
        raise BadDate(f"{quoted(first)} is later than {quoted(last)}; give the earlier one first")
    return range(found[0], found[1] + 1)


def panel_table(data: Dataset, within: range, *, between: Between = None) -> Table:
    """
    Return one row for each channel and year, known or unknown: a balanced panel.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The years; see `years`.
    between
        Two sides, by code or name: only channels with a party on each on some day of all these
        years. The channels of all sides if none is given.

    Returns
    -------
    panel
        Verdict, certainty, shares, voices and their number as `open_channels` answers for the year
        under the rule `any`, days outside the data included; and the numbers of entered contacts
        that possibly lie in the year: held two-way ones that nobody denies, and all those of which
        a source says that they did not take place. `known_verdict` is the same over the days of
        which something is known, empty if there are none: an unknown day hides no stop there.
        `days_open` and its likes say on how many days each word holds, however sure.
        Sorted by channel and year.
    """
    whole = Window(_days_of(within[0]).first, _days_of(within[-1]).last)
    rows = [
        {
            **(row := open_row(data, channel, days)).flat(),
            "channel": channel, "year": days.first.year, **_contacts(data, channel, days),
            **_known(course(data)[channel], row.answer, days),
        }
        for channel in scope(data, between or ALL).channels(data, within=whole)
        for days in map(_days_of, within)
    ]  # fmt: skip
    return Table(rows, PANEL_COLUMNS)


def _known(line: Course, answer: Verdict, days: Window) -> dict[str, object]:
    """
    Return the verdict on what is known of a year, and on how many of its days each word is said.

    Under the rule `any` an unknown day outranks a stop; here it hides none.
    """
    pieces = line.within(days)
    number: Counter[str] = Counter()
    for first, last, verdict in pieces:
        number[verdict.word] += (last - first).days + 1
    known = [answer, *(piece.verdict for piece in pieces)]
    best = min((one for one in known if one != UNKNOWN), key=RANK_OF.__getitem__, default=UNKNOWN)
    return {
        "known_verdict": best.word.value if best != UNKNOWN else "",
        "known_certainty": best.certainty,
        **{f"days_{word}": number[word] for word in Word},
    }


def _contacts(data: Dataset, channel: str, days: Window) -> dict[str, int]:
    """Count the contacts of a channel that possibly lie in some days."""
    found = Counter(
        is_contact(data, contact) if contact.occurrence == "held" else None
        for contact in data.contacts_of.get(channel, ())
        for bounds in [day_bounds(contact.date)]
        if bounds.earliest <= days.last and bounds.latest >= days.first
    )
    return {"contacts_held": found[True], "contacts_not_held": found[None]}


def spell_table(
    data: Dataset, *, least: Certainty = "presumably", between: Between = None
) -> Table:
    """
    Return when each tie was in the network, as the edge spells of networkDynamic in R.

    One row is a longest run of days on which an actor sits on a usable channel; `role`, `side`,
    `verdict` and `certainty` list the values they had in it, in order of time. `onset` and
    `terminus` are days since 1970-01-01, as R counts them, and the terminus is the day after the
    last. `tail` and `head` number the vertices: actors from 1, then channels. Runs are cut at the
    first and the last day of the package. Without `between` it is the network of all sides. Sorted
    by the first four columns.
    """
    runs = network_runs(data, within=Window(data.start, data.as_of), least=least, between=between)
    actors, channels = (sorted({tie[mode] for tie in runs.ties}) for mode in (0, 1))
    number = {node: place for place, node in enumerate([*actors, *channels], start=1)}
    rows = [
        {
            "onset": (run[0].first - EPOCH).days, "terminus": (run[-1].last - EPOCH).days + 1,
            "tail": number[actor], "head": number[channel], "tail_id": actor, "head_id": channel,
            "onset_date": run[0].first, "last_date": run[-1].last,
            **{name: _in_turn(run, name) for name in ("role", "side", "certainty")},
            "verdict": _in_turn(_during(runs.nodes[channel], run), "verdict"),
        }
        for (actor, channel), found in runs.ties.items()
        for run in joined(found)
    ]  # fmt: skip
    alone = {
        node for node, found in runs.nodes.items() if found[0].attributes["kind"] == "channel"
    } - set(channels)
    return Table(
        sorted(rows, key=lambda row: [row[name] for name in SPELL_COLUMNS[:4]]),
        SPELL_COLUMNS,
        len(alone),
    )


def _days_of(year: int) -> Window:
    return Window(date(year, 1, 1), date(year, 12, 31))


def _during(runs: Iterable[Run], days: Sequence[Run]) -> list[Run]:
    return [run for run in runs if run.first <= days[-1].last and run.last >= days[0].first]


def _in_turn(runs: Iterable[Run], name: str) -> list[object]:
    """Return the values of an attribute in order of time, each once."""
    return list(dict.fromkeys(run.attributes[name] for run in runs if run.attributes[name]))
