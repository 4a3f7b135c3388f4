"""What falls with what, by hand: an office, a treaty, an envoy, a mediator, an embassy with its parts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.names import names_of
from backchannel.scenarios import one_thing
from backchannel.scenarios.fallen import fallen
from backchannel.scenarios.naming import falling, returning

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

DAY = date(2022, 6, 1)


def world() -> Toy:
    """
    Return two states with an embassy in a building, envoys, a treaty and its channels, a mediator.

    embassy      ambassador's office (part of the embassy staff, part of the ministry) — state B
    two-track    ann — bob              ann also: ann-cem
    inspections  both states, by the treaty; notices likewise; hotline needs the channel `notices`
    mediated     state A — mediator, host of both — state B
    """
    toy = Toy().actor("ministry", kind="organization", state="AAA", parent="state-aaa")
    toy.actor("staff", kind="organization", state="AAA", parent="ministry")
    toy.actor("ambassador", kind="office", state="AAA", parent="staff")
    toy.actor("ann", state="AAA", name="Ann Able").actor("bob", state="AAB").actor(
        "cem", state="AAB"
    )
    toy.actor("dee", state="AAA").tenure("dee", "ambassador", "2020", "..", as_of="2025-12-31")
    toy.actor("gil", state="CCC").actor("house", kind="place", name="The House")
    toy.channel("embassy", "ambassador/AAA", "state-aab/AAB")
    toy.channel("two-track", "ann/AAA", "bob/AAB").channel("ann-cem", "ann/AAA", "cem/AAB")
    for channel in ("inspections", "notices"):
        toy.channel(channel)
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="treaty", on="The Treaty")
    toy.channel("hotline")
    toy.add("dependencies", id="d-hotline", channel="hotline", kind="line", on="Notices")
    toy.add("dependencies", id="d-house", channel="embassy", kind="building", on="the house")
    toy.channel("mediated", "state-aaa/AAA", "state-aab/AAB", "gil//go-between")
    for row in ("d-inspections", "d-notices", "d-hotline", "d-house"):
        toy.claims(row)
    return toy


def falls(data: Dataset, *texts: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return what falls with what some texts name: why, and through what."""
    found = fallen(data, DAY, falling(data, texts))
    return {one.id: (one.because, one.through) for one in found.values() if one.because != "asked"}


def test_an_envoy_takes_the_channels_of_which_she_is_one_side() -> None:
    assert falls(world().data(), "Ann Able") == {
        "ann-cem": ("party", ("ann",)),
        "two-track": ("party", ("ann",)),
    }
    two = world()
    two.add("parties", id="p-more", channel="two-track", actor="dee", side="AAA", role="party")
    assert falls(two.data(), "ann") == {"ann-cem": ("party", ("ann",))}
    assert set(falls(two.data(), "ann", "dee")) == {"ann-cem", "two-track"}


def test_who_sits_by_an_office_can_be_replaced_and_the_office_cannot() -> None:
    assert falls(world().data(), "dee") == {}
    assert falls(world().data(), "ambassador") == {"embassy": ("party", ("ambassador",))}


def test_an_organization_takes_its_parts_and_a_state_all_its_actors() -> None:
    assert falls(world().data(), "ministry") == {
        "ambassador": ("part", ("staff",)),
        "embassy": ("party", ("ambassador",)),
        "staff": ("part", ("ministry",)),
    }
    state = falls(world().data(), "state-aab")
    assert {one for one, why in state.items() if why[0] == "part"} == {"bob", "cem"}
    assert {one for one, why in state.items() if why[0] == "party"} == {
        "ann-cem", "embassy", "hotline", "inspections", "mediated", "notices", "two-track",
    }  # fmt: skip


def test_a_treaty_is_one_thing_by_its_words_and_what_falls_takes_more_along() -> None:
    expected = {
        "inspections": ("dependency", ("d-inspections",)),
        "notices": ("dependency", ("d-notices",)),
        "d-hotline": ("dependency", ("notices",)),
        "hotline": ("dependency", ("d-hotline",)),
    }
    for name in ("the treaty", "d-inspections", "d-notices"):
        assert falls(world().data(), name) == expected


def test_a_place_takes_what_depends_on_it_by_its_name() -> None:
    assert falls(world().data(), "The House") == {
        "d-house": ("dependency", ("house",)),
        "embassy": ("dependency", ("d-house",)),
    }


def mission() -> Toy:
    """
    Return an embassy, which is a staff and a channel, with a consulate and an office in its house.

    embassy      the chargé — state B; the chargé is part of nothing, the ambassador of the staff
    consulate    both states; part of the embassy; visas is part of the consulate
    liaison      both states; needs a house worded with the embassy's name; spies likewise
    """
    toy = Toy().actor("staff", kind="organization", state="AAA", name="Embassy of Aaa")
    toy.actor("charge", state="AAA").actor("ambassador", kind="office", state="AAA", parent="staff")
    toy.add("channels", id="embassy", name="Embassy of Aaa", type="mission")
    toy.add("channels", id="talks", name="Embassy", type="track-2")
    for channel, actor, side in (
        ("embassy", "charge", "AAA"), ("embassy", "ambassador", "AAA"),
        ("embassy", "state-aab", "AAB"), ("talks", "state-aaa", "AAA"),
    ):  # fmt: skip
        toy.add("parties", id=f"p-{channel}-{actor}", channel=channel, actor=actor, side=side,
                role="party")  # fmt: skip
    toy.channel("consulate", parent="embassy", type="mission")
    toy.channel("visas", parent="consulate", type="mission")
    for channel, words in (("liaison", "embassy of AAA, 2nd floor"), ("spies", "Embassy of Aaa")):
        toy.channel(channel)
        toy.add("dependencies", id=f"d-{channel}", channel=channel, kind="building", on=words)
    toy.channel("law-talks")
    toy.add(
        "dependencies", id="d-law", channel="law-talks", kind="law", on="the Embassy of Aaa act"
    )
    for row in ("d-liaison", "d-spies", "d-law"):
        toy.claims(row)
    return toy


