"""For how many days what was seen is presumed to go on, as a view may ask."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.facts.presumption import MOST_DAYS

from worlds.make import Toy


@pytest.mark.parametrize("days", [-1, True, 0.5, "90"])
def test_days_that_are_no_number_of_days_are_refused(days: Any) -> None:
    with pytest.raises(UsageFault, match="is no number of days; give a whole number, 0 or more"):
        bc.presuming(Toy().data(), days)


def test_a_number_of_an_array_is_a_number_of_days() -> None:
    data = Toy().data()
    asked = bc.presuming(data, np.int64(3))  # type: ignore[arg-type]
    assert asked == bc.presuming(data, 3)
    assert bc.presuming(data, 10**30) == bc.presuming(data, MOST_DAYS)
    assert type(asked.view.presume) is int


def test_presuming_takes_one_number_for_all_types_and_keeps_the_breaks() -> None:
    data = bc.read()
    assert data.presumption
    assert not bc.strict(data).presumption
    assert not bc.presuming(data, 0).presumption
    assert bc.strict(data).presumption.breaks == data.presumption.breaks
    other = bc.presuming(data, 7).presumption
    assert {other.days_for(what) for what in ("mission", "hotline", "tenure", "default")} == {7}
    assert other.breaks == data.presumption.breaks
    assert bc.presuming(bc.strict(data), 7) == bc.presuming(data, 7)
