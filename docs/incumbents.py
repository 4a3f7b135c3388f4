"""Who is known to have held an office, day by day, and of which days nobody says who did."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.verdicts.seats import tenure_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from backchannel.facts.dataset import Dataset

MAIN_OFFICES = (
    "office-president-of-the-united-states",
    "office-president-of-russia",
    "office-us-secretary-of-state",
    "office-foreign-minister-of-russia",
    "office-us-ambassador-to-russia",
    "office-russian-ambassador-to-us",
)
"""Heads of state, foreign ministers and heads of the embassies of both sides."""

ABOUT_HOLDERS = """\
On so many days somebody *surely*, *presumably* or
only *possibly* held the office, in full or acting; on the others *nobody* is named. A gap says that
the sources at hand name nobody, not that the office was vacant: a vacancy that a source tells of is
a degraded or suspended spell of the channel. Beside a gap stand those whom sources name before and
after it.
"""

DAY = timedelta(days=1)


class Gap(NamedTuple):
    """Days, both ends included, of which no source says, nor lets presume, who held an office."""

    first: date
    last: date
    perhaps: tuple[str, ...]
    """Those who held it on some of these days on some reading of the dates."""
    before: str
    """Who held it last before these days; empty: nobody is named."""
    after: str
    """Who held it first after them."""

    @property
    def days(self) -> int:
        """How many days these are."""
        return _length((self.first, self.last))


class Held(NamedTuple):
    """How many days of a window an office surely, presumably, possibly had a holder, or nobody."""

    surely: int
    presumably: int
    possibly: int
    nobody: int


def gaps(data: Dataset, office: str, within: Window) -> list[Gap]:
    """Return the days on which nobody surely or presumably held an office, in order."""
    known = [
        (days, tenure.person)
        for tenure in data.holders_of.get(office, ())
        for days in [tenure_days(data, tenure.id)[1]]
        if days.first <= days.last
    ]
    return [
        Gap(
            first,
            last,
            tuple(_possible(data, office, first, last)),
            max(((days.last, who) for days, who in known if days.last < first), default=("", ""))[
                1
            ],
            min(((days.first, who) for days, who in known if days.first > last), default=("", ""))[
                1
            ],
        )
        for first, last in _left_out(_united(days for days, _ in known), within)
    ]


def held(data: Dataset, office: str, within: Window) -> Held:
    """Count the days of a window by how sure it is that somebody held an office."""
    tenures = _days_of_holders(data, office)
    surely, presumably, possibly = (
        within.days - sum(_length(left) for left in _left_out(_united(days), within))
        for days in ([tenure[sure] for tenure in tenures] for sure in range(3))
    )
    return Held(surely, presumably - surely, possibly - presumably, within.days - possibly)


def holders_section(data: Dataset, offices: Sequence[str] = MAIN_OFFICES) -> str:
    """Return the paragraph, the table and the list of gaps of some offices, in Markdown."""
    within = covered(data)
    lines = [
        "### Days without a sourced holder",
        "",
        f"From {within.first} to {within.last}. {ABOUT_HOLDERS}",
        "| office | surely | presumably | possibly | nobody |",
        "|---|---:|---:|---:|---:|",
    ]
    for office in offices:
        counts = " | ".join(str(number) for number in held(data, office, within))
        lines.append(f"| {data.actors[office].name} | {counts} |")
    lines += ["", "The gaps, that is, the days on which nobody holds surely or presumably:", ""]
    for office in offices:
        named = "; ".join(_in_words(data, gap) for gap in gaps(data, office, within)) or "none"
        lines.append(f"- {data.actors[office].name}: {named}")
    return "\n".join(lines)


def covered(data: Dataset) -> Window:
    """Return the whole years that a package covers, the first begun one left out."""
    begins = data.start
    if (begins.month, begins.day) != (1, 1):
        begins = date(begins.year + 1, 1, 1)
    return Window(begins, data.as_of)


def _in_words(data: Dataset, gap: Gap) -> str:
    days = f"{gap.first}" if gap.first == gap.last else f"{gap.first} to {gap.last}"
    count = "1 day" if gap.days == 1 else f"{gap.days} days"
    sides = " and ".join(
        f"{word} {data.actors[who].name}"
        for word, who in (("after", gap.before), ("before", gap.after))
        if who
    )
    who = ", ".join(data.actors[person].name for person in gap.perhaps)
    return f"{days} ({count}{f', {sides}' if sides else ''}{f'; possibly {who}' if who else ''})"


def _days_of_holders(data: Dataset, office: str) -> list[tuple[Window, Window, Window]]:
    return [tenure_days(data, tenure.id) for tenure in data.holders_of.get(office, ())]


def _possible(data: Dataset, office: str, first: date, last: date) -> Iterator[str]:
    for tenure in data.holders_of.get(office, ()):
        possibly = tenure_days(data, tenure.id)[2]
        if possibly.first <= last and possibly.last >= first:
            yield tenure.person


def _united(windows: Iterable[Window]) -> list[Window]:
    """Return days without overlaps, in order; windows that end before they begin hold none."""
    found: list[Window] = []
    for window in sorted(window for window in windows if window.first <= window.last):
        if found and window.first <= found[-1].last + DAY:
            found[-1] = Window(found[-1].first, max(found[-1].last, window.last))
        else:
            found.append(window)
    return found


def _left_out(windows: Sequence[Window], within: Window) -> Iterator[tuple[date, date]]:
    """Give the days of a window that are in none of some others, which are in order."""
    begins = within.first
    for window in windows:
        if window.last < begins:
            continue
        if window.first > within.last:
            break
        if window.first > begins:
            yield begins, window.first - DAY
        begins = window.last + DAY
    if begins <= within.last:
        yield begins, within.last


def _length(days: tuple[date, date]) -> int:
    return (days[1] - days[0]).days + 1
