"""
The edges of the definition, worked out by hand, in Python and in Cypher on both engines.

What random packages hardly ever hold: a stop that ends what was presumed, one that is denied or has no sure day, the
day on which a presumption ends, two kinds among the newest accounts, vague contacts, rival dates of contacts in views.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import backchannel as bc
from backchannel.dates.period import window
from backchannel.store.queries import ask, question
from backchannel.verdicts.course import Rule, course

from worlds.edges import edges
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.store import Store

MARKS = {"surely": "!", "presumably": "~", "possibly": "?", None: ""}
RULES: tuple[Rule, ...] = ("any", "all", "last-day")


def python(data: Dataset, when: str, rule: Rule = "any") -> dict[str, str]:
    found = {channel: line.over(window(when), rule=rule) for channel, line in course(data).items()}
    return {channel: f"{said.word.value}{MARKS[said.certainty]}" for channel, said in found.items()}


def cypher(store: Store, when: str, rule: Rule = "any", **view: object) -> dict[str, str]:
    days = window(when)
    given = {"first": days.first, "last": days.last, "rule": rule, **view}
    rows = ask(store, question("open"), given).rows
    return {channel: f"{word}{MARKS[certainty]}" for channel, word, certainty in rows}


def test_each_edge_in_python() -> None:
    data, found = edges()
    wrong = [
        (edge.channel, when, rule, said, verdict)
        for rule in RULES
        for edge in found
        for (when, of_rule), verdict in edge.answers.items()
        if of_rule == rule and (said := python(data, when, rule)[edge.channel]) != verdict
    ]
    assert wrong == []
    assert len(found) > 50


def test_each_edge_in_cypher(store: Store) -> None:
    """Each window of one edge is asked of all channels, and must agree with Python on all of them."""
    data, found = edges()
    store.load(data)
    for rule in RULES:
        for when in sorted({when for edge in found for when, of in edge.answers if of == rule}):
            answer = cypher(store, when, rule)
            wrong = {
                edge.channel: answer[edge.channel]
                for edge in found
                if edge.answers.get((when, rule), answer[edge.channel]) != answer[edge.channel]
            }
            assert wrong == {}, (when, rule)
            assert answer == python(data, when, rule), (when, rule)


def rivals() -> Dataset:
    """
    Three dates of one meeting.

    The wire gives 5 February and was out by June; the paper, of December, gives the 20th, and quotes bob, who gives the
    25th, and ann, who says that they met and not when. Denied by somebody is only the 9th, which nobody supports.
    """
    toy = Toy(start="2022-01-01", as_of="2022-12-31").source("wire", published="2022-06-30")
    toy.actor("ann").actor("bob").channel("line")
    toy.contact(
        "line", "[2022-02-05,2022-02-20,2022-02-25]", id="k", by=["paper", "wire", "ann", "bob"]
    )
    for voice, day in (("wire", "05"), ("paper", "20"), ("bob", "25")):
        toy.claim("k", voice, field="date", value=f"2022-02-{day}")
    return toy.claim("k", "ann", field="date", value="2022-02-09", stance="denies").data()


RIVALS: list[tuple[dict[str, Any], dict[str, str]]] = [
    # All: 5 to 25 February, each day possible, and February cannot miss it.
    ({}, {"2022-02-05": "open?", "2022-02-25": "open?", "2022-02": "open!", "2022-02-26": "unknown"}),
    # As known in July: the wire's day.
    ({"known_on": "2022-07-01"}, {"2022-02-05": "open!", "2022-02-06": "unknown"}),
    # As bob tells it; as ann does, whose word leaves the date as it was entered.
    ({"claimant": "bob"}, {"2022-02-24": "unknown", "2022-02-25": "open!"}),
    ({"claimant": "ann"}, {"2022-02-05": "open?", "2022-02-09": "open?", "2022-02-25": "open?"}),
    # Nobody of them had spoken by then.
    ({"claimant": "bob", "known_on": "2022-07-01"}, {"2022-02": "unknown"}),
    ({"known_on": "2022-06-29"}, {"2022-02": "unknown"}),
    # With 30 days presumed: bob's 25 February goes on to 27 March.
    ({"claimant": "bob", "presume": 30}, {"2022-03-27": "open~", "2022-03-28": "unknown"}),
    # Of all dates the presumption begins on the latest, 25 February, and ends 30 days after the earliest, on 7 March.
    ({"presume": 30}, {"2022-02-24": "open?", "2022-02-25": "open~", "2022-03-07": "open~", "2022-03-08": "unknown"}),
]  # fmt: skip


def test_rival_dates_of_a_contact_are_those_that_count_in_a_view(store: Store) -> None:
    data = rivals()
    store.load(data)
    for view, answers in RIVALS:
        seen = data
        if voice := view.get("claimant"):
            seen = bc.as_told_by(seen, str(voice))
        if day := view.get("known_on"):
            seen = bc.as_known_on(seen, str(day))
        if presume := view.get("presume"):
            seen = bc.presuming(seen, int(presume))
        for when, verdict in answers.items():
            assert python(seen, when)["line"] == verdict, (view, when)
            assert cypher(store, when, **view)["line"] == verdict, (view, when)


def test_a_view_that_counts_one_of_two_rival_sessions_has_all_of_its_days(store: Store) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").source("wire", published="2022-06-30")
    toy.actor("bob").channel("line")
    toy.contact("line", "[2022-02-05..2022-02-25]", id="k", by=["wire", "bob"])
    toy.claim("k", "wire", field="date", value="2022-02-05/2022-02-07")
    toy.claim("k", "bob", field="date", value="2022-02-25")
    data = toy.data()
    store.load(data)
    views: list[tuple[Dataset, dict[str, Any], dict[str, str]]] = [
        (data, {}, {"2022-02-06": "open?", "2022-02": "open!"}),
        (bc.as_known_on(data, "2022-07-01"), {"known_on": "2022-07-01"}, SESSION),
        (
            bc.as_told_by(data, "bob"),
            {"claimant": "bob"},
            {"2022-02-06": "unknown", "2022-02-25": "open!"},
        ),
    ]
    for seen, view, days in views:
        for when, verdict in days.items():
            assert python(seen, when)["line"] == verdict, (view, when)
            assert cypher(store, when, **view)["line"] == verdict, (view, when)


SESSION = {
    "2022-02-04": "unknown", "2022-02-05": "open!", "2022-02-06": "open!", "2022-02-07": "open!", "2022-02-08": "unknown"
}  # fmt: skip


def test_a_package_that_presumes_nothing_can_be_asked_to_and_the_other_way(store: Store) -> None:
    """One sighting on 10 February, in a package that presumes nothing and in one that presumes 30 days."""
    for presume in (None, {"default": 30}):
        toy = Toy(start="2022-01-01", as_of="2022-12-31", presume=presume).channel("line")
        data = toy.contact("line", "2022-02-10").data()
        store.load(data)
        as_it_is = "open~" if presume else "unknown"
        for asked, verdict in ((None, as_it_is), (0, "unknown"), (20, "open~"), (10**9, "open~")):
            assert cypher(store, "2022-03-01", presume=asked) == {"line": verdict}
            seen = data if asked is None else bc.presuming(data, asked)
            assert python(seen, "2022-03-01") == {"line": verdict}
        # 20 days after 10 February is 2 March; a milliard of days ends with the year.
        assert cypher(store, "2022-03-03", presume=20) == {"line": "unknown"}
        assert cypher(store, "2022-12-31", presume=10**9) == {"line": "open~"}
        assert cypher(store, "2023-01-01", presume=10**9) == {"line": "unknown"}
