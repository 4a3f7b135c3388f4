"""How an actor on a channel is drawn: mark and line, by how sure it is that it sat there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.lines import Line2D

from backchannel.plots import style
from backchannel.plots.lettering import fitted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from backchannel.verdicts.verdict import Certainty

MARKS: Mapping[str, str] = {"person": "o", "organization": "s"}


class TieLook(NamedTuple):
    """How the line of a tie is drawn, by the words of Matplotlib."""

    color: str
    linewidth: float
    linestyle: str | tuple[int, tuple[int, int]]
    zorder: float


TIES: Mapping[Certainty, TieLook] = {
    "surely": TieLook(style.INK, 1.5, "solid", 2.2),
    "presumably": TieLook("#5c5c5c", 0.7, "solid", 2.1),
    "possibly": TieLook(style.FAINT, 0.8, (0, (2, 2)), 2),
}
"""How sure it is that somebody was on a channel and it was usable → the line between them."""

TIE_KEYS: Mapping[Certainty, str] = {
    "surely": "surely on it, and it surely usable",
    "presumably": "one of the two only presumably",
    "possibly": "one of the two only possibly",
}


def filled(certainty: Certainty, colour: str) -> dict[str, Any]:
    """Return the filling of a mark: whole if surely there, half if presumably, none if possibly."""
    return {
        "fillstyle": "left" if certainty == "presumably" else "full",
        "markerfacecolor": style.PAPER if certainty == "possibly" else colour,
        "markeredgecolor": colour,
        "markerfacecoloralt": style.PAPER,
        "markeredgewidth": 1,
    }


def tie_keys(sides: Sequence[str], *, inches: float = 4.5, short: bool = False) -> list[Line2D]:
    """Return the keys of marks and lines for a legend, with few words where it is `short`."""
    told = (
        f"state as party ({', '.join(sides)})"
        if short
        else (f"the state itself is the party ({', '.join(sides)})")
    )
    state = fitted(told, inches=inches, size=8, lines=1)
    words = {least: f"{least} on it" for least in TIE_KEYS} if short else TIE_KEYS
    return [
        *actor_keys(words),
        Line2D([], [], marker="D", markersize=3.6, linestyle="none", color=style.SIDES[2],
               label=state),
    ]  # fmt: skip


def actor_keys(words: Mapping[Certainty, str]) -> list[Line2D]:
    """Return the keys of the marks of actors, and of the lines, with the words for each."""
    names = {"person": "person", "organization": "office or organization"}
    return [
        *(
            Line2D([], [], linestyle="none", marker=MARKS[what], markerfacecolor=style.PAPER,
                   markeredgecolor=style.INK, markersize=6, label=name)
            for what, name in names.items()
        ),
        *(
            Line2D([], [], marker="o", markersize=6, **TIES[least]._asdict(),
                   **filled(least, style.INK), label=said)
            for least, said in words.items()
        ),
    ]  # fmt: skip
