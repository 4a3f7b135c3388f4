"""What was tried, as drawn: each mark against the row it stands for, on toys solved by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from backchannel.dates.period import span
from backchannel.errors import UnknownName, UsageFault
from backchannel.facts.scope import asked
from backchannel.losses.attribution import attribution
from backchannel.plots import (
    attribution_picture,
    robustness_picture,
    sensitivity_picture,
    substitution_picture,
)
from backchannel.plots.costs import costs_of, draw_costs, left_out_in_words
from backchannel.plots.falling import CURVES, draw_robustness
from backchannel.plots.firm import STEP, firmness_of, hangs_on
from backchannel.plots.paper import WIDTHS, Paper
from backchannel.plots.substitutes import describe_substitutes, draw_substitutes, substitutes_of
from backchannel.scenarios.robustness import robustness
from backchannel.scenarios.sensitivity import sensitivity
from backchannel.scenarios.substitution import Substitute

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset


# ann AAA ── twin ──── bob AAB    closed on 1 March by the quarrel
#     ann ── second ── bob        closed on 1 April: either alone still joins ann and bob
#     eve ── lone ──── dan        closed on 1 May: eve and dan lose each other with it
#            empty                closed on 1 May, and nobody sits there
def losses(answers: str = "") -> Dataset:
    toy = Toy(start="2020-01-01", as_of="2020-12-31").disruption("arrest", "detention", "2020-02")
    toy.disruption("quarrel", "expulsion", "2020-03", answers=answers)
    for name, side in (("ann", "AAA"), ("eve", "AAA"), ("bob", "AAB"), ("dan", "AAB")):
        toy.actor(name, state=side)
    for name, ends, day, cause in (
        ("twin", ("ann/AAA", "bob/AAB"), "2020-03-01", "quarrel"),
        ("second", ("ann/AAA", "bob/AAB"), "2020-04-01", ""),
        ("lone", ("eve/AAA", "dan/AAB"), "2020-05-01", ""),
        ("empty", (), "2020-05-01", ""),
    ):
        toy.channel(name, *ends)
        eve = date.fromordinal(date.fromisoformat(day).toordinal() - 1).isoformat()
        toy.spell(name, "open", "2020-01-01", eve, end_kind="changed")
        toy.spell(name, "closed", day, "2020-12-31", cause=cause)
    return toy.data()


def marks(axes: Axes) -> dict[str, float]:
    """Return where each named mark stands along the axis."""
    return {str(line.get_gid()): float(line.get_xdata()[0]) for line in axes.lines}  # type: ignore[index,arg-type]


def test_a_loss_has_its_share_as_a_bar_and_its_cost_alone_as_a_diamond() -> None:
    data = losses()
    drawn = attribution_picture(data, "2020")
    axes = drawn.figure.axes[0]
    bars = {
        str(bar.get_gid()): bar.get_width()
        for bar in axes.patches
        if isinstance(bar, Rectangle) and bar.get_gid()
    }
    found = {row.id: row for row in attribution(data, "2020").rows if row.measure == "reach"}
    # Of the four pairs across, ann and bob are one, eve and dan another: each is a quarter. The
    # first is kept by either of two channels, so that each has half of it and costs nothing alone
    # only as long as the other is there; in the end both are gone, and either would bring it back.
    assert bars == pytest.approx({"twin": 1 / 8, "second": 1 / 8, "lone": 1 / 4, "quarrel": 1 / 8})
    for loss in ("twin", "second", "lone"):
        assert bars[loss] == pytest.approx(-found[loss].shapley)
        assert marks(axes)[f"alone.{loss}"] == pytest.approx(-found[loss].alone) == 1 / 4
    # What all took is a half, so that the lone channel has half of it.
    assert sorted(text.get_text() for text in axes.texts if "%" in text.get_text()) == [
        "25%", "25%", "25%", "50%",
    ]  # fmt: skip
    note = " ".join(drawn.figure.texts[2].get_text().split())
    assert "1 loss without a row changes nothing by this measure, not even" in note
    assert "lone" in drawn.caption.lower()


def test_no_share_is_told_in_per_cent_beside_a_loss_that_may_have_taken_more_than_all() -> None:
    shown = costs_of(losses(), span("2020", "2020"), measure="reach")
    assert shown.has_shares
    (first, *_) = shown.lines
    for high, told in ((shown.total, True), (shown.total * 1.1, False)):
        vague = first._replace(id="vague", share=0.0, alone=0.0, low=0.0, high=high)
        assert replace(shown, lines=[*shown.lines, vague]).has_shares is told


def test_a_share_of_less_than_a_half_per_cent_is_not_called_none() -> None:
    shown = costs_of(losses(), span("2020", "2020"), measure="reach")
    first = shown.lines[0]
    shares = {"little": 0.004 * shown.total, "none": 0.0}
    lines = [first._replace(id=key, share=share) for key, share in shares.items()]
    axes = Figure().add_subplot()
    draw_costs(replace(shown, lines=[first, *lines]), axes=axes)
    assert [text.get_text() for text in axes.texts if "%" in text.get_text()] == [
        "50%", "<1%", "0%",
    ]  # fmt: skip


def test_a_disruption_says_what_it_answered_and_leaves_it_to_the_caption_for_want_of_room() -> None:
    whole = "expulsion, March 2020, in answer to the detention: 1 loss"
    for data, told in ((losses(answers="arrest"), True), (losses(), False)):
        drawn = attribution_picture(data, "2020")
        names = {" ".join(t.get_text().split()) for t in drawn.figure.axes[0].get_yticklabels()}
        assert (whole in names) == (f"answered another: {whole}." in drawn.caption) == told
        assert ("expulsion, March 2020: 1 loss" in names) != told
    shown = costs_of(losses(answers="arrest"), span("2020", "2020"), measure="reach")
    axes = Figure().add_subplot()
    draw_costs(shown, axes=axes, labels=0.6)
    names = {" ".join(text.get_text().split()) for text in axes.get_yticklabels()}
    assert "expulsion, March 2020: 1 loss" in names


def test_costs_refuse_what_their_siblings_refuse_and_tell_what_they_leave_out() -> None:
    data = losses()
    with pytest.raises(UnknownName, match="unknown measure `raech`"):
        costs_of(data, span("2020", "2020"), measure="raech")
    with pytest.raises(UsageFault):
        attribution_picture(data, "2020", between="all")
    shown = costs_of(data, span("2020", "2020"), measure="channels")
    assert (shown.total, shown.losses, shown.without_cost) == (4, 4, 0)
    assert left_out_in_words(shown) == ""
    fewer = costs_of(data, span("2020", "2020"), measure="channels", most=1)
    assert (len(fewer.lines), fewer.left_out) == (2, {"loss": 3, "disruption": 0})
    assert left_out_in_words(fewer) == " Left out, as they cost less: 3 losses."
    for when in ("2030", "2020-01"):
        assert "nothing was lost" in attribution_picture(data, when).alt


def test_a_verdict_has_a_filled_mark_on_what_it_hangs_on() -> None:
    data = winter()
    shown = firmness_of(data, within=HALF_YEAR, scope=asked(data, None))
    rows = {row.id: row for row in sensitivity(data, HALF_YEAR, between=asked(data, None)).channels}
    axes = sensitivity_picture(data, HALF_YEAR).figure.axes[0]
    filled = {str(line.get_gid()) for line in axes.lines if line.get_markerfacecolor() != "white"}
    assert {row.id for row in shown.rows} == {
        name for name, row in rows.items() if any(hangs_on(row))
    }
    assert len(shown.rows) + shown.firm == len(rows)
    assert shown.rows
    for row in shown.rows:
        is_on = {name: f"{name}.{row.id}" in filled for name in ("dates", "source", "presumption")}
        assert tuple(is_on.values()) == tuple(hangs_on(row))
        assert marks(axes)[f"dates.{row.id}"] == row.stays
        assert marks(axes)[f"source.{row.id}"] == pytest.approx(STEP + row.sources / 10)


def test_channels_that_do_not_fit_a_page_are_counted() -> None:
    data = winter()
    shown = firmness_of(data, within=HALF_YEAR, scope=asked(data, None), most=1)
    assert len(shown.rows) == 1
    assert len(shown.left_out) + 1 == len(
        firmness_of(data, within=HALF_YEAR, scope=asked(data, None)).rows
    )


def test_a_curve_has_what_is_left_after_each_loss() -> None:
    data = losses()
    steps = robustness(data, "2020-01-01", measures=["reach", "subjects"])
    figure = robustness_picture(data, on="2020-01-01").figure
    legend = figure.axes[0].get_legend()
    assert legend is not None
    assert "most central first (betweenness)" in [text.get_text() for text in legend.get_texts()]
    for axes, measure in zip(figure.axes[1:], ("reach", "subjects"), strict=True):
        curves = {str(line.get_gid()): line for line in axes.lines}
        assert set(curves) >= set(CURVES)
        for name in CURVES:
            line = curves[name]
            of = [step for step in steps if (step.order, step.measure) == (name, measure)]
            assert list(line.get_ydata()) == [step.value for step in of]  # type: ignore[arg-type]
            assert list(line.get_xdata()) == list(range(5))  # type: ignore[arg-type]
    observed = [step.value for step in steps if (step.order, step.measure) == ("observed", "reach")]
    # `twin` goes first and `second` keeps its pair; then each takes a quarter; `empty` has nobody.
    assert observed[:3] == [0.5, 0.5, 0.25]
    assert observed[-1] == 0


def test_the_band_spans_the_random_orders(axes: Axes) -> None:
    steps = robustness(losses(), "2020-01-01", measures=["reach"])
    draw_robustness(steps, measure="reach", axes=axes)
    (band,) = axes.collections
    corners = {(float(x), float(y)) for x, y in np.array(band.get_paths()[0].vertices)}
    for step in steps:
        if step.order == "random":
            assert {(step.lost, step.low), (step.lost, step.high)} <= corners


def test_a_single_order_has_its_range_beside_its_end(axes: Axes) -> None:
    steps = robustness(losses(), "2020-01-01", measures=["reach"])
    vague = [replace(step, low=0.0, high=step.lost / 8) for step in steps]
    draw_robustness(vague, measure="reach", axes=axes)
    ranges = {
        str(line.get_gid()): line for line in axes.lines if str(line.get_gid()).startswith("range")
    }
    assert set(ranges) == {"range.observed", "range.degree", "range.betweenness"}
    beside = set()
    for line in ranges.values():
        assert list(line.get_ydata()) == [0, 4 / 8]  # type: ignore[arg-type]
        (at,) = {float(x) for x in line.get_xdata()}  # type: ignore[arg-type,union-attr]
        beside.add(at)
    assert min(beside) > 4
    assert len(beside) == 3


def test_robustness_of_days_without_losses_and_without_data() -> None:
    data = losses()
    assert "none of them was lost later" in robustness_picture(data, on="2020-12-31").alt
    assert "of which the data say nothing" in robustness_picture(data, on="2030-01-01").alt


def pair(stopped: str, opened: str, followed: int, *, p: float, p_holm: float) -> Substitute:
    return Substitute(stopped, opened, 4, 3, followed, 1.0, p, 0.01, p_holm, 1.0)


def test_a_square_tells_how_many_were_followed_and_a_frame_how_rare_that_is(axes: Axes) -> None:
    rows = [
        pair("mission", "military", 4, p=0.001, p_holm=0.01),
        pair("mission", "mission", 1, p=0.04, p_holm=0.2),
        pair("military", "mission", 0, p=0.6, p_holm=1.0),
    ]
    table = substitutes_of(rows, within=HALF_YEAR, months=6)
    draw_substitutes(table, axes=axes)
    assert (table.stopped, table.opened) == (["mission", "military"], ["mission", "military"])
    words = {text.get_position(): text.get_text() for text in axes.texts if "/" in text.get_text()}
    assert words == {(0.5, 1.5): "4/4", (0.5, 0.5): "1/4", (1.5, 0.5): "0/4"}
    frames = {
        str(patch.get_gid()): patch.get_linestyle()
        for patch in axes.patches
        if isinstance(patch, Rectangle) and str(patch.get_gid()).startswith("rare.")
    }
    assert set(frames) == {"rare.mission.military", "rare.mission.mission"}
    assert frames["rare.mission.military"] != frames["rare.mission.mission"]
    shades = {str(patch.get_gid()): patch.get_facecolor() for patch in axes.patches}
    assert (
        len({shades[one] for one in ("mission.military", "mission.mission", "military.mission")})
        == 3
    )
    fewer = substitutes_of(rows, within=HALF_YEAR, months=6, most=1)
    assert (fewer.stopped, fewer.left_out, len(fewer.pairs)) == (["military"], 1, 1)
    # What has no column counts in the sentence: the corrected p-values are of all pairs.
    assert describe_substitutes(fewer) == describe_substitutes(table)
    assert "3 pairs of types, 2 of them with p below 0.05" in describe_substitutes(fewer)
    assert "military after mission" in describe_substitutes(fewer)


def test_substitution_of_days_without_a_closing() -> None:
    assert "no closing could be followed" in substitution_picture(winter(), "2030").alt
    with pytest.raises(UsageFault, match="0 months"):
        substitution_picture(winter(), HALF_YEAR, months=0)


def test_a_picture_for_a_journal_has_the_dots_of_print_and_fits_its_page() -> None:
    for width, dots in (("89", 300), ("183", 300), ("screen", 160)):
        paper = Paper(WIDTHS[width])
        assert robustness_picture(winter(), on=DAY, paper=paper).figure.dpi == dots
        assert (paper.rows(0.25, beside=1.8) is None) == (width == "screen")
    assert Paper(WIDTHS["120"]).rows(0.25, beside=1.8) == 30
    # One column stands among text: its pictures are half a page high, if need be with fewer rows.
    assert Paper(WIDTHS["89"]).rows(0.25, beside=1.8) == 16


def test_where_nothing_was_lost_one_panel_says_so() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line")
    data = toy.spell("line", "open", "2022-01-01", "2022-06-30").data()
    for width in ("89", "183"):
        drawn = robustness_picture(data, on="2022-01-01", paper=Paper(WIDTHS[width]))
        (_, panel) = drawn.figure.axes
        assert [text.get_text() for text in panel.texts] == ["none of them was lost later"]
        drawn = substitution_picture(data, HALF_YEAR, paper=Paper(WIDTHS[width]))
        (panel,) = drawn.figure.axes
        # It stands alone, without the words beside a table.
        (text,) = panel.texts
        assert text.get_text().replace("\n", " ") == "no closing could be followed"
