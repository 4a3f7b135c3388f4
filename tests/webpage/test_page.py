"""The page in a real browser: what a reader does with it, and what it says then."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.dates.words import day_in_words
from backchannel.verdicts.comparison import LISTS
from backchannel.verdicts.course import carried_from, course
from backchannel.verdicts.seats import roster

from worlds.browser import DAY, bundled, settle, text, until
from worlds.make import Toy
from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

CHANNELS = "(all) => all.map((one) => one.dataset.channel)"


def tally(page: Page) -> list[int]:
    return [int(number) for number in page.locator("#tally .big").all_inner_texts()]


def counted(day: str, **more: str) -> list[int]:
    """Count what `open` says of a day as the page's row of numbers has it."""
    rows = bc.open_channels(bundled(), day, between=("RUS", "USA"), everything=True, **more)  # type: ignore[arg-type]
    usable = [row.certainty for row in rows if row.usable]
    return [
        *(usable.count(word) for word in ("surely", "presumably", "possibly")),
        sum(row.verdict == "contested" for row in rows),
        sum(row.usable is False for row in rows),
        sum(row.verdict == "unknown" for row in rows),
    ]


def last_shown() -> date:
    """The last day on which something between the two sides is surely usable."""
    data = bundled()
    within = Window(data.start, data.as_of)
    return max(
        stretch.last
        for channel, line in course(data).items()
        if data.is_between(channel, ("RUS", "USA"), within=within)
        for stretch in line.within(within)
        if stretch.verdict.usable and stretch.verdict.certainty == "surely"
    )


def test_it_opens_on_the_last_day_that_a_source_shows_and_says_what_it_answers(
    open_page: Callable[..., Page], record: Path
) -> None:
    data = bundled()
    page = open_page(record)
    assert page.title() == text(page, "h1") == "Channels between Russia and the United States"
    lead = "could be used on a day, from 26 December 1991 to 31 December 2025, who says so"
    assert lead in text(page, ".lead")
    day = last_shown()
    assert text(page, "#today") == day_in_words(day)
    assert tally(page) == counted(str(day))
    assert "to 31 December 2025, whatever is usable is presumed" in text(page, "#since")
    colophon = text(page, "#colophon")
    assert f"digest {data.digest[:12]}" in colophon
    assert "31 December 2025" in colophon
    assert text(page, "#view-note").startswith("All claims.")
    usable = sum(tally(page)[:2])
    assert f"On {day_in_words(day)}: {usable} usable" in text(page, "#summary")
    assert page.locator("#misread").is_hidden()
    page.locator("#slider").press("End")
    settle(page)
    assert tally(page)[0] == 0
    last = f"presumed from earlier sightings, the last of {day_in_words(day)}"
    assert last in text(page, "#since")


def test_sliding_changes_the_day_the_words_and_both_figures(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record)
    page.locator("#date").fill(DAY)
    page.locator("#date").dispatch_event("change")
    settle(page)
    expected = counted(DAY)
    assert tally(page) == expected
    rows = bc.open_channels(bundled(), DAY, between=("RUS", "USA"), everything=True)
    drawn = {row.id for row in rows if row.verdict != "unknown" and row.type != "internal"}
    shown = page.locator(".node:not(.away)")
    found = shown.evaluate_all("(nodes) => nodes.map((node) => node.dataset.channel)")
    assert set(found) == drawn
    assert f"{expected[5]} channels of which nothing is known" in text(page, "#network-said")
    embassy = page.locator('#rows [data-channel="us-embassy-in-moscow"]')
    assert (
        " ".join((embassy.text_content() or "").split()) == "US embassy in Moscow: degraded, surely"
    )
    cursor = page.locator(".cursor:not(.second)").first
    before = float(cursor.get_attribute("x1") or "")
    page.locator("#slider").press("Shift+ArrowLeft")
    settle(page)
    assert text(page, "#today") == "3 February 2022"
    assert float(cursor.get_attribute("x1") or "") < before
    assert tally(page) == counted("2022-02-03")
    until(page, "document.getElementById('live').textContent.includes('3 February 2022')")


