"""What the command line does with a broken package: `check` lists all, every other verb refuses it in one line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.cli import main
from backchannel.package.reading import write_package
from backchannel.store import connect

from worlds import sound

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    def call(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["backchannel", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return int(left.value.code or 0), out, err

    return call


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with an unknown code, a circle, and a table that a spreadsheet saved."""
    folder = tmp_path_factory.mktemp("broken")
    write_package(sound.sound().data(), folder)
    for name, old, new in (
        ("spells.csv", b",suspended,", b",suspend,"),
        ("actors.csv", b"house,House,organization,AAB,,", b"house,House,organization,AAB,,rival"),
        ("sources.csv", b"\n", b"\r\n"),
    ):
        content = (folder / name).read_bytes()
        assert old in content
        (folder / name).write_bytes(content.replace(old, new))
    return folder


def test_check_lists_every_problem_in_order_and_exits_1(
    run: Callable[..., Any], broken: Path
) -> None:
    code, out, err = run("check", broken)
    assert out.splitlines() == [
        "actors.csv:3: parent: goes round in a circle: house → rival → house; break it",
        "sources.csv:1: has CRLF line ends; `backchannel check --tidy PATH` writes the table anew",
        "spells.csv:3: status: `suspend` is not allowed; did you mean `suspended`?",
    ]
    assert (code, err) == (
        1, "3 problems in 3 of 11 tables.\nsome rules wait until what is said of spells is mended\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "open 2022",
        "show envoy",
        "contacts --last",
        "lost 2020 2022",
        "centrality 2020-02-01",
        "plot network 2020-02-01 -o x.svg",
        "report 2022 -o out",
        "load graph",
    ],
)
def test_every_other_verb_refuses_it_in_one_line(
    run: Callable[..., Any],
    broken: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words.split(), "--data", broken)
    assert (code, out) == (1, "")
    assert (
        err
        == f"backchannel: 3 problems in {broken}; run `backchannel check {broken}` for the list\n"
    )
    assert not list(tmp_path.iterdir())


def test_a_broken_package_is_not_loaded_and_the_graph_stays_as_it_was(
    run: Callable[..., Any], broken: Path, tmp_path: Path
) -> None:
    good, graph = tmp_path / "good", tmp_path / "graph"
    write_package(sound.sound().data(), good)
    count = "MATCH (n:Backchannel) OPTIONAL MATCH (n)-[r]->(:Backchannel) RETURN count(DISTINCT n) AS n, count(r) AS r"

    def kept() -> tuple[object, ...]:
        with connect(graph) as store:
            return store.digest(), store.read(), store.run(count).rows

    assert run("load", graph, "--data", good)[0] == 0
    before = kept()
    files = sorted(one.name for one in graph.iterdir())
    assert before[:2] == (sound.sound().data().digest, sound.sound().data())
    code, out, err = run("load", graph, "--data", broken)
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert err.startswith("backchannel: 3 problems in ")
    assert kept() == before
    assert sorted(one.name for one in graph.iterdir()) == files


def test_check_tidies_when_asked_and_then_lists_the_rest(
    run: Callable[..., Any], broken: Path, tmp_path: Path
) -> None:
    for one in broken.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    code, out, err = run("check", "--tidy", tmp_path)
    assert code == 1
    assert [line.split(":")[0] for line in out.splitlines()] == ["actors.csv", "spells.csv"]
    assert err.splitlines()[0] == "rewrote sources.csv"
    assert run("check", "--tidy", tmp_path)[2].splitlines()[0] == "2 problems in 2 of 11 tables."


def test_only_a_folder_is_tidied(run: Callable[..., Any], tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere", tmp_path / "x.zip"):
        code, out, err = run("check", "--tidy", place)
        assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_broken_cell_hides_no_broken_reference_beside_it(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    write_package(sound.sound().data(), tmp_path)
    spells = tmp_path / "spells.csv"
    content = spells.read_bytes()
    assert b"s2,line,suspended,2021-07-01," in content
    spells.write_bytes(
        content.replace(b"s2,line,suspended,2021-07-01,", b"s2,lien,suspend,2021-07-01,").replace(
            b"d1; d2", b"d1; d3"
        )
    )
    _, out, _ = run("check", tmp_path)
    assert out.splitlines() == [
        "spells.csv:3: cause: unknown disruption `d3`; add it to disruptions.csv",
        "spells.csv:3: channel: unknown channel `lien`; did you mean `line`?",
        "spells.csv:3: status: `suspend` is not allowed; did you mean `suspended`?",
    ]


def test_the_command_in_a_message_works_as_printed(
    run: Callable[..., Any], broken: Path, tmp_path: Path
) -> None:
    named = tmp_path / "my data"
    named.symlink_to(broken)
    _, _, err = run("open", "2022", "--data", named)
    assert (
        err
        == f"backchannel: 3 problems in {named}; run `backchannel check '{named}'` for the list\n"
    )
