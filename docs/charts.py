"""Charts of the measures whose examples are no network: what is drawn, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.losses.survival import curve
from backchannel.losses.variety import herfindahl, hill
from backchannel.plots.toys import Bars, Steps

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from backchannel.losses.lives import Life
    from backchannel.losses.shapley import Shares


def shares_of_types(types: Sequence[str]) -> Bars:
    """Draw the share of each type, and what it adds."""
    shares = {name: types.count(name) / len(types) for name in dict.fromkeys(types)}
    bars = {name: (share, f"{share:.2f}² = {share**2:.4g}") for name, share in shares.items()}
    return Bars(f"share of the channels; the squares add up to {herfindahl(types):.3f}", bars)


def numbers_of_types(types: Sequence[str]) -> Bars:
    """Draw the effective number of types by order."""
    numbers = {order: hill(types, order=order) for order in (0, 1, 2)}
    bars = {
        f"order {order}": (found, f"{found:.2f}".removesuffix(".00"))
        for order, found in numbers.items()
    }
    return Bars(f"types that {len(types)} channels count as", bars)


def share_by_age(lives: Sequence[Life]) -> Steps:
    """Draw the curve of the example, and who was last seen before it ends."""
    steps = [(0.0, 1.0), *((age, share) for age, share, _ in curve(lives))]
    seen = {life.id: life.exit for life in lives if not life.stopped}
    return Steps(("age in days", "share not stopped"), steps, seen)


def costs(found: Shares) -> Bars:
    """Draw what each loss cost alone, and its share."""
    rows = {"alone": found.alone, "share": found.shapley}
    bars = {
        f"loss {place + 1}, {name}": (cost, _signed(cost))
        for place in range(len(found.alone))
        for name, costs in rows.items()
        for cost in [float(costs[place][0])]
    }
    return Bars(f"cost; of both together {_signed(found.total[0])}", bars)


def _signed(number: float) -> str:
    return f"{number:.1f}".replace("-", "\N{MINUS SIGN}").removesuffix(".0")


def in_words(chart: Bars | Steps) -> str:
    """Say what a chart shows, for whoever does not see it."""
    if isinstance(chart, Bars):
        bars = ", ".join(f"{name} {told}" for name, (_, told) in chart.bars.items())
        return f"{chart.label}: {bars}"
    age, share = chart.labels
    steps = ", ".join(f"{number:.2f} from {at:.0f} on" for at, number in chart.steps)
    seen = ", ".join(f"{name} last seen at {at:.0f}" for name, at in chart.last_seen.items())
    return f"{share} by {age}: {steps}; {seen}"


CHARTS: Mapping[str, Callable[[Mapping[str, Any]], Bars | Steps]] = {
    "herfindahl": lambda known: shares_of_types(known["types"]),
    "hill": lambda known: numbers_of_types(known["types"]),
    "curve": lambda known: share_by_age(known["lives"]),
    "shares": lambda known: costs(known["found"]),
}
"""Function whose example is no network → what is drawn of what its example makes."""
