"""`docs/measures.md`: an entry for each measure, with what a reader has to know, and a picture of its toy."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from backchannel.losses.cuts import number_of_lines, smallest_cuts
from backchannel.losses.measures import MEASURES as LOSSES
from backchannel.losses.reaching import efficiency, largest_component, reach
from backchannel.losses.shapley import shares
from backchannel.losses.silence import fewest_losses
from backchannel.losses.survival import curve
from backchannel.losses.variety import herfindahl, hill
from backchannel.network.brokerage import ROLES, broker_roles, pairs_carried
from backchannel.network.measures import DEFAULT, MEASURES

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "measures.md").read_text(encoding="utf-8")
OF_LOSS = [
    number_of_lines, smallest_cuts, fewest_losses, reach, efficiency, largest_component, herfindahl,
    hill, curve, shares,
]  # fmt: skip
FUNCTIONS = [
    *(measure.function for measure in MEASURES.values()), broker_roles, pairs_carried, *OF_LOSS
]  # fmt: skip
TITLES_OF_LOSS = [
    "Independent lines", "Smallest cuts", "Losses until silence", "Reach", "Efficiency",
    "Largest component", "Concentration by type (Herfindahl)", "Effective number of types (Hill)",
    "Survival (Kaplan–Meier)", "Attribution (Shapley)",
]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.__name__)
def test_a_docstring_is_a_small_paper(function: object) -> None:
    text = inspect.getdoc(function) or ""
    for part in (
        ".. math::",
        "Parameters\n---",
        "Returns\n---",
        "References\n---",
        "Examples\n---",
    ):
        assert part in text
    # What it says of whoever stands alone and of a network without a node.
    returned = " ".join(text.split("Returns\n---")[1].split("References")[0].split())
    assert re.search("isolated|no contact|no channel|has none|not defined", returned)
    assert "empty network" in " ".join(text.split())


def test_every_measure_has_an_entry_with_its_picture() -> None:
    headings = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    labels = [
        MEASURES[name].label for name in sorted(MEASURES, key=lambda n: (n not in DEFAULT, n))
    ]
    assert headings == [*labels, "Broker roles", "Go-betweens", *TITLES_OF_LOSS]
    pictures = re.findall(r"^!\[.+\]\((measures/.+\.svg)\)$", PAGE, re.MULTILINE)
    assert sorted(pictures) == sorted(f"measures/{path.name}" for path in DOCS.glob("measures/*"))
    assert len(pictures) == len(headings)


def test_the_pictures_show_what_the_examples_say() -> None:
    for said in (
        "hotline 0.50² = 0.25, mission 0.25² = 0.0625, working-group 0.25² = 0.0625",
        "order 0 3, order 1 2.83, order 2 2.67",
        "1.00 from 0 on, 0.67 from 2 on, 0.44 from 3 on, 0.00 from 5 on; x last seen at 4",
        "of both together −1: loss 1, alone −1, loss 1, share −0.5",
        "B - y, B - z; x and y share a house](",
    ):
        assert said in PAGE


def test_every_entry_says_from_where_it_is_and_how_it_is_asked_for() -> None:
    for entry in PAGE.split("\n## ")[1:]:
        assert "*References.* [1] " in entry
        assert "https://doi.org/" in entry
        title = entry.partition("\n")[0]
        verb = "(loss FROM TO|whatif DAY)" if title in TITLES_OF_LOSS else "centrality DAY"
        assert re.search(f"`backchannel {verb}", entry)
    for name in set(MEASURES) - set(DEFAULT):
        assert f"`backchannel centrality DAY --measure {name}`" in PAGE
    for name in set(LOSSES) - {"channels"}:  # a plain count
        assert f"`backchannel loss FROM TO --measure {name}`" in PAGE
    assert all(role in " ".join(PAGE.split()) for role in ROLES)
