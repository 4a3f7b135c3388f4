"""The disruptions of a report: those of the two sides apart from those with others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.facts.scope import asked
from backchannel.output.document import Document
from backchannel.report.disruptions import disruptions_in_short, own_and_others, what_broke_in
from backchannel.report.year import Year

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset


def world() -> Dataset:
    """Six acts on 1 May 2020, each named after what it shows; `cause` answered `answered`."""
    toy = Toy(as_of="2020-12-31").channel("line").actor("state-ccc", kind="state", state="CCC")
    a, b, c = "state-aaa", "state-aab", "state-ccc"
    for name, kind, by, target, more in (
        ("each-other", "sanctions", a, f"{b}; {c}", {}),
        ("alone", "law", b, "", {}),
        ("cause", "airspace-ban", c, a, {"answers": "answered"}),
        ("answered", "invasion", a, c, {}),
        ("strangers", "visa-ban", c, b, {}),
        ("elsewhere", "expulsion", b, c, {}),
    ):
        toy.disruption(name, kind, "2020-05-01", by=by, target=target, **more)
    toy.spell("line", "suspended", "2020-05-01", "2020-12-31", cause="cause")
    return toy.data()


def test_acts_of_other_pairs_are_counted_and_listed_apart() -> None:
    data = world()
    year = Year(data, 2020, asked(data, ("AAA", "AAB")))
    own, others = own_and_others(year, list(data.disruptions.values()))
    assert [row.id for row in own] == ["alone", "answered", "cause", "each-other"]
    assert [row.id for row in others] == ["elsewhere", "strangers"]
    ((lead, told),) = disruptions_in_short(year)
    assert getattr(lead, "text", "") == "4 disruptions"
    assert told == (
        " of the two sides or on their channels surely began in between (law 1; invasion 1; "
        "airspace ban 1; sanctions 1); 2 more between one of the two and others."
    )
    document = Document("A year")
    what_broke_in(document, year)
    first, then = document.markdown().split("### With others: disruptions that began in between: 2")
    assert "### Disruptions that began in between: 4" in first
    assert "visa ban" not in first
    assert "visa ban" in then


def test_among_all_sides_no_act_is_one_of_others() -> None:
    data = world()
    ((lead, told),) = disruptions_in_short(Year(data, 2020, asked(data, "all")))
    assert getattr(lead, "text", "") == "6 disruptions"
    assert "others" not in str(told)


def test_the_kinds_of_the_head_add_up_to_its_number() -> None:
    """Acts of no kind of their own are counted too, and what there is no room for is a number."""
    kinds = ["sanctions", "law", "visa-ban", "expulsion", "closure", "staff-cap", "cancellation"]
    toy = Toy(as_of="2020-12-31").channel("line")
    for number, kind in enumerate(["sanctions", *kinds, "other"]):
        by = "state-aaa"
        toy.disruption(f"d-{number}", kind, "2020-05-01", by=by, target="state-aab")
    data = toy.data()
    ((lead, told),) = disruptions_in_short(Year(data, 2020, asked(data, ("AAA", "AAB"))))
    assert getattr(lead, "text", "") == "9 disruptions"
    assert "(sanctions 2; " in str(told)
    assert "; of other kinds 3)" in str(told)
    numbers = [int(part.split()[-1]) for part in str(told).split("(")[1].split(")")[0].split(";")]
    assert sum(numbers) == 9
