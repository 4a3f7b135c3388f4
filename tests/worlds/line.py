"""One channel between two sides, and what is said of it: the smallest world a verdict can be worked out in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.dates.period import window
from backchannel.verdicts.accounts import accounts_of
from backchannel.verdicts.course import course

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.verdicts.account import Account
    from backchannel.verdicts.course import Rule


def line(**facts: Any) -> Toy:
    """Return the channel `line` without accounts; the data end with 2022 unless told otherwise."""
    toy = Toy(**{"as_of": "2022-12-31", **facts}).channel("line")
    return toy.actor("moscow", kind="organization").actor("washington", kind="organization")


def said(toy: Toy, when: str, rule: Rule = "any") -> str:
    """Return the verdict on the channel."""
    return str(course(toy.data())["line"].over(window(when), rule=rule))


def account(toy: Toy, one: str) -> Account | None:
    """Return an account of the channel by its id; None if it does not count."""
    return next((found for found in accounts_of(toy.data(), "line") if found.id == one), None)


def bounds(toy: Toy, one: str) -> list[str] | None:
    """Return the four bounds of an account after the cut: its starts, then its ends."""
    found = account(toy, one)
    return [str(day) for day in found[2:6]] if found else None


def carried_to(toy: Toy, one: str) -> str | None:
    """Return the last day that an account is carried to."""
    found = account(toy, one)
    assert found is not None
    return str(found.carried_to) if found.carried_to else None
