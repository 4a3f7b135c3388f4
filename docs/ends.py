"""
Ends that rest on one voice: the part of the codebook that names the rows to lean on least.

Where a channel begins, where it ends and on which days it was stopped decides what was lost, so
these rows ought to have two voices that do not retell one another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backchannel.verdicts.held import in_time, is_contact
from backchannel.verdicts.voices import voices_behind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from backchannel.facts.dataset import Dataset

KINDS = ("first contact", "last contact", "only contact", "suspension or closure")

ABOUT_ENDS = """\
The first and the last contact through each channel, and the spells on which it was suspended or
closed, decide what was lost and when. Each ought to have two voices that do not retell one another.
These have one, since no other was found: look at the source before you lean on one of them
(`backchannel show ID`).
"""


class End(NamedTuple):
    """A row on which the beginning, the end or a stop of a channel rests."""

    kind: str
    id: str
    voices: int
    """How many speak of it that do not retell one another."""


def ends(data: Dataset) -> Iterator[End]:
    """Yield the ends of each channel; one with a single contact has an only one."""

    def end(kind: str, record: str) -> End:
        return End(kind, record, len(voices_behind(data, [record])))

    first, last, only, stop = KINDS
    for channel in data.channels:
        held = [one for one in data.contacts_of.get(channel, ()) if is_contact(data, one)]
        held.sort(key=in_time)
        if len(held) == 1:
            yield end(only, held[0].id)
        elif held:
            yield end(first, held[0].id)
            yield end(last, held[-1].id)
        for spell in data.spells_of.get(channel, ()):
            if spell.status in ("suspended", "closed"):
                yield end(stop, spell.id)


def ends_section(data: Dataset) -> str:
    """Return how many ends have two voices, and which have not, in Markdown."""
    found = sorted(ends(data))
    alone = {
        kind: [one.id for one in found if (one.kind, one.voices) == (kind, 1)] for kind in KINDS
    }
    rows = [
        f"| {kind} | {sum(one.kind == kind for one in found)} | {len(alone[kind])} |"
        for kind in KINDS
    ]
    lists = [
        f"- {kind}: {', '.join(f'`{record}`' for record in records)}"
        for kind, records in alone.items()
        if records
    ]
    head = ["| end of a channel | rows | one voice |", "|---|---:|---:|"]
    return "\n".join(["### Ends that rest on one voice", "", ABOUT_ENDS, *head, *rows, "", *lists])
