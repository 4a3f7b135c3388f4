"""The address of the page: it holds the state, and one that means nothing does no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from worlds.browser import DAY, settle, text, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page


def test_the_address_holds_the_state(open_page: Callable[..., Page], record: Path) -> None:
    page = open_page(record)
    page.select_option("#view", "strict")
    page.select_option("#type", "mission")
    page.locator("#find").fill("embassy")
    page.locator("#date").fill(DAY)
    page.locator("#date").dispatch_event("change")
    page.locator("#with").fill("2021-12-31")
    page.locator("#with").dispatch_event("change")
    settle(page)
    page.locator('#rows [data-channel="us-embassy-in-moscow"]').click()
    page.locator('[data-zoom="10"]').click()
    until(page, "location.hash.includes('zoom=10')")
    assert "from 1 January 2016 to 31 December 2025" in text(page, "#timeline-said")
    address = page.evaluate("location.hash")
    assert page.locator("#permalink").get_attribute("href") == address
    again = open_page(record, address)
    for selector in ("#today", "#summary", "#compare", "#evidence", "#rows", "#tally"):
        assert text(again, selector) == text(page, selector), selector
    assert again.locator("#view").input_value() == "strict"
    again.evaluate("location.hash = '#day=2010-01-01'")
    until(again, "document.getElementById('today').textContent === '1 January 2010'")
    assert again.locator("#find").input_value() == ""


def test_an_address_that_means_nothing_opens_the_page_as_it_is(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    page = open_page(
        toy_page,
        "#day=2022-99-99&view=x&type=<b>&side=toString&channel=nobody&with=x&zoom=7&theme=x",
    )
    plain = open_page(toy_page)
    assert text(page, "#today") == text(plain, "#today")
    said = text(page, "#misread")
    for one in ("day=2022-99-99", "view=x", "type=<b>", "side=toString", "with=x", "theme=x"):
        assert f"“{one}”" in said, one
    assert page.locator("#rows [data-channel]").count() == 3
    assert page.locator("#compare").is_hidden()
    assert page.locator("#evidence.open").count() == 0
    early = open_page(toy_page, "#day=1812-06-24")
    assert text(early, "#today") == "1 January 2020"
    assert "“day=1812-06-24”" in text(early, "#misread")
    early.evaluate("location.hash = '#2022-03-03&zoom=1'")
    until(early, "document.getElementById('today').textContent === '3 March 2022'")
    assert early.locator("#misread").is_hidden()
    early.evaluate("location.hash = '#nonsense'")
    until(early, "document.getElementById('misread').textContent.includes('“nonsense”')")
    early.locator("#slider").press("End")
    settle(early)
    assert early.locator("#misread").is_hidden()
    early.evaluate("location.hash = '#figures'")
    settle(early)
    assert early.locator("#misread").is_hidden()
    assert text(early, "#today") == "31 December 2022"


def test_it_opens_at_the_place_that_is_asked_for_and_again_where_it_was_left(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, "#notes")
    assert 0 < page.evaluate("document.getElementById('notes').getBoundingClientRect().top") < 900
    page = open_page(record, f"#day={DAY}")
    page.evaluate("scrollTo(0, 3000)")
    until(page, "history.state?.top === 3000")
    page.reload()
    until(page, "window.backchannel?.drawn")
    assert page.evaluate("scrollY") == 3000
    assert page.evaluate("location.hash") == f"#day={DAY}"


def test_a_link_followed_while_the_page_is_to_write_its_address_is_not_lost(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    first, second = (f"#day={DAY}&channel={one}" for one in ("arctic-council", "ruus-presidents"))
    # The first is answered and to be written a moment later: the second comes just before that.
    page.evaluate(
        """async ([first, second]) => {
            const real = window.setTimeout;
            const late = [];
            window.setTimeout = (go) => late.push(go);
            window.location.hash = first;
            await new Promise((go) => window.addEventListener('hashchange', go, { once: true }));
            window.location.hash = second;
            late.forEach((go) => go());
            window.setTimeout = real;
        }""",
        [first, second],
    )
    until(page, "document.getElementById('evidence').textContent.includes('ruus-presidents')")
    assert page.evaluate("location.hash") == second
