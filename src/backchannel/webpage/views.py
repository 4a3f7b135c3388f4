"""Which views of the data a page ships: all claims, strict, as each side tells it, as was known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from backchannel.dates.words import day_in_words
from backchannel.facts.scope import in_prose, side_name
from backchannel.facts.view import WHOLE
from backchannel.facts.views import as_known_on, as_told_by, strict
from backchannel.facts.voices import state_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.facts.dataset import Dataset

KNOWN_AFTER = (2014, 2021, 2022)
"""Years at whose end the page can show what was known: the years of two ruptures, and an eve."""


class PageView(NamedTuple):
    """One of the views that a reader can choose from."""

    key: str
    """What it is called in the address of the page."""
    name: str
    data: Dataset


def views_of(data: Dataset, sides: Sequence[str] | None) -> list[PageView]:
    """
    Return the views that a page of some data ships, the first of which it opens with.

    Data that were narrowed before are shown as they are, and in no other view.
    """
    if data.view != WHOLE:
        said = data.view.in_words()
        return [PageView("asked", said[:1].upper() + said[1:], data)]
    views = [
        PageView("all", "All claims", data),
        PageView("strict", "Strict: nothing presumed", strict(data)),
    ]
    views += _as_each_tells_it(data, sides or ())
    days = [date(year, 12, 31) for year in KNOWN_AFTER]
    return views + [
        PageView(f"known-{day}", f"As known on {day_in_words(day)}", as_known_on(data, day))
        for day in days
        if data.start < day < data.as_of
    ]


def _as_each_tells_it(data: Dataset, sides: Sequence[str]) -> Iterator[PageView]:
    for side in sides:
        if state := state_of(data, side):
            name = in_prose(side_name(data, side))
            yield PageView(f"told-{side.lower()}", f"As {name} tells it", as_told_by(data, state))
