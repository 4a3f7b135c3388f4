"""What an accessibility checker finds in each view of the page: nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from backchannel.webpage.colours import DAY, NIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "wide": ("#day=2022-02-10", {}),
    "chosen": ("#day=2022-09-10&channel=embassy", {}),
    "compared": ("#day=2022-09-10&with=2022-01-15", {}),
    "dark": ("#day=2022-09-10&channel=embassy&with=2022-01-15", {"color_scheme": "dark"}),
    "narrow": ("#day=2022-09-10&channel=embassy", {"viewport": {"width": 400, "height": 800}}),
    "embedded network": ("?embed=network#day=2022-02-10", {}),
    "embedded timeline": ("?embed=timeline#day=2022-02-10", {}),
}


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {[node['target'] for node in one['nodes']][:3]}" for one in found]


@pytest.mark.parametrize("view", VIEWS)
def test_a_checker_finds_nothing(open_page: Callable[..., Page], toy_page: Path, view: str) -> None:
    address, how = VIEWS[view]
    page = open_page(toy_page, address, **how)
    assert violations(page) == []


def test_a_checker_finds_nothing_on_the_record(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, "#day=2022-03-03&channel=us-embassy-in-moscow&with=2021-12-31")
    page.get_by_text("All accounts and contacts").click()
    assert violations(page) == []


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_has_the_contrast_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("shades", [DAY, NIGHT], ids=["day", "night"])
def test_texts_and_outlines_stand_out_by_day_and_by_night(shades: Mapping[str, str]) -> None:
    for ground in ("paper", "sheet"):
        for text in ("ink", "soft", "mark", "lost", "gained", "contested-edge"):
            assert contrast(shades[text], shades[ground]) >= 4.5, (text, ground)
    for name, colour in shades.items():
        if name.endswith("-edge") or name in ("left", "right", "between"):
            assert contrast(colour, shades["paper"]) >= 3, name


@pytest.mark.parametrize("shades", [DAY, NIGHT], ids=["day", "night"])
def test_what_is_usable_and_what_is_stopped_differ_in_lightness(shades: Mapping[str, str]) -> None:
    for usable in ("open", "degraded"):
        for other in ("suspended", "closed"):
            if {usable, other} == {"open", "closed"} or {usable, other} == {
                "degraded",
                "suspended",
            }:
                continue  # told apart by the height of the bar, and by a ring in the network
            assert contrast(shades[usable], shades[other]) >= 1.4, (usable, other)
