"""
The look of all pictures: the shared palette, one font, one way to show a verdict.

A verdict is never told by colour alone: what is usable is a high bar and what is stopped a low
one; what is sure is solid, what is presumed to go on has stripes that run on along the time axis,
what is possible is hatched, what is contested is crossed, and the unknown is dotted where it needs
a mark; in a timeline it stays white.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import matplotlib as mpl
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Patch

from backchannel.facts.vocabulary import FAMILIES
from backchannel.output import palette
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager

    from backchannel.verdicts.verdict import Certainty

INK, FAINT, GRID, SIDES = palette.INK, palette.FAINT, palette.GRID, palette.SIDES

PAPER = "white"

PATHS = palette.PATHS
"""The colours of paths; neighbours differ by dash as well."""

FAMILY_COLOURS: Mapping[str, str] = dict(zip(FAMILIES, palette.FAMILY_HUES, strict=True))

RC: Mapping[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "hatch.linewidth": 0.7,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "savefig.facecolor": "white",
    # A name with two dollar signs is a name, not mathematics.
    "text.parse_math": False,
    # Without a salt, two runs give the parts of an SVG different names.
    "svg.hashsalt": "backchannel",
    "svg.fonttype": "path",
    # TrueType, as publishers ask for it; the other kind, Type 3, is refused by some.
    "pdf.fonttype": 42,
    "path.simplify": False,
}


SMALL_RC: Mapping[str, Any] = {
    "font.size": 7,
    "axes.titlesize": 8,
    "legend.fontsize": 6.5,
    "legend.handlelength": 1.8,
    "legend.columnspacing": 1.4,
}


class Look(NamedTuple):
    """How a verdict is drawn."""

    face: str
    edge: str
    hatch: str
    height: float
    """Share of a row's height."""
    order: int
    """What is drawn later covers what is drawn before."""


NO_DATA = Look("#f3f3f3", "#c9c9c9", "\\\\\\", 0.34, 1)
"""Days of which the data say nothing: what was unknown on them was not even asked."""


def context(*, is_small: bool = False) -> AbstractContextManager[None]:
    """
    Return the settings of all pictures, for a `with` block; global ones stay as they are.

    In one column of a page letters are small.
    """
    # A user's own settings must not change our bytes; the backend is left out, since reading it
    # starts one.
    settings: dict[Any, Any] = {**mpl.rcParamsDefault, **RC, **(SMALL_RC if is_small else {})}
    del settings["backend"]
    return mpl.rc_context(settings)


def look(verdict: Verdict) -> Look:
    """Return how a verdict is drawn."""
    colour = palette.VERDICTS[verdict.word]
    if verdict.word is Word.UNKNOWN:
        return Look(colour, "#c4c4c4", "..", 0.34, 1)
    if verdict.word is Word.CONTESTED:
        return Look(tint(colour, 0.85), colour, "xxxx", 0.72, 5)
    return _patterned(colour, verdict.certainty, 0.72 if verdict.usable else 0.3)


def _patterned(colour: str, certainty: Certainty | None, height: float) -> Look:
    """Return a colour as it is drawn where something is so sure."""
    if certainty == "possibly":
        return Look(tint(colour, 0.8), colour, "/////", height, 2)
    if certainty == "presumably":
        return Look(tint(colour, 0.55), colour, "-----", height, 3)
    return Look(colour, colour, "", height, 4)


SURELY = (Word.OPEN, Word.DEGRADED, Word.SUSPENDED, Word.CLOSED)
"""The words that a verdict may surely have."""

CERTAINTY_KEYS: Mapping[Certainty, str] = {
    "surely": "solid: surely",
    "presumably": "striped: presumably, as last seen",
    "possibly": "hatched: possibly",
}
"""The words of a legend for each pattern, whatever its colour."""


def key_of(look: Look, label: str) -> Patch:
    """Return the key of a look for a legend."""
    return Patch(
        facecolor=look.face, edgecolor=look.edge, hatch=look.hatch, linewidth=0.6, label=label
    )


def verdict_keys(
    *, is_known: bool = True, has_unknown: bool = True, short: bool = False
) -> list[Patch]:
    """
    Return the keys of the verdicts for a legend, with few words where it has to be `short`.

    On a day that the data do not cover nothing is even unknown; else that is left out where a
    picture has no such mark.
    """
    unknown = key_of(look(Verdict(Word.UNKNOWN)), "unknown" if short else "unknown: no source says")
    return [
        *(key_of(look(Verdict(word, "surely")), word) for word in SURELY),
        *(certainty_key(sure, short=short) for sure in CERTAINTY_KEYS),
        contested_key(short=short),
        *([key_of(NO_DATA, "no data")] if not is_known else [unknown] if has_unknown else []),
    ]


def certainty_key(sure: Certainty, *, short: bool = False) -> Patch:
    """Return the key of a certainty, in a colour of no verdict."""
    return key_of(_patterned(FAINT, sure, 0), sure if short else CERTAINTY_KEYS[sure])


def contested_key(*, short: bool = False) -> Patch:
    """Return the key of what is contested."""
    said = "contested" if short else "contested: sources disagree"
    return key_of(look(Verdict(Word.CONTESTED)), said)


def tint(colour: str, share: float) -> str:
    """Return a colour mixed with a share of white."""
    red, green, blue = (part + (1 - part) * share for part in to_rgb(colour))
    return to_hex((red, green, blue))
