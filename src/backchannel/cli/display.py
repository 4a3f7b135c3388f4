"""How one row of an answer looks in a table for people, and as a flat row of CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.words import in_words
from backchannel.facts.names import label
from backchannel.output.tables import plain
from backchannel.verdicts.evidence import flat

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Disruption
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.contacts import GapRow
    from backchannel.verdicts.evidence import Shown


def channel(row: OpenRow) -> dict[str, str | int]:
    """Return a channel's row for people."""
    last = row.last_contact
    return {
        "channel": row.id,
        "verdict": verdict(row.verdict, row.certainty),
        "last documented contact": f"{in_words(last['date'])} ({last['mode']})" if last else "none",
        "voices": row.sources,
    }


def contact(data: Dataset, row: dict[str, Any]) -> dict[str, str]:
    """Return a contact's row for people."""
    who = ", ".join(label(data, one) for one in row["actors"])
    return {
        "contact": row["id"],
        "when": in_words(row["date"]),
        "how": f"{row['mode']}, {row['occurrence']}",
        "who": who,
    }


def gap(row: GapRow) -> dict[str, str]:
    """Return a silence for people: one of the sources, unless one of them states it."""
    stated = f"; stated in whole or part by {', '.join(row.stated)}" if row.stated else ""
    return {
        "no documented contact": f"{in_words(row.first)} to {in_words(row.to)}",
        "days": str(row.least) if row.least == row.most else f"{row.least} to {row.most}",
        "between": f"{row.last} and {row.first_since or 'the last day asked about'}{stated}",
    }


def change(kind: str, row: dict[str, Any]) -> dict[str, str]:
    """Return a changed channel's row for people."""
    return {
        "id": row["id"],
        "what": kind.replace("_", " "),
        "before": verdict(row["before"], row["before_certainty"]),
        "after": verdict(row["after"], row["after_certainty"]),
    }


def disruption(data: Dataset, row: Disruption) -> dict[str, str]:
    """Return a disruption's row for people, in the columns of a change."""
    against = ", ".join(label(data, one) for one in row.target)
    return {
        "id": row.id,
        "what": row.kind,
        "before": in_words(row.start),
        "after": f"against {against}" if against else "",
    }


def record(data: Dataset, shown: Shown) -> list[dict[str, str]]:
    """Return a record for people: what is entered of it, what is around it, and who says so."""
    rows = [(name, plain(value)) for name, value in shown.record if value and name != "id"]
    for table, records in shown.related.items():
        rows += [
            (table, f"{one.id} ({gist(data, flat(one))})")
            for one in records
            if table not in ("attendances", "parties")
        ]
    for claim in shown.claims:
        what = f"{claim['stance']} {spoken_of(shown, claim)}"
        by = label(data, claim["claimant"]) if claim["claimant"] else claim["publisher"]
        where = f"{by}: {claim['title']}, {in_words(claim['published'])}, {claim['locator']}"
        rows += [(what, where), ("", claim["url"])] if claim["url"] else [(what, where)]
    return [{shown.table: name, shown.record.id: value} for name, value in rows]


def spoken_of(shown: Shown, claim: dict[str, Any]) -> str:
    """Say what a claim is about: the record shown, a column of it, or the record it rests on."""
    if claim["record"] == shown.record.id or claim["id"] == shown.record.id:
        return claim["field"] or "it"
    return f"{claim['record']} {claim['field']}".rstrip()


def verdict(word: str, certainty: str | None) -> str:
    """Return a verdict as one text."""
    return f"{word}, {certainty}" if certainty else word


def gist(data: Dataset, row: dict[str, Any]) -> str:
    """Say in a few words what a related record is."""
    told = [label(data, row["id"])] if "name" in row or "title" in row else []
    told += [
        str(row[key])
        for key in ("status", "mode", "occurrence", "kind", "on", "role", "capacity")
        if row.get(key)
    ]
    told += (
        [f"{row['stance']} {row['record']} {row['field']}".rstrip(), row["locator"]]
        if "stance" in row
        else []
    )
    told += [f"{row.get('start', '')}/{row.get('end', '')}"] if "start" in row else []
    told += [str(row["date"])] if "date" in row else []
    told += [
        label(data, row[key]) for key in ("actor", "person", "office", "channel") if row.get(key)
    ]
    return ", ".join(filter(None, told))