def test_filters_leave_the_rows_they_name(open_page: Callable[..., Page], record: Path) -> None:
    page = open_page(record, f"#day={DAY}")
    page.select_option("#type", "hotline")
    settle(page)
    rows = bc.open_channels(bundled(), DAY, between=("RUS", "USA"), type="hotline", everything=True)
    silent = page.locator("#silent-list li").count()
    assert page.locator("#rows [data-channel]").count() + silent == len(rows)
    assert tally(page) == counted(DAY, type="hotline")
    assert f"of the {len(rows)} shown" in text(page, "#summary")
    page.locator("#find").fill("LINE presidents")
    settle(page)
    found = page.locator("#rows [data-channel]").evaluate_all(CHANNELS)
    words = {row.id: f"{row.name} {row.id} {row.type}".lower() for row in rows}
    wanted = {one for one, said in words.items() if "line" in said and "presidents" in said}
    assert found
    assert set(found) == wanted
    # A person finds the channels on which he or she ever sat.
    page.locator("#plain").click()
    page.locator("#find").fill("ushakov")
    settle(page)
    found = page.locator("#rows [data-channel]").evaluate_all(CHANNELS)
    ids = {channel.name: channel.id for channel in bundled().channels.values()}
    found += [ids[name] for name in page.locator("#silent-list li").all_text_contents()]
    seated = {
        tie.channel for tie in roster(bundled()) if "ushakov" in (tie.actor, *tie.actor.split("-"))
    }
    named = {
        one.id for one in bundled().channels.values() if "ushakov" in f"{one.name} {one.id}".lower()
    }
    between = {
        row.id for row in bc.open_channels(bundled(), DAY, between=("RUS", "USA"), everything=True)
    }
    assert set(found) == (seated | named) & between > named & between
    page.locator("#plain").click()
    page.select_option("#side", "BLR")
    settle(page)
    data = bundled()
    ids = page.locator("#rows [data-channel]").evaluate_all(CHANNELS)
    assert ids
    assert all("BLR" in data.sides(channel) for channel in ids)
    page.locator("#find").fill("no channel is called so")
    settle(page)
    told = "No channel matches “no channel is called so” (side: Belarus)."
    assert text(page, "#rows") == text(page, "#network-said") == told


def test_a_channel_opens_its_evidence_with_links_to_the_sources(
    open_page: Callable[..., Page], record: Path
) -> None:
    data = bundled()
    page = open_page(record, f"#day={DAY}")
    page.locator('#rows [data-channel="us-embassy-in-moscow"]').click()
    settle(page)
    assert text(page, "#evidence h2") == "US embassy in Moscow"
    assert text(page, "#evidence .verdict") == "degraded, surely on 3 March 2022"
    links = page.locator("#evidence .claims a")
    first = links.first
    assert first.get_attribute("rel") == "noopener noreferrer"
    addresses = set(links.evaluate_all("(all) => all.map((one) => one.getAttribute('href'))"))
    row = bc.open_channels(data, DAY, type="mission")
    [embassy] = [one for one in row if one.id == "us-embassy-in-moscow"]
    claims = [claim for account in embassy.accounts for claim in data.claims_on[account]]
    assert addresses
    assert addresses <= {data.sources[claim.source].url for claim in claims}


