"""The page of the measures, and its pictures, from what the docstrings say and show."""

from __future__ import annotations

import doctest
import inspect
import math
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from charts import CHARTS, in_words

from backchannel.losses.cuts import number_of_lines, smallest_cuts
from backchannel.losses.measures import MEASURES as OF_LOSS
from backchannel.losses.reaching import efficiency, largest_component, reach
from backchannel.losses.shapley import shares
from backchannel.losses.silence import fewest_losses
from backchannel.losses.survival import curve
from backchannel.losses.variety import herfindahl, hill
from backchannel.network.brokerage import broker_roles, pairs_carried
from backchannel.network.measures import DEFAULT, MEASURES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    import networkx as nx


FOLDER = "measures"
"""Where the pictures are, beside the page."""

SECTION = re.compile(r"^(Parameters|Returns|Raises|References|Examples)\n-+\n", re.MULTILINE)


class Entry(NamedTuple):
    """A measure as the page tells of it."""

    name: str
    title: str
    asked: str
    """How it is asked for, and what its numbers are."""
    function: Callable[..., Any]
    values: Callable[[nx.Graph[str]], Mapping[str, str]]
    """Toy → what is told of each node, where the example is a network."""

    @property
    def picture(self) -> str:
        """The name of the picture, as the page links to it."""
        return f"{FOLDER}/{self.name}.svg"


LOSS: Mapping[str, tuple[Callable[..., Any], tuple[str, ...]]] = {
    "Independent lines": (number_of_lines, ("independent_lines",)),
    "Smallest cuts": (smallest_cuts, ()),
    "Losses until silence": (fewest_losses, ("losses_until_silence",)),
    "Reach": (reach, ("reach",)),
    "Efficiency": (efficiency, ("efficiency",)),
    "Largest component": (largest_component, ("largest_component",)),
    "Concentration by type (Herfindahl)": (herfindahl, ("herfindahl",)),
    "Effective number of types (Hill)": (hill, ("hill_0", "hill_1", "hill_2")),
    "Survival (Kaplan–Meier)": (curve, ()),
    "Attribution (Shapley)": (shares, ()),
}
"""Title → the function that has the docstring, and the measures of loss that it gives."""

ASKED = {
    "Smallest cuts": "`backchannel whatif DAY --single-points`, and `bc.independent_lines`: by "
    "what was surely or presumably usable; the first 50 where there are more. `low` and `high` of "
    "the independent lines say how large they may be, those of `losses_until_silence` how many "
    "losses end contact where what has a common cause fails together.",
    "Survival (Kaplan–Meier)": "`backchannel loss FROM TO --survival`: shares at whole years, by "
    "type; `low` and `high` are the 5th and 95th percentile over draws of the uncertain dates.",
    "Attribution (Shapley)": "`backchannel loss FROM TO --attribute`: `alone` and `shapley` of "
    "each loss by channels, independent lines, reach and efficiency, with `low` and `high`.",
}
"""Title → how it is asked for, where it is no measure of the course of losses."""


def entries() -> Iterator[Entry]:
    """Yield the measures of a day, the default ones first, the brokers, the measures of loss."""
    for name in sorted(MEASURES, key=lambda name: (name not in DEFAULT, name)):
        measure = MEASURES[name]
        flag = "" if name in DEFAULT else f" --measure {name}"
        low, high = ("no bound" if math.isinf(end) else f"{end}" for end in measure.range)
        asked = (
            f"`backchannel centrality DAY{flag}`: {measure.unit}; from {low} to {high}. "
            f"{_absence(measure.absent)}"
        )
        yield Entry(name, measure.label, asked, measure.function, _numbers(measure.function))
    yield Entry(
        "brokers",
        "Broker roles",
        "`backchannel centrality DAY --brokers side|sector`: numbers of ordered pairs. A node that "
        "is absent counts 0.",
        broker_roles,
        _roles,
    )
    yield Entry(
        "go_betweens",
        "Go-betweens",
        "`backchannel centrality DAY --go-betweens [--between A B]`: number of pairs. A node that "
        "is absent counts 0.",
        pairs_carried,
        _numbers(lambda toy: pairs_carried(toy, between=("A", "B"))),
    )
    for title, (function, names) in LOSS.items():
        asked = ASKED.get(title) or " ".join(map(_of_loss, names))
        yield Entry(function.__name__, title, asked, function, _unmarked)


def _of_loss(name: str) -> str:
    """Say how a measure of loss is asked for, its unit, range, and whether a loss can raise it."""
    measure = OF_LOSS[name]
    low, high = measure.range
    ends = f"from {low}, without a most" if high is None else f"from {low} to {high}"
    falls = "Never rises by a loss." if measure.falls else "A loss can raise it."
    return f"`backchannel loss FROM TO --measure {name}`: {measure.unit}; {ends}. {falls}"


def measures_page(text: str) -> str:
    """Return the page: its own introduction, then an entry for each measure."""
    before, heading, _ = text.partition("\n## ")
    if not heading:
        raise SystemExit("docs/measures.md has no measure; put one heading back")
    return "\n".join([before.rstrip("\n") + "\n", *map(_entry, entries())])


