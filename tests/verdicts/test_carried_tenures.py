"""Tenures: how long somebody is presumed to stay in an office, and what ends it; solved by hand."""

from __future__ import annotations

from typing import Any

import pytest

from backchannel.verdicts.accounts import tenure_accounts

from worlds.make import Toy


def office(**facts: Any) -> Toy:
    toy = Toy(as_of="2022-12-31", **{"presume": {"tenure": 30}, **facts})
    toy.actor("post", kind="office", state="AAA").actor("ann").actor("bob")
    return toy.tenure("ann", "post", "2021-01-01", "..", as_of="2022-01-10")


def held_to(toy: Toy) -> list[str | None]:
    """Return the last day that each tenure is carried to, in the order of entry."""
    found = tenure_accounts(toy.data())
    days = [found[row["id"]].carried_to for row in toy.rows["tenures"]]
    return [str(day) if day else None for day in days]


def test_a_tenure_is_cut_and_carried_like_an_open_spell() -> None:
    assert held_to(office()) == ["2022-02-09"]
    (cut,) = tenure_accounts(office().data()).values()
    assert [str(day) for day in cut[2:6]] == [
        "2021-01-01",
        "2021-01-01",
        "2022-01-10",
        "2022-01-10",
    ]
    assert held_to(office(presume={"default": 5})) == ["2022-01-15"]
    assert held_to(office(presume={"mission": 5})) == [None]
    assert held_to(office(presume={"tenure": 10**6})) == ["2022-12-31"]


def test_a_break_ends_no_tenure() -> None:
    assert held_to(office(breaks=("2022-01-20",))) == ["2022-02-09"]


@pytest.mark.parametrize(
    ("start", "more", "last"),
    [
        ("2022-01-20", {}, "2022-01-19"),
        ("2022-01-20", {"capacity": "full"}, "2022-01-19"),
        ("2022-01-20", {"capacity": "acting"}, "2022-02-09"),
        ("2022-01-20", {"denied_by": ["bob"]}, "2022-02-09"),
        ("2022-01-05", {}, "2022-01-10"),
        ("2022-02-20", {}, "2022-02-09"),
    ],
)
def test_a_tenure_goes_on_until_the_office_has_another_holder(
    start: str, more: dict[str, Any], last: str
) -> None:
    toy = office().tenure("bob", "post", start, "2022-12-01", **more)
    assert held_to(toy)[0] == last


def test_a_successor_without_a_sure_day_and_one_in_another_office_end_no_tenure() -> None:
    vague = office().tenure("bob", "post", "[2022-01-12..2022-01-30]", "[2022-01-12..2022-01-30]")
    assert held_to(vague)[0] == "2022-02-09"
    other = office().actor("desk", kind="office", state="AAA")
    assert held_to(other.tenure("bob", "desk", "2022-01-20", "2022-12-01"))[0] == "2022-02-09"


def test_a_tenure_that_ended_or_is_denied_is_not_carried() -> None:
    toy = office().tenure("bob", "post", "2020-01-01", "2020-12-31")
    assert held_to(toy) == ["2022-02-09", None]
    denied = office().tenure(
        "bob", "post", "2020-01-01", "..", as_of="2020-06-01", denied_by=["ann"]
    )
    assert held_to(denied)[1] is None


def test_a_tenure_that_nobody_supports_does_not_count() -> None:
    toy = office().tenure("bob", "post", "2020-01-01", "2020-12-31", by=())
    assert list(tenure_accounts(toy.data())) == ["t-ann-post-0"]
