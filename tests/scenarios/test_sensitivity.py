"""How firm a verdict is: by hand, and as the views say that the question is made of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import backchannel as bc
from backchannel.dates.period import window
from backchannel.errors import BadDate, UnknownName, UsageFault
from backchannel.scenarios.sensitivity import sensitivity
from backchannel.verdicts.accounts import is_account
from backchannel.verdicts.course import course

from worlds import nasty
from worlds.line import line
from worlds.make import Toy
from worlds.toy import toy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.facts.dataset import Dataset
    from backchannel.scenarios.sensitivity import Sensitivity
    from backchannel.verdicts.course import Rule
    from backchannel.verdicts.verdict import Verdict

SEEDS = range(3, 9)
RULES: list[Rule] = ["any", "all", "last-day"]


def over(data: Dataset, channel: str, when: str, rule: Rule = "any") -> Verdict:
    return course(data)[channel].over(window(when), rule=rule)


def asked(data: Dataset, when: str, rule: Rule = "any") -> Sensitivity:
    return sensitivity(data, when, rule=rule, everything=True, draws=len(SEEDS), seed=SEEDS.start)


def check_by_views(data: Dataset, channels: Iterable[str], when: str, rule: Rule = "any") -> None:
    """Ask the views, one after another, what the answer says of some channels."""
    found = asked(data, when, rule)
    rows = {row.id: row for row in found.channels}
    draws = [bc.drawn(data, seed=seed) for seed in SEEDS]
    for channel in channels:
        row = rows[channel]
        is_now = over(data, channel, when, rule)
        assert row.answer == is_now
        verdicts = [over(draw, channel, when, rule) for draw in draws]
        assert dict(found.drawn[channel]) == Counter(verdicts)
        assert row.stays_exactly == verdicts.count(is_now) / len(SEEDS)
        assert row.stays == sum(one.word == is_now.word for one in verdicts) / len(SEEDS)
        turns = {
            turn.value: turn.answer
            for turn in found.turns
            if (turn.id, turn.what) == (channel, "without")
        }
        left_out = {
            name: over(bc.without(data, some), channel, when, rule)
            for name, some in units(data, channel).items()
        }
        assert {name: verdict for name, verdict in left_out.items() if verdict != is_now} == turns
        assert row.hangs_on == tuple(turns)


def units(data: Dataset, channel: str) -> dict[str, list[str]]:
    """Return the sources that speak of a channel's accounts, and the groups of several of them."""
    contacts = [one for one in data.contacts_of.get(channel, ()) if is_account(one)]
    records = [*data.spells_of.get(channel, ()), *contacts]
    claims = [claim for record in records for claim in data.claims_on.get(record.id, ())]
    sources = sorted({claim.source for claim in claims})
    groups: dict[str, list[str]] = {}
    for source in sources:
        if group := data.sources[source].independence_group:
            groups.setdefault(group, []).append(source)
    return {
        **{source: [source] for source in sources},
        **{group: some for group, some in groups.items() if len(some) > 1},
    }


def check_by_presuming(data: Dataset, when: str, rule: Rule, most: int, *, step: int = 1) -> None:
    """Presume 0, 1, 2 … days, one view after another."""
    found = asked(data, when, rule)
    views = {days: bc.presuming(data, days) for days in range(0, most, step)}
    for row in found.channels:
        turns = [turn for turn in found.turns if (turn.id, turn.what) == (row.id, "presume")]
        for days, view in views.items():
            said = [turn.answer for turn in turns if int(turn.value) <= days] or [row.answer]
            assert said[-1] == over(view, row.id, when, rule), (row.id, days)
            if row.presume_least <= days <= (row.presume_most or most):
                assert said[-1] == row.answer
        assert row.presume_least <= row.presumed <= (row.presume_most or row.presumed)


# By hand


def test_what_nobody_doubts_is_firm_and_hangs_on_its_only_source() -> None:
    world = line().spell("line", "open", "2022-01-01", "2022-12-31", end_kind="ended")
    (row,) = sensitivity(world.data(), "2022-06-01").channels
    assert (row.stays, row.stays_exactly) == (1, 1)
    assert (row.sources, row.hangs_on) == (1, ("paper",))
    assert (row.presumed, row.presume_least, row.presume_most) == (0, 0, None)


def test_two_sources_of_one_group_fall_together_and_two_voices_do_not() -> None:
    world = line().source("copy", independence_group="wire", published="2022-12-31")
    world.source("wire-1", independence_group="wire", published="2022-12-31")
    world.spell("line", "open", "2022", "2022-12-31", end_kind="ended", by=("copy", "wire-1"))
    found = sensitivity(world.data(), "2022")
    assert found.channels[0].hangs_on == ("wire",)
    assert [(turn.what, turn.value, str(turn.answer)) for turn in found.turns] == [
        ("without", "wire", "unknown")
    ]
    world.claim(world.rows["spells"][0]["id"], "paper")
    assert sensitivity(world.data(), "2022").channels[0].hangs_on == ()


def test_a_denial_is_a_source_that_a_verdict_hangs_on() -> None:
    world = line().spell("line", "open", "2022-01-01", "2022-12-31", denied_by=("moscow",))
    world.source("gazette", published="2022-12-31")
    world.rows["claims"][-1] = {**world.rows["claims"][-1], "source": "gazette"}
    found = sensitivity(world.data(), "2022-06-01")
    assert [row.answer.word for row in found.channels] == ["contested"]
    assert [(turn.value, str(turn.answer)) for turn in found.turns] == [
        ("gazette", "open, surely"), ("paper", "unknown"),
    ]  # fmt: skip


