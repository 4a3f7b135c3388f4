"""
Missions as channels: every US chief of mission, and the diplomatic exchange between states.

*chiefs*: one channel a mission, one spell and one tenure a chief, as the Office of the Historian
lists them (CC0). A chief without a first day of service is left out, since no row can hold one.
*one pair*: the same missions, all of them between one pair of states.
*missions*: one channel for each mission of one state in another, by the Correlates of War list of
diplomatic exchange; one spell for each run of surveys that saw it.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from backchannel.dates.period import day_bounds
from benchmarks.states import Codes
from benchmarks.tables import Tables, an_id, government, some

if TYPE_CHECKING:
    from pathlib import Path

AS_OF = date(2024, 12, 31)
SURVEYED = date(1965, 12, 31)
GAP = 15
"""Years between two surveys that saw a mission; after a longer gap it counts as opened anew."""


def chiefs(folder: Path, size: int) -> Tables:
    """Make the package of every US chief of mission, with `size` missions."""
    codes = Codes(folder)
    return _chiefs(folder, size, {home: codes.of_name(home) for home in _missions(folder)})


def one_pair(folder: Path, size: int) -> Tables:
    """Make the same package with all of its missions between the United States and one state."""
    return _chiefs(folder, size, dict.fromkeys(_missions(folder), "RUS"))


def missions(folder: Path, size: int) -> Tables:
    """Make the package of the diplomatic exchange between states, with `size` missions."""
    codes = Codes(folder)
    tables = Tables(
        "Diplomatic exchange between states",
        start=date(1816, 1, 1),
        as_of=SURVEYED,
        between=("USA", "RUS"),
    )
    source = tables.add(
        "sources", "diplomatic-exchange", title="Diplomatic Exchange", published="2006"
    )
    for code in ("USA", "RUS"):
        government(tables, code)
    surveys = sorted(_surveys(folder).items())
    for (host, sender), years in some(surveys, size):
        channel = f"mission-of-{sender}-in-{host}"
        sides = codes.of_number(sender), codes.of_number(host)
        name = f"Mission of {sides[0]} in {sides[1]}"
        tables.add("channels", channel, name=name, type="mission", secrecy="public")
        for side in sides:
            actor = government(tables, side)
            seat = {"channel": channel, "actor": actor, "side": side, "role": "party"}
            tables.add("parties", f"p-{channel}-{side.lower()}", **seat)
        for first, last in _runs(years):
            dates = {"start": str(first), "end": str(last), "end_kind": "observed"}
            spell = f"s-{channel}-{first}"
            tables.add("spells", spell, channel=channel, status="open", **dates)
            tables.add_claim(spell, source, locator=f"{sender} in {host}", as_of=str(last))
    return tables


def _chiefs(folder: Path, size: int, hosts: dict[str, str]) -> Tables:
    between = ("USA", "FRA" if "FRA" in hosts.values() else "RUS")
    tables = Tables(
        "Chiefs of mission of the United States",
        start=date(1778, 1, 1),
        as_of=AS_OF,
        between=between,
    )
    source = tables.add("sources", "chiefs-of-mission", title="Chiefs of Mission", published="2025")
    for code in between:
        government(tables, code)
    for home, served in some(sorted(_missions(folder).items()), size):
        channel, office = f"mission-{home}", f"office-chief-{home}"
        tables.add(
            "channels", channel, name=f"US mission: {home}", type="mission", secrecy="public"
        )
        office_name = f"Chief of the US mission: {home}"
        tables.add("actors", office, name=office_name, kind="office", state="USA", sector="GOV")
        for side, actor in (("USA", office), (hosts[home], government(tables, hosts[home]))):
            seat = {"channel": channel, "actor": actor, "side": side, "role": "party"}
            tables.add("parties", f"p-{channel}-{side.lower()}", **seat)
        for chief, next_chief in pairwise([*served, None]):
            if chief:
                _service(tables, chief, next_chief, source=source)
    return tables


def _service(
    tables: Tables, chief: dict[str, str], next_chief: dict[str, str] | None, *, source: str
) -> None:
    home, person = chief["file"], an_id(chief["person_id"])
    acting = "charge" in chief["role_title_id"]
    name = chief["person_id"].replace("-", " ").title()
    tables.add("actors", person, name=name, kind="person", state="USA", sector="GOV")
    dates = {"start": chief["started"], "end": _last_day(chief, next_chief)}
    tenure, spell = f"t-{an_id(chief['chief_id'])}", f"s-{an_id(chief['chief_id'])}"
    held = {"person": person, "office": f"office-chief-{home}", **dates}
    tables.add("tenures", tenure, capacity="acting" if acting else "", **held)
    status = "degraded" if acting else "open"
    seen = {"end_kind": "" if dates["end"] == ".." else "observed", **dates}
    tables.add("spells", spell, channel=f"mission-{home}", status=status, **seen)
    seen_on = "" if dates["end"] != ".." else AS_OF.isoformat()
    for record in (tenure, spell):
        tables.add_claim(record, source, locator=chief["chief_id"], as_of=seen_on)


def _last_day(chief: dict[str, str], next_chief: dict[str, str] | None) -> str:
    """Return the last day of a chief; on a shared day of change the next one has the day."""
    if not chief["ended"]:
        return ".." if next_chief is None else next_chief["started"]
    if next_chief and chief["ended"] == next_chief["started"] and len(chief["ended"]) == 10:
        day_before = (date.fromisoformat(chief["ended"]) - timedelta(days=1)).isoformat()
        return max(day_before, chief["started"])
    return chief["ended"]


def _missions(folder: Path) -> dict[str, list[dict[str, str]]]:
    """Return the chiefs that began a service, by mission, in order."""
    served: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(folder / "us-chiefs-of-mission/chiefs_flat.csv.gz", "rt") as file:
        for chief in csv.DictReader(file):
            if chief["started"] and _in_order(chief["started"], chief["ended"]):
                served[chief["file"]].append(chief)
    return {home: sorted(listed, key=lambda one: one["started"]) for home, listed in served.items()}


def _in_order(start: str, end: str) -> bool:
    return not end or day_bounds(end).latest >= day_bounds(start).earliest


def _surveys(folder: Path) -> dict[tuple[str, str], list[int]]:
    """Return the years in which a survey saw a mission, by host and sender."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    path = folder / "cow-diplomatic-exchange/diplomatic_exchange_1817_1965.csv.gz"
    with gzip.open(path, "rt") as file:
        for row in csv.DictReader(file):
            first, second, year = row["ccode1"], row["ccode2"], int(row["year"])
            if row["DR_at_1"] != "0":
                seen[first, second].append(year)
            if row["DR_at_2"] != "0":
                seen[second, first].append(year)
    return seen


def _runs(years: list[int]) -> list[tuple[int, int]]:
    """Join surveys that follow one another into runs."""
    runs: list[tuple[int, int]] = []
    for year in sorted(years):
        if runs and year - runs[-1][1] <= GAP:
            runs[-1] = runs[-1][0], year
        else:
            runs.append((year, year))
    return runs
