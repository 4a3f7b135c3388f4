"""Each exported file is read by a program that did not write it: igraph, Gephi, R, frictionless."""

from __future__ import annotations

import warnings
import zipfile
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.export import (
    gexf,
    graphml,
    package_zip,
    panel_table,
    spell_table,
    tie_table,
    years,
)
from backchannel.facts.model import RECORDS
from backchannel.network.centrality import betweenness, degree, harmonic
from backchannel.network.parts import most_between
from backchannel.package.reading import package_files
from backchannel.verdicts.verdict import CERTAINTIES

from servers.readers import in_gephi, in_r
from worlds.ministers import edges, line_of_two_ministers

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.verdict import Certainty

EPOCH = date(1970, 1, 1)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def as_text(value: object) -> str:
    return str(float(value)) if isinstance(value, int | float) else str(value)


@pytest.mark.parametrize("least", CERTAINTIES)
def test_igraph_reads_every_attribute_and_measures_the_same(
    data: Dataset, tmp_path: Path, least: Certainty
) -> None:
    import igraph

    network = bc.snapshot(data, on="2022-02-23", least=least)
    (tmp_path / "x.graphml").write_bytes(graphml(network))
    read = igraph.Graph.Read_GraphML(str(tmp_path / "x.graphml"))
    assert {name: as_text(read[name]) for name in read.attributes()} == {
        name: as_text(value) for name, value in network.graph.items()
    }
    assert read["digest"] == data.digest
    ids = read.vs["id"]
    assert sorted(ids) == sorted(network)
    for one in read.vs:
        for name, value in network.nodes[one["id"]].items():
            assert as_text(one[name]) == as_text(value)
    ends = {frozenset((ids[one.source], ids[one.target])): one.attributes() for one in read.es}
    assert ends == {frozenset(two): attributes for *two, attributes in network.edges(data=True)}
    # The most that a node can have is our own convention; what it is divided into comes from igraph.
    other = {0: sum(network.nodes[one]["bipartite"] for one in network)}
    other[1] = len(network) - other[0]
    most = {
        node: most_between(other[1 - rest["bipartite"]], other[rest["bipartite"]])
        for node, rest in network.nodes(data=True)
    }
    by_igraph = {
        "degree": [
            n / other[network.nodes[one]["bipartite"]]
            for one, n in zip(ids, read.degree(), strict=True)
        ],
        "betweenness": [
            n / most[one] if most[one] else 0
            for one, n in zip(ids, read.betweenness(), strict=True)
        ],
        "harmonic": [
            n * (len(ids) - 1) / (other[mode] + (other[1 - mode] - 1) / 2)
            for mode, n in zip(
                (network.nodes[one]["bipartite"] for one in ids),
                read.harmonic_centrality(),
                strict=True,
            )
        ],
    }
    for function in (degree, betweenness, harmonic):
        ours = function(network)
        values = dict(zip(ids, by_igraph[function.__name__], strict=True))
        assert ours == pytest.approx(values, abs=1e-9)
        assert max(ours.values()) > 0


def seen_by_gephi(
    network: nx.Graph[str], *, marked: nx.Graph[str]
) -> tuple[dict[str, Any], list[Any]]:
    """Return a snapshot as Gephi should show it; what an element lacks is empty there."""
    node_columns = {name for _, found in network.nodes(data=True) for name in found}
    # Gephi takes the letters INF for infinity, in the middle of a name, too.
    nodes = {
        node: {name: str(found.get(name, "")).replace("INF", "Infinity") for name in node_columns}
        | {"on_day": str(node in marked)}
        for node, found in network.nodes(data=True)
    }
    ties = [
        [*sorted((one, other)), found | {"on_day": str(marked.has_edge(one, other))}]
        for one, other, found in network.edges(data=True)
    ]
    return nodes, sorted(ties, key=lambda tie: tie[:2])


def assert_gephi_shows_the_snapshots(
    data: Dataset, file: Path, on: str, *days: str
) -> dict[str, Any]:
    file.write_bytes(gexf(data, on=on))
    read = in_gephi(file, *days)
    assert (read["issues"], read["dynamic"]) == ([], True)
    marked = bc.snapshot(data, on=on)
    for day in days:
        network = bc.snapshot(data, on=day)
        nodes, ties = seen_by_gephi(network, marked=marked)
        shown = read["days"][day]
        assert shown["nodes"].keys() == nodes.keys(), day
        for node, attributes in nodes.items():
            assert {name: shown["nodes"][node][name] for name in attributes} == attributes, (
                day,
                node,
            )
        assert sorted(shown["edges"], key=lambda tie: tie[:2]) == ties, day
    return read


def test_gephi_shows_on_each_day_what_the_snapshot_holds(tmp_path: Path) -> None:
    days = [
        "2019-12-31", "2020-01-01", "2020-01-31", "2020-02-01", "2020-02-29", "2020-03-01", "2020-03-31", "2020-04-01",
        "2020-06-30", "2020-07-01", "2020-08-31", "2020-09-01", "2020-12-31", "2021-01-01", "2021-12-31", "2022-01-01",
        "2022-02-28", "2022-03-01", "2022-03-02",
    ]  # fmt: skip
    data = line_of_two_ministers().data()
    # XML cannot hold the control character in Bob's name, which the snapshots still have.
    named = data.with_tables(
        actors={
            one.id: one.model_copy(update={"name": one.name.replace("\x0b", "\ufffd")})
            for one in data.actors.values()
        }
    )
    read = assert_gephi_shows_the_snapshots(named, tmp_path / "x.gexf", "2022-03-01", *days)
    assert read["bounds"] == ["2020-01-01", "2022-03-01"]
    assert (sorted(read["whole"]["nodes"]), len(read["whole"]["edges"])) == (
        ["ann", "bea", "bob", "hotline", "line", "minister"],
        4,
    )


