"""
Where a graph database is: the address of a server, or a folder, and the engine for either.

An engine is imported only when a database of its kind is opened.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from backchannel.errors import MissingExtra, UsageFault
from backchannel.messages import did_you_mean, near, quoted

if TYPE_CHECKING:
    from backchannel.store.protocol import Store

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def connect(
    where: str | Path,
    *,
    user: str | None = None,
    password: str | None = None,
    database: str | None = None,
) -> Store:
    """
    Open a graph database.

    Parameters
    ----------
    where
        A Neo4j address (`neo4j://`, `bolt://`, or with `+s`, `+ssc`), or the folder of an embedded
        database; a folder that is empty or not there yet can be loaded into.
    user, password, database
        For Neo4j; without a user the server is asked without authentication.

    Returns
    -------
    store
        Close it, or use it in a `with` block.

    Raises
    ------
    UsageFault
        If the address is of another kind, or has lost its scheme, or the folder is not one of ours.
    StoreError
        If the database cannot be reached.
    MissingExtra
        If the embedded engine is not installed.
    """
    if not isinstance(where, Path) and is_address(where):
        return _connect_neo4j(where, user=user, password=password, database=database)
    return _connect_folder(Path(where))


def is_address(where: str) -> bool:
    """
    Say whether a text is the address of a server rather than the path of a folder.

    Raises
    ------
    UsageFault
        If it looks like an address without its scheme, or with a damaged one: taken for a path it
        would make a folder of that name, perhaps with a password in it.
    """
    if "://" in where:
        return True
    if _ADDRESS_GONE_WRONG.match(where) and not _is_there(where):
        # Not quoted: it may hold a password.
        raise UsageFault(
            "there is no such folder; an address is written `neo4j://HOST:PORT`, "
            "and a new folder of that name `./NAME`"
        )
    return False


def _is_there(where: str) -> bool:
    try:
        return Path(where).exists()
    except OSError:  # a name that is too long for a folder, for one
        return False


_ADDRESS_GONE_WRONG = re.compile(
    rf"(?:{'|'.join(map(re.escape, SCHEMES))}):"  # a slash lost, or both
    r"|[^./\\][^/\\]*:.*@"  # a user and a password behind whatever stands for the scheme
    r"|[^/\\]*@[^/\\]*$"  # both, and nothing that makes it a path
    r"|[^/\\]+:\d+$",  # a host and a port
    re.IGNORECASE | re.DOTALL,
)


def _connect_folder(folder: Path) -> Store:
    try:
        str(folder.absolute()).encode()
    except UnicodeEncodeError:
        raise UsageFault(
            f"{quoted(str(folder))} has a name that is not UTF-8, as the embedded database needs; "
            "name another folder"
        ) from None
    try:
        from backchannel.store.embedded import Embedded
    except ModuleNotFoundError as error:
        if error.name not in ("arcadedb_embedded", "jpype"):
            raise
        raise MissingExtra(
            "the embedded database is not installed; install it with "
            "`pip install 'backchannel[embedded]'`, or name a Neo4j server"
        ) from error
    return Embedded(folder)


def _connect_neo4j(
    url: str, *, user: str | None, password: str | None, database: str | None
) -> Store:
    address = _checked(url)
    from backchannel.store.neo4j import Neo4j

    return Neo4j(address, user=user, password=password, database=database)


def _checked(url: str) -> str:
    """Return an address that holds nothing that would be dropped, and no password."""
    scheme = url.partition("://")[0]
    if "@" in url:
        # Not quoted: it may hold a password.
        raise UsageFault(
            "the address holds a user or a password; write `neo4j://HOST:PORT`, "
            "and set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if scheme not in SCHEMES:
        hint = (
            did_you_mean(near(scheme, SCHEMES)) or "an address begins with `neo4j://` or `bolt://`"
        )
        raise UsageFault(f"unknown kind of database {quoted(scheme)}; {hint}")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if not parts.hostname:
        raise UsageFault("that is no address of a database; write `neo4j://HOST:7687`")
    if parts.path.strip("/") or parts.fragment:
        # The driver would drop it and use the default database.
        raise UsageFault(
            f"an address of Neo4j ends after the port, and this one goes on with "
            f"{quoted(url.partition('://')[2].partition('/')[2] or parts.fragment)}; "
            "name a database with NEO4J_DATABASE"
        )
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    query = f"?{parts.query}" if parts.query else ""
    return f"{scheme}://{host}{f':{port}' if port else ''}{query}"
