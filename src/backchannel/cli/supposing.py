"""How the answers of `whatif` look: JSON, CSV, and a brief with lists for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Alone, Answer, TitledTable
from backchannel.cli.views import titled
from backchannel.dates.words import day_in_words
from backchannel.facts.names import label
from backchannel.facts.scope import Scope
from backchannel.messages import count
from backchannel.network.snapshot import belongs
from backchannel.output.tables import Named
from backchannel.scenarios.whatif import REOPENED, whatif
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.scenarios.compared import (
        ChangedChannel,
        Compared,
        ReachedActor,
        Subject,
        WhatIf,
    )
    from backchannel.scenarios.fallen import Fallen

LISTS = (
    "measures", "channels", "cut_off", "reconnected", "subjects_lost", "subjects_regained",
    "vacant", "fallen",
)  # fmt: skip
"""The lists of the answer, in the order in which a reader wants them."""

COLUMNS = (
    "list", "id", "kind", "name", "type", "side", "before", "before_low", "before_high",
    "before_certainty", "after", "after_low", "after_high", "after_certainty", "because",
    "through", "channels", "person",
)  # fmt: skip

NAMES = {
    "channels": "channels between them",
    "independent_lines": "independent lines",
    "reach": "reach: pairs that reach one another",
    "efficiency": "efficiency",
    "subjects": "subjects with a channel",
}
"""Measure → what it is called in a table."""

WHY = {
    "asked": "asked for",
    "same": "one thing with",
    "part": "part of",
    "dependency": "depends on",
    "party": "all of one side:",
    "go-between": "carried by",
}
"""Why something falls → how the table says so, before what it falls with."""


def supposed(
    data: Dataset,
    on: date,
    between: tuple[str, str] | None,
    *,
    without: Iterable[str],
    reopen: Iterable[str],
) -> tuple[Answer, tuple[str, str]]:
    """Answer what if some things fell away or worked again, with the sides it is about."""
    found = whatif(data, on, without=without, reopen=reopen, between=between)
    lists: dict[str, list[dict[str, Any]]] = {
        name: getattr(found, name).to_dicts() for name in LISTS
    }
    question = {
        "day": str(on),
        "between": list(found.between),
        "without": list(found.without),
        "reopen": list(found.reopen),
        "view": data.view.to_dict(),
    }
    title = titled(_brief(data, found), data.view)
    rows = [
        {"list": name, **row, **({"id": row["measure"]} if "measure" in row else {})}
        for name in LISTS
        for row in lists[name]
    ]
    return (
        Answer(
            whole={**question, **lists},
            rows=rows,
            columns=COLUMNS,
            people=lambda: list(_tables(data, found, title)),
            scope=title,
        ),
        found.between,
    )


def _brief(data: Dataset, found: WhatIf) -> str:
    """Say in a sentence what would be otherwise."""
    parts = []
    for word, ids in (("without", found.without), ("reopened", found.reopen)):
        if ids:
            parts.append(f"{word} {', '.join(dict.fromkeys(_called(data, one) for one in ids))}")
    told = f"{day_in_words(found.day)}, {'; '.join(parts)}{_also(found)}"
    by_name = {row.measure: row for row in found.measures}
    usable, lines = by_name["channels"], by_name["independent_lines"]
    if usable.before is None or usable.after is None:
        return f"{told}: nothing is known of that day"
    beyond = lines.before is not None and lines.before > usable.before
    said = [
        f"{told}: {count(int(usable.after), 'channel')} {Scope(found.between).in_words(data)} "
        f"{_before(usable)}, independent lines {lines.after:g} "
        f"{_before(lines)}{' (they also run through third sides)' * beyond}"
    ]
    if found.cut_off:
        said.append(f"{count(len(found.cut_off), 'actor')} cut off")
    if found.subjects_lost:
        said.append(f"no channel for {', '.join(row.id for row in found.subjects_lost)}")
    return "; ".join(said)


def _before(row: Compared) -> str:
    return "as before" if row.after == row.before else f"instead of {row.before:g}"


def _also(found: WhatIf) -> str:
    """Name the other ids of what was asked for, so that nobody asks again with one of them."""
    others = [
        f"{one.through[0]} is one thing with {one.id}"
        for one in found.fallen
        if one.because == "same" and one.through[0] in found.without
    ]
    return f" ({'; '.join(others)})" if others else ""


def _called(data: Dataset, one: str) -> str:
    """Name what falls away or works again; a dependency in its own words."""
    return data.dependencies[one].on if one in data.dependencies else label(data, one)


def _tables(data: Dataset, found: WhatIf, title: str) -> Iterable[TitledTable]:
    yield TitledTable(title, [_measure(row) for row in found.measures])
    yield from (
        TitledTable(heading, rows)
        for heading, rows in (
            ("Channels that are otherwise", [_channel(data, found, row) for row in found.channels]),
            ("Cut off: without a usable channel", _actors(data, found.cut_off, "had")),
            ("Reached again", _actors(data, found.reconnected, "has")),
            ("Subjects without a channel", _topics(data, found.subjects_lost, "had")),
            ("Subjects with a channel again", _topics(data, found.subjects_regained, "has")),
            ("Offices left vacant, which can be filled again", _vacant(data, found)),
            ("What else falls", _others(data, found)),
        )
        if rows
    )


def _measure(row: Compared) -> dict[str, str]:
    return {
        "measure": NAMES[row.measure],
        "before": ranged(row.before, row.before_low, row.before_high),
        "after": ranged(row.after, row.after_low, row.after_high),
    }


def ranged(value: float | None, low: float | None, high: float | None) -> str:
    """Write a value with its range, if it has one."""
    if value is None or low is None or high is None:
        return "unknown"
    told = f"{value:.3g}"
    return Alone(told) if low == high else f"{told} ({low:.2g}–{high:.2g})"


def _channel(data: Dataset, found: WhatIf, row: ChangedChannel) -> dict[str, Any]:
    """Return a changed channel's row for people, with what it falls with."""
    why = next((one for one in found.fallen if one.id == row.id), None)
    after = "reopened" if row.id in _back(found) else str(row.now)
    return {
        "channel": Named(row.name, row.id),
        "before": str(row.was),
        "after": _why(data, why) if why else after,
    }