def test_gephi_opens_the_real_course(data: Dataset, tmp_path: Path) -> None:
    ties = spell_table(data).rows
    turns = sorted({row["onset_date"] for row in ties} | {row["last_date"] for row in ties})
    days = sorted({str(day + timedelta(days=more)) for day in turns[3::200] for more in (-1, 0, 1)})
    read = assert_gephi_shows_the_snapshots(data, tmp_path / "x.gexf", "2022-02-01", *days)
    assert {tuple(sorted((row["tail_id"], row["head_id"]))) for row in ties} == {
        tuple(one[:2]) for one in read["whole"]["edges"]
    }
    assert read["bounds"][0] <= str(turns[0])
    assert read["bounds"][1] >= str(turns[-1])


SPELLS_IN_R = """
s <- read.csv("spells.csv")
stopifnot(sapply(s[1:4], is.integer), s$onset < s$terminus,
          as.Date(s$onset, origin = "1970-01-01") == as.Date(s$onset_date),
          as.Date(s$terminus - 1, origin = "1970-01-01") == as.Date(s$last_date),
          sort(unique(c(s$tail, s$head))) == seq_len(max(s$head)), max(s$tail) < min(s$head))
for (day in commandArgs(TRUE)) {
  now <- s$onset <= as.integer(as.Date(day)) & as.integer(as.Date(day)) < s$terminus
  cat(day, sort(paste(s$tail_id[now], s$head_id[now], sep = "~"), method = "radix"), "\\n")
}
"""

PANEL_IN_R = """
p <- read.csv("panel.csv")
shares <- c("share_low", "share_mid", "share_high", "stopped_share_low", "stopped_share_mid", "stopped_share_high",
            "unknown_share")
stopifnot(is.integer(p$year), sapply(p[shares], is.numeric), p$share_low <= p$share_mid, p$share_mid <= p$share_high,
          p$stopped_share_low <= p$stopped_share_mid, p$stopped_share_mid <= p$stopped_share_high,
          abs(p$share_high + p$stopped_share_high + p$unknown_share - 1) <= 1e-5, !is.unsorted(p$channel),
          is.integer(p$contacts_held), is.integer(p$contacts_not_held), is.integer(p$sources),
          lengths(strsplit(p$voices, "; ")) == p$sources, p$certainty %in% c("surely", "presumably", "possibly", ""))
counts <- table(p$year, paste(p$verdict, p$certainty))
for (y in rownames(counts)) for (v in colnames(counts)) if (counts[y, v]) cat(y, trimws(v), counts[y, v], sep = "|", "\\n")
e <- read.delim("ties.tsv")
cat("ties", nrow(e), sort(unique(e$channel), method = "radix"), "\\n")
"""


def test_r_finds_on_each_day_the_ties_of_the_snapshot(data: Dataset, tmp_path: Path) -> None:
    table = spell_table(data)
    (tmp_path / "spells.csv").write_bytes(table.content(tmp_path / "spells.csv"))
    days = [
        "2009-12-30",
        "2009-12-31",
        "2011-09-01",
        "2021-10-12",
        "2022-02-23",
        "2022-02-24",
        "2022-03-03",
    ]
    said = in_r(SPELLS_IN_R, tmp_path, *days)
    assert [line.split() for line in said] == [
        [day, *sorted("~".join(tie) for tie in edges(bc.snapshot(data, on=day)))] for day in days
    ]


def test_r_counts_the_verdicts_of_each_year_as_open_does(data: Dataset, tmp_path: Path) -> None:
    (tmp_path / "panel.csv").write_bytes(
        panel_table(data, years("2021", "2025")).content(tmp_path / "panel.csv")
    )
    network = bc.snapshot(data, on="2021-06-16")
    (tmp_path / "ties.tsv").write_bytes(tie_table(network).content(tmp_path / "ties.tsv"))
    said = in_r(PANEL_IN_R, tmp_path)
    counts = Counter(
        (year, f"{row.verdict} {row.certainty or ''}".strip())
        for year in range(2021, 2026)
        for row in bc.open_channels(data, year, everything=True)
    )
    assert {tuple(line.strip("|").split("|")) for line in said[:-1]} == {
        (str(year), verdict, str(number)) for (year, verdict), number in counts.items()
    }
    ties = edges(network)
    assert said[-1].split() == ["ties", str(len(ties)), *sorted({channel for _, channel in ties})]


def problems_of(path: Path) -> list[str]:
    """Return the kinds of problems that frictionless finds in a package, table by table."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate

        report = validate(str(path))
    assert [task.name for task in report.tasks] == list(RECORDS)
    return [f"{task.name}: {error.type}" for task in report.tasks for error in task.errors]


def test_frictionless_finds_the_package_whole_and_would_miss_a_row(
    data: Dataset, tmp_path: Path
) -> None:
    (tmp_path / "x.zip").write_bytes(package_zip(data))
    assert problems_of(tmp_path / "x.zip") == []
    last = list(data.channels)[-1]
    with zipfile.ZipFile(tmp_path / "broken.zip", "w") as archive:
        for name, content in package_files(data).items():
            rows = content.splitlines(keepends=True)
            archive.writestr(name, b"".join(rows[:-1] if name == "channels.csv" else rows))
    assert {"parties: foreign-key"} <= set(problems_of(tmp_path / "broken.zip"))
    assert any(one.channel == last for one in data.parties.values())
