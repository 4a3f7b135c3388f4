"""What `centrality` is asked for: measures, broker roles, or who goes between two sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.errors import UsageFault

if TYPE_CHECKING:
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.network.brokerage import Groups
    from backchannel.network.values import CentralityRow


class Kind(NamedTuple):
    """One of three kinds of question."""

    named: tuple[str, ...]
    """The measures that were asked for by name."""
    brokers: Groups | None
    """Between what the brokers stand: `side` or `sector`."""
    go_betweens: bool

    @property
    def is_of_brokers(self) -> bool:
        """Whether it is no measure that is asked for."""
        return self.brokers is not None or self.go_betweens

    @property
    def measures(self) -> list[str]:
        """The names of the measures of the rows."""
        from backchannel.network.brokerage import ROLES
        from backchannel.network.brokers import GO_BETWEENS
        from backchannel.network.measures import chosen

        if bool(self.named) + (self.brokers is not None) + self.go_betweens > 1:
            raise UsageFault(
                "`--measure`, `--brokers` and `--go-betweens` exclude each other; give one"
            )
        if self.brokers:
            return list(ROLES)
        return [GO_BETWEENS] if self.go_betweens else list(chosen(self.named or None))

    def rows(self, data: Dataset, on: date, **network: Any) -> Rows[CentralityRow]:
        """Answer it for the network of a day."""
        from backchannel.network.brokers import brokerage, go_betweens
        from backchannel.network.values import centrality

        measures = self.measures
        if self.brokers is not None:
            return brokerage(data, on, groups=self.brokers, **network)
        if self.go_betweens:
            return go_betweens(data, on, **network)
        return centrality(data, on, measures=measures, **network)

    def title(self, sides: str) -> str:
        """Say what the answer is of, with the sides in words."""
        if self.brokers is not None:
            return f"Brokers between {self.brokers}s, channels {sides}"
        if self.go_betweens:
            return f"Pairs of actors {sides} that need a node to reach one another"
        return f"Network of the channels {sides}"
