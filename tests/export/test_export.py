"""Files for other programs, solved by hand: what is in them, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest

import backchannel as bc
from backchannel.check.sound import read
from backchannel.export import (
    gexf,
    graphml,
    package_zip,
    spell_table,
    tie_table,
)
from backchannel.package.files import write_whole

from worlds.make import Toy
from worlds.ministers import FORMULA, line_of_two_ministers

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store


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
    toy.spell("line", "open", "[..2019]", "..")
    assert [
        (str(row["onset_date"]), str(row["last_date"])) for row in spell_table(toy.data()).rows
    ] == [("2020-01-01", "2020-12-31")]


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


def test_the_course_begins_with_the_package_and_an_earlier_day_marks_nothing() -> None:
    toy = (
        Toy(start="2020-01-01", as_of="2020-12-31")
        .actor("ann", state="AAA")
        .channel("line", "ann/AAA")
    )
    toy.spell("line", "open", "2010-01-01", "..")
    before, during = (gexf(toy.data(), on=day) for day in ("2015-05-05", "2020-05-05"))
    for course in (before, during):
        assert course.count(b'start="') == course.count(b'start="2020-01-01" end="2020-12-31"') == 3
    # ann, the line and the tie between them
    assert (during.count(b'value="true"'), before.count(b'value="true"')) == (3, 0)


def test_trap_7_an_open_end_is_no_text_and_no_attribute_is_none_or_a_list(toy: Dataset) -> None:
    # What the library makes of an open end, and what it does not write at all.
    open_ended: nx.Graph[str] = nx.Graph(mode="dynamic")
    open_ended.add_node("line", spells=[("2020-01-01", None)])
    out = io.BytesIO()
    nx.write_gexf(open_ended, out)
    read_back = nx.read_gexf(io.BytesIO(out.getvalue()))
    assert read_back.nodes["line"]["spells"] == [("2020-01-01", "None")]
    for value in (None, ["mail"]):
        with pytest.raises((nx.NetworkXError, TypeError)):
            nx.write_graphml(nx.Graph([("ann", "line", {"via": value})]), io.BytesIO())
    # Ours: what is still so ends with the last day that the package speaks about.
    standing = Toy(as_of="2022-06-30").actor("ann", state="AAA").actor("bob", state="AAB")
    standing.channel("line", "ann/AAA", "bob/AAB").spell("line", "open", "2020-01-01", "..")
    course = nx.read_gexf(io.BytesIO(gexf(standing.data(), on="2022-02-15")))
    assert course.nodes["line"]["spells"] == [("2020-01-01", "2022-06-30")]
    day = bc.snapshot(toy, on="2020-02-15")
    again = nx.read_graphml(io.BytesIO(graphml(day)))
    assert set(again) == set(day)
    assert again["line"]["minister"] == day["line"]["minister"]


def test_the_course_says_whose_it_is(toy: Dataset) -> None:
    whole = gexf(toy, on="2020-05-05")
    assert b"<description>Channels of all sides, surely or presumably usable, " in whole
    pair = gexf(toy, on="2020-05-05", between=("AAA", "AAB"), least="possibly")
    said = "Channels between Aaa and Aab, surely, presumably or possibly usable, or contested, "
    assert f"<description>{said}".encode() in pair


def test_a_graph_says_of_which_view_it_is(toy: Dataset) -> None:
    view = bc.strict(bc.as_known_on(toy, "2022-06-30"))
    said = "as known on 2022-06-30, strict: nothing presumed"
    assert f"; data {view.digest}; {said}</description>".encode() in gexf(view, on="2020-05-05")
    assert f">{said}</data>".encode() in graphml(bc.snapshot(view, on="2020-05-05"))
    assert b"strict" not in gexf(toy, on="2020-05-05")


def test_a_device_is_written_to_and_a_link_is_followed(tmp_path: Path) -> None:
    write_whole(Path("/dev/null"), b"x")
    assert Path("/dev/null").is_char_device()
    (tmp_path / "link.csv").symlink_to(tmp_path / "file.csv")
    write_whole(tmp_path / "link.csv", b"x")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "file.csv").read_bytes() == b"x"
