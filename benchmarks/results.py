"""The results: a row for each job, with its day and machine, and what of them is a fault."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_GROWTH = 1.15
"""The greatest exponent that is no fault."""
MOST_TIMES = 12.0
"""The greatest ratio that is no fault."""

MEASURED = (
    "Work is CPU time, of user and system: of the process that asks, of its children, and of a "
    "Neo4j on this machine that works for it. Of several runs the least counts."
)
"""What stands over the table."""


class Row(TypedDict):
    """One job: held against something by a ratio, or told by the exponent of its growth."""

    job: str
    against: str | None
    ratio: float | None
    equal: bool | None
    """Whether both sides of a ratio gave the same; nothing where there is nothing to compare."""
    least: float | None
    """How many times quicker than the other a job is to be; none where it may be slower."""
    sizes: str | None
    """How many times the data growth was measured on; of claims, how many they were."""
    exponent: float | None
    memory: float | None
    """The exponent of the most memory held at a time; none where several jobs share a process."""
    basis: str | None
    """
    How many distinct networks the dates of a series have, and on how much of it the other was run,
    whose time is taken as many times more.
    """
    cost: str | None
    """What it took on each size, where that is to be told: a number for this machine alone."""
    measured_on: str
    """The day."""
    machine: str
    """What it was measured on, as rows stay that a later run did not measure."""


class Results(TypedDict):
    """What is written down."""

    machine: str
    """What the last run was on; a row that it left as it was may be of another machine."""
    measured: str
    jobs: list[Row]


def grown(
    job: str,
    exponent: float | None,
    sizes: Sequence[int],
    memory: float | None = None,
    *,
    cost: str | None = None,
) -> Row:
    """Return the row of a job that is told by its growth; it failed where that is not known."""
    row = _row(job)
    row["sizes"], row["cost"] = " · ".join(f"{size:,}" for size in sizes), cost
    row["exponent"] = None if exponent is None else round(exponent, 2)
    row["memory"] = None if memory is None else round(memory, 2)
    return row


def held(job: str, against: str, ratio: float, *, equal: bool | None) -> Row:
    """Return the row of a job that may cost so many times as much as something."""
    return _row(job, against=against, ratio=round(ratio, 1), equal=equal)


def quicker(job: str, against: str, ratio: float, *, least: float, basis: str) -> Row:
    """Return the row of a job that is so many times quicker than something, with equal values."""
    row = _row(job, against=against, ratio=round(ratio, 1), equal=True, least=least)
    row["basis"] = basis
    return row


def _row(
    job: str,
    *,
    against: str | None = None,
    ratio: float | None = None,
    equal: bool | None = None,
    least: float | None = None,
) -> Row:
    return {
        "job": job,
        "against": against,
        "ratio": ratio,
        "equal": equal,
        "least": least,
        "sizes": None,
        "exponent": None,
        "memory": None,
        "basis": None,
        "cost": None,
        "measured_on": f"{datetime.now(UTC):%Y-%m-%d}",
        "machine": machine(),
    }


def renewed(known: Sequence[Row], measured: Sequence[Row]) -> list[Row]:
    """Return known rows with those of the jobs and sizes measured anew in their place."""
    rows = {(row["job"], row["against"], row["sizes"]): row for row in (*known, *measured)}
    return list(rows.values())


def known(path: Path) -> list[Row]:
    """Return the rows that a file has, or none."""
    if not path.exists():
        return []
    jobs: list[Row] = json.loads(path.read_text(encoding="utf-8"))["jobs"]
    return jobs


def write(path: Path, rows: list[Row]) -> None:
    """Write rows down, so that a run which is stopped leaves the old file or the new one."""
    results = Results(machine=machine(), measured=MEASURED, jobs=rows)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(path)


def is_fault(row: Row) -> bool:
    """Say whether a job failed, grows too fast, costs too much, gains too little, or differs."""
    if row["least"] is not None:
        return row["ratio"] is None or row["ratio"] < row["least"]
    if row["ratio"] is not None:
        return row["ratio"] > MOST_TIMES or row["equal"] is False
    return row["exponent"] is None or row["exponent"] > MOST_GROWTH


def table(rows: Sequence[Row]) -> list[str]:
    """Return the rows as the lines of a Markdown table, which is plain enough to be printed."""
    head = ["job", "against", "ratio", "equal", "least", "sizes", "exponent", "memory"]
    head += ["basis", "cost"]
    lines = [head, *([_cell(row[key]) for key in head] for row in rows)]  # type: ignore[literal-required]
    widths = [max(len(line[number]) for line in lines) for number in range(len(head))]
    lines.insert(1, ["-" * width for width in widths])
    return [
        f"| {' | '.join(map(str.ljust, line, widths))} |{' a fault' * marked}"
        for line, marked in zip(lines, [False, False, *map(is_fault, rows)], strict=True)
    ]


@cache
def machine() -> str:
    """Return what the results were measured on: processor, how many of it, and Python."""
    about = Path("/proc/cpuinfo")
    named = [
        line.partition(":")[2].strip()
        for line in (about.read_text(encoding="utf-8") if about.is_file() else "").splitlines()
        if line.startswith("model name")
    ]
    processor = named[0] if named else platform.machine()
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{processor}, {os.cpu_count()} processors, {platform.system()}, {python}"


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
