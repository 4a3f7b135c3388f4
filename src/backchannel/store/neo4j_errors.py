"""What the Neo4j driver and the server say when something fails, reworded as one line each."""

from __future__ import annotations

import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from neo4j import exceptions

from backchannel.errors import QueryRefused, StoreError
from backchannel.messages import one_line, quoted
from backchannel.store.limits import too_slow

if TYPE_CHECKING:
    from collections.abc import Iterator

# The driver has an error of its own for a wrong password alone, so that these go by their codes.
_LOGIN = {
    "Neo.ClientError.Security.CredentialsExpired": "wants the first password changed before "
    "anything else; log in with `cypher-shell` or Neo4j Browser and set a new one",
    "Neo.ClientError.Security.AuthenticationRateLimit": "lets nobody log in for a few seconds, "
    "after too many wrong passwords; check NEO4J_PASSWORD, wait, and try again",
}
_WRONG_LOGIN = (
    "refuses the user or the password; set NEO4J_USERNAME and NEO4J_PASSWORD to those of the server"
)


NOTHING_CHANGED = "nothing has changed"
UNFINISHED = "what is there cannot be read until `backchannel load` has run again"
"""What a load that fails leaves behind: before it has written anything, and half-way."""


@contextmanager
def faults(
    address: str, database: str | None, *, timeout: float, left: str | None = None
) -> Iterator[None]:
    """
    Turn what the driver raises into errors of ours, none of which holds the password.

    Parameters
    ----------
    address, database
        The server, and the database that was asked for.
    timeout
        Seconds that a query may take.
    left
        What a load leaves behind if it fails now; none for a query.

    Raises
    ------
    StoreError
        If the server cannot be reached, refuses the user, or refuses a load.
    QueryRefused
        If the server refuses a query.
    """
    name = server_named(address)
    try:
        yield
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired) as error:
        raise StoreError(f"{name} {_unreachable(address, error, left)}") from error
    except exceptions.Neo4jError as error:
        if error.code in _LOGIN or isinstance(error, exceptions.AuthError):
            raise StoreError(f"{name} {_LOGIN.get(error.code or '', _WRONG_LOGIN)}") from error
        if "DatabaseNotFound" in (error.code or ""):
            raise StoreError(
                f"{name} has no database {quoted(database or '')}; correct its name"
            ) from error
        raise (
            _load_refused(name, error, left) if left else _query_refused(name, error, timeout)
        ) from error
    except exceptions.DriverError as error:
        raise StoreError(f"{name} cannot be used: {one_line(error)}") from error


def server_named(address: str) -> str:
    """Return a server as a message names it."""
    return f"Neo4j at {quoted(address)}"


def _unreachable(address: str, error: Exception, left: str | None) -> str:
    """Say what keeps a server from being reached, and how to get there."""
    scheme, _, rest = address.partition("://")
    plain = scheme.partition("+")[0]
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return (
                f"shows a certificate that is not trusted ({cause.verify_message}); accept it with "
                f"{quoted(f'{plain}+ssc://{rest}')}, or have this machine trust its issuer"
            )
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return (
            f"does not speak TLS; connect with {quoted(f'{plain}://{rest}')}, "
            "or correct the port (7687 unless set otherwise)"
        )
    said = " ".join(str(cause) for cause in causes)
    if "looks like HTTP" in said:
        return "speaks HTTP at this port; name the port of Bolt (7687 unless set otherwise)"
    if "incomplete handshake" in said and scheme == plain:
        return (
            f"hangs up; if it wants TLS, connect with {quoted(f'{plain}+s://{rest}')} "
            f"(`{plain}+ssc` if its certificate is self-signed), else correct the port"
        )
    if left == UNFINISHED:
        return f"cannot be reached, and {left}"
    remedy = (
        "nothing is lost, load again when it runs" if left else "start it, or correct the address"
    )
    return f"cannot be reached; {remedy}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and all that led to it; the driver groups what happened while routing."""
    yield error
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions:
            yield from _causes(inner)
    cause = error.__cause__ or error.__context__
    if cause is not None:
        yield from _causes(cause)


def _load_refused(name: str, error: exceptions.Neo4jError, left: str) -> StoreError:
    if out_of_memory(error):
        return StoreError(f"the load does not fit the memory of {name}, and {left}; {_MORE_MEMORY}")
    return StoreError(f"{name} refuses the load, and {left}: {one_line(error.message or error)}")


def _query_refused(name: str, error: exceptions.Neo4jError, timeout: float) -> StoreError:
    code, text = error.code or "", one_line(error.message or error)
    if out_of_memory(error):
        return StoreError(
            f"the query does not fit the memory of {name}, and nothing has changed; {_MORE_MEMORY}"
        )
    if "TransactionTimedOut" in code:
        return too_slow(timeout)
    if code.endswith(("AccessMode", "Forbidden")) or "access mode" in text:
        return QueryRefused("the query would write, and queries only read; allow it with `--write`")
    return QueryRefused(f"{name} refuses the query: {text}")


_MORE_MEMORY = "raise `server.memory.heap.max_size` and `dbms.memory.transaction.total.max`"


def out_of_memory(error: exceptions.Neo4jError) -> bool:
    """Say whether the server has too little memory for a transaction."""
    return "MemoryPoolOutOfMemory" in (error.code or "") or "OutOfMemory" in (error.message or "")
