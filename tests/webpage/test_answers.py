"""The page answers as the functions do: for many days, in each view, on the record and on a made package."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.dates.period import window
from backchannel.facts.scope import asked
from backchannel.verdicts.answers import open_row
from backchannel.verdicts.comparison import LISTS
from backchannel.webpage.views import views_of

from worlds import nasty
from worlds.browser import bundled
from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page

    from backchannel.facts.dataset import Dataset

OPEN = "([view, days]) => days.map((day) => backchannel.open(view, day))"
LOST = "([view, one, other]) => backchannel.lost(view, one, other)"


def days_of(data: Dataset, number: int, seed: int) -> list[date]:
    """Return the bounds of the data, the days around breaks, and some drawn by lot."""
    lot = random.Random(seed)
    length = (data.as_of - data.start).days
    fixed = [data.start, data.as_of]
    fixed += [
        stop.date + timedelta(days=step) for stop in data.presumption.breaks for step in (-1, 0)
    ]
    return fixed + [data.start + timedelta(days=lot.randrange(length)) for _ in range(number)]


def answers_alike(page: Page, data: Dataset, days: list[date]) -> None:
    pair = data.between
    views = views_of(data, asked(data, None).sides)
    assert page.evaluate("backchannel.views.map((view) => view.key)") == [v.key for v in views]
    for view in views:
        said = page.evaluate(OPEN, [view.key, [str(day) for day in days]])
        for day, rows in zip(days, said, strict=True):
            found = {row["id"]: (row["verdict"], row["certainty"]) for row in rows}
            expected = bc.open_channels(view.data, day, between=pair, everything=True)
            answers = {row.id: (row.verdict, row.certainty) for row in expected}
            assert found == answers, (view.key, day)
        for one, other in pairwise(days[::2]):
            first, last = sorted((one, other))
            change = bc.lost(view.data, first, last, between=pair)
            lists = {name: [row.id for row in getattr(change, name)] for name in LISTS}
            lost = page.evaluate(LOST, [view.key, str(other), str(one)])
            assert {name: sorted(ids) for name, ids in lost.items()} == lists, (view.key, first)


def test_the_record_answers_as_the_functions_do(
    open_page: Callable[..., Page], record: Path
) -> None:
    data = bundled()
    answers_alike(open_page(record), data, days_of(data, 4, seed=1))


def test_made_packages_answer_as_the_functions_do(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    data = nasty.made(3, channels=40)
    page = open_page(bc.page(data, tmp_path / "made.html"))
    answers_alike(page, data, days_of(data, 30, seed=3))


def test_the_panel_has_the_accounts_and_the_last_contact_of_a_row(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    for data in (toy(), nasty.made(5, channels=20)):
        page = open_page(bc.page(data, tmp_path / "page.html"))
        days = [str(day) for day in days_of(data, 15, seed=2)]
        for view in views_of(data, data.between):
            ids = [row["id"] for row in page.evaluate(OPEN, [view.key, days[:1]])[0]]
            asked_for = [view.key, ids, days]
            said: list[list[Any]] = page.evaluate(
                "([view, ids, days]) => days.flatMap((day) => ids.map((id) =>"
                " [id, day, backchannel.accounts(view, id, day), backchannel.lastContact(view, id, day)]))",
                asked_for,
            )
            for channel, day, accounts, last in said:
                row = open_row(view.data, channel, window(day))
                assert accounts == row.accounts, (view.key, channel, day)
                assert last == (row.last_contact or {}).get("id"), (view.key, channel, day)
