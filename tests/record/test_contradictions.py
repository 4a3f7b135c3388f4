"""
Contradictions between sources that the record holds, each by its name.

Where two accounts are both sure of a day, the channel is contested that day. Where claims on one
record differ, it stands with all of them: supported and denied, or with several values for a cell.
"""

from __future__ import annotations

from datetime import date

import pytest

import backchannel as bc
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import CONTESTED

DAYS = {
    "the line over Syria after the strike of April 2017: suspended, or in effect": (
        "ruus-deconfliction-syria",
        "2017-04-10",
    ),
    "the line over Syria after a Syrian aircraft was shot down": (
        "ruus-deconfliction-syria",
        "2017-06-19",
    ),
    "the dialogue of the armed forces: suspended since autumn 2021, or used in 2022": (
        "ruus-military-leadership",
        "2022-05-20",
    ),
    "the end of the group on cyber security": ("ruus-cyber-experts", "2022-03-15"),
    "the beginning of the Gore–Chernomyrdin commission": (
        "ruus-gore-chernomyrdin-commission",
        "1993-05-01",
    ),
}
"""What sources disagree about → a channel and a day on which it is contested."""

DENIED = {
    "who mediated the exchange of Brittney Griner": "k-gulf-mediation-2022",
    "talks of the national security adviser with the Kremlin in 2022": "k-nsa-ushakov-2022",
    "the foreign minister and former US officials": "k-cfr-lavrov-2023-04",
    "no contact of the defence ministers from March 2014 to September 2015": (
        "k-military-silence-2014"
    ),
    "the meeting of the presidents in Budapest: cancelled or put off": "k-presidents-2025-10",
    "a call of the presidents before February 2025": "k-presidents-2025-01-20",
    "the last contact of the ministers before the invasion": "k-no-fm-call-2022-02",
    "no contact of the ministries' leaders in 2022 and 2023": (
        "k-no-ministry-leadership-contact-war"
    ),
    "go-betweens for a ceasefire in 2023": "k-ceasefire-intermediaries-2023-2023",
    "a meeting of the ministers in Addis Ababa in 2018": "k-foreign-ministers-2018-03-02",
    "a meeting of the ministers in October 2025": "k-foreign-ministers-2025-10-23-cancelled",
    "Russian warnings of Tamerlan Tsarnaev, and the answer": "k-fbi-fsb-2011-reply",
    "the head of military intelligence in the United States in January 2018": "k-gru-cia-2018-01",
    "a call of the elected president in November 2024": "k-president-elect-trump-2024-11-07",
    "talks of the two intelligence chiefs in 2023": "k-cia-svr-2023-06",
    "a visit of the defence secretary": "k-mattis-shoigu-invitation",
    "whether the consulate in Vladivostok was closed": "s-us-consulate-in-vladivostok-2021-06",
    "whether the consulate in Yekaterinburg was closed": (
        "s-us-consulate-in-yekaterinburg-2021-05"
    ),
}
"""What sources disagree about → a record that one supports and another denies."""

VALUES = {
    "what the two ministers did in New Delhi in 2023": (
        "k-foreign-ministers-2023-03-02",
        "outcome",
    ),
    "the first Dartmouth conference": ("k-dartmouth-1960", "date"),
    "how many were exchanged in Ankara": ("d-ankara-swap-2024", "count_least"),
    "when the chiefs of staff met in Baku": ("k-chiefs-of-staff-2017-02-16", "date"),
    "by which line Washington warned Moscow in October 2016": (
        "k-us-warning-2016-10-31",
        "channel",
    ),
    "when the first CIA director came to Moscow": ("k-cia-svr-1992", "date"),
    "how many were expelled over Robert Hanssen": ("d-us-hanssen-2001", "count_least"),
    "how many left the Russian missions in 2022": ("d-us-departures-2022", "count_least"),
    "when the Russian suspension of New START began": ("d-ru-new-start-2023", "start"),
    "when the Peace Corps had to leave": ("d-peace-corps-2002", "start"),
    "when Yevgeny Primakov turned back over the Atlantic": ("d-primakov-turns-back-1999", "start"),
    "when Sergey Lavrov became foreign minister": (
        "t-sergey-lavrov-office-foreign-minister-of-russia",
        "start",
    ),
    "when Anatoly Antonov became ambassador": (
        "t-anatoly-antonov-office-russian-ambassador-to-us",
        "start",
    ),
    "when Vladimir Putin left the FSB": ("t-vladimir-putin-office-fsb-director", "end"),
}
"""What sources disagree about → a record and the cell for which they give several values."""


@pytest.fixture(scope="module")
def data() -> bc.Dataset:
    return bc.read()


@pytest.mark.parametrize("what", DAYS)
def test_two_accounts_are_sure_of_one_day_and_disagree(data: bc.Dataset, what: str) -> None:
    channel, day = DAYS[what]
    assert course(data)[channel].on(date.fromisoformat(day)) == CONTESTED


@pytest.mark.parametrize("what", DENIED)
def test_one_voice_supports_the_record_and_another_denies_it(data: bc.Dataset, what: str) -> None:
    claims = data.claims_on[DENIED[what]]
    supporting = {data.voice(claim) for claim in claims if claim.stance == "supports"}
    denying = {data.voice(claim) for claim in claims if claim.stance == "denies"}
    assert supporting
    assert denying - supporting


def test_who_arranged_the_talk_in_the_seychelles_is_told_in_two_ways(data: bc.Dataset) -> None:
    claims = data.claims_on["k-prince-dmitriev-2017-01-11"]
    assert {"supports", "denies"} <= {claim.stance for claim in claims}


@pytest.mark.parametrize("what", VALUES)
def test_several_values_of_a_cell_stand_side_by_side(data: bc.Dataset, what: str) -> None:
    record, cell = VALUES[what]
    given = {
        claim.value
        for claim in data.claims_on[record]
        if claim.field == cell and claim.stance == "supports"
    }
    assert len(given) > 1


def test_no_more_than_a_few_contradictions_are_lost_unseen(data: bc.Dataset) -> None:
    """Every record with rival claims, whether it has a name here or not."""
    rival = set()
    for record, claims in data.claims_on.items():
        cells = {(claim.field, claim.value) for claim in claims if claim.stance == "supports"}
        fields = [field for field, _ in cells if field]
        stances = {claim.stance for claim in claims}
        if len(stances) > 1 or len(fields) > len(set(fields)):
            rival.add(record)
    assert len(rival) >= 120
