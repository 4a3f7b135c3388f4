"""Warnings: what the form allows and is seldom meant is told, and stops nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.check.doubts import too_early
from backchannel.check.rules import DOUBTS, checked, listed
from backchannel.cli import main
from backchannel.errors import Problem
from backchannel.package.reading import bundled, parse_files

from worlds import sound
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

DOUBTFUL: dict[str, tuple[str, sound.Edit, str]] = {
    "three capitals that are no code": (
        "codes", {"actors/zz": "state-ccc|Ccc|state|CCC"},
        "actors.csv:9: warning: state: `CCC` is not a code of ISO 3166-1 alpha-3, nor of ISO 3166-3 for a state "
        "that is no more; for what has none write one from `XAA` to `XZZ`",
    ),
    "a talk of weeks": (
        "intervals", {"contacts/k2/count": ""},
        "contacts.csv:4: warning: date: `2022-04/2022-05` means that it went on through all of these days; "
        "write `series` under `count` for talks on some of them, `[2022-04..2022-05]` for one",
    ),
    "a talk on a day on which another voice has its channel stopped": (
        "contested_contacts", {"contacts/k1/date": "2021-08-01", "claims/c0003/claimant": "rival"},
        "contacts.csv:2: warning: date: was held, but `s2` has `line` suspended then, which makes these days contested; "
        "end the stop, or name another channel",
    ),
    "a talk entered twice": (
        "repeated_contacts", {"spells/+": "s9|line|open|2021-05-01|2021-05-01|observed", "claims/+": "d|s9|||paper|||supports"},
        "spells.csv:5: warning: start: says no more than the contact `k1`, which counts by itself; remove the spell",
    ),
    "a talk before the first day": (
        "too_early", {"contacts/k2/date": "1969-12-31", "contacts/k2/count": ""},
        "contacts.csv:4: warning: date: 1 contact over before `2000-01-01`, the first day of the package, and of no "
        "weight on any of its days: `k2`; where they are to count, write an earlier `from` in datapackage.json",
    ),
    "a stop that may be older than what caused it": (
        "before_causes", {"spells/s2/start": "[2020-12-31..2021-07-01]"},
        "spells.csv:3: warning: start: `[2020-12-31..2021-07-01]` makes days possible on which `d1`, its cause, had not "
        "begun; begin it no earlier than `2021-07-01`",
    ),
    "a voice that says when it was, and not that it was": (
        "dates_alone", {"claims/+": "d|k1|date|2021-05-01|paper||rival|supports"},
        "claims.csv:13: warning: field: gives `date` of `k1` alone, which so counts for nothing as `rival` tells it; "
        "add a claim of this source with an empty `field`",
    ),
    "a claim that speaks of days after its source": (
        "foresights", {"claims/c0003/as_of": "2099"},
        "claims.csv:5: warning: as_of: `2099` is after `2022-12-31`, when `paper` was published, and counts until that "
        "day; correct the one or the other",
    ),
    "an attendance of a third side": (
        "outsiders", {"actors/+": "guest|Guest|person|AAC", "attendances/+": "a-k1-guest|k1|guest|AAC",
                      "actors/zz": "state-aac|Aac|state|AAC"},
        "attendances.csv:3: warning: side: `AAC` is no side of `line`, through which `k1` went; "
        "correct the side, leave the channel empty, or add the actor to parties.csv",
    ),
}  # fmt: skip


def files(edit: sound.Edit) -> dict[str, bytes]:
    edit = dict(edit)
    if state := edit.pop("actors/zz", ""):
        found = sound.broken(edit)
        found["actors.csv"] += (state.replace("|", ",") + "," * 7 + "\n").encode()
        return found
    return sound.broken(edit)


@pytest.mark.parametrize("name", DOUBTFUL)
def test_each_doubt_is_a_warning_and_no_problem(name: str) -> None:
    rule, edit, expected = DOUBTFUL[name]
    found = checked(parse_files(files(edit)))
    assert (found.problems, [str(one) for one in found.warnings]) == ([], [expected])
    assert found.dataset is not None
    assert [one.__name__ for one in DOUBTS if list(one(found.dataset))] == [rule]


def test_every_doubt_has_an_example() -> None:
    assert {rule for rule, _, _ in DOUBTFUL.values()} == {rule.__name__ for rule in DOUBTS}


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param({"contacts/k2/count": "", "contacts/k2/date": "[2022-04..2022-05]"}, id="one day among several"),
        pytest.param({"contacts/k2/count": "", "contacts/k2/mode": "statement"}, id="no talk"),
        pytest.param({"contacts/k2/count": "", "contacts/k2/occurrence": "none"}, id="the time without a talk"),
        pytest.param({"attendances/a-k1-rival/side": "SUN", "parties/p-line-state-aab/side": "RUS",
                      "actors/state-aab/state": "RUS", "actors/house/state": "SUN", "actors/house/kind": "state"},
                     id="the Soviet Union, which counts as Russia"),
        pytest.param({"attendances/a-k1-rival/side": ""}, id="of no side"),
        pytest.param({"spells/s2/start": "[2021..2021-07-01]"}, id="a year in which the cause began"),
    ],
)  # fmt: skip
def test_what_raises_no_doubt(edit: sound.Edit) -> None:
    assert checked(parse_files(sound.broken(edit))).warnings == []


@pytest.mark.parametrize("capacity", ["host", "interpreter"])
def test_who_only_hosts_or_interprets_needs_no_side_of_the_channel(capacity: str) -> None:
    edit = DOUBTFUL["an attendance of a third side"][1]
    found = files({**edit, "attendances/+": f"a-k1-guest|k1|guest|AAC|{capacity}"})
    assert checked(parse_files(found)).warnings == []


def test_the_bundled_data_raise_no_doubt_but_for_what_is_older_than_they() -> None:
    doubts = bc.check_package(bundled("data")).warnings
    assert [one.table for one in doubts if " over before `1991-12-26`, " in one.message] == [
        one.table for one in doubts
    ]


def test_what_is_over_before_the_first_day_is_one_line_without_what_is_carried_beyond() -> None:
    toy = Toy(start="2020-01-01", as_of="2020-12-31", presume={"default": 30}).channel("line")
    toy.channel("shut").spell("shut", "open", "1990", "1998", end_kind="superseded")
    for number, day in enumerate(("1960", "1970", "1980", "1990", "2019-12-20")):
        toy.contact("line", day, id=f"k{number}")
    toy.spell("shut", "closed", "2000", "2019-12-31").spell("line", "open", "2000", "2020")
    spell, contacts = sorted(too_early(toy.data()), key=lambda one: one.record, reverse=True)
    assert (spell.table, contacts.table) == ("spells", "contacts")
    assert spell.message.startswith("1 spell over before `2020-01-01`, ")
    assert contacts.message.startswith("4 contacts over before `2020-01-01`, ")
    assert ": `k0`, `k1`, `k2` …; " in contacts.message


def test_check_prints_warnings_marked_and_exits_0_if_there_is_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, content in files(DOUBTFUL["a talk of weeks"][1]).items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["backchannel", "check", str(tmp_path)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code in (0, None)
    out, err = capsys.readouterr()
    assert out.startswith("contacts.csv:4: warning: date: ")
    assert err == "no problems in 37 records of 11 tables, 1 warning\n"
    spells = tmp_path / "spells.csv"
    spells.write_text(spells.read_text().replace("suspended", "suspend"))
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 1
    out, err = capsys.readouterr()
    assert [line.split(": ")[:2] for line in out.splitlines()] == [
        ["contacts.csv:4", "warning"],
        ["spells.csv:3", "status"],
    ]
    assert err.splitlines()[0] == "1 problem in 1 of 11 tables, and 1 warning."


def test_many_warnings_alike_are_counted_as_warnings() -> None:
    many = [Problem("contacts", n, "date", f"`{n}` is odd", is_warning=True) for n in range(60)]
    assert list(listed(many))[-1] == "contacts.csv: warning: date: 10 more like that of line 0"