def stale_pictures(docs: Path) -> dict[Path, Entry]:
    """Return the pictures that do not show what the docstrings do; none is drawn for that."""
    return {
        docs / entry.picture: entry
        for entry in entries()
        if not (docs / entry.picture).is_file()
        or f"<dc:title>{_alt(entry)}</dc:title>"
        not in (docs / entry.picture).read_text(encoding="utf-8")
    }


def draw(entry: Entry, path: Path) -> None:
    """Draw the toy of a measure, or a chart of what its example makes."""
    from backchannel.plots.figure import save
    from backchannel.plots.toys import chart_picture, toy_picture

    known = made_by(entry.function)
    path.parent.mkdir(exist_ok=True)
    if entry.name in CHARTS:
        save(chart_picture(CHARTS[entry.name](known), alt=_alt(entry)), path)
        return
    told = entry.values(known["toy"])
    save(toy_picture(known["toy"], told=told, alt=_alt(entry), causes=_causes(known)), path)


def made_by(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what the examples of a docstring make, by name; their network is called `toy`."""
    known: dict[str, Any] = {function.__name__: function}
    for example in doctest.DocTestParser().get_examples(inspect.getdoc(function) or ""):
        code = compile(example.source, function.__name__, "single", dont_inherit=True)
        if example.want:  # what is shown was tested where it stands; here it would be printed
            continue
        exec(code, known)  # noqa: S102 - our own docstrings
    return known


def _causes(known: Mapping[str, Any]) -> dict[str, set[str]]:
    """Return what several things of the example need, such as a house."""
    return {name: nodes for name, nodes in known.get("takes", {}).items() if len(nodes) > 1}


def _entry(entry: Entry) -> str:
    """Return the part of the page about one measure."""
    parts = SECTION.split(inspect.getdoc(entry.function) or "")
    told, sections = parts[0], dict(zip(parts[1::2], parts[2::2], strict=True))
    words, _, code = sections["Examples"].partition(">>> ")
    home = f">>> from {entry.function.__module__} import {entry.function.__name__}"
    returned = inspect.cleandoc(sections["Returns"].partition("\n")[2])
    return "\n".join([
        f"## {entry.title}\n",
        f"{_prose(told)}\n",
        f"{entry.asked}\n",
        f"*Values.* {_prose(returned)}\n",
        f"*Example.* {_prose(words)}\n",
        f"![{_alt(entry)}]({entry.picture})\n",
        f"```pycon\n{home}\n>>> {code.strip()}\n\n```\n",
        f"*References.* {_references(sections['References'])}\n",
    ])  # fmt: skip


def _prose(text: str) -> str:
    """Turn the marks of a docstring into those of Markdown."""
    text = re.sub(
        r"^\.\. math:: (.+(?:\n +.+)*)$",
        lambda found: f"$${' '.join(found[1].split())}$$",
        text.strip(),
        flags=re.MULTILINE,
    )
    return re.sub(r"\[(\d)\]_", r"[\1]", text)


def _references(text: str) -> str:
    """Return the references as one paragraph."""
    return " ".join(re.sub(r"^\.\. \[(\d)\]", r"[\1]", text.strip(), flags=re.MULTILINE).split())


def _alt(entry: Entry) -> str:
    known = made_by(entry.function)
    if entry.name in CHARTS:
        return f"{entry.title}: {in_words(CHARTS[entry.name](known))}"
    toy = known["toy"]
    told = {node: value.replace("\n", " and ") for node, value in entry.values(toy).items()}
    values = ", ".join(f"{node} {value}" for node, value in sorted(told.items()) if value)
    ties = ", ".join(sorted(" - ".join(sorted(tie)) for tie in toy.edges))
    shared = [f"; {' and '.join(sorted(on))} share a {name}" for name, on in _causes(known).items()]
    said = f"{entry.title} on a toy of the ties {ties}{''.join(shared)}"
    return f"{said}{': ' if values else ''}{values}"


def _unmarked(toy: nx.Graph[str]) -> dict[str, str]:
    """Tell nothing of a node: the value is that of the whole network."""
    return dict.fromkeys(toy, "")


def _absence(absent: float | None) -> str:
    if absent is None:
        return "A node that is absent has no value, and then there is no range."
    return f"A node that is absent counts {absent:.0f}."


def _numbers(
    function: Callable[[nx.Graph[str]], Mapping[str, float]],
) -> Callable[[nx.Graph[str]], Mapping[str, str]]:
    def told(toy: nx.Graph[str]) -> dict[str, str]:
        return {
            node: "none" if math.isnan(value) else f"{value:.2f}".removesuffix(".00")
            for node, value in function(toy).items()
        }

    return told


def _roles(toy: nx.Graph[str]) -> dict[str, str]:
    roles = broker_roles(toy).items()
    of_node = {node: [f"{role} {of[node]:.0f}" for role, of in roles if of[node]] for node in toy}
    return {node: "\n".join(told) or "none" for node, told in of_node.items()}
