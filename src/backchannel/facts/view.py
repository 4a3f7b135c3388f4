"""What the data of an answer were narrowed to, in words that stand in every answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date


class View(NamedTuple):
    """Which claims count, and what is presumed beside the package's own presumption."""

    known_on: date | None = None
    told_by: str = ""
    presume: int | None = None
    """Days for all types in place of the package's; 0 is strict, None is as the package says."""

    def in_words(self) -> str:
        """Say what was asked, such as `as known on 2022-03-03, strict`; empty for the whole."""
        said = []
        if self.known_on:
            said.append(f"as known on {self.known_on}")
        if self.told_by:
            said.append(f"as told by {self.told_by}")
        if self.presume == 0:
            said.append("strict: nothing presumed")
        elif self.presume is not None:
            said.append(f"presumed to go on for {self.presume} days")
        return ", ".join(said)


WHOLE = View()
"""All claims, and the package's own presumption."""
