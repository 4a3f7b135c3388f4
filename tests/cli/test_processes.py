"""The command line as a process of its own: what it imports, and what it leaves behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import import_module
from typing import Any

from backchannel.cli.verbs import HOMES

from servers.shell import HANGS


def python(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], check=False, capture_output=True, text=True, timeout=HANGS, **more
    )


def test_it_runs_as_a_module_and_its_import_is_light() -> None:
    said = python("-m", "backchannel", "open", "2022-03-03", "--format", "json")
    assert (said.returncode, json.loads(said.stdout)["when"]) == (0, "2022-03-03")
    heavy = "numpy pydantic networkx matplotlib neo4j typer rich jpype"
    light = python(
        "-c", f"import backchannel, sys; print([m for m in '{heavy}'.split() if m in sys.modules])"
    )
    assert light.stdout.strip() == "[]"


def test_open_imports_no_library_that_it_does_not_need() -> None:
    code = (
        "import sys; sys.argv = ['backchannel', 'open', '2022', '--format', 'csv']\n"
        "from backchannel.cli import main\n"
        "try: main()\n"
        "except SystemExit: print([m for m in ('networkx', 'matplotlib', 'neo4j', 'numpy', 'pydantic', 'jpype') if m in sys.modules])"
    )
    assert python("-c", code).stdout.splitlines()[-1] == "[]"


def test_a_question_about_data_that_passed_imports_no_check() -> None:
    code = (
        "import sys; sys.argv = ['backchannel', 'open', '2022', '--format', 'csv']\n"
        "from backchannel.cli import main\n"
        "try: main()\n"
        "except SystemExit: print(sorted(m for m in sys.modules if m.startswith('backchannel.')))"
    )
    python("-c", code)
    imported = python("-c", code).stdout.splitlines()[-1]
    assert "'backchannel.package.reading'" in imported
    for module in ("check.rules", "package.damage", "package.csvfile"):
        assert f"'backchannel.{module}'" not in imported


def test_every_verb_of_every_module_is_known_and_only_the_one_asked_for_is_imported() -> None:
    for home in sorted(set(HOMES.values())):
        own = vars(import_module(f"backchannel.cli.{home}"))["VERBS"]
        assert set(own) == {verb for verb in HOMES if HOMES[verb] == home} - {"plot"}
    for words in ("check", "--version"):
        code = (
            f"import sys; sys.argv = ['backchannel', {words!r}]\n"
            "from backchannel.cli import main\n"
            "try: main()\n"
            "except SystemExit: print(sorted(m for m in sys.modules if m.startswith('backchannel.cli.')))"
        )
        imported = python("-c", code).stdout.splitlines()[-1]
        assert ("cli.records" in imported, "cli.draw" in imported) == (words == "check", False)


def test_a_reader_that_goes_away_is_no_error() -> None:
    for both in ("", "2>&1 "):
        command = f"{sys.executable} -m backchannel open 2022 --all --format json {both}| head -c 1; echo ${{PIPESTATUS[0]}}"
        said = subprocess.run(
            ["bash", "-c", command], check=False, capture_output=True, text=True, timeout=HANGS
        )
        assert (said.stdout, "Error" in said.stderr) == ("{0\n", False)


def test_a_password_never_appears() -> None:
    environment = {**os.environ, "NEO4J_USERNAME": "neo4j", "NEO4J_PASSWORD": "s3cret-word"}
    said = python("-m", "backchannel", "load", "bolt://127.0.0.1:1", env=environment)
    assert (said.returncode, said.stderr.count("\n")) == (1, 1)
    assert "s3cret-word" not in said.stdout + said.stderr
