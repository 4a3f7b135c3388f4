"""Texts from the data are texts: whatever they hold, nothing of it is run, loaded or turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import backchannel as bc

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from backchannel.facts.dataset import Dataset

SCRIPT = "<script>document.title = 'run'</script>"
CLOSING = "</script><img src=https://example.org/x onerror=\"document.title='run'\">"
QUOTES = "\"'><b>bold</b> {{data}} &amp; ${x} `y`"
HEBREW = "ערוץ שקט"
TURNED = "safe \u202egnorw"


def hostile() -> Dataset:
    toy = Toy(as_of="2022-12-31")
    names = {
        "script": SCRIPT,
        "closing": CLOSING,
        "quotes": QUOTES,
        "hebrew": HEBREW,
        "turned": TURNED,
    }
    toy.actor("envoy", name=CLOSING, state="AAA")
    toy.source("bad", title=SCRIPT, publisher=CLOSING, url="javascript:alert(1)")
    toy.source("good", title=QUOTES, publisher=TURNED, url="https://example.org/?a=1&b=\"'<x>")
    for channel, name in names.items():
        toy.channel(channel, "envoy/AAA", "state-aab/AAB", name=name)
        toy.spell(
            channel, "open", "2022-01-01", "2022-12-31", end_kind="observed", by=["bad", "good"]
        )
        toy.contact(channel, "2022-05-05", outcome=CLOSING)
    return toy.data()


def test_hostile_texts_are_shown_and_nothing_of_them_happens(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    path = bc.page(hostile(), tmp_path / "page.html", title=f"{{{{data}}}} {CLOSING}")
    page = open_page(path, "#day=2022-06-01&channel=closing")
    assert page.title() == f"{{{{data}}}} {CLOSING}"
    shown = page.locator("#rows .name").all_inner_texts()
    assert set(shown) == {SCRIPT, CLOSING, QUOTES, HEBREW, "safe \\u202egnorw"}
    page.get_by_text("All accounts and contacts").click()
    said = page.locator("#evidence").inner_text()
    assert said.count(CLOSING) >= 3
    assert SCRIPT in said
    assert page.locator("img, b:has-text('bold'), script:has-text('run')").count() == 0
    links = page.locator("#evidence a").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href'))"
    )
    assert set(links) == {"https://example.org/?a=1&b=\"'<x>"}


def test_an_address_is_no_place_for_markup_either(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    path = bc.page(hostile(), tmp_path / "page.html")
    page = open_page(path, "#day=2022-06-01&find=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    assert page.locator("#find").input_value() == "<img src=x onerror=alert(1)>"
    assert page.locator("img").count() == 0


def test_the_file_runs_one_program_and_names_no_address_to_load(tmp_path: Path) -> None:
    text = bc.page(hostile(), tmp_path / "page.html").read_text(encoding="utf-8")
    assert len(re.findall("<script", text, re.IGNORECASE)) == 2  # the facts and the program
    assert len(re.findall("</script", text, re.IGNORECASE)) == 2
    assert "script-src &#x27;sha256-" in text
    assert "default-src &#x27;none&#x27;" in text
    program = text[text.rindex("<script>") :]
    text = re.sub(r'(id="facts">).*?(</script>)', r"\1\2", text, flags=re.DOTALL)
    assert not re.search(
        r"innerHTML|insertAdjacent|document\.write|\beval\b|fetch\(|XMLHttp", program
    )
    assert not re.search(r"(?:src|href)=[\"']?(?:https?:)?//", text)
    assert not re.search(r"@import|url\(\s*[\"']?(?!#)", text)
