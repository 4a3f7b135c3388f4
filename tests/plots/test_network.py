"""The network of a day between two sides: who is drawn, where, and how large the sheet is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import FancyBboxPatch

import backchannel as bc
from backchannel.network.layout import node_columns
from backchannel.network.values import day_graphs
from backchannel.plots import network, network_picture, places, style
from backchannel.verdicts.answers import open_channels

from worlds.make import Toy
from worlds.winter import DAY, winter

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.plots.places import DayNetwork


def by_gid(axes: Axes, start: str = "") -> dict[str, Artist]:
    return {
        gid: one for one in axes.get_children() if (gid := one.get_gid()) and gid.startswith(start)
    }


def drawn_network(axes: Axes, data: Dataset, day: str) -> DayNetwork:
    sides = data.between
    assert sides
    shown = places.day_network_of(data, day_graphs(data, day, between=sides), sides=sides)
    assert network.draw_network(shown, axes=axes) is axes
    return shown


def test_the_network_draws_every_channel_and_the_actors_of_the_day(axes: Axes) -> None:
    data = winter()
    drawn_network(axes, data, DAY)
    drawn = by_gid(axes)
    assert {gid for gid in drawn if gid.startswith("box.")} == {
        f"box.{one}" for one in data.channels
    }
    assert {gid for gid in drawn if gid.startswith("actor.")} == {
        "actor.bob",
        "actor.eve",
        "actor.minister",
    }
    assert {gid for gid in drawn if gid.startswith("state.")} == {
        "state.AAA.hotline",
        "state.AAB.hotline",
    }
    ties = {gid: one.get_linestyle() for gid, one in drawn.items() if gid.startswith("tie.")}  # type: ignore[attr-defined]
    assert ties == {
        "tie.minister.embassy": "-", "tie.bob.embassy": "-", "tie.bob.backroom": "--", "tie.eve.backroom": "--",
        "tie.bob.disputed": "--", "tie.eve.disputed": "--",
    }  # fmt: skip
    assert isinstance(drawn["box.silent"], FancyBboxPatch)


# line    a call on 1 March, presumed to go on: ann and bob sit on it
# embassy surely open: cem and bob
# attic   possibly open: eve and bob
def test_what_is_presumed_is_lighter_and_half_filled(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").actor("bob", state="AAB")
    for person, channel in (("ann", "line"), ("cem", "embassy"), ("eve", "attic")):
        toy.actor(person, state="AAA").channel(channel, f"{person}/AAA", "bob/AAB")
    toy.contact("line", "2022-03-01").spell("embassy", "open", "2022-01-01", "2022-12-31")
    toy.spell("attic", "open", "[2022-01-01..2022-12-01]", "2022-12-31")
    shown = drawn_network(axes, bc.presuming(toy.data(), 30), "2022-03-15")
    drawn = by_gid(axes)
    ties = {
        gid: (tie.get_linestyle(), tie.get_linewidth())  # type: ignore[attr-defined]
        for gid, tie in by_gid(axes, "tie.").items()
    }
    assert ties == {
        "tie.ann.line": ("-", 0.7), "tie.bob.line": ("-", 0.7),
        "tie.cem.embassy": ("-", 1.5), "tie.bob.embassy": ("-", 1.5),
        "tie.eve.attic": ("--", 0.8), "tie.bob.attic": ("--", 0.8),
    }  # fmt: skip
    actors = [drawn[f"actor.{who}"] for who in ("cem", "ann", "eve")]
    assert [mark.get_fillstyle() for mark in actors] == ["full", "left", "full"]  # type: ignore[attr-defined]
    assert [mark.get_markerfacecolor() == style.PAPER for mark in actors] == [False, False, True]  # type: ignore[attr-defined]
    assert shown.graphs.certainty("bob") == "surely"


def test_on_a_day_without_data_no_channel_is_unknown(axes: Axes) -> None:
    shown = drawn_network(axes, winter(), "2023-01-01")
    assert not shown.is_known
    assert {box.get_hatch() for box in by_gid(axes, "verdict.").values()} == {style.NO_DATA.hatch}  # type: ignore[attr-defined]


def test_an_actor_stands_in_one_place_on_every_day(axes: Axes) -> None:
    data = winter()
    stood = set()
    for day in ("2022-02-01", "2022-06-01"):
        axes.clear()
        drawn_network(axes, data, day)
        bob = by_gid(axes)["actor.bob"]
        stood.add((bob.get_xdata()[0], bob.get_ydata()[0]))  # type: ignore[attr-defined]
    assert len(stood) == 1
    assert "actor.minister" not in by_gid(axes)


def ambassadors(number: int) -> Toy:
    """A channel whose office had many holders, one after the other."""
    toy = Toy(start="1800-01-01", as_of="2022-12-31").actor("chief", kind="office", state="AAA")
    toy.channel("embassy", "chief/AAA", "state-aab/AAB", type="mission")
    for place in range(number):
        toy.actor(f"p{place}", state="AAA").tenure(
            f"p{place}", "chief", f"{1800 + 2 * place}-01-01", f"{1801 + 2 * place}-12-31"
        )
    return toy.spell("embassy", "open", "1800-01-01", "2022-12-31", as_of="2022-12-31")


def test_a_sheet_is_as_high_as_its_day_and_not_as_all_days() -> None:
    one, many = (
        network_picture(ambassadors(number).data(), on="1800-06-01") for number in (1, 100)
    )
    assert one.figure.get_figheight() == many.figure.get_figheight() < 5


def test_on_a_large_sheet_what_is_unknown_that_day_has_no_row(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for number in range(60):
        year = 2021 if number % 6 else 2022
        toy.channel(f"c{number:02}").spell(
            f"c{number:02}", "open", f"{year}-01-01", f"{year}-12-31"
        )
    data = toy.data()
    shown = drawn_network(axes, data, "2022-03-01")
    assert (len(shown.channels), shown.rows, shown.folded) == (10, 10, 50)
    picture = network_picture(data, on="2022-03-01")
    assert (
        "Of 50 nothing is known that day; they have no row." in picture.figure.texts[2].get_text()
    )
    assert "50 channels of which nothing is known that day have no row" in picture.alt
    whole = [row[0] for row in node_columns(data, between=data.between)[1]]
    by_height = sorted(shown.places, key=lambda node: -shown.places[node][1])
    assert by_height == [channel for channel in whole if channel in shown.channels]


def test_the_picture_counts_the_channels_that_the_pair_has_that_day(axes: Axes) -> None:
    toy = winter().with_tables()
    party = next(row for row in toy.parties.values() if row.channel == "silent")
    gone = party.model_copy(update={"end": "2021-12-31"})
    data = toy.with_tables(parties={**toy.parties, gone.id: gone})
    shown = drawn_network(axes, data, DAY)
    of_day = open_channels(data, DAY, between=data.between, everything=True)
    assert sorted(shown.channels) == [row.id for row in of_day]
    assert "silent" not in shown.channels
    assert "silent" in drawn_network(axes, data, "2021-06-01").channels
    picture = network_picture(data, on=DAY)
    assert picture.figure.texts[2].get_text().startswith(f"{len(of_day)} of the ")