WHOLE = {
    "staff", "embassy", "ambassador", "consulate", "visas", "liaison", "spies", "d-liaison", "d-spies",
}  # fmt: skip


@pytest.mark.parametrize(
    "name", ["staff", "embassy", "Embassy of Aaa", "d-liaison", "embassy of AAA, 2nd floor"]
)
def test_an_embassy_falls_whole_by_whichever_of_its_ids_and_by_its_house(name: str) -> None:
    data = mission().data()
    assert set(fallen(data, DAY, falling(data, [name]))) == WHOLE


def test_what_falls_with_an_embassy_is_told_with_why() -> None:
    assert falls(mission().data(), "embassy") == {
        "staff": ("same", ("embassy",)),
        "ambassador": ("part", ("staff",)),
        "consulate": ("part", ("embassy",)),
        "visas": ("part", ("consulate",)),
        "d-liaison": ("dependency", ("embassy",)),
        "d-spies": ("dependency", ("embassy",)),
        "liaison": ("dependency", ("d-liaison",)),
        "spies": ("dependency", ("d-spies",)),
    }
    # A part can be stopped alone, and what is worded otherwise is another thing.
    assert falls(mission().data(), "consulate") == {"visas": ("part", ("consulate",))}
    assert falls(mission().data(), "d-law") == {"law-talks": ("dependency", ("d-law",))}


def test_a_channel_falls_with_its_last_go_between() -> None:
    assert falls(world().data(), "gil") == {"mediated": ("go-between", ("gil",))}
    two = world()
    two.add("parties", id="p-more", channel="mediated", actor="cem", side="", role="go-between")
    assert falls(two.data(), "gil") == {}


def test_who_sat_there_at_another_time_holds_no_channel() -> None:
    toy = world()
    toy.add("parties", id="p-once", channel="two-track", actor="dee", side="AAA", role="party",
            start="2001", end="2002")  # fmt: skip
    assert "two-track" in falls(toy.data(), "ann")


def test_a_group_of_sources_falls_together() -> None:
    toy = world().source("copy-1", independence_group="wire")
    toy.source("copy-2", independence_group="wire").source("lone", independence_group="press")
    assert falling(toy.data(), ["wire"]) == ("copy-1", "copy-2")
    assert falling(toy.data(), ["copy-2", "gil"]) == ("copy-2", "gil")
    assert falls(toy.data(), "wire") == {}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("the traty", "did you mean `the treaty`"),
        (
            "t-dee-ambassador-0",
            "`t-dee-ambassador-0` is of the table tenures; give the id of a channel, actor",
        ),
        ("nothing of this name", "unknown channel, actor, source or dependency"),
    ],
)
def test_what_cannot_fall_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageFault) as refused:
        falling(world().data(), [text])
    assert said.casefold() in str(refused.value).casefold()


def test_what_works_again_is_named_likewise() -> None:
    toy = world().disruption("ban", "contact-ban", "2022-01-01")
    assert returning(toy.data(), ["the treaty", "ban"]) == ("ban", "d-inspections", "d-notices")
    assert returning(toy.data(), ["Hotline"]) == ("hotline",)
    with pytest.raises(UnknownName):
        returning(toy.data(), ["no such thing"])
    with pytest.raises(UsageFault, match="`ann` is of the table actors"):
        returning(toy.data(), ["ann"])
    for bare in (falling, returning):
        with pytest.raises(UsageFault, match="is not a list of ids"):
            bare(toy.data(), "ann")


def test_names_are_read_once_however_many_buildings_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []
    words = one_thing._words

    def counted(text: str) -> tuple[str, ...]:
        read.append(text)
        return words(text)

    monkeypatch.setattr(one_thing, "_words", counted)
    toy = mission()
    for number in range(20):
        toy.channel(f"desk-{number}")
        toy.add(
            "dependencies", id=f"d-{number}", channel=f"desk-{number}", kind="building",
            on=f"the embassy of AAA, room {number}",
        )  # fmt: skip
        toy.claims(f"d-{number}")
    data = toy.data()
    gone = fallen(data, DAY, falling(data, ["state-aaa"]))
    assert {f"desk-{number}" for number in range(20)} <= gone.keys()
    names = [name for table in (data.channels, data.actors) for row in table.values()
             for name in names_of(row)]  # fmt: skip
    assert len(read) == len(names) + 22


def test_a_name_without_a_letter_stands_in_no_text() -> None:
    data = mission().actor("mark", name="!!!").data()
    assert set(fallen(data, DAY, ["mark"])) == {"mark"}
