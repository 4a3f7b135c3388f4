"""The days on which what happened to a channel can have begun."""

from __future__ import annotations

import backchannel as bc

from worlds.make import Toy


def test_what_comes_into_view_and_began_nobody_says_when_has_a_last_day_for_it() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("line")
    toy.spell("line", "open", "[..2022-03-03]", "2022-12-31", end_kind="ended")
    (event,) = bc.loss(toy.data(), "2022").events
    assert (str(event.date), event.change) == ("2022-03-03", "into_view")
    assert (event.day_earliest, str(event.day_latest)) == (None, "2022-03-03")


def test_what_comes_into_view_as_a_party_joins_has_no_day_on_which_its_use_began() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("talks", "state-aaa/AAA")
    toy.add(
        "parties", id="p-talks-aab", channel="talks", actor="state-aab", side="AAB", role="party",
        start="2022-05-01", end="2022-12-31",
    ).claims("p-talks-aab")  # fmt: skip
    toy.channel("other").spell("other", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    toy.spell("talks", "open", "2022-02-01", "2022-12-31", end_kind="ended")
    (event,) = bc.loss(toy.data(), "2022").events
    assert (str(event.date), event.change, event.id) == ("2022-05-01", "into_view", "talks")
    assert (event.day_earliest, event.day_latest) == (None, None)
