"""What gains brought: a year by hand, the same as the losses of the year run backwards, and what counts."""

from __future__ import annotations

import json
import random
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from backchannel.losses.attribution import attribution
from backchannel.network.snapshot import snapshot
from backchannel.package.reading import write_package

from servers.shell import run
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

YEAR = ("2022", "2022")
SEATS = {
    "x": ("ann/AAA", "bob/AAB"),
    "y": ("ann/AAA", "bob/AAB"),
    "z": ("cid/AAA", "bob/AAB"),
    "kept": ("cid/AAA", "dan/AAB"),
}


def turned(changed: Sequence[str], *, gained: bool) -> Toy:
    """Return four channels of four people; some of them open, or are suspended, in the middle of 2022."""
    toy = Toy(start="2021-01-01", as_of="2022-12-31").disruption("d", "restoration", "2022-07-01")
    for person, side in (("ann", "AAA"), ("cid", "AAA"), ("bob", "AAB"), ("dan", "AAB")):
        toy.actor(person, state=side)
    for channel, seats in SEATS.items():
        toy.channel(channel, *seats)
        if channel not in changed:
            toy.spell(channel, "open", "2021-01-01", "2022-12-31")
            continue
        first, then = ("suspended", "open") if gained else ("open", "suspended")
        toy.spell(channel, first, "2021-01-01", "2022-06-30", end_kind="changed")
        toy.spell(channel, then, "2022-07-01", "2022-12-31", cause="d")
    return toy


def test_a_year_of_gains_by_hand() -> None:
    # Without x and y Cid reaches Bob and Dan, two pairs of four, by one line, his own; with one of
    # them all four hang together, and Ann has a second line.
    found = attribution(turned(["x", "y"], gained=True).data(), *YEAR, gains=True)
    assert found.total == {"channels": 2, "independent_lines": 1, "reach": 0.5, **_rest(found)}
    reach = {row.id: row for row in found.rows if row.measure == "reach"}
    # Without one of them the other is there: alone it brings nothing, and each has half.
    assert [(row.alone, row.shapley, row.of) for row in reach.values()] == [(0, 0.25, 1)] * 2
    assert {row.change for row in found.rows} == {"restored"}
    (cause,) = (row for row in found.causes if row.measure == "reach")
    assert (cause.id, cause.channels, cause.cost, cause.shapley) == ("d", ("x", "y"), 0.5, 0.5)


def _rest(found: object) -> dict[str, float]:
    return {"efficiency": found.total["efficiency"]}  # type: ignore[attr-defined]


@pytest.mark.parametrize("changed", [["x"], ["x", "y"], ["x", "y", "z"], ["x", "z"]])
def test_gains_are_the_losses_of_the_year_run_backwards(changed: list[str]) -> None:
    come = attribution(turned(changed, gained=True).data(), *YEAR, gains=True)
    gone = attribution(turned(changed, gained=False).data(), *YEAR)
    assert come.total == pytest.approx({name: -cost for name, cost in gone.total.items()})
    told = {(row.measure, row.id): row.shapley for row in gone.rows}
    assert {(row.measure, row.id): -row.shapley for row in come.rows} == pytest.approx(told)


def test_every_share_is_that_of_measuring_anew_after_each_gain_of_each_order() -> None:
    changed = ["x", "y", "z"]
    lot = random.Random(1)
    lot.shuffle(changed)
    found = attribution(turned(changed, gained=True).data(), *YEAR, gains=True)
    network = snapshot(turned([], gained=True).data(), "2022-12-31")

    def reached(there: set[str]) -> float:
        rest = network.subgraph(set(network) - (set(changed) - there))
        linked = {(a, b) for part in _parts(rest) for a in part for b in part}
        pairs = [(a, b) for a in ("ann", "cid") for b in ("bob", "dan")]
        return sum(pair in linked for pair in pairs) / len(pairs)

    orders = list(permutations(changed))
    for row in (row for row in found.rows if row.measure == "reach"):
        brought = [
            reached({*order[: order.index(row.id)], row.id})
            - reached(set(order[: order.index(row.id)]))
            for order in orders
        ]
        assert row.shapley == pytest.approx(sum(brought) / len(orders))


