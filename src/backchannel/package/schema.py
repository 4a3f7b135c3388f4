"""
How the record classes are written down: CSV, `datapackage.json`, field tables of the codebook.

All come from `model`, and a test fails when a committed copy is stale.
"""

from __future__ import annotations

import csv
import io
import json
import types
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

from backchannel.facts.model import RECORDS, REFERENCES, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from pydantic.fields import FieldInfo

    from backchannel.facts.presumption import Presumption


DESCRIPTOR = "datapackage.json"
SEPARATOR = "; "
"""What separates the values of a cell that has several."""


def table_text(table: str, records: Mapping[str, Record]) -> str:
    """Return a table as CSV text."""
    return canonical_csv(
        [columns(table), *([cell(value) for _, value in record] for record in records.values())]
    )


def canonical_csv(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV in the canonical form: commas, quotes only where needed, LF line ends."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def cell(value: object) -> str:
    """Write one value as a cell: several values are joined by `; `, nothing is empty."""
    if isinstance(value, tuple):
        return SEPARATOR.join(value)
    return "" if value is None else str(value)


def columns(table: str) -> list[str]:
    """Return the column names of a table, in order."""
    return list(RECORDS[table].columns)


def descriptor_text(
    *,
    title: str,
    start: date,
    as_of: date,
    between: tuple[str, str] | None,
    topics: Mapping[str, str],
    presumption: Presumption,
) -> str:
    """Return the text of `datapackage.json`, generated from the record classes."""
    breaks = [{"date": on.isoformat(), "reason": reason} for on, reason in presumption.breaks]
    package = {
        "profile": "tabular-data-package",
        "name": "backchannel-data",
        "title": title,
        "from": start.isoformat(),
        "as_of": as_of.isoformat(),
        **({"between": SEPARATOR.join(between)} if between else {}),
        **({"topics": dict(topics)} if topics else {}),
        **({"presume": dict(presumption.days)} if presumption.days else {}),
        **({"breaks": breaks} if breaks else {}),
        "resources": resources(),
    }
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


def resources() -> list[dict[str, Any]]:
    """Return the Frictionless resources of a package, one per table."""
    return [_resource(table, kind) for table, kind in RECORDS.items()]


def field_tables() -> str:
    """Return the field tables of the codebook as Markdown."""
    return "\n".join(_field_table(table, kind) for table, kind in RECORDS.items())


def _resource(table: str, kind: type[Record]) -> dict[str, Any]:
    # A key into its own table names no resource, as the specification says: older validators look
    # for another table otherwise.
    keys = [
        {
            "fields": column,
            "reference": {"resource": "" if targets[0] == table else targets[0], "fields": "id"},
        }
        for column, targets in REFERENCES.get(table, {}).items()
        if len(targets) == 1 and not _is_list(kind.model_fields[column])
    ]
    schema: dict[str, Any] = {
        "fields": [_field(kind, name) for name in kind.columns],
        "missingValues": [""],
        "primaryKey": "id",
    }
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource",
        "name": table,
        "path": f"{table}.csv",
        "description": f"One row is {kind.row_is}.",
        "encoding": "utf-8",
        "schema": schema,
    }


@cache
def described(kind: type[Record]) -> dict[str, str]:
    """Return the text under each field of a record class, read from the source of its module."""
    import ast
    import inspect
    import sys
    from itertools import pairwise

    found: dict[str, str] = {}
    for home in (Record, kind):
        source = ast.parse(inspect.getsource(sys.modules[home.__module__]))
        classes = {node.name: node for node in source.body if isinstance(node, ast.ClassDef)}
        for field, text in pairwise(classes[home.__name__].body):
            match field, text:
                case (
                    ast.AnnAssign(target=ast.Name(id=name)),
                    ast.Expr(value=ast.Constant(value=str(meaning))),
                ):
                    found[name] = inspect.cleandoc(meaning)
    return found


def _field(kind: type[Record], name: str) -> dict[str, Any]:
    info, description = kind.model_fields[name], described(kind)[name]
    if _is_list(info):
        description += " Several values are separated by `; `."
    constraints: dict[str, Any] = {}
    if name == "id":
        constraints |= {"required": True, "unique": True, "pattern": "^[a-z0-9-]+$"}
    elif not _may_be_empty(info):
        constraints["required"] = True
    if values := allowed(info):
        constraints["enum"] = values
    entry: dict[str, Any] = {
        "name": name,
        "type": "integer" if _is_count(info) else "string",
        "description": description,
    }
    return entry | ({"constraints": constraints} if constraints else {})


def _field_table(table: str, kind: type[Record]) -> str:
    lines = [
        f"### `{table}`: one row is {kind.row_is}",
        "",
        "| column | meaning | allowed |",
        "|---|---|---|",
    ]
    for name, info in kind.model_fields.items():
        meaning, values = described(kind)[name], _allowed_in_words(table, name, info)
        lines.append(f"| `{name}` | {meaning} | {values} |")
    return "\n".join([*lines, ""])


def _allowed_in_words(table: str, name: str, info: FieldInfo) -> str:
    targets = REFERENCES.get(table, {}).get(name)
    if targets:
        words = "id of any record" if len(targets) > 1 else f"id in `{targets[0]}`"
        words = f"{words}; several with `; `" if _is_list(info) else words
    elif values := allowed(info):
        words = ", ".join(f"`{value}`" for value in values)
    elif _is_count(info):
        words = "whole number"
    else:
        words = "several with `; `" if _is_list(info) else ""
    if _may_be_empty(info):
        words = f"{words}; may be empty" if words else "may be empty"
    return words


def allowed(info: FieldInfo) -> list[str]:
    """Return the values of a closed list, without the empty one; nothing where the list is open."""
    if get_origin(info.annotation) is not Literal:
        return []
    return [value for value in get_args(info.annotation) if value]


def _may_be_empty(info: FieldInfo) -> bool:
    """Say whether an empty cell is accepted: a default is not enough where the list is closed."""
    return (
        "" in get_args(info.annotation)
        if get_origin(info.annotation) is Literal
        else not info.is_required()
    )


def _is_list(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple


def _is_count(info: FieldInfo) -> bool:
    return get_origin(info.annotation) in (Union, types.UnionType)
