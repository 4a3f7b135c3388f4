"""What the data of an answer were narrowed to, in words that stand in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.messages import count

if TYPE_CHECKING:
    from datetime import date


class View(NamedTuple):
    """Which claims count, and what is presumed beside the package's own presumption."""

    known_on: date | None = None
    told_by: str | None = None
    presume: int | None = None
    """Days for all types in place of the package's; 0 is strict, None is as the package says."""
    voice: str = ""
    """What to call the voice that tells it; its id if there is no name."""
    of_type: str = ""
    """The one type of channels that is left; empty if all are. `Scope` says it in every title."""

    def in_words(self) -> str:
        """Say what was asked, such as `as known on 2022-03-03, strict`; empty for the whole."""
        said = []
        if self.known_on:
            said.append(f"as known on {self.known_on}")
        if self.told_by:
            said.append(f"as told by {self.voice or self.told_by}")
        if self.presume == 0:
            said.append("strict: nothing presumed")
        elif self.presume is not None:
            said.append(f"what was seen presumed to go on for {count(self.presume, 'day')}")
        return ", ".join(said)

    def type_in_words(self) -> str:
        """Say of which type the channels are; empty if they are of all."""
        return f"channels of type {self.of_type}" if self.of_type else ""

    def to_dict(self) -> dict[str, str | int | None]:
        """Return what was asked as the JSON answers have it; None is what was not."""
        return {
            "known_on": str(self.known_on) if self.known_on else None,
            "according_to": self.told_by,
            "presume": self.presume,
        }


WHOLE = View()
"""All claims, and the package's own presumption."""
