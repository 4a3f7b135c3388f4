"""The same numbers, whoever computes them, and nothing is lost with a worker."""

from __future__ import annotations

import os
import signal
import warnings
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.network import measuring
from backchannel.network.series import series
from backchannel.network.spreading import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.facts.dataset import Dataset
    from backchannel.network.columns import Series


def square(number: int) -> int:
    return number * number


def inverse(number: int) -> float:
    return 1 / number


def killed_once(mark: str, number: int) -> int:
    """Kill the worker that is the first to come here."""
    try:
        Path(mark).touch(exist_ok=False)
    except FileExistsError:
        return number * number
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


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


@pytest.fixture
def pool() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(measuring, "WORTH_SENDING", 400)


def bits(found: Series) -> tuple[object, ...]:
    numbers = {name: column.tobytes() for name, column in found.numbers.items()}
    return found.dates, found.measures, found.nodes, found.date_of.tobytes(), numbers


def asked(data: Dataset, executor: Executor | None = None) -> Series:
    return series(data, within="2020/2022", draws=20, executor=executor)


def test_results_come_in_order_and_what_is_lost_is_done_here() -> None:
    assert list(spread(square, range(20), executor=Losing())) == [n * n for n in range(20)]
    assert list(spread(square, range(3))) == [0, 1, 4]


def test_a_fault_of_the_work_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        list(spread(inverse, [1, 0], executor=Losing()))


@pytest.mark.usefixtures("small_pieces")
def test_a_process_pool_gives_the_same_bits(pool: ProcessPoolExecutor) -> None:
    data = bc.read()
    told: list[str] = []
    alone = series(data, within="2020/2022", draws=20, progress=told.append)
    assert bits(asked(data, pool)) == bits(alone)
    assert len(told) > 3, "or there was but one piece, and the pool had nothing to share"


def test_a_killed_worker_loses_nothing(pool: ProcessPoolExecutor, tmp_path: Path) -> None:
    work = partial(killed_once, str(tmp_path / "mark"))
    assert list(spread(work, range(1, 30), executor=pool)) == [n * n for n in range(1, 30)]
    assert (tmp_path / "mark").exists()


@pytest.mark.usefixtures("small_pieces")
def test_a_cluster_gives_the_same_bits_though_a_worker_is_killed(tmp_path: Path) -> None:
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
        assert bits(asked(data, executor)) == bits(asked(data))
        assert bc.attribution(data, 2022, executor=executor) == bc.attribution(data, 2022)
        work = partial(killed_once, str(tmp_path / "mark"))
        assert list(spread(work, range(1, 9), executor=executor)) == [n * n for n in range(1, 9)]
        assert (tmp_path / "mark").exists()
