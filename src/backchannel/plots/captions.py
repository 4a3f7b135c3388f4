"""What every picture says in words in the same way: how many were usable, and for which days."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from backchannel.dates.words import day_in_words
from backchannel.facts.vocabulary import FAMILY
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.presumption import Break
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.verdicts.verdict import Verdict


def usable_in_words(surely: int, presumably: int, what: str = "usable") -> str:
    """
    Say how many were usable, and how surely.

    >>> usable_in_words(3, 9)
    '12 usable (3 surely, 9 presumably)'
    >>> usable_in_words(0, 0)
    '0 usable'
    """
    numbers = {"surely": surely, "presumably": presumably}
    parts = ", ".join(f"{number} {word}" for word, number in numbers.items() if number)
    return f"{surely + presumably} {what}" + (f" ({parts})" if parts else "")


def type_in_words(name: str) -> str:
    """
    Return a type of channels as prose has it.

    >>> type_in_words("foreign-ministry"), type_in_words("all")
    ('foreign ministry', 'all types')
    """
    return "all types" if name == "all" else name.replace("-", " ")


def verdicts_in_words(verdicts: Iterable[Verdict]) -> str:
    """Say how many of some verdicts hold that a channel was usable."""
    numbers = Counter(verdict.certainty for verdict in verdicts if verdict.holds_usable)
    return usable_in_words(numbers["surely"], numbers["presumably"])


def left_out_in_words(
    types: Iterable[ChannelType],
    *,
    kept: str,
    shown: Iterable[ChannelType] = (),
    short: bool = False,
) -> str:
    """
    Say for how many channels there was no room, by family; empty if there was for all.

    `kept` says which have room instead, and `shown` of which types these are; a `short` sentence
    leaves out the families, but for those of which none has room.

    >>> left_out_in_words(["mission", "hotline", "mission"], kept="those with most contacts")
    ' No room for 3 channels, which the caption names (2 of embassies and consulates, 1 of \
military and hotlines); shown are those with most contacts.'
    """
    numbers = Counter(FAMILY[one] for one in types).most_common()
    if not numbers:
        return ""
    total = sum(number for _, number in numbers)
    families = ", ".join(f"{number} of {name}" for name, number in numbers)
    drawn = {FAMILY[one] for one in shown}
    lost = [name for name, _ in numbers if name not in drawn]
    told = f" (among them all of {', '.join(lost)})" if short and lost else ""
    least = "" if lost else ", one of each family at least"
    return (
        f" No room for {count(total, 'channel')}, which the caption names"
        f"{told if short else f' ({families})'}; shown are {kept}{least}."
    )


def view_in_words(data: Dataset) -> str:
    """Say in brackets to what the data were narrowed; empty if they were not."""
    said = data.view.in_words()
    return f" ({said})" if said else ""


def beyond_in_words(data: Dataset, within: Window) -> str:
    """Say which days of a picture the data do not cover; empty if they cover all."""
    outside = []
    if within.first < data.start:
        outside.append(f"before {data.start}")
    if within.last > data.as_of:
        outside.append(f"after {data.as_of}")
    return f" No data {' or '.join(outside)}." if outside else ""


def breaks_within(data: Dataset, within: Window) -> tuple[Break, ...]:
    """Return the breaks in a picture across which something could else be presumed."""
    breaks = data.presumption.breaks if data.presumption else ()
    return tuple(stop for stop in breaks if within.first < stop.date <= within.last)


def breaks_in_words(data: Dataset, within: Window, *, short: bool = False) -> str:
    """
    Say what the dotted lines of a picture through time mean; empty if it has none.

    A `short` sentence leaves the days to the lines and their words, and the rest to the caption.
    """
    breaks = breaks_within(data, within)
    if not breaks:
        return ""
    if short:
        return " What was only presumed ends at a dotted line."
    days = " and ".join(f"{day_in_words(stop.date)} ({stop.reason})" for stop in breaks)
    return (
        f" By rule, what was only presumed to be usable ends on {days}; no source reports that as "
        "a loss."
    )


def span_in_words(within: Window, known: Window | None) -> str:
    """Say which days a picture spans, and which of them the data cover if not all."""
    said = f"from {within.first} to {within.last}"
    if known is None:
        return f"{said}, of which the data say nothing"
    if known == within:
        return said
    return f"{said}, with data from {known.first} to {known.last}"
