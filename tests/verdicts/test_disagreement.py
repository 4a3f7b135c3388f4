"""What two sides tell of the same channels, worked out by hand on channels of which one or both tell."""

from __future__ import annotations

from itertools import product

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.views import as_told_by
from backchannel.verdicts.disagreement import DISAGREEMENT_COLUMNS, KINDS, kind_of
from backchannel.verdicts.verdict import CONTESTED, RANK, UNKNOWN, Verdict, Word

from worlds.make import Toy


def told(toy: Toy, channel: str, side: str, status: str, start: str, end: str) -> None:
    """Let a side tell of a status of a channel."""
    key = f"{channel}-{side}-{start[5:7]}"
    toy.spell(channel, status, start, end, id=f"s-{key}", by=())
    toy.claim(f"s-{key}", f"state-{side}", id=f"c-{key}")


def spring() -> Toy:
    """
    Five channels in 2020 of which Aaa, Aab or both tell, and one of which only the paper does.

    post   Aaa: open all year          Aab: open to April, closed from May on
    desk   Aaa: open all year          Aab: degraded all year
    line   Aaa: open all year          Aab: open all year
    talk   Aaa: open all year          -
    turn   Aaa: open in January        Aab: open in June
    wire   -                           -
    """
    toy = Toy(start="2020-01-01", as_of="2020-12-31")
    for channel in ("desk", "line", "post", "talk", "turn", "wire"):
        toy.channel(channel, type="hotline" if channel == "desk" else "foreign-ministry")
    for channel in ("desk", "line", "post", "talk"):
        told(toy, channel, "aaa", "open", "2020-01-01", "2020-12-31")
    told(toy, "post", "aab", "open", "2020-01-01", "2020-04-30")
    told(toy, "post", "aab", "closed", "2020-05-01", "2020-12-31")
    told(toy, "desk", "aab", "degraded", "2020-01-01", "2020-12-31")
    told(toy, "line", "aab", "open", "2020-01-01", "2020-12-31")
    told(toy, "turn", "aaa", "open", "2020-01-01", "2020-01-31")
    told(toy, "turn", "aab", "open", "2020-06-01", "2020-06-30")
    return toy.spell("wire", "open", "2020-01-01", "2020-12-31")


def test_each_kind_solved_by_hand_on_a_day() -> None:
    found = bc.disagreement(spring().data(), "2020-05-01")
    assert {row.id: (row.stance.kind, row.silent) for row in found.channels} == {
        "desk": ("difference", None),
        "line": ("agreement", None),
        "post": ("contradiction", None),
        "talk": ("silence", "AAB"),
    }
    # Of the turn neither tells on that day, of the wire neither ever does.
    assert (found.between, found.untold) == (("AAA", "AAB"), 2)
    post = next(row for row in found.channels if row.id == "post")
    assert post.to_dict() == {
        "id": "post",
        "name": "Post",
        "type": "foreign-ministry",
        "kind": "contradiction",
        "silent": None,
        "day": "2020-05-01",
        "days": 1,
        "first_side": "AAA",
        "first": "open",
        "first_certainty": "surely",
        "second_side": "AAB",
        "second": "closed",
        "second_certainty": "surely",
        "all": "contested",
        "all_certainty": None,
        "first_claims": ["c-post-aaa-01"],
        "second_claims": ["c-post-aab-05"],
    }
    assert tuple(post.to_dict()) == DISAGREEMENT_COLUMNS


def test_of_several_days_the_sharpest_counts_with_its_first_day() -> None:
    found = {row.id: row for row in bc.disagreement(spring().data(), "2020").channels}
    assert {key: (r.stance.kind, str(r.stance.day), r.stance.days) for key, r in found.items()} == {
        "desk": ("difference", "2020-01-01", 366),
        "line": ("agreement", "2020-01-01", 366),
        # From May on: 31 + 30 + 31 + 31 + 30 + 31 + 30 + 31 days.
        "post": ("contradiction", "2020-05-01", 245),
        "talk": ("silence", "2020-01-01", 366),
        # On no day do both tell of it: 31 days in January, 30 in June.
        "turn": ("silence", "2020-01-01", 61),
    }
    assert found["turn"].silent == "AAB"
    early = bc.disagreement(spring().data(), "2020-01/2020-04").channels
    assert {row.id: row.stance.kind for row in early}["post"] == "agreement"


def test_the_sides_are_told_in_the_order_in_which_they_are_named() -> None:
    (row, *_) = bc.disagreement(spring().data(), "2020-05-01", between=("AAB", "AAA")).channels
    assert (row.id, row.sides) == ("desk", ("AAB", "AAA"))
    assert [str(verdict) for verdict in row.stance.told] == ["degraded, surely", "open, surely"]


def test_only_channels_of_one_type_are_compared() -> None:
    found = bc.disagreement(spring().data(), "2020-05-01", type="hotline")
    assert ([row.id for row in found.channels], found.untold) == (["desk"], 0)


def test_claims_for_and_against_are_told_and_those_on_one_cell_are_not() -> None:
    toy = spring().actor("bob", state="AAB", sector="GOV")
    toy.claim("s-line-aab-01", "bob", stance="denies", id="c-against")
    toy.claim("s-line-aab-01", "bob", field="end_kind", value="ended", id="c-on-a-cell")
    found = {row.id: row for row in bc.disagreement(toy.data(), "2020-05-01").channels}
    # What one of its officials denies, Aab is in two minds about.
    assert (found["line"].stance.kind, found["line"].stance.told[1]) == ("difference", CONTESTED)
    assert found["line"].claims == (("c-line-aaa-01",), ("c-against", "c-line-aab-01"))


def test_what_cannot_be_compared_is_refused() -> None:
    data = spring().data()
    with pytest.raises(UsageFault, match="two sides are compared; name them, such as"):
        bc.disagreement(data, "2020", between="all")
    with pytest.raises(UsageFault, match="voices of both sides are compared; leave out"):
        bc.disagreement(as_told_by(data, "AAA"), "2020")
    with pytest.raises(UnknownName, match="unknown type `telegraph`"):
        bc.disagreement(data, "2020", type="telegraph")  # type: ignore[arg-type]


def test_each_two_verdicts_are_of_one_kind_whoever_is_named_first() -> None:
    usable, stopped = {Word.OPEN, Word.DEGRADED}, {Word.SUSPENDED, Word.CLOSED}
    for one, other in product(RANK, RANK):
        kind = kind_of(one, other)
        assert kind == kind_of(other, one)
        assert kind in KINDS
        words = {one.word, other.word}
        sure = one.certainty == other.certainty == "surely"
        assert (kind == "contradiction") == bool(sure and words & usable and words & stopped)
        assert (kind == "silence") == (UNKNOWN in (one, other))
    assert kind_of(CONTESTED, Verdict(Word.OPEN, "surely")) == "difference"
