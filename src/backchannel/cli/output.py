"""Where an answer goes: data to stdout in the form asked for, talk and progress to stderr."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TextIO, get_args

from backchannel.errors import one_of
from backchannel.messages import visible
from backchannel.output.tables import Format, csv_lines, write_json, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope


class TitledTable(NamedTuple):
    """A table for people, with what was asked above it."""

    title: str
    rows: Sequence[Mapping[str, Any]]
    asked: str = ""
    """What was asked, where the title does not say so: told if there are no rows."""


class Alone(str):
    """A value in a table that has no range beside it, as both ends of the range are the value."""

    __slots__ = ()
    within = "in all three networks (what was surely, presumably and possibly usable)"
    """Where it is the same."""


class AloneInDraws(Alone):
    """A value that is both the 5th and the 95th percentile over draws."""

    __slots__ = ()
    within = "at the 5th and the 95th percentile of the draws"


class Answer(NamedTuple):
    """An answer in each of its forms."""

    whole: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    """What is written as JSON, or gives it: the question and all rows."""
    rows: Iterable[Mapping[str, Any]]
    """The rows of the CSV, asked for one by one."""
    columns: Sequence[str]
    """The columns of the CSV."""
    people: Callable[[], Sequence[TitledTable]] | None = None
    """The tables for people; without it they get the rows of the CSV."""
    scope: str = ""
    """Whose channels the answer is about: in the head of a table, else on stderr."""


def write(answer: Answer, form: str | None) -> None:
    """Write an answer to stdout in the form asked for; a table on a terminal, else CSV."""
    chosen = form_of(form)
    try:
        unranged = _write(answer, chosen)
        sys.stdout.flush()
    except BrokenPipeError:
        _fall_silent(sys.stdout, sys.stderr)
        return
    except OSError:
        # What is still to be written would fail once more as Python ends, and change the exit code.
        with suppress(OSError):
            _fall_silent(sys.stdout)
        raise
    if answer.scope and chosen != "table":
        talk(answer.scope)
    for within in sorted(unranged):
        talk(f"no range: the same {within}")


def _fall_silent(*streams: TextIO) -> None:
    """
    Let what is written from now on go nowhere.

    Where the reader of our output has gone (`| head`), nothing is left to say, and Python must not
    try again.
    """
    for stream in streams:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def form_of(form: str | None) -> Format:
    """Return the form asked for, or what is usual where the answer goes; refuse what is none."""
    if form is not None:
        chosen: Format = one_of("format", form, get_args(Format))
        return chosen
    return "table" if sys.stdout.isatty() else "csv"


def _write(answer: Answer, chosen: Format) -> set[str]:
    """Write an answer, and return within what the values are the same that stand alone in it."""
    alone: set[str] = set()
    if chosen == "json":
        write_json(answer.whole() if callable(answer.whole) else answer.whole, sys.stdout)
    elif chosen == "csv":
        lines = csv_lines(answer.rows, answer.columns)
        sys.stdout.writelines(map(visible, lines) if sys.stdout.isatty() else lines)
    else:
        for sheet in answer.people() if answer.people else [TitledTable("", [*answer.rows])]:
            columns = list(sheet.rows[0]) if answer.people and sheet.rows else answer.columns
            cells = (cell for row in sheet.rows for cell in row.values())
            alone |= {cell.within for cell in cells if isinstance(cell, Alone)}
            if sheet.rows:
                write_table(sheet.rows, columns, sys.stdout, title=sheet.title)
            else:
                print(visible(f"{sheet.title or sheet.asked or 'rows'}: none in the data"))
    return alone


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
    try:
        print(text if not sys.stderr.isatty() else f"\r\x1b[K{text}", file=sys.stderr)
    except BrokenPipeError:  # it may be one pipe with stdout, and its reader have what it wanted
        _fall_silent(sys.stdout, sys.stderr)


def progress() -> Callable[[str], None]:
    """Return what reports progress: a line that changes on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return lambda _: None
    return lambda text: print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def days_answered(data: Dataset, asked: Window) -> Window:
    """Return those of some days that the data speak about; all of them if they do of none."""
    first, last = max(asked.first, data.start), min(asked.last, data.as_of)
    return asked if first > last else asked._replace(first=first, last=last)


def note_coverage(data: Dataset, asked: Window, scope: Scope | None = None) -> None:
    """Say which of some days the data or a presumption do not reach, and if no channel is there."""
    if scope and scope.sides and not scope.channels(data, within=asked):
        said = f"the data hold no channel {scope.in_words(data)} at that time"
        talk(f"{said}, which does not mean that there was none")
    if scope and scope.sides and (own := _own_pair_beside(data, scope.sides)):
        talk(
            f"this package records the channels {own}; those {scope.in_words(data)} are in it only "
            "where its sources mention them in passing, so that most are missing"
        )
    if asked.last > data.as_of:
        later = min(asked.days, (asked.last - data.as_of).days)
        talk(f"{_end(data)}; {_outside(later, asked.days, 'later')}")
    if asked.first < data.start:
        earlier = min(asked.days, (data.start - asked.first).days)
        talk(f"the data begin on {data.start}; {_outside(earlier, asked.days, 'earlier')}")
    # The title promises so many days; where a break cuts them short, the table does not say why.
    if data.view.presume and (stops := _cut_short(data, asked, data.view.presume)):
        talk(f"nothing usable is presumed to go on across {' or '.join(stops)}")


def _cut_short(data: Dataset, asked: Window, days: int) -> list[str]:
    """Name the breaks without which so many days would reach from before them to those asked."""
    from backchannel.dates.words import day_in_words

    return [
        f"{day_in_words(stop.date)} ({stop.reason})"
        for stop in data.presumption.breaks
        if stop.date <= asked.last and (asked.first - stop.date).days < days
    ]


def _own_pair_beside(data: Dataset, sides: tuple[str, str]) -> str:
    """Name the two sides that a package is about, if others were asked for."""
    from backchannel.facts.dataset import counts_as
    from backchannel.facts.scope import asked

    own = asked(data, None)
    if own.sides is None or {*map(counts_as, sides)} == {*own.sides}:
        return ""
    return own.in_words(data)


def _end(data: Dataset) -> str:
    """Say where the data end, and that it is the view that ends where they were cut to a day."""
    if data.view.known_on == data.as_of:
        return f"nothing later than {data.as_of} was known by then"
    return f"the data end on {data.as_of}"


def _outside(number: int, whole: int, when: str) -> str:
    """Say how many of the days asked about are unknown because the data do not reach them."""
    if number < whole:
        return f"{number:,} of the {whole:,} days asked about are {when} and unknown"
    if number == 1:
        return f"the day asked about is {when} and unknown"
    return f"all days asked about are {when} and unknown"
