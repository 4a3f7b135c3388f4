"""What an answer to *what if* holds: a day as it is beside the day as it would be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.facts.shown import as_a_row, on_one_screen

if TYPE_CHECKING:
    from datetime import date

    from backchannel.facts.rows import Rows
    from backchannel.facts.vocabulary import ChannelType
    from backchannel.scenarios.fallen import Fallen
    from backchannel.verdicts.verdict import Verdict


@as_a_row
@dataclass(frozen=True, slots=True)
class ChangedChannel:
    """A channel between the two sides that is otherwise than it was."""

    id: str
    name: str
    type: ChannelType
    was: Verdict
    now: Verdict | None
    """None if it has fallen away."""

    def to_dict(self) -> dict[str, Any]:
        """Return the row as the JSON answer has it."""
        return {
            "id": self.id,
            "name": self.name,
            "type": self.type,
            "before": self.was.word.value,
            "before_certainty": self.was.certainty,
            "after": self.now.word.value if self.now else "gone",
            "after_certainty": self.now.certainty if self.now else None,
        }


@as_a_row
@dataclass(frozen=True, slots=True)
class ReachedActor:
    """An actor with a usable channel on one side of the comparison, and with none on the other."""

    id: str
    kind: str
    side: str
    channels: int
    """How many it had, or has then."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Subject:
    """A topic that has a usable channel on one side of the comparison, and none on the other."""

    id: str
    channels: tuple[str, ...]
    """Those that carried it, or would."""


@as_a_row
@dataclass(frozen=True, slots=True)
class Vacancy:
    """An office that somebody who falls away holds; it can be filled again."""

    id: str
    person: str


@as_a_row
@dataclass(frozen=True, slots=True)
class Compared:
    """
    One measure as it is and as it would be.

    The value is by what is surely or presumably usable; low and high are the smallest and the
    largest of the values by what surely, presumably and possibly is. None where there is no value,
    or on a day that the data do not speak about.
    """

    measure: str
    before: float | None
    before_low: float | None
    before_high: float | None
    after: float | None
    after_low: float | None
    after_high: float | None


@on_one_screen
class WhatIf(NamedTuple):
    """A day as it would be; each list is sorted by id."""

    day: date
    between: tuple[str, str]
    without: tuple[str, ...]
    """What falls away, by id."""
    reopen: tuple[str, ...]
    """What works again, by id."""
    fallen: Rows[Fallen]
    """All that falls away, asked for or with it, of any sides, usable that day or not."""
    channels: Rows[ChangedChannel]
    """The channels between the sides that are otherwise: of those that fall away the ones that
    were usable in any way, or contested."""
    cut_off: Rows[ReachedActor]
    """Who sat on a usable channel between the sides and sits on none then; not who falls away."""
    reconnected: Rows[ReachedActor]
    """Who sits on one then and sat on none."""
    subjects_lost: Rows[Subject]
    """Topics that only channels carried that are no longer usable."""
    subjects_regained: Rows[Subject]
    """Topics that no usable channel carried."""
    vacant: Rows[Vacancy]
    """Offices that those who fall away hold."""
    measures: Rows[Compared]