def test_a_presumed_verdict_says_how_many_days_it_needs() -> None:
    world = line(presume={"default": 100}).contact("line", "2022-01-01")
    world.spell("line", "closed", "2022-03-01", "..", as_of="2022-12-31")
    found = sensitivity(world.data(), "2022-02-01", draws=0)
    (row,) = found.channels
    assert (row.presumed, row.presume_least, row.presume_most) == (100, 31, None)
    assert (row.stays, row.stays_exactly) == (None, None)
    assert [(turn.what, turn.value, str(turn.answer)) for turn in found.turns] == [
        ("without", "paper", "unknown"),
        ("presume", "0", "unknown"), ("presume", "31", "open, presumably"),
    ]  # fmt: skip
    (flat,) = found.channels.to_dicts()
    assert (flat["verdict"], flat["certainty"]) == ("open", "presumably")
    assert flat["hangs_on"] == ["paper"]
    assert found.turns.to_dicts()[1] == {
        "id": "line", "what": "presume", "value": "0", "verdict": "unknown", "certainty": None,
    }  # fmt: skip


def test_a_vague_date_is_drawn_as_often_as_asked() -> None:
    world = line(as_of="2022-12-31").spell("line", "open", "2022", "2022-12-31", end_kind="ended")
    found = sensitivity(world.data(), "2022-07-02", draws=400)
    # It is the 183rd of 365 days: begun by then in half of the draws, give or take 4 errors of 0.025.
    (row,) = found.channels
    assert str(row.answer) == "open, possibly"
    assert row.stays_exactly == 0
    assert row.stays == pytest.approx(183 / 365, abs=0.1)
    assert sum(found.drawn["line"].values()) == 400
    assert sensitivity(world.data(), "2022-07-02", draws=400) == found
    assert sensitivity(world.data(), "2022-07-02", draws=400, seed=1000).drawn != found.drawn


def test_days_outside_the_data_are_unknown_whatever_is_tried() -> None:
    world = line(as_of="2022-12-31").spell("line", "open", "2022", "..", as_of="2022-12-31")
    for when in ("2023-05-01", "1999", "2023"):
        (row,) = asked(world.data(), when).channels
        assert (str(row.answer), row.stays, row.hangs_on) == ("unknown", 1, ())


def test_it_lists_what_open_lists() -> None:
    for everything in (True, False):
        rows = bc.open_channels(toy(), "2022", type="track-2", everything=everything)
        found = sensitivity(toy(), "2022", type="track-2", everything=everything)
        assert [row.id for row in found.channels] == [row.id for row in rows]
        assert [row.answer for row in found.channels] == [row.answer for row in rows]
    assert [row.id for row in sensitivity(toy(), "2022", between=("AAA", "AAB")).channels] == [
        row.id for row in bc.open_channels(toy(), "2022", between=("AAA", "AAB"))
    ]


def test_wrong_questions_are_refused() -> None:
    with pytest.raises(BadDate):
        sensitivity(toy(), "2022/..")
    with pytest.raises(UnknownName, match="rule"):
        sensitivity(toy(), "2022", rule="most")  # type: ignore[arg-type]
    with pytest.raises(UnknownName, match="type"):
        sensitivity(toy(), "2022", type="pigeon")  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="-1 draws"):
        sensitivity(toy(), "2022", draws=-1)


# The other road


@given(st.integers(0, 10**6), st.sampled_from(["2016-02-29", "2018", "2017-06", "2021"]))
@settings(max_examples=6)
@example(97, "2018")
def test_it_is_what_the_views_say(seed: int, when: str) -> None:
    data = nasty.made(seed, channels=3)
    for rule in RULES:
        check_by_views(data, data.channels, when, rule)


@given(st.integers(0, 10**6), st.sampled_from(["2016-02-29", "2018", "2017-06"]))
@settings(max_examples=5)
def test_presumption_turns_a_verdict_where_the_views_say(seed: int, when: str) -> None:
    data = nasty.made(seed, channels=3)
    for rule in RULES:
        check_by_presuming(data, when, rule, 1500, step=7)


def test_no_number_of_days_is_passed_over() -> None:
    data = nasty.made(11, channels=8)
    for when, rule in (("2016-02-29", "any"), ("2018", "all"), ("2017", "any")):
        check_by_presuming(data, when, rule, 420)  # type: ignore[arg-type]


def test_it_is_what_the_views_say_of_the_record() -> None:
    data = bc.read()
    channels = [
        channel
        for channel in data.channels
        if 1 < len(units(data, channel)) < 5 and data.channels[channel].type == "hotline"
    ][:2]
    assert len(channels) == 2
    whole = data.with_tables(channels={one: data.channels[one] for one in channels})
    check_by_views(whole, channels, "2018-03-01")


def test_a_channel_that_another_filter_leaves_out_is_refused_and_not_lost_in_silence() -> None:
    toys = Toy(as_of="2022-12-31").channel("line", type="hotline")
    data = toys.actor("state-ccc", kind="state", state="CCC").data()
    found = sensitivity(data, "2022", channel="line", draws=0)
    assert [row.id for row in found.channels] == ["line"]
    for other in ({"type": "mission"}, {"between": ("AAA", "CCC")}):
        with pytest.raises(UsageFault, match="`line` is not of that type"):
            sensitivity(data, "2022", channel="line", draws=0, **other)
