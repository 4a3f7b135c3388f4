"""What the verbs share: where the facts come from, and where an answer goes."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from backchannel.errors import UsageFault
from backchannel.messages import did_you_mean, near, quoted, visible
from backchannel.output.tables import Format, csv_text, write_json, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store


def a_place(text: str) -> str:
    """Return a path or an address as it was typed; an empty one would be taken for none, or for the current folder."""
    if not text:
        raise typer.BadParameter("the path is empty; name a file or a folder")
    return text


def a_path(text: str) -> Path:
    """Return a path that was typed; see `a_place`."""
    return Path(a_place(text))


Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        parser=a_place,
        metavar="PATH_OR_URL",
        help="A data package or a database; else the data that come along.",
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="table|csv|json",
        help="A table on a terminal and CSV in a pipe if not given.",
    ),
]
Between = Annotated[
    tuple[str, str] | None,
    typer.Option("--between", metavar="A B", help="Two sides: ISO alpha-3 codes or names."),
]


def facts(data: str | None) -> Dataset:
    """Read the facts from a package or a database; without either, those that come with Backchannel."""
    from backchannel.check.rules import read
    from backchannel.package.reading import bundled, is_package

    if data is None:
        return read()
    from backchannel.store import is_address

    path = Path(data)
    if not is_address(data) and (is_package(path) or not is_database(data)):
        if path.is_dir() and not any(path.iterdir()):
            raise UsageFault(f"{quoted(data)} is empty; `backchannel load` makes a database of it")
        return read(path)
    with store(data) as database:
        read_back = database.read()
    if bundled("data").is_dir() and read_back.digest != read().digest:
        talk(f"the database at {data} holds other facts than those that come with Backchannel")
    return read_back


def is_database(place: str) -> bool:
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
    """Return where the graph is if nobody says: `NEO4J_URI`, else a cache folder named by the data's digest."""
    if uri := os.environ.get("NEO4J_URI"):
        return uri
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError as error:
        raise UsageFault(
            "nobody says where a cache may lie; set XDG_CACHE_HOME, or name a database"
        ) from error
    return str(cache / "backchannel" / data.digest[:16])


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Name the path that was asked for in whatever goes wrong with a file, rather than one beside or inside it."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        said = f"cannot be written: {error.strerror}; name another place"
        raise OSError(error.errno, said, str(output)) from error


def note_coverage(data: Dataset, asked: Window) -> None:
    """Say which of the days asked about lie outside those that the data speak of."""
    if asked.last > data.as_of:
        talk(f"the data speak until {data.as_of}; later days are unknown")
    if asked.first < data.start:
        traces = "of earlier days they hold traces, and what has no first day reaches back"
        talk(f"the data speak from {data.start}; {traces}")


def one_of(what: str, value: str, allowed: Iterable[str]) -> Any:
    """Return a value of a closed list, or say what is allowed."""
    known = list(allowed)
    if value in known:
        return value
    hint = did_you_mean(near(value, known)) or f"allowed: {', '.join(known)}"
    raise UsageFault(f"unknown {what} {quoted(value)}; {hint}")


def answer(
    whole: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    form: str | None,
    *,
    people: Callable[[], Sequence[Mapping[str, Any]]] | None = None,
) -> None:
    """
    Write an answer to stdout.

    `whole` is written as JSON, `rows` as CSV with all `columns`; a table for people has the rows
    that `people` gives, else those of the CSV.
    """
    chosen: Format = (
        one_of("format", form, get_args(Format))
        if form
        else "table"
        if sys.stdout.isatty()
        else "csv"
    )
    try:
        _write(chosen, whole, rows, columns, people)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, and Python must not
        # try again.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _write(
    chosen: Format,
    whole: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    people: Callable[[], Sequence[Mapping[str, Any]]] | None,
) -> None:
    if chosen == "json":
        write_json(whole, sys.stdout)
    elif chosen == "csv":
        text = csv_text(rows, columns)
        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
    elif shown := list(people() if people else rows):
        write_table(shown, list(shown[0]) if people else columns, sys.stdout)
    else:
        print("none")


def talk(text: str) -> None:
    """Say something that is not data."""
    text = visible(text)
    print(text if not sys.stderr.isatty() else f"\r\x1b[K{text}", file=sys.stderr)


def progress() -> Callable[[str], None]:
    """Return what long work tells of its progress: one line that changes on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
