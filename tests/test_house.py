"""The rooms of the house: none is behind a circle of imports, and none is too large to be looked over."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import grimp
import networkx as nx
import pytest
from hatchling.builders.sdist import SdistBuilder

HOUSE = Path(__file__).parents[1]

PICTURES = frozenset([".png", ".svg", ".pdf", ".jpg", ".jpeg", ".gif", ".webp"])

BASELINES = Path("tests/plots/baselines")

MOST_BYTES, MOST_BYTES_OF_ALL = 150_000, 1_500_000
"""How large a picture of the docs may be, as `docs/gallery.py` makes them, and all together."""


def test_no_file_has_more_than_300_lines() -> None:
    folders = ("src", "tests", "benchmarks", "docs", "examples")
    files = [path for folder in folders for path in (HOUSE / folder).rglob("*.py")]
    assert len(files) > 100
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in files}
    assert sorted(str(path.relative_to(HOUSE)) for path in files if lines[path] > 300) == []


def test_what_a_dataset_keeps_has_a_name_of_its_own() -> None:
    """Two modules that kept different things under one name would answer with each other's."""
    kept = re.compile(r"computed(?:\.setdefault\(|\[)(\w+|\"[^\"]+\")")
    keepers = defaultdict(set)
    for path in (HOUSE / "src").rglob("*.py"):
        for name in kept.findall(path.read_text(encoding="utf-8")):
            keepers[name].add(path.stem)
    assert {"COURSE", "VOICES", "NAMING", '"roster"'} <= keepers.keys()
    # What `check` remembers of a package it gives to the dataset under the names of those who ask for it.
    shared = {name: sorted(stems - {"recalled"}) for name, stems in keepers.items()}
    assert {name: stems for name, stems in shared.items() if len(stems) > 1} == {}


@pytest.mark.parametrize("types_too", [True, False])
def test_no_modules_import_each_other_in_a_circle(types_too: bool) -> None:
    house = grimp.build_graph(
        "backchannel", cache_dir=None, exclude_type_checking_imports=not types_too
    )
    imports = nx.DiGraph(
        (room, seen)
        for room in house.modules
        for seen in house.find_modules_directly_imported_by(room)
    )
    assert imports.number_of_edges() > 100
    circles = [sorted(rooms) for rooms in nx.strongly_connected_components(imports)]
    assert [rooms for rooms in circles if len(rooms) > 1] == []


def files_of_the_house() -> list[Path]:
    git = shutil.which("git")
    if git is None or not (HOUSE / ".git").exists():
        pytest.skip("which files belong to the house is known by git alone")
    listed = subprocess.run(
        [git, "ls-files", "-z"], cwd=HOUSE, check=True, capture_output=True, encoding="utf-8"
    )
    return [Path(name) for name in listed.stdout.split("\0") if name]


def test_the_source_distribution_has_what_its_tests_read() -> None:
    builder = SdistBuilder(str(HOUSE))
    # pyproject.toml comes along unlisted.
    shipped = {file.distribution_path for file in builder.recurse_included_files()} | {
        "pyproject.toml"
    }
    house = {str(path) for path in files_of_the_house() if (HOUSE / path).exists()}
    assert sorted(name for name in house - shipped if not name.startswith(".")) == []


def test_pictures_lie_in_the_docs_or_are_baselines_and_are_small() -> None:
    files = files_of_the_house()
    sizes = {
        path: (HOUSE / path).stat().st_size
        for path in files
        if path.suffix.lower() in PICTURES and (HOUSE / path).exists()
    }
    assert len(sizes) > 10
    shown = {path for path in sizes if path.is_relative_to("docs") or path.parent == BASELINES}
    assert sorted(map(str, sizes.keys() - shown)) == []
    assert {str(path): size for path, size in sizes.items() if size > MOST_BYTES} == {}
    assert sum(sizes.values()) <= MOST_BYTES_OF_ALL
