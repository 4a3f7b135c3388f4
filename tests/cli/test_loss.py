"""The verb loss: its contract, what people see of it, and what it refuses in one line."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from servers.shell import Said


def story() -> Toy:
    """Two channels through 2022: the embassy stops in June, of the talks nothing is known by July."""
    toy = Toy(start="2022-01-01", as_of="2022-12-31")
    toy.channel("embassy", type="mission").channel("talks")
    toy.spell("embassy", "open", "2022-01-01", "2022-05-31", end_kind="changed")
    toy.spell("embassy", "suspended", "2022-06-01", "2022-12-31")
    return toy.spell("talks", "open", "2022-01-01", "2022-06-30")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Said]:
    write_package(story().data(), tmp_path / "story")
    return lambda *words: shell.run("loss", *words, "--data", str(tmp_path / "story"))


def test_json_has_the_question_and_rows_that_hold_until_the_next(run: Any) -> None:
    code, out, err = run("2022", "2022", "--between", "AAA", "AAB", "--format", "json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["from"], answer["to"], answer["between"]) == (
        "2022-01-01", "2022-12-31", ["AAA", "AAB"],
    )  # fmt: skip
    assert answer["rows"] == bc.loss(story().data(), "2022", "2022").rows.to_dicts()
    assert json.loads(run("2022", "--between", "AAA", "AAB", "--format", "json")[1]) == answer
    lines = [row for row in answer["rows"] if row["measure"] == "independent_lines"]
    assert lines == [
        {"date": "2022-01-01", "measure": "independent_lines", "value": 2, "low": 2, "high": 2},
        {"date": "2022-06-01", "measure": "independent_lines", "value": 1, "low": 1, "high": 1},
        {"date": "2022-07-01", "measure": "independent_lines", "value": 0, "low": 0, "high": 0},
    ]
    assert [(event["date"], event["change"], event["id"]) for event in answer["events"]] == [
        ("2022-06-01", "suspended", "embassy"),
        ("2022-07-01", "out_of_sight", "talks"),
    ]
    assert err.endswith("1 out of sight, 1 suspended\n")


def test_csv_has_the_rows_and_the_package_has_a_pair_of_its_own(run: Any) -> None:
    code, out, err = run("2022", "2022", "--measure", "channels", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert code == 0
    assert [(row["date"], row["measure"], row["value"]) for row in rows] == [
        ("2022-01-01", "channels", "2"), ("2022-06-01", "channels", "1"),
        ("2022-07-01", "channels", "0"),
    ]  # fmt: skip
    assert err.startswith("Loss between Aaa and Aab, 2022-01-01 to 2022-12-31\n")


def test_the_events_can_be_asked_for_by_themselves(tmp_path: Path) -> None:
    # The line is opened on some day of August.
    toy = story().channel("line", type="mission")
    toy.spell("line", "open", "[2022-08-10..2022-08-20]", "2022-12-31", end_kind="ended")
    write_package(toy.data(), tmp_path)
    words = ("loss", "2022", "--data", str(tmp_path), "--format")
    told = [
        ("2022-06-01", "2022-06-01", "2022-06-01", "embassy", "mission", "suspended"),
        ("2022-07-01", "", "", "talks", "foreign-ministry", "out_of_sight"),
        ("2022-08-20", "2022-08-10", "2022-08-20", "line", "mission", "into_view"),
    ]
    names = ("date", "day_earliest", "day_latest", "id", "type", "change")
    rows = list(csv.DictReader(io.StringIO(shell.run(*words, "csv", "--events").out)))
    assert [tuple(row[name] for name in names) for row in rows] == told
    whole = json.loads(shell.run(*words, "json", "--events").out)
    assert [tuple(row[name] or "" for name in names) for row in whole["rows"]] == told
    assert whole["rows"] == json.loads(shell.run(*words, "json").out)["events"]
    events = bc.loss(toy.data(), "2022").events.to_dicts()
    assert whole["rows"] == json.loads(json.dumps(events, default=str))
    assert (whole["from"], whole["between"]) == ("2022-01-01", ["AAA", "AAB"])
    _, out, err = shell.run(*words, "table", "--events", COLUMNS="200")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert "2022-08-20 Line mission into view open, possibly open, surely" in lines
    assert "2022-08-10..2022-08-20 line" in lines
    assert "what went out of sight has no day on which it stopped" in err
    # How many of each kind there were by type stands in the course of losses, too.
    for table in (out, shell.run(*words, "table", COLUMNS="200").out):
        lines = [" ".join(line.split()) for line in table.splitlines()]
        assert "type opened restored into view suspended closed out of sight" in lines
        assert {"foreign-ministry 0 0 0 0 0 1", "mission 0 0 1 1 0 0", "all 0 0 1 1 0 1"} <= {
            *lines
        }


def test_where_nothing_happened_there_are_no_events(run: Any) -> None:
    code, out, err = run("2022-01", "2022-02", "--events", "--format", "table")
    assert (code, out.count("none in the data"), err) == (0, 1, "")


def test_people_see_the_start_the_worst_the_end_and_what_was_lost(run: Any) -> None:
    code, out, _ = run("2022-03", "2022-06", "--format", "table")
    assert code == 0
    told = [" ".join(line.split()) for line in out.splitlines()]
    assert "Independent lines 2 1 since 2022-06-01 1" in told
    assert "Reach none none" in told
    assert any(line.startswith("2022-06-01 Embassy") for line in told)
    assert "Talks" not in out


def test_days_beyond_the_data_are_said_and_not_answered_for(run: Any) -> None:
    code, out, err = run("2022-12", "2023", "--format", "json")
    assert (code, json.loads(out)["to"]) == (0, "2022-12-31")
    assert "the data end on 2022-12-31; 365 of the 396 days asked about are later" in err
    code, out, err = run("2023", "2023", "--format", "json")
    assert (code, json.loads(out)["rows"]) == (0, [])
    assert "all days asked about are later and unknown" in err


def test_what_each_loss_cost(run: Any) -> None:
    answer = json.loads(run("2022", "2022", "--attribute", "--format", "json")[1])
    totals = [answer[name] for name in ("total", "total_low", "total_high")]
    assert totals == [{"channels": -1, "independent_lines": -1}] * 3
    assert answer["rows"][1] == {
        "id": "embassy", "type": "mission", "date": "2022-06-01", "day_earliest": "2022-06-01",
        "day_latest": "2022-06-01", "change": "suspended", "measure": "independent_lines",
        "alone": -1, "alone_low": -1, "alone_high": -1, "shapley": -1, "low": -1, "high": -1,
        "error": 0, "of": 1,
    }  # fmt: skip
    assert answer["causes"] == []
    code, out, err = run("2022", "2022", "--attribute", "--format", "csv")
    assert out.splitlines()[1] == (
        "channels,embassy,mission,2022-06-01,2022-06-01,2022-06-01,suspended,-1,-1,-1,-1,-1,-1,0,1"
    )
    assert err.splitlines() == [
        "What losses cost and gains brought between Aaa and Aab, 2022-01-01 to 2022-12-31",
        "of 1, say: what there would be on 2022-12-31 had none of these losses come, by what was "
        "surely or presumably usable; a share is a part of that",
        "what only went out of sight is no loss and has no cost, and what only came into view is "
        "no gain; `backchannel lost` names them",
        "other counts of losses: `loss` without `--attribute` has those of a known day, each "
        "time, also of what is back on the last; `backchannel lost` those that were usable on "
        "the first day and are still known to be stopped on the last",
    ]
    _, out, _ = run("2022", "2022", "--attribute", "--measure", "channels", "--format", "csv")
    assert {line.split(",")[0] for line in out.splitlines()[1:]} == {"channels"}
    for words, said in (
        (("--attribute", "--measure", "types"), "unknown measure `types`"),
        (("--survival", "--measure", "reach"), "takes no `--measure`"),
        (("--events", "--measure", "reach"), "takes no `--measure`"),
        (("--events", "--draws", "9"), "leave out `--events`"),
        (("--events", "--pace"), "are two questions"),
    ):
        code, out, err = run("2022", "2022", *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err
    _, out, _ = run("2022", "2022", "--attribute", "--format", "table")
    assert "1 more" in out
    assert "1 of 1" in out
    told = " ".join(out.split())
    assert "(1 channel stopped in these days and not usable on the last)" in told
    assert "by disruption: none in the data" in out
    assert "by gain: none in the data" in " ".join(out.split())


def test_a_cause_is_named_with_what_it_answers_and_a_vague_loss_with_its_range(
    tmp_path: Path,
) -> None:
    toy = Toy(start="2021-01-01", as_of="2022-12-31").channel("x").channel("y")
    toy.disruption("d-war", "invasion", "2022-02-24", target="state-aab")
    toy.disruption("d-ban", "contact-ban", "2022-03", by="state-aaa", answers="d-war")
    for channel, cause in (("x", "d-ban"), ("y", "d-war; d-ban")):
        toy.spell(channel, "open", "2021-01-01", "2022-02-28", end_kind="changed")
        toy.spell(channel, "suspended", "[2022-03-01..2022-03-20]", "2022-12-31", cause=cause)
    write_package(toy.data(), tmp_path)
    words = ("2022", "2022", "--attribute", "--measure", "channels", "--data", str(tmp_path))
    code, out, err = shell.run("loss", *words, "--format", "table", COLUMNS="200")
    assert code == 0, err
    told = " ".join(out.split())
    assert "between 1 and 20 March 2022 Channels 1 more 1 of 2" in told
    # y has two causes and counts with both; x is put down to the answer alone.
    assert "contact ban by Aaa, in answer to the invasion of Aab March 2022 Channels 2 more" in told
    assert "invasion of Aab 24 February 2022 Channels 1 more" in told
    assert "costs do not add up" in err
    _, out, _ = shell.run("loss", *words, "--format", "json")
    assert {row["id"]: row["answers"] for row in json.loads(out)["causes"]} == {
        "d-ban": "d-war",
        "d-war": "",
    }
    dates = {
        tuple(row[f"day_{end}"] for end in ("earliest", "latest"))
        for row in json.loads(out)["rows"]
    }
    assert dates == {("2022-03-01", "2022-03-20")}
    # As `lost` says it: the war, which both name, stands with the ban that answers it.
    _, out, _ = shell.run(
        "lost", "2022-01-01", "2022-12-31", "--data", str(tmp_path), "--format", "json"
    )
    assert {row["why"] for row in json.loads(out)["lost"]} == {
        "suspended since a day between 1 and 20 March 2022 (contact ban by Aaa, March 2022, in answer "
        "to the invasion of Aab)"
    }


def test_a_gain_that_is_back_from_a_stop_within_the_days_is_said_to_be_one(tmp_path: Path) -> None:
    toy = Toy(start="2021-01-01", as_of="2022-12-31")
    for channel, before in (("back", "open"), ("new", "suspended")):
        toy.channel(channel)
        toy.spell(channel, before, "2021-01-01", "2022-02-28", end_kind="changed")
        toy.spell(channel, "suspended", "2022-03-01", "2022-03-31", end_kind="changed")
        toy.spell(channel, "open", "2022-04-01", "2022-12-31")
    write_package(toy.data(), tmp_path)
    said = {}
    for first in ("2021", "2022"):
        words = (first, "2022", "--attribute", "--data", str(tmp_path), "--format", "json")
        _, out, err = shell.run("loss", *words)
        assert {row["id"] for row in json.loads(out)["gained"]} == {"back", "new"}
        said[first] = [line for line in err.splitlines() if line.startswith("usable before")]
    # Of the eve of the first day of the data nothing is known.
    assert said["2021"] == []
    assert said["2022"] == [
        "usable before these days, too, so that they are back from a stop within them, which "
        "`backchannel lost` calls interrupted: back"
    ]


def test_costs_of_days_without_a_loss_are_not_explained(run: Any) -> None:
    code, out, err = run("2023", "2023", "--attribute", "--format", "csv")
    assert (code, len(out.splitlines())) == (0, 1)
    assert "what there would be" not in err


def test_a_range_stands_beside_the_number_whose_range_it_is(tmp_path: Path) -> None:
    """Each of two lost channels would do for the other, and a third possibly still does."""
    toy = Toy(start="2022-01-01", as_of="2022-12-31")
    toy.actor("ann", state="AAA").actor("bob", state="AAB").channel("z", "ann/AAA", "bob/AAB")
    for channel, until, since in (
        ("x", "2022-04-30", "2022-05-01"),
        ("y", "2022-05-31", "2022-06-01"),
    ):
        toy.channel(channel, "ann/AAA", "bob/AAB").disruption(f"d-{channel}", "contact-ban", since)
        toy.spell(channel, "open", "2022-01-01", until, end_kind="changed")
        toy.spell(channel, "suspended", since, "2022-12-31", cause=f"d-{channel}")
    toy.spell("z", "open", "2022-01-01", "[2022-03-01..2022-12-31]")
    write_package(toy.data(), tmp_path)
    words = ("2022", "2022", "--attribute", "--measure", "reach", "--data", str(tmp_path))
    code, out, err = shell.run("loss", *words, "--format", "table", COLUMNS="200")
    assert code == 0, err
    losses, causes = (" ".join(part.split()) for part in out.split("by disruption"))
    # With x or y alone, all would be reached; if z still works, neither adds anything.
    assert losses.count("Reach 1 more (0 to 1) 0.5 of 1 (0 to 0.5)") == 2
    assert causes.count("Reach 1 more (0 to 1) 0.5 of 1") == 2


def test_how_long_channels_last(run: Any) -> None:
    code, out, err = run("2022", "2023", "--survival", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["to"], answer["logrank"]) == (0, "2022-12-31", None)
    # The embassy was stopped at the age of 151 days; the talks were seen for a year's half.
    assert [(row["type"], row["years"], row["survival"]) for row in answer["rows"]] == [
        ("all", 0, 1), ("foreign-ministry", 0, 1), ("mission", 0, 1),
    ]  # fmt: skip
    assert "the data end on 2022-12-31" in err
    # Nothing is known of days outside the data, so that no life of other days stands in for them.
    code, out, err = run("2023", "2023", "--survival", "--format", "json")
    answer = json.loads(out)
    assert (code, answer["rows"], answer["logrank"]) == (0, [], None)
    assert (answer["from"], answer["to"]) == ("2023-01-01", "2023-12-31")
    assert "all days asked about are later and unknown" in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Missing argument"),
        (["2023", "2022"], "is later than"),
        (["2022", "2022", "--measure", "lines"], "unknown measure `lines`"),
        (["2022", "2022", "--between", "AAA", "AAC"], "unknown side `AAC`"),
        (["2022", "soon"], "soon"),
        (["2022", "2022", "--attribute", "--survival"], "two questions"),
    ],
)
def test_a_wrong_command_is_one_line(run: Any, words: list[str], said: str) -> None:
    code, out, err = run(*words)
    assert (code, out, err.count("\n")) == (2, "", 1), err
    assert said in err
