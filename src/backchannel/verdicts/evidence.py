"""One record with everything known of it: the rows around it, and the claims it rests on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from backchannel.dates.period import Window, day_after
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.dataset import possible_days
from backchannel.facts.model import (
    RECORDS,
    REFERENCES,
    Attendance,
    Channel,
    Claim,
    Contact,
    Party,
    Record,
    Spell,
)
from backchannel.facts.names import resolve
from backchannel.facts.rows import Rows
from backchannel.facts.shown import on_one_screen
from backchannel.facts.vocabulary import STANDING
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.verdict import Verdict, Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.course import Course

JOINING = ("attendances", "parties", "tenures")
"""Tables whose rows only join two others, and are therefore stepped through."""


MOST_STRETCHES = 5
"""So many of the last stretches of a channel's course are shown with it."""


class Told(NamedTuple):
    """Some days on which the verdict on a channel, or what an account says of one, is the same."""

    first: date
    last: date
    verdict: Verdict
    carried_from: tuple[Account, ...] = ()
    """The accounts that a presumed verdict is carried from; of other verdicts none."""

    def to_dict(self) -> dict[str, Any]:
        """Return the days as the JSON answer has them."""
        return {
            "from": str(self.first),
            "to": str(self.last),
            "verdict": self.verdict.word.value,
            "certainty": self.verdict.certainty,
            "carried_from": [account.id for account in self.carried_from],
        }


FIELDS = {
    "end_kind": "how it ended",
    "by": "who did it",
    "count_least": "how many at least",
    "count_most": "how many at most",
}
"""Column that a claim speaks of → what to call it in prose, where its name would be a riddle."""


def field_in_words(field: str) -> str:
    """
    Name the one column that a claim speaks of, to follow "on".

    >>> field_in_words("end_kind"), field_in_words("start")
    ('how it ended', 'its start')
    """
    return FIELDS.get(field, f"its {field.replace('_', ' ')}")


@on_one_screen
class Shown(NamedTuple):
    """A record, the records around it by table, and the claims about it."""

    table: str
    record: Record
    related: dict[str, Rows[Record]]
    claims: Rows[dict[str, Any]]
    verdicts: list[Told]
    """
    Of a channel its last verdicts; of a spell or contact the days after it was seen to which it is
    carried, on which a later account may say more.
    """


def show(data: Dataset, record_id: str) -> Shown:
    """
    Return one record of any table with everything known of it.

    Parameters
    ----------
    data
        The data, or a view of them.
    record_id
        The id of a record, or its name if no other has it.

    Returns
    -------
    shown
        Related are the rows that name the record or that it names. Attendances, parties and tenures
        are stepped through: an actor shows its contacts and channels, also those of the offices
        that it held, a contact its actors, an office its holders. Claims are those that the record
        rests on, see `rests_on`, with their source's title, address, day of publication, and voice.

    Raises
    ------
    UnknownName
        If nothing has that id or name.
    UsageFault
        If several records have that name.
    """
    record_id = resolve(data, record_id)
    table = table_of(data, record_id)
    around = _neighbours(data, table, data.table(table)[record_id])
    for name, one_id in sorted(around):
        if name in JOINING:
            around |= _neighbours(data, name, data.table(name)[one_id])
    around |= _by_office(data, record_id)
    around -= {(table, record_id)}
    related = {
        name: Rows(
            data.table(name)[one_id]
            for one_id in sorted(one_id for where, one_id in around if where == name)
        )
        for name in RECORDS
        if name != "claims" or table in ("sources", "actors")
    }
    record = data.table(table)[record_id]
    claims = Rows(
        claim_with_source(data, claim.id)
        for claim in sorted(rests_on(data, record), key=lambda claim: claim.id)
    )
    around_it = {k: v for k, v in related.items() if v}
    return Shown(table, record, around_it, claims, _verdicts(data, record))


def _verdicts(data: Dataset, record: Record) -> list[Told]:
    """Return the last verdicts on a channel, or the days to which an account is carried."""
    match record:
        case Channel():
            return _last_verdicts(course(data)[record.id])
        case Spell() | Contact():
            accounts = course(data)[record.channel].accounts if record.channel else ()
            return [told for one in accounts if one.id == record.id for told in _carried(one)]
        case _:
            return []


