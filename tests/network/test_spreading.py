"""The same numbers, whoever computes them, and nothing is lost with a worker."""

from __future__ import annotations

import os
import signal
import warnings
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.losses import ranged
from backchannel.network import measuring
from backchannel.network.series import series
from backchannel.network.spreading import spread
from backchannel.scenarios import sensitivity

from worlds.articles import articles
from worlds.lots import by_lot

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.losses.course import Loss
    from backchannel.network.columns import Series


PAIR, ON = ("RUS", "USA"), "2021-12-01"


def square(number: int) -> int:
    return number * number


def inverse(number: int) -> float:
    return 1 / number


def killed_once(mark: Path, work: Callable[[Any], Any], piece: object) -> object:
    """Do a piece of work, but kill the worker that is the first to come here."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return work(piece)
    os.kill(os.getpid(), signal.SIGKILL)
    return None


class Killing(Executor):
    """Hands all work on, so that a worker is killed at its third piece: others are done by then."""

    def __init__(self, executor: Executor, mark: Path) -> None:
        self.executor, self.mark, self.taken = executor, mark, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.taken += 1
        if self.taken == 3:
            fn = partial(killed_once, self.mark, fn)
        return self.executor.submit(fn, *args, **kwargs)


class Losing(Executor):
    """An executor that does the work, but loses each third result, and takes no more after ten."""

    def __init__(self) -> None:
        self.taken = 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.taken += 1
        if self.taken > 10:
            raise RuntimeError("shut down")
        future: Future[Any] = Future()
        if self.taken % 3:
            future.set_result(fn(*args, **kwargs))
        else:
            future.set_exception(CancelledError())
        return future


def pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool whose workers are copies of a process that has imported all already."""
    context = get_context("forkserver")
    context.set_forkserver_preload(["backchannel.losses.ranged", "backchannel.network.measuring"])
    return ProcessPoolExecutor(workers, mp_context=context)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "WORTH_SENDING", 30)
    monkeypatch.setattr(ranged, "SENT", 100)


def bits(found: Series) -> tuple[object, ...]:
    numbers = {name: column.tobytes() for name, column in found.numbers.items()}
    return found.dates, found.measures, found.nodes, found.date_of.tobytes(), numbers


def asked(data: Dataset, executor: Executor | None = None) -> Series:
    return series(data, within="2020/2022", draws=20, executor=executor)


def lost(data: Dataset, executor: Executor | None = None) -> Loss:
    return bc.loss(data, "2020", "2022", between=("AAA", "AAB"), draws=20, executor=executor)


DRAWN: dict[str, Callable[[Dataset, Executor | None], object]] = {
    "pace": lambda data, executor: bc.change_points(
        data, "2014", "2023", between=PAIR, draws=120, executor=executor
    ),
    "robustness": lambda data, executor: bc.robustness(
        data, ON, between=PAIR, draws=40, executor=executor
    ),
    "sensitivity": lambda data, executor: bc.sensitivity(
        data, ON, everything=True, draws=20, executor=executor
    ),
    "substitution": lambda data, executor: bc.substitution(
        data, "2014", "2023", between=PAIR, draws=20, shifts=50, executor=executor
    ),
    "survival": lambda data, executor: bc.survival(data, between=PAIR, draws=20, executor=executor),
}
"""What else is asked of draws → the question."""


def test_results_come_in_order_and_what_is_lost_is_done_here() -> None:
    assert list(spread(square, range(20), executor=Losing())) == [n * n for n in range(20)]
    assert list(spread(square, range(3))) == [0, 1, 4]


def test_a_fault_of_the_work_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(inverse, [1, 0], executor=Losing()))


@pytest.mark.usefixtures("small_pieces")
def test_a_process_pool_gives_the_same_bits_whatever_the_number_of_workers(
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = by_lot(1)
    told: list[str] = []
    alone = bits(series(data, within="2020/2022", draws=20, progress=told.append))
    assert len(told) > 3, "or there was but one piece, and the pool had nothing to share"
    for workers in (1, 2, 3):
        with pool(workers) as executor:
            assert bits(asked(data, executor)) == alone
    assert "this process" not in caplog.text, "or the work was done there after all"


@pytest.mark.usefixtures("small_pieces")
def test_a_worker_of_a_pool_that_is_killed_in_mid_run_loses_nothing(tmp_path: Path) -> None:
    data = by_lot(1)
    with pool(2) as executor:
        killing = Killing(executor, tmp_path / "series")
        assert bits(asked(data, killing)) == bits(asked(data))
    with pool(2) as executor:
        losing = Killing(executor, tmp_path / "loss")
        assert lost(data, losing) == lost(data)
    for killed in (killing, losing):
        assert killed.mark.exists(), "or nobody was killed"
        assert killed.taken > 3, "or it was the last piece"


@pytest.mark.parametrize("question", DRAWN)
def test_whatever_is_drawn_is_the_same_from_workers_and_though_one_is_killed(
    question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sensitivity, "SENT", 3)
    ask, data = DRAWN[question], articles()
    alone = ask(data, None)
    assert alone
    with pool(2) as executor:
        assert ask(data, executor) == alone
        assert "this process" not in caplog.text, "or the work was done there after all"
        killing = Killing(executor, tmp_path / "mark")
        assert ask(data, killing) == alone
    assert killing.mark.exists(), "or nobody was killed"


@pytest.mark.usefixtures("small_pieces")
def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    distributed = pytest.importorskip("distributed")
    import dask

    data = bc.read()
    with (
        warnings.catch_warnings(),
        dask.config.set(
            {"distributed.comm.timeouts.connect": "30s", "temporary-directory": str(tmp_path)}
        ),
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        executor = client.get_executor()
        assert bc.attribution(data, 2022, executor=executor) == bc.attribution(data, 2022)
        assert lost(by_lot(1), executor) == lost(by_lot(1))
        assert "this process" not in caplog.text
        killing = Killing(executor, tmp_path / "mark")
        assert bits(asked(data, killing)) == bits(asked(data))
        assert killing.mark.exists()
        assert killing.taken > 3
    # Dask gives the pieces of a killed worker to another one, but now and then one comes back broken.
    assert caplog.text.count("this process") < killing.taken / 2
