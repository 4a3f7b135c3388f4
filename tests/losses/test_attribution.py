"""What each loss cost: a year solved by hand, and every value held against plain measuring."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.dates.period import Window
from backchannel.losses.attribution import attribution
from backchannel.losses.carriers import line_network, usable_on
from backchannel.losses.costs import CostRow
from backchannel.losses.cuts import number_of_lines
from backchannel.losses.games import LineGame, ReachGame, _members, spared
from backchannel.losses.reaching import of_seated, parts_of, reached
from backchannel.losses.seats import Seats
from backchannel.verdicts.verdict import CERTAINTIES

from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

PAIR = ("AAA", "AAB")


def year() -> Toy:
    """
    Return a year in which four of five channels were lost, two of them carried by one envoy.

    Embassy: a line of its own. x and y: both need the envoy, so they are one line; talks: Ann and
    Bob. The hotline only went out of sight. The expulsion stopped the embassy, a ban x and y.
    """
    toy = Toy(start="2021-01-01", as_of="2022-12-31")
    for person, state in (("envoy", "AAA"), ("ann", "AAA"), ("bob", "AAB"), ("cem", "AAB")):
        toy.actor(person, state=state)
    toy.channel("embassy", type="mission").channel("hotline", type="hotline")
    toy.channel("x", "envoy/AAA", "bob/AAB").channel("y", "envoy/AAA", "bob/AAB")
    toy.channel("talks", "ann/AAA", "cem/AAB")
    toy.disruption("d-expulsion", "expulsion", "2022-03-01")
    toy.disruption("d-ban", "contact-ban", "2022-05-01")
    ends = {"embassy": "2022-03-01", "x": "2022-05-01", "y": "2022-06-01", "talks": "2022-07-01"}
    causes = {"embassy": "d-expulsion", "x": "d-ban", "y": "d-ban"}
    for channel, end in ends.items():
        before = str(date.fromisoformat(end) - timedelta(days=1))
        toy.spell(channel, "open", "2021-01-01", before, end_kind="changed")
        status = "closed" if channel == "talks" else "suspended"
        toy.spell(channel, status, end, "2022-12-31", cause=causes.get(channel, ""))
    return toy.spell("hotline", "open", "2021-01-01", "2022-02-01")


def test_a_year_by_hand() -> None:
    found = attribution(year().data(), "2022")
    assert (found.within, found.between) == (Window(date(2022, 1, 1), date(2022, 12, 31)), PAIR)
    # Three lines were lost: that of the embassy, the one that x and y share, and the talks.
    # Two pairs of three are reached through x or y and talks: of 2 x 2 pairs, envoy-bob and ann-cem.
    assert found.total == pytest.approx(
        {"channels": -4, "independent_lines": -3, "reach": -1 / 2, "efficiency": -1 / 3}
    )
    # Nothing is left at the end, so that what was lost is all of what there would be.
    assert {row.measure: row.of for row in found.rows} == pytest.approx(
        {measure: -cost for measure, cost in found.total.items()}
    )
    lines = {row.id: row for row in found.rows if row.measure == "independent_lines"}
    assert {channel: row.shapley for channel, row in lines.items()} == pytest.approx(
        {"embassy": -1, "talks": -1, "x": -1 / 2, "y": -1 / 2}
    )
    # Each loss by itself would have left the line of the others lost.
    assert {channel: row.alone for channel, row in lines.items()} == pytest.approx(
        {"embassy": -1, "talks": -1, "x": -1, "y": -1}
    )
    reach = {row.id: row.shapley for row in found.rows if row.measure == "reach"}
    assert reach == pytest.approx({"embassy": 0, "talks": -1 / 4, "x": -1 / 8, "y": -1 / 8})
    talks = next(row for row in found.rows if row.id == "talks")
    assert (talks.change, str(talks.date)) == ("closed", "2022-07-01")
    assert talks.to_dict()["date"] == "2022-07-01"


def test_what_a_disruption_cost_through_the_stops_it_caused() -> None:
    found = attribution(year().data(), "2022")
    lines = [row for row in found.causes if row.measure == "independent_lines"]
    # Had there been no ban, the one line of x and y would be there, with two channels.
    assert [(row.id, row.channels, row.cost, row.shapley) for row in lines] == [
        ("d-ban", ("x", "y"), -1, -1),
        ("d-expulsion", ("embassy",), -1, -1),
    ]
    flat = next(row for row in found.causes.to_dicts() if row["measure"] == "channels")
    assert (flat["id"], flat["channels"], flat["start"]) == ("d-ban", ["x", "y"], "2022-05-01")
    channels = {row.id: row.cost for row in found.causes if row.measure == "channels"}
    assert channels == {"d-ban": -2, "d-expulsion": -1}


def test_a_total_and_the_share_of_a_disruption_have_the_ranges_of_their_losses() -> None:
    # The envoy has one line through x; what is contested would leave it to z.
    toy = Toy(start="2021-01-01", as_of="2022-12-31").disruption(
        "d-ban", "contact-ban", "2022-05-01"
    )
    toy.actor("envoy", state="AAA").actor("bob", state="AAB")
    for channel in "xz":
        toy.channel(channel, "envoy/AAA", "bob/AAB")
    toy.spell("x", "open", "2021-01-01", "2022-04-30", end_kind="changed")
    toy.spell("x", "suspended", "2022-05-01", "2022-12-31", cause="d-ban")
    toy.spell("z", "open", "2021-01-01", "2022-12-31", end_kind="ended", denied_by=["bob"])
    found = attribution(toy.data(), "2022")
    measure = "independent_lines"
    ends = (found.total_low[measure], found.total[measure], found.total_high[measure])
    assert ends == (-1, -1, 0)
    (cause,) = [row for row in found.causes if row.measure == measure]
    assert (cause.shapley_low, cause.shapley, cause.shapley_high) == ends


def test_what_went_out_of_sight_is_no_loss_unless_asked_for() -> None:
    found = attribution(year().data(), "2022", out_of_sight=True)
    assert found.total["channels"] == -5
    assert {row.id for row in found.rows if row.change == "out_of_sight"} == {"hotline"}


def test_what_is_back_by_the_end_and_what_was_lost_earlier_is_not_counted() -> None:
    toy = year()
    stop = next(
        row
        for row in toy.rows["spells"]
        if (row["channel"], row["status"]) == ("embassy", "suspended")
    )
    stop["end"] = "2022-12-30"
    toy.spell("embassy", "open", "2022-12-31", "2022-12-31")
    assert "embassy" not in {row.id for row in attribution(toy.data(), "2022").rows}
    stop["end"] = "2022-12-20"
    toy.rows["spells"][-1].update(start="2022-12-21", end="2022-12-25")
    back = attribution(toy.data(), "2022")
    assert "embassy" not in {row.id for row in back.rows}, "back, and out of sight since"
    seen = attribution(toy.data(), "2022", out_of_sight=True)
    assert ("embassy", "out_of_sight") in {(row.id, row.change) for row in seen.rows}
    later = attribution(year().data(), "2022-06", "2022-12")
    assert {row.id for row in later.rows} == {"talks", "y"}


def test_losses_that_meet_at_the_sides_only_are_solved_apart() -> None:
    toy = Toy(start="2021-01-01", as_of="2022-12-31")
    for number in range(20):
        toy.actor(f"envoy-{number}", state="AAA")
        toy.channel(f"line-{number}", f"envoy-{number}/AAA", "state-aab/AAB")
        toy.spell(f"line-{number}", "open", "2021-01-01", "2022-02-28", end_kind="changed")
        toy.spell(f"line-{number}", "closed", "2022-03-01", "2022-12-31")
    data = toy.data()
    lost = list(data.channels)
    games = spared(data, lost, sides=PAIR, on=data.as_of)["presumably"].games()
    # So many together could only have been sampled.
    assert [game.players for game in games if isinstance(game, LineGame)] == [
        (channel,) for channel in sorted(lost)
    ]
    found = attribution(data, "2022")
    lines = [row for row in found.rows if row.measure == "independent_lines"]
    assert [(row.shapley, row.error) for row in lines] == [(-1, 0)] * 20
    assert found.total["independent_lines"] == -20


@pytest.mark.parametrize("seed", range(5))
def test_what_is_reached_after_some_losses_is_what_measuring_what_is_left_finds(seed: int) -> None:
    lot = random.Random(seed)
    seated = [frozenset(lot.sample("abcdefghi", lot.randint(1, 3))) for _ in range(9)]
    members = tuple((f"channel-{number}", actors) for number, actors in enumerate(seated))
    players = tuple(channel for channel, _ in members[::2])
    left, right = frozenset("abcde"), frozenset("efghi")
    game = ReachGame(players, members, left, right, pairs=7, ordered=11)
    for lost in lot.sample(range(1 << len(players)), 1 << len(players)):
        gone = {player for place, player in enumerate(players) if lost >> place & 1}
        there = parts_of(actors for channel, actors in members if channel not in gone)
        sums = reached(there, left, right)
        assert game.after(lost) == pytest.approx([sums.pairs / 7, sums.near / 11])


def plainly(data: Dataset, usable: set[str], *, on: date, least: str) -> dict[str, float]:
    """Return the measures on a day, if some channels were the usable ones, measured as a whole."""
    network = line_network(data, on, least=least, sides=PAIR, usable=usable)  # type: ignore[arg-type]
    seats = Seats(data, PAIR, Window(on, on))
    seats.go_to(on)
    members = _members(data, network.channels, on=on, least=least)  # type: ignore[arg-type]
    reach = of_seated(parts_of(members.values()), seats)
    return {
        "channels": float(len(network.channels)),
        "independent_lines": float(number_of_lines(network)),
        "reach": reach["reach"] or 0.0,
        "efficiency": reach["efficiency"] or 0.0,
    }


@pytest.mark.parametrize("seed", range(12))
def test_every_share_is_that_of_measuring_anew_after_each_loss_of_each_order(seed: int) -> None:
    data = by_lot(seed)
    found = attribution(data, "2020", "2022", out_of_sight=True)
    losses = sorted({row.id for row in found.rows})
    on = found.within.last
    base = usable_on(data, on, "presumably")
    known: dict[frozenset[str], dict[str, float]] = {}

    def measured(usable: set[str]) -> dict[str, float]:
        key = frozenset(usable)
        if key not in known:
            known[key] = plainly(data, usable, on=on, least="presumably")
        return known[key]

    for measure, total in found.total.items():
        shares = dict.fromkeys(losses, 0.0)
        orders = list(permutations(losses))
        for order in orders:
            there = {*base, *losses}
            before = measured(there)[measure]
            for channel in order:
                there = there - {channel} if channel not in base else there
                after = measured(there)[measure]
                shares[channel] += (after - before) / len(orders)
                before = after
        rows = {row.id: row for row in found.rows if row.measure == measure}
        assert {channel: row.shapley for channel, row in rows.items()} == pytest.approx(shares)
        assert sum(row.shapley for row in rows.values()) == pytest.approx(total)
        everything = measured(set(base))[measure]
        none_lost = measured({*base, *losses})[measure]
        assert [row.of for row in rows.values()] == pytest.approx([none_lost] * len(rows))
        for channel, row in rows.items():
            spared = measured({*base, channel})[measure]
            assert row.alone == pytest.approx(everything - spared)
            assert row.low <= row.shapley <= row.high
            assert found.total_low[measure] <= found.total[measure] <= found.total_high[measure]
            by_itself = []
            for least in CERTAINTIES:
                left = set(usable_on(data, on, least))
                without, within = (
                    plainly(data, there, on=on, least=least)[measure]
                    for there in (left, {*left, channel})
                )
                by_itself.append(without - within)
            assert (row.alone_low, row.alone_high) == pytest.approx(
                (min(by_itself), max(by_itself))
            )


def test_the_record_has_the_same_shares_on_other_processes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    data = bc.read()
    here = attribution(data, 2022)
    with ProcessPoolExecutor(2) as pool:
        assert attribution(data, 2022, executor=pool) == here
    assert not caplog.messages, "or the work was done in this process after all"
    for measure, total in here.total.items():
        parts = [row.shapley for row in here.rows if row.measure == measure]
        assert sum(parts) == pytest.approx(total)


def test_days_outside_the_data_and_years_without_a_loss_cost_nothing() -> None:
    data = year().data()
    for asked in ("2019", "2021"):
        found = bc.attribution(data, asked)
        assert (found.rows, found.causes) == ([], [])
    empty = Toy(start="2021-01-01", as_of="2022-12-31").channel("x").data()
    assert "reach" not in bc.attribution(empty, "2022").total


def test_a_package_that_begins_with_the_first_of_all_days_has_no_day_before_it() -> None:
    toy = Toy(start="0001-01-01", as_of="9999-12-31").channel("line")
    toy.spell("line", "open", "0001-01-01", "0001-06-30", end_kind="changed")
    toy.spell("line", "suspended", "0001-07-01", "..", as_of="9999-12-31")
    for first, last in (("0001", "0001"), ("0001", "9999")):
        assert attribution(toy.data(), first, last).total["channels"] == -1


def test_a_day_that_is_one_of_several_is_told_as_the_last_of_them() -> None:
    early, late = date(2014, 3, 1), date(2014, 4, 4)
    numbers = (-1.0, -1.0, -1.0, -1.0, -1.0, -1.0, 0.0, 5.0)
    told = [
        CostRow("line", "hotline", late, first, last, "suspended", "channels", *numbers)
        for first, last in ((early, late), (late, late), (None, None))
    ]
    assert [row.by_day for row in told] == ["by 2014-04-04", "2014-04-04", "2014-04-04"]
    assert [row.when for row in told] == [
        "between 1 March and 4 April 2014", "4 April 2014", "4 April 2014",
    ]  # fmt: skip
