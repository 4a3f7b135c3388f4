"""An account: what a source says of a channel or an office on some days."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.vocabulary import USABLE

if TYPE_CHECKING:
    from datetime import date

    from backchannel.dates.period import Window
    from backchannel.facts.vocabulary import Status


class Account(NamedTuple):
    """An account that counts in a view, with its bounds cut where its evidence ends."""

    id: str
    status: Status
    start_earliest: date
    start_latest: date
    end_earliest: date
    end_latest: date
    denied: bool = False
    is_contact: bool = False
    carried_to: date | None = None
    """The last day on which it is presumed to go on; None if it is not carried."""

    @property
    def usable(self) -> bool:
        """Whether the other side could be reached, by this account."""
        return self.status in USABLE

    @property
    def has_a_sure_day(self) -> bool:
        """Whether the account holds on some day, however its dates are read."""
        return self.start_latest <= self.end_earliest

    def surely_covers(self, day: date) -> bool:
        """Say whether the account holds on this day, however its dates are read."""
        return self.start_latest <= day <= self.end_earliest

    def possibly_covers(self, day: date) -> bool:
        """Say whether the account holds on this day on some reading of its dates."""
        return self.start_earliest <= day <= self.end_latest

    def is_carried_to(self, day: date) -> bool:
        """Say whether the account is presumed to go on until this day, or surely holds on it."""
        return self.carried_to is not None and self.start_latest <= day <= self.carried_to

    def touches(self, window: Window) -> bool:
        """Say whether the account possibly holds on some day of a window, or is carried there."""
        if self.start_earliest <= window.last and self.end_latest >= window.first:
            return True
        return (
            self.carried_to is not None
            and self.start_latest <= window.last
            and self.carried_to >= window.first
        )
