"""The `disagreement` verb on a package in which each side tells something else."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers.shell import assert_fails, run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> str:
    """
    Four channels in 2020.

    post   Aaa: open    Aab: closed from May on (two claims)
    line   Aaa: open    Aab: open
    talk   -            Aab: open
    wire   -            -
    """
    folder: Path = tmp_path_factory.mktemp("package")
    toy = Toy(start="2020-01-01", as_of="2020-12-31")
    for channel in ("line", "post", "talk", "wire"):
        toy.channel(channel)
    for channel, side, status, start in (
        ("post", "aaa", "open", "2020-01-01"),
        ("post", "aab", "closed", "2020-05-01"),
        ("line", "aaa", "open", "2020-01-01"),
        ("line", "aab", "open", "2020-01-01"),
        ("talk", "aab", "open", "2020-01-01"),
    ):
        key = f"s-{channel}-{side}"
        toy.spell(channel, status, start, "2020-12-31", id=key, by=())
        toy.claim(key, f"state-{side}", id=f"c-{channel}-{side}")
    toy.claim("s-post-aab", "state-aab", id="c-once-more")
    write_package(toy.data(), folder)
    return str(folder)


def test_csv_and_json_have_the_rows_of_the_disagreement(package: str) -> None:
    code, out, err = run("disagreement", "2020-06-01", "--data", package)
    assert code == 0
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(out))}
    assert {key: (row["kind"], row["silent"]) for key, row in rows.items()} == {
        "post": ("contradiction", ""),
        "talk": ("silence", "AAA"),
    }
    assert rows["post"]["second_claims"] == "c-once-more; c-post-aab"
    assert err.splitlines()[-2:] == [
        "1 contradiction, 0 differences in degree or certainty, "
        "1 reported by one side (0 of AAA alone, 1 of AAB alone), 1 reported alike",
        "not shown: 1 reported alike (--all shows them), 1 of which neither side tells then",
    ]
    _, out, err = run("disagreement", "2020-06-01", "--data", package, "--all", "--format", "json")
    whole = json.loads(out)
    assert [row["id"] for row in whole["channels"]] == ["line", "post", "talk"]
    assert whole["between"] == ["AAA", "AAB"]
    assert whole["not_shown"] == {"agreement": 0, "neither_side_tells": 1}
    assert err.splitlines()[-1] == "not shown: 1 of which neither side tells then"


def test_a_table_puts_the_sides_beside_each_other_kind_by_kind(package: str) -> None:
    _, out, _ = run("disagreement", "2020", "--data", package, "--format", "table")
    told = " ".join(out.split())
    assert told.startswith("Channels between Aaa and Aab as each side tells it, 2020 1 channel on")
    assert told.index("sides contradict each other") < told.index("of which only one side tells")
    assert "on 1 May" in told
    assert "one is silent on 366" in told
    assert "1 more" in told
    assert "silent" in told
    _, out, _ = run("disagreement", "2019", "--data", package, "--format", "table")
    assert out == "Channels between Aaa and Aab as each side tells it, 2019: none in the data\n"


def test_one_voice_alone_cannot_disagree(package: str) -> None:
    words = ["disagreement", "2020", "--data", package, "--according-to", "Aaa"]
    assert_fails(run(*words), "the voices of both sides are compared", code=2)
