"""A text in the data that tries to be Cypher, HTML, Markdown, a formula or a terminal's order stays a text."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from backchannel.output.tables import rows_as_csv, write_json, write_table
from backchannel.package.reading import write_package
from backchannel.store import connect

from servers.shell import Said, run
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import neo4j

    from backchannel.facts.dataset import Dataset

    from servers import neo4j_server

TEXTS = {
    "cypher": "'}) DETACH DELETE n //",
    "quoted": "\"}) MATCH (n) DETACH DELETE n; RETURN '",
    "tick": "`) DELETE n //` $left {x: 1} \\u0027",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "breaks": "</td></table></style></title>--><svg/onload=alert(1)>",
    "formula": "+cmd|' /C calc'!A0",
    "sum": "@SUM(1)",
    "equals": '=HYPERLINK("http://x.example")',
    "markdown": "[x](javascript:alert(1)) | ![y](z) ~~no~~",
    "math": "$left$ and $\\frac{1$",
    "signs": "dove \U0001f54a and letter \u4fe1",
    "lines": "first\nsecond\n# third",
    "turned": "safe \u202efdp.exe\u202c end",
    "colour": "red \x1b[31m\x1b]0;title\x07 and \x9b2J",
}
URL = "javascript:alert(1)"


REFUSED = {"equals", "colour", "lines"}
"""What `check` refuses in a package: a formula, control characters, line breaks in a name. A database may hold it all the same."""


def facts_with(names: Iterable[str]) -> Dataset:
    """Facts that say these texts in names, titles, outcomes, addresses and wherever else texts are free."""
    toy = Toy(start="2020-01-01", as_of="2022-12-31")
    for name in names:
        text = TEXTS[name]
        toy.source(f"source-{name}", published="2022-06-01", title=text, publisher=text, url=URL)
        # A list has its values between semicolons, so what holds one can be no value of a list.
        toy.actor(
            f"actor-{name}", name=text, state="AAA", aliases="" if ";" in text else f"{text} again"
        )
        toy.channel(f"channel-{name}", f"actor-{name}/AAA", "state-aab/AAB", name=text)
        toy.spell(f"channel-{name}", "open", "2021-02-01", "2021-12-31", by=[f"source-{name}"])
        toy.spell(f"channel-{name}", "closed", "2022-02-01", "..", by=(), id=f"shut-{name}")
        toy.claim(f"shut-{name}", f"actor-{name}", as_of="2022-12-31", locator=text)
        toy.contact(
            f"channel-{name}",
            "2021-06-01",
            f"actor-{name}/AAA",
            "state-aab/AAB",
            outcome=text,
            id=f"met-{name}",
        )
    return toy.data()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An embedded database with all of these texts, those among them that no package may hold."""
    folder = tmp_path_factory.mktemp("texts") / "graph"
    with connect(folder) as store:
        store.load(facts_with(TEXTS))
    return str(folder)


@pytest.mark.parametrize("name", TEXTS)
def test_a_package_may_say_whatever_is_a_text(name: str, tmp_path: Path) -> None:
    write_package(facts_with([name]), tmp_path)
    assert (run("check", str(tmp_path)).code == 0) == (name not in REFUSED)


def by_id(said: Said, table: str) -> dict[str, dict[str, str]]:
    assert said.code == 0, said
    return {one["id"]: one for one in json.loads(said.out)[table]}


# The databases

ASK = "MATCH (c:Channel)<-[:VIA]-(k:Contact) RETURN c.id AS id, c.name AS name, k.outcome AS outcome ORDER BY id"
FIND = "MATCH (c:Channel) WHERE c.name = $name RETURN c.id AS id"


def assert_unharmed(where: str, before: str, **login: str) -> None:
    said = run("query", "-", "--data", where, "--format", "json", text=ASK, **login)
    rows = json.loads(said.out)["rows"]
    expected = [
        {"id": f"channel-{name}", "name": text, "outcome": text}
        for name, text in sorted(TEXTS.items())
    ]
    assert rows == expected
    for name, text in TEXTS.items():
        asked = ["query", "-", "--data", where, "--param", f"name:text={text}", "--format", "csv"]
        assert run(*asked, text=FIND, **login).out == f"id\nchannel-{name}\n"
    for words in (["open", "2021"], ["show", "channel-cypher"], ["contacts"]):
        again = run(*words, "--format", "json", "--data", where, **login)
        assert again.out == run(*words, "--format", "json", "--data", before).out


def test_hostile_texts_are_data_to_the_embedded_engine(place: str, tmp_path: Path) -> None:
    assert run("load", str(tmp_path / "graph"), "--data", place).code == 0
    assert_unharmed(str(tmp_path / "graph"), place)