def test_what_is_presumed_names_the_account_it_is_carried_from(
    open_page: Callable[..., Page], record: Path
) -> None:
    data, day = bundled(), date(2021, 6, 1)
    rows = bc.open_channels(data, day, between=("RUS", "USA"))
    presumed = [row for row in rows if row.certainty == "presumably"][::8]
    assert len(presumed) > 2
    page = open_page(record, f"#day={day}")
    for row in presumed:
        page.evaluate(f"location.hash = '#day={day}&channel={row.id}'")
        until(page, f"document.getElementById('evidence').textContent.includes('{row.id}')")
        carried = carried_from(course(data)[row.id], Window(day, day), row.answer)
        assert carried
        said = text(page, "#evidence")
        assert f"{row.verdict}, presumably on 1 June 2021" in said
        assert f"Last seen on {day_in_words(carried[0].end_earliest)}, and presumed" in said
        shown = page.locator("#evidence .accounts").first
        assert shown.locator("> li").count() == len(carried)
        last = row.last_contact
        assert ("None by this day" in said) == (last is None)


def test_two_days_are_compared_with_losses_and_gains_marked(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    assert page.locator("#compare").is_hidden()
    page.locator("#with").fill("2021-12-31")
    page.locator("#with").dispatch_event("change")
    settle(page)
    change = bc.lost(bundled(), "2021-12-31", DAY, between=("RUS", "USA"))
    assert change.found_stopped
    for kind in LISTS:
        rows = getattr(change, kind)
        assert sorted(page.locator(f"#compare .{kind} button").all_inner_texts()) == sorted(
            row.name for row in rows
        )
        marked = page.locator(f"#rows button.{kind}").evaluate_all(
            "(all) => all.map((one) => one.dataset.channel)"
        )
        assert set(marked) <= {row.id for row in rows}
        assert page.locator(f".node.{kind}").count() == len(rows)
    assert text(page, "#compare-head") == "31 December 2021 and 3 March 2022 compared"
    page.locator("#compare-off").click()
    settle(page)
    assert page.locator("#compare").is_hidden()
    assert page.locator(".node.lost").count() == 0


def test_channels_without_a_row_are_counted_and_named(
    open_page: Callable[..., Page], record: Path
) -> None:
    page = open_page(record, f"#day={DAY}")
    rows = page.locator("#rows [data-channel]").count()
    silent = page.locator("#silent-list li").count()
    assert silent > 1
    assert f"Which of {rows + silent} channels" in text(page, ".lead")
    said = text(page, "#timeline-said")
    assert said.startswith(f"{rows} of {rows + silent} channels from 26 December 1991")
    assert said.endswith(f"Of the other {silent} nothing is known in these years.")


def test_the_views_of_the_toy_say_what_was_worked_out_by_hand(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    page = open_page(toy_page, "#day=2022-09-10&channel=embassy")
    assert "contested on 10 September 2022" in text(page, "#evidence")
    page.select_option("#view", "told-aab")
    settle(page)
    said = text(page, "#evidence")
    assert "suspended, surely on 10 September 2022" in said
    assert "According to Bob" in said
    assert "“par. 2”" not in said  # the paper's account of these days is not Bob's
    page.select_option("#view", "told-aaa")
    settle(page)
    assert "No source in the data calls it open or stopped on this day" in text(page, "#evidence")


def test_names_in_the_page_are_those_of_the_data(
    open_page: Callable[..., Page], toy_page: Path
) -> None:
    page = open_page(toy_page)
    names = page.locator("#rows .name").all_inner_texts()
    assert sorted(names) == sorted(
        channel.name for channel in toy().channels.values() if channel.id != "old-talks"
    )


def test_the_place_in_a_source_is_a_paragraph_or_words_and_a_column_has_its_name_in_prose(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    made = Toy(as_of="2020-12-31").channel("line")
    made.spell("line", "open", "2020-01-01", "2020-12-31", id="s-1", end_kind="observed")
    made.claim("s-1", "paper", locator="para 6", field="end_kind", value="observed")
    made.claim("s-1", "paper", locator='on a "stop list" now')
    path = bc.page(made.data(), tmp_path / "page.html")
    page = open_page(path, "#day=2020-06-01&channel=line")
    told = page.locator("#evidence .claims").first.inner_text()
    assert ", para 6. On how it ended: observed." in told
    assert "at “on a ‘stop list’ now”." in told
