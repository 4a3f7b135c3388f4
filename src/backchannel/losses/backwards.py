"""
Gains as losses looked at from the other end: what there would be had some of them not come.

The Shapley value of a gain is that of the loss of the same channel with the other sign: over all
orders in which the gains could have come it brings, on average, what it takes with it over all
orders in which they could go, since each order of the one is an order of the other, backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from backchannel.losses.games import Game


@dataclass(frozen=True)
class Come:
    """The same game from the other end: gains that have come, in place of losses."""

    game: Game

    @property
    def players(self) -> tuple[str, ...]:
        """The gains, channels by id."""
        return self.game.players

    @property
    def measures(self) -> tuple[str, ...]:
        """The names of the measures."""
        return self.game.measures

    def after(self, come: int) -> Sequence[float]:
        """Return the measures after the gains that have their bit set."""
        return self.game.after((1 << len(self.players)) - 1 & ~come)
