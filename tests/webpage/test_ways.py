"""The ways in which the page is used: within another, by keys, playing, on a narrow screen, in the dark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from worlds.browser import DAY, settle, text, until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page


def test_embedded_it_is_one_figure_and_the_slider(
    open_page: Callable[..., Page], record: Path, tmp_path: Path
) -> None:
    for figure, other in (("network", "timeline"), ("timeline", "network")):
        page = open_page(record, f"?embed={figure}#day={DAY}")
        assert page.locator(f"#{figure}").is_visible()
        assert page.locator("#slider").is_visible()
        for hidden in (f"#{other}", ".lead", "#controls", "#notes"):
            assert page.locator(hidden).is_hidden(), hidden
        fixed = page.evaluate(
            "[...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() &&"
            " ['fixed', 'sticky'].includes(getComputedStyle(one).position)).map((one) => one.id)"
        )
        assert fixed == []
    narrow = open_page(
        record,
        f"?embed=network#day={DAY}&channel=us-embassy-in-moscow",
        viewport={"width": 400, "height": 600},
    )
    panel = narrow.locator("#evidence")
    assert panel.is_visible()
    assert panel.evaluate("(panel) => getComputedStyle(panel).position") == "static"
    host = tmp_path / "host.html"
    frame = f"{record.as_uri()}?embed=timeline#day={DAY}&type=mission"
    host.write_text(
        f'<!doctype html><script>window.backchannel = 1</script><iframe sandbox="allow-scripts" src="{frame}"></iframe>'.replace(
            "&", "&amp;"
        ),
        encoding="utf-8",
    )
    outer = open_page(host, beside=[record])
    inner = outer.frame_locator("iframe")
    inner.locator("#slider").press("Home")
    inner.locator("#today", has_text="26 December 1991").wait_for()


def test_all_of_it_works_by_keyboard_alone(open_page: Callable[..., Page], toy_page: Path) -> None:
    page = open_page(toy_page, "#day=2022-02-10")
    reached = []

    def focused() -> str:
        return str(
            page.evaluate(
                "document.activeElement.id || document.activeElement.dataset.channel || ''"
            )
        )

    page.keyboard.press("Tab")
    assert "Skip to the figures" in str(page.evaluate("document.activeElement.textContent"))
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(focused())
        if reached[-1] == "slider":
            page.keyboard.press("End")
            page.keyboard.press("PageDown")
            settle(page)
            assert page.evaluate("backchannel.views.length") > 1
            stop = text(page, "#stop-note")
            assert stop
            page.keyboard.press("Home")
            page.keyboard.press("ArrowRight")
            settle(page)
            assert text(page, "#today") == "2 January 2020"
        if reached[-1] == "copy":
            break
    wanted = {
        "before",
        "play",
        "after",
        "slider",
        "view",
        "type",
        "side",
        "find",
        "stops",
        "theme",
        "copy",
    }
    assert wanted <= set(reached)
    # One tab stop a figure: the arrows lead from channel to channel.
    channels = [one for one in reached if one in ("embassy", "hotline", "talks")]
    assert 1 <= len(channels) <= 2
    page.locator("#rows [data-channel][tabindex='0']").focus()
    first = focused()
    page.keyboard.press("ArrowDown")
    second = focused()
    assert first != second
    page.keyboard.press("Enter")
    until(page, "document.activeElement.id === 'evidence'")
    assert page.locator("#evidence.open").count() == 1
    page.keyboard.press("Escape")
    until(page, f"document.activeElement.dataset.channel === '{second}'")
    settle(page)
    assert page.locator("#evidence.open").count() == 0


def test_the_network_too_opens_evidence_by_keyboard(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    page = open_page(toy_page, "#day=2022-02-10")
    page.locator(".node[tabindex='0']").focus()
    assert "embassy" in text(page, "#pointed").casefold()
    page.keyboard.press("Space")
    until(page, "document.activeElement.id === 'evidence'")
    assert text(page, "#evidence h2") == "Embassy"


def test_it_plays_month_by_month_and_without_motion_from_one_day_that_matters_to_the_next(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    page = open_page(toy_page, "#day=2020-01-31", clock=True)
    page.locator("#play").click()
    page.clock.run_for(200)
    assert text(page, "#today") == "29 February 2020"
    page.locator("#play").click()
    page.clock.run_for(1000)
    assert text(page, "#today") == "29 February 2020"
    calm = open_page(toy_page, "#day=2020-01-31", clock=True, reduced_motion="reduce")
    calm.locator("#play").click()
    calm.clock.run_for(1000)
    assert text(calm, "#today") == "31 January 2020"
    calm.clock.run_for(2000)
    stops = [day for day in calm.locator("#stops option").all_inner_texts() if day > "2020-01-31"]
    iso = min(re.findall(r"\d{4}-\d\d-\d\d", " ".join(stops)))
    assert calm.locator("#date").input_value() == iso


def test_it_fits_a_narrow_screen_and_a_sheet_of_paper(
    open_page: Callable[..., Page], record: Path
) -> None:
    address = f"#day={DAY}&with=2021-12-31&channel=us-embassy-in-moscow"
    page = open_page(record, address, viewport={"width": 400, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    wide = page.evaluate(
        "[...document.querySelectorAll('#network-canvas text')]"
        ".filter((one) => one.checkVisibility())"
        ".filter((one) => one.getBoundingClientRect().right > 400 || one.getBoundingClientRect().left < 0)"
        ".map((one) => one.textContent)"
    )
    assert wide == []
    heads = page.evaluate(
        "[...document.querySelectorAll('#network-canvas .type')].map((one) => ["
        "one.querySelector('.strong').textContent,"
        "one.querySelector('rect').getBBox().width - one.querySelector('text').getBBox().width])"
    )
    # Each type is told by its whole name, in its band.
    assert [name for name, room in heads if "…" in name or room < 0] == []
    assert len(heads) > 10
    page.locator("#find").fill("embassy")
    lines = page.evaluate(
        "[...document.querySelectorAll('button')].filter((one) => one.checkVisibility())"
        ".filter((one) => !one.closest('.labels, .plain') && getComputedStyle(one).whiteSpace !== 'nowrap')"
        ".map((one) => one.id)"
    )
    assert lines == []  # no button breaks its words
    paper = open_page(record, address, color_scheme="dark")
    paper.emulate_media(media="print")
    assert paper.locator("#controls").is_hidden()
    assert paper.locator("#evidence").is_visible()
    # What was chosen stands before the figures, and rows are named in full, as far as they fit.
    tops = paper.evaluate(
        "['evidence', 'network', 'timeline'].map("
        "(id) => document.getElementById(id).getBoundingClientRect().top)"
    )
    assert tops == sorted(tops)
    assert paper.locator(".keys").is_hidden()
    spaces = "getComputedStyle(document.querySelector('.labels .name')).whiteSpace"
    assert paper.evaluate(spaces) == "normal"
    assert paper.evaluate("getComputedStyle(document.getElementById('bar')).position") == "static"
    assert (
        paper.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_dark_and_light_follow_the_system_until_the_switch_says_otherwise(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    page = open_page(toy_page, color_scheme="dark")
    assert page.evaluate(paper) == "rgb(20, 23, 26)"
    page.locator("#theme").click()
    settle(page)
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    until(page, "location.hash.includes('theme=light')")
    again = open_page(toy_page, "#day=2022-01-01&theme=dark")
    assert again.evaluate(paper) == "rgb(20, 23, 26)"


def test_a_browser_that_cannot_unpack_the_facts_is_told(browser: Browser, toy_page: Path) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("pageerror", lambda error: told.append(str(error)))
    page.add_init_script("delete window.DecompressionStream")
    page.goto(toy_page.as_uri())
    assert text(page, "#misread") == "This page draws its figures in browsers of May 2023 or later."
    assert told == []
    page.close()
