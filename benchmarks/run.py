"""Run Python as a process of its own, and tell what it cost: CPU seconds, not the clock."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Done = TypeVar("Done")

OUT = Path(__file__).resolve().parents[1] / "out" / "bench"
"""Where packages and databases are made."""
LOG = OUT / "log"

LONG = 300.0
"""CPU seconds after which a job is not run again on a size."""
LIMIT = 7200
"""Seconds after which a run is ended and counts as failed."""

UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""What would have Python compile our modules anew in each run; an installed program never does."""


class Run(NamedTuple):
    """What a run of Python cost, and how it ended."""

    spent: float
    """CPU seconds of the process and its children, those of the system for them included."""
    memory: float
    """The most memory that it held at a time, in MB."""
    code: int
    said: str
    """What it printed, on either stream."""

    @property
    def last(self) -> str:
        """The last line that it printed: what went wrong, where something did."""
        return (self.said.splitlines() or [""])[-1]


class Failed(Exception):
    """A run that was to give numbers ended with an error."""


def python(
    words: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    heard: Callable[[str], None] | None = None,
) -> Run:
    """
    Run Python with some words.

    What it says goes to a file; `heard` is given the last line of it now and then.
    """
    given = {key: value for key, value in os.environ.items() if key != UNCOMPILED}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *words], stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            env={**given, **(environment or {})},
        )  # fmt: skip
        begun, peak = time.monotonic(), 0.0
        while True:
            # What the system tells afterwards would be ours, if we hold more than the process did.
            peak = most_held(process.pid) or peak
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            if time.monotonic() - begun > LIMIT:
                process.kill()
            if heard and (lines := _text(log).splitlines()):
                heard(lines[-1])
            time.sleep(1 if heard else 0.005)
    process.returncode = os.waitstatus_to_exitcode(status)
    spent = usage.ru_utime + usage.ru_stime
    return Run(spent, peak or usage.ru_maxrss / 1024, process.returncode, _text(log))


def told(
    words: Sequence[str],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    say: Callable[[str], None],
) -> dict[str, float]:
    """Run a module of ours that tells its jobs, a line of JSON each; return the seconds by job."""
    said: list[str] = []

    def heard(line: str) -> None:
        if line.endswith("}") and line not in said:
            said.append(line)
            say(f"{json.loads(line)['job']} done")

    ran = python(words, log=log, environment=environment, heard=heard)
    if ran.code:
        raise Failed(f"{' '.join(words[:2])}: {ran.last}")
    lines = [json.loads(line) for line in ran.said.splitlines() if line.startswith('{"job"')]
    return {line["job"]: line["seconds"] for line in lines}


def cost(words: Sequence[str], *, log: Path) -> Run:
    """Run Python with some words, which must end well."""
    ran = python(words, log=log)
    if ran.code:
        raise Failed(f"{' '.join(words)}: {ran.last}")
    return ran


def in_turn(
    sizes: Sequence[int],
    run: Callable[[int], Done],
    spent: Callable[[Done], float],
    *,
    times: int,
) -> list[list[Done]]:
    """
    Run something several times on each size, less often where it takes long.

    The sizes take turns, so that all see what else goes on on the machine.
    """
    done = {size: [run(size)] for size in sizes}
    for size in [*sizes] * (times - 1):
        if sum(map(spent, done[size])) < LONG:
            done[size].append(run(size))
    return [*done.values()]


def most_held(process: int) -> float:
    """Return the most memory that a process has held yet, in MB; 0 where that is not said."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)


def _text(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")
