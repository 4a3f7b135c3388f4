"""
The rules between records: what a data package must hold beyond the form of its cells.

Each rule is one function that yields `Problem`s; `RULES` lists them and `check_package` runs them all, so that
an author sees everything that is wrong at once, with the line to correct.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backchannel.bounds import bounds_of
from backchannel.contacts import is_contact
from backchannel.course import cut_spells
from backchannel.edtf import LAST_DAY
from backchannel.errors import InvalidDataset, Problem, did_you_mean, near, quoted
from backchannel.model import RECORDS, REFERENCES
from backchannel.names import WHAT
from backchannel.package import bundled, read_package
from backchannel.period import STILL_SO, UNKNOWN_END, Window, day_bounds, end_bounds, start_bounds
from backchannel.schema import columns
from backchannel.views import CLAIMED, counting
from backchannel.vocabulary import USABLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.dataset import Dataset
    from backchannel.model import Attendance, Party, Record


class Checked(NamedTuple):
    """A dataset, if the package has one at all, and every problem found."""

    dataset: Dataset | None
    problems: list[Problem]


def read(path: Path | str | None = None) -> Dataset:
    """
    Read a data package that has no problems.

    Parameters
    ----------
    path
        A folder, its `datapackage.json` or a zip; the data that come with Backchannel if none is given.

    Raises
    ------
    InvalidDataset
        If it has problems; the error carries all of them.
    UsageFault
        If there is no package at the path.
    """
    path = bundled("data") if path is None else Path(path)
    checked = check_package(path)
    if checked.dataset is None or checked.problems:
        raise InvalidDataset(checked.problems, path=str(path))
    return checked.dataset


def check_package(path: Path) -> Checked:
    """Read a package and find every problem in it, by table and line."""
    package = read_package(path)
    if package.dataset is None:
        return Checked(None, package.problems)
    placed = [
        Problem(one.table, package.lines.get((one.table, one.record), 0), one.column, one.message, one.record)
        for one in problems(package.dataset)
    ]
    return Checked(package.dataset, sorted(placed))


def problems(data: Dataset) -> list[Problem]:
    """Return every problem between the records of a dataset."""
    return sorted({problem for rule in RULES for problem in rule(data)})


def references(data: Dataset) -> Iterator[Problem]:
    """Yield ids that name no record of the right table."""
    for table, targets in REFERENCES.items():
        for record in data.table(table).values():
            for column, tables in targets.items():
                value = getattr(record, column)
                for one in value if isinstance(value, tuple) else (value,):
                    if one and not any(one in data.table(name) for name in tables):
                        yield _unknown(data, record, column, one, tables)


def sides(data: Dataset) -> Iterator[Problem]:
    """Yield sides that no actor of kind state or intergovernmental has."""
    known = {one.state for one in data.actors.values() if one.kind == "state"}
    known |= {one.id for one in data.actors.values() if one.kind == "intergovernmental"}
    seated: tuple[Party | Attendance, ...] = (*data.parties.values(), *data.attendances.values())
    for record in seated:
        if record.side and record.side not in known:
            hint = did_you_mean(near(record.side, known)) or "enter the state or the body in actors.csv"
            yield _problem(record, "side", f"unknown side {quoted(record.side)}; {hint}")
    for one in data.between:
        if one not in known:
            hint = did_you_mean(near(one, known)) or "enter the state or the body in actors.csv"
            yield Problem("datapackage.json", 0, "between", f"unknown side {quoted(one)}; {hint}")


def kinds(data: Dataset) -> Iterator[Problem]:
    """Yield tenures of what is no person or no office, and places that are none."""
    wanted = (("tenures", "person", "person"), ("tenures", "office", "office"), ("contacts", "place", "place"))
    for table, column, kind in wanted:
        for record in data.table(table).values():
            actor = data.actors.get(getattr(record, column))
            if actor and actor.kind != kind:
                yield _problem(record, column, f"`{actor.id}` is of kind {actor.kind}, a {kind} is wanted")


def required_claims(data: Dataset) -> Iterator[Problem]:
    """Yield records that need a supporting claim and have none."""
    for table in CLAIMED:
        for record in data.table(table).values():
            claims = [one for one in data.claims_on.get(record.id, ()) if one.stance == "supports"]
            if not claims:
                yield _problem(record, "", f"`{record.id}` has no claim that supports it; add one to claims.csv")
            elif table == "spells" and all(one.field for one in claims):
                yield _problem(record, "", f"no claim supports `{record.id}` as a whole; leave `field` empty in one")


def claimed_fields(data: Dataset) -> Iterator[Problem]:
    """Yield claims on a column that their record does not have, and values without a column."""
    for claim in data.claims.values():
        table = next((name for name in RECORDS if claim.record in data.table(name)), None)
        if table and claim.field and claim.field not in columns(table):
            hint = did_you_mean(near(claim.field, columns(table))) or f"the columns are {', '.join(columns(table))}"
            yield _problem(claim, "field", f"{table}.csv has no column {quoted(claim.field)}; {hint}")
        if claim.value and not claim.field:
            yield _problem(claim, "value", "a value needs the `field` that it is a value of")
        if table == "spells" and claim.field not in ("", "cause", "end_kind"):
            yield _problem(
                claim, "field", "accounts of a spell that differ are spells of their own; enter another spell"
            )


def order_of_dates(data: Dataset) -> Iterator[Problem]:
    """Yield records that surely end before they begin, or begin after the last day the data speak about."""
    for table in ("tenures", "parties", "spells", "disruptions"):
        for record in data.table(table).values():
            bounds = bounds_of(record)
            if bounds["end"].latest < bounds["start"].earliest:
                end, start = getattr(record, "end", ""), getattr(record, "start", "")
                yield _problem(record, "end", f"{quoted(end)} is earlier than start, {quoted(start)}; correct one")
    for table, column in (("spells", "start"), ("tenures", "start"), ("disruptions", "start"), ("contacts", "date")):
        for record in data.table(table).values():
            if bounds_of(record)[column].earliest > data.as_of:
                yield _problem(record, column, f"{quoted(getattr(record, column))} is after as_of, `{data.as_of}`")


def ends(data: Dataset) -> Iterator[Problem]:
    """Yield ends that say nothing, or more than anybody has seen."""
    for spell in data.spells.values():
        bounds = end_bounds(spell.end)
        if bounds not in (STILL_SO, UNKNOWN_END) and not spell.end_kind:
            yield _problem(spell, "end_kind", "is empty, but the spell has an end; say why it ends")
        if bounds == UNKNOWN_END and spell.status not in USABLE:
            yield _problem(spell, "end", f"is empty for a {spell.status} spell; write `..` or the day seen last")
        backing = [one for one in data.claims_on.get(spell.id, ()) if one.stance == "supports"]
        if bounds == STILL_SO and backing and not any(one.as_of for one in backing):
            message = "is `..`, but none of its supporting claims has an `as_of`; say when it was still so"
            yield _problem(spell, "end", message)


def voices_agree(data: Dataset) -> Iterator[Problem]:
    """Yield a usable and a stopped spell of one voice that are both sure on one day."""
    voices = sorted({data.voice(claim) for claim in data.claims.values() if claim.record in data.spells})
    for voice in voices:
        told = counting(data, lambda claim, voice=voice: data.voice(claim) == voice)  # type: ignore[misc]
        for channel in told.spells_of:
            for one, other in combinations(cut_spells(told, channel), 2):
                first = max(one.start_latest, other.start_latest)
                last = min(one.end_earliest, other.end_earliest)
                if one.usable != other.usable and first <= last:
                    said = f"{quoted(voice)} says {other.status} here and {one.status} in `{one.id}`"
                    message = f"{said}, both sure on {first}; end one the day before"
                    yield _problem(data.spells[other.id], "status", message)


def stopped_for_good(data: Dataset) -> Iterator[Problem]:
    """Yield stopped spells without an end although a usable one begins after they were last seen."""
    for channel in data.channels:
        cut = cut_spells(data, channel)
        for spell in data.spells_of.get(channel, ()):
            if spell.status in USABLE or spell.end != "..":
                continue
            seen = max(data.spoken_of(one).latest for one in data.claims_on[spell.id])
            since = max(seen, start_bounds(spell.start).latest)
            later = [one for one in cut if one.usable and one.start_earliest > since]
            if later:
                message = f"is `..`, but `{later[0].id}` is {later[0].status} from {later[0].start_earliest}; end it"
                yield _problem(spell, "end", message)


def contacts_covered(data: Dataset) -> Iterator[Problem]:
    """Yield held two-way contacts on whose days no spell of their channel can have been usable."""
    for channel in data.channels:
        usable = [one for one in cut_spells(data, channel) if one.usable]
        for contact in data.contacts_of.get(channel, ()):
            days = Window(*day_bounds(contact.date))
            if is_contact(data, contact) and not any(one.touches(days) for one in usable):
                message = f"was held, but no spell of `{channel}` can have been usable then; enter one of its date"
                yield _problem(contact, "date", message)


def parties(data: Dataset) -> Iterator[Problem]:
    """Yield channels without a party."""
    for channel in data.channels.values():
        if not data.parties_of.get(channel.id):
            yield _problem(channel, "", f"`{channel.id}` has no party; add one to parties.csv")


def cycles(data: Dataset) -> Iterator[Problem]:
    """Yield records that are their own ancestor."""
    chains = (("actors", "parent"), ("channels", "parent"), ("channels", "succeeds"), ("disruptions", "answers"))
    for table, column in chains:
        above = {one.id: getattr(one, column) for one in data.table(table).values()}
        for start, parent in above.items():
            seen, one = [start], parent
            while one and one not in seen:
                seen.append(one)
                one = above.get(one, "")
            if one == start:
                chain = " → ".join([*seen, start])
                yield _problem(data.table(table)[start], column, f"goes round in a circle: {chain}; break it")


def offices(data: Dataset) -> Iterator[Problem]:
    """Yield offices that two people surely held in full capacity on one day."""
    for office, held in data.holders_of.items():
        full = [one for one in held if one.capacity == "full"]
        for one, other in combinations(full, 2):
            first = max(start_bounds(one.start).latest, start_bounds(other.start).latest)
            last = min(end_bounds(one.end).earliest, end_bounds(other.end).earliest)
            if one.person != other.person and first <= last < LAST_DAY:
                yield _problem(other, "person", f"`{one.person}` surely held `{office}` too on {first}; correct one")


RULES: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    references,
    sides,
    kinds,
    required_claims,
    claimed_fields,
    order_of_dates,
    ends,
    voices_agree,
    stopped_for_good,
    contacts_covered,
    parties,
    cycles,
    offices,
)
"""All rules between records."""


def _problem(record: Record, column: str, message: str) -> Problem:
    return Problem(record.table, 0, column, message, record.id)


def _unknown(data: Dataset, record: Record, column: str, found: str, tables: tuple[str, ...]) -> Problem:
    known = [one for name in tables for one in data.table(name)]
    what, remedy = ("record", "it names no row of any table")
    if len(tables) == 1:
        what, remedy = WHAT[tables[0]], f"add it to {tables[0]}.csv"
    return _problem(record, column, f"unknown {what} {quoted(found)}; {did_you_mean(near(found, known)) or remedy}")
