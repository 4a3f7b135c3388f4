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

    from playwright.sync_api import Browser, Page


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


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """
    Open pages from disk.

    At the end nothing must have been asked of another address, and no error told.
    """
    asked: list[str] = []
    told: list[str] = []
    contexts = []
    files: set[str] = set()

    def opened(
        path: Path,
        address: str = "",
        *,
        clock: bool = False,
        beside: Sequence[Path] = (),
        **how: Any,
    ) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **how})
        context.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
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
    for context in contexts:
        context.close()
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
