"""How one row of an answer looks in a table for people, and as a flat row of CSV."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.dates.period import Window
from backchannel.dates.words import end_in_words, in_words, with_season
from backchannel.facts.bounds import DATED
from backchannel.facts.names import label
from backchannel.facts.vocabulary import TWO_WAY, TYPE_ORDER
from backchannel.facts.voices import voice_label
from backchannel.output.tables import Named, cell_text
from backchannel.verdicts.acts import act_in_full, end_of_act
from backchannel.verdicts.contacts import is_multilateral
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.evidence import contact_told, flat, sighting
from backchannel.verdicts.held import is_contact
from backchannel.verdicts.possible import why_possible
from backchannel.verdicts.voices import deniers, order_of_naming

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Contact, Disruption
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.comparison import Change
    from backchannel.verdicts.evidence import Shown, Told
    from backchannel.verdicts.holders import HolderRow
    from backchannel.verdicts.silences import GapRow


MOST_VOICES = 3
"""So many voices are named; of more, the rest are counted."""

MOST_SIGHTINGS = 1
"""Accounts of one last day are many ways to say that day."""

STANCES = {"supports": "supports", "denies": "contradicts"}
"""Stance → its word for people: who tells otherwise, or told so earlier, need not deny."""

TALKS = ("in-person", "call", "video")
"""The modes in which people speak to one another at one time."""


def channel(data: Dataset, row: OpenRow, days: Window) -> dict[str, Any]:
    """
    Return a channel's row for people.

    A presumed verdict names what it is carried from, a possible one what leaves it open.
    """
    carried = carried_from(course(data)[row.id], days, row.answer)
    since = "; ".join(sighting(data, account) for account in carried[:MOST_SIGHTINGS])
    perhaps = why_possible(data, row.id, days, row.answer)
    # Whoever tells of the sighting tells of the days to which it is carried.
    spoken_since = min([days.first, *(account.end_earliest for account in carried)])
    lines = filter(None, (answered(data, row, days), since, perhaps, although(data, row, days)))
    return {
        "channel": Named(row.name, row.id),
        "verdict": "\n".join(lines),
        "last contact": contact_told(row),
        "said by": said(data, row, since=spoken_since),
    }


def answered(data: Dataset, row: OpenRow, days: Window) -> str:
    """
    Return a verdict; an unknown one says what the one voice asked for does not tell of.

    That voice need not be silent: it may deny a contact, or announce a stop.
    """
    if data.view.told_by is None or row.verdict != "unknown":
        return str(row.answer)
    here = course(data)[row.id].accounts or data.spells_of.get(row.id)
    about = "of it" if not here else "on that day" if days.days == 1 else "on these days"
    return f"unknown: {data.view.voice} tells of no use or stop {about}"


def although(data: Dataset, row: OpenRow, days: Window) -> str:
    """Say that a part works although its whole is stopped; nothing of any other channel."""
    if row.whole is None:
        return ""
    name, word = label(data, row.whole.id), row.whole.verdict.word
    if days.days == 1:
        return f"usable although the whole, {name}, is {word}"
    return f"usable on some of these days although the whole, {name}, was {word}"


def by_type(rows: Iterable[OpenRow]) -> list[OpenRow]:
    """Return rows as a reader looks for them: leaders first, then foreign ministries and so on."""
    return sorted(rows, key=lambda row: (TYPE_ORDER[row.type], row.id))


def named(data: Dataset, speakers: Iterable[str]) -> str:
    """Name voices in the order given: at most three, then how many more."""
    names = [voice_label(data, voice) for voice in speakers]
    listed = "; ".join(names[:MOST_VOICES])
    more = len(names) - MOST_VOICES
    return f"{listed} and {more} more" if more > 0 else listed


def said(data: Dataset, row: OpenRow, *, since: date) -> str:
    """Name who speaks of a channel, and apart from them who only denies it; say if it is one."""
    alone = " (one voice)" if row.sources == 1 else ""
    return f"{told(data, row.accounts, row.voices, since=since)}{alone}"


def told(
    data: Dataset, record_ids: Sequence[str], speakers: Collection[str], *, since: date = date.min
) -> str:
    """Name who speaks of some records, those of days from `since` first; those against, apart."""
    denying = deniers(data, record_ids)
    claims = [claim for record in record_ids for claim in data.claims_on.get(record, ())]
    order = order_of_naming(data, claims, since=since)
    words = [named(data, [one for one in order if one in speakers and one not in denying])]
    if denying:
        words.append(f"contradicted by {named(data, [one for one in order if one in denying])}")
    return "; ".join(filter(None, words))


def contact(data: Dataset, row: Mapping[str, Any], *, with_outcome: bool = False) -> dict[str, Any]:
    """Return a contact's row for people, with what came of it where there is room for that."""
    return {
        "when": Named(in_words(row["date"]), row["id"]),
        "how": how(data, data.contacts[row["id"]]),
        "who": "; ".join(label(data, actor) for actor in row["actors"]),
        **({"outcome": row["outcome"]} if with_outcome else {}),
        "said by": told(data, [row["id"]], data.voices_on([row["id"]])),
    }


