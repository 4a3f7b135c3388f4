"""
Runs of seven words that our own texts share with titles of sources, or with each other.

No sentence of a source is stored; titles are all that the record holds of their wording, so that they are all that can
be compared. `python tests/record/test_wording.py` prints every run, those that are let pass too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

import backchannel as bc

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from backchannel.facts.dataset import Dataset

RUN = 7

Runs = dict[str, set[str]]
"""A run of words → the records in which it stands."""

WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")

OFFICIAL = {
    "american coordinating group for air traffic control",
    "business development and economic relations working group",
    "chairman of the joint chiefs of staff",
    "coordinating group for air traffic control racgat",
    "geneva international discussions on the conflict in",
    "in the use of information and communication",
    "international discussions on the conflict in georgia",
    "joint commission on economic and technological cooperation",
    "national security advisers of the united states",
    "nuclear energy and nuclear security working group",
    "of the pentagon and the russian ministry",
    "pentagon and the russian ministry of defence",
    "permanent members of the un security council",
    "russian american coordinating group for air traffic",
    "russian joint commission on economic and technological",
    "the pentagon and the russian ministry of",
    "the use of information and communication technologies",
    "under secretary of state for political affairs",
    "us under secretary of state for political",
}
"""Runs of official names, which cannot be said in other words."""


def words(text: str) -> list[str]:
    return [word.lower() for word in WORD.findall(text.replace("’", "'"))]


def runs(text: str) -> Iterator[str]:
    """Give all runs of seven words of a text, as if it were written small and without marks."""
    found = words(text)
    for at in range(len(found) - RUN + 1):
        yield " ".join(found[at : at + RUN])


def runs_of(texts: Mapping[str, str]) -> Runs:
    found: Runs = defaultdict(set)
    for record, text in texts.items():
        for run in runs(text):
            found[run].add(record)
    return found


def our_texts(data: Dataset) -> dict[str, str]:
    """Return what was written for the record: outcomes, names of channels and actors, what is counted, what is needed."""
    return {
        **{one.id: one.outcome for one in data.contacts.values()},
        **{one.id: one.name for one in data.channels.values()},
        **{one.id: one.name for one in data.actors.values()},
        **{one.id: one.count_of for one in data.disruptions.values()},
        **{one.id: one.on for one in data.dependencies.values()},
        **{one.id: one.value for one in data.claims.values() if one.field == "outcome"},
    }


def shared_with_titles(data: Dataset) -> dict[str, tuple[set[str], set[str]]]:
    """Return the runs that our texts share with titles: our records, and the sources."""
    ours = runs_of(our_texts(data))
    titles = runs_of({source.id: source.title for source in data.sources.values()})
    return {run: (ours[run], titles[run]) for run in sorted(ours.keys() & titles.keys())}


def shared_among_us(data: Dataset) -> Runs:
    """Return the runs that outcomes of several contacts share."""
    ours = runs_of({one.id: one.outcome for one in data.contacts.values()})
    return {run: records for run, records in sorted(ours.items()) if len(records) > 1}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def test_runs_are_found_whatever_the_case_and_the_marks() -> None:
    assert list(runs("One two three four five six")) == []
    assert list(runs("One, two – three “four” five six seven's EIGHT.")) == [
        "one two three four five six seven's",
        "two three four five six seven's eight",
    ]
    assert runs_of({"a": "a b c d e f g", "b": "B c d e f g h"}) == {
        "a b c d e f g": {"a"},
        "b c d e f g h": {"b"},
    }


def test_no_text_of_ours_shares_seven_words_with_the_title_of_a_source(data: Dataset) -> None:
    assert set(shared_with_titles(data)) == OFFICIAL


def test_a_locator_is_too_short_to_be_a_sentence_of_its_source(data: Dataset) -> None:
    """Each of the places that it names, apart from paragraphs and pages, which are numbers."""
    places = {
        (claim.id, place.strip())
        for claim in data.claims.values()
        for place in claim.locator.split(";")
        if not place.strip().lower().startswith("para")
    }
    assert len(places) > 7000
    spoken = {one: [word for word in words(one[1]) if not word.isdigit()] for one in places}
    assert sorted(one for one, found in spoken.items() if len(found) >= RUN) == []


if __name__ == "__main__":
    record = bc.read()
    for run, (ours, titles) in shared_with_titles(record).items():
        print(f"{run}\n    {', '.join(sorted(ours))}\n    in titles: {', '.join(sorted(titles))}")
    print(f"\nShared by several outcomes: {len(shared_among_us(record))}")
    for run, records in shared_among_us(record).items():
        print(f"{run}\n    {', '.join(sorted(records))}")
