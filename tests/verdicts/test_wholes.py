"""A part that works while its whole is stopped, and what a presumed verdict is carried from."""

from __future__ import annotations

from backchannel.dates.period import window
from backchannel.verdicts.answers import OPEN_COLUMNS, open_row
from backchannel.verdicts.wholes import stopped_whole

from worlds.make import Toy


# treaty   suspended from March 2022 on; the council above it is closed all year
#   data     open to the end of May, then closed       a part that outlives the whole by three months
#     notes  open in April                             a part of the part, whose whole works then
#   visits   suspended with the treaty
def parts() -> Toy:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("council", parent="")
    toy.channel("treaty", parent="council").channel("data", parent="treaty")
    toy.channel("notes", parent="data").channel("visits", parent="treaty")
    toy.spell("council", "closed", "2022-01-01", "2022-12-31")
    toy.spell("treaty", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    toy.spell("treaty", "suspended", "2022-03-01", "2022-12-31")
    toy.spell("data", "open", "2022-01-01", "2022-05-31", end_kind="changed")
    toy.spell("data", "closed", "2022-06-01", "2022-12-31")
    toy.spell("notes", "open", "2022-04-01", "2022-06-30")
    return toy.spell("visits", "suspended", "2022-03-01", "2022-12-31")


def wholes(when: str) -> dict[str, tuple[str, str, str]]:
    data = parts().data()
    found = {one: stopped_whole(data, one, window(when)) for one in data.channels}
    return {one: (of.id, str(of.day), str(of.verdict)) for one, of in found.items() if of}


def test_a_part_that_works_names_the_nearest_whole_that_is_stopped() -> None:
    # In February the treaty still works, and the council above it is closed.
    assert wholes("2022-02-01") == {
        "data": ("council", "2022-02-01", "closed, surely"),
        "treaty": ("council", "2022-02-01", "closed, surely"),
    }
    # The data outlive the treaty; the notes are a part of the data, which work, and so of the treaty.
    assert wholes("2022-04-15") == {
        "data": ("treaty", "2022-04-15", "suspended, surely"),
        "notes": ("treaty", "2022-04-15", "suspended, surely"),
    }
    assert wholes("2022-06-01") == {"notes": ("data", "2022-06-01", "closed, surely")}
    assert wholes("2022-07-01") == {}


def test_over_some_days_it_is_the_first_on_which_both_are_so() -> None:
    assert wholes("2022")["data"] == ("treaty", "2022-03-01", "suspended, surely")


def test_parts_in_a_ring_end() -> None:
    toy = Toy(as_of="2022-12-31").channel("a", parent="b").channel("b", parent="a")
    data = toy.spell("a", "open", "2022-01-01", "2022-12-31").data()
    assert stopped_whole(data, "a", window("2022-02-01")) is None


def test_a_row_of_open_names_the_whole_only_of_what_is_usable() -> None:
    data = parts().data()
    row = open_row(data, "data", window("2022-04-15"))
    assert row.to_dict()["stopped_whole"] == {
        "id": "treaty",
        "day": "2022-04-15",
        "verdict": "suspended",
        "certainty": "surely",
    }
    flat = row.flat()
    assert [flat[name] for name in OPEN_COLUMNS if name.startswith("stopped_whole")] == [
        "treaty",
        "suspended, surely",
        "2022-04-15",
    ]
    # By the last day of the year it is closed itself, as the whole is.
    last = open_row(data, "data", window("2022"), rule="last-day")
    assert (last.verdict, last.whole) == ("closed", None)


def test_a_presumed_verdict_names_what_it_is_carried_from_which_may_be_later_than_seen() -> None:
    toy = Toy(as_of="2022-12-31", presume={"default": 365}).channel("line").channel("wire")
    toy.spell("line", "open", "2021-05-01", "2021-06-30").spell(
        "wire", "open", "2021", "2021-06-30"
    )
    data = toy.contact("line", "[2021-09-01..2021-09-02]", id="k").data()
    line, wire = (open_row(data, one, window("2021-12-01")) for one in ("line", "wire"))
    assert (line.answer.certainty, line.seen and line.seen["day"]) == ("presumably", "2021-06-30")
    assert line.carried_from == {"id": "k", "date": "[2021-09-01..2021-09-02]"}
    assert wire.carried_from == {"id": "s001-wire", "date": "2021-06-30"}
    assert wire.flat()["carried_from_date"] == "2021-06-30"
    sure = open_row(data, "line", window("2021-05-05"))
    assert (sure.carried_from, sure.flat()["carried_from"]) == (None, None)
