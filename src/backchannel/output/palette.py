"""
The one palette that terminal, page and pictures share.

Colours differ for readers with any of the common colour blindnesses and, by their lightness, in
grey print; a test holds them to it. They are keyed by the plain word, so that no reader of the
palette has to know what a verdict is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

INK = "#1a1a1a"
"""Text, axes and outlines."""
FAINT = "#767676"
"""What stands back: small print, and what is only possible."""
GRID = "#dcdcdc"
"""Rules and grid lines."""

VERDICTS: Mapping[str, str] = {
    "open": "#0b4f8f",
    "degraded": "#5aaee3",
    "contested": "#a8456f",
    "suspended": "#f5b23c",
    "closed": "#4a1415",
    "unknown": "#eeeeee",
}
"""The colour of each verdict on paper and on the page."""

EDGES: Mapping[str, str] = {
    "open": "#0b4f8f",
    "degraded": "#2b7cb5",
    "contested": "#a8456f",
    "suspended": "#9a6400",
    "closed": "#4a1415",
    "unknown": "#767676",
}
"""The outline of each verdict on a white page: a shade that stands out from it, three to one."""

NIGHT: Mapping[str, str] = {
    "open": "#8cc4f5",
    "degraded": "#4a8cc2",
    "contested": "#e58fb4",
    "suspended": "#bd8420",
    "closed": "#a0564a",
    "unknown": "#8d949c",
}
"""The colour of each verdict on a dark page, where it is its own outline."""

TERMINAL: Mapping[str, str] = {
    "open": "bright_blue",
    "degraded": "bright_cyan",
    "contested": "bright_magenta",
    "suspended": "yellow",
    "closed": "red",
    "unknown": "dim",
}
"""The same hues by the names of a terminal, which fits them to its own background."""

SIDES = ("#a02c2c", "#2c5aa0", "#8a8a8a")
"""First side, second side, all others."""

PATHS = (
    VERDICTS["open"],
    "#d98c2b",
    "#2b9a7a",
    "#7d1f3a",
    VERDICTS["degraded"],
    VERDICTS["closed"],
    FAINT,
    VERDICTS["contested"],
)
"""Of paths through time."""

FAMILY_HUES = (
    "#2d1152",
    "#1c64a8",
    "#86b9e6",
    "#7d1f3a",
    "#2b9a7a",
    "#d98c2b",
    "#f3d37a",
    "#e6ecf5",
)
"""The colours of the families of channel types, in the families' order."""
