"""A package to begin with is sound, and the rows that its README offers make one that answers."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.facts.model import RECORDS
from backchannel.package.beginning import begin_package

from servers.shell import run

if TYPE_CHECKING:
    from pathlib import Path

FIRST, LAST = date(1991, 1, 1), date(2020, 5, 4)


def begun(folder: Path, *between: str) -> tuple[str, str]:
    left, right = between or ("IND", "PAK")
    return begin_package(folder, (left, right), start=FIRST, as_of=LAST)


def test_a_new_package_is_sound_and_has_two_states_alone(tmp_path: Path) -> None:
    assert begun(tmp_path / "dyad", "India", "pk") == ("IND", "PAK")
    checked = bc.check_package(tmp_path / "dyad")
    assert (checked.problems, checked.warnings) == ([], [])
    data = bc.read(tmp_path / "dyad")
    assert [actor.state for actor in data.actors.values()] == ["IND", "PAK"]
    assert len(data) == 2
    assert (data.title, data.between) == ("Channels between India and Pakistan", ("IND", "PAK"))
    assert (data.start, data.as_of) == (FIRST, LAST)
    assert bc.open_channels(data, 2020, between=("IND", "PAK")) == []


@pytest.mark.parametrize("between", [("IND", "PAK"), ("PAK", "IND")])
def test_the_rows_of_the_readme_make_a_package_that_answers(
    between: tuple[str, str], tmp_path: Path
) -> None:
    begun(tmp_path, *between)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    offered = re.findall(r"`(\w+)\.csv`:\n\n((?:    .+\n)+)", text)
    assert {table for table, _ in offered} <= set(RECORDS)
    for table, rows in offered:
        lines = "".join(line.removeprefix("    ") for line in rows.splitlines(keepends=True))
        with (tmp_path / f"{table}.csv").open("a", encoding="utf-8") as file:
            file.write(lines)
    checked = bc.check_package(tmp_path)
    assert (checked.problems, checked.warnings) == ([], [])
    (row,) = bc.open_channels(bc.read(tmp_path), "2020-05-04", between=("IND", "PAK"))
    assert (row.id, str(row.answer), row.voices) == (
        "embassy",
        "open, surely",
        ["example-note"],
    )
    assert row.last_contact == {"id": "k-visit", "date": "2020-05-03", "mode": "in-person"}


@pytest.mark.parametrize(
    ("between", "fault"),
    [
        (("India", "Pakistn"), "unknown country `Pakistn`; did you mean `Pakistan`?"),
        (("RUS", "SUN"), "`RUS` and `SUN` are one side; give two"),
    ],
)
def test_what_is_no_pair_is_refused(tmp_path: Path, between: tuple[str, str], fault: str) -> None:
    with pytest.raises(UsageFault, match=re.escape(fault)):
        begun(tmp_path / "dyad", *between)
    assert not (tmp_path / "dyad").exists()


def test_nothing_is_written_over_and_days_run_forward(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(UsageFault, match="is there and not an empty folder; name a new one"):
        begun(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(UsageFault, match="later than the last, 1990-01-01; correct one"):
        begin_package(tmp_path / "x", ("IND", "PAK"), start=FIRST, as_of=date(1990, 1, 1))


@pytest.mark.parametrize("day", [date.min, LAST])
def test_a_package_may_begin_with_one_day(tmp_path: Path, day: date) -> None:
    begin_package(tmp_path, ("IND", "PAK"), start=day, as_of=day)
    text = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert f"k-visit,embassy,{day}," in text
    assert f"its last contact was the visit of {day}" in text


def test_the_verb_begins_a_package_up_to_today(tmp_path: Path) -> None:
    made = run("new", str(tmp_path / "dyad"), "--between", "XAA", "Norway")
    assert (made.code, made.out) == (0, "")
    assert "README.md" in made.err
    assert "it speaks about the days from 1 January 1991 to " in made.err
    assert (
        f"; change them as `from` and `as_of` in {tmp_path / 'dyad' / 'datapackage.json'}"
        in made.err
    )
    data = bc.read(tmp_path / "dyad")
    assert data.between == ("XAA", "NOR")
    assert abs((date.today() - data.as_of).days) <= 1  # noqa: DTZ011
    refused = run("new", str(tmp_path / "late"), "--between", "IND", "PAK", "--from", "soon")
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
