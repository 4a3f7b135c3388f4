"""
Which channels between two governments were open, what was lost, and who says so.

The data are tables of sourced claims about channels. A question goes to a frozen `Dataset`, and the
answer says how sure it is. Ask about a window of days (`2022`, `2022-02-01`, `2021-06/2022-02`) and
get one row for each channel:

>>> import backchannel as bc
>>> data = bc.read()
>>> rows = bc.open_channels(data, "2022-03-03", between=("RUS", "USA"), type="deconfliction")
>>> [(row.id, row.verdict, row.certainty) for row in rows]  # doctest: +NORMALIZE_WHITESPACE
[('ruus-deconfliction-syria', 'open', 'possibly'),
 ('ruus-deconfliction-ukraine', 'open', 'surely')]

A view narrows the data before the question is asked: `as_known_on(data, day)` sees only what was
published by a day, `as_told_by(data, actor)` only what one voice says, and in `strict(data)`
nothing is presumed to go on. Measures are computed with
NetworkX on the `snapshot` of a day.

Without `between`, answers and networks speak of the channels of all sides; pictures, reports and
`usable_by_type` speak of the package's own pair.

The folders, in the order in which the data pass through them:

- `dates`: what a date may mean; `facts`: records, names, the `Dataset`, views, draws;
- `package`: data packages as files; `check`: what is wrong in one;
- `verdicts`: what "open" means, contacts and silences, losses, evidence;
- `network`: the network of a day and through time, measures; `store`: graph databases, queries;
- `losses`: lines that share nothing, and what ends them;
- `scenarios`: what if something falls away, and how firm a verdict is;
- `output`: tables, pages, colours; `plots`: pictures; `webpage`: the interactive page;
  `export`: files for other programs;
- `report`: a year in one folder; `cli`: the command line.

Names are imported on first use, so that `import backchannel` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from backchannel.check.rules import check_package
    from backchannel.check.sound import read
    from backchannel.errors import BackchannelError
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.draws import drawn
    from backchannel.facts.views import as_known_on, as_told_by, presuming, strict, without
    from backchannel.losses.attribution import attribution
    from backchannel.losses.course import loss
    from backchannel.losses.lines import independent_lines
    from backchannel.losses.survival import survival
    from backchannel.network.brokers import brokerage, go_betweens
    from backchannel.network.measures import measures
    from backchannel.network.series import series
    from backchannel.network.snapshot import snapshot
    from backchannel.network.values import centrality
    from backchannel.plots import plot
    from backchannel.scenarios.breaks import change_points
    from backchannel.scenarios.points import single_points
    from backchannel.scenarios.reopening import reopenings
    from backchannel.scenarios.robustness import robustness
    from backchannel.scenarios.sensitivity import sensitivity
    from backchannel.scenarios.substitution import substitution
    from backchannel.scenarios.whatif import whatif
    from backchannel.store import connect
    from backchannel.store.asking import query
    from backchannel.store.queries import questions
    from backchannel.verdicts.answers import open_channels
    from backchannel.verdicts.comparison import lost
    from backchannel.verdicts.disagreement import disagreement
    from backchannel.verdicts.evidence import show
    from backchannel.verdicts.holders import holders
    from backchannel.verdicts.talks import contacts, silences
    from backchannel.webpage.writing import page

__all__ = [
    "BackchannelError",
    "Dataset",
    "as_known_on",
    "as_told_by",
    "attribution",
    "brokerage",
    "centrality",
    "change_points",
    "check_package",
    "connect",
    "contacts",
    "disagreement",
    "drawn",
    "go_betweens",
    "holders",
    "independent_lines",
    "loss",
    "lost",
    "measures",
    "open_channels",
    "page",
    "plot",
    "presuming",
    "query",
    "questions",
    "read",
    "reopenings",
    "robustness",
    "sensitivity",
    "series",
    "show",
    "silences",
    "single_points",
    "snapshot",
    "strict",
    "substitution",
    "survival",
    "whatif",
    "without",
]

_HOMES = {
    "BackchannelError": "errors",
    "Dataset": "facts.dataset",
    "as_known_on": "facts.views",
    "as_told_by": "facts.views",
    "attribution": "losses.attribution",
    "brokerage": "network.brokers",
    "centrality": "network.values",
    "change_points": "scenarios.breaks",
    "check_package": "check.rules",
    "connect": "store",
    "contacts": "verdicts.talks",
    "disagreement": "verdicts.disagreement",
    "drawn": "facts.draws",
    "go_betweens": "network.brokers",
    "holders": "verdicts.holders",
    "independent_lines": "losses.lines",
    "loss": "losses.course",
    "lost": "verdicts.comparison",
    "measures": "network.measures",
    "open_channels": "verdicts.answers",
    "page": "webpage.writing",
    "plot": "plots.plot",
    "presuming": "facts.views",
    "query": "store.asking",
    "questions": "store.queries",
    "read": "check.sound",
    "reopenings": "scenarios.reopening",
    "robustness": "scenarios.robustness",
    "sensitivity": "scenarios.sensitivity",
    "series": "network.series",
    "show": "verdicts.evidence",
    "silences": "verdicts.talks",
    "single_points": "scenarios.points",
    "snapshot": "network.snapshot",
    "strict": "facts.views",
    "substitution": "scenarios.substitution",
    "survival": "losses.survival",
    "whatif": "scenarios.whatif",
    "without": "facts.views",
}


if not TYPE_CHECKING:
    # A type checker that saw this would take every misspelt name for a public one.
    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used."""
        if name not in _HOMES:
            from backchannel.messages import did_you_mean, near

            hint = did_you_mean(near(name, __all__))
            said = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(f"{said}; {hint}" if hint else said)
        home = import_module(f"backchannel.{_HOMES[name]}")
        return home if name == "plot" else getattr(home, name)


def __dir__() -> list[str]:
    return list(__all__)
