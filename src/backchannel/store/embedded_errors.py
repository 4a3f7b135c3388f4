"""What the embedded engine says when it refuses a query or a load, in our words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.errors import QueryRefused, StoreError
from backchannel.messages import one_line
from backchannel.store.generations import disk_full
from backchannel.store.limits import too_slow

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.store.java import EngineError


def unloadable(error: EngineError, folder: Path) -> StoreError:
    """Return the error of a load that the engine gave up."""
    if "No space left" in error.cause or "quota exceeded" in error.cause:
        return disk_full(folder)
    if "OutOfMemoryError" in error.cause:
        return StoreError(
            "the data do not fit the memory of this machine, and nothing has changed; use Neo4j"
        )
    return StoreError(
        f"the data cannot be loaded, and nothing has changed: {_without_java(str(error))}"
    )


def refusal(error: EngineError, timeout: float) -> QueryRefused:
    """Return the error of a query that the engine refuses."""
    text = str(error)
    if "QueryNotIdempotentException" in text:
        return QueryRefused(
            "the query would write, or calls an unknown procedure; "
            "an embedded database is read-only"
        )
    if "TimeoutException" in text:
        return too_slow(timeout)
    if "OutOfMemoryError" in error.cause:
        return QueryRefused("the query does not fit the memory of this machine; ask for less")
    return QueryRefused(f"the engine refuses the query: {_without_java(text)}")


def _without_java(text: str) -> str:
    """Return the engine's message without the names of Java classes around it."""
    said_last = text.rpartition("Exception: ")[2] or text
    return one_line(re.sub(r"\(caused by [\w.$]+(?:: )?", "(", said_last))
