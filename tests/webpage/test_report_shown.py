"""The report of a full year in a real browser, on a screen and on paper: what comes before the evidence has ten pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from backchannel.report import write_report

from worlds.browser import bundled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

MOST_PAGES = 10

ANSWER = ("Usable, by family", "lost", "out of sight", "gained", "contested", "Last documented")
"""What the head of a report has to say before anybody scrolls."""

CUT = """() => {
  const evidence = [...document.querySelectorAll("h2")]
    .find(heading => heading.textContent.startsWith("The evidence"));
  const rest = document.createRange();
  rest.setStartBefore(evidence);
  rest.setEndAfter(document.body.lastChild);
  rest.deleteContents();
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(bundled(), 2022, folder=tmp_path_factory.mktemp("report") / "2022")


@pytest.fixture
def show(browser: Browser, report: Path) -> Iterator[Callable[[int, int], Page]]:
    """Show the report on a screen of some width and height."""
    context = browser.new_context()

    def shown(width: int, height: int) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.goto(report.as_uri())
        return page

    yield shown
    context.close()


@pytest.mark.parametrize("width", [1100, 400])
def test_its_pictures_are_drawn_and_nothing_runs_off_the_side(
    show: Callable[[int, int], Page], width: int
) -> None:
    page = show(width, 900)
    drawn = page.evaluate(
        "[...document.images].map((one) => one.complete && one.naturalWidth > 100)"
    )
    assert drawn == [True] * 4
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_answer_stands_on_the_first_screen(show: Callable[[int, int], Page]) -> None:
    page = show(1200, 800)
    for said in ANSWER:
        box = page.locator("ul").first.locator("li", has_text=said).first.bounding_box()
        assert box
        assert box["y"] + box["height"] < 800, said


def test_a_picture_on_a_telephone_keeps_its_size_in_a_box_that_scrolls(
    show: Callable[[int, int], Page],
) -> None:
    page = show(400, 800)
    whole, seen = page.locator("figure .scroll").first.evaluate(
        "(box) => [box.scrollWidth, box.clientWidth]"
    )
    assert whole > 800 > seen


def test_only_a_telephone_is_told_that_a_picture_goes_on_beyond_its_screen(
    show: Callable[[int, int], Page],
) -> None:
    said = "(figure) => getComputedStyle(figure, '::before').content"
    telephone, desk = (show(width, 800).locator("figure").first for width in (400, 1100))
    assert "swipe it sideways" in telephone.evaluate(said)
    assert desk.evaluate(said) == "none"
    assert telephone.locator("a").get_attribute("href") == "loss.svg"


def test_the_claims_after_a_sentence_are_small_and_break_as_a_whole(
    show: Callable[[int, int], Page],
) -> None:
    page = show(400, 800)
    claims = page.locator("h2.close + p + ul a")
    said = claims.evaluate_all(
        "(links) => links.map((one) => [one.getClientRects().length, one.getBoundingClientRect()"
        ".height, parseFloat(getComputedStyle(one).fontSize)])"
    )
    assert len(said) > 20
    assert all(lines == 1 and size <= 12 for lines, _, size in said)
    # One too long for any line is broken within; the others are one line high.
    assert sum(height < 2 * size for _, height, size in said) > 0.9 * len(said)


def test_a_full_year_has_ten_pages_before_the_evidence(show: Callable[[int, int], Page]) -> None:
    page = show(1280, 720)
    whole = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    page.evaluate(CUT)
    before = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert 5 < before <= MOST_PAGES
    assert whole > before + 10
