"""Room is given where it is needed: nothing jumps, is cut or lies over another without need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from worlds.browser import DAY, settle

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import FloatRect, Page

WIDE = {"width": 1200, "height": 900}


def box(page: Page, selector: str) -> FloatRect:
    found = page.locator(selector).bounding_box()
    assert found is not None
    return found


def test_no_switch_moves_when_something_is_filtered(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}", viewport=WIDE)
    before = {one: box(page, one) for one in ("#theme", "#find", "#plain")}
    assert page.locator("#plain").is_disabled()
    page.locator("#find").fill("lavrov")
    settle(page)
    assert page.locator("#plain").is_enabled()
    assert {one: box(page, one) for one in before} == before
    # All of them stand in one line.
    assert before["#theme"]["y"] + before["#theme"]["height"] == (
        before["#find"]["y"] + before["#find"]["height"]
    )


def test_what_a_day_is_known_for_stands_beside_it_and_leaves_no_strip(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, "#day=2022-02-24", viewport=WIDE)
    bar, years, note = (box(page, one) for one in ("#bar", "#years", "#stop-note"))
    today = box(page, "#today")
    assert note["x"] > today["x"] + today["width"]
    assert bar["y"] + bar["height"] - years["y"] - years["height"] < 16
    page.evaluate("location.hash = '#day=2022-02-25'")
    settle(page)
    settle(page)
    assert page.locator("#stop-note").text_content() == ""
    assert box(page, "#bar") == bar


def test_on_a_telephone_the_curve_follows_the_date_and_what_the_day_is_known_for_the_curve(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, "#day=2022-02-24", viewport={"width": 400, "height": 800})
    bar, buttons, curve = (box(page, one) for one in ("#bar", ".buttons", "#curve"))
    assert 0 <= curve["y"] - buttons["y"] - buttons["height"] < 20
    assert box(page, "#stop-note")["y"] > curve["y"] + curve["height"]
    page.evaluate("location.hash = '#day=2022-02-25'")
    settle(page)
    settle(page)
    assert page.locator("#stop-note").text_content() == ""
    assert box(page, "#bar") == bar
    # No empty strip stands below the years in what stays on the screen.
    years = box(page, "#years")
    assert bar["y"] + bar["height"] - years["y"] - years["height"] < 16


@pytest.mark.parametrize("width", [390, 1000])
def test_what_a_day_is_known_for_lies_over_no_words_on_top_of_a_narrow_page(
    open_page: Callable[..., Page], record: Path, width: int
) -> None:
    page = open_page(record, "#day=2022-02-24", viewport={"width": width, "height": 800})
    note, summary = box(page, "#stop-note"), box(page, "#summary")
    assert note["y"] + note["height"] <= summary["y"]
    page.evaluate("location.hash = '#day=2022-02-25'")
    settle(page)
    settle(page)
    assert page.locator("#stop-note").is_hidden()
    assert box(page, "#summary")["y"] == summary["y"]


def test_a_name_goes_on_into_its_row_as_far_as_that_is_empty(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}", viewport=WIDE)
    ends = page.locator("#rows").evaluate("""(rows) => {
        const labels = parseFloat(getComputedStyle(rows).getPropertyValue('--labels'));
        const left = rows.getBoundingClientRect().left;
        return [...rows.querySelectorAll('.name')].map((name) => ({
            cut: name.scrollWidth > name.clientWidth,
            over: name.getBoundingClientRect().right - left - labels,
        }));
    }""")
    over = [one for one in ends if one["over"] > 0]
    assert len(over) > len(ends) / 5
    assert sum(one["cut"] for one in ends) < len(ends) / 2
    # Right of a name the row itself is pressed, and goes to the day.
    row = page.locator("#rows .group").first.locator(".bars")
    row.click(position={"x": 400, "y": 9})
    settle(page)
    assert page.locator("#today").text_content() != "3 March 2022"


def test_a_name_lies_over_no_disc_that_is_plain_to_see(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}", viewport={"width": 1200, "height": 1600})
    over = """() => {
        const names = [...document.querySelectorAll('.names text')].map((one) => (
            one.getBoundingClientRect()));
        return [...document.querySelectorAll('.node:not(.away)')].filter((node) => {
            const disc = node.querySelector('.shape').getBoundingClientRect();
            return names.some((name) => name.left < disc.right && disc.left < name.right
                && name.top < disc.bottom && disc.top < name.bottom);
        }).map((node) => Number(getComputedStyle(node).opacity));
    }"""
    covered = 0
    nodes = page.locator(".node:not(.away)")
    for number in range(0, nodes.count(), 5):
        nodes.nth(number).hover()
        assert page.locator(".names text").count() <= 1
        faded = page.evaluate(over)
        covered += len(faded)
        assert all(opacity < 0.1 for opacity in faded)
    assert covered
    page.mouse.move(0, 0)
    assert page.locator(".node.under").count() == 0


def test_escape_ends_a_comparison_after_it_has_closed_the_evidence(
    open_page: Callable[..., Page], record: Path
) -> None:
    address = f"#day={DAY}&with=2021-12-31&channel=us-embassy-in-moscow"
    page = open_page(record, address, viewport=WIDE)
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator("#evidence.open").count() == 0
    assert page.locator("#compare").is_visible()
    page.keyboard.press("Escape")
    settle(page)
    assert page.locator("#compare").is_hidden()
    # Also where the day was typed.
    page.locator("#with").fill("2021-12-31")
    page.locator("#with").dispatch_event("change")
    settle(page)
    assert page.locator("#compare").is_visible()
    page.locator("#with").press("Escape")
    settle(page)
    assert page.locator("#compare").is_hidden()


def test_a_part_that_sits_on_no_known_channel_has_no_place_in_the_picture(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, "#day=2025-12-29", viewport=WIDE)
    groups = page.locator(".part-group")
    there = groups.filter(visible=True).count()
    assert 0 < there < groups.count(), "or all who have a place at all sit on something that day"
    state = page.locator(".part-group[aria-label^='US State Department']")
    place = state.get_attribute("transform")
    assert state.is_visible()
    page.evaluate("location.hash = '#day=1991-12-26'")
    settle(page)
    settle(page)
    # Nothing has moved, and who comes later is not there yet.
    assert state.get_attribute("transform") == place
    assert page.locator(".part-group[aria-label^='Kirill Dmitriev']").is_hidden()
