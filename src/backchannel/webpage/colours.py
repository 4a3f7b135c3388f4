"""The colours of the page, by day and by night, as variables of its style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.output import palette

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY: Mapping[str, str] = {
    "paper": "#ffffff",
    "sheet": "#f6f5f1",
    "ink": palette.INK,
    "soft": "#595959",
    "rule": palette.GRID,
    "mark": palette.EDGES["open"],
    "lost": "#a3201d",
    "gained": "#1d6b3a",
    "left": palette.SIDES[0],
    "right": palette.SIDES[1],
    "between": "#6b6b6b",
    **palette.VERDICTS,
    **{f"{word}-edge": colour for word, colour in palette.EDGES.items()},
}
"""Name of a variable → its colour on white."""

NIGHT: Mapping[str, str] = {
    "paper": "#14171a",
    "sheet": "#1d2125",
    "ink": "#ececec",
    "soft": "#a9adb2",
    "rule": "#353a40",
    "mark": palette.NIGHT["open"],
    "lost": "#ff8f86",
    "gained": "#7fd49b",
    "left": "#ea8f85",
    "right": "#8cb6f0",
    "between": "#a9adb2",
    **palette.NIGHT,
    **{f"{word}-edge": colour for word, colour in palette.NIGHT.items()},
}
"""The same on a dark page."""


def colours() -> str:
    """
    Return the rules that set the colours.

    The reader's system decides, unless the switch of the page has said otherwise; paper is white.
    """
    day, night = (_block(shades) for shades in (DAY, NIGHT))
    return (
        f":root {{ color-scheme: light; {day} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{\n"
        f":root:not([data-theme='light']) {{ color-scheme: dark; {night} }} }}\n"
        f"@media screen {{ :root[data-theme='dark'] {{ color-scheme: dark; {night} }} }}\n"
    )


def _block(shades: Mapping[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in shades.items())
