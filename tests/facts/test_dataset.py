"""A dataset holds each id of a table once, and can be sent."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

from backchannel.check.sound import read
from backchannel.facts.dataset import dataset
from backchannel.facts.model import Source
from backchannel.facts.views import as_known_on


def test_two_records_of_one_id_are_no_dataset() -> None:
    twice = [
        Source.model_validate({"id": "paper", "title": title, "published": "2022"})
        for title in ("One", "Two")
    ]
    with pytest.raises(ValueError, match="two records of one table share an id"):
        dataset({"sources": twice}, start=date(2020, 1, 1), as_of=date(2022, 1, 1), between=None)


def test_a_dataset_can_be_sent_to_a_worker_without_what_was_derived_from_it() -> None:
    data = as_known_on(read(), "2022-03-01")
    assert data.records
    assert data.voices_on(data.spells)
    sent = pickle.loads(pickle.dumps(data))  # noqa: S301 - just made
    assert sent == data
    assert (sent.title, sent.view, sent.topics, sent.entered) == (
        data.title,
        data.view,
        data.topics,
        data.entered,
    )
    assert not {"records", "claims_on"} & set(vars(sent))
    for sealed in (sent.spells, sent.topics, sent.presumption.days):
        with pytest.raises(TypeError):
            sealed["anything"] = sealed
