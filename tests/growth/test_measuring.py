"""What the benchmark tells is what it says: exponents, costs, jobs and faults."""

from __future__ import annotations

import json
import math
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from backchannel.cli.verbs import HOMES
from benchmarks.__main__ import measure
from benchmarks.asking import clock
from benchmarks.growth import exponent
from benchmarks.jobs import VERBS
from benchmarks.meter import TIMES, WARM, cost
from benchmarks.results import (
    grown,
    held,
    is_fault,
    known,
    machine,
    quicker,
    renewed,
    table,
    write,
)
from benchmarks.run import Failed, in_turn, python, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.results import Row

SIZES = (1, 10, 100)


@pytest.mark.parametrize("growth", [0.8, 1, 1.15, 2])
@pytest.mark.parametrize("fixed", [0, 0.2, 3])
def test_an_exponent_is_that_of_the_work_whatever_the_start_costs(
    growth: float, fixed: float
) -> None:
    costs = [fixed + 0.1 * size**growth for size in SIZES]
    assert exponent(SIZES, costs) == pytest.approx(growth, abs=0.001)


def test_what_does_not_grow_has_no_exponent_and_noise_makes_none() -> None:
    assert exponent(SIZES, [0.2, 0.2, 0.2]) == 0
    assert exponent(SIZES, [0.2, 0.19, 0.18]) == 0
    assert exponent(SIZES, [0.2, 0.201, 0.4]) == pytest.approx(0.3, abs=0.01)


def test_a_cost_that_is_not_known_gives_no_exponent() -> None:
    assert exponent(SIZES, [0.1, math.nan, 10]) is None


def test_work_is_repeated_until_it_can_be_told() -> None:
    now = [0.0]

    def work(seconds: float) -> Callable[[], None]:
        def done() -> None:
            now[0] += seconds

        return done

    assert cost(work(0.25), lambda: now[0]) == pytest.approx(0.25)
    assert now[0] == pytest.approx(WARM + TIMES * 0.5)
    now[0] = 0
    assert cost(work(100), lambda: now[0]) == pytest.approx(100)
    assert now[0] == 100


def test_the_least_of_several_averages_is_told_so_that_the_work_of_others_is_not() -> None:
    now, slowed = [0.0], iter([9, 5, 2, 2, 4, 4, 3])

    def work() -> None:
        now[0] += next(slowed)

    # The first is warming up; then one a time, as each is long enough to be told.
    assert cost(work, lambda: now[0]) == 2
    assert list(slowed) == [3]


def test_a_short_piece_is_told_by_its_average_as_tidying_up_is_a_part_of_it() -> None:
    now, calls = [0.0], [0]

    def work() -> None:
        calls[0] += 1
        now[0] += 0.125 if calls[0] % 2 else 0.0625

    assert cost(work, lambda: now[0]) == pytest.approx(0.375 / 4, rel=0.1)


def test_a_run_counts_what_its_children_work_and_not_what_it_waits(tmp_path: Path) -> None:
    spin = "import time\nwhile time.process_time() < 0.3: pass"
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {spin!r}])"
    worked = python(["-c", child], log=tmp_path / "log")
    waited = python(["-c", "import time; time.sleep(0.6)"], log=tmp_path / "log")
    assert worked.spent >= 0.3
    assert waited.spent < 0.6
    holding = "import time; much = b'x' * 10**8; time.sleep(0.1)"
    assert python(["-c", holding], log=tmp_path / "log").memory > waited.memory + 90


def test_a_server_s_work_is_counted_with_that_of_its_client() -> None:
    begun, own = clock("neo4j://x", str(os.getpid())), time.process_time
    before, mine = begun(), own()
    while own() - mine < 0.3:
        pass
    # The server is this very process here, so that its work counts twice.
    assert begun() - before == pytest.approx(2 * (own() - mine), abs=0.1)
    assert clock("neo4j://x", "") is time.monotonic
    assert clock("out/graph", "") is time.process_time


def test_every_verb_of_the_benchmark_is_one_that_there_is() -> None:
    assert {verb.words[0] for verb in VERBS} <= set(HOMES)
    assert len({verb.name for verb in VERBS}) == len(VERBS)
    words = VERBS[1].command(Path("package"), Path("answers"))
    assert words == ["-m", "backchannel", "open", "2014", "--data", "package"]


def test_what_a_module_tells_is_read_and_a_failure_is_said(tmp_path: Path) -> None:
    line = json.dumps({"job": "read", "seconds": 0.5})
    words = ["-c", f"print({line!r}); print('beside it')"]
    assert told(words, log=tmp_path / "log", say=print) == {"read": 0.5}
    with pytest.raises(Failed, match="no such file"):
        told(["-c", "raise SystemExit('no such file')"], log=tmp_path / "log", say=print)


