"""The command line, run in a process of its own or in this one, and what a failure has to look like."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

from backchannel.cli import main
from backchannel.package.reading import write_package
from backchannel.store import connect

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable


HANGS = 900.0
"""
Seconds after which what was started is taken to hang, and the test ends.

Nothing that a test shows may depend on it: on a machine that does much else everything takes longer.
"""


class Said(NamedTuple):
    """What a run of the command line left: its exit code, and what it wrote."""

    code: int
    out: str
    err: str


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a run: nobody's Neo4j but the one that is given."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("NEO4J_")
    } | more


def start(*words: str, text: str = "", **more: str) -> subprocess.Popen[str]:
    """Start the command line in a process of its own, in which Ctrl-C works wherever the tests run."""
    command = ["env", "--default-signal=INT", sys.executable, "-m", "backchannel", *words]
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", env=surroundings(**more)
    )
    assert process.stdin is not None
    process.stdin.write(text)
    process.stdin.close()
    process.stdin = None
    return process


def end(process: subprocess.Popen[str]) -> Said:
    """Wait for the end of what was started."""
    out, err = process.communicate(timeout=HANGS)
    return Said(process.returncode, out, err)


def run(*words: str, text: str = "", **more: str) -> Said:
    """Run the command line in this process, which spares the start of another Python and Java."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    with (
        patch.object(sys, "argv", ["backchannel", *words]),
        patch.object(sys, "stdin", io.StringIO(text)),
        patch.dict(os.environ, surroundings(**more), clear=True),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def assert_fails(said: Said, sentence: str, *, code: int = 1) -> None:
    """Hold a failure to its contract: exactly one line, on stderr, with the sentence in it, and the exit code."""
    assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), said
    assert said.err.startswith("backchannel: "), said
    assert sentence in said.err, said
    assert not any(
        sign in said.err for sign in ("Traceback", "Exception", "java.", "com.arcadedb")
    ), said


def line(folder: Path, *names: str, repeat: int = 1) -> Path:
    """Write a package in which each of the channels is open in 2020; `repeat` makes many of each."""
    toy = Toy()
    for name in sorted(f"{name}-{number:04}" for name in names for number in range(repeat)):
        toy.channel(name).spell(name, "open", "2020", "2021")
    write_package(toy.data(), folder)
    return folder


def channels(place: Path | str, **login: str) -> set[str]:
    """Return the names of the channels that are loaded, less their numbers."""
    user, password = login.get("NEO4J_USERNAME"), login.get("NEO4J_PASSWORD")
    with connect(place, user=user, password=password) as store:
        return {one.rpartition("-")[0] for one in store.read().channels}


def kill_after(process: subprocess.Popen[str], seconds: float) -> None:
    """Kill a process some time after its start, unless it has ended before."""
    try:
        process.wait(max(seconds, 0))
    except subprocess.TimeoutExpired:
        process.kill()
    end(process)


def seconds_of(*words: str, **more: str) -> float:
    """How long a run takes while another one does the same elsewhere."""
    begin = time.monotonic()
    assert end(start(*words, **more)).code == 0
    return time.monotonic() - begin


def interrupted(
    process: subprocess.Popen[str], sign: Callable[[], bool], by: int = signal.SIGINT
) -> Said:
    """
    Press Ctrl-C when a sign shows that the work is under way.

    What is interrupted must be work that would not end by itself, or end otherwise: so the end shows that it was heard.
    """
    deadline = time.monotonic() + HANGS
    while not sign():
        assert process.poll() is None, end(process)
        assert time.monotonic() < deadline
        time.sleep(0.02)
    process.send_signal(by)
    return end(process)


def mapped(process: subprocess.Popen[str], library: str) -> Callable[[], bool]:
    """Say whether a process has come to use a library."""
    return lambda: (
        library in Path(f"/proc/{process.pid}/maps").read_text(encoding="utf-8", errors="replace")
    )


def assert_interrupted(said: Said) -> None:
    """Hold an interruption to its contract."""
    assert said == (130, "", "backchannel: interrupted\n"), said
