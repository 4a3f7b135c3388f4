"""The `contacts` verb: dated contacts and the silences between them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli import display
from backchannel.cli.options import As, Data, Sides, TypeName, two
from backchannel.cli.output import Answer, TitledTable, form_of, note_coverage, talk, write
from backchannel.cli.talks import check_talks, in_words_of, span_of, talk_of_silence, which_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import UsageFault
from backchannel.facts.view import View
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.contacts import Which

GAP_NAMES = {"first": "from"}
"""What a field of a silence is called in answers, since Python has no field named `from`."""

GAP_COLUMNS = ("from", "to", "least", "most", "last", "first_since", "stated")

MOST_DAYS = 366
"""What can have been on more days than a year has lies in no known year."""

MOST_WITH_OUTCOME = 10
"""In a table of so many contacts there is room for what came of each."""

Present = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="ACTOR", help="Who was there; repeat it for several."),
]
Through = Annotated[
    str | None, typer.Option("--channel", metavar="ID", help="Only through this channel.")
]
Happened = Annotated[
    str | None,
    typer.Option(
        "--occurrence",
        metavar="WORD",
        help="held, cancelled, avoided, refused, unanswered, or none (a source says so).",
    ),
]
Modes = Annotated[
    list[str] | None,
    typer.Option(
        "--mode",
        metavar="MODE",
        help="In this mode: in-person, call, video, letter …; repeat it for several.",
    ),
]
Topics = Annotated[
    list[str] | None,
    typer.Option(
        "--topic",
        metavar="TOPIC",
        help="About this: arms-control, prisoners …; repeat it for several.",
    ),
]
Alone = Annotated[
    bool,
    typer.Option(
        "--alone",
        help="Only contacts that no third side shared: no conference, no council.",
    ),
]
Gaps = Annotated[
    bool,
    typer.Option(
        "--gaps", help="The silences between them, longest first, and the first contact since."
    ),
]


@with_view
def contacts_verb(  # noqa: PLR0913 - the flags are those of the contract
    *,
    between: Annotated[
        Sides, typer.Option("--between", metavar="A B", callback=two, help="Two sides or actors.")
    ] = None,
    present: Present = None,
    channel: Through = None,
    kind: TypeName = None,
    mode: Modes = None,
    topic: Topics = None,
    occurrence: Happened = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day, included.")
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day, included.")
    ] = None,
    last: Annotated[
        bool, typer.Option("--last", help="Only the latest held two-way contact.")
    ] = False,
    alone: Alone = False,
    gaps: Gaps = False,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    List dated contacts, and those that did not take place.

    Two people at one conference need not have met: `--alone` leaves out what third sides shared.
    What came of a contact is the `outcome` in CSV and JSON, and in a table of few contacts. Of
    several `--mode`, and of several `--topic`, any will do; `data/README.md` lists the topics.

    Example: backchannel contacts --with sergey-lavrov --with antony-blinken --last --alone
    """
    from backchannel.dates.edtf import LAST_DAY
    from backchannel.dates.period import Window

    if channel is not None and kind is not None:
        raise UsageFault("--channel names one channel; leave out --type")
    if gaps or last:
        check_talks(mode or (), occurrence, both=gaps and last)
    window = span_of(first, to)
    known = viewed(data, view, kind)
    which = which_of(
        known, between=between, present=present, channel=channel, mode=mode, topic=topic,
        occurrence=occurrence,
    )  # fmt: skip
    asked = replace(which, window=window, last=last, alone=alone)
    if gaps:
        _answer_gaps(known, asked, form)
    else:
        _answer_contacts(known, asked, form)
    if window is not None:
        # Contacts of earlier days than the data begin on may be there, and are told.
        begins = max(known.start, window.first)
        ends = LAST_DAY if begins > known.as_of else known.as_of
        note_coverage(known, Window(begins, window.last if to else ends))


VERBS: Mapping[str, Callable[..., None]] = {"contacts": contacts_verb}


