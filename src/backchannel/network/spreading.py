"""
Work in pieces, here or on other processes and machines.

Whatever can be cut into pieces that know nothing of one another takes an `executor`: none for this
process, a `concurrent.futures.ProcessPoolExecutor` for the processors of this machine, or the one
that Dask gives for a cluster (`client.get_executor()`). The answer is the same to the last bit,
since a piece is computed by the same function whoever computes it, and the results are put together
in the order of the pieces.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor, Future

Piece = TypeVar("Piece")
Result = TypeVar("Result")

log = logging.getLogger(__name__)


def spread(
    work: Callable[[Piece], Result], pieces: Iterable[Piece], *, executor: Executor | None = None
) -> Iterator[Result]:
    """
    Yield the result of each piece of work, in order.

    What a worker does not bring back, since it was killed or its pool is broken, is computed again
    in this process, so nothing is lost; and if the work itself is at fault, its error comes from
    here.

    Parameters
    ----------
    work
        A function at the top of a module, which workers can import; its result depends on nothing
        but the piece.
    pieces
        Values that can be pickled; large enough that sending one costs less than working on it.
    executor
        Who works; without one, this process does, piece by piece.

    Examples
    --------
    >>> from math import factorial
    >>> list(spread(factorial, [3, 4, 5]))
    [6, 24, 120]
    """
    if executor is None:
        yield from map(work, pieces)
        return
    handed = [(_handed(executor, work, piece), piece) for piece in pieces]
    try:
        for future, piece in handed:
            yield _brought(future, work, piece)
    finally:
        for future, _ in handed:
            if future is not None:
                future.cancel()


def portions(whole: Sequence[Piece], size: int) -> list[Sequence[Piece]]:
    """
    Cut what is to be done, as the seeds of draws, into pieces of a size; the last may be shorter.

    >>> portions(range(5, 10), 2)
    [range(5, 7), range(7, 9), range(9, 10)]
    """
    return [whole[first : first + size] for first in range(0, len(whole), size)]


def _handed(
    executor: Executor, work: Callable[[Piece], Result], piece: Piece
) -> Future[Result] | None:
    """Hand a piece to an executor; none where it takes no more work."""
    try:
        return executor.submit(work, piece)
    except RuntimeError as error:  # broken, or shut down
        log.warning("an executor takes no work (%s); it is done in this process", error)
        return None


def _brought(
    future: Future[Result] | None, work: Callable[[Piece], Result], piece: Piece
) -> Result:
    if future is None:
        return work(piece)
    try:
        return future.result()
    except Exception as error:  # noqa: BLE001 - each executor has errors of its own for a lost worker
        log.warning("a worker brought nothing back (%s); this process does its work", error)
        return work(piece)