def _parts(network: object) -> list[set[str]]:
    import networkx as nx

    return list(nx.connected_components(network))  # type: ignore[call-overload]


def test_only_what_was_stopped_and_is_there_at_the_end_is_a_gain() -> None:
    toy = Toy(start="2021-01-01", as_of="2022-12-31")
    for name in ("back", "seen", "short", "dark", "wound-up", "cut", "found", "again"):
        toy.channel(name)
    # back: stopped, then nothing known, then open; seen: only came into view; short: not at the end;
    # cut: open at both ends, so no loss, and restored in between.
    toy.spell("back", "suspended", "2021-06-01", "2022-02-01", end_kind="changed")
    toy.spell("back", "open", "2022-05-01", "2022-12-31")
    toy.spell("seen", "open", "2022-05-01", "2022-12-31")
    toy.spell("short", "suspended", "2021-06-01", "2022-02-01", end_kind="changed")
    toy.spell("short", "open", "2022-02-02", "2022-05-01")
    toy.spell("wound-up", "closed", "2021-06-01", "2022-02-01", end_kind="changed")
    toy.spell("wound-up", "open", "2022-05-01", "2022-12-31")
    toy.spell("cut", "open", "2021-06-01", "2022-02-28", end_kind="changed")
    toy.spell("cut", "suspended", "2022-03-01", "2022-03-31", end_kind="changed")
    toy.spell("cut", "open", "2022-04-01", "2022-12-31")
    # found: its stop is told of only within the year, then nothing, then it is open.
    toy.spell("found", "suspended", "2022-03-01", "2022-03-31")
    toy.spell("found", "open", "2022-06-01", "2022-12-31")
    # again: it was open after its stop, so that what comes into view in June is no end of the stop.
    toy.spell("again", "suspended", "2021-06-01", "2022-01-31", end_kind="changed")
    toy.spell("again", "open", "2022-02-01", "2022-02-28")
    toy.spell("again", "open", "2022-06-01", "2022-12-31")
    assert [row.id for row in attribution(toy.data(), *YEAR).rows if row.id == "cut"] == []
    found = attribution(toy.data(), *YEAR, gains=True)
    assert {(row.id, row.change, str(row.date)) for row in found.rows} == {
        ("back", "restored", "2022-05-01"),
        ("cut", "restored", "2022-04-01"),
        ("found", "restored", "2022-06-01"),
        ("wound-up", "opened", "2022-05-01"),
    }
    more = attribution(toy.data(), *YEAR, gains=True, out_of_sight=True)
    assert {row.id for row in more.rows} == {"again", "back", "cut", "found", "seen", "wound-up"}
    assert {row.change for row in more.rows if row.id == "seen"} == {"into_view"}


def test_the_command_line_tells_losses_and_gains_apart(tmp_path: Path) -> None:
    write_package(turned(["x", "y"], gained=True).data(), tmp_path)
    words = ("loss", "2022", "2022", "--attribute", "--data", str(tmp_path), "--format")
    code, out, err = run(*words, "json")
    answer = json.loads(out)
    assert (code, answer["rows"], answer["total_gained"]["reach"]) == (0, [], 0.5)
    assert {row["id"] for row in answer["gained"]} == {"x", "y"}
    assert [row["cost"] for row in answer["gained_causes"] if row["measure"] == "reach"] == [0.5]
    assert "of, for a gain: what there is on 2022-12-31" in err
    lines = run(*words, "csv").out.splitlines()
    assert (
        "reach,x,foreign-ministry,2022-07-01,2022-07-01,2022-07-01,restored,0,0,0,0.25,0.25,0.25,0,1"
        in lines
    )
    code, out, _ = run(*words, "table", COLUMNS="200")
    told = [" ".join(line.split()) for line in out.splitlines()]
    assert any(line.endswith("by loss: none in the data") for line in told)
    assert any("Reach no fewer 0.25 of 1" in line for line in told)
