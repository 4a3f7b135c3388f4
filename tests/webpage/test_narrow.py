"""A report is read on a telephone, too: its tables stand as blocks there, and as tables on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.output.document import Document

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser


def test_a_table_is_stacked_where_it_has_no_room(browser: Browser, tmp_path: Path) -> None:
    document = Document("Report")
    columns = ["channel", *(f"a long heading {number}" for number in range(7))]
    document.table(columns, [["Line", *("open, surely" for _ in columns[1:])]])
    path = tmp_path / "index.html"
    path.write_text(document.page(), encoding="utf-8")
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(path.as_uri())
    cells = "[...document.querySelectorAll('td')].map((one) => one.getBoundingClientRect().left)"
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    assert len(set(page.evaluate(cells))) == 1
    assert "a long heading 3" in page.evaluate(
        "getComputedStyle(document.querySelectorAll('td')[4], '::before').content"
    )
    page.emulate_media(media="print")
    assert len(set(page.evaluate(cells))) == len(columns)
    page.close()
