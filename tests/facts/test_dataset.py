"""A dataset holds each id of a table once."""

from __future__ import annotations

from datetime import date

import pytest

from backchannel.facts.dataset import dataset
from backchannel.facts.model import Source


def test_two_records_of_one_id_are_no_dataset() -> None:
    twice = [
        Source.model_validate({"id": "paper", "title": title, "published": "2022"})
        for title in ("One", "Two")
    ]
    with pytest.raises(ValueError, match="two records of one table share an id"):
        dataset({"sources": twice}, start=date(2020, 1, 1), as_of=date(2022, 1, 1), between=None)