def gain(against: str, ratio: float, *, least: float) -> Row:
    return quicker("series", against, ratio, least=least, basis="2 networks of 5 dates")


def test_too_much_is_a_fault_and_so_is_another_answer() -> None:
    assert not is_fault(grown("read", 1.15, SIZES))
    assert is_fault(grown("read", 1.16, SIZES))
    assert is_fault(grown("read", None, SIZES))
    assert not is_fault(held("open", "csv.reader", 12, equal=True))
    assert is_fault(held("open", "csv.reader", 12.1, equal=True))
    assert is_fault(held("open", "csv.reader", 3, equal=False))
    assert not is_fault(gain("a loop", 60, least=60))
    assert is_fault(gain("a loop", 59.9, least=60))
    assert not is_fault(gain("a peer", 200, least=1))


def test_the_table_says_which_job_is_a_fault() -> None:
    growth = grown("read", 1.2, SIZES, 0.9, cost="5 · 6 · 9 ms")
    lines = table([held("open", "csv.reader", 3, equal=True), growth, gain("igraph", 2, least=3)])
    cells = [[cell.strip() for cell in line.split("|")[1:]] for line in lines]
    assert cells[0] == [
        "job",
        "against",
        "ratio",
        "equal",
        "least",
        "sizes",
        "exponent",
        "memory",
        "basis",
        "cost",
        "",
    ]
    assert cells[2] == ["open", "csv.reader", "3", "yes", "", "", "", "", "", "", ""]
    assert cells[3][:5] == ["read", "", "", "", ""]
    assert cells[3][5:] == ["1 · 10 · 100", "1.2", "0.9", "", "5 · 6 · 9 ms", "a fault"]
    assert cells[4][2:5] == ["2", "yes", "3"]
    assert cells[4][-3:] == ["2 networks of 5 dates", "", "a fault"]


def test_what_is_measured_anew_takes_the_place_of_what_was_known() -> None:
    known = [grown(job, 1.0, SIZES) for job in ("check", "open", "lost")]
    anew = [grown("open", 1.1, SIZES), grown("report", 1.0, SIZES)]
    assert renewed(known, anew) == [known[0], anew[0], known[2], anew[1]]
    assert renewed([], anew) == anew
    peers = [gain(peer, 3, least=1) for peer in ("igraph", "rustworkx")]
    assert renewed(peers, []) == peers
    larger = [grown("open", 1.0, (1, 100, 10_000))]
    assert renewed(anew, larger) == [*anew, *larger]


def test_a_row_says_its_day_and_machine_so_that_older_ones_are_told_apart() -> None:
    row = grown("open", 1.0, SIZES)
    assert row["measured_on"] == f"{datetime.now(UTC):%Y-%m-%d}"
    assert "processors" in row["machine"]


def test_the_file_says_on_top_what_machine_wrote_it_and_leaves_that_of_older_rows(
    tmp_path: Path,
) -> None:
    path = tmp_path / "results.json"
    older: Row = {**grown("open", 1.0, SIZES), "machine": "another"}
    write(path, [older])
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["machine"] == machine()
    assert found["jobs"] == known(path) == [older]


def test_a_run_that_is_stopped_has_written_what_it_measured_and_kept_the_rest(
    tmp_path: Path,
) -> None:
    path, said = tmp_path / "results.json", list[str]()
    older = [{**grown(job, 1.0, SIZES), "machine": "another"} for job in ("check", "open")]
    write(path, older)  # type: ignore[arg-type]
    anew = grown("open", 1.1, SIZES)

    def stopped() -> Iterator[Row]:
        yield grown("query", 1.0, SIZES)
        raise KeyboardInterrupt

    groups = {"verbs": [anew], "none": [], "databases": stopped(), "never": [anew]}
    with pytest.raises(KeyboardInterrupt):
        measure(groups, path, said.append)
    assert known(path) == [older[0], anew, grown("query", 1.0, SIZES)]
    assert said == ["verbs: 0.0 minutes\n"]
    assert measure({"verbs": [anew]}, None, said.append) == [anew]
    assert known(tmp_path / "none.json") == []


def test_sizes_take_turns_and_what_takes_long_is_not_run_again() -> None:
    ran = []

    def run(size: int) -> float:
        ran.append(size)
        return 100.0 * size

    assert in_turn((1, 2, 4), run, float, times=3) == [[100] * 3, [200] * 2, [400]]
    assert ran == [1, 2, 4, 1, 2, 1]
