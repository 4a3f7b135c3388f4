"""The command line as other programs rely on it: one line for a fault, the exit codes, the shape of the JSON."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.dates import period
from backchannel.facts import names, scope
from backchannel.package.reading import write_package
from backchannel.verdicts.course import course
from backchannel.verdicts.verdict import CONTESTED

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["open", "2022-13"], "no month 13"),
        (["open", "2022/.."], "unbounded"),
        (["open", "2023/2022"], "ends before it begins"),
        (["open", "2022", "--between", "RUS", "Atlantis"], "unknown side `Atlantis`"),
        (["open", "2022", "--between", "RUS"], "requires 2 arguments"),
        (["open", "2022", "--type", "hotlien"], "unknown type `hotlien`; did you mean `hotline`?"),
        (["open", "2022", "--type", "Embassy"], "unknown type `Embassy`; did you mean `mission`?"),
        (["lost", "2021", "2022", "--type", "red phone"], "did you mean `hotline`?"),
        (["open", "2022", "--rule", "most"], "unknown rule `most`; allowed: any, all, last-day"),
        (["open", "2022", "--known-on", "2022"], "2022-01-01 to 2022-12-31"),
        (["open", "2022", "--according-to", "sergey-lavrof"], "did you mean `sergey-lavrov`"),
        (["open", "2022", "--format", "xml"], "unknown format `xml`"),
        (["open", "2022", "--data", "/nowhere"], "no data package at `/nowhere`"),
        (["open"], "Missing argument 'WHEN'; for example: backchannel open 2022-02-01"),
        (
            ["open", "RUS", "USA", "2022"],
            "(USA 2022); for example: backchannel open 2022-02-01 --b",
        ),
        (["export", "panel", "2010", "2025"], "`panel` is a flag of this verb; write `--panel`"),
        (["lost", "2022"], "'TO'; for example: backchannel lost 2021-12-31 2022-12-31"),
        (["plot", "network"], "for example: backchannel plot network 2022-03-03 -o network.png"),
        (["open", "2022", "--wrong"], "No such option"),
        (["opne", "2022"], "No such command 'opne'"),
        (["show", "nobody-at-all"], "unknown record `nobody-at-all`"),
        (["contacts", "--mode", "fax"], "unknown mode `fax`"),
        (["contacts", "--from", "2022", "--to", "2021"], "is later than"),
        (["lost", "2022", "2021"], "FROM, `2022`, is later than TO, `2021`"),
        (["loss", "2013-2018"], "or `2013 2018` where FROM and TO are asked for"),
        (["check", "/nowhere"], "no data package at `/nowhere`"),
        (["centrality", "2022"], "2022-01-01 to 2022-12-31"),
        (["centrality", "2022-02-01", "--measure", "fame"], "unknown measure `fame`"),
        (["plot", "network", "2022-02-01", "-o", "picture.gif"], "`picture.gif` does not end in"),
        (
            ["plot", "network", "2022-02-01", "-o", "/nowhere/x.png"],
            "there is no folder `/nowhere`",
        ),
        (["report", "2022", "-o", "/dev/null/x"], "Not a directory"),
        (["report", "9999", "-o", "x"], "`9999` is not a year from `0002` to `9998`"),
        (["open", "2022", "--between", "RUS", "Russia"], "are one side; give two"),
        (
            ["contacts", "--between", "SUN", "RUS"],
            "`SUN` and `RUS` are one side or actor; give two",
        ),
        (
            ["contacts", "--between", "sergey-lavrov", "Sergey Lavrov"],
            "are one side or actor; give two",
        ),
        (["query", "opne"], "did you mean `open`?"),
        (["query", "open", "--param", "firts=2022-01-01"], "did you mean `first`?"),
        (["query", "open"], "parameter"),
        (["load", "http://localhost"], "unknown kind of database `http`"),
    ],
)
def test_a_usage_fault_is_one_line_and_exits_2(words: list[str], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
    assert "Traceback" not in err


def test_open_says_what_the_contract_says(tmp_path: Path) -> None:
    toy = Toy()
    for channel in ("line", "dark", "alpha"):
        toy.channel(channel, type="deconfliction")
    for channel in ("line", "alpha"):
        toy.spell(channel, "open", "2022-03-01", "2022-03-03", id=f"s-{channel}")
    write_package(toy.data(), tmp_path)
    words = ("open", "2022-03-03", "--between", "Aaa", "AAB", "--format", "json")
    code, out, err = run(*words, "--data", str(tmp_path))
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == ["when", "rule", "type", "from", "to", "view", "not_shown", "channels"]
    assert answer["view"] == {"known_on": None, "according_to": None, "presume": None}
    assert (answer["when"], answer["rule"], answer["from"], answer["to"]) == (
        "2022-03-03",
        "any",
        *["2022-03-03"] * 2,
    )
    assert sum(answer["not_shown"].values()) > 0
    assert "not shown" in err
    ids = [one["id"] for one in answer["channels"]]
    assert ids == sorted(ids)
    line = next(one for one in answer["channels"] if one["id"] == "line")
    assert list(line) == [
        "id", "name", "type", "sides", "verdict", "certainty", "usable", "share", "stopped_share",
        "unknown_share", "accounts", "seen", "last_contact", "sources", "voices",
        "stopped_whole", "carried_from", "seen_latest",
    ]  # fmt: skip
    assert line == {
        "id": "line",
        "name": line["name"],
        "type": "deconfliction",
        "sides": ["AAA", "AAB"],
        "verdict": "open",
        "certainty": "surely",
        "usable": True,
        "share": [1.0, 1.0, 1.0],
        "stopped_share": [0.0, 0.0, 0.0],
        "unknown_share": 0.0,
        "accounts": ["s-line"],
        "seen": {"day": "2022-03-03", "verdict": "open"},
        "last_contact": None,
        "sources": 1,
        "voices": ["paper"],
        "stopped_whole": None,
        "carried_from": None,
        "seen_latest": "2022-03-03",
    }
    assert {one["verdict"] for one in answer["channels"]} <= {"open", "degraded", "contested"}


def test_all_shows_every_channel_and_hides_none() -> None:
    _, out, _ = run("open", "2022", "--all", "--format", "json")
    answer = json.loads(out)
    assert answer["not_shown"] == {}
    assert len(answer["channels"]) >= 34


def test_later_days_than_the_data_are_said_to_be_unknown() -> None:
    code, out, err = run("open", "2030", "--format", "json")
    assert (code, json.loads(out)["channels"]) == (0, [])
    assert f"the data end on {bc.read().as_of}" in err


def test_a_known_side_without_channels_answers_none() -> None:
    code, out, _ = run("open", "2022", "--between", "ESP", "QAT", "--format", "json")
    assert (code, json.loads(out)["channels"]) == (0, [])


def test_who_asks_for_another_pair_than_the_package_is_about_is_told() -> None:
    said = "this package records the channels between Russia and the United States; those between"
    assert (
        f"{said} Russia and China are in it"
        in run("open", "2022-03-01", "--between", "RUS", "CHN")[2]
    )
    # The Soviet Union counts as Russia.
    assert said not in run("open", "1991-03-01", "--between", "USA", "SUN")[2]
    assert said not in run("open", "2022-03-01")[2]
    all_sides = "the network is that of all sides, third ones too"
    words = ("centrality", "2022-03-01", "--measure", "degree")
    assert all_sides in run(*words)[2]
    assert all_sides not in run(*words, "--between", "RUS", "USA")[2]


def test_csv_is_what_a_pipe_gets() -> None:
    code, out, _ = run("open", "2022")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert {
        "id",
        "verdict",
        "certainty",
        "share_low",
        "share_mid",
        "seen_day",
        "last_contact_date",
    } <= rows[0].keys()


def test_lost_contacts_and_show_have_the_shape_of_the_contract() -> None:
    _, out, _ = run("lost", "2021", "2022-12-31", "--between", "RUS", "USA", "--format", "json")
    answer = json.loads(out)
    assert list(answer) == [
        "from", "to", "between", "type", "view", "lost", "out_of_sight", "gained", "into_view",
        "interrupted", "degraded", "found_stopped", "disruptions",
    ]  # fmt: skip
    assert (answer["from"], answer["to"]) == ("2021-01-01", "2022-12-31")
    assert answer["between"] == ["RUS", "USA"]
    changes = [row for name in ("lost", "out_of_sight", "into_view") for row in answer[name]]
    assert {tuple(row) for row in changes} == {
        ("id", "name", "type", "before", "before_certainty", "after", "after_certainty", "change",
         "day", "day_earliest", "day_latest", "why", "causes", "sources", "voices", "accounts")
    }  # fmt: skip
    began = {row["id"]: row for row in answer["disruptions"]}
    assert began["d-invasion-2022"] == {
        "id": "d-invasion-2022",
        "kind": "invasion",
        "start": "2022-02-24",
        "end": "",
        "certainty": "surely",
    } | {name: began["d-invasion-2022"][name] for name in ("sources", "voices")}
    assert began["d-invasion-2022"]["sources"] == len(began["d-invasion-2022"]["voices"]) > 1
    # Some day of the long time in which a country left: perhaps between the two.
    assert began["d-germany-breaks-2023"]["certainty"] == "possibly"
    _, out, _ = run(
        "contacts",
        "--with",
        "sergey-lavrov",
        "--with",
        "Antony Blinken",
        "--last",
        "--format",
        "json",
    )
    last = json.loads(out)["contacts"]
    assert [list(one) for one in last] == [
        [
            "id", "channel", "date", "mode", "occurrence", "place", "actors", "sources", "denied",
            "multilateral", "outcome", "topics", "voices",
        ]
    ] * len(last)  # fmt: skip
    assert last
    _, out, _ = run("show", "k-geneva-dinner-2022", "--format", "json")
    shown = json.loads(out)
    assert list(shown) == ["table", "record", "related", "claims", "verdicts"]
    assert shown["table"] == "contacts"
    assert {"wendy-sherman", "sergey-ryabkov"} <= {one["id"] for one in shown["related"]["actors"]}
    assert all(one["url"].startswith("https://") and one["locator"] for one in shown["claims"])


def test_a_year_names_what_was_contested_for_a_part_of_it() -> None:
    hint = "contested on some of these days: "
    _, _, err = run("open", "2022", "--between", "RUS", "USA", "--format", "json")
    told = next(line for line in err.splitlines() if line.startswith(hint))
    days = [date(2022, 1, 1) + timedelta(days=number) for number in range(365)]
    lines = course(bc.read())
    for one in told.removeprefix(hint).split(", "):
        contested = sum(lines[one].on(day) == CONTESTED for day in days)
        assert 0 < contested < len(days)
    _, _, err = run("open", "2022-02-01", "--format", "json")
    assert hint not in err


def test_what_one_voice_says_and_what_was_known() -> None:
    _, out, _ = run("open", "2022-07-09", "--according-to", "Russia", "--all", "--format", "json")
    ministers = next(
        one for one in json.loads(out)["channels"] if one["id"] == "ruus-foreign-ministers"
    )
    assert (ministers["verdict"], ministers["sources"]) == ("suspended", 1)
    _, out, _ = run("open", "2022-03-03", "--known-on", "2022-03-02", "--format", "json")
    assert json.loads(out)["channels"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["open", "2022-02-03", "--known-on", "2023-04-05"],
        ["lost", "2021-02", "2022-02-03"],
        ["centrality", "2022-02-03"],
        ["export", "--on", "2022-02-03", "-o", "ties.csv"],
        ["export", "--panel", "2021", "2022", "-o", "panel.csv"],
    ],
)
def test_what_is_asked_is_read_once_and_then_handed_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    read: list[object] = []

    def noting(function: Callable[..., Any]) -> Callable[..., Any]:
        def noted(*asked: Any) -> Any:
            read.append(asked[-1])
            return function(*asked)

        return noted

    monkeypatch.setattr(period, "_text", noting(period._text))
    monkeypatch.setattr(scope, "pair", noting(names.pair))
    assert run(*words, "--between", "RUS", "USA")[0] == 0
    asked = [word for word in words if word[:1] == "2"]
    assert sorted(text for text in read if text in asked) == sorted(asked)
    assert [sides for sides in read if isinstance(sides, tuple)] == [("RUS", "USA")]


def test_a_pair_without_a_channel_is_said_to_be_one_that_nobody_entered() -> None:
    code, out, err = run("open", "2022", "--between", "Spain", "Qatar", "--format", "csv")
    assert (code, out.count("\n")) == (0, 1)
    assert "the data hold no channel between Spain and Qatar" in err
    assert "which does not mean that there was none" in err
    assert "hold no channel" not in run("open", "2022", "--between", "USA", "RUS")[2]