def _carried(account: Account) -> list[Told]:
    """Return the days after the last sure one to which an account is carried, if it is."""
    after = max(day_after(account.end_earliest), account.start_latest)
    if account.carried_to is None or account.carried_to < after:
        return []
    verdict = Verdict(Word(account.status), "presumably")
    return [Told(after, account.carried_to, verdict, (account,))]


def _last_verdicts(line: Course) -> list[Told]:
    return [
        Told(*stretch, tuple(carried_from(line, Window(*stretch[:2]), stretch.verdict)))
        for stretch in line.within(line.known)[-MOST_STRETCHES:]
    ]


def sighting(data: Dataset, account: Account) -> str:
    """Say when a channel was last seen by an account: the contact it is, or the day it reaches."""
    if account.is_contact:
        row = data.contacts[account.id]
        return f"seen {in_words(row.date)} ({row.mode})"
    return f"seen {day_in_words(account.end_earliest)}"


def contact_told(row: OpenRow) -> str:
    """
    Say which contact through a channel is the last on record.

    An embassy or a hotline stands between contacts, which few sources report: its verdict rests on
    its status, and that no contact is recorded says nothing; unless nothing is known of it at all.
    """
    if last := row.last_contact:
        return f"{in_words(last['date'])} ({last['mode']})"
    is_standing = row.type in STANDING and row.verdict != "unknown"
    return "unrecorded" if is_standing else "none recorded"


def rests_on(data: Dataset, record: Record) -> Sequence[Claim]:
    """
    Return the claims that a record rests on.

    They are its own. A channel that has none rests on those of its spells and contacts, a party on
    those of its channel, an attendance on those of its contact; a claim speaks for itself.
    """
    if own := data.claims_on.get(record.id):
        return own
    match record:
        case Claim():
            return [record]
        case Attendance():
            below = [record.contact]
        case Channel() | Party():
            channel = record.id if isinstance(record, Channel) else record.channel
            spells, contacts = data.spells_of.get(channel, ()), data.contacts_of.get(channel, ())
            below = [record.id for record in (*spells, *contacts)]
        case _:
            below = []
    return [claim for record_id in below for claim in data.claims_on.get(record_id, ())]


def table_of(data: Dataset, record_id: str) -> str:
    """
    Return the name of the table that has a record.

    Raises
    ------
    KeyError
        If nothing has that id.
    """
    if (record := data.records.get(record_id)) is None:
        raise KeyError(record_id)
    return record.table


def claim_with_source(data: Dataset, claim_id: str) -> dict[str, Any]:
    """Return a claim as a flat record, with what a reader needs to find the place in its source."""
    claim = data.claims[claim_id]
    source = data.sources[claim.source]
    return {
        **flat(claim),
        "voice": data.voice(claim),
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }


def flat(record: Record) -> dict[str, Any]:
    """Return a record as a flat dict: several values as a list, an empty count as None."""
    return {name: list(value) if isinstance(value, tuple) else value for name, value in record}


def _neighbours(data: Dataset, table: str, record: Record) -> set[tuple[str, str]]:
    found = {*_named_in(data).get(record.id, ())}
    for column, targets in REFERENCES.get(table, {}).items():
        for one_id in _ids(getattr(record, column)):
            found |= {(name, one_id) for name in targets if one_id in data.table(name)}
    return found


NAMING = "the rows that name an id"
"""Under this name the dataset keeps what `_named_in` found."""


def _named_in(data: Dataset) -> Mapping[str, list[tuple[str, str]]]:
    """Return for each id the rows that name it; around one person hundreds of ids are looked up."""
    if NAMING not in data.computed:
        found: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, columns in REFERENCES.items():
            for row in data.table(name).values():
                for column in columns:
                    for one_id in _ids(getattr(row, column)):
                        found[one_id].append((name, row.id))
        data.computed[NAMING] = found
    named: Mapping[str, list[tuple[str, str]]] = data.computed[NAMING]
    return named


def _by_office(data: Dataset, person: str) -> set[tuple[str, str]]:
    """Return the seats, and the channels they are on, that a person possibly had by an office."""
    found = set()
    for held in data.held_by.get(person, ()):
        for seat in (party for party in data.parties.values() if party.actor == held.office):
            days, sitting = possible_days(held), possible_days(seat)
            if max(days.first, sitting.first) <= min(days.last, sitting.last):
                found |= {("parties", seat.id), ("channels", seat.channel)}
    return found


def _ids(value: str | tuple[str, ...]) -> Iterable[str]:
    return value if isinstance(value, tuple) else (value,) if value else ()
