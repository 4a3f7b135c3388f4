"""Several networks beside each other: each node at one place, and what each voice tells."""

from __future__ import annotations

import pytest
from matplotlib.patches import Rectangle

import backchannel as bc
from backchannel.errors import UsageFault
from backchannel.facts.views import as_told_by
from backchannel.plots import Picture, disagreement_picture, multiples_picture

from worlds.make import Toy
from worlds.winter import winter

DAYS = ["2022-01-15", "2022-06-01"]


def bars(picture: Picture) -> list[dict[str, float]]:
    """Return the height at which each channel's bar stands, panel by panel."""
    return [
        {
            (patch.get_gid() or "").removeprefix("verdict."): round(patch.get_y() + patch.get_height() / 2, 9)
            for patch in axes.patches
            if isinstance(patch, Rectangle) and (patch.get_gid() or "").startswith("verdict.")
        }
        for axes in picture.figure.axes[1:]
    ]  # fmt: skip


def test_a_channel_has_one_place_on_each_day_and_none_where_nothing_is_known() -> None:
    data = winter()
    drawn = bars(multiples_picture(data, DAYS))
    pair = {row.id for row in bc.open_channels(data, "2022", between=data.between, everything=True)}
    for day, panel in zip(DAYS, drawn, strict=True):
        rows = bc.open_channels(data, day, everything=True)
        assert panel.keys() == {r.id for r in rows if r.verdict != "unknown" and r.id in pair}
    both = drawn[0].keys() & drawn[1].keys()
    assert both
    assert all(drawn[0][channel] == drawn[1][channel] for channel in both)


def test_days_are_put_in_order_and_a_day_without_data_says_so() -> None:
    told = multiples_picture(winter(), [*reversed(DAYS), "2021-01-01"]).alt
    places = [told.index(day) for day in ("1 January 2021", "15 January 2022", "1 June 2022")]
    assert places == sorted(places)
    assert "1 January 2021, of which the data say nothing" in told


def disputed() -> Toy:
    """Both tell of a line; only Aaa tells of a talk, only Aab of a visit."""
    toy = Toy(as_of="2020-12-31")
    for side in ("aaa", "aab"):
        toy.source(side, published="2020-06-01")
    for channel, sides in (("line", ("aaa", "aab")), ("talk", ("aaa",)), ("visit", ("aab",))):
        toy.channel(channel).spell(
            channel, "open", "2020-01-01", "2020-12-31", id=f"s-{channel}", by=()
        )
        for side in sides:
            toy.claim(f"s-{channel}", f"state-{side}", source=side)
    return toy  # fmt: skip


def test_each_side_tells_its_own_network() -> None:
    data = disputed().data()
    first, second = bars(disagreement_picture(data, on="2020-05-01"))
    assert first.keys() == {"line", "talk"}
    assert second.keys() == {"line", "visit"}
    assert first["line"] == second["line"]
    for side, panel in (("AAA", first), ("AAB", second)):
        rows = bc.open_channels(as_told_by(data, side), "2020-05-01")
        assert panel.keys() == {row.id for row in rows}
    note = disagreement_picture(data, on="2020-05-01").figure.texts[2].get_text()
    assert "2 channels differ" in note


@pytest.mark.parametrize("days", [[], ["2020-05-01"]])
def test_panels_need_days_and_two_sides(days: list[str]) -> None:
    with pytest.raises(
        UsageFault, match="this picture is of two sides" if days else "no day is given"
    ):
        multiples_picture(winter(), days, between="all" if days else None)
    with pytest.raises(UsageFault, match="two sides"):
        disagreement_picture(winter(), on="2022-02-01", between="all")
