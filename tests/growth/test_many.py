"""What networks and the load of many claims cost is told on each size, with its growth."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.check.sound import read
from benchmarks import million, networks
from benchmarks.databases import Database
from benchmarks.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from backchannel.facts.dataset import Dataset

TOY = Path(__file__).parents[2] / "examples" / "toy"


def ran(memory: float, **told: float) -> Run:
    return Run(0, memory, 0, json.dumps(told))


def test_a_network_is_told_by_what_it_takes_and_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    def cost(words: Sequence[str], **_: object) -> Run:
        size = int(words[-1])
        return ran(0, seconds=0.5 * size, networks=10, most=100 + 5 * size, channels=7 * size)

    monkeypatch.setattr(networks, "cost", cost)
    monkeypatch.setattr(networks, "_package", str)
    rows = {row["job"]: row for row in networks.rows("networks", (1, 4, 16), lambda _: None)}
    assert list(rows) == list(networks.JOBS)
    row = rows["networks, three measures monthly"]
    assert (row["sizes"], row["exponent"], row["memory"]) == ("1 · 4 · 16", 1, 1)
    assert row["cost"] == (
        "7 · 28 · 112 channels, 50.0 · 200.0 · 800.0 ms a distinct network, 105 · 120 · 180 MB"
    )
    assert "ms in all" in (rows[networks.ATTRIBUTED]["cost"] or "")
    assert list(networks.rows("nothing of that name", (1, 4, 16), print)) == []


@pytest.mark.parametrize(
    "job", [networks.ATTRIBUTED, "networks, three measures monthly and 20 draws"]
)
def test_each_job_is_done_on_a_package(
    job: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["networks", job, str(TOY)])
    networks.main()
    told = json.loads(capsys.readouterr().out)
    assert told["channels"] == len(read(TOY).channels)
    assert told["seconds"] > 0
    assert told["most"] > 0
    assert (told["networks"] == 1) == (job == networks.ATTRIBUTED)


def test_a_load_is_told_by_its_rate_and_what_it_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    def python(words: Sequence[str], **_: object) -> Run:
        claims = int(words[-1])
        done.append(claims)
        # Fifty other rows, so that the rate is not that of the claims alone.
        rows = claims + 50
        return ran(100 + 3 * claims, rows=rows, seconds=rows / 10)

    @contextmanager
    def databases(*_: object, **__: object) -> Iterator[list[Database]]:
        yield [Database("embedded", "", {})]

    monkeypatch.setattr(million, "OUT", tmp_path)
    monkeypatch.setattr(million, "python", python)
    monkeypatch.setattr(million, "databases", databases)
    monkeypatch.setattr(million, "RECORD", tmp_path / "record")
    monkeypatch.setattr(million, "make", lambda *_: type("Nothing", (), {"write": print}))
    (row,) = million.rows("claims", 1, 1600, lambda _: None)
    assert done == [100, 400, 1600] * 2
    assert row["job"] == "load of many claims, embedded"
    assert (row["sizes"], row["exponent"], row["memory"]) == ("100 · 400 · 1,600", 1, 1)
    assert row["cost"] == (
        "150 · 450 · 1,650 rows, 10 · 10 · 10 rows a second, 400 · 1,300 · 4,900 MB"
    )


def test_what_is_timed_is_a_load_in_place_of_another(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    loaded: list[int] = []

    class Store:
        def load(self, data: Dataset) -> None:
            loaded.append(len(data.claims))

    @contextmanager
    def connect(*_: object, **__: object) -> Iterator[Store]:
        yield Store()

    monkeypatch.setattr(million, "connect", connect)
    monkeypatch.setattr(million, "read", lambda: read(TOY))
    monkeypatch.setattr(sys, "argv", ["million", str(TOY), "somewhere", "500"])
    million.main()
    toy = read(TOY)
    assert loaded == [len(toy.claims), 500]
    assert json.loads(capsys.readouterr().out)["rows"] == len(toy.records) - len(toy.claims) + 500