def test_hostile_texts_are_data_to_neo4j(
    place: str, bare: neo4j.Driver, server: neo4j_server.Server
) -> None:
    del bare
    login = {"NEO4J_USERNAME": server.user, "NEO4J_PASSWORD": server.password}
    assert run("load", server.uri, "--data", place, **login).code == 0
    assert_unharmed(server.uri, place, **login)


# What is written to a stream


@pytest.mark.parametrize(
    "words", [["open", "2021"], ["contacts"], *(["show", f"channel-{name}"] for name in TEXTS)]
)
def test_no_table_obeys_a_text(place: str, words: list[str]) -> None:
    said = run(*words, "--data", place, "--format", "table")
    assert said.code == 0
    assert unseen(said.out) == unseen(said.err) == []


def unseen(text: str) -> list[str]:
    return [sign for sign in text if sign != "\n" and not sign.isprintable()]


def test_json_says_the_texts_and_holds_no_order_to_a_terminal(place: str) -> None:
    said = run("open", "2021", "--data", place, "--format", "json")
    assert unseen(said.out) == []
    found = by_id(said, "channels")
    assert {one["name"] for one in found.values()} == set(TEXTS.values())


def test_no_cell_of_a_csv_is_a_formula_and_every_text_is_whole(place: str) -> None:
    said = run("open", "2021", "--data", place, "--format", "csv")
    names = {row["id"]: row["name"] for row in csv.DictReader(io.StringIO(said.out, newline=""))}
    for name, text in TEXTS.items():
        assert names[f"channel-{name}"] == (f"'{text}" if text[0] in "=+@" else text)
    header = rows_as_csv([{"=1+1": "\t=1+1", " @x": "＝1＋1"}], ["=1+1", " @x"])
    assert list(csv.reader(io.StringIO(header))) == [["'=1+1", "' @x"], ["'\t=1+1", "'＝1＋1"]]


def test_a_terminal_gets_no_order_from_any_format(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    rows = [{"id\x1b[7m": "x", "name": text} for text in TEXTS.values()]
    out = Terminal()
    monkeypatch.setenv("NO_COLOR", "1")
    write_table(rows, list(rows[0]), out)
    write_json({"rows": rows}, out)
    from backchannel.cli import output

    monkeypatch.setattr("sys.stdout", out)
    monkeypatch.setattr("sys.stderr", out)
    output.write(output.Answer(whole={}, rows=rows, columns=list(rows[0])), "csv")
    # The table's own bold and its end.
    said = out.getvalue().replace("\x1b[1m", "").replace("\x1b[0m", "")
    assert [sign for sign in unseen(said) if sign != "\t"] == []
    assert "red \\u001b[31m" in said
    del place


# The report


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_the_report_shows_the_texts_and_runs_none(place: str, tmp_path: Path) -> None:
    said = run("report", "2022", "--data", place, "-o", str(tmp_path / "out"))
    assert said.code == 0, said
    page = Page()
    text = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    page.feed(text)
    assert not page.tags & {"script", "svg", "iframe", "object", "form"}
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    for name, value in page.attributes:
        if name in ("href", "src"):
            assert re.match(r"(https?://|#|[\w./-]+(#[\w-]+)?$)", value or ""), value
    shown = " ".join("".join(page.texts).split())
    for one in TEXTS.values():
        if one.isprintable():
            assert " ".join(one.split()) in shown, one
    assert unseen(text) == []
    markdown = (tmp_path / "out" / "index.md").read_text(encoding="utf-8")
    assert unseen(markdown) == []
    assert not re.search(
        r"(?<!\\)<(script|img|svg)|(?<!\\)\]\(javascript|(?<!\\)\$left", markdown, re.IGNORECASE
    )
    for picture in (tmp_path / "out").rglob("*.svg"):
        assert_inert(picture.read_bytes())
    for table in (tmp_path / "out").rglob("*.csv"):
        with table.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@-](?![\d.]+$)", cell)]


def assert_inert(picture: bytes) -> None:
    """A picture is well-formed XML without scripts, handlers and links that lead to them."""
    for element in ET.fromstring(picture).iter():  # noqa: S314 - our own picture
        assert not str(element.tag).endswith("}script")
        for name, value in element.attrib.items():
            assert not name.rpartition("}")[2].startswith("on")
            assert "javascript:" not in value


@pytest.mark.parametrize(
    "words",
    [
        ["network", "2021-06-01"],
        ["timeline", "2021", "2022"],
        ["centrality", "2021-06-01"],
        ["loss", "2021", "2022"],
    ],
)
def test_pictures_draw_the_texts_as_they_are(place: str, tmp_path: Path, words: list[str]) -> None:
    said = run("plot", *words, "--data", place, "-o", str(tmp_path / "x.svg"))
    assert said.code == 0, said
    assert_inert((tmp_path / "x.svg").read_bytes())
