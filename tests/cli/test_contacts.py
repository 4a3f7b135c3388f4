"""The verb contacts: what it says of a last contact that many shared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
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
