"""The panel of channels and years: by hand, and as `open` answers for each year."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.export import panel_table, years
from backchannel.export.tables import DAY_COLUMNS, PANEL_COLUMNS
from backchannel.facts.vocabulary import TWO_WAY
from backchannel.verdicts.accounts import is_denied
from backchannel.verdicts.contacts import Which, contact_rows
from backchannel.verdicts.course import Course

from worlds.make import Toy
from worlds.ministers import line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.course import Rule
    from backchannel.verdicts.verdict import Verdict


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


# line     open all 2020 (surely), one day of 2022; nothing in 2019 and 2021
# hotline  open all 2021
def test_a_panel_by_hand() -> None:
    table = panel_table(line_of_two_ministers().data(), years("2019", "2022"))
    rows = list(csv.DictReader(io.StringIO(table.content(Path("x.csv")).decode())))
    all_year, never = ["1", "1", "1", "0", "0", "0", "0"], ["0"] * 6 + ["1"]
    one_day = [f"{1 / 365}"] * 3 + ["0"] * 3 + [f"{364 / 365}"]
    what = ["Line", "foreign-ministry", "AAA; AAB"]
    sure, unknown = ["open", "surely"], ["", "", *["0"] * 5, "365"]
    none, some = ["0"] * 4, ["0"] * 4 + ["364"]
    # Both spells of 2020 and the one of 2022 are told by the paper; no contact is entered.
    assert [list(row.values()) for row in rows if row["channel"] == "line"] == [
        ["line", "2019", *what, "unknown", "", *never, "0", "0", "0", "", *unknown],
        [
            "line",
            "2020",
            *what,
            *sure,
            *all_year,
            "0",
            "0",
            "1",
            "paper",
            *sure,
            "182",
            "184",
            *none,
        ],
        ["line", "2021", *what, "unknown", "", *never, "0", "0", "0", "", *unknown],
        ["line", "2022", *what, *sure, *one_day, "0", "0", "1", "paper", *sure, "1", *some],
    ]
    assert [(row["channel"], row["year"]) for row in rows] == [
        (channel, str(year)) for channel in ("hotline", "line") for year in range(2019, 2023)
    ]
    assert list(rows[0]) == [
        "channel", "year", "name", "type", "sides", "verdict", "certainty", "share_low",
        "share_mid", "share_high", "stopped_share_low", "stopped_share_mid", "stopped_share_high",
        "unknown_share", "contacts_held", "contacts_not_held", "sources", "voices",
        "known_verdict", "known_certainty", "days_open", "days_degraded", "days_suspended",
        "days_closed", "days_contested", "days_unknown",
    ]  # fmt: skip


def test_an_unknown_day_hides_no_stop_of_a_year_nor_the_reverse() -> None:
    # 2021 has 365 days: suspended from 2 January to 31 January, 335 unknown.
    toy = Toy(start="2021-01-01", as_of="2021-12-31").channel("line").channel("vague")
    toy.spell("line", "suspended", "2021-01-02", "2021-01-31")
    # Some day of the year, so that no day of it is known to be sure and the year is.
    toy.contact("vague", "2021")
    line, vague = panel_table(toy.data(), years("2021", "2021")).rows
    names = ("verdict", "known_verdict", "known_certainty", "days_suspended", "days_unknown")
    assert [line[name] for name in names] == ["unknown", "suspended", "surely", 30, 335]
    assert [vague[name] for name in names] == ["open", "open", "surely", 0, 0]
    assert (vague["days_open"], vague["certainty"]) == (365, "surely")


# 2020 has 366 days. A call on 1 March, presumed to go on for 9 days: sure 1 day, presumed 9 more.
# Suspended from 1 July to 31 December, seen so on 31 July and presumed so to 9 August: sure 31
# days, 9 more presumed, 144 more possible (to 31 December).
# Contacts of the year: the call; a visit refused on 2 July; a letter held some day of 2020 or 2021.
# A statement is no contact, and neither is what was held in 2019.
def a_year() -> Dataset:
    toy = Toy(start="2019-01-01", as_of="2020-12-31").source("wire").channel("line")
    toy.contact("line", "2020-03-01", by=["wire"])
    toy.contact("line", "2020-07-02", occurrence="refused", mode="in-person")
    toy.contact("line", "[2019-07-01..2021-06-30]", mode="letter", by=["wire"])
    toy.contact("line", "2020-04-01", mode="statement").contact("line", "2019-01-01")
    toy.spell("line", "suspended", "2020-07-01", "2020-12-31", as_of="2020-07-31")
    return bc.presuming(toy.data(), 9)


def test_a_year_of_a_panel_by_hand() -> None:
    (row,) = panel_table(a_year(), years("2020", "2020")).rows
    assert (row["verdict"], row["certainty"]) == ("open", "surely")
    # The letter may have been any day from 1 July 2019 on: what is not stopped or presumed is
    # possibly open, and nothing is unknown.
    assert [row[name] * 366 for name in ("share_low", "share_mid")] == pytest.approx([1, 10])
    stopped = [row[f"stopped_share_{name}"] * 366 for name in ("low", "mid")]
    assert stopped == pytest.approx([31, 40])
    assert row["unknown_share"] == 0
    assert row["share_high"] + row["stopped_share_high"] == pytest.approx(1)
    assert (row["contacts_held"], row["contacts_not_held"]) == (2, 1)
    # The wire has the call and the letter, the paper the suspension; who tells of the visit that
    # was refused says nothing of the status.
    assert (row["sources"], row["voices"]) == (2, ["paper", "wire"])


def test_a_panel_says_of_a_year_what_open_says_of_it(data: Dataset) -> None:
    rows = panel_table(data, years("2021", "2022"), between=("RUS", "USA")).rows
    for year in (2021, 2022):
        said = bc.open_channels(data, year, between=("RUS", "USA"), everything=True)
        flat = {row.id: row.flat() for row in said}
        names = [name for name in PANEL_COLUMNS if name in flat[said[0].id]]
        assert len(names) == len(PANEL_COLUMNS) - len(
            {"channel", "year", "contacts_held", "contacts_not_held", "known_verdict"}
            | {"known_certainty", *DAY_COLUMNS}
        )
        assert {
            row["channel"]: [row[name] for name in names] for row in rows if row["year"] == year
        } == {channel: [row[name] for name in names] for channel, row in flat.items()}


def test_a_panel_counts_the_contacts_that_are_listed(data: Dataset) -> None:
    for row in panel_table(data, years("2022", "2022"), between=("RUS", "USA")).rows:
        said = contact_rows(data, Which(channel=row["channel"], window="2022"))
        held = [
            one
            for one in said
            if one.mode in TWO_WAY
            and one.occurrence == "held"
            and not is_denied(data.claims_on[one.id])
        ]
        assert row["contacts_held"] == len(held)
        assert row["contacts_not_held"] == len([one for one in said if one.occurrence != "held"])


def test_a_panel_of_a_pair_answers_for_no_other_channel(
    data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Course] = []
    over = Course.over

    def noted(line: Course, days: Window, *, rule: Rule = "any") -> Verdict:
        asked.append(line)
        return over(line, days, rule=rule)

    monkeypatch.setattr(Course, "over", noted)
    rows = panel_table(data, years("2021", "2022"), between=("RUS", "USA")).rows
    assert len(asked) == len(rows) < 2 * len(data.channels)


def test_a_panel_keeps_a_channel_in_the_years_in_which_a_side_had_left_it() -> None:
    toy = (
        Toy()
        .actor("ann", state="AAA")
        .channel("line", "state-aab/AAB")
        .channel("other", "state-aab/AAB")
    )
    toy.add(
        "parties",
        id="p",
        channel="line",
        actor="ann",
        side="AAA",
        role="party",
        start="2020",
        end="2020-12-31",
    )
    rows = panel_table(toy.data(), years("2020", "2022"), between=("AAA", "AAB")).rows
    assert [(row["channel"], row["year"]) for row in rows] == [
        ("line", 2020),
        ("line", 2021),
        ("line", 2022),
    ]
