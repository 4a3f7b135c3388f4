"""The range of the loss series over draws is that of a dataset drawn anew each time."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.losses import ranged
from backchannel.losses.changes import SIGN
from backchannel.losses.course import DrawnLossRow
from backchannel.losses.measures import MEASURES

from worlds import nasty
from worlds.lots import by_lot
from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.losses.course import Loss

DRAWS, SEED = 7, 3


def ends(values: list[Any]) -> tuple[Any, Any]:
    """Return the 5th and the 95th percentile by the nearest rank; none where a value is missing."""
    if None in values:
        return None, None
    low, high = np.percentile(values, (5, 95), method="inverted_cdf")
    return low, high


def days(within: Window) -> Iterator[date]:
    return (within.first + timedelta(number) for number in range(within.days))


def by_day(found: Loss, column: str) -> Iterator[dict[str, Any]]:
    """Yield a number of each measure on each day."""
    rows = iter(found.rows)
    coming = next(rows, None)
    now: dict[str, Any] = {}
    for day in days(found.within):
        while coming and coming.date <= day:
            now[coming.measure] = getattr(coming, column)
            coming = next(rows, None)
        yield dict(now)


def check(data: Dataset, first: str, last: str, **asked: Any) -> Loss:
    """Hold the ranges of every day against the plain road: a dataset for each draw."""
    found = bc.loss(data, first, last, draws=DRAWS, seed=SEED, **asked)
    each = [bc.loss(bc.drawn(data, seed=SEED + n), first, last, **asked) for n in range(DRAWS)]
    plain = zip(*(by_day(one, "value") for one in each), strict=True)
    told = zip(by_day(found, "draw_low"), by_day(found, "draw_high"), strict=True)
    for day, values, (low, high) in zip(days(found.within), plain, told, strict=True):
        for name in low:
            expected = ends([of_draw[name] for of_draw in values])
            assert (low[name], high[name]) == pytest.approx(expected, abs=1e-9), (day, name)
    for row in found.changes:
        numbers = [sum(event.change == row.change for event in one.events) for one in each]
        assert (row.draw_low, row.draw_high) == ends(numbers), row
        assert row.value == sum(event.change == row.change for event in found.events)
    assert {row.change for row in found.changes} == set(SIGN)
    return found


def vague() -> Toy:
    """
    Return what only draws tell apart.

    An envoy who carries two lines to a mediator and by himself; an office that is handed over on an
    unknown day, one of whose holders can also sit for the other side; channels in one building,
    which close on unknown days; one between third sides; and a public one that carries no line.
    """
    toy = Toy(start="2020-01-01", as_of="2021-12-31", presume={"default": 90, "tenure": 60})
    for person, state in (("ann", "AAA"), ("bob", "AAB"), ("cem", "AAB"), ("eve", "AAC")):
        toy.actor(person, state=state)
    toy.actor("state-aac", kind="state", state="AAC")
    toy.actor("post", kind="office", state="AAA")
    toy.tenure("ann", "post", "2019", "[2020-11-01..2021-04-30]", as_of="2021-06")
    toy.tenure("cem", "post", "[2021-05-01..2021-08-31]", "2023", as_of="2021-10")
    toy.channel("embassy", type="mission").channel("consulate", type="mission")
    toy.channel("press", type="public").channel("talks", "post/AAA", "bob/AAB", type="track-2")
    toy.channel("envoy-a", "bob/AAB", "state-aaa/AAA", type="special-envoy")
    toy.channel("envoy-b", "bob/AAB", "eve/AAC", type="special-envoy")
    toy.channel("third", "eve/AAC", "state-aaa/AAA", type="special-envoy")
    toy.channel("carried", "state-aaa/AAA", "state-aab/AAB", "eve/AAC/go-between", type="mediator")
    # The bureau counts as its side and is one go-between of two channels all the same.
    toy.actor("bureau", kind="organization", state="AAA")
    for name in ("first", "second"):
        toy.channel(
            name, "state-aaa/AAA", "state-aab/AAB", "bureau/AAA/go-between", type="mediator"
        )
    # Behind Dan stands his state, from which another channel leads on.
    toy.actor("dan", state="AAC").channel("bridge", "state-aab/AAB", "dan/AAC", type="track-2")
    toy.channel("south", "state-aac/AAC", "state-aaa/AAA", type="mission")
    toy.channel("club", "ann/AAA", "cem/AAB", "eve/AAC", type="track-2")
    for name, status, start, end in (
        ("embassy", "open", "2020-01-01", "[2020-06-01..2020-11-30]"),
        ("embassy", "suspended", "[2020-06-01..2020-11-30]", "[2021-02-01..2021-05-31]"),
        ("embassy", "open", "[2021-02-01..2021-05-31]", "2021-10"),
        ("consulate", "open", "2020-02", "2020-12"),
        ("consulate", "closed", "2020-12", "2021-12-31"),
        ("press", "open", "2020-03", "2021"),
        ("talks", "open", "2020", "2021-11"),
        ("envoy-a", "open", "[2020-02-01..2020-09-30]", "2021-03"),
        ("envoy-b", "open", "2020-05", "[2020-10-01..2021-06-30]"),
        ("third", "open", "2020-04", "2021-07"),
        ("carried", "open", "2020-03", "[2021-01-01..2021-09-30]"),
        ("first", "open", "2020-02", "[2020-09-01..2021-04-30]"),
        ("second", "open", "2020-03", "[2020-08-01..2021-03-31]"),
        ("bridge", "open", "2020-04", "[2020-11-01..2021-06-30]"),
        ("south", "open", "[2020-03-01..2020-12-31]", "2021-08"),
        ("club", "open", "[2020-06-01..2020-08-31]", "[2021-06-01..2021-08-31]"),
    ):
        toy.spell(name, status, start, end, end_kind="changed")
    for name in ("embassy", "consulate"):
        toy.add("dependencies", id=f"d-{name}", channel=name, kind="building", on="One roof")
        toy.claims(f"d-{name}")
    return toy


def test_in_a_vague_story_they_are_those_of_each_draw() -> None:
    found = check(vague().data(), "2020", "2021", between=("AAA", "AAB"))
    for name in MEASURES:
        rows = [row for row in found.rows if row.measure == name and isinstance(row, DrawnLossRow)]
        assert any(row.draw_low != row.draw_high for row in rows), name


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("world", [by_lot, nasty.made])
def test_in_any_world_they_are_those_of_each_draw(
    world: Callable[[int], Dataset], seed: int
) -> None:
    data = world(seed)
    check(data, str(data.start), str(data.as_of))


def test_a_year_of_the_record_is_that_of_each_draw() -> None:
    check(bc.read(), "2022", "2022", between=("RUS", "USA"))


def test_a_stop_on_an_unknown_day_by_hand() -> None:
    """
    The line is open in January and closed in March; the day between is not known.

    In the data it is out of sight in February: 0 channels, or 1. In each draw it closes on a day of
    February, so that on the 15th about half of the draws have it still; no draw has a change but
    the one closing.
    """
    toy = Toy(start="2020-01-01", as_of="2020-03-31").channel("line")
    toy.spell("line", "open", "2020-01-01", "[2020-02-01..2020-02-27]", end_kind="changed")
    toy.spell("line", "closed", "[2020-02-02..2020-02-28]", "2020-03-31")
    found = bc.loss(toy.data(), "2020", "2020", measures=["channels"], draws=100)
    for day, expected in ((1, (1, 1)), (15, (0, 1)), (28, (0, 0))):
        row = found.at(date(2020, 2, day))["channels"]
        assert (row.draw_low, row.draw_high) == expected  # type: ignore[attr-defined]
    told = {row.change: (row.value, row.draw_low, row.draw_high) for row in found.changes}
    assert told.pop("closed") == (0, 1, 1)
    assert told.pop("out_of_sight") == (1, 0, 0)
    assert set(told.values()) == {(0, 0, 0)}


@pytest.mark.parametrize("seed", range(6))
def test_what_draws_have_is_between_what_surely_and_what_possibly_is(seed: int) -> None:
    """Where nothing is presumed or denied a draw only settles dates, within their bounds."""
    data = bc.presuming(by_lot(seed), 0)
    kept = [claim for claim in data.claims.values() if claim.stance != "denies"]
    data = data.with_tables(claims={claim.id: claim for claim in kept}, contacts={})
    names = ["channels", "hill_0"]
    for row in bc.loss(data, "2020", "2022", measures=names, draws=50).rows:
        assert row.low <= row.draw_low <= row.draw_high <= row.high  # type: ignore[attr-defined]


def test_workers_give_the_same_bits(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    data = vague().data()
    asked: Any = {"between": ("AAA", "AAB"), "draws": 20}
    alone = bc.loss(data, "2020", "2021", **asked)
    monkeypatch.setattr(ranged, "SENT", 300)
    for workers in (1, 2):
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as executor:
            assert bc.loss(data, "2020", "2021", **asked, executor=executor) == alone
    assert not caplog.messages, "or the work was done in this process after all"


def test_without_draws_nothing_is_said_of_them_and_equal_seeds_draw_alike() -> None:
    data = vague().data()
    asked: Any = {"between": ("AAA", "AAB"), "measures": ["channels", "reach"]}
    plain = bc.loss(data, "2020", **asked)
    assert set(plain.rows.to_dicts()[0]) == {"date", "measure", "value", "low", "high"}
    assert not plain.changes
    one, other, same = (bc.loss(data, "2020", **asked, draws=1, seed=seed) for seed in (1, 2, 1))
    assert one == same
    assert one != other
    with pytest.raises(UsageFault, match="-1 draws: no fewer than 0 can be made"):
        bc.loss(data, "2020", draws=-1, **asked)


def test_it_is_told_how_far_the_draws_are() -> None:
    told: list[str] = []
    bc.loss(vague().data(), "2020", between=("AAA", "AAB"), draws=2, progress=told.append)
    assert told == ["256 of 366 days in 2 draws", "366 of 366 days in 2 draws"]
