"""The sections of a report on who met whom, who sat where, and who was central."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel import plots
from backchannel.dates.words import day_in_words, in_words
from backchannel.facts.names import label
from backchannel.messages import count
from backchannel.network.measures import DEFAULT, MEASURES, Measure
from backchannel.output.document import Hyperlink, anchor
from backchannel.report.year import MOST_LISTED, Year
from backchannel.verdicts.voices import deniers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.network.values import CentralityRow
    from backchannel.output.document import Document
    from backchannel.verdicts.contacts import ContactRow

PRINTED = plots.Paper(plots.WIDTHS["183"])
"""The networks are set for the width of a printed sheet, where they are as large as here."""

MOST_RANKED = 6

WITHOUT_ROW = "Channels without a row in the networks"
"""The heading under which the evidence names what the pictures only count."""

SHARES = {name: MEASURES[name] for name in DEFAULT if MEASURES[name].range == (0, 1)}
"""The measures that a report ranks by: shares of what is possible, which a reader can compare."""


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
    deny = f", of which {denying} {'denies' if denying == 1 else 'deny'} it" if denying else ""
    return f"{contact.sources}{deny}"


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
    if asked.is_silent:
        document.paragraph("The data speak about no day of the year: there is no network to draw.")
        return "", []
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


def who_was_central(document: Document, asked: Year, left_out: Sequence[str]) -> None:
    """Add what has no row in the networks, and the measures of the first of them."""
    if left_out:
        document.heading(WITHOUT_ROW, name=anchor(WITHOUT_ROW))
        document.points([[said] for said in left_out])
    if asked.is_silent:
        return
    document.heading(f"Measures on {day_in_words(asked.peak)}")
    document.paragraph(
        "Persons, organizations with their offices, and channels are ranked apart; each value is a "
        "share of what a node of its kind could have at most. In brackets the range: on what is "
        "surely usable alone, and with what is possibly usable or contested. Heads of state touch "
        "everything by office and are left out; centrality.csv has both."
    )
    document.points([[_in_words(measure)] for measure in SHARES.values()])
    origins = dict.fromkeys(measure.reference for measure in SHARES.values())
    document.paragraph(f"The measures are those of {'; '.join(origins)}.")
    found = asked.measured(asked.peak, with_principals=False)
    for title, kinds in (
        ("Persons", {"person"}),
        ("Organizations and offices", {"organization", "office", "intergovernmental", "group"}),
        ("Channels", {"channel"}),
    ):
        rows = _ranked(
            asked.data, [row for row in found if row.kind in kinds and row.value is not None]
        )
        if rows:
            document.heading(title)
            document.table(("Name", *(measure.label for measure in SHARES.values())), rows)


def _in_words(measure: Measure) -> str:
    """Say what the values of a measure mean, and between which they lie."""
    least, most = measure.range
    return f"{measure.label}: {measure.unit}, {least} to {most}."


def _ranked(data: Dataset, found: Sequence[CentralityRow]) -> list[tuple[str, ...]]:
    by_id: dict[str, dict[str, CentralityRow]] = {}
    for row in found:
        by_id.setdefault(row.id, {})[row.measure] = row
    first = next(iter(SHARES))
    order = sorted(by_id, key=lambda node: (-(by_id[node][first].value or 0), label(data, node)))
    return [
        (label(data, node), *(_value(by_id[node].get(name)) for name in SHARES))
        for node in order[:MOST_RANKED]
    ]


def _value(row: CentralityRow | None) -> str:
    if row is None or row.value is None:
        return ""
    if row.low is None or row.high is None or (row.low == row.high):
        return f"{row.value:.2f}"
    return f"{row.value:.2f} [{row.low:.2f} to {row.high:.2f}]"
