"""
How long a query may take, and how much it may return.

No engine can stop one long expression from outside, so the limits are kept here.
"""

from __future__ import annotations

import queue
import threading
from typing import TYPE_CHECKING, Any, TypeVar

from backchannel.errors import QueryRefused, UsageFault
from backchannel.store.values import weight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")

TIME_LIMIT = 60.0
"""Seconds a query may take unless the caller says otherwise."""

ROW_LIMIT = 100_000
"""Rows a query may return unless the caller says otherwise; more are refused, never cut."""


SIZE_LIMIT = 200_000_000
"""Bytes of memory that the rows of an answer may take; a few rows can hold very long lists."""

_FOREVER = 1e8
"""Seconds: three years, which clocks and engines still can count."""


def seconds_of(timeout: float) -> float:
    """Return a time limit as clocks and engines take it; `inf` is as good as none."""
    if not timeout > 0:
        raise UsageFault(f"a time limit of {timeout:g} seconds is none; give a number above 0")
    return min(timeout, _FOREVER)


def answer_within(seconds: float, work: Callable[[], T], *, grace: float = 0.0) -> T:
    """
    Do some work in a thread of its own; TimeoutError if it takes too long.

    `grace` is the time left to an engine to stop by itself and say so. The thread cannot be ended
    and does not keep the process alive.
    """
    answers: queue.SimpleQueue[Callable[[], T]] = queue.SimpleQueue()

    def worker() -> None:
        try:
            answer = work()
        except BaseException as error:  # noqa: BLE001 - it belongs to the caller's thread
            answers.put(_raising(error))
        else:
            answers.put(lambda: answer)

    threading.Thread(target=worker, daemon=True, name="backchannel-query").start()
    try:
        give = answers.get(timeout=seconds + grace)
    except queue.Empty:
        raise TimeoutError from None
    return give()


def _raising(error: BaseException) -> Callable[[], Any]:
    def give() -> Any:
        raise error

    return give


class GivenUp(QueryRefused):
    """A query that took too long."""


def too_slow(seconds: float) -> GivenUp:
    """Return the error of a query that was given up."""
    return GivenUp(
        f"the query is given up after {seconds:g} seconds; "
        "ask for less, or allow more with `--timeout`"
    )


def first_rows(rows: Iterable[T], most: int) -> list[T]:
    """Return rows that come one by one; refuse more than `most`, and more than memory is for."""
    taken: list[T] = []
    size = 0
    for row in rows:
        if len(taken) == most:
            raise QueryRefused(
                f"the query returns more than {most:,} rows; add LIMIT, or allow more with `--rows`"
            )
        size += weight(row)
        if size > SIZE_LIMIT:
            raise QueryRefused(
                f"the answer takes more than {SIZE_LIMIT // 10**6} MB of memory; "
                "return fewer rows or columns, or shorter lists"
            )
        taken.append(row)
    return taken
