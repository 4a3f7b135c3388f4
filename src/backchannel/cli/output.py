"""Where an answer goes: data to stdout in the form asked for, talk and progress to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, get_args

from backchannel.cli.options import one_of
from backchannel.messages import visible
from backchannel.output.tables import Format, csv_text, write_json, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset


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
    chosen = _form(form)
    try:
        _write(chosen, whole, rows, columns, people)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): nothing is left to say, and Python must not
        # try again.
        for stream in (sys.stdout, sys.stderr):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _form(form: str | None) -> Format:
    if form is not None:
        chosen: Format = one_of("format", form, get_args(Format))
        return chosen
    return "table" if sys.stdout.isatty() else "csv"


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


@contextmanager
def writing(output: Path) -> Iterator[None]:
    """Name the path asked for, rather than one beside it, when a file cannot be written."""
    try:
        yield
    except OSError as error:
        if error.errno is None:
            raise
        said = f"cannot be written: {error.strerror}; name another place"
        raise OSError(error.errno, said, str(output)) from error


def talk(text: str) -> None:
    """Say something that is not data."""
    text = visible(text)
    print(text if not sys.stderr.isatty() else f"\r\x1b[K{text}", file=sys.stderr)


def progress() -> Callable[[str], None]:
    """Return what reports progress: a line that changes on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def note_coverage(data: Dataset, asked: Window) -> None:
    """Say which of the days asked about lie outside those that the data cover."""
    if asked.last > data.as_of:
        talk(f"the data end on {data.as_of}; later days are unknown")
    if asked.first < data.start:
        traces = "of earlier days they hold only traces, and what has no start date reaches back"
        talk(f"the data begin on {data.start}; {traces}")
