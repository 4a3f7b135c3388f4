"""
What the network lost over time: usable channels by type, and what is not known.

A count changes only on the days on which a verdict changes; a value holds until the next such day.
Only *lost* is a loss: a channel that goes *out of sight* is no longer documented and may still be
there, so the unknown is a band of its own and never a fall to zero.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, cast

from backchannel.dates.period import window
from backchannel.facts.scope import asked
from backchannel.verdicts.comparison import CHANGES, kind_of_change
from backchannel.verdicts.course import Stretch, course, first_seen
from backchannel.verdicts.verdict import UNKNOWN, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from backchannel.dates.period import When, Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between, Scope
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.verdict import Verdict


BANDS = ("possible", "contested", "stopped", "dark", "unseen")
"""Where a channel counts that is neither surely nor presumably usable; see `LossDay`."""

SURELY = "surely"
"""Under which the surely usable are counted beside their types."""


@dataclass(frozen=True, slots=True)
class LossDay:
    """The channels on a day of change, and what changed; counts hold until the next row."""

    date: date
    usable: Mapping[ChannelType, int]
    """Channels by type that are usable, surely or presumably; types with none are left out."""
    surely: int
    """How many of them are surely usable."""
    possible: int
    """Possibly usable channels."""
    contested: int
    """Channels on which sources disagree."""
    stopped: int
    """Suspended or closed, surely, presumably or possibly."""
    dark: int
    """Unknown now, though something was known of them earlier."""
    unseen: int
    """Unknown, and nothing is known of any earlier day: not there yet, or not yet reported."""
    lost: tuple[str, ...]
    """Usable the day before, stopped now, both surely or presumably."""
    out_of_sight: tuple[str, ...]
    """Surely or presumably usable the day before; now unknown, contested or only possible."""
    gained: tuple[str, ...]
    """Stopped the day before, usable now, both surely or presumably."""
    into_view: tuple[str, ...]
    """Surely or presumably usable now; the day before unknown, contested or only possible."""

    @property
    def all_usable(self) -> int:
        """Number of channels that are usable, surely or presumably."""
        return sum(self.usable.values())

    @property
    def unknown(self) -> int:
        """Number of channels of which nothing is known that day."""
        return self.dark + self.unseen


def usable_by_type(data: Dataset, within: When, *, between: Between = None) -> list[LossDay]:
    """
    Return the course of usable channels over some days.

    Parameters
    ----------
    data
        The data, or a view of them.
    within
        The days; the first always has a row, with nothing lost or gained.
    between
        Two sides, by code or name, or `all`; the package's own pair if none is given. The channels
        of a pair are those with a party on each side on some day of the window, as in `open`; on
        days on which one has not, it counts as unknown.

    Returns
    -------
    series
        One row for the first day and for each day on which a verdict changed. Each row adds up to
        the same number of channels, and (gained + into view) - (lost + out of sight) is the change
        in those that are usable, surely or presumably.

    Raises
    ------
    UnknownName
        If a side is unknown.
    """
    within = window(within)
    lines = course(data)
    scope = asked(data, between)
    channels = scope.channels(data, within=within)
    steps = defaultdict(list)
    for channel in channels:
        line = lines[channel]
        seen = first_seen(line)
        for stretch in stretches_between(data, channel, scope, within):
            band = band_of(
                data.channels[channel].type, stretch.verdict, is_unseen=stretch.first < seen
            )
            steps[stretch.first].append((channel, stretch.verdict, band))
    tally: Counter[str] = Counter(dict.fromkeys(BANDS, 0))
    now: dict[str, tuple[Verdict, str]] = {}
    series: list[LossDay] = []
    for day in sorted(steps.keys() | {within.first}):
        changed: dict[str | None, list[str]] = defaultdict(list)
        news = [step for step in steps[day] if now.get(step[0]) != step[1:]]
        for channel, verdict, band in news:
            was, before = now.get(channel, (verdict, None))
            if before is not None:
                tally[before] -= 1
            tally[band] += 1
            tally[SURELY] += verdict.surely_usable - (before is not None and was.surely_usable)
            now[channel] = verdict, band
            changed[kind_of_change(was, verdict)].append(channel)
        series.append(_loss_day(day, tally, changed))
    return series


def stretches_between(
    data: Dataset, channel: str, scope: Scope, within: Window
) -> Iterator[Stretch]:
    """
    Yield the stretches of a channel, unknown on the days on which it is not between the sides.

    What others do through it then says nothing of the two: `open` does not list it on these days.
    """
    whole = course(data)[channel].within(within)
    if not scope.sides:
        yield from whole
        return
    joined = data.days_between(channel, scope.sides)
    for first, last, verdict in whole:
        day = first
        for days in joined:
            if days.last < day or days.first > last:
                continue
            if days.first > day:
                yield Stretch(day, days.first - timedelta(days=1), UNKNOWN)
            yield Stretch(max(day, days.first), min(last, days.last), verdict)
            if days.last >= last:
                break
            day = days.last + timedelta(days=1)
        else:
            yield Stretch(day, last, UNKNOWN)


def band_of(usable: str, verdict: Verdict, *, is_unseen: bool) -> str:
    """Return where a channel counts: as `usable` says if that holds, else one of `BANDS`."""
    if verdict.holds_usable:
        return usable
    if verdict == UNKNOWN:
        return "unseen" if is_unseen else "dark"
    if verdict.word is Word.CONTESTED:
        return "contested"
    return "possible" if verdict.usable else "stopped"


def _loss_day(
    day: date, tally: Mapping[str, int], changed: Mapping[str | None, Sequence[str]]
) -> LossDay:
    usable = {
        kind: number for kind, number in tally.items() if number and kind not in (SURELY, *BANDS)
    }
    lost, hidden, gained, shown = (tuple(sorted(changed.get(kind, ()))) for kind in CHANGES)
    return LossDay(
        day,
        usable=cast("Mapping[ChannelType, int]", dict(sorted(usable.items()))),
        surely=tally[SURELY],
        **{band: tally[band] for band in BANDS},
        lost=lost,
        out_of_sight=hidden,
        gained=gained,
        into_view=shown,
    )
