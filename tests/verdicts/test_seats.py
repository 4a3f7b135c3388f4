"""Who sits on a channel and how surely: parties, holders of offices, and those presumed to be."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.facts.views import strict
from backchannel.verdicts.seats import NEVER, roster, seated_on, tenure_days

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.seats import Tie


# 2022       Jan            Feb                       Mar
# ann        ===========|~~~~~~~~~|                    at the desk, seen until 10 January; 30 days are presumed
# bob                        ======...                 acting from 1 February; seen until 20 February
# cat                  ????????====                    from some day from 15 to 25 January to 31 January; ann denies it
def desk() -> Toy:
    toy = Toy(as_of="2022-12-31", presume={"tenure": 30}).actor("desk", kind="office", state="AAA")
    for name in ("ann", "bob", "cat", "guest"):
        toy.actor(name)
    toy.channel("line", "desk/AAA", "state-aab/AAB", "guest/AAA/host")
    toy.tenure("ann", "desk", "2021-01-01", "..", as_of="2022-01-10")
    toy.tenure("bob", "desk", "2022-02-01", "..", as_of="2022-02-20", capacity="acting")
    return toy.tenure("cat", "desk", "[2022-01-15..2022-01-25]", "2022-01-31", denied_by=["ann"])


def tie(data: Dataset, actor: str) -> Tie:
    (found,) = [found for found in seated_on(data)["line"] if found.actor == actor]
    return found


@pytest.mark.parametrize(
    ("actor", "said"),
    [
        # Carried for 30 days, to 9 February: bob, who is acting, does not end it.
        ("ann", {"2022-01-10": "surely", "2022-01-11": "presumably", "2022-02-09": "presumably", "2022-02-10": None}),
        ("bob", {"2022-01-31": None, "2022-02-20": "surely", "2022-03-22": "presumably", "2022-03-23": None}),
        # A denied tenure is contested, so no day of it is more than possible.
        ("cat", {"2022-01-14": None, "2022-01-15": "possibly", "2022-01-31": "possibly", "2022-02-01": None}),
        # An office that is a party sits there itself, for as long as there are data.
        ("desk", {"1999-01-01": "surely", "2030-01-01": "surely"}),
    ],
)  # fmt: skip
def test_how_surely_somebody_sits_there_solved_by_hand(
    actor: str, said: dict[str, str | None]
) -> None:
    found = tie(desk().data(), actor)
    assert {day: found.certainty(date.fromisoformat(day)) for day in said} == said


def test_in_the_strict_view_nobody_is_presumed_to_sit_there() -> None:
    found = tie(strict(desk().data()), "ann")
    assert found.days("presumably") == found.days("surely")
    assert found.certainty(date(2022, 1, 11)) is None


def test_a_full_successor_ends_what_is_presumed() -> None:
    toy = desk().actor("dan").tenure("dan", "desk", "2022-01-20", "2022-12-31")
    assert str(tie(toy.data(), "ann").days("presumably").last) == "2022-01-19"


def test_each_certainty_holds_the_surer_ones() -> None:
    for found in roster(desk().data()):
        sure, presumed, may = (found.days(x) for x in ("surely", "presumably", "possibly"))
        for inner, outer in ((sure, presumed), (presumed, may)):
            assert inner.first > inner.last or (
                outer.first <= inner.first and inner.last <= outer.last
            )


def test_hosts_and_holders_without_a_claim_sit_nowhere() -> None:
    data = desk().tenure("guest", "desk", "2020", "2021", by=()).data()
    assert "guest" not in {found.actor for found in roster(data)}
    assert not tie(data, "cat").holds(date(2022, 1, 28), "surely")
    (bare,) = [tenure.id for tenure in data.tenures.values() if tenure.person == "guest"]
    assert tenure_days(data, bare) == (NEVER, NEVER, NEVER)


def test_the_roster_is_worked_out_once_for_a_dataset() -> None:
    data = desk().data()
    assert roster(data) is roster(data)
    assert seated_on(data) is seated_on(data)


def test_a_party_for_some_days_lends_its_seat_for_these() -> None:
    toy = Toy(as_of="2022-12-31", presume={"tenure": 30}).actor("desk", kind="office", state="AAA")
    toy.actor("ann").channel("line", "state-aab/AAB")
    toy.add(
        "parties", id="p", channel="line", actor="desk", side="AAA", role="party",
        start="[2022-01-03..2022-01-05]", end="2022-01-20",
    )  # fmt: skip
    toy.tenure("ann", "desk", "2021-01-01", "..", as_of="2022-01-10")
    found = tie(toy.data(), "ann")
    days = ["2022-01-02", "2022-01-03", "2022-01-05", "2022-01-10", "2022-01-20", "2022-01-21"]
    assert [found.certainty(date.fromisoformat(day)) for day in days] == [
        None,
        "possibly",
        "surely",
        "surely",
        "presumably",
        None,
    ]
