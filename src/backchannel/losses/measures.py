"""
The measures of loss, each with what a reader of its numbers has to know.

All speak of the channels between two sides on a day. A new one is a function and an entry here; the
course, the attribution and the command line take it from this registry.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class LossMeasure(NamedTuple):
    """What a reader of the numbers of a measure has to know."""

    label: str
    unit: str
    range: tuple[float, float | None]
    """The least it can be, and the most; None where there is no most."""
    falls: bool = True
    """Whether it never rises when a channel is lost."""
    worst: Callable[..., Any] = min
    """Which of some values is the worst."""


MEASURES: Mapping[str, LossMeasure] = {
    "channels": LossMeasure("Channels", "usable channels with a party on each side", (0, None)),
    "independent_lines": LossMeasure(
        "Independent lines", "lines that share no channel, person or third side", (0, None)
    ),
    "losses_until_silence": LossMeasure(
        "Losses until silence",
        "fewest losses, common causes among them, that end contact",
        (0, None),
    ),
    "reach": LossMeasure(
        "Reach",
        "share of the pairs of seated actors across the sides that reach one another",
        (0, 1),
    ),
    "efficiency": LossMeasure(
        "Efficiency", "mean of 1 / channels between two seated actors", (0, 1)
    ),
    "largest_component": LossMeasure(
        "Largest component", "actors who all reach one another", (0, None)
    ),
    "herfindahl": LossMeasure(
        "Concentration by type",
        "chance that two channels are of one type",
        (0, 1),
        falls=False,
        worst=max,
    ),
    "hill_0": LossMeasure("Types", "types of channels", (0, None)),
    "hill_1": LossMeasure(
        "Effective types, order 1", "types, if all were equally common", (0, None), falls=False
    ),
    "hill_2": LossMeasure(
        "Effective types, order 2", "types, if all were equally common", (0, None), falls=False
    ),
}
"""Name → measure."""

LINES_BEYOND_CHANNELS = (
    "independent lines outnumber the channels between the two, since lines also run through "
    "third sides"
)
"""What is said where there are more independent lines than channels: it looks like a mistake."""
