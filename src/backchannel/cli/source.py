"""Where the facts come from: a package, a database, or the data that are bundled."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from backchannel.cli.output import progress, talk
from backchannel.errors import UsageFault
from backchannel.messages import quoted

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.store import Store


MOST_DATABASES = 3
"""How many databases are kept in the cache; the oldest go."""

IN_USE = 24 * 60 * 60
"""For so many seconds after a question somebody may still be reading a database."""


def facts(data: str | None) -> Dataset:
    """Read the facts from a package or a database; without either, the bundled ones."""
    from backchannel.package.reading import bundled, is_package

    if data is None:
        return _package(None)
    from backchannel.store import is_address

    path = Path(data)
    if not is_address(data) and (is_package(path) or not holds_database(data)):
        if path.is_dir() and not any(path.iterdir()):
            raise UsageFault(f"{quoted(data)} is empty; `backchannel load` makes a database of it")
        return _package(path)
    with store(data) as database:
        read_back = database.read()
    if bundled("data").is_dir():
        note_other_facts(read_back.digest, data)
    return read_back


def _package(path: Path | None) -> Dataset:
    """Read a package; what was read of it before is found in the user's cache."""
    from backchannel.check.kept import Kept
    from backchannel.check.sound import Passed, read

    cache = _cache()
    if cache is None:
        return read(path)
    return read(path, passed=Passed(cache / "passed"), kept=Kept(cache / "read"))


def holds_database(place: str) -> bool:
    """Say whether a place is a database: an address, or a folder with our marker file."""
    from backchannel.store import is_address
    from backchannel.store import is_database as has_marker

    return is_address(place) or has_marker(Path(place))


def store(place: str) -> Store:
    """Connect to a database; user, password and database name come from the environment."""
    from backchannel.store import connect

    return connect(
        place,
        user=os.environ.get("NEO4J_USERNAME", "neo4j"),
        password=os.environ.get("NEO4J_PASSWORD", ""),
        database=os.environ.get("NEO4J_DATABASE"),
    )


def default_place(data: Dataset) -> str:
    """Return `NEO4J_URI`, else a folder in the user's cache that is named by the data's digest."""
    if uri := os.environ.get("NEO4J_URI"):
        return uri
    if cache := _cache():
        return str(cache / data.digest[:16])
    raise UsageFault("no cache folder found; set XDG_CACHE_HOME, or name a database")


def _cache() -> Path | None:
    """Return our folder in the user's cache, which may not be there yet; there may be no cache."""
    try:
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "backchannel"
    except RuntimeError:
        return None


def loaded_by_default() -> str:
    """Return the default database; an embedded one is loaded on first use."""
    from backchannel.store import is_address

    known = facts(None)
    place = default_place(known)
    if not is_address(place):
        with store(place) as database:
            if database.digest() is None:
                database.load(known, progress=progress())
                talk(f"loaded the data into {place}; this is done once")
        sweep(Path(place))
    return place


def sweep(used: Path) -> None:
    """Note that a database of the cache is used, and remove those that nobody has used for long."""
    if used.parent != _cache():
        return
    import shutil

    with suppress(OSError):
        os.utime(used)
        of_data = [one for one in used.parent.iterdir() if re.fullmatch("[0-9a-f]{16}", one.name)]
        newest_first = sorted(((one.stat().st_mtime, one) for one in of_data), reverse=True)
        for last_used, folder in newest_first[MOST_DATABASES:]:
            if last_used < time.time() - IN_USE:
                shutil.rmtree(folder, ignore_errors=True)


def note_other_facts(digest: str | None, place: str) -> None:
    """Say that a database somebody chose does not hold the bundled data."""
    if digest is not None and digest != facts(None).digest:
        talk(f"the database at {place} does not hold the data bundled with Backchannel")


def pair_of(data: Dataset, between: tuple[str, str] | None) -> Scope:
    """Return the two sides asked about; the package's own pair if none is given."""
    from backchannel.facts.scope import asked

    return asked(data, between)


def scope_of(data: Dataset, between: tuple[str, str] | None) -> Scope:
    """Return whose channels are asked about: those between two sides, or those of all."""
    from backchannel.facts.scope import ALL, asked

    return asked(data, between or ALL)
