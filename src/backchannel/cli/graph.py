"""Verbs that use the graph database: load, query, queries."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli.options import As, Data, a_place
from backchannel.cli.output import Answer, TitledTable, progress, talk
from backchannel.cli.output import write as write_answer
from backchannel.cli.source import (
    default_place,
    facts,
    holds_database,
    loaded_by_default,
    note_other_facts,
    store,
    sweep,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from backchannel.store import Result


Timeout = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", min=0.001, help="Time limit; `inf` for none."),
]
Limit = Annotated[
    int, typer.Option("--rows", metavar="N", min=1, help="Refuse an answer of more rows.")
]
Database = Annotated[
    str | None,
    typer.Option("--data", parser=a_place, metavar="DATABASE", help="The database to ask."),
]


def load_verb(
    target: Annotated[
        str | None,
        typer.Argument(
            parser=a_place,
            metavar="[URL_OR_FOLDER]",
            help="`neo4j://…`, or a folder for the embedded engine.",
        ),
    ] = None,
    *,
    beside: Annotated[
        bool,
        typer.Option(
            "--beside", help="Load into a database with other nodes; those are never touched."
        ),
    ] = False,
    data: Data = None,
) -> None:
    """
    Load the data into a graph database, in the place of what was loaded there before.

    Example: backchannel load out/graph
    """
    from backchannel.messages import count

    known = facts(data)
    place = target or default_place(known)
    with store(place) as database:
        database.load(known, beside=beside, progress=progress())
    sweep(Path(place))
    talk(f"loaded {count(len(known), 'record')} into {place}; digest {known.digest[:12]}")


def query_verb(  # noqa: PLR0913 - the flags are those of the contract
    name: Annotated[
        str,
        typer.Argument(metavar="NAME|FILE|-", help="A question of `queries`, a file, or stdin."),
    ],
    *,
    param: Annotated[
        list[str] | None,
        typer.Option("--param", metavar="NAME=VALUE", help="A parameter; repeat for more."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Let the query change a Neo4j database.")
    ] = False,
    timeout: Timeout = 60.0,
    limit: Limit = 100_000,
    data: Database = None,
    form: As = None,
) -> None:
    """
    Ask the graph database a question that `queries` lists, or your own Cypher.

    Example: backchannel query contested
    """
    from backchannel.errors import UsageFault
    from backchannel.messages import quoted
    from backchannel.store.cypher import LONGEST
    from backchannel.store.queries import ask, question
    from backchannel.store.spelling import misspelt

    asked = question(name, sys.stdin.read(LONGEST + 1) if name == "-" else None)
    asked.values(param or [])  # what is wrong with the values is said before a database is opened
    if data is not None and not holds_database(data):
        raise UsageFault(
            f"{quoted(data)} is no database; `backchannel load` makes one, or give its address"
        )
    with store(data or loaded_by_default()) as database:
        values = asked.values(param or [], store=database, timeout=timeout)
        result = ask(database, asked, param or [], write=write, timeout=timeout, most=limit)
        for sentence in [] if write else misspelt(database, asked.text):
            talk(sentence)
        if data is not None:
            note_other_facts(database.digest(), data)
    sentence = _in_words(asked.question or ("the query" if name == "-" else name), values)
    write_answer(_query_answer(result, {"query": name, "parameters": values}, sentence), form)
    if not result.rows and asked.when_empty:
        talk(f"no rows: {asked.when_empty}")


def _in_words(question: str, values: Mapping[str, Any]) -> str:
    """Say what was asked, with the values of the parameters."""
    given = ", ".join(f"{name}={value}" for name, value in values.items() if value is not None)
    return f"{question} ({given})" if given else question


def _query_answer(result: Result, question: Mapping[str, Any], sentence: str) -> Answer:
    return Answer(
        whole=lambda: {
            **question,
            "columns": list(result.columns),
            "rows": result.to_dicts(),
        },
        rows=result.mappings(),
        columns=result.columns,
        people=lambda: [TitledTable("", cypher_rows(result.to_dicts()), sentence)],
    )


def queries_verb(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", help="Print the Cypher of this one, to begin yours from."),
    ] = None,
    *,
    form: As = None,
) -> None:
    """
    List the questions at hand, with their parameters and columns.

    Example: backchannel queries
    """
    from backchannel.errors import UsageFault
    from backchannel.store.queries import question, questions

    if name is not None:
        if form is not None:
            raise UsageFault(f"`queries {name}` prints Cypher; leave --format out")
        print(question(name).text, end="")
        return
    rows = [
        {
            "name": query.name,
            "question": query.question,
            "parameters": query.signature,
            "columns": list(query.columns),
        }
        for query in questions()
    ]
    columns = ("name", "question", "parameters", "columns")
    write_answer(Answer(whole={"queries": rows}, rows=rows, columns=columns), form)


def cypher_rows(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows of a query for people: nothing is blank, a blank text is put between quotes."""
    return [{column: _seen(cell) for column, cell in row.items()} for row in rows]


def _seen(cell: Any) -> Any:
    match cell:
        case str() if not cell.strip():
            return f'"{cell}"'
        case list() | tuple():
            return ["null" if part is None else _seen(part) for part in cell]
        case _:
            return cell


VERBS: Mapping[str, Callable[..., None]] = {
    "load": load_verb,
    "query": query_verb,
    "queries": queries_verb,
}
