"""Run a command as a process of its own, and tell what it cost: user CPU seconds, not the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

LIMIT = 1800
"""Seconds after which a run is ended and counts as failed."""


class Run(NamedTuple):
    """What a run of Python cost, and how it ended."""

    seconds: float
    elapsed: float
    """By the clock: the only measure of work that a server does for it."""
    in_all: float
    """CPU seconds, those of the system for it included: most of a short process."""
    code: int
    said: str


def python(words: Sequence[str], *, log: Path, environment: Mapping[str, str] | None = None) -> Run:
    """Run Python with some words; what it says goes to a file, its last line into the answer."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *words], stdout=out, stderr=out, stdin=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        begun = time.monotonic()
        while True:
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            if time.monotonic() - begun > LIMIT:
                process.kill()
            time.sleep(0.01)
    elapsed = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return Run(
        usage.ru_utime,
        elapsed,
        usage.ru_utime + usage.ru_stime,
        process.returncode,
        lines[-1] if lines else "",
    )


def median(words: Sequence[str], *, log: Path, times: int) -> Run:
    """Run the same several times and return the run of median cost."""
    runs = sorted(python(words, log=log) for _ in range(times))
    return runs[len(runs) // 2]
