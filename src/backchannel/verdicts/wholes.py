"""A part that works while the whole it belongs to is stopped, which says nothing of the part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.period import Window
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Verdict


class Whole(NamedTuple):
    """A channel that was stopped while a part of it was usable."""

    id: str
    day: date
    """The first day asked about on which it was so."""
    verdict: Verdict
    """The verdict on the whole that day."""

    def to_dict(self) -> dict[str, str | None]:
        """Return it as the JSON answer has it."""
        word, certainty = self.verdict
        return {
            "id": self.id, "day": str(self.day), "verdict": word.value, "certainty": certainty
        }  # fmt: skip


def stopped_whole(data: Dataset, channel: str, days: Window) -> Whole | None:
    """
    Return the whole that was stopped on a day on which a part of it was usable.

    Usable and stopped mean surely or presumably. Of wholes within wholes it is the nearest.

    Parameters
    ----------
    data
        The data, or a view of them.
    channel
        The part: a channel with a `parent`. Any other has no whole.
    days
        The days asked about.
    """
    usable = [piece for piece in course(data)[channel].within(days) if piece.verdict.holds_usable]
    for whole in _wholes_of(data, channel):
        for piece in usable:
            for first, _, verdict in course(data)[whole].within(Window(piece.first, piece.last)):
                if verdict.holds_stopped:
                    return Whole(whole, first, verdict)
    return None


def _wholes_of(data: Dataset, channel: str) -> Iterator[str]:
    """Yield what a channel is a part of, the nearest first; a ring ends where it began."""
    passed = {channel}
    while (channel := data.channels[channel].parent) in data.channels and channel not in passed:
        passed.add(channel)
        yield channel
