"""Files for other programs, solved by hand: what is in them, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check.sound import read
from backchannel.export import (
    gexf,
    graphml,
    package_zip,
    panel_table,
    spell_table,
    tie_table,
    years,
)
from backchannel.package.files import write_whole
from backchannel.verdicts.course import Course

from worlds.make import Toy
from worlds.ministers import FORMULA, line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store
    from backchannel.verdicts.verdict import Verdict


@pytest.fixture(scope="module")
def toy() -> Dataset:
    return line_of_two_ministers().data()


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


def rows_of(content: bytes, delimiter: str = ",") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter=delimiter))


def test_an_edge_list_has_a_row_a_tie_and_no_formula(toy: Dataset) -> None:
    table = tie_table(bc.snapshot(toy, on="2020-02-15"))
    rows = rows_of(table.content(Path("x.csv")))
    assert [(row["actor"], row["channel"], row["via"]) for row in rows] == [
        ("ann", "line", ""), ("bob", "line", ""), ("minister", "line", ""),
    ]  # fmt: skip
    assert rows[0] == {
        "actor": "ann", "channel": "line", "role": "party", "side": "AAA", "via": "", "capacity": "",
        "certainty": "surely", "actor_kind": "person", "actor_name": f"'{FORMULA}",
        "channel_type": "foreign-ministry", "channel_name": "Line", "verdict": "open",
    }  # fmt: skip
    assert rows_of(table.content(Path("x.TSV")), "\t") == rows
    assert table.left_out == 0


def test_an_id_stays_as_it_is_even_where_a_spreadsheet_might_take_it_for_a_sum() -> None:
    toy = (
        Toy()
        .actor("-2-3", state="AAA")
        .actor("bob", state="AAB")
        .channel("-1", "-2-3/AAA", "bob/AAB")
    )
    toy.spell("-1", "open", "2020-01-01", "2020-12-31")
    row = rows_of(tie_table(bc.snapshot(toy.data(), on="2020-02-15")).content(Path("x.csv")))[0]
    assert (row["actor"], row["channel"]) == ("-2-3", "-1")


def test_spells_by_hand(toy: Dataset) -> None:
    table = spell_table(toy)
    rows = rows_of(table.content(Path("x.csv")))
    # R: as.numeric(as.Date("2020-01-01")) is 18262. Actors are numbered first: ann, bea, bob, minister; then line.
    assert [
        [row[name] for name in ("onset", "terminus", "tail", "head", "tail_id", "head_id")]
        for row in rows
    ] == [
        ["18262", "18353", "1", "5", "ann", "line"],
        ["18262", "18628", "3", "5", "bob", "line"],
        ["18262", "18628", "4", "5", "minister", "line"],
        ["18353", "18506", "2", "5", "bea", "line"],
        ["19052", "19053", "3", "5", "bob", "line"],
        ["19052", "19053", "4", "5", "minister", "line"],
    ]
    assert [(row["onset_date"], row["last_date"], row["verdict"]) for row in rows[:4]] == [
        ("2020-01-01", "2020-03-31", "open"),
        ("2020-01-01", "2020-12-31", "open; degraded"),
        ("2020-01-01", "2020-12-31", "open; degraded"),
        ("2020-04-01", "2020-08-31", "open; degraded"),
    ]
    assert {(row["role"], row["certainty"]) for row in rows} == {("party", "surely")}
    assert list(rows[0])[:4] == ["onset", "terminus", "tail", "head"]


def test_spells_begin_and_end_with_the_package() -> None:
    toy = (
        Toy(start="2020-01-01", as_of="2020-12-31")
        .actor("ann", state="AAA")
        .channel("line", "ann/AAA")
    )
    toy.spell("line", "open", "", "..")
    assert [
        (str(row["onset_date"]), str(row["last_date"])) for row in spell_table(toy.data()).rows
    ] == [("2020-01-01", "2020-12-31")]


def test_a_panel_by_hand(toy: Dataset) -> None:
    rows = rows_of(panel_table(toy, years("2019", "2022")).content(Path("x.csv")))
    assert [list(row.values()) for row in rows if row["channel"] == "line"] == [
        ["line", "2019", "unknown", "", "0", "0", "1"],
        ["line", "2020", "open", "surely", "1", "1", "0"],
        ["line", "2021", "unknown", "", "0", "0", "1"],
        ["line", "2022", "open", "surely", f"{1 / 365}", f"{1 / 365}", f"{364 / 365}"],
    ]
    assert [(row["channel"], row["year"]) for row in rows] == [
        (channel, str(year)) for channel in ("hotline", "line") for year in range(2019, 2023)
    ]
    assert list(rows[0]) == [
        "channel",
        "year",
        "verdict",
        "certainty",
        "share_low",
        "share_high",
        "unknown",
    ]


def test_a_panel_says_of_a_year_what_open_says_of_it(data: Dataset) -> None:
    rows = panel_table(data, years("2021", "2022"), between=("RUS", "USA")).rows
    for year in (2021, 2022):
        said = bc.open_channels(data, year, between=("RUS", "USA"), everything=True)
        assert {
            row["channel"]: (
                row["verdict"],
                row["certainty"],
                row["share_low"],
                row["share_high"],
                row["unknown"],
            )
            for row in rows
            if row["year"] == year
        } == {row.id: (row.verdict, row.certainty, *row.share, row.unknown_share) for row in said}


def test_a_panel_of_a_pair_answers_for_no_other_channel(
    data: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Course] = []
    over = Course.over

    def noted(line: Course, days: Window) -> Verdict:
        asked.append(line)
        return over(line, days)

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


def test_the_package_goes_through_a_zip_and_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    toy = line_of_two_ministers(bob="Bob").data()
    (tmp_path / "x.zip").write_bytes(package_zip(toy))
    assert read(tmp_path / "x.zip") == toy
    assert package_zip(line_of_two_ministers(bob="Bob").data()) == (tmp_path / "x.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert FORMULA in archive.read("actors.csv").decode().replace('""', '"')
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_package_read_from_a_database_is_the_same_file(
    embedded_store: Store, toy: Dataset
) -> None:
    embedded_store.load(toy)
    assert package_zip(embedded_store.read()) == package_zip(toy)


def test_graphs_are_the_same_bytes_each_time_and_hold_no_character_that_xml_does_not_know(
    toy: Dataset,
) -> None:
    again = line_of_two_ministers().data()
    for content, other in (
        (gexf(toy, on="2020-02-15"), gexf(again, on="2020-02-15")),
        (graphml(bc.snapshot(toy, on="2020-02-15")), graphml(bc.snapshot(again, on="2020-02-15"))),
    ):
        assert content == other
        assert "Bob \ufffd the Bell" in content.decode()
        assert b"\x0b" not in content
        assert b"lastmodified" not in content


def test_the_course_begins_with_the_day_that_is_asked_for_if_the_package_begins_later() -> None:
    toy = (
        Toy(start="2020-01-01", as_of="2020-12-31")
        .actor("ann", state="AAA")
        .channel("line", "ann/AAA")
    )
    toy.spell("line", "open", "2010-01-01", "..")
    assert b'start="2015-05-05" end="2020-12-31"' in gexf(toy.data(), on="2015-05-05")
    assert b'start="2020-01-01" end="2020-12-31"' in gexf(toy.data(), on="2020-05-05")


def test_the_course_says_whose_it_is(toy: Dataset) -> None:
    assert b"<description>Channels of all sides, surely usable, " in gexf(toy, on="2020-05-05")
    pair = gexf(toy, on="2020-05-05", between=("AAA", "AAB"), least="possibly")
    assert b"<description>Channels between Aaa and Aab, surely or possibly usable" in pair


def test_a_device_is_written_to_and_a_link_is_followed(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    (tmp_path / "link.csv").symlink_to(tmp_path / "file.csv")
    write_whole(tmp_path / "link.csv", b"x")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "file.csv").read_bytes() == b"x"
