"""Which names of a picture are cut for want of room, so that its caption has them whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matplotlib.text import Text

from backchannel.plots.lettering import ELLIPSIS, brief, without_brackets

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.figure import Figure

    from backchannel.facts.dataset import Dataset


def shortened(figure: Figure, data: Dataset, channels: Iterable[str]) -> Sequence[str]:
    """
    Return the channels and actors of which a cut name stands in a figure, by id.

    A text with an ellipsis names those whose name begins and ends as it does: one of the `channels`
    that the picture shows, else an actor.
    """
    texts = {text.get_text() for text in figure.findobj(Text) if isinstance(text, Text)}
    cut = [_ends(text) for text in texts if ELLIPSIS in text]
    if not cut:
        return []
    shown = {channel: _forms(data.channels[channel].name) for channel in channels}
    actors = {actor: _forms(data.actors[actor].name) for actor in data.actors}
    found: set[str] = set()
    for ends in cut:
        found |= _named(ends, shown) or _named(ends, actors)
    return sorted(found)


def _named(ends: tuple[str, str], among: dict[str, set[str]]) -> set[str]:
    start, end = ends
    return {
        key
        for key, forms in among.items()
        if any(form.startswith(start) and form.endswith(end) for form in forms)
    }


def _ends(text: str) -> tuple[str, str]:
    """Return what stands before and behind the ellipsis of a text."""
    # The day of a loss stands before its name, a verdict below.
    name = re.sub(r"^\d{4}(-\d\d){0,2}\s|\n\([a-z, ]+\)$", "", text)
    start, _, end = name.partition(ELLIPSIS)
    return _letters(start), _letters(end)


def _forms(name: str) -> set[str]:
    """Return how a name may be written where it has little room."""
    plain = without_brackets(name)
    return {_letters(form) for form in (name, plain, brief(name), brief(plain))}


def _letters(text: str) -> str:
    """Return the letters and digits of a text: a word may be broken, with a hyphen and a line."""
    return re.sub(r"[\W_]+", "", text.casefold())
