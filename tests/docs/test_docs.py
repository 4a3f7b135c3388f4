"""The documents: generated parts fresh, every value described, every link and every named record there."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import backchannel as bc
from backchannel.check.rules import check_package
from backchannel.facts.model import RECORDS
from backchannel.package.schema import allowed

from worlds.articles import articles

ROOT = Path(__file__).resolve().parents[2]
CODEBOOK = ROOT / "data" / "README.md"
NOTES = ROOT / "docs" / "coding-notes.md"
PAGES = sorted(
    {
        *ROOT.glob("*.md"),
        *ROOT.glob("data/*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("examples/*/*.md"),
    }
)
CLOSED = [
    (table, name)
    for table, kind in RECORDS.items()
    for name, info in kind.model_fields.items()
    if allowed(info)
]


def generate(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(root / "docs" / "generate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def copied(root: Path) -> Path:
    for folder in ("docs", "data", "examples"):
        shutil.copytree(ROOT / folder, root / folder)
    return root


def described(heading: str) -> dict[str, str]:
    """Return the values and meanings in the table under a heading of the codebook."""
    under = CODEBOOK.read_text(encoding="utf-8").split(f"# {heading}\n", 1)
    assert len(under) == 2, f"the codebook has no heading {heading}"
    section = re.split(r"^#", under[1], maxsplit=1, flags=re.MULTILINE)[0]
    return dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE))


def in_code(page: Path) -> list[str]:
    """Return what stands in backticks outside of code blocks."""
    text = re.sub(
        r"^ *```.*?^ *```", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    return re.findall(r"`([^`\n]+)`", text)


def test_the_generated_parts_are_fresh() -> None:
    done = generate(ROOT, "--check")
    assert (done.stderr, done.returncode) == ("", 0)


STALE = {
    "data/README.md": ("| Name in English. |", "| Name. |"),
    "data/datapackage.json": ('"integer"', '"string"'),
    "examples/toy/datapackage.json": ('"integer"', '"string"'),
    "docs/graph-schema.md": ("| `VIA` |", "| `BY` |"),
    "docs/queries.md": ("- name: `silences`", "- name: `gaps`"),
    "docs/measures/katz.svg": ("x 6.94</dc:title>", "x 6.95</dc:title>"),
}


def test_each_stale_file_is_named_and_written_anew(tmp_path: Path) -> None:
    root = copied(tmp_path)
    fresh = {name: (root / name).read_text(encoding="utf-8") for name in STALE}
    for name, (old, new) in STALE.items():
        assert old in fresh[name]
        (root / name).write_text(fresh[name].replace(old, new), encoding="utf-8")
    done = generate(root, "--check")
    assert done.returncode == 1
    assert sorted(done.stderr.splitlines()) == [
        f"{name} is stale; run `make docs`" for name in sorted(STALE)
    ]
    assert generate(root).returncode == 0
    assert {name: (root / name).read_text(encoding="utf-8") for name in STALE} == fresh


def test_other_arguments_and_a_lost_marker_are_refused(tmp_path: Path) -> None:
    assert generate(ROOT, "--chek").returncode == 2
    root = copied(tmp_path)
    page = root / "data" / "README.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("<!-- end of fields -->", ""), encoding="utf-8"
    )
    assert "<!-- end of fields -->" in generate(root).stderr


def test_the_topics_of_the_codebook_are_those_in_use() -> None:
    data = bc.read()
    used = [one.topics for one in data.channels.values()] + [
        one.topics for one in data.contacts.values()
    ]
    assert list(described("Topics")) == sorted({topic for topics in used for topic in topics})


@pytest.mark.parametrize(("table", "column"), CLOSED)
def test_every_allowed_value_is_described(table: str, column: str) -> None:
    assert list(described(f"{table}.{column}".join("``"))) == allowed(
        RECORDS[table].model_fields[column]
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
    relative = [one.partition("#")[0] for one in targets if not re.match(r"[a-z]+:|#", one)]
    assert [one for one in relative if not (page.parent / one).exists()] == []


def test_every_record_that_the_coding_notes_name_exists() -> None:
    data = bc.read()
    words = {
        value for table, column in CLOSED for value in allowed(RECORDS[table].model_fields[column])
    }
    words |= {name for kind in RECORDS.values() for name in kind.model_fields}
    named = (
        {one for one in in_code(NOTES) if re.fullmatch(r"[a-z][a-z0-9-]*", one)} - words - {"code"}
    )
    assert len(named) > 100
    assert sorted(one for one in named if data.records.get(one) is None) == []


def test_the_coding_notes_speak_of_every_channel_of_the_articles() -> None:
    data = articles()
    told = {row.channel for row in data.spells.values()}
    told |= {row.channel for row in data.contacts.values()} - {""}
    assert len(told) >= 65
    assert sorted(told - set(in_code(NOTES))) == []


def test_the_rows_that_contributing_shows_can_be_typed(tmp_path: Path) -> None:
    root = copied(tmp_path)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    shown = re.findall(
        r"^\d\. [^`]*`(\w+)\.csv`.*?```csv\n(.*?)```", text, re.DOTALL | re.MULTILINE
    )
    assert [table for table, _ in shown] == ["sources", "channels", "parties", "spells", "claims"]
    for table, rows in shown:
        path = root / "data" / f"{table}.csv"
        header, *lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        typed = csv.reader(line.strip() for line in rows.splitlines() if line.strip())
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *sorted([*lines, *typed])])
    checked = check_package(root / "data")
    assert checked.problems == []
    assert checked.dataset is not None
    rows = bc.open_channels(checked.dataset, "2024-05-02", between=("RUS", "USA"))
    assert [(row.verdict, row.certainty) for row in rows if row.id == "ruus-coast-guards"] == [
        ("open", "surely")
    ]
