"""What narrows the data or changes the presumption: one set of flags, on each verb, said in each answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

import backchannel as bc
from backchannel.cli.verbs import HOMES
from backchannel.cli.views import FLAGS, asked_view, titled
from backchannel.facts.presumption import MOST_DAYS
from backchannel.facts.view import WHOLE, View
from backchannel.package.reading import write_package

from servers.shell import assert_fails, run
from worlds.make import Toy

ASKED = {
    "open": ["2020-06-01"],
    "loss": ["2020-01-01", "2020-06-01"],
    "lost": ["2020-01-01", "2020-06-01"],
    "contacts": [],
    "centrality": ["2020-06-01"],
    "whatif": ["2020-06-01", "--without", "ann"],
    "sensitivity": ["2020-06-01"],
    "disagreement": ["2020-06-01"],
    "plot network": ["2020-06-01", "-o", "x.svg"],
    "plot timeline": ["2020", "2020", "-o", "x.svg"],
    "plot loss": ["2020", "2020", "-o", "x.svg"],
    "plot centrality": ["2020-06-01", "-o", "x.svg"],
    "plot multiples": ["2020-06-01", "2020-07-01", "-o", "x.svg"],
    "plot ranks": ["2020", "2020", "-o", "x.svg"],
    "plot survival": ["-o", "x.svg"],
    "plot attribution": ["2020", "2020", "-o", "x.svg"],
    "plot sensitivity": ["2020", "-o", "x.svg"],
    "plot robustness": ["2020-06-01", "-o", "x.svg"],
    "plot substitution": ["2020", "2020", "-o", "x.svg"],
    "report": ["2020", "-o", "out"],
    "export": ["--on", "2020-06-01", "-o", "x.csv"],
    "page": ["-o", "x.html"],
}
"""Verb → the words of a question that it answers."""

OF_A_TYPE = {
    "open", "lost", "contacts", "sensitivity", "disagreement", "export",
    "plot network", "plot timeline", "plot loss",
}  # fmt: skip
"""The verbs that can speak of the channels of one type alone."""

WITHOUT = {"show", "check", "load", "new", "query", "queries"}
"""The verbs that answer from the records or from a database, and take none of the flags."""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """
    A line that Ann tells of early in 2020 and the paper later; 100 days are presumed.

    ann     a call on 1 March 2020
    paper   a call on 1 May 2020, published at the end of the year
    """
    monkeypatch.chdir(tmp_path)
    toy = Toy(as_of="2020-12-31", presume={"default": 100})
    toy.actor("ann", state="AAA", name="Ann Able").actor("bob", state="AAB")
    toy.source("early", published="2020-03-02")
    toy.channel("line", "ann/AAA", "bob/AAB")
    toy.contact("line", "2020-03-01", "ann/AAA", "bob/AAB", id="k-march", by=())
    toy.claim("k-march", "ann", source="early")
    toy.contact("line", "2020-05-01", "ann/AAA", "bob/AAB", id="k-may")
    write_package(toy.data(), tmp_path / "toy")
    return "toy"


def answer(*words: str) -> dict[str, Any]:
    said = run(*words, "--data", "toy", "--format", "json")
    assert said.code == 0, said.err
    whole: dict[str, Any] = json.loads(said.out)
    return whole


def verdict(*flags: str, day: str = "2020-06-01") -> tuple[str, str | None]:
    (row,) = answer("open", day, "--all", *flags)["channels"]
    return row["verdict"], row["certainty"]


@pytest.mark.usefixtures("toy")
def test_each_flag_changes_the_answer_as_worked_out_by_hand() -> None:
    # 1 June is 31 days after the call in May and 92 after that in March.
    assert verdict() == ("open", "presumably")
    assert verdict("--strict") == verdict("--presume", "0") == ("unknown", None)
    assert verdict("--presume", "30") == ("unknown", None)
    assert verdict("--presume", "31") == ("open", "presumably")
    assert verdict("--according-to", "Ann Able") == ("open", "presumably")
    assert verdict("--according-to", "ann", "--presume", "91") == ("unknown", None)
    # What is known by 2 March is the first call, and the view ends that day.
    assert verdict("--known-on", "2020-03-02", day="2020-03-02") == ("open", "presumably")
    assert verdict("--known-on", "2020-03-01", day="2020-03-01") == ("unknown", None)
    assert verdict("--known-on", "2020-03-02") == ("unknown", None)


@pytest.mark.parametrize("verb", ["open", "lost", "loss", "whatif", "centrality", "sensitivity"])
def test_where_a_break_cuts_the_days_short_it_is_said(tmp_path: Path, verb: str) -> None:
    """A call of 10 May would be presumed to go on until 8 June, were there no break on the 15th."""
    toy = Toy(as_of="2020-12-31", presume={"default": 100}, breaks=["2020-05-15"])
    toy.channel("line").contact("line", "2020-05-10")
    write_package(toy.data(), tmp_path)
    said = "nothing usable is presumed to go on across 15 May 2020 (a break)"

    def is_told(day: str, *flags: str) -> bool:
        words = [day if word == "2020-06-01" else word for word in ASKED[verb]]
        words = ["line" if word == "ann" else word for word in words]
        told = run(verb, *words, *flags, "--data", str(tmp_path), "--format", "csv")
        assert told.code == 0, told.err
        return said in told.err.splitlines()

    assert is_told("2020-06-01", "--presume", "30")
    # Before the break, and without a promise of so many days, there is nothing to say.
    assert not is_told("2020-05-14", "--presume", "30")
    assert not is_told("2020-06-01")
    if verb not in ("lost", "loss"):
        assert is_told("2020-06-01", "--presume", "18")
        assert not is_told("2020-06-01", "--presume", "17")


def test_of_a_ministry_it_is_said_that_its_officials_speak_for_themselves(tmp_path: Path) -> None:
    toy = Toy().actor(
        "ministry", kind="organization", state="AAA", sector="GOV", name="The Ministry"
    )
    toy.actor("firm", kind="organization", state="AAA", sector="BUS").channel("line")
    write_package(toy.data(), tmp_path)

    def said(voice: str) -> str:
        return run("open", "2020", "--according-to", voice, "--data", str(tmp_path)).err

    others = "only what The Ministry says as such, not who is quoted by name"
    assert f"{others}; all officials of that state: --according-to Aaa" in said("ministry")
    assert not any("as such" in said(voice) for voice in ("firm", "state-aaa"))


@pytest.mark.parametrize("verb", ["open", "lost", "contacts", "centrality"])
def test_an_answer_says_what_it_was_narrowed_to(toy: str, verb: str) -> None:
    words = [verb, *ASKED[verb]]
    nothing = {"known_on": None, "according_to": None, "presume": None}
    assert answer(*words)["view"] == nothing
    assert answer(*words, "--strict")["view"] == nothing | {"presume": 0}
    flags = ["--known-on", "2020-12-31", "--according-to", "Ann Able", "--presume", "1000"]
    assert answer(*words, *flags)["view"] == {
        "known_on": "2020-12-31",
        "according_to": "ann",
        "presume": 1000,
    }
    told = "(as known on 2020-12-31, as told by Ann Able, what was seen presumed to go on for 1,000"
    table = run(*words, *flags, "--data", toy, "--format", "table")
    assert told in table.out
    plain = run(*words, *flags, "--data", toy, "--format", "csv")
    assert told in plain.err
    assert told not in plain.out
    whole = run(*words, "--data", toy, "--format", "table")
    assert "presumed to go on" not in whole.out + whole.err


@pytest.mark.parametrize("verb", [verb for verb in ASKED if "-o" in ASKED[verb]])
def test_what_is_written_to_a_file_says_on_stderr_what_it_was_narrowed_to(
    toy: str, verb: str
) -> None:
    words = [*verb.split(), *ASKED[verb], "--data", toy]
    assert "strict" not in run(*words).err
    said = run(*words, "--strict")
    assert said.code == 0
    assert said.err.splitlines()[-1].endswith("(strict: nothing presumed)"), said.err


def test_a_file_holds_what_the_view_holds(toy: str) -> None:
    for flags, ties in (([], 2), (["--strict"], 0)):
        run("export", "--on", "2020-06-01", "-o", "x.csv", "--data", toy, *flags)
        text = Path("x.csv").read_text(encoding="utf-8")
        assert len(list(csv.DictReader(io.StringIO(text)))) == ties


@pytest.mark.parametrize("verb", ASKED)
@pytest.mark.parametrize(
    ("flags", "said"),
    [
        (["--strict", "--presume", "30"], "`--strict` presumes nothing and `--presume` some days"),
        (["--presume", "-1"], "--presume, `-1`, is no number of days; give a whole number"),
        (["--presume", "a month"], "--presume, `a month`, is no number of days"),
        (["--presume", "1.5"], "--presume, `1.5`, is no number of days"),
        (["--presume", ""], "--presume, ``, is no number of days"),
        (["--presume", "٣"], "is no number of days"),
        (["--known-on", "2020"], "is not one day: it means 2020-01-01 to 2020-12-31"),
        (["--known-on", ""], "backchannel: "),
        (["--according-to", "Nobody At All"], "unknown voice `Nobody At All`"),
        (["--according-to", ""], "unknown voice"),
    ],
)
def test_a_wrong_view_is_one_line_and_nothing_is_written(
    toy: str, verb: str, flags: list[str], said: str
) -> None:
    before = sorted(Path().iterdir())
    assert_fails(run(*verb.split(), *ASKED[verb], "--data", toy, *flags), said, code=2)
    assert sorted(Path().iterdir()) == before


def test_a_wrong_view_is_told_before_the_data_are_read() -> None:
    for flags in (["--presume", "x"], ["--known-on", "x"], ["--strict", "--presume", "1"]):
        said = run("open", "2020", "--data", "/nowhere", *flags)
        assert_fails(said, "", code=2)
        assert "/nowhere" not in said.err


def test_every_verb_that_answers_from_the_course_has_the_flags_and_no_other() -> None:
    assert {verb.split()[0] for verb in ASKED} | WITHOUT == set(HOMES)
    flags = {f"--{name.replace('_', '-')}" for name in FLAGS}
    for verb in (*ASKED, *WITHOUT):
        listed = {word for word in run(*verb.split(), "--help").out.split() if word in flags}
        assert listed == (flags if verb in ASKED else set()), verb


def test_more_days_than_there_are_is_as_long_as_it_goes() -> None:
    assert asked_view(presume="9999999").presume == MOST_DAYS
    assert asked_view(presume=str(MOST_DAYS + 1)).presume == MOST_DAYS
    data = bc.presuming(bc.read(), MOST_DAYS)
    assert len(bc.open_channels(data, "2025-04-30")) > 0


def test_a_title_is_left_alone_where_nothing_was_asked() -> None:
    assert titled("Channels", WHOLE) == "Channels"
    assert titled("Channels", View(presume=1)).endswith(
        "(what was seen presumed to go on for 1 day)"
    )


@pytest.mark.parametrize("verb", ASKED)
def test_one_type_of_channels_is_asked_for_and_said_alike(verb: str, toy: str) -> None:
    words = [*verb.split(), *ASKED[verb], "--data", toy]
    if verb not in OF_A_TYPE:
        assert_fails(run(*words, "--type", "hotline"), "o such option", code=2)
        return
    code, out, err = run(*words, "--type", "hotline")
    caption = Path("x.caption.md")
    said = out + err + (caption.read_text(encoding="utf-8") if caption.is_file() else "")
    assert (code, "hannels of type hotline" in said) == (0, True), said
    assert_fails(run(*words, "--type", "telegraph"), "unknown type `telegraph`", code=2)


def test_the_help_of_the_program_says_which_verbs_take_a_type() -> None:
    told = " ".join(run("--help").out.split())
    named = told.split("counts or draws channels: ")[1].split(". ")[0]
    assert set(named.split(", ")) == OF_A_TYPE
