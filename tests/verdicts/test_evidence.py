"""`show` on every table: what is around a record and what it rests on, found a second time by reading the cells."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.cli import display, main
from backchannel.errors import UnknownName
from backchannel.facts.model import RECORDS
from backchannel.facts.names import resolve
from backchannel.output.tables import write_table
from backchannel.verdicts.evidence import show, table_of

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.evidence import Shown

FOLDER = Path(__file__).parents[2] / "data"
NO_IDS = {
    "topics",
    "side",
    "independence_group",
    "name",
    "title",
    "kind",
    "type",
    "aliases",
    "value",
    "on",
    "locator",
    "outcome",
    "publisher",
}
"""Columns whose words may look like an id, and are none."""

SHOWN = {
    "sources": ["ap-2022-03-03"],
    "actors": ["sergey-lavrov", "office-us-secretary-of-state", "state-us", "place-geneva"],
    "tenures": ["t-sergey-lavrov-office-foreign-minister-of-russia"],
    "channels": ["ruus-presidents", "us-embassy-in-moscow"],
    "parties": ["p-ruus-foreign-ministers-office-us-secretary-of-state"],
    "spells": ["s-ruus-foreign-ministers-2022-02-24"],
    "contacts": ["k-geneva-dinner-2022", "k-no-presidents-contact-2022"],
    "attendances": ["a-k-bali-no-meeting-2022-sergey-lavrov"],
    "disruptions": ["d-expulsions-since-2017", "d-invasion-2022"],
    "dependencies": ["dep-ru-embassy-in-washington-bank"],
    "claims": ["c-s-ruus-foreign-ministers-2022-02-24-s4"],
}


@pytest.fixture(scope="module")
def data() -> Dataset:
    return bc.read()


@pytest.fixture(scope="module")
def cells() -> dict[str, dict[str, dict[str, str]]]:
    """The tables as they are typed: table → id → row."""
    return {
        table: {
            row["id"]: row
            for row in csv.DictReader(
                io.StringIO((FOLDER / f"{table}.csv").read_text(encoding="utf-8"))
            )
        }
        for table in RECORDS
    }


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def call(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", "show", *words])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


def named_in(row: dict[str, str]) -> set[str]:
    return {
        one
        for column, cell in row.items()
        if column not in {*NO_IDS, "id"}
        for one in cell.split("; ")
        if one
    }


@pytest.fixture(scope="module")
def near(cells: dict[str, dict[str, dict[str, str]]]) -> dict[str, set[tuple[str, str]]]:
    """Record → the rows that name it, and those that its own row names."""
    places = {record: table for table, rows in cells.items() for record in rows}
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for rows in cells.values():
        for record, row in rows.items():
            for other in (named_in(row) - {record}) & places.keys():
                found[record].add((places[other], other))
                found[other].add((places[record], record))
    return found


def ids(shown: Shown) -> set[tuple[str, str]]:
    return {(table, one.id) for table, records in shown.related.items() for one in records}


def test_an_example_of_every_table_is_shown(data: Dataset) -> None:
    assert list(SHOWN) == list(RECORDS)
    assert all(one in data.table(table) for table, records in SHOWN.items() for one in records)


@pytest.mark.parametrize("table", RECORDS)
def test_related_are_the_rows_that_name_a_record_or_that_it_names(
    table: str, data: Dataset, cells: Any, near: dict[str, set[tuple[str, str]]]
) -> None:
    for record in [*SHOWN[table], *list(cells[table])[:: max(1, len(cells[table]) // 4)]]:
        shown = show(data, record)
        assert (shown.table, shown.record.id) == (table, record)
        links = {one for one in near[record] if one[0] in ("attendances", "parties", "tenures")}
        # Claims on a record are shown with their sources; a source, and whoever claims, shows its claims.
        hidden = () if table in ("sources", "actors") else ("claims",)
        found = {
            one
            for one in near[record].union(*(near[link] for _, link in links))
            if one[0] not in hidden
        }
        offices = {
            cells["tenures"][one]["office"]
            for name, one in near[record]
            if name == "tenures" and table == "actors"
        }
        by_office = {two for office in offices - {record} for seat in cells["parties"].values()
                     if seat["actor"] == office
                     for two in (("parties", seat["id"]), ("channels", seat["channel"]))}  # fmt: skip
        assert found - {(table, record)} <= ids(shown), record
        assert ids(shown) <= found | by_office, record


@pytest.mark.parametrize("table", RECORDS)
def test_claims_come_with_source_and_address_in_both_forms(
    table: str, data: Dataset, run: Any
) -> None:
    for record in SHOWN[table][:1]:
        code, out, err = run(record, "--format", "json")
        assert (code, err) == (0, "")
        answer = json.loads(out)
        assert list(answer) == ["table", "record", "related", "claims", "verdicts"]
        assert (answer["table"], answer["record"]["id"]) == (table, record)
        assert bool(answer["claims"]) == (table not in ("sources", "actors"))
        told = io.StringIO()
        write_table(display.record_rows(data, show(data, record)), [table, record], told)
        text = "".join(told.getvalue().split())
        for claim in answer["claims"]:
            source = data.sources[claim["source"]]
            assert (claim["url"], claim["title"], claim["published"]) == (
                source.url,
                source.title,
                source.published,
            )
            direct = f"({claim['directness']})" if claim["directness"] else ""
            for part in (claim["stance"], claim["title"], claim["url"], claim["locator"], direct):
                assert "".join(part.split()) in text
        for name, rows in answer["related"].items():
            if name not in ("attendances", "parties", "tenures"):
                assert all(one["id"] in text for one in rows)
                assert f"{rows[0]['id']}()" not in text


def test_each_form_says_how_near_the_speaker_of_a_claim_was(run: Any) -> None:
    for form in ("table", "csv"):
        _, out, _ = run("c-k-geneva-dinner-2022-1", "--format", form)
        assert "(" + bc.read().claims["c-k-geneva-dinner-2022-1"].directness + ")" in out


def test_what_one_rests_on_that_has_no_claims_of_its_own() -> None:
    toy = Toy().actor("ann", state="AAA").actor("bob", state="AAB").actor("cem", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB").channel("other").spell(
        "line", "open", "2020", "2020", id="s-line"
    )
    toy.spell("other", "open", "2020", "2020").contact("line", "2020-05", "ann", "bob", id="k")
    toy.contact("other", "2020-05", "cem", id="k-other").claim(
        "a-k-bob", "cem", field="capacity", value="delegate"
    )
    data = toy.data()

    def records(record: str) -> list[str]:
        return [claim["record"] for claim in show(data, record).claims]

    with pytest.raises(UnknownName, match="nobody"):
        show(data, "nobody")
    assert records("p-line-ann") == ["s-line", "k"]
    assert records("a-k-ann") == ["k"]
    assert records("a-k-bob") == ["a-k-bob"]
    assert records("line") == ["s-line", "k"]
    own = data.claims_on["a-k-bob"][0].id
    assert [claim["id"] for claim in show(data, own).claims] == [own]
    of_ministers = [claim["id"] for claim in show(bc.read(), "ruus-foreign-ministers").claims]
    assert of_ministers == sorted(of_ministers)
    said = display.record_rows(data, show(data, "a-k-ann"))
    assert any("supports k" in row.values() for row in said)
    assert any(
        "supports capacity" in row.values()
        for row in display.record_rows(data, show(data, "a-k-bob"))
    )


def test_a_person_shows_the_channels_of_the_offices_that_it_may_have_held_at_the_time() -> None:
    toy = (
        Toy()
        .actor("ann", state="AAA")
        .actor("bea", state="AAA")
        .actor("post", kind="office", state="AAA")
    )
    toy.channel("line", "post/AAA").channel("old")
    toy.add(
        "parties",
        id="p-old",
        channel="old",
        actor="post",
        side="AAA",
        role="party",
        start="2001",
        end="2003",
    )
    data = toy.tenure("ann", "post", "2000", "2002").tenure("bea", "post", "2010", "2012").data()
    assert [one.id for one in show(data, "ann").related["channels"]] == ["line", "old"]
    assert [one.id for one in show(data, "bea").related["channels"]] == ["line"]
    assert [one.id for one in show(data, "post").related["actors"]] == ["ann", "bea"]


def test_lavrov_shows_his_contacts_and_the_channel_of_his_office(data: Dataset) -> None:
    related = show(data, resolve(data, "Sergei Lavrov")).related
    assert "ruus-foreign-ministers" in {one.id for one in related["channels"]}
    assert "k-lavrov-note-2022" in {one.id for one in related["contacts"]}


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("Sergey Lavrov", "sergey-lavrov"), ("sergei lavrov", "sergey-lavrov"), ("Russia", "state-russia"),
        ("Attempted missile-defence agreement", "ruus-missile-defence"),
        ("Breakdown of US-Russia diplomacy runs deep, beyond Ukraine", "ap-2022-03-03"),
    ],
)  # fmt: skip
def test_a_name_will_do_where_it_is_one_record_s(run: Any, name: str, record: str) -> None:
    code, out, _ = run(name, "--format", "json")
    assert (code, json.loads(out)["record"]["id"]) == (0, record)


def test_a_name_of_two_records_is_refused_with_their_ids() -> None:
    data = Toy().actor("ann", name="Line").channel("line", "ann/AAA").data()
    with pytest.raises(
        bc.BackchannelError,
        match=r"`Line` names several: `ann` \(actor\), `line` \(channel\); give",
    ):
        resolve(data, "Line")


def test_no_table_has_an_unknown_id() -> None:
    with pytest.raises(KeyError, match="nobody"):
        table_of(bc.read(), "nobody")


def test_a_season_is_explained_in_a_date_and_nowhere_else() -> None:
    toy = Toy(as_of="2022-12-31").channel("line").contact("line", "2021-22", id="call")
    toy.claim("call", "paper", id="c-page", locator="1999-22, 5", as_of="2021-23")
    data = toy.data()
    (date,) = (
        row for row in display.record_rows(data, show(data, "call")) if "date" in row.values()
    )
    assert [*date.values()] == ["date", "2021-22 (summer 2021)"]
    shown = [[*row.values()] for row in display.record_rows(data, show(data, "c-page"))]
    assert ["locator", "1999-22, 5"] in shown
    assert ["as_of", "2021-23 (autumn 2021)"] in shown
