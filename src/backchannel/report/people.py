"""The sections of a report on who met whom and who sat where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import plots
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.names import label
from backchannel.messages import count
from backchannel.output.document import Hyperlink, anchor
from backchannel.report.year import MOST_LISTED, Year
from backchannel.verdicts.voices import deniers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.output.document import Document
    from backchannel.verdicts.contacts import ContactRow

PRINTED = plots.Paper(plots.WIDTHS["183"])
"""The networks are set for the width of a printed sheet, where they are as large as here."""

WITHOUT_ROW = "Channels without a row in the networks"
"""The heading under which the evidence names what the pictures only count."""


def who_met(document: Document, asked: Year) -> None:
    """Add the contacts of the year, held or not."""
    document.section(f"Contacts in {asked.year}")
    if not asked.talks:
        document.paragraph(
            "No source in the data tells of one, nor of one that did not take place."
        )
        return
    document.paragraph(
        "Held contacts, those that did not take place, and one-way acts (statements, "
        "notifications), which are no contacts. None means: a source says that there was no "
        "contact of this kind in that time."
    )
    document.table(
        ("When", "How", "Took place", "Who", "Through", "Outcome", "Voices"),
        [
            (
                in_words(contact.date),
                contact.mode,
                contact.occurrence,
                ", ".join(label(asked.data, actor) for actor in contact.actors),
                label(asked.data, contact.channel) if contact.channel else "",
                asked.data.contacts[contact.id].outcome,
                _voices(asked.data, contact),
            )
            for contact in asked.talks[-MOST_LISTED:]
        ],
    )
    if earlier := len(asked.talks[:-MOST_LISTED]):
        document.paragraph(
            f"{count(earlier, 'earlier contact')} of the year "
            f"{'is' if earlier == 1 else 'are'} in ",
            Hyperlink("contacts.csv", "contacts.csv"),
            ".",
        )


def _voices(data: Dataset, contact: ContactRow) -> str:
    """Say how many speak of a contact, and how many of them only deny it."""
    denying = len(deniers(data, [contact.id]))
    if not denying:
        return str(contact.sources)
    verb = "contradicts" if denying == 1 else "contradict"
    return f"{contact.sources}, of which {denying} {verb} it"


def who_sat_where(document: Document, asked: Year, folder: Path) -> tuple[str, list[str]]:
    """
    Add the networks of the day with the most usable channels and of the last day.

    Where they are one day, it is drawn once.

    Returns
    -------
    missing
        The characters of the pictures that no font has.
    left_out
        For each day what has no row in its picture, in words.
    """
    document.section("Who sat where" if asked.scope.sides else "Who could talk to whom")
    shown = (
        "The channels, and who sat on them" if asked.scope.sides else "The sides against each other"
    )
    missing, left_out = "", []
    days = [(asked.peak, "network-peak.svg", "the first day with the most usable channels")]
    if asked.peak == asked.last:
        days[0] = (*days[0][:2], f"{days[0][2]}, and the last of the report")
    else:
        days.append((asked.last, "network-end.svg", "the last day of the report"))
    for day, name, why in days:
        graphs = asked.graphs(day) if asked.scope.sides else None
        picture = plots.network_picture(
            asked.data, on=day, between=asked.scope, graphs=graphs, paper=PRINTED
        )
        plots.save(picture, folder / name)
        caption = f"{shown}, on {day_in_words(day)}: {why}."
        document.picture(name, alt=picture.alt, caption=caption)
        for what, channels in picture.unnamed.items():
            if what.startswith(plots.NO_ROOM) and channels:
                names = "; ".join(label(asked.data, channel) for channel in channels)
                left_out.append(f"{day_in_words(day)}. {what}: {names}.")
        missing += picture.missing
    if left_out:
        document.paragraph(
            "What has no row there is named under ",
            Hyperlink(WITHOUT_ROW, f"#{anchor(WITHOUT_ROW)}"),
            ".",
        )
    return missing, left_out


def who_has_no_row(document: Document, left_out: Sequence[str]) -> None:
    """Name what has no row in the networks."""
    if left_out:
        document.heading(WITHOUT_ROW, name=anchor(WITHOUT_ROW))
        document.points([[said] for said in left_out])
