"""
The main job: one year in one folder that a person reads.

`index.md` and `index.html` say the same: what could be used on the eve of the year and on its last
day, what was lost between and why, what was open, who met whom, and the network of two days;
`evidence.md` and `evidence.html` have the sources behind each line. The pictures and the tables
(CSV) lie beside them. A day later than the last that the data speak about is answered for that one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel import plots
from backchannel.dates.period import Window, window
from backchannel.dates.words import day_in_words
from backchannel.errors import UsageFault
from backchannel.facts import scope
from backchannel.messages import count, quoted
from backchannel.output.document import Document, Hyperlink, Inline
from backchannel.output.tables import rows_as_csv
from backchannel.package.reading import is_package
from backchannel.report.brief import brief
from backchannel.report.central import who_was_central
from backchannel.report.changes import what_was_lost, what_was_open
from backchannel.report.course import course_of_the_year
from backchannel.report.disruptions import what_broke_in
from backchannel.report.ends import check_reach
from backchannel.report.evidence import evidence_page, evidence_table, who_says_so
from backchannel.report.firm import how_firm
from backchannel.report.folder import whole_folder
from backchannel.report.lead import in_short
from backchannel.report.manifest import flags, write_manifest
from backchannel.report.people import who_has_no_row, who_met, who_sat_where
from backchannel.report.year import Year, year_of
from backchannel.verdicts.answers import OPEN_COLUMNS
from backchannel.verdicts.comparison import LISTS, LOST_COLUMNS
from backchannel.verdicts.contacts import ContactRow
from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Between
    from backchannel.verdicts.verdict import Verdict

__all__ = ["write_report", "year_of"]


def write_report(  # noqa: PLR0913 - what is asked, how it is drawn, and where it is written
    data: Dataset,
    year: int | str,
    *,
    folder: Path,
    between: Between = None,
    place: str | None = None,
    draws: int = 0,
    seed: int = 0,
    progress: Callable[[str], None] = lambda _: None,
) -> Path:
    """
    Write the report of a year into a folder, and return its `index.html`.

    Parameters
    ----------
    data
        The data, or a view of them.
    year
        The year, from 2 to 9998.
    folder
        Where to write. It is put in place as a whole when all is written, so that no reader finds
        half a report; files of a report's names are replaced, others are kept. A data package is
        refused, since some of its tables have these names.
    between
        Two sides, by code or name, or `all` for the channels of all sides; the package's own pair
        if none is given, and all sides if it has none.
    place
        Where the data were read from, for the command that gives the same answers; nothing is said
        of it if none is given.
    draws, seed
        How many draws of the uncertain dates range the course of the year, centrality through it,
        and the picture of all years; none unless asked for.
    progress
        Is told what is being done.

    Raises
    ------
    UsageFault
        If the data speak about no day of the year; draws are fewer than 0, or asked for between all
        sides; or the folder is a data package, or a file, or cannot be replaced.
    """
    if is_package(folder):
        raise UsageFault(
            f"{quoted(str(folder))} is a data package, whose tables a report would overwrite; "
            "name another"
        )
    if folder.exists() and not folder.is_dir():
        raise UsageFault(
            f"{quoted(str(folder))} is a file; name a folder, which the report is written into"
        )
    asked = Year(data, year_of(year), scope.asked(data, between), place, draws, seed)
    check_reach(asked)
    plots.check_draws(draws, asked.scope)
    with whole_folder(folder) as draft:
        _write(asked, draft, progress)
    return folder / "index.html"


def _write(asked: Year, folder: Path, progress: Callable[[str], None]) -> None:
    document = Document(asked.title)
    progress("answers")
    in_short(document, asked)
    claims = brief(document, asked)
    what_was_lost(document, asked)
    progress("the course of the year, and what each loss cost")
    tables = _tables(asked) | course_of_the_year(document, asked)
    progress("how firm the verdicts are")
    tables |= how_firm(document, asked)
    progress("pictures")
    missing = _pictures(document, asked, folder)
    unwritten, left_out = who_sat_where(document, asked, folder)
    progress("evidence")
    missing += unwritten + _timeline(document, asked, folder)
    who_has_no_row(document, left_out)
    tables |= who_was_central(document, asked)
    what_broke_in(document, asked)
    what_was_open(document, asked)
    who_met(document, asked)
    who_says_so(document, asked, claims)
    _how_to_read(document, asked, tables)
    for name, text in tables.items():
        (folder / name).write_text(text, encoding="utf-8")
    for name, written in (("index", document), ("evidence", evidence_page(asked))):
        (folder / f"{name}.md").write_text(written.markdown(), encoding="utf-8")
        (folder / f"{name}.html").write_text(written.page(), encoding="utf-8")
    write_manifest(asked, folder)
    if missing:
        progress(plots.missing_in_words("".join(sorted(set(missing)))))


def _pictures(document: Document, asked: Year, folder: Path) -> str:
    """Add the picture of all years, and return the characters that no font has."""
    document.section("The years in a picture")
    whole = Window(date(_first_year(asked), 1, 1), asked.data.as_of)
    loss = plots.loss_picture(
        asked.data, whole, between=asked.scope, draws=asked.draws, seed=asked.seed
    )
    band = "; the dark band is the 5th to the 95th percentile in draws of the uncertain dates"
    plots.save(loss, folder / "loss.svg")
    document.picture(
        "loss.svg",
        alt=loss.alt,
        caption=f"Channels {asked.whose} that could be used, surely or presumably, by type; what "
        f"is possible, contested, stopped and unknown apart{band if asked.draws else ''}.",
    )
    return loss.missing


def _timeline(document: Document, asked: Year, folder: Path) -> str:
    """Begin the evidence with every channel through two years; return what no font has."""
    document.section("The evidence, channel by channel")
    document.paragraph(
        "From here on, each channel, disruption and contact of the year. On paper the picture is "
        "small: timeline.svg can be enlarged or printed by itself."
    )
    near = Window(window(asked.before).first, asked.window.last)
    timeline = plots.timeline_picture(asked.data, near, between=asked.scope)
    plots.save(timeline, folder / "timeline.svg")
    document.picture(
        "timeline.svg",
        alt=timeline.alt,
        caption=f"The channels {asked.whose} from {asked.before} to {asked.year}.",
    )
    return timeline.missing


def _first_year(asked: Year) -> int:
    """Return the first year with a usable channel: before it the picture would be empty."""
    whole = Window(asked.data.start, asked.data.as_of)
    lines = course(asked.data)
    days = [
        stretch.first
        for channel in asked.scope.channels(asked.data, within=whole)
        for stretch in lines[channel].within(whole)
        if stretch.verdict.holds_usable
    ]
    return min(days, default=asked.data.start).year


def _how_to_read(document: Document, asked: Year, tables: Mapping[str, str]) -> None:
    document.section("How to read this")
    command = f"backchannel open {asked.text}"
    command += f" --between {' '.join(asked.scope.sides)}" if asked.scope.sides else ""
    command += f" --all{flags(asked)}"
    points = (
        "Usable is open or degraded (reachable with less staff, level or access, or on fewer "
        "subjects); stopped is suspended or closed. At the head, each of the two days counts as "
        "backchannel open counts it, with those that are only possibly stopped among the stopped; "
        "a loss needs a stop that is sure or presumed.",
        *_both_sides(asked),
        "Surely: however the sources' dates are read. Presumably: seen earlier, and presumed to go "
        "on, because so little time has passed and nothing speaks against it. Possibly: on some "
        "reading of the dates. Contested: the sources disagree.",
        *_presumed(asked.data),
        "A channel can be surely open in a year although no single day is sure: its spell lies in "
        "the year, its days are not known.",
        "Voices are distinct speakers: sources that retell one another count once, and so does one "
        "person in two sources.",
        f"The data speak until {day_in_words(asked.data.as_of)}; their digest is "
        f"{asked.data.digest[:12]}.",
        f"The same answers on the command line: {command}",
    )
    document.points([[point] for point in points])
    document.paragraph(
        "Tables beside this page: ", *_spread([Hyperlink(name, name) for name in sorted(tables)])
    )


def _tables(asked: Year) -> dict[str, str]:
    measured = [
        {"principals": str(with_principals).lower(), "day": str(day), **row}
        for day in dict.fromkeys((asked.peak, asked.last))
        for with_principals in (True, False)
        for row in asked.measured(day, with_principals=with_principals).to_dicts()
    ]
    opened = [
        {
            **row.flat(),
            "on_eve": _on_day(asked.at_start, row.id),
            "on_last_day": _on_day(asked.at_end, row.id),
        }
        for row in asked.over
    ]
    changes: list[dict[str, Any]] = [
        {"list": name, **row.to_dict()}
        for name in (*LISTS, "disruptions")
        for row in getattr(asked.change, name)
    ]
    channels = [row.id for row in asked.over]
    known = OPEN_COLUMNS.index("unknown_share") + 1
    columns = (*OPEN_COLUMNS[:known], "on_eve", "on_last_day", *OPEN_COLUMNS[known:])
    return {
        "open.csv": rows_as_csv(opened, columns),
        "lost.csv": rows_as_csv(changes, LOST_COLUMNS),
        "contacts.csv": rows_as_csv(
            asked.talks.to_dicts(), tuple(ContactRow.__dataclass_fields__)
        ),
        "centrality.csv": rows_as_csv(
            measured, ("day", "principals", "id", "kind", "measure", "value", "low", "high")
        ),
        "evidence.csv": evidence_table(asked.data, channels, within=asked.window),
    }  # fmt: skip


def _on_day(verdicts: Mapping[str, Verdict], channel: str) -> str:
    verdict = verdicts.get(channel)
    return str(verdict) if verdict else ""


def _presumed(data: Dataset) -> list[str]:
    """Say for how long what was seen is presumed to go on, and across which days it is not."""
    days, breaks = data.presumption
    if not data.presumption:
        return ["Nothing is presumed here: a day that no source speaks of is unknown."]
    told = ", ".join(f"{what} {count(number, 'day')}" for what, number in sorted(days.items()))
    said = [f"How long what was seen is presumed to go on, by type of channel: {told}."]
    listed = "; ".join(f"{day_in_words(stop.date)} ({stop.reason})" for stop in breaks)
    return [*said, f"Nothing usable is presumed to go on across {listed}."] if breaks else said


def _both_sides(asked: Year) -> list[str]:
    """Say why the two days at the head can have unlike numbers of channels."""
    if not asked.scope.sides:
        return []
    return [
        f"A channel is {asked.scope.in_words(asked.data)} on the days on which each of the two has "
        "a party in it: so the number of all channels can differ from day to day. The lists of "
        "changes compare each channel that was so on any day from the one to the other."
    ]


def _spread(links: Sequence[Hyperlink]) -> list[Inline]:
    cells: list[Inline] = []
    for link in links:
        cells += [link, " · "]
    return cells[:-1]
