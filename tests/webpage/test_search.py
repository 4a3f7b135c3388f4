"""What is searched for in the page: what finds nothing says so, and a type is found by its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import backchannel as bc

from worlds.browser import DAY, bundled, settle, text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

CHANNELS = "(all) => all.map((one) => one.dataset.channel)"


def test_a_search_without_a_result_says_so_and_counts_nothing(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}&with=2021-12-31")
    assert page.locator("#tally").is_visible()
    page.locator("#find").fill("Lavrob")
    settle(page)
    told = "No channel matches “Lavrob”. Did you mean “Lavrov”?"
    assert text(page, "#summary") == f"{told} “Show all” lifts the filters."
    assert text(page, "#rows") == text(page, "#network-said") == told
    assert text(page, "#evidence .hint >> nth=0") == told
    for counts in ("#tally", "#compare"):
        assert page.locator(counts).is_hidden()
    for counts in ("#since", "#timeline-said", "#curve"):
        assert page.locator(counts).text_content() == ""
    # Two letters swapped are one slip.
    for slip, meant in (("Lavorv", "Lavrov"), ("Antnoov", "Antonov")):
        page.locator("#find").fill(slip)
        settle(page)
        assert f"Did you mean “{meant}”?" in text(page, "#rows"), slip
    # No word of the data is near this one.
    page.locator("#find").fill("qqqqqqqqqq")
    settle(page)
    assert text(page, "#rows") == "No channel matches “qqqqqqqqqq”."
    page.locator("#plain").click()
    settle(page)
    assert "No channel matches" not in text(page, "#summary")
    assert page.locator("#tally").is_visible()
    assert page.locator("#compare").is_visible()


def test_a_name_is_found_in_cyrillic_and_as_german_spells_it(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}&find=Lavrov")
    found = page.locator("#rows [data-channel]").evaluate_all(CHANNELS)
    assert found
    for name in ("Лавров", "ЛАВРОВ", "Lawrow", "lávrov", "Sergej Lawrow", "Сергей Лавров"):
        page.locator("#find").fill(name)
        settle(page)
        assert page.locator("#rows [data-channel]").evaluate_all(CHANNELS) == found, name
    page.locator("#find").fill("Tschurkin")
    settle(page)
    assert "No channel matches" not in text(page, "#summary")


def test_a_search_finds_a_type_by_its_label(open_page: Callable[..., Page], record: Path) -> None:
    page = open_page(record, f"#day={DAY}&find=Hotlines")
    rows = bc.open_channels(bundled(), DAY, between=("RUS", "USA"), everything=True)
    of_type = {row.id for row in rows if row.type == "hotline"}
    found = set(page.locator("#rows [data-channel]").evaluate_all(CHANNELS))
    assert len(of_type) > 5
    assert found >= of_type
    labels = page.locator("#type option").all_text_contents()[1:]
    for label in labels:
        page.locator("#find").fill(label)
        settle(page)
        assert "No channel matches" not in text(page, "#summary"), label
