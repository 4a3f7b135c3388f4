"""A real Chromium, one for the run, and pages opened in it that must ask nobody for anything."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import sync_playwright

import backchannel as bc

from worlds.browser import bundled, until
from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize


MORNING = datetime(2024, 1, 1, 6, tzinfo=UTC)
"""When a page under a clock of ours is opened; an hour later its time stands still."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Have one process of a run start the browser."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; where there is none its tests are skipped, but not on a CI machine."""
    found = shutil.which("chromium")
    if found is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no chromium on this machine")
    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


def offline(browser: Browser, **how: Any) -> BrowserContext:
    """Give a context in which only files are reached."""
    context = browser.new_context(**how)
    context.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
    return context


@pytest.fixture(scope="session")
def shared(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> BrowserContext:
    """
    A context for all pages that want nothing of it: they keep nothing in a browser that another could find.

    The page that stays open in it keeps a process of the browser at hand. To start another one for each page takes longer
    than to draw the page.
    """
    context = offline(browser)
    blank = tmp_path_factory.mktemp("shared") / "blank.html"
    blank.write_text("<!doctype html>", encoding="utf-8")
    context.new_page().goto(blank.as_uri())
    return context


@pytest.fixture
def open_page(browser: Browser, shared: BrowserContext) -> Iterator[Callable[..., Page]]:
    """
    Open pages from disk.

    At the end nothing must have been asked of another address, and no error told.
    """
    asked: list[str] = []
    told: list[str] = []
    opened_here: list[Page | BrowserContext] = []
    files: set[str] = set()

    def opened(
        path: Path,
        address: str = "",
        *,
        clock: bool = False,
        beside: Sequence[Path] = (),
        viewport: ViewportSize | None = None,
        **how: Any,
    ) -> Page:
        # A clock of ours is that of a whole context.
        context = offline(browser, **how) if clock or how else shared
        page = context.new_page()
        opened_here.append(page if context is shared else context)
        page.set_viewport_size(viewport or {"width": 1280, "height": 900})
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: told.append(str(error)))
        page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
        files.update(file.as_uri() for file in (path, *beside))
        if clock:
            page.clock.install(time=MORNING)
        page.goto(f"{path.as_uri()}{address}")
        until(page, "window.backchannel")
        if clock:
            page.clock.pause_at(MORNING + timedelta(hours=1))
        return page

    yield opened
    for one in opened_here:
        one.close()
    assert {address.partition("#")[0].partition("?")[0] for address in asked} == files
    assert told == []


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the bundled record."""
    return bc.page(bundled(), tmp_path_factory.mktemp("page") / "channels.html")


@pytest.fixture(scope="session")
def toy_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the toy."""
    return bc.page(toy(), tmp_path_factory.mktemp("page") / "toy.html")