def _answer_contacts(known: Dataset, asked: Which, form: str | None) -> None:
    from backchannel.verdicts.contacts import (
        ContactRow,
        contact_rows,
        offices_at_contacts,
        surely_present_at,
    )

    rows = contact_rows(known, asked).to_dicts()
    columns = tuple(ContactRow.__dataclass_fields__)
    title = _title("Contacts", known)
    has_outcome = any(row["outcome"] for row in rows)
    with_outcome = has_outcome and len(rows) <= MOST_WITH_OUTCOME
    answer = Answer(
        whole={"type": known.view.of_type or None, "view": known.view.to_dict(), "contacts": rows},
        rows=rows,
        columns=columns,
        people=lambda: [
            TitledTable(
                "; ".join(filter(None, (title, said))),
                [display.contact(known, row, with_outcome=with_outcome) for row in listed],
                in_words_of(known, asked),
            )
            for said, listed in _dated_first(rows)
        ],
        scope=title,
    )
    write(answer, form)
    if form_of(form) != "table":
        said, vague = _dated_first(rows)[-1]
        if said:
            talk(
                f"sorted by the first day on which each can have been; of {len(vague)} no source "
                "gives the year"
            )
    if has_outcome and not with_outcome and form_of(form) == "table":
        talk("what came of a contact: backchannel show ID, or the `outcome` in CSV and JSON")
    if asked.topics:
        whole = contact_rows(known, replace(asked, topics=(), last=False))
        if untold := [row for row in whole if not row.topics]:
            talk(f"not shown: {count(len(untold), 'contact')} of which no source tells a subject")
    if asked.last:
        _talk_of_last(known, asked, rows)
    doubtful = [
        row["id"]
        for row in (rows if asked.present else ())
        if not surely_present_at(known, known.contacts[row["id"]]).issuperset(asked.present)
    ]
    if doubtful:
        several = count(len(doubtful), "contact")
        talk(f"{several} only possibly with all of these: {', '.join(doubtful)}")
    for actor in asked.present:
        if belonging := offices_at_contacts(known, actor):
            talk(
                f"{actor} stands for itself alone here, not for what belongs to it; ask for these "
                f"too: {', '.join(belonging)}"
            )


def _dated_first(rows: Sequence[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """
    Put last what can have been in many years, under a heading of its own.

    In order of time it would lead the list, years before the first contact of which a day is known.
    """
    dated: list[dict[str, Any]] = []
    vague: list[dict[str, Any]] = []
    for row in rows:
        (vague if _is_of_some_year(row["date"]) else dated).append(row)
    told = "Of these no source gives the year" if dated else ""
    return [("", dated)] * bool(dated or not vague) + [(told, vague)] * bool(vague)


def _is_of_some_year(date: str) -> bool:
    """Say whether a date is one of many days; one from a day to another is known, however long."""
    from backchannel.dates.period import Window, day_bounds

    return date.startswith("[") and Window(*day_bounds(date)).days > MOST_DAYS


def _talk_of_last(known: Dataset, asked: Which, rows: Sequence[Mapping[str, Any]]) -> None:
    """Say what a reader of the last contact might take it for."""
    if len(rows) > 1:
        talk(f"{count(len(rows), 'contact')} are the latest: their dates do not tell them apart")
    for row in rows:
        talk_of_silence(known, row["id"])
    others = sorted({row["mode"] for row in rows} - set(display.TALKS))
    if others and not asked.modes:
        modes = " ".join(f"--mode {mode}" for mode in display.TALKS)
        subject = "the last contact is" if len(rows) == 1 else "some of them are"
        talk(f"{subject} of mode {' or '.join(others)}; for the last talk add {modes}")
    if any(row["multilateral"] for row in rows):
        talk(_shared(known, asked, rows))


def _title(what: str, known: Dataset) -> str:
    """Say what the data were narrowed to; nothing if they are whole."""
    view = known.view
    if not view.of_type and not view.in_words():
        return ""
    return titled(f"{what} through {view.type_in_words()}" if view.of_type else what, view)


def _shared(known: Dataset, asked: Which, rows: Sequence[Mapping[str, Any]]) -> str:
    """Say that the last contact was one of many sides, and which was the last of two alone."""
    from backchannel.dates.words import in_words
    from backchannel.verdicts.contacts import contact_rows

    subject = "the last contact was" if len(rows) == 1 else "some of them were"
    told = f"{subject} among more than two sides, so these need not have met alone"
    if not all(row["multilateral"] for row in rows):
        return told
    alone = contact_rows(known, replace(asked, alone=True))
    if not alone:
        return f"{told}; no contact of two sides alone is documented"
    last = alone[-1]
    when = in_words(last.date)
    return f"{told}; the last of two sides alone (--alone) is {last.id} ({when}, {last.mode})"


def _answer_gaps(known: Dataset, asked: Which, form: str | None) -> None:
    from backchannel.verdicts.contacts import contact_rows
    from backchannel.verdicts.held import is_contact
    from backchannel.verdicts.silences import gaps

    found = gaps(known, asked)
    rows = [
        {GAP_NAMES.get(name, name): value for name, value in row.items()}
        for row in found.to_dicts()
    ]
    title = _title("Silences", known)
    answer = Answer(
        whole={"type": known.view.of_type or None, "view": known.view.to_dict(), "gaps": rows},
        rows=rows,
        columns=GAP_COLUMNS,
        people=lambda: [
            TitledTable(
                title,
                [display.gap(row) for row in found],
                f"silences: {in_words_of(known, asked)}",
            )
        ],
        scope=title,
    )
    write(answer, form)
    if not rows:
        listed = (known.contacts[row.id] for row in contact_rows(known, asked))
        talks = [contact for contact in listed if is_contact(known, contact)]
        meaning = "no day between them is surely silent" if talks else "so no silence begins"
        talk(f"{count(len(talks), 'documented contact')}, {meaning}")
