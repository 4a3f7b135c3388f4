"""The report of a full year is read on paper: what comes before the evidence has ten pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.report import write_report

from worlds.browser import bundled

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

MOST_PAGES = 10

CUT = """() => {
  const evidence = [...document.querySelectorAll("h2")]
    .find(heading => heading.textContent.startsWith("The evidence"));
  const rest = document.createRange();
  rest.setStartBefore(evidence);
  rest.setEndAfter(document.body.lastChild);
  rest.deleteContents();
}"""


def test_a_full_year_has_ten_pages_before_the_evidence(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(write_report(bundled(), 2022, folder=tmp_path / "out").as_uri())
    whole = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.evaluate(CUT)
    before = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.close()
    assert 5 < before <= MOST_PAGES
    assert whole > before + 10
