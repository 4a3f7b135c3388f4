"""The verb contacts: what it says of a last contact that many shared."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def place(tmp_path: Path) -> str:
    """Return two ministers who spoke alone in January, and sat in a conference in February."""
    toy = Toy(as_of="2020-12-31").actor("ann", state="AAA").actor("bob", state="AAB")
    toy.channel("line", "ann/AAA", "bob/AAB")
    toy.channel("forum", "ann/AAA", "bob/AAB", type="multilateral")
    toy.contact("line", "2020-01-10", "ann/AAA", "bob/AAB", id="k-alone")
    toy.contact("line", "2020-01-20", "ann/AAA", "bob/AAB", id="k-no", occurrence="refused")
    toy.contact("forum", "2020-02-10", "ann/AAA", "bob/AAB", id="k-forum", mode="in-person")
    write_package(toy.data(), tmp_path)
    return str(tmp_path)


def last(place: str, *words: str) -> tuple[list[str], str]:
    """Return the ids of the last contacts and what is said of them."""
    code, out, err = shell.run("contacts", *words, "--last", "--data", place, "--format", "json")
    assert code == 0
    return [row["id"] for row in json.loads(out)["contacts"]], err


def test_a_conference_is_told_and_the_last_of_two_sides_alone_named(place: str) -> None:
    ids, said = last(place, "--with", "ann", "--with", "bob")
    assert ids == ["k-forum"]
    assert "among more than two sides, so these need not have met alone" in said
    assert "the last of two sides alone (--alone) is k-alone (10 January 2020, call)" in said
    assert last(place, "--with", "ann", "--with", "bob", "--alone") == (["k-alone"], "")
    table = shell.run("contacts", "--last", "--data", place, "--format", "table")[1]
    assert "held, among more than two" in " ".join(table.split())


def test_where_two_sides_never_met_alone_that_is_said(place: str) -> None:
    _, said = last(place, "--channel", "forum")
    assert "no contact of two sides alone is documented" in said


def test_a_contact_of_two_sides_alone_needs_no_word(place: str) -> None:
    assert last(place, "--channel", "line") == (["k-alone"], "")


def test_what_lies_in_no_known_year_does_not_lead_a_table(tmp_path: Path) -> None:
    toy = Toy(start="2009-01-01", as_of="2020-12-31").channel("line")
    toy.contact("line", "[2009..2017]", id="k-some-year").contact(
        "line", "[..2020-05-01]", id="k-by"
    )
    toy.contact("line", "2011/2013", id="k-2011", occurrence="none").contact(
        "line", "2012", id="k-2012"
    ).contact("line", "2011-03-01", id="k-day")
    write_package(toy.data(), tmp_path)
    words = ("contacts", "--data", str(tmp_path), "--format")
    table = shell.run(*words, "table").out
    told = sorted(("k-some-year", "k-by", "k-2011", "k-2012", "k-day"), key=table.index)
    assert told == ["k-2011", "k-day", "k-2012", "k-by", "k-some-year"]
    assert "Of these no source gives the year" in table.split("k-2012")[1]
    said = "sorted by the first day on which each can have been; of 2 no source gives the year"
    assert said in shell.run(*words, "csv").err
    assert said not in shell.run(*words, "csv", "--from", "2020-06").err
    only = shell.run(*words, "table", "--from", "2014", "--to", "2014").out
    assert "no source gives the year" not in only
    assert "k-by" in only


def test_that_a_source_says_there_was_none_is_told_with_the_contact(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").channel("line").contact("line", "2020-03-01", id="call")
    toy.contact("line", "2020-03", id="no-call", occurrence="none")
    write_package(toy.data(), tmp_path)
    said = "against call: a source says there was none that day (no-call)"
    assert said in shell.run("contacts", "--last", "--data", str(tmp_path))[2]
    assert said in shell.run("show", "call", "--data", str(tmp_path))[2]
    assert "says there was none" not in shell.run("show", "no-call", "--data", str(tmp_path))[2]


def test_of_several_that_are_the_latest_some_may_be_shared(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").channel("line").channel("forum", type="multilateral")
    for channel in ("line", "forum"):
        toy.contact(channel, "2020-02", id=f"k-{channel}")
    write_package(toy.data(), tmp_path / "both")
    ids, said = last(str(tmp_path / "both"))
    assert ids == ["k-forum", "k-line"]
    assert "some of them were among more than two sides" in said
    assert "alone (--alone) is" not in said


def test_an_organization_is_not_its_offices_and_those_are_named(tmp_path: Path) -> None:
    toy = Toy().actor("body", kind="organization", state="AAA").actor("ann", state="AAA")
    for office in ("head", "unused"):
        toy.actor(office, kind="office", state="AAA", parent="body")
    toy.channel("line").contact("line", "2020-03-01", "ann/AAA", id="k")
    toy.tenure("ann", "head", "2020-01-01", "2020-12-31")
    write_package(toy.data(), tmp_path)
    code, out, err = shell.run(
        "contacts", "--with", "body", "--data", str(tmp_path), "--format", "csv"
    )
    assert (code, out.count("\n")) == (0, 1)
    assert err.endswith(
        "body stands for itself alone here, not for what belongs to it; ask for these too: head\n"
    )


def test_what_came_of_a_contact_stands_in_a_short_table_and_in_the_other_forms(
    tmp_path: Path,
) -> None:
    toy = Toy(as_of="2020-12-31").channel("line")
    for number in range(1, 12):
        toy.contact("line", f"2020-01-{number:02}", outcome="They agreed." if number == 1 else "")
    place = str(tmp_path / "talks")
    write_package(toy.data(), tmp_path / "talks")
    rows = json.loads(shell.run("contacts", "--data", place, "--format", "json").out)["contacts"]
    assert [row["outcome"] for row in rows] == ["They agreed.", *[""] * 10]
    _, out, err = shell.run("contacts", "--data", place, "--format", "table")
    assert "They agreed." not in out
    assert "what came of a contact: backchannel show ID, or the `outcome`" in err
    _, out, err = shell.run("contacts", "--to", "2020-01-10", "--data", place, "--format", "table")
    assert "They agreed." in out
    assert "what came of" not in err
    # Where nothing is told of any, no column stands empty.
    assert (
        "outcome" not in shell.run("contacts", "--last", "--data", place, "--format", "table").out
    )


def test_contacts_about_a_topic_are_told_and_how_many_name_none(tmp_path: Path) -> None:
    toy = Toy(as_of="2020-12-31").actor("ann", state="AAA").actor("bob", state="AAB").source("wire")
    toy.channel("line", "ann/AAA", "bob/AAB", topics="visas")
    toy.contact("line", "2020-01-10", id="k-1", topics="arms; trade", by=("wire", "paper"))
    toy.contact("line", "2020-02-10", id="k-2", topics="trade")
    toy.contact("line", "2020-03-10", id="k-3")
    toy.contact("line", "2020-04-10", id="k-no", topics="arms", occurrence="none")
    toy.contact("line", "2020-05-10", id="k-none", occurrence="none")
    toy.contact("line", "2020-06-10", id="k-4", topics="arms")
    data = toy.data()
    write_package(data, tmp_path)
    place = ("--data", str(tmp_path))
    code, out, err = shell.run("contacts", "--topic", "arms", *place, "--format", "json")
    rows = {row["id"]: row for row in json.loads(out)["contacts"]}
    assert (code, list(rows)) == (0, ["k-1", "k-no", "k-4"])
    assert (rows["k-1"]["topics"], rows["k-1"]["voices"]) == (["arms", "trade"], ["paper", "wire"])
    assert "not shown: 2 contacts of which no source tells a subject" in err
    several = ("--topic", "arms", "--topic", "trade", "--occurrence", "held")
    _, out, err = shell.run("contacts", *several, *place, "--format", "csv")
    listed = [dict(zip(*pair, strict=True)) for pair in _cells(out)]
    assert [row["id"] for row in listed] == ["k-1", "k-2", "k-4"]
    assert [(row["sources"], row["voices"]) for row in listed[:2]] == [
        ("2", "paper; wire"),
        ("1", "paper"),
    ]
    assert "1 contact of which no source" in err
    assert last(str(tmp_path), "--topic", "trade")[0] == ["k-2"]
    # Of the channel nobody used it is said for every subject; the other denial is of arms alone.
    _, out, _ = shell.run("contacts", "--gaps", "--topic", "trade", *place, "--format", "json")
    assert [row["stated"] for row in json.loads(out)["gaps"]] == [["k-none"], []]
    assert [row.id for row in bc.contacts(data, topics="trade")] == ["k-1", "k-2"]
    assert bc.silences(data, topics=["trade"])[0].stated == ["k-none"]
    empty = ("--topic", "trade", "--occurrence", "refused", *place, "--format", "table")
    said = "refused contacts about what is meant by trade: none in the data\n"
    assert shell.run("contacts", *empty)[1] == said


def test_a_topic_that_is_none_is_refused_with_the_nearest(place: str) -> None:
    code, out, err = shell.run("contacts", "--topic", "arms-contrl")
    assert (code, out) == (2, "")
    assert err == "backchannel: unknown topic `arms-contrl`; did you mean `arms-control`?\n"
    # A package that lists no topics knows those that stand in it: here none.
    assert shell.run("contacts", "--topic", "arms", "--data", place)[0] == 2


def _cells(out: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the header with each row of a CSV."""
    head, *rows = csv.reader(io.StringIO(out))
    return ((head, row) for row in rows)
