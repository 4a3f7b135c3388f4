"""Which ends of channels rest on one voice, counted on a toy by hand and against the tables of the data."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docs.ends import End, ends, ends_section

import backchannel as bc

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

CODEBOOK = Path(__file__).parents[2] / "data" / "README.md"


def three() -> Dataset:
    """One channel with five contacts of which three count, one with a single contact, one with none."""
    toy = Toy(as_of="2009-12-31")
    toy.source("copy", independence_group="papers").source("herald", independence_group="papers")
    toy.channel("talks").channel("once").channel("never")
    toy.contact("talks", "2003-05-05", id="k-first", by=("herald", "copy"))
    toy.contact("talks", "2004", id="k-between")
    toy.contact("talks", "2005-06", id="k-last", by=("herald", "ben"))
    toy.contact("talks", "2006-01-01", id="k-refused", occurrence="refused")
    toy.contact("talks", "2007-01-01", id="k-denied", denied_by=("ben",))
    toy.contact("once", "2004-02", id="k-only", by=("herald", "ann"))
    toy.spell("once", "suspended", "2005-01-01", "2005-12-31", id="s-stop", by=("herald",))
    toy.spell("once", "degraded", "2006-01-01", "2006-12-31", id="s-less")
    toy.spell("never", "closed", "2001-01-01", "..", id="s-shut", by=("ann", "ben"))
    return toy.data()


def test_ends_are_the_first_and_last_contact_that_counts_and_each_stop() -> None:
    # The copy and what it copies are one voice.
    assert sorted(ends(three())) == [
        End("first contact", "k-first", 1),
        End("last contact", "k-last", 2),
        End("only contact", "k-only", 2),
        End("suspension or closure", "s-shut", 2),
        End("suspension or closure", "s-stop", 1),
    ]


def test_the_section_counts_them_and_names_those_with_one_voice() -> None:
    said = ends_section(three())
    assert "| first contact | 1 | 1 |" in said
    assert "| suspension or closure | 2 | 1 |" in said
    assert said.endswith("- first contact: `k-first`\n- suspension or closure: `s-stop`")


def test_the_codebook_names_each_end_of_the_data_with_one_voice() -> None:
    text = CODEBOOK.read_text(encoding="utf-8").split("### Ends that rest on one voice")[1]
    named = re.findall(r"`([ks]-[^`]+)`", text.split("\n###")[0])
    data = bc.read()
    for record in named:
        claims = [claim for claim in data.claims_on[record] if not claim.field]
        assert len({data.voice(claim) for claim in claims}) == 1, record
    stops = [one.id for one in data.spells.values() if one.status in {"suspended", "closed"}]
    assert {one for one in stops if one in named} == {
        one
        for one in stops
        if len({data.voice(c) for c in data.claims_on[one] if not c.field}) == 1
    }
