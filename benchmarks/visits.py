"""
Leaders' trips as contacts: the travels of US presidents and secretaries of state.

*visits*: one channel for each traveller's post and country, one contact a leg of a trip, as the
Office of the Historian lists them (CC0). *visits merged*: the same contacts on three channels, so
that a channel has very many accounts.
"""

from __future__ import annotations

import csv
import gzip
from datetime import date
from typing import TYPE_CHECKING

from benchmarks.states import Codes
from benchmarks.tables import Tables, an_id, government, some

if TYPE_CHECKING:
    from pathlib import Path

MERGED = 3
"""How many channels the merged package has."""


def visits(folder: Path, size: int) -> Tables:
    """Make the package of leaders' trips, with `size` visits on a channel for each country."""
    return _visits(folder, size, channels=0)


def visits_merged(folder: Path, size: int) -> Tables:
    """Make the same package with all of its visits on three channels."""
    return _visits(folder, size, channels=MERGED)


def _visits(folder: Path, size: int, *, channels: int) -> Tables:
    codes = Codes(folder)
    tables = Tables(
        "Travels of presidents and secretaries of state",
        start=date(1866, 1, 1),
        as_of=date(2025, 2, 28),
        between=("USA", "GBR"),
    )
    source = tables.add("sources", "travels", title="Travels Abroad", published="2025-02-28")
    for code in ("USA", "GBR"):
        government(tables, code)
    for number, leg in enumerate(some(_legs(folder), size)):
        home = an_id(leg["country_id"])
        side = codes.of_name(leg["country"])
        if side == "USA":
            continue  # a stay on one of its own islands
        if channels:
            channel, name = f"visits-{number % channels}", f"Visits, part {number % channels}"
        else:
            channel, name = f"{leg['role']}-{home}", f"US {leg['role']} in {leg['country']}"
        kind = "head-of-state" if leg["role"] == "president" else "foreign-ministry"
        tables.add("channels", channel, name=name, type=kind, secrecy="public")
        _seat(tables, leg, channel, side)
        _visit(tables, leg, channel, side=side, source=source)
    return tables


def _seat(tables: Tables, leg: dict[str, str], channel: str, side: str) -> None:
    who = an_id(leg["who"])
    tables.add("actors", who, name=leg["name"], kind="person", state="USA", sector="GOV")
    for seat_side, actor in (("USA", who), (side, government(tables, side))):
        seat = {"channel": channel, "actor": actor, "side": seat_side, "role": "party"}
        tables.add("parties", f"p-{channel}-{actor}", **seat)


def _visit(tables: Tables, leg: dict[str, str], channel: str, *, side: str, source: str) -> None:
    """Enter a visit and who was there: it shows that its channel was open then."""
    first, last = leg["start_date"], leg["end_date"]
    contact = f"k-{leg['role']}-{leg['id']}"
    place = an_id("place", leg["country"], leg["locale"].split(";")[0])
    tables.add("actors", place, name=leg["locale"] or leg["country"], kind="place")
    when = first if first == last else f"{first}/{last}"
    how = {"mode": "in-person", "occurrence": "held", "place": place}
    tables.add("contacts", contact, channel=channel, date=when, **how)
    for actor, its_side in ((an_id(leg["who"]), "USA"), (f"government-{side.lower()}", side)):
        seat = {"contact": contact, "actor": actor, "side": its_side, "capacity": "principal"}
        tables.add("attendances", f"a-{contact}-{its_side.lower()}", certainty="sure", **seat)
    tables.add_claim(contact, source, locator=leg["id"])


def _legs(folder: Path) -> list[dict[str, str]]:
    path = folder / "us-leader-travels/trips_flat.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda leg: (leg["start_date"], leg["id"]))
