"""A value that stands in a table without its range says why: it is the same at both ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

NETWORKS = "no range: the same in all three networks (what was surely, presumably and possibly"
DRAWS = "no range: the same at the 5th and the 95th percentile of the draws"


def world() -> Toy:
    """Return an embassy that is closed, a line that opens then, and talks, which last."""
    toy = Toy(start="2020-01-01", as_of="2022-12-31")
    toy.actor("ann", state="AAA").actor("bob", state="AAB")
    toy.channel("embassy", type="mission")
    for channel, kind in {"line": "hotline", "talks": "track-2"}.items():
        toy.channel(channel, "ann/AAA", "bob/AAB", type=kind)
    toy.spell("embassy", "open", "2020-01-01", "2021-03-31", end_kind="changed")
    toy.spell("embassy", "suspended", "2021-04-01", "2022-12-31", end_kind="ended")
    toy.spell("line", "open", "2021-05-01", "2022-12-31", end_kind="ended")
    return toy.spell("talks", "open", "2020-01-01", "2022-12-31", end_kind="ended")


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("centrality 2021-06-01 --measure degree", NETWORKS),
        ("centrality --series 2021 2021 --measure degree", NETWORKS),
        ("loss 2021 2022", NETWORKS),
        ("loss 2021 2022 --attribute", NETWORKS),
        ("loss 2021 2022 --robustness", NETWORKS),
        ("loss 2021 2022 --substitution", DRAWS),
        ("whatif 2021-06-01 --without talks", NETWORKS),
        ("whatif 2021-06-01 --plan", NETWORKS),
        ("whatif 2021-06-01 --single-points", NETWORKS),
    ],
)
def test_where_no_range_stands_beside_a_value_the_table_says_why(
    tmp_path: Path, words: str, note: str
) -> None:
    write_package(world().data(), tmp_path)
    _, _, err = shell.run(*words.split(), "--data", str(tmp_path), "--format", "table")
    assert sum(line.startswith(note) for line in err.splitlines()) == 1, err
    # CSV and JSON have both ends of each range.
    for form in ("csv", "json"):
        _, _, err = shell.run(*words.split(), "--data", str(tmp_path), "--format", form)
        assert "no range: the same" not in err


def test_where_each_value_has_a_range_nothing_is_said(tmp_path: Path) -> None:
    toy = Toy(start="2020-01-01", as_of="2022-12-31", presume={"default": 1000})
    toy.actor("ann", state="AAA").actor("bob", state="AAB").channel("talks", "ann/AAA", "bob/AAB")
    toy.spell("talks", "open", "2020-01-01", "2020-06-30", end_kind="observed")
    write_package(toy.data(), tmp_path)
    for words in ("centrality 2021-06-01 --measure degree", "loss 2021 2021 --measure reach"):
        _, out, err = shell.run(*words.split(), "--data", str(tmp_path), "--format", "table")
        assert "0" in out
        assert "no range: the same" not in err


def test_a_range_over_draws_that_is_one_other_number_is_shown(tmp_path: Path) -> None:
    # The consulate is closed on a day that only draws have: there each has two closings.
    toy = world().channel("consulate", type="mission")
    toy.spell("consulate", "open", "2020-01-01", "[2021-04-02..2021-04-20]", end_kind="changed")
    toy.spell("consulate", "closed", "[2021-04-03..2021-04-21]", "2022-12-31")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2020", "2022", "--substitution", "--data", str(tmp_path))
    _, out, err = shell.run(*words, "--format", "table")
    (row,) = [line.split() for line in out.splitlines() if line.startswith(" mission")]
    assert row[2:5] == ["1", "of", "1"]
    assert "2–2" in out
    assert "outside their draws: the number followed in 1" in err
