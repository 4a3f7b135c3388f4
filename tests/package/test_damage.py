"""Cells that a program damaged: lost letters, text read in a wrong encoding, line breaks; each is named."""

from __future__ import annotations

import pytest

from backchannel.check.rules import checked
from backchannel.package.damage import CODE_PAGES, damages, may_be_damaged
from backchannel.package.reading import parse_files

from worlds import sound

LOST = "lost letters in a code page, which has `?` for them; write them again"
BROKEN = "has a line break or a tab in it; write it on one line"
NAMES = ["Vučić", "Türkiye", "Лавров", "Černomyrdin", "café", "“quoted” text", "Ćwik’s", "Żółć", "Ukraine – war", "€",
         "naïve", "Чубайс", "O’Brien", "Şahin", "Ельцин Борис", "Ήπειρος"]  # fmt: skip


def misread(text: str, page: str) -> str:
    """Read UTF-8 as a program does that takes it for a code page; bytes that the page lacks stay as controls."""
    found = (bytes([byte]).decode(page, errors="replace") for byte in text.encode())
    return "".join(
        chr(byte) if one == "\ufffd" else one
        for one, byte in zip(found, text.encode(), strict=True)
    )


@pytest.mark.parametrize("page", CODE_PAGES)
@pytest.mark.parametrize("name", NAMES)
def test_text_read_in_a_wrong_encoding_once_or_twice_is_named_with_what_was_meant(
    name: str, page: str
) -> None:
    once = misread(name, page)
    for damaged in (once, misread(once, page), f"{name}, or {once}"):
        meant = name if " or " not in damaged else f"{name}, or {name}"
        assert damages({"name": damaged})["name"].endswith(
            f"is UTF-8 read in another encoding; did you mean `{meant}`?"
        )
        assert may_be_damaged(["Line", damaged])


@pytest.mark.parametrize(
    "text", ["Vu?i?", "?ernomyrdin", "S?ren", "????", "the ?ahin case", "(?ahin)", "line?\nS?ren"]
)
def test_letters_that_a_code_page_lacks_are_missed(text: str) -> None:
    assert damages({"outcome": text})["outcome"].endswith(LOST)
    assert may_be_damaged(["Line", text])


@pytest.mark.parametrize(
    "text",
    [*NAMES, "Ці люди", "«CAFÉ»", "“CAFÉ”", "É – à", "ESPAÑA»", "Їжак і", "Что?", "why? because", "(who?)", "Søren Ærø",
     "d’État", "Đặng Việt", "2022?", "[2021?..2022]", "https://x.example/a?b=c", "Who? Where?", "“Why?” he said", "РіСі"],
)  # fmt: skip
def test_what_people_write_is_no_damage(text: str) -> None:
    assert damages({"value": text}) == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("channels.csv", "Line,", '"Li\nne",', rf"channels.csv:2: name: `Li\nne` {BROKEN}"),
        ("channels.csv", "Line,", "Li\tne,", rf"channels.csv:2: name: `Li\tne` {BROKEN}"),
        ("sources.csv", "Paper,", '"Pa\nper",', rf"sources.csv:2: title: `Pa\nper` {BROKEN}"),
        ("dependencies.csv", "The house", '"The\nhouse"', rf"dependencies.csv:2: on: `The\nhouse` {BROKEN}"),
        ("actors.csv", "The Envoy;", "The Vu?i?;", f"actors.csv:2: aliases: `The Vu?i?; E.` {LOST}"),
        ("actors.csv", "The Envoy;", "The VuÄ\x8diÄ‡;",
         r"actors.csv:2: aliases: `The VuÄ\x8diÄ‡; E.` is UTF-8 read in another encoding; did you mean `The Vučić; E.`?"),
    ],
)  # fmt: skip
def test_check_names_the_cell(file: str, old: str, new: str, expected: str) -> None:
    assert old in sound.files()[file].decode()
    found = sound.remade(file, lambda content: content.replace(old.encode(), new.encode(), 1))
    assert found == [expected]


def test_an_outcome_may_have_several_lines() -> None:
    assert b"Talks,\nno more." in sound.files()["contacts.csv"]
    assert checked(parse_files(sound.files())).problems == []
