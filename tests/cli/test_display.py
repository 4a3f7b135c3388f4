"""What people see: names with ids and voices, one row a node, what is no contact told so, whose channels."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING

import pytest

from backchannel.cli import display
from backchannel.cli.graph import cypher_rows
from backchannel.cli.ranking import ranked
from backchannel.dates.period import window
from backchannel.facts.vocabulary import TWO_WAY, Mode
from backchannel.network.values import CentralityRow
from backchannel.package.reading import write_package
from backchannel.verdicts.answers import open_channels
from backchannel.verdicts.comparison import lost
from backchannel.verdicts.contacts import contact_rows

from servers import shell
from servers.shell import assert_fails, run
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

    from backchannel.facts.dataset import Dataset

VOICES = ("ann", "bob", "cid", "dan", "eve")


@pytest.fixture(scope="module")
def data() -> Dataset:
    """A line of which five speak, that is stopped in 2021, and contacts of several modes through it."""
    toy = Toy(as_of="2022-12-31")
    for name in VOICES:
        toy.actor(name, state="AAA")
    toy.channel("line", name="The line").channel("quiet").channel("inner", "ann/AAA")
    toy.spell("line", "open", "2020-01-01", "2020-12-31", by=VOICES)
    toy.spell("line", "closed", "2021-01-01", "2022-12-31", by=("paper", "ann"))
    toy.add("disruptions", id="d-ban", kind="contact-ban", start="2020-12-31", end="..",
            by="state-aaa", target="state-aab")  # fmt: skip
    toy.claim("d-ban", "paper", as_of="2021")
    for mode, day in (
        ("call", "2020-02-01"),
        ("letter", "2020-03-01"),
        ("co-presence", "2020-04-01"),
    ):
        toy.contact("line", day, id=f"k-{mode}", mode=mode)
    toy.contact("line", "2020-01-05", id="k-denied", mode="call")
    toy.claim("k-denied", "bob", stance="denies")
    return toy.data()


@pytest.fixture(scope="module")
def place(data: Dataset, tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = tmp_path_factory.mktemp("package")
    write_package(data, folder)
    return str(folder)


def test_a_row_of_open_names_the_channel_and_at_most_three_who_say_so(data: Dataset) -> None:
    (row,) = open_channels(data, "2020")
    shown = display.channel(data, row, window("2020"))
    assert shown["channel"] == ("The line", "line")
    # The five speak in the spell, and the paper in the contacts.
    assert shown["said by"] == "Ann; Bob; Cid and 3 more"
    (row,) = (row for row in open_channels(data, "2022", everything=True) if row.id == "line")
    assert display.channel(data, row, window("2022"))["said by"] == "Ann; paper"


def test_who_only_denies_is_named_apart_however_many_support() -> None:
    toy = Toy(as_of="2022-12-31").actor("zed", state="AAA").channel("line")
    toy.spell("line", "open", "2020", "2022")
    for name in VOICES:
        toy.actor(name, state="AAA").claim("s000-line", name, claimant=name)
    toy.claim("s000-line", "zed", claimant="zed", stance="denies")
    toy.claim("s000-line", "zed", claimant="zed", field="end", value="2022")  # no word on the whole
    data = toy.data()
    (row,) = open_channels(data, "2021", everything=True)
    told = display.channel(data, row, window("2021"))["said by"]
    assert told.endswith("more; contradicted by Zed")
    assert "Zed" not in told.removesuffix("; contradicted by Zed")


def test_who_only_denies_a_contact_does_not_say_it(data: Dataset) -> None:
    (row,) = (row for row in contact_rows(data) if row.id == "k-denied")
    assert display.contact(data, asdict(row))["said by"] == "paper; contradicted by Bob"


def test_a_table_of_channels_begins_with_leaders_and_ministers() -> None:
    toy = Toy(as_of="2020-12-31")
    for key, kind in (("a", "multilateral"), ("b", "foreign-ministry"), ("c", "head-of-state")):
        toy.channel(key, type=kind)
    rows = open_channels(toy.channel("d").data(), "2020", everything=True)
    assert [row.id for row in display.by_type(rows)] == ["c", "b", "d", "a"]


def test_a_presumed_verdict_names_the_sighting_that_it_is_carried_from() -> None:
    toy = Toy(as_of="2020-12-31", presume={"default": 200}).channel("call").channel("spell")
    toy.channel("both").contact("call", "2020-05-01", mode="video")
    toy.spell("spell", "degraded", "2020-04-01", "2020-05-02")
    toy.spell("both", "open", "2020-04-01", "2020-05-03").contact("both", "2020-05-03")
    data = toy.data()
    told = {
        row.id: display.channel(data, row, window("2020-06"))["verdict"]
        for row in open_channels(data, "2020-06")
    }
    assert told == {
        "both": "open, presumably\nseen 3 May 2020 (call)",
        "call": "open, presumably\nseen 1 May 2020 (video)",
        "spell": "degraded, presumably\nseen 2 May 2020",
    }
    (row,) = open_channels(data, "2020-04-15", type="foreign-ministry")[:1]
    assert display.channel(data, row, window("2020-04-15"))["verdict"] == "open, surely"


def test_a_voice_without_an_actor_is_called_by_its_publisher() -> None:
    toy = Toy().source("wire-1", publisher="The Wire", independence_group="wire")
    toy.channel("line").spell("line", "open", "2020", "2021", by=("wire-1",))
    data = toy.data()
    assert display.told(data, ["s000-line"], data.voices_on(["s000-line"])) == "The Wire"


def test_what_is_no_contact_is_never_just_held(data: Dataset) -> None:
    told = {name: display.how(data, contact) for name, contact in data.contacts.items()}
    assert told == {
        "k-call": "call, held",
        "k-letter": "letter, held",
        "k-co-presence": "co-presence, in one place, no exchange reported",
        "k-denied": "call, contradicted by a source",
    }
    assert set(display.NO_CONTACT) == set(Mode.__args__) - TWO_WAY  # type: ignore[attr-defined]


def test_a_measured_node_has_one_row_and_zeros_are_left_out(data: Dataset) -> None:
    rows = [
        CentralityRow("ann", "person", "degree", 0.5, 0.25, 1.0),
        CentralityRow("bob", "person", "degree", 0.25, 0.25, 0.25),
        CentralityRow("cid", "person", "degree", 0.0, 0.0, 0.0),
        CentralityRow("dan", "person", "degree", None, None, None),
        CentralityRow("eve", "person", "degree", None, 0.0, 0.5),
        CentralityRow("bob", "person", "harmonic", 0.75, 0.75, 0.75),
    ]
    assert ranked(data, rows).rows["Actors"] == [
        {"who": ("Ann", "ann"), "kind": "person\nAAA", "degree": "0.5\n0.25–1", "harmonic": "0"},
        {"who": ("Bob", "bob"), "kind": "person\nAAA", "degree": "0.25", "harmonic": "0.75"},
        {"who": ("Eve", "eve"), "kind": "person\nAAA", "degree": "(0–0.50)", "harmonic": "0"},
    ]


def test_a_centrality_table_is_short_highest_first_and_counts_what_it_leaves_out() -> None:
    shown = run("centrality", "2022-02-01", "--measure", "degree", "--format", "table")
    head, *_ = shown.out.splitlines()
    assert "of all sides, 1 February 2022; " in head
    assert head.endswith(" nodes without a value above 0 left out")
    whole = json.loads(run("centrality", "2022-02-01", "--format", "json").out)["rows"]
    for measure in {row["measure"] for row in whole}:
        values = [row["value"] or 0 for row in whole if row["measure"] == measure]
        assert values == sorted(values, reverse=True)
        assert values[0] > values[-1] or measure == "betweenness"


@pytest.mark.parametrize(
    "words",
    [["open", "2020"], ["lost", "2020-12-31", "2021-06-01"], ["centrality", "2020-06-01"]],
)
def test_each_answer_says_whose_channels_it_is_about(place: str, words: list[str]) -> None:
    for sides, said in (
        ([], "hannels of all sides"),
        (["--between", "AAA", "AAB"], "hannels between Aaa and Aab"),
    ):
        asked = [*words, *sides, "--data", place, "--format"]
        table = run(*asked, "table")
        assert said in table.out.splitlines()[0]
        assert said not in table.err
        for form in ("csv", "json"):
            other = run(*asked, form)
            assert said in other.err.splitlines()[0]
            assert said not in other.out


def test_disruptions_have_a_table_and_columns_of_their_own(place: str, data: Dataset) -> None:
    words = ["lost", "2020", "2021-06-01", "--data", place, "--format"]
    rows = list(csv.DictReader(io.StringIO(run(*words, "csv").out)))
    assert [(row["list"], row["id"], row["type"], row["before"]) for row in rows] == [
        ("lost", "line", "foreign-ministry", "open"),
        ("disruptions", "d-ban", "", ""),
    ]
    assert (rows[1]["kind"], rows[1]["start"], rows[1]["end"]) == (
        "contact-ban",
        "2020-12-31",
        "..",
    )
    table = run(*words, "table").out
    first, second = table.split("Disruptions that surely began between them")
    second, third = second.split("Disruptions that only possibly began between them")
    assert "The line" in first
    assert "lost: closed since 1" in first
    assert rows[0]["change"] == "closed"
    assert "d-ban" not in first
    assert "Contact ban" in second
    assert "d-ban" in second
    assert third.startswith(": none")
    assert rows[1]["certainty"] == "surely"
    assert [row.record.id for row in lost(data, "2020", "2021-06-01").disruptions] == ["d-ban"]


def test_several_modes_can_be_asked_for_and_the_last_says_its_mode(place: str) -> None:
    def last(*words: str) -> tuple[list[str], str]:
        said = run("contacts", "--last", *words, "--data", place, "--format", "json")
        return [row["id"] for row in json.loads(said.out)["contacts"]], said.err

    found, told = last()
    assert found == ["k-letter"]
    assert told == (
        "the last contact is of mode letter; for the last talk add --mode in-person --mode call --mode video\n"
    )
    assert last("--mode", "in-person", "--mode", "call") == (["k-call"], "")
    assert last("--mode", "letter") == (["k-letter"], "")
    wrong = run("contacts", "--mode", "call", "--mode", "fax", "--data", place)
    assert_fails(wrong, "unknown mode `fax`", code=2)
    wrong = run("contacts", "--last", "--mode", "call", "--mode", "co-presence", "--data", place)
    assert_fails(wrong, "ask about held two-way contacts", code=2)


def test_null_and_blank_text_differ_in_a_table_of_a_query() -> None:
    rows = [{"a": None, "b": "", "c": " ", "d": [None, "", "x"], "e": 0}]
    assert cypher_rows(rows) == [
        {"a": None, "b": '""', "c": '" "', "d": ["null", '""', "x"], "e": 0}
    ]


def test_where_there_is_nothing_the_answer_says_what_was_asked(place: str) -> None:
    def told(*words: str) -> str:
        said = run("contacts", *words, "--data", place, "--format", "table")
        assert said.code == 0, said.err
        return said.out.strip()

    assert told("--from", "1800", "--to", "1800-05") == (
        "contacts from 1 January 1800 to 31 May 1800: none in the data"
    )
    assert told("--last", "--between", "AAA", "AAB", "--to", "1800") == (
        "held contacts between Aaa and Aab to 31 December 1800: none in the data"
    )
    assert told(
        "--gaps", "--with", "ann", "--channel", "line", "--mode", "call", "--to", "1800"
    ) == (
        "silences: contacts with Ann through The line of mode call to 31 December 1800: none in the data"
    )


def test_several_latest_contacts_are_said_to_be_several(tmp_path: Path) -> None:
    toy = Toy(as_of="2021-12-31").channel("line").spell("line", "open", "2019-06", "2021-06")
    toy.contact("line", "2020", id="k-a").contact("line", "2020", id="k-b", mode="letter")
    write_package(toy.data(), tmp_path / "ties")
    said = run("contacts", "--last", "--data", str(tmp_path / "ties"), "--format", "json")
    assert said.code == 0, said.err
    assert len(json.loads(said.out)["contacts"]) == 2
    assert "2 contacts are the latest: their dates do not tell them apart" in said.err
    assert "some of them are of mode letter; for the last talk add --mode" in said.err


def test_a_long_table_of_several_types_has_a_heading_for_each(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31")
    for key in "abcdefghijk":
        toy.channel(key, type="multilateral" if key < "d" else "head-of-state")
        toy.spell(key, "open" if key > "a" else "suspended", "2020-01-01", "2020-12-31")
    write_package(toy.data(), tmp_path)
    words = ("open", "2020", "--data", str(tmp_path), "--format", "table")
    heads = [line for line in shell.run(*words, "--all")[1].splitlines() if line.endswith(")")]
    assert heads == ["head-of-state (8 channels)", "multilateral (3 channels)"]
    assert "channels)" not in shell.run(*words)[1]
    one = shell.run(*words, "--type", "multilateral")[1]
    assert "channels)" not in one
    assert one.startswith("Channels of type multilateral of all sides, 2020\n")
    none = shell.run(*words, "--type", "hotline")[1]
    assert none == "Channels of type hotline of all sides, 2020: none in the data\n"


def test_a_related_dependency_says_on_what() -> None:
    for form in ("table", "csv"):
        _, out, _ = run("show", "us-embassy-in-moscow", "--format", form)
        assert "bank, free use of banking services in Russia" in " ".join(
            re.findall(r"[\w,-]+", out)
        )