def _back(found: WhatIf) -> set[str]:
    """Return the channels that work again."""
    return {row.id for row in found.channels if not row.was.holds_usable and row.now == REOPENED}


def _why(data: Dataset, one: Fallen) -> str:
    """Say with what something falls."""
    # Two ids of one thing have one name.
    through = ", ".join(
        other if one.because == "same" else _called(data, other) for other in one.through
    )
    # A building falls with its embassy, but it is the embassy that depends on the building.
    word = "goes with" if one.id in data.dependencies and through else WHY[one.because]
    return f"gone: {word} {through}".rstrip()


def _actors(data: Dataset, rows: Iterable[ReachedActor], word: str) -> list[dict[str, Any]]:
    return [
        {
            "who": Named(label(data, row.id), row.id),
            "side": row.side,
            word: count(row.channels, "channel"),
        }
        for row in rows
    ]


def _topics(data: Dataset, rows: Iterable[Subject], word: str) -> list[dict[str, Any]]:
    return [
        {
            "subject": Named(data.topics.get(row.id, row.id), row.id),
            word: "; ".join(label(data, channel) for channel in row.channels),
        }
        for row in rows
    ]


def _vacant(data: Dataset, found: WhatIf) -> list[dict[str, Any]]:
    return [
        {"office": Named(label(data, row.id), row.id), "held by": label(data, row.person)}
        for row in found.vacant
    ]


def _others(data: Dataset, found: WhatIf) -> list[dict[str, Any]]:
    """Return what falls that day beside what is told already; idle channels are counted."""
    told = {*found.without, *(row.id for row in found.channels)}
    others = [one for one in found.fallen if one.id not in told]
    idle = {
        one.id
        for one in others
        if one.id in data.channels and not belongs(course(data)[one.id].on(found.day), "possibly")
    }
    rows: list[dict[str, Any]] = [
        {"what": Named(_called(data, one.id), one.id), "kind": one.kind, "why": _why(data, one)}
        for one in others
        if one.id not in idle and not _is_of(data, one, idle)
    ]
    if idle:
        more = count(len(idle), "more channel")
        rows.append({"what": more, "kind": "channel", "why": "stopped or unknown already"})
    return rows


def _is_of(data: Dataset, one: Fallen, idle: Collection[str]) -> bool:
    """Say whether something is an idle channel by its other id, or what only that depended on."""
    if one.id in data.dependencies:
        return data.dependencies[one.id].channel in idle
    return one.because == "same" and one.through[0] in idle
