"""
Questions in Cypher: one file per question, its head checked against its text, its values typed.

::

    // Which actors spoke to both sides of a pair on a given day?
    // parameters: left (actor id), day (date), claimant (actor id, optional)
    // columns: actor, channels
    // example: left=sergey-lavrov day=2022-01-21

A file whose parameters or columns differ from its head is refused, so the head can be trusted as
its documentation. Values go in as parameters and never by formatting; each is converted by its type
in the head, since text compared with a date matches nothing and says nothing. In Cypher of one's
own the type stands with the name: `day:date=…`.

The types are listed in `backchannel.store.parameters`.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backchannel.errors import QueryRefused, UnknownName, UsageFault
from backchannel.facts.rows import Rows
from backchannel.facts.shown import as_a_row
from backchannel.messages import quoted
from backchannel.package.reading import bundled
from backchannel.store.cypher import (
    LONGEST,
    parameters_in,
    refuse_too_long,
    returned_columns,
    without_texts,
)
from backchannel.store.heads import head_of, must_equal
from backchannel.store.limits import ROW_LIMIT, TIME_LIMIT, GivenUp, seconds_of, too_slow
from backchannel.store.parameters import Asks, Parameter, value_of
from backchannel.store.protocol import Result, Store

if TYPE_CHECKING:
    from collections.abc import Iterable


@as_a_row
@dataclass(frozen=True)
class Query:
    """A question in Cypher; without a head, types of parameters and columns are not known."""

    name: str
    text: str
    question: str = ""
    notes: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    example: str = ""

    def __repr__(self) -> str:
        """Return what is asked; the text of a question fills a screen."""
        return f"<Query {self.name}({self.signature}): {self.question}>"

    @property
    def signature(self) -> str:
        """The parameters as they stand in the head."""
        return ", ".join(map(str, self.parameters))

    @property
    def when_empty(self) -> str:
        """What its head says that no rows mean; empty if it says nothing."""
        return self.notes.partition("No rows: ")[2]

    def values(
        self,
        given: Iterable[str] | Mapping[str, Any],
        *,
        store: Store | None = None,
        timeout: float = TIME_LIMIT,
    ) -> dict[str, Any]:
        """
        Return the values of the parameters, converted by their types.

        Parameters
        ----------
        given
            `name=value` texts, or values by name, as text or already of their type; `name:type`
            says the type of a parameter that the head does not.
        store
            Where ids are looked up, and names turned into ids; without it they are taken as they
            are.
        timeout
            Seconds that all of these look-ups may take.

        Raises
        ------
        UsageFault
            If a value is missing, or is not of its type.
        UnknownName
            If a name is no parameter of the query, or an id is in no record.
        """
        values: dict[str, Any] = {}
        asks = None if store is None else Asks(store, timeout)
        declared = {parameter.name: parameter for parameter in self.parameters}
        for key, value in (given if isinstance(given, Mapping) else assignments(given)).items():
            name, _, said = key.partition(":")
            if name not in declared:
                takes = f"{quoted(self.name)} takes {', '.join(declared) or 'none'}"
                raise UnknownName("parameter", name, declared, remedy=takes)
            if name in values:
                raise UsageFault(f"the parameter {quoted(name)} is given twice; give it once")
            values[name] = value_of(declared[name], said, value, asks)
        for wanted in self.parameters:
            if wanted.name not in values:
                if not wanted.optional:
                    kind = f" ({wanted.type})" if wanted.type else ""
                    raise UsageFault(
                        f"{quoted(self.name)} needs the parameter {quoted(wanted.name)}{kind}; "
                        f"add `--param {wanted.name}=…`"
                    )
                values[wanted.name] = None
        first, last = values.get("first"), values.get("last")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            raise UsageFault(
                f"first, `{first}`, is later than last, `{last}`; give the earlier one first"
            )
        return values


def questions(folder: Path | None = None) -> Rows[Query]:
    """Return the questions at hand, sorted by name: the bundled ones, or those of a folder."""
    return Rows(map(_read, _files(folder)))


def question(what: str, text: str | None = None) -> Query:
    """
    Return the question of a name, the query in a file, or the query in `text`, called `what`.

    Raises
    ------
    UnknownName
        If there is no such question or file; near names are offered.
    """
    if text is not None:
        return own(text, what)
    at_hand = {file.stem: file for file in _files()}
    if what in at_hand:
        return _read(at_hand[what])
    path = Path(what)
    if path.suffix == ".cypher" or is_file(what):
        try:
            if path.exists() and not path.is_file():
                raise IsADirectoryError
            with path.open(encoding="utf-8") as file:
                return own(file.read(LONGEST + 1), path.name)
        except (OSError, UnicodeDecodeError) as error:
            raise UsageFault(
                f"no query can be read from {quoted(what)}; name a text file that exists"
            ) from error
    raise UnknownName("query", what, at_hand, remedy="run `backchannel queries` for the list")


def is_file(what: str) -> bool:
    """Say whether a text is the path of a file; one that is too long for a path is none."""
    try:
        return Path(what).is_file()
    except OSError:
        return False


def _files(folder: Path | None = None) -> list[Path]:
    return sorted((folder or bundled("queries")).glob("*.cypher"))


def _read(file: Path) -> Query:
    return own(file.read_text(encoding="utf-8"), file.stem)


@lru_cache(maxsize=64)
def own(text: str, name: str) -> Query:
    """
    Return a query from its text; one that has a head is held to it.

    Raises
    ------
    QueryRefused
        If the parameters or columns differ from the head, or the head is not whole.
    UsageFault
        If there is nothing in it.
    """
    refuse_too_long(text)
    head = head_of(text, name)
    used = parameters_in(text)
    if head is None:
        if not without_texts(text).strip():
            raise UsageFault("the query is empty; write some Cypher")
        return Query(
            name, text, parameters=tuple(Parameter(used_name, "") for used_name in sorted(used))
        )
    must_equal(name, "parameters", {parameter.name for parameter in head.parameters}, used)
    must_equal(name, "columns", head.columns, tuple(returned_columns(text)))
    return Query(name, text, head.question, head.notes, head.parameters, head.columns, head.example)


def assignments(texts: Iterable[str]) -> dict[str, str]:
    """Read `name=value` texts; a type may stand with the name, as in `day:date=2022-02-24`."""
    given: dict[str, str] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise UsageFault(f"{quoted(text)} is no parameter; write `name=value`")
        if name.strip() in given:
            raise UsageFault(f"the parameter {quoted(name.strip())} is given twice; give it once")
        given[name.strip()] = value
    return given


def ask(
    store: Store,
    query: Query,
    given: Iterable[str] | Mapping[str, Any] = (),
    *,
    write: bool = False,
    timeout: float = TIME_LIMIT,
    most: int = ROW_LIMIT,
) -> Result:
    """
    Ask a database a question; `write`, `timeout` and `most` are those of `Store.run`.

    The look-ups of ids and names take their time from `timeout` too.

    Raises
    ------
    QueryRefused
        If the engine refuses the query, or answers with other columns than the head says.
    """
    began = time.monotonic()
    timeout = seconds_of(timeout)
    values = query.values(given, store=store, timeout=timeout)
    left = timeout - (time.monotonic() - began)
    try:
        if left <= 0:
            raise too_slow(timeout)
        result = store.run(query.text, values, write=write, timeout=left, most=most)
    except GivenUp as error:
        # Of the limit as it was given, not of what the look-ups have left of it.
        raise QueryRefused(f"{query.name}: {too_slow(timeout)}") from error
    except QueryRefused as error:
        raise QueryRefused(f"{query.name}: {error}") from error
    if not query.columns:
        return result
    if result.rows and result.columns != query.columns:
        raise QueryRefused(
            f"{query.name}: the columns are {', '.join(result.columns)}; correct its head"
        )
    return Result(query.columns, result.rows)
