"""
What tests of a page share.

The policy of a page lets no program in with which a driver would wait for it, so `until` asks.
"""

from __future__ import annotations

import base64
import json
import re
import time
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

import backchannel as bc

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from backchannel.facts.dataset import Dataset

PATIENCE = 30
"""Seconds after which what has not come will not come."""


@cache
def bundled() -> Dataset:
    """The bundled record, read once for all tests that look at its page."""
    return bc.read()


def until(page: Page, expression: str) -> None:
    """Wait until an expression is true on a page."""
    begun = time.monotonic()
    while not page.evaluate(f"Boolean({expression})"):
        assert time.monotonic() - begun < PATIENCE, expression
        time.sleep(0.05)


def facts_of(path: Path) -> dict[str, Any]:
    """Return what a page ships, unpacked."""
    found = re.search(r'id="facts">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    shipped: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(found[1])))
    return shipped


DAY = "2022-03-03"
"""A day on which much is lost."""


def text(page: Page, selector: str) -> str:
    return " ".join(page.locator(selector).inner_text().split())


def settle(page: Page) -> None:
    """Wait until what was changed is drawn."""
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
