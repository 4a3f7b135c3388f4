"""The programs that read our files back: R, and the Gephi toolkit, which Maven fetches once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from servers.neo4j_server import locked
from servers.shell import HANGS

GEPHI = Path(__file__).parent / "gephi"


def needs(program: str, *, to: str) -> None:
    """Leave a test out where a program is missing, with one line that says what to install, but never under CI."""
    if shutil.which(program) is None:
        reason = f"`{program}` is not on the machine; to {to}, install it"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def in_r(code: str, folder: Path, *arguments: str) -> list[str]:
    """Run R in a folder, and return the lines that it prints."""
    needs("Rscript", to="have the tables read by R (Debian: r-base-core)")
    command = ["Rscript", "--vanilla", "-e", code, *arguments]
    ran = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=HANGS
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def in_gephi(file: Path, *days: str) -> dict[str, Any]:
    """Open a file with Gephi, and return what it shows as a whole and on some days."""
    needs("java", to="have the graphs opened by Gephi (Java 11 or later)")
    command = [sys.executable, str(GEPHI / "timeline.py"), str(_gephi_jar()), str(file), *days]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=HANGS)
    assert ran.returncode == 0, ran.stderr
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _gephi_jar() -> Path:
    """Return the toolkit's jar, fetched once for each state of the pom."""
    needs("mvn", to="have the graphs opened by Gephi")
    pom, target = GEPHI / "pom.xml", GEPHI / "target"
    target.mkdir(exist_ok=True)
    done = target / "fetched"
    with locked(target / "fetching.lock"):
        if not (done.is_file() and done.read_bytes() == pom.read_bytes()):
            shutil.rmtree(target / "lib", ignore_errors=True)
            maven = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies"]
            ran = subprocess.run(maven, capture_output=True, text=True, timeout=900, check=False)
            if ran.returncode:
                reason = f"Maven could not fetch the Gephi toolkit ({' '.join(ran.stdout.split())[:300]})"
                (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
            done.write_bytes(pom.read_bytes())
    return next((target / "lib").glob("gephi-toolkit-*.jar"))
