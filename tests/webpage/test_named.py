"""What was left on a day is named at a glance, and the network names what is pressed, found or pointed at."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import backchannel as bc

from worlds.browser import DAY, bundled, settle, text, until
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from playwright.sync_api import Page

NAMES = "(all) => all.map((one) => one.querySelector('bdi').textContent)"
PLACES = "(all) => Object.fromEntries(all.map((one) => [one.dataset.channel, one.getAttribute('transform')]))"


def usable(day: str, **more: str) -> Mapping[str, str]:
    """Return the channels that `open` holds to be usable, surely or presumably: id → name."""
    rows = bc.open_channels(bundled(), day, between=("RUS", "USA"), **more)  # type: ignore[arg-type]
    return {row.id: row.name for row in rows if row.usable and row.certainty != "possibly"}


def test_what_was_left_is_named_where_no_channel_is_chosen(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    shown = page.locator("#evidence .of-day button")
    assert sorted(shown.evaluate_all(NAMES)) == sorted(usable(DAY).values())
    assert all(one.is_visible() for one in shown.all())
    assert text(page, "#evidence h2") == "Usable on 3 March 2022"
    # Whoever has looked at the evidence comes back to the name.
    page.locator("[data-listed='ruus-nrrc']").focus()
    page.keyboard.press("Enter")
    settle(page)
    assert text(page, "#evidence h2") == bundled().channels["ruus-nrrc"].name
    page.keyboard.press("Escape")
    settle(page)
    settle(page)
    assert page.evaluate("document.activeElement.dataset.listed") == "ruus-nrrc"


def test_of_many_names_the_types_with_most_are_folded(
    open_page: Callable[..., Page], record: Path
) -> None:
    day = "2010-06-01"
    page = open_page(record, f"#day={day}&type=", viewport={"width": 800, "height": 900})
    folds = page.locator("#evidence .fold")
    closed = folds.evaluate_all("(all) => all.filter((one) => !one.open).length")
    assert closed > 3
    assert page.locator("#evidence .of-day button").count() <= 16
    named = []
    for fold in folds.all():
        title = fold.locator("summary").inner_text()
        if title.startswith(("Only possibly", "Contested", "Stopped")):
            continue
        if not fold.evaluate("(one) => one.open"):
            fold.locator("summary").click()
        settle(page)
        found = fold.locator("button").evaluate_all(NAMES)
        assert title.endswith(f" {len(found)}")
        named += found
    assert sorted(named) == sorted(usable(day).values())


def test_a_type_that_is_pressed_names_its_channels(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    assert page.locator("#network .label").count() == 0
    head = page.locator(".type[aria-label^='Hotlines']")
    rows = bc.open_channels(bundled(), DAY, between=("RUS", "USA"), type="hotline", everything=True)
    assert head.get_attribute("aria-label") == (
        f"Hotlines: {len(usable(DAY, type='hotline'))} of {len(rows)} usable"
    )
    head.click()
    settle(page)
    assert page.locator("#type").input_value() == "hotline"
    labels = page.locator("#network .label").all_text_contents()
    names = [row.name for row in rows]
    assert len(labels) == len(names)
    assert all(any(name.startswith(label.rstrip("…")) for name in names) for label in labels)
    # By key the focus stays on the type, though all is drawn anew.
    page.locator(".type").focus()
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('.type').length > 10")
    until(page, "document.activeElement.dataset.type === 'hotline'")


def test_what_is_searched_for_is_picked_out_where_it_stands(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    before = page.locator(".node").evaluate_all(PLACES)
    page.locator("#find").fill("nrrc")
    settle(page)
    assert page.locator(".node").evaluate_all(PLACES) == before
    found = page.locator(".node.found").evaluate_all(
        "(all) => all.map((one) => one.dataset.channel)"
    )
    assert found == ["ruus-nrrc"]
    assert page.locator(".node.aside").count() == len(before) - 1
    name = bundled().channels["ruus-nrrc"].name
    (label,) = page.locator(".names text").all_text_contents()
    assert name.startswith(label.rstrip("…"))
    page.locator("#plain").click()
    settle(page)
    assert page.locator(".node.aside, .node.found").count() == 0


def test_a_part_of_a_government_tells_the_channels_it_sits_on(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    part = page.locator(".part-group[aria-label^='US State Department']")
    said = part.get_attribute("aria-label") or ""
    number = int(re.search(r": (\d+) usable channels", said)[1])  # type: ignore[index]
    part.hover()
    seated = page.locator(".node.seated").evaluate_all(
        "(all) => all.map((one) => one.dataset.channel)"
    )
    assert len(seated) == number > 3
    assert set(seated) <= set(usable(DAY))
    names = [bundled().channels[channel].name for channel in seated]
    assert page.locator("#pointed").text_content() == f"{said}: {'; '.join(names)}"
    stressed = page.locator(".ribbon.stressed")
    assert 0 < stressed.count() < page.locator(".ribbon:not(.away)").count()
    # Keys lead to it, too.
    page.mouse.move(0, 0)
    page.locator(".node[tabindex='0']").focus()
    page.keyboard.press("End")
    assert "others" in (page.locator("#pointed").text_content() or "")


def test_it_prints_on_a_few_sheets(open_page: Callable[..., Page], record: Path) -> None:
    page = open_page(record, f"#day={DAY}")
    printed = page.pdf(format="A4")
    # A sheet has some forty-five rows of the timeline; all that stands around it needs four.
    rows = page.locator(".labels button").count()
    assert 3 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4 + rows / 45
    # Hatches are lines, not a picture for each bar; on the screen they are patterns again.
    assert not re.search(rb"/Subtype\s*/Image", printed)
    assert page.locator("clipPath, .tint:not(rect)").count() == 0


def test_who_speaks_against_a_record_contradicts_it(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    toy = Toy(as_of="2022-12-31").channel("line").spell("line", "open", "2022-01-01", "2022-12-31")
    toy.actor("zed", state="AAA").claim("s000-line", "zed", claimant="zed", stance="denies")
    page = open_page(bc.page(toy.data(), tmp_path / "page.html"), "#day=2022-06-01&channel=line")
    said = page.locator("#evidence").inner_text()
    assert "(contradicted by a source)" in said
    assert "Contradicts it: " in said
