"""
Backchannel answers, with evidence, which channels between two governments were open, and what was lost.

The data are tables of sourced claims about channels; a question goes to a frozen `Dataset` and the answer says
how sure it is. Ask a window of days (`2022`, `2022-02-01`, `2021-06/2022-02`), and get one row a channel:

>>> import backchannel as bc
>>> data = bc.read()
>>> rows = bc.open_channels(data, "2022-03-03", between=("RUS", "USA"), type="deconfliction")
>>> [(row.id, row.verdict, row.certainty) for row in rows]
[('ruus-deconfliction-ukraine', 'open', 'surely')]

What a view keeps is decided before the question: `as_known_on(data, day)` sees only what was published by a
day, `as_told_by(data, actor)` only what one voice says. Measures are NetworkX on a day's `snapshot`.

The rest lies in the modules, named by the domain: `course` (what "open" means), `contacts`, `network`,
`centrality`, `loss`, `plots`, `report`. Names are imported when they are first used, so that
`import backchannel` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backchannel.answers import lost, open_channels
    from backchannel.check import check_package, read
    from backchannel.dataset import Dataset
    from backchannel.errors import BackchannelError
    from backchannel.evidence import show
    from backchannel.network import snapshot
    from backchannel.store import connect
    from backchannel.views import as_known_on, as_told_by, drawn, without

__all__ = [
    "BackchannelError",
    "Dataset",
    "as_known_on",
    "as_told_by",
    "check_package",
    "connect",
    "drawn",
    "lost",
    "open_channels",
    "read",
    "show",
    "snapshot",
    "without",
]

_HOMES = {
    "BackchannelError": "errors",
    "Dataset": "dataset",
    "as_known_on": "views",
    "as_told_by": "views",
    "check_package": "check",
    "connect": "store",
    "drawn": "views",
    "lost": "answers",
    "open_channels": "answers",
    "read": "check",
    "show": "evidence",
    "snapshot": "network",
    "without": "views",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"backchannel.{_HOMES[name]}"), name)
