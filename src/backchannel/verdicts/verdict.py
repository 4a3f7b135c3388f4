"""Verdicts: what can be said of a channel, how sure it is, and which of two is the better."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from backchannel.facts.vocabulary import USABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

Certainty = Literal["surely", "presumably", "possibly"]
CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
"""How sure a verdict can be, the surest first."""


class Word(StrEnum):
    """What can be said of a channel."""

    OPEN = "open"
    DEGRADED = "degraded"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    CONTESTED = "contested"
    UNKNOWN = "unknown"


class Verdict(NamedTuple):
    """A word and how sure it is; contested and unknown have no certainty."""

    word: Word
    certainty: Certainty | None = None

    @property
    def usable(self) -> bool | None:
        """Whether the other side could be reached; None if nobody can say."""
        if self.certainty is None:
            return None
        return self.word in USABLE

    @property
    def holds(self) -> bool:
        """Whether it is sure, or presumed: what a comparison of two windows goes by."""
        return self.certainty in ("surely", "presumably")

    @property
    def holds_usable(self) -> bool:
        """Whether the other side could be reached, surely or presumably."""
        return self.holds and self.word in USABLE

    @property
    def holds_stopped(self) -> bool:
        """Whether the channel was suspended or closed, surely or presumably."""
        return self.holds and self.word not in USABLE

    @property
    def surely_usable(self) -> bool:
        """Whether the other side could surely be reached."""
        return self.certainty == "surely" and self.word in USABLE

    @property
    def surely_stopped(self) -> bool:
        """Whether the channel was surely suspended or closed."""
        return self.certainty == "surely" and self.word not in USABLE

    def __str__(self) -> str:
        """Write the verdict as `open, surely`."""
        return f"{self.word}, {self.certainty}" if self.certainty else str(self.word)


CONTESTED = Verdict(Word.CONTESTED)
UNKNOWN = Verdict(Word.UNKNOWN)

RANK: Sequence[Verdict] = (
    Verdict(Word.OPEN, "surely"),
    Verdict(Word.DEGRADED, "surely"),
    CONTESTED,
    Verdict(Word.OPEN, "presumably"),
    Verdict(Word.DEGRADED, "presumably"),
    Verdict(Word.OPEN, "possibly"),
    Verdict(Word.DEGRADED, "possibly"),
    UNKNOWN,
    Verdict(Word.SUSPENDED, "possibly"),
    Verdict(Word.CLOSED, "possibly"),
    Verdict(Word.SUSPENDED, "presumably"),
    Verdict(Word.SUSPENDED, "surely"),
    Verdict(Word.CLOSED, "surely"),
)
"""Rule `any` takes the first of these over a window's days, rule `all` the last."""

RANK_OF = {verdict: rank for rank, verdict in enumerate(RANK)}
