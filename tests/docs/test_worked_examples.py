"""`examples/`: two worked runs on other people's data, where these are at hand."""

from __future__ import annotations

import csv
import gzip
import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from examples import diplomatic_exchange, mail

from backchannel.facts.countries import CORRELATES_OF_WAR

if TYPE_CHECKING:
    from types import ModuleType


ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def external() -> Path:
    folder = os.environ.get("BACKCHANNEL_EXTERNAL_DATA")
    if not folder:
        pytest.skip("BACKCHANNEL_EXTERNAL_DATA is not set: the worked examples are not run")
    return Path(folder)


# Counted from the table itself: with how many others a state had a mission in 1914, in either direction. They are
# there on the first day of 1915: seen again in 1920, or presumed to go on for three years. (On that of 1914 those
# that were seen first in that year are only possibly there.)
def test_the_missions_of_a_survey_year_are_those_of_the_table(external: Path) -> None:
    found = diplomatic_exchange.run(external)
    assert (found.dates[0].year, found.dates[-1].year, len(found.dates)) == (1817, 1965, 149)
    partners: dict[str, set[str]] = defaultdict(set)
    path = external / "cow-diplomatic-exchange" / "diplomatic_exchange_1817_1965.csv.gz"
    with gzip.open(path, "rt") as lines:
        for row in csv.DictReader(lines):
            if row["year"] == "1914":
                partners[row["ccode1"]].add(row["ccode2"])
                partners[row["ccode2"]].add(row["ccode1"])
    of_year = {
        row["id"]: row["value"]
        for row in found.rows()
        if (row["date"], row["measure"]) == ("1915-01-01", "degree") and row["value"] is not None
    }
    numbers = CORRELATES_OF_WAR.split()
    code_of = dict(zip(numbers[::2], numbers[1::2], strict=True))
    for number in ("2", "200", "220", "710"):  # United States, United Kingdom, France, China
        degree = of_year[code_of[number]]
        assert degree * (len(of_year) - 1) == pytest.approx(len(partners[number]))


@pytest.mark.parametrize("name", ["diplomatic_exchange", "mail"])
@pytest.mark.parametrize("way", ["script", "module"])
def test_each_is_run_as_a_script_and_as_a_module(name: str, way: str, tmp_path: Path) -> None:
    words = (
        [str(ROOT / "examples" / f"{name}.py")] if way == "script" else ["-m", f"examples.{name}"]
    )
    # A script is found wherever one stands.
    place = tmp_path if way == "script" else ROOT
    known = {key: value for key, value in os.environ.items() if key != "BACKCHANNEL_EXTERNAL_DATA"}
    said = subprocess.run(
        [sys.executable, *words], cwd=place, env=known, capture_output=True, text=True, check=False
    )
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("set BACKCHANNEL_EXTERNAL_DATA to")
    assert said.stderr.count("\n") == 1


def test_the_mail_has_a_series_over_all_quarters(external: Path) -> None:
    found = mail.run(external, most=500)
    assert [str(found.dates[0]), str(found.dates[-1])] == ["1998-11-01", "2002-04-01"]
    assert set(found.kinds) == {"person", "channel"}
    assert max(row["high"] for row in found.rows() if row["high"] is not None) > 1


@pytest.mark.parametrize(
    ("example", "licence"),
    [(diplomatic_exchange, "free for research if cited"), (mail, "in the public domain")],
)
def test_an_example_names_its_source_and_says_what_it_needs(
    example: ModuleType, licence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = " ".join((example.__doc__ or "").split())
    assert licence in told
    assert "`SOURCE.md` says more), and never copied" in told
    monkeypatch.delenv("BACKCHANNEL_EXTERNAL_DATA", raising=False)
    with pytest.raises(SystemExit, match="set BACKCHANNEL_EXTERNAL_DATA"):
        example.main()
    monkeypatch.setenv("BACKCHANNEL_EXTERNAL_DATA", str(tmp_path))
    with pytest.raises(SystemExit, match=f"{tmp_path}.* is missing; set BACKCHANNEL_EXTERNAL_DATA"):
        example.main()
