"""What is asked of data to see that they give the same answers whatever way they were read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.facts.model import RECORDS

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

WINDOWS = ("2022", "2022-02-24", "1999/2030", "2018-05/2019-02")


def answers(data: Dataset) -> list[Any]:
    """What is asked most: channels under each rule, and of narrower views; each record, too."""
    views = (data, bc.strict(data), bc.presuming(data, 30), bc.as_known_on(data, "2022-03-01"))
    return [
        bc.open_channels(view, when, rule=rule, everything=True)
        for view in views
        for when in WINDOWS
        for rule in ("any", "all", "last-day")
    ] + [dict(data.table(table)) for table in RECORDS]


def few(data: Dataset) -> list[Any]:
    """One answer that looks at all that was kept, and each record."""
    return [
        bc.open_channels(data, "1999/2030", everything=True),
        *(dict(data.table(table)) for table in RECORDS),
    ]
