"""A package that names the Soviet Union as a side gives the answers of one that names Russia."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.facts.scope import asked
from backchannel.report import write_report
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import lost
from backchannel.verdicts.disagreement import disagreement
from backchannel.webpage.views import views_of

from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

SPELLINGS = (("SUN", "USA"), ("RUS", "USA"))


def cold_war(between: tuple[str, str]) -> Dataset:
    """Return a line that the Soviet Union, the only actor of its side, has with the other."""
    toy = Toy(start="1960-01-01", as_of="1980-12-31", between=("SUN", "USA")).channel("line")
    toy.spell("line", "open", "1963-01-01", "1970-12-31")
    toy.spell("line", "suspended", "1971-01-01", "1972-12-31", cause="act")
    toy.disruption("act", "closure", "1971-01-01", by="state-sun")
    toy.disruption("other", "law", "1971-05-01", by="state-sun")
    toy.between = between
    return toy.data()


@pytest.mark.parametrize("between", SPELLINGS, ids=lambda pair: pair[0])
def test_a_package_may_spell_its_side_either_way(between: tuple[str, str], tmp_path: Path) -> None:
    data = cold_war(between)
    scope = asked(data, None)
    assert scope == asked(data, between)
    assert [row.id for row in open_channels(data, "1969", between=scope)] == ["line"]
    found = lost(data, "1969", "1971", between=scope)
    assert [row.id for row in found.lost] == ["line"]
    assert [row.record.id for row in found.disruptions] == ["act", "other"]
    views = [(view.key, view.name) for view in views_of(data, scope.sides)]
    assert ("told-rus", "As Sun tells it") in views
    told = disagreement(data, "1969")
    assert (told.between, told.untold) == (("RUS", "USA"), 1)
    write_report(data, 1971, folder=tmp_path)
    text = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "**2 disruptions** of the two sides or on their channels" in text
    assert "more between one of the two and others" not in text
