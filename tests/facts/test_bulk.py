"""Python looks for no cycles while many records are made, and looks again afterwards."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import check_package
from backchannel.check.sound import read
from backchannel.facts.bulk import in_bulk
from backchannel.network.snapshot import snapshot
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import lost
from benchmarks.copies import copies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from backchannel.facts.dataset import Dataset


TOY = Path(__file__).parents[2] / "examples" / "toy"


@pytest.fixture
def searches() -> Iterator[list[str]]:
    """Every search that Python begins."""
    begun: list[str] = []

    def note(phase: str, about: dict[str, int]) -> None:
        if phase == "start":
            begun.append(f"generation {about['generation']}")

    thresholds = gc.get_threshold()
    # As Python has them by itself.
    gc.set_threshold(700, 10, 10)
    gc.callbacks.append(note)
    yield begun
    gc.callbacks.remove(note)
    gc.set_threshold(*thresholds)


WORK: Mapping[str, Callable[[Dataset, Path], object]] = {
    "read": lambda _, package: read(package),
    "check_package": lambda _, package: check_package(package),
    "open_channels": lambda data, _: open_channels(data, "2022"),
    "lost": lambda data, _: lost(data, "2014", "2022"),
    "snapshot": lambda data, _: snapshot(data, "2014-01-01"),
}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy ten times, of which each work makes enough objects for several searches."""
    folder = tmp_path_factory.mktemp("package")
    copies(read(TOY), 10).write(folder)
    return folder


@pytest.mark.parametrize("name", WORK)
def test_no_search_while_many_objects_are_made(
    name: str, package: Path, searches: list[str]
) -> None:
    data = read(package)
    gc.collect()
    searches.clear()
    WORK[name](data, package)
    # The one that is due is made up for as soon as all is there.
    assert len(searches) <= 1
    assert gc.isenabled()


def test_whoever_looks_for_no_cycles_goes_on_not_to(package: Path) -> None:
    gc.disable()
    try:
        read(package)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_an_error_does_not_end_the_search_for_good() -> None:
    def broken_off() -> None:
        assert not gc.isenabled()
        raise ValueError("broken off")

    with pytest.raises(ValueError, match="broken off"):
        in_bulk()(broken_off)()
    assert gc.isenabled()
