"""Rules for references between records: ids, sides, claims, and chains that must not loop."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from backchannel.errors import Problem
from backchannel.facts.bounds import bounds_of
from backchannel.facts.cells import ID_PATTERN
from backchannel.facts.dataset import counts_as
from backchannel.facts.model import RECORDS, REFERENCES
from backchannel.facts.names import WHAT
from backchannel.facts.views import CLAIMED
from backchannel.messages import did_you_mean, near, quoted
from backchannel.package.rows import read_row
from backchannel.package.schema import DESCRIPTOR, SEPARATOR, columns

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Attendance, Channel, Claim, Contact, Party, Record

COMPARISONS = 200_000
"""How many names one check compares for "did you mean", so that many unknown ids stay cheap."""

CHAIN = 6
"""How many members of a circle are named."""


def problem(record: Record, column: str, message: str) -> Problem:
    """Return a problem of one record; `check` finds its line."""
    return Problem(record.table, 0, column, message, record.id)


def references(
    data: Dataset, unread: Collection[str] = (), halves: Iterable[Record] = ()
) -> Iterator[Problem]:
    """
    Yield ids that name no record of the right table.

    A table that could not be read whole may still hold them, so nothing is said of its ids. Rows
    with unreadable cells count, with those cells left blank.
    """
    hints = _Hints()
    ids = {
        tables: {record_id for name in tables for record_id in data.table(name)}
        for targets in REFERENCES.values()
        for tables in targets.values()
        if set(tables).isdisjoint(unread)
    }
    # A claim is about another record; its own id is often near the one that is missing.
    likely = {tables: known - data.claims.keys() for tables, known in ids.items()}
    for record, column, tables, value in chain(_references(data), *map(_named_in, halves)):
        for record_id in value if tables in ids else ():
            if record_id not in ids[tables]:
                what, remedy = WHAT[tables[0]], f"add it to {tables[0]}.csv"
                if len(tables) > 1:
                    what, remedy = "record", "it names no row of any table"
                remedy = hints(record_id, likely[tables]) or remedy
                yield problem(record, column, f"unknown {what} {quoted(record_id)}; {remedy}")


def sides(data: Dataset) -> Iterator[Problem]:
    """Yield sides that no actor of kind state or intergovernmental has."""
    hints = _Hints()
    known = {actor.state for actor in data.actors.values() if actor.kind == "state"}
    known |= {actor.id for actor in data.actors.values() if actor.kind == "intergovernmental"}
    remedy = "enter the state or the body in actors.csv"
    seated: tuple[Party | Attendance, ...] = (*data.parties.values(), *data.attendances.values())
    for record in seated:
        if record.side and record.side not in known:
            hint = hints(record.side, known) or remedy
            yield problem(record, "side", f"unknown side {quoted(record.side)}; {hint}")
    for side in data.between or ():
        if side not in known | {counts_as(other) for other in known}:
            yield Problem(
                DESCRIPTOR,
                0,
                "between",
                f"unknown side {quoted(side)}; {hints(side, known) or remedy}",
            )


def kinds(data: Dataset) -> Iterator[Problem]:
    """Yield tenures whose person or office is of another kind, and places that are no places."""
    wanted = (
        ("tenures", "person", "a person"),
        ("tenures", "office", "an office"),
        ("contacts", "place", "a place"),
    )
    for table, column, kind in wanted:
        for record in data.table(table).values():
            actor = data.actors.get(getattr(record, column))
            if actor and actor.kind != kind.split()[1]:
                yield problem(
                    record, column, f"`{actor.id}` is of kind {actor.kind}, {kind} is wanted"
                )


ACCOUNTS = frozenset({"spells", "contacts", "tenures"})
"""What counts by the claims on a record as a whole alone."""


def required_claims(data: Dataset) -> Iterator[Problem]:
    """Yield records that need a supporting claim and have none."""
    for table in CLAIMED:
        for record in data.table(table).values():
            claims = [
                claim for claim in data.claims_on.get(record.id, ()) if claim.stance == "supports"
            ]
            if not claims:
                yield problem(
                    record,
                    "",
                    f"`{record.id}` has no claim that supports it; add one to claims.csv",
                )
            elif table in ACCOUNTS and all(claim.field for claim in claims):
                yield problem(
                    record,
                    "",
                    f"no claim supports `{record.id}` as a whole; leave `field` empty in one",
                )


def claimed_fields(data: Dataset) -> Iterator[Problem]:
    """Yield claims on a column that their record does not have, and values without a column."""
    for claim, record in _claims(data):
        known = columns(record.table)[1:]
        if claim.field and claim.field not in known:
            hint = did_you_mean(near(claim.field, known)) or f"the columns are {', '.join(known)}"
            yield problem(
                claim, "field", f"{record.table}.csv has no column {quoted(claim.field)}; {hint}"
            )
        elif claim.value and not claim.field:
            yield problem(claim, "value", "a value needs the `field` that it is a value of")
        elif record.table == "spells" and claim.field not in ("", "cause", "end_kind"):
            message = "differing accounts are spells of their own; enter another spell"
            yield problem(claim, "field", message)


def claimed_values(data: Dataset) -> Iterator[Problem]:
    """Yield values that their column cannot have, and dates outside the date of their record."""
    for claim, record in _claims(data):
        if claim.field not in columns(record.table)[1:] or claim.field in REFERENCES.get(
            record.table, ()
        ):
            continue
        if not claim.value and claim.stance == "denies":
            continue
        claimed, faults = read_row(type(record), dict(record) | {claim.field: claim.value})
        if claimed is None:
            yield problem(claim, "value", "; ".join(faults.values()))
        elif record.table in ("contacts", "disruptions") and claim.stance == "supports":
            hull, own = bounds_of(record).get(claim.field), bounds_of(claimed).get(claim.field)
            if hull and own and not (hull.earliest <= own.earliest and own.latest <= hull.latest):
                entered = quoted(getattr(record, claim.field))
                message = (
                    f"{quoted(claim.value)} is not within {entered} of `{record.id}`; "
                    "enter a set that holds both"
                )
                yield problem(claim, "value", message)


def parties(data: Dataset) -> Iterator[Problem]:
    """Yield channels without a party."""
    for channel in data.channels.values():
        if not data.parties_of.get(channel.id):
            yield problem(channel, "", f"`{channel.id}` has no party; add one to parties.csv")


def topics(data: Dataset) -> Iterator[Problem]:
    """Yield topics that the package does not list, if it lists any."""
    hints = _Hints()
    tables: tuple[Channel | Contact, ...] = (*data.channels.values(), *data.contacts.values())
    for record in tables if data.topics else ():
        for topic in record.topics:
            if topic not in data.topics:
                remedy = hints(topic, data.topics) or f"list it under `topics` in {DESCRIPTOR}"
                yield problem(record, "topics", f"unknown topic {quoted(topic)}; {remedy}")


def counts(data: Dataset) -> Iterator[Problem]:
    """Yield ranges of counts whose least number is greater than the greatest."""
    for disruption in data.disruptions.values():
        least, most = disruption.count_least, disruption.count_most
        if least is not None and most is not None and least > most:
            message = f"`{least}` is more than count_most, `{most}`; correct one"
            yield problem(disruption, "count_least", message)


def cycles(data: Dataset) -> Iterator[Problem]:
    """Yield each circle of records that are their own ancestors, at the first of its ids."""
    chains = (
        ("actors", "parent"),
        ("channels", "parent"),
        ("channels", "succeeds"),
        ("disruptions", "answers"),
    )
    for table, column in chains:
        above = {record.id: getattr(record, column) for record in data.table(table).values()}
        done: set[str] = set()
        for start in above:
            trail: dict[str, int] = {}
            member = start
            while member and member not in trail and member not in done:
                trail[member] = len(trail)
                member = above.get(member, "")
            if member in trail:
                circle = list(trail)[trail[member] :]
                yield problem(
                    data.table(table)[min(circle)],
                    column,
                    f"goes round in a circle: {_round(circle)}",
                )
            done.update(trail)


def _references(data: Dataset) -> Iterator[tuple[Record, str, tuple[str, ...], tuple[str, ...]]]:
    """Yield every cell that names records: record, column, tables they are in, and their ids."""
    for table in REFERENCES:
        for record in data.table(table).values():
            yield from _named_in(record)
    for claim, record in _claims(data):
        targets = REFERENCES.get(record.table, {})
        if claim.value and claim.field in targets:
            # A source may give a name that nothing in the package has; it is no id, and stays text.
            ids = tuple(
                named for named in claim.value.split(SEPARATOR) if re.fullmatch(ID_PATTERN, named)
            )
            yield claim, "value", targets[claim.field], ids


def _named_in(record: Record) -> Iterator[tuple[Record, str, tuple[str, ...], tuple[str, ...]]]:
    for column, tables in REFERENCES.get(record.table, {}).items():
        value = getattr(record, column)
        if value:
            yield record, column, tables, value if isinstance(value, tuple) else (value,)


class _Hints:
    """Near matches of unknown names, sought only as long as that is cheap."""

    def __init__(self) -> None:
        self.left = COMPARISONS

    def __call__(self, name: str, known: Collection[str]) -> str:
        self.left -= len(known)
        return did_you_mean(near(name, known)) if self.left >= 0 else ""


def _claims(data: Dataset) -> Iterator[tuple[Claim, Record]]:
    records = {key: record for name in RECORDS for key, record in data.table(name).items()}
    for claim in data.claims.values():
        if record := records.get(claim.record):
            yield claim, record


def _round(circle: Sequence[str]) -> str:
    first = circle.index(min(circle))
    chain = [*circle[first:], *circle[:first], circle[first]]
    shown = chain if len(chain) <= CHAIN else [*chain[: CHAIN - 2], "…", chain[-1]]
    return f"{' → '.join(shown)}; break it"
