"""What the Neo4j driver and the server say when something fails, each as one line of ours; none holds the password."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j import exceptions

from backchannel.errors import QueryRefused, StoreError
from backchannel.messages import quoted
from backchannel.store.limits import one_line, too_slow

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOGIN = {
    "Neo.ClientError.Security.CredentialsExpired": "change its first password in Neo4j before anything else",
    "Neo.ClientError.Security.AuthenticationRateLimit": "wait a few seconds after so many attempts",
}


@contextmanager
def faults(name: str, database: str | None, *, loading: bool, timeout: float) -> Iterator[None]:
    """
    Turn what the driver raises into errors of ours.

    Parameters
    ----------
    name, database
        The server as a message calls it, and the database that was asked for.
    loading, timeout
        Whether a load fails or a query, and how long that may take.

    Raises
    ------
    StoreError
        If the server cannot be reached, refuses the user, or refuses a load.
    QueryRefused
        If the server refuses a query.
    """
    nothing_lost = (
        "; nothing is lost, load again when it runs"
        if loading
        else "; start it, or correct the address"
    )
    try:
        yield
    except exceptions.AuthError as error:
        remedy = _LOGIN.get(
            error.code or "", "set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"
        )
        raise StoreError(f"{name} refuses the user or the password; {remedy}") from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise StoreError(f"{name} cannot be reached{nothing_lost}") from error
    except exceptions.Neo4jError as error:
        if "DatabaseNotFound" in (error.code or ""):
            raise StoreError(
                f"{name} has no database {quoted(database or '')}; correct its name"
            ) from error
        raise (
            _load_refused(name, error) if loading else _query_refused(name, error, timeout)
        ) from error
    except exceptions.DriverError as error:
        raise StoreError(f"{name} cannot be used: {one_line(error)}") from error


def _load_refused(name: str, error: exceptions.Neo4jError) -> StoreError:
    if _out_of_memory(error):
        return StoreError(
            f"the load does not fit the memory of {name}, and nothing has changed; {_MORE_MEMORY}"
        )
    return StoreError(
        f"{name} refuses the load, and nothing has changed: {one_line(error.message or error)}"
    )


def _query_refused(name: str, error: exceptions.Neo4jError, timeout: float) -> StoreError:
    code, text = error.code or "", one_line(error.message or error)
    if _out_of_memory(error):
        return StoreError(
            f"the query does not fit the memory of {name}, and nothing has changed; {_MORE_MEMORY}"
        )
    if "TransactionTimedOut" in code:
        return too_slow(timeout)
    if code.endswith(("AccessMode", "Forbidden")) or "access mode" in text:
        return QueryRefused("the query would write, and queries only read; allow it with `--write`")
    return QueryRefused(f"{name} refuses the query: {text}")


_MORE_MEMORY = "raise `server.memory.heap.max_size` and `dbms.memory.transaction.total.max`"


def _out_of_memory(error: exceptions.Neo4jError) -> bool:
    return "MemoryPoolOutOfMemory" in (error.code or "") or "OutOfMemory" in (error.message or "")