def how(data: Dataset, row: Contact) -> str:
    """
    Say in which mode a contact was and whether it took place.

    What is no contact of two sides is told so: a reader would take "held" for one.
    """
    if row.occurrence == "none":
        return f"no {NAME_OF_MODE.get(row.mode, row.mode)}, according to a source"
    if row.occurrence != "held":
        return f"{row.mode}, {row.occurrence}"
    if is_contact(data, row):
        shared = ", among more than two sides" if is_multilateral(data, row) else ""
        return f"{row.mode}, held{shared}"
    if row.mode in TWO_WAY:
        return f"{row.mode}, contradicted by a source"
    return f"{row.mode}, {NO_CONTACT[row.mode]}"


NAME_OF_MODE: Mapping[str, str] = {
    "in-person": "meeting in person",
    "video": "video call",
    "via-third-party": "contact through a third party",
    "unspecified": "contact",
}
"""Mode → what one contact of it is called, where the mode itself is no noun."""

NO_CONTACT: Mapping[str, str] = {
    "co-presence": "in one place, no exchange reported",
    "notification": "one-way",
    "statement": "one-way",
    "publication": "one-way",
    "internal": "within one side",
}
"""What took place in a mode that is no contact of two sides."""


def gap(row: GapRow) -> dict[str, str]:
    """Return a silence for people: one of the sources, unless one of them states it."""
    stated = f"; stated in whole or part by {', '.join(row.stated)}" if row.stated else ""
    return {
        "no documented contact": f"{in_words(row.first)} to {in_words(row.to)}",
        "days": str(row.least) if row.least == row.most else f"{row.least} to {row.most}",
        "between": f"{row.last} and {row.first_since or 'the last day asked about'}{stated}",
    }


FOUND_STOPPED = "found stopped, not known to be usable before"
"""A stop in whose row a reader would else see a loss."""


def change(data: Dataset, kind: str, row: Change, *, within: Window) -> dict[str, Any]:
    """
    Return a changed channel's row for people: what happened, when and why, and who says so.

    `within` are the days of the second time. What is stopped on their last was not interrupted,
    though it was usable on another of them, by which it counts: the row tells both.
    """
    end = course(data)[row.id].on(within.last)
    is_stopped = kind == "interrupted" and end.holds_stopped
    words = {"found_stopped": FOUND_STOPPED, "interrupted": "stopped" if is_stopped else kind}
    after = f"{row.now}\non the last day {end}" if is_stopped else str(row.now)
    return {
        "channel": Named(row.name, row.id),
        "what": f"{words.get(kind, kind.replace('_', ' '))}: {row.turn.why}",
        "before, after": f"{row.was}\n{after}",
        "said by": told(data, row.turn.accounts, row.turn.voices, since=within.first),
    }


def disruption(data: Dataset, record: Disruption) -> dict[str, Any]:
    """Return a disruption's row for people."""
    return {
        "disruption": Named(act_in_full(data, record), record.id),
        "start": in_words(record.start),
        "end": end_of_act(record),
        "said by": told(data, [record.id], data.voices_on([record.id])),
    }


