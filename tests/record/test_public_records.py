"""
The record against lists in the public domain: who went where in which year, and what a mission was.

The travels of presidents and secretaries of state and the status of missions are read from the folder of external
data. `visits_of_russian_leaders.csv` is the part about Russia, since 1992, of the Office of the Historian's list of
visits by foreign leaders (HistoryAtState/visits, CC0), which ends in November 2024.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import backchannel as bc
from backchannel.dates.period import Window, day_bounds
from backchannel.facts.dataset import possible_days
from backchannel.verdicts.course import course
from backchannel.verdicts.held import is_contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.facts.dataset import Dataset

VISITS = Path(__file__).with_name("visits_of_russian_leaders.csv")
SINCE = date(1992, 1, 1)
END_OF_TRIPS, END_OF_VISITS = date(2025, 2, 19), date(2024, 11, 12)
LONGEST = 14
"""A contact whose dates span more days than this is no evidence of one visit."""

TRAVELLERS = {
    "albright-madeleine-korbel": "madeleine-albright",
    "baker-james-addison": "james-baker",
    "biden-joseph-r": "joe-biden",
    "blinken-antony-j": "antony-blinken",
    "bush-george-h-w": "george-h-w-bush",
    "bush-george-w": "george-w-bush",
    "christopher-warren-minor": "warren-christopher",
    "clinton-hillary-rodham": "hillary-clinton",
    "clinton-william-j": "bill-clinton",
    "kerry-john-forbes": "john-kerry",
    "obama-barack": "barack-obama",
    "pompeo-michael-r": "mike-pompeo",
    "powell-colin-luther": "colin-powell",
    "rice-condoleezza": "condoleezza-rice",
    "rubio-marco": "marco-rubio",
    "tillerson-rex-w": "rex-tillerson",
    "trump-donald-j": "donald-trump",
}
"""How the list calls a president or a secretary of state → the actor."""

RUSSIAN = re.compile(
    r"Russian (President|Prime Minister|Foreign Minister)|NATO-Russia Council"
    r"|Yeltsin|Chernomyrdin|Putin|Medvedev|Kozyrev|Primakov|Igor Ivanov|Lavrov"
)
"""How the remarks of the list name those who were met in third countries."""

US_OFFICES = ("office-president-of-the-united-states", "office-us-secretary-of-state")
RUSSIAN_OFFICES = ("office-president-of-russia", "office-prime-minister-of-russia")
IN_RUSSIA = {
    "place-moscow", "place-st-petersburg", "place-sochi", "place-vladivostok", "place-novo-ogaryovo",
    "place-moscow-region", "place-kislovodsk",
}  # fmt: skip
IN_AMERICA = {
    "place-washington", "place-new-york", "place-camp-david", "place-hyde-park", "place-kennebunkport",
    "place-denver", "place-anchorage", "place-annapolis", "place-florida", "place-miami", "place-houston",
    "place-san-francisco", "place-chicago", "place-fairbanks", "place-sea-island", "place-honolulu",
}  # fmt: skip

# The differences, each with its reason.

TRIPS_WITHOUT_A_MEETING = {
    ("madeleine-albright", date(2000, 7, 31)): "stopped on the way to Rome; no meeting is told",
}
MEETINGS_WITHOUT_A_TRIP: dict[tuple[str, date], str] = {}
VISITS_WITHOUT_A_MEETING = {
    (
        "dmitry-medvedev",
        date(2008, 11, 14),
    ): "summit of the Twenty; the list tells of no meeting of the two presidents",
    (
        "dmitry-medvedev",
        date(2009, 9, 24),
    ): "likewise, a day after the two presidents met in New York",
}
MEETINGS_WITHOUT_A_VISIT = {
    (
        "viktor-chernomyrdin",
        date(1994, 6, 22),
    ): "the commission met in Washington; the list has no visit of that month",
}


class Journey(NamedTuple):
    """A stay in the other country, both days included."""

    person: str
    first: date
    last: date


Presence = dict[str, set[str]]
"""Contact id → who was there."""


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


@pytest.fixture(scope="module")
def present(data: Dataset) -> Presence:
    """Who was at the meetings, in person or in session, whose date is narrow enough to be held against a list."""
    found: Presence = {}
    for contact in data.contacts.values():
        days = day_bounds(contact.date)
        narrow = (days.latest - days.earliest).days <= LONGEST
        if narrow and contact.mode in ("in-person", "session") and is_contact(data, contact):
            found[contact.id] = {one.actor for one in data.attendances_of.get(contact.id, ())}
    return found


def external(*names: str) -> list[dict[str, str]]:
    folder = os.environ.get("BACKCHANNEL_EXTERNAL_DATA")
    if not folder:
        pytest.skip(
            "BACKCHANNEL_EXTERNAL_DATA is not set: the record is not held against public lists"
        )
    path = Path(folder, *names)
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode()
    return list(csv.DictReader(io.StringIO(text)))


def trips(*, to_russia: bool = True) -> list[Journey]:
    """Return the stays in Russia since 1992, or those elsewhere of which the list says that they met Russians there."""
    return [
        Journey(
            TRAVELLERS[leg["who"]],
            date.fromisoformat(leg["start_date"]),
            date.fromisoformat(leg["end_date"]),
        )
        for leg in external("us-leader-travels", "trips_flat.csv.gz")
        if leg["start_date"] >= str(SINCE)
        and (leg["country_id"] == "russia") is to_russia
        and (to_russia or RUSSIAN.search(leg["remarks"]))
    ]


def visits() -> list[Journey]:
    """Return the stays of Russian presidents and prime ministers in the United States since 1992."""
    with VISITS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [
        Journey(row["person"], date.fromisoformat(row["first"]), date.fromisoformat(row["last"]))
        for row in rows
    ]


def touches(data: Dataset, contact: str, journey: Journey) -> bool:
    days = day_bounds(data.contacts[contact].date)
    return days.earliest <= journey.last and days.latest >= journey.first


def unmet(data: Dataset, present: Presence, journeys: list[Journey]) -> set[tuple[str, date]]:
    """Return the journeys on whose days the record has no meeting with the traveller, nor with a fellow traveller."""
    found = set()
    for journey in journeys:
        party = {
            one.person
            for one in journeys
            if one.first <= journey.last and one.last >= journey.first
        }
        if not any(
            who & party and touches(data, contact, journey) for contact, who in present.items()
        ):
            found.add((journey.person, journey.first))
    return found


def unlisted(
    data: Dataset,
    present: Presence,
    journeys: list[Journey],
    *,
    offices: Iterable[str],
    places: set[str],
) -> set[tuple[str, date]]:
    """Return who then held an office and met somebody in some places on days on which no journey is listed."""
    found = set()
    tenures = [tenure for office in offices for tenure in data.holders_of[office]]
    for contact, who in present.items():
        days = day_bounds(data.contacts[contact].date)
        if data.contacts[contact].place not in places or days.earliest < SINCE:
            continue
        for tenure in tenures:
            held = possible_days(tenure)
            travels = tenure.person in who and held.first <= days.earliest <= held.last
            if travels and not any(
                one.person == tenure.person and touches(data, contact, one) for one in journeys
            ):
                found.add((tenure.person, days.earliest))
    return found


def test_every_trip_of_a_president_or_secretary_to_russia_has_a_meeting(
    data: Dataset, present: Presence
) -> None:
    assert len(trips()) > 50
    assert unmet(data, present, trips()) == set(TRIPS_WITHOUT_A_MEETING)


def test_every_meeting_in_a_third_country_that_the_list_tells_of_is_there(
    data: Dataset, present: Presence
) -> None:
    told = trips(to_russia=False)
    assert len(told) > 60
    assert unmet(data, present, told) == set()


def test_every_meeting_of_a_president_or_secretary_in_russia_is_a_trip(
    data: Dataset, present: Presence
) -> None:
    found = unlisted(data, present, trips(), offices=US_OFFICES, places=IN_RUSSIA)
    assert {one for one in found if one[1] <= END_OF_TRIPS} == set(MEETINGS_WITHOUT_A_TRIP)


def test_by_person_and_year_as_many_go_to_russia_in_the_record_as_in_the_list(
    data: Dataset, present: Presence
) -> None:
    """By place and year alone: a meeting under a wrong year, or a wrong place, would show here on both sides."""
    made = {(trip.person, trip.first.year) for trip in trips()}
    met = {
        (person, day.year)
        for person, day in unlisted(data, present, [], offices=US_OFFICES, places=IN_RUSSIA)
        if day <= END_OF_TRIPS
    }
    assert len(made) > 35
    assert made == met


def test_every_visit_of_a_russian_leader_has_a_meeting(data: Dataset, present: Presence) -> None:
    assert unmet(data, present, visits()) == set(VISITS_WITHOUT_A_MEETING)


def test_every_meeting_of_a_russian_leader_in_the_united_states_is_a_visit(
    data: Dataset, present: Presence
) -> None:
    found = unlisted(data, present, visits(), offices=RUSSIAN_OFFICES, places=IN_AMERICA)
    assert {one for one in found if one[1] <= END_OF_VISITS} == set(MEETINGS_WITHOUT_A_VISIT)


def test_the_embassy_in_moscow_is_never_stopped_while_the_list_of_missions_has_an_embassy(
    data: Dataset,
) -> None:
    rows = external("us-diplomatic-missions", "mission_status_range_cow.csv")
    embassy = [
        Window(date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"]))
        for row in rows
        if (row["country_name_cow"], row["us_mission_status"]) == ("Russia", "Embassy")
    ]
    within = Window(SINCE, max(window.last for window in embassy))
    assert within.last.year >= 2024
    assert any(window.first <= within.first and window.last >= within.last for window in embassy)
    stretches = course(data)["us-embassy-in-moscow"].within(within)
    assert [stretch for stretch in stretches if stretch.verdict.usable is False] == []
    assert (
        sum((last - first).days + 1 for first, last, verdict in stretches if verdict.usable)
        > within.days // 2
    )
