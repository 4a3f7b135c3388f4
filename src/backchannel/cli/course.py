"""The course of losses, as `loss` shows it to people and writes it for programs."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, Any

from backchannel.cli.output import Alone, Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.views import titled
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.cli.options import Sides
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.changes import Event, FoundStopped
    from backchannel.losses.course import Loss, LossRow


EVENT_COLUMNS = (
    "date", "day_earliest", "day_latest", "id", "type", "change", "before", "after",
)  # fmt: skip


def answer_of(data: Dataset, found: Loss, question: Mapping[str, Any], title: str) -> Answer:
    """Return the course of losses in each form."""

    def people() -> list[TitledTable]:
        from backchannel.losses.changes import LOSSES

        losses = [_event(data, event) for event in found.events if event.change in LOSSES]
        stopped = [_found_stopped(data, row) for row in found.found_stopped]
        late = f"{title}: out of sight, and found stopped later, {count(len(stopped), 'time')}"
        times = f", {count(len(losses), 'time')}" if losses else ""
        return [
            TitledTable(f"{title}: measures", list(_measures(data, found))),
            *([TitledTable(f"{title}: what happened", _changes(found))] if found.changes else []),
            *([TitledTable(f"{title}: changes by type", _by_type(found))] if found.events else []),
            TitledTable(f"{title}: channels stopped on a known day{times}", losses),
            *([TitledTable(late, stopped)] if stopped else []),
        ]

    from backchannel.losses.course import DRAWN_COLUMNS, LOSS_COLUMNS

    is_drawn = "draws" in question
    rows = found.rows.to_dicts()
    return Answer(
        whole={
            **question,
            "rows": rows,
            "events": found.events.to_dicts(),
            "found_stopped": found.found_stopped.to_dicts(),
            **({"changes": found.changes.to_dicts()} if is_drawn else {}),
        },
        rows=rows,
        columns=DRAWN_COLUMNS if is_drawn else LOSS_COLUMNS,
        people=people,
        scope=title,
    )


def told_events(data: Dataset, asked: Window, *, between: Sides, form: str | None) -> None:
    """Answer what happened to the channels, each event by its day."""
    from backchannel.facts.scope import Scope
    from backchannel.losses.course import loss

    found = loss(data, asked, asked, between=between, measures=["channels"])
    first, last = found.within
    scope = Scope(found.between)
    days = f"{scope.in_words(data)}, {first} to {last}"
    title = titled(f"What happened to channels {days}", data.view)
    rows = found.events.to_dicts()
    answer = Answer(
        whole={
            "from": str(first), "to": str(last), "between": list(found.between),
            "view": data.view.to_dict(), "rows": rows,
        },
        rows=rows,
        columns=EVENT_COLUMNS,
        people=lambda: [
            *([TitledTable(f"{title}: by type", _by_type(found))] if rows else []),
            TitledTable(
                f"{title}: by day",
                [_event(data, event, with_type=True) for event in found.events],
            ),
        ],
        scope=title,
    )  # fmt: skip
    write(answer, form)
    note_coverage(data, asked, scope)
    if rows:
        talk(
            "what went out of sight has no day on which it stopped, as nobody tells of one; what "
            "came into view can have been in use on an earlier day"
        )


def _by_type(found: Loss) -> list[dict[str, Any]]:
    """Return how often each kind of change came, by type of channel, and of all."""
    from backchannel.losses.changes import SIGN

    every = Counter((event.type, event.change) for event in found.events)
    rows = [
        {"type": kind, **{change: every[kind, change] for change in SIGN}}
        for kind in sorted({event.type for event in found.events})
    ]
    whole = Counter(event.change for event in found.events)
    return [*rows, {"type": "all", **{change: whole[change] for change in SIGN}}]


def _measures(data: Dataset, found: Loss) -> Iterator[dict[str, str]]:
    """Yield a row for each measure: at the start, at its worst, at the end."""
    from backchannel.losses.changes import at_breaks
    from backchannel.losses.measures import MEASURES

    breaks = {stop.date for stop in at_breaks(data, found.events)}
    for name, measure in MEASURES.items():
        rows = [row for row in found.rows if row.measure == name]
        if not rows:
            continue
        known = [row for row in rows if row.value is not None]
        worst = measure.worst(known, key=_value, default=None)
        yield {
            "measure": measure.label,
            "start": _shown(rows[0]),
            "worst": _since(worst, by_rule=worst.date in breaks) if worst else "",
            "end": _shown(rows[-1]),
        }


def notes(data: Dataset, found: Loss) -> Iterator[str]:
    """Yield what a reader of the numbers has to know."""
    from backchannel.losses.changes import at_breaks
    from backchannel.losses.measures import LINES_BEYOND_CHANNELS
    from backchannel.network.columns import DRAWN_APART

    if any(map(_is_outside_its_draws, found.rows)):
        yield f"a value can lie outside its draws: {DRAWN_APART}"
    undrawn = Counter(row.measure for row in found.rows if _is_undrawn(row))
    for name, number in sorted(undrawn.items()):
        where = f"in {count(number, 'row')}: in some draw it has no value"
        yield f"{name} has no range over its draws {where}"
    if _ends_in_doubt(data, found):
        yield (
            f"towards {data.as_of} the ranges widen because the record ends there: that a channel "
            "was usable is sure only up to the last day on which somebody saw it so"
        )
    if _has_more_lines(found):
        yield LINES_BEYOND_CHANNELS
    for stop, number in at_breaks(data, found.events).items():
        yield (
            f"by rule: nothing is presumed to go on across {stop.date} ({stop.reason}), so "
            f"{count(number, 'channel')} went out of sight that day; no source reports that as a "
            "loss, and a low point from that day on is no count of losses"
        )
    if happened := Counter(event.change for event in found.events):
        told = sorted(happened.items(), key=lambda kind: (-kind[1], kind[0]))
        yield ", ".join(f"{number} {change.replace('_', ' ')}" for change, number in told)
    if late := len(found.found_stopped):
        yield (
            f"of those out of sight {late} {'was' if late == 1 else 'were'} found stopped later in "
            "these days: nobody has the day of the stop, or nothing is presumed to go on until it. "
            "They are losses of no day: `--attribute` counts them if they are not usable on the "
            "last, `backchannel lost` if they were usable on the first and are still known to be "
            "stopped on the last"
        )


def _has_more_lines(found: Loss) -> bool:
    """Say whether on some day there are more independent lines than channels."""
    now: dict[str, float] = {}
    for _, rows in groupby(found.rows, key=lambda row: row.date):
        now |= {row.measure: _value(row) for row in rows}
        if now.get("independent_lines", 0) > now.get("channels", inf):
            return True
    return False


def _is_outside_its_draws(row: LossRow) -> bool:
    """Say whether a value is none that its draws range over."""
    low, high = getattr(row, "draw_low", None), getattr(row, "draw_high", None)
    return None not in (low, row.value, high) and not low <= row.value <= high  # type: ignore[operator]


def _is_undrawn(row: LossRow) -> bool:
    """Say whether a row has a value, and no range over its draws."""
    return row.value is not None and getattr(row, "draw_low", row.value) is None


def _ends_in_doubt(data: Dataset, found: Loss) -> bool:
    """Say whether these days reach the end of the record, and what is usable then is unsure."""
    last = {row.measure: row for row in found.rows}
    return found.within.last == data.as_of and any(row.low != row.value for row in last.values())


def _value(row: LossRow) -> float:
    return row.value or 0.0


def _shown(row: LossRow) -> str:
    """Show a value with its range, where it has one."""
    if row.value is None:
        return "none"
    low, value, high = (f"{number:.3g}" for number in (row.low, row.value, row.high))
    told = [] if low == high else [f"{low} to {high}"]
    drawn = getattr(row, "draw_low", None), getattr(row, "draw_high", None)
    if None not in drawn:
        told.append("draws {:.3g} to {:.3g}".format(*drawn))
    shown = f"{value} ({'; '.join(told)})" if told else value
    return Alone(shown) if low == high else shown


def _since(row: LossRow, *, by_rule: bool) -> str:
    """Say a value and its day; on a break of presumption it is a low point by rule."""
    shown = _shown(row)
    return type(shown)(f"{shown} since {row.date}{' (by rule)' if by_rule else ''}")


def _changes(found: Loss) -> list[dict[str, Any]]:
    return [
        {
            "what happened": row.change.replace("_", " "),
            "times": row.value,
            "in the draws": f"{row.draw_low} to {row.draw_high}",
        }
        for row in found.changes
    ]


def _event(data: Dataset, event: Event, *, with_type: bool = False) -> dict[str, Any]:
    """Return an event for people, if asked for with the type of its channel."""
    from backchannel.facts.names import label
    from backchannel.output.tables import Named

    return {
        "date": event.date.isoformat() + _within(event),
        "channel": Named(label(data, event.id), event.id),
        **({"type": event.type} if with_type else {}),
        "what happened": event.change.replace("_", " "),
        "before": event.before,
        "after": event.after,
    }


def _within(event: Event) -> str:
    """Say between which days it was, where that is not one day."""
    if event.day_earliest == event.day_latest:
        return ""
    return f"\n{event.day_earliest or ''}..{event.day_latest or ''}"


def _found_stopped(data: Dataset, row: FoundStopped) -> dict[str, Any]:
    from backchannel.facts.names import label
    from backchannel.output.tables import Named

    return {
        "out of sight since": row.out_of_sight.isoformat(),
        "channel": Named(label(data, row.id), row.id),
        "stopped by": row.stopped.isoformat(),
        "after": row.after,
    }
