"""The page on exports: each command runs, R runs what it shows of base R, and each ending and column is described."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest

import backchannel as bc
from backchannel.cli import main
from backchannel.export import FORMATS
from backchannel.export.tables import PANEL_COLUMNS, SIDE_COLUMNS, SPELL_COLUMNS

from servers.readers import in_r

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"^backchannel (export .+)$", PAGE, re.MULTILINE)))
R_BLOCKS = re.findall(r"```r\n(.*?)```", PAGE, re.DOTALL)

pytestmark = pytest.mark.xdist_group("exports")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run every command of the page in one folder."""
    folder = tmp_path_factory.mktemp("exports")
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        for command in COMMANDS:
            here.setattr(sys, "argv", ["backchannel", *shlex.split(command)])
            with pytest.raises(SystemExit) as left:
                main()
            assert left.value.code == 0, command
    return folder


def test_every_command_writes_the_file_that_it_names(written: Path) -> None:
    assert len(COMMANDS) >= 6
    assert {one.name for one in written.iterdir()} == {command.split()[-1] for command in COMMANDS}


def test_r_runs_what_the_page_shows_of_base_r_and_can_read_the_rest(written: Path) -> None:
    base = [one for one in R_BLOCKS if "library(" not in one]
    assert (len(base), len(R_BLOCKS)) == (2, 4)
    assert any("lavrov" in line for line in in_r("\n".join(base), written))
    in_r("\n".join(f"parse(text = {block!r})" for block in R_BLOCKS), written)


def test_every_kind_ending_and_column_stands_on_the_page() -> None:
    for kind, endings in FORMATS.items():
        rows = [line for line in PAGE.splitlines() if line.startswith("|") and f"`--{kind}" in line]
        assert rows
        assert all(any(f"`{ending}`" in row for row in rows) for ending in endings)
    for column in {*PANEL_COLUMNS, *SPELL_COLUMNS, *SIDE_COLUMNS} - {"tail_id", "head_id"}:
        assert re.search(rf"\b{column}\b", PAGE), column


# Base R stands in for the packages: it is handed what the recipe hands to them.
STAND_INS = """
spells <- read.csv("spells.csv"); day <- as.integer(as.Date("2022-02-23"))
library <- function(name) invisible(NULL)
network.initialize <- function(n, directed) list(n = n, directed = directed)
`network.vertex.names<-` <- function(net, value) { net$ids <- value; net }
networkDynamic <- function(base.net, edge.spells) c(base.net, list(spells = edge.spells))
network.extract <- function(net, at) {
  now <- net$spells$onset <= at & at < net$spells$terminus
  net$tied <- tabulate(c(net$spells$tail[now], net$spells$head[now]), net$n) > 0
  net
}
delete.vertices <- function(net, v) invisible(NULL)
"""
CHECKS = r"""
stopifnot(!net$directed, net$n == length(net$ids), net$ids[spells$tail] == spells$tail_id,
          net$ids[spells$head] == spells$head_id, sum(!today$tied) > 0)
cat(today$ids[today$tied], sep = "\n")
"""


def test_the_network_that_r_makes_of_the_spells_has_no_direction_and_the_ids_in_place(
    written: Path,
) -> None:
    recipe = next(block for block in R_BLOCKS if "networkDynamic" in block)
    there = in_r(STAND_INS + recipe.replace("sna::isolates(today)", "0") + CHECKS, written)
    network = bc.snapshot(bc.read(), on="2022-02-23")
    assert sorted(there) == sorted(node for node, degree in network.degree() if degree)
    assert "absent vertices remain" in PAGE