def holder(row: HolderRow, *, of_office: bool) -> dict[str, Any]:
    """Return who held an office, or which one somebody held, for people, with the tenure's id."""
    held = (row.name, row.person) if of_office else (row.office_name, row.office)
    acting = ", acting" if row.capacity == "acting" else ""
    denied = ", contradicted by a source" if row.denied else ""
    return {
        "who" if of_office else "office": Named(*held),
        "how sure": f"{row.certainty}{acting}{denied}",
        "from": in_words(row.start) if row.start else "not known",
        "to": end_in_words(row.end),
        "tenure": row.id,
    }


def place_of(data: Dataset, claim: Mapping[str, Any]) -> str:
    """Return who says it, in which source, and where in it, and how near they were to it."""
    by = label(data, claim["claimant"]) if claim["claimant"] else claim["publisher"]
    place = f"{claim['title']}, {in_words(claim['published'])}, {claim['locator']}"
    return f"{by}: {place}{directness(claim)}"


def directness(claim: Mapping[str, Any]) -> str:
    """Say how near the speaker was to what is claimed, if that is entered."""
    return f" ({claim['directness']})" if claim["directness"] else ""


def record_rows(data: Dataset, shown: Shown) -> list[dict[str, str]]:
    """Return a record for people: what is entered of it, what is around it, and who says so."""
    cells = {name: cell_text(value) for name, value in shown.record if value and name != "id"}
    rows = [(name, with_season(text) if name in DATED else text) for name, text in cells.items()]
    for table, records in shown.related.items():
        rows += [
            (table, f"{row.id} ({gist(data, flat(row))})")
            for row in records
            if table not in ("attendances", "parties")
        ]
    for claim in shown.claims:
        what = f"{STANCES[claim['stance']]} {spoken_of(shown, claim)}"
        where = place_of(data, claim)
        rows += [(what, where), ("", claim["url"])] if claim["url"] else [(what, where)]
    for told in shown.verdicts:
        days = in_words(f"{told.first}/{told.last}" if told.first < told.last else str(told.first))
        if shown.table == "channels":
            rows.append(("verdict", f"{days}: {told_verdict(data, shown.record.id, told)}"))
        else:
            rows.append(("presumed", f"{days}: {told.verdict}"))
    return [{shown.table: name, shown.record.id: value} for name, value in rows]


def told_verdict(data: Dataset, channel: str, told: Told) -> str:
    """Return a verdict on some days, and what it is carried from, or why it is only possible."""
    since = [f"{account.id}, {sighting(data, account)}" for account in told.carried_from]
    if since:
        return f"{told.verdict}, carried from {'; '.join(since)}"
    why = why_possible(data, channel, Window(told.first, told.last), told.verdict)
    return f"{told.verdict} ({why})" if why else str(told.verdict)


def spoken_of(shown: Shown, claim: dict[str, Any]) -> str:
    """Say what a claim is about: the record shown, a column of it, or the record it rests on."""
    if claim["record"] == shown.record.id or claim["id"] == shown.record.id:
        return claim["field"] or "it"
    return f"{claim['record']} {claim['field']}".rstrip()


def gist(data: Dataset, row: dict[str, Any]) -> str:
    """Say in a few words what a related record is."""
    told = [label(data, row["id"])] if "name" in row or "title" in row else []
    told += [
        str(row[key])
        for key in ("status", "mode", "occurrence", "kind", "on", "role", "capacity")
        if row.get(key)
    ]
    told += (
        [f"{STANCES[row['stance']]} {row['record']} {row['field']}".rstrip(), row["locator"]]
        if "stance" in row
        else []
    )
    told += [f"{row.get('start', '')}/{row.get('end', '')}"] if "start" in row else []
    told += [str(row["date"])] if "date" in row else []
    told += [
        label(data, row[key]) for key in ("actor", "person", "office", "channel") if row.get(key)
    ]
    return ", ".join(filter(None, told))
