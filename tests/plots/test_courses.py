"""Rank paths against the values of each month, and curves of survival against their rows."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import numpy as np
import pytest

import backchannel as bc
from backchannel.dates.period import span
from backchannel.errors import UnknownName
from backchannel.facts.rows import Rows
from backchannel.facts.scope import asked
from backchannel.losses.survival import Survival, SurvivalRow, survival
from backchannel.network.series import series
from backchannel.network.values import centrality
from backchannel.plots import WIDTHS, Paper, ranks_picture, survival_picture
from backchannel.plots.ranks import FEW_PATHS, MOST_PATHS, _sharing, rank_paths_of
from backchannel.plots.survive import (
    describe_survival,
    read_in_words,
    types_shown,
    watched_through,
)

from worlds.make import Toy
from worlds.winter import HALF_YEAR, winter

YEAR = span("2021-11", "2022-04")


def test_a_rank_is_one_and_the_number_of_actors_with_a_higher_value() -> None:
    data = bc.read()
    scope = asked(data, None)
    shown = rank_paths_of(data, within=YEAR, measure="degree", scope=scope)
    assert 0 < len(shown.paths) <= MOST_PATHS
    months = [date(2021, 11, 1), date(2021, 12, 1), *(date(2022, m, 1) for m in (1, 2, 3, 4))]
    assert shown.days == [(day - date(1970, 1, 1)).days for day in months]
    for place in (0, 4):
        found = centrality(data, months[place], measures=["degree"], between=scope)
        actors = {row.id: row.value or 0 for row in found if row.kind != "channel"}
        for node, path in shown.paths.items():
            rank, best, worst = path[place]
            if not actors.get(node):
                assert isnan(rank)
                continue
            assert rank == 1 + sum(value > actors[node] for value in actors.values())
            assert best <= rank <= worst


def test_with_draws_the_range_of_a_rank_is_that_of_the_percentiles_and_the_picture_says_so() -> (
    None
):
    data = bc.read()
    scope = asked(data, None)
    drawn: Any = {"draws": 20, "seed": 3}
    shown = rank_paths_of(data, within=YEAR, measure="degree", scope=scope, **drawn)
    rows = [
        row
        for row in series(data, ["degree"], within=YEAR, between=scope, **drawn).to_dicts()
        if row["kind"] != "channel"
    ]
    dates = sorted({row["date"] for row in rows})
    value = {(row["date"], row["id"]): row["value"] or 0 for row in rows}
    for row in rows:
        if row["id"] not in shown.paths or not row["value"]:
            continue
        others = [value[key] for key in value if key[0] == row["date"] and key[1] != row["id"]]
        ends = [1 + sum(other > row[end] for other in others) for end in ("draw_high", "draw_low")]
        assert [*shown.paths[row["id"]][dates.index(row["date"])][1:]] == ends
    without = rank_paths_of(data, within=YEAR, measure="degree", scope=scope)
    assert without.paths != shown.paths
    of = "by 5 to 95 % of its values in 20 draws of the uncertain dates (seed 3)"
    picture = ranks_picture(data, YEAR, measure="degree", **drawn)
    assert of in picture.alt
    assert of in " ".join(text.get_text() for text in picture.figure.texts).replace("\n", " ")
    assert "draws" not in ranks_picture(data, YEAR, measure="degree").alt


def test_a_value_without_a_range_leaves_its_rank_none() -> None:
    shown = rank_paths_of(
        bc.read(), within=YEAR, measure="eigenvector", scope=asked(bc.read(), None)
    )
    steps = [step for path in shown.paths.values() for step in path if not isnan(step[0])]
    assert all(best <= rank <= worst for rank, best, worst in steps)


def test_one_column_of_a_page_has_fewer_paths() -> None:
    texts = [
        sum(text.get_gid() == "name" for text in drawn.figure.axes[0].texts)
        for drawn in (
            ranks_picture(bc.read(), "2021-11/2022-04", measure="degree", paper=Paper(WIDTHS[wide]))
            for wide in ("89", "183")
        )
    ]
    assert texts == [FEW_PATHS, MOST_PATHS]


def test_a_path_is_shared_by_who_has_a_part_of_it_and_the_rest_are_counted() -> None:
    nan = float("nan")
    office, holder, other = [(1.0, 1.0, 2.0)] * 3, [(nan,) * 3, (1.0, 1.0, 2.0), (nan,) * 3], [
        (nan,) * 3, (1.0, 1.0, 3.0), (nan,) * 3
    ]  # fmt: skip
    ranked = {"office": office, "holder": holder, "guest": holder, "twin": office, "other": other}
    # A guest that happens to have the same rank on a single day holds no office.
    assert _sharing(ranked, list(ranked), {("holder", "office"), ("other", "office")}) == {
        "office": ["office", "holder", "twin"], "guest": ["guest"], "other": ["other"],
    }  # fmt: skip
    data = bc.read()
    scope = asked(data, None)
    shown = rank_paths_of(data, within=YEAR, measure="degree", scope=scope)
    above = set()
    for month in (date(2021, 11, 1), date(2021, 12, 1), *(date(2022, m, 1) for m in (1, 2, 3, 4))):
        rows = centrality(data, month, measures=["degree"], between=scope)
        above |= {row.id for row in rows if row.kind != "channel" and (row.value or 0) > 0}
    named = sum(name.count(", ") + 1 for name in shown.names.values())
    assert shown.left_out + named == len(above)
    assert f"{shown.left_out} other actors have a value above 0" in (
        ranks_picture(data, YEAR, measure="degree").alt
    )


def test_paths_of_equal_rank_run_side_by_side() -> None:
    drawn = ranks_picture(bc.read(), YEAR, measure="degree")
    axes = drawn.figure.axes[0]
    starts = [float(np.asarray(line.get_ydata())[0]) for line in axes.lines if line.get_gid()]
    starts = [start for start in starts if not isnan(start)]
    assert len(set(starts)) == len(starts) > 2


def test_ranks_of_nothing_and_of_an_unknown_measure() -> None:
    drawn = ranks_picture(winter(), "2030")
    assert drawn.alt.endswith("of which the data say nothing.")
    with pytest.raises(UnknownName, match="did you mean `degree`"):
        ranks_picture(winter(), HALF_YEAR, measure="degre")
    assert "highest for longest" in ranks_picture(winter(), HALF_YEAR, measure="degree").alt


def lives() -> Toy:
    """Eight lines open from 2000 on; four are closed: after five, eight, ten and fifteen years."""
    toy = Toy(start="2000-01-01", as_of="2019-12-31")
    ends = ("2004-12-31", "2007-12-31", "2009-12-31", "2014-12-31", "", "", "", "")
    for name, end in zip("abcdefgh", ends, strict=True):
        toy.channel(name).spell(name, "open", "2000-01-01", end or "2019-12-31")
        if end:
            toy.spell(name, "closed", f"{int(end[:4]) + 1}-01-01", "2019-12-31")
    return toy


def test_a_curve_ends_where_nobody_is_watched_and_does_not_begin_anew() -> None:
    risk = [0, 2, 1, 0, 0, 1]
    rows = [SurvivalRow("all", year, 1.0, 1.0, 1.0, number) for year, number in enumerate(risk)]
    assert [row.years for row in watched_through(rows)] == [1, 2, 3]
    assert watched_through(rows[:1]) == []


def test_a_curve_has_the_numbers_of_its_rows() -> None:
    data = lives().data()
    found = survival(data)
    drawn = survival_picture(data)
    lines = {line.get_gid(): line for line in drawn.figure.axes[0].lines}
    shown = types_shown(found)
    assert set(lines) == {*shown, *(f"{name}.few" for name in shown)}
    for name in shown:
        rows = [row for row in found.rows if row.type == name]
        # All are watched from the first year on; the last year is the first without anybody.
        end = next((at for at, row in enumerate(rows) if not row.at_risk), len(rows) - 1)
        few = next(at for at, row in enumerate(rows) if row.at_risk < 5)
        assert 0 < few < end
        firm, rest = lines[name], lines[f"{name}.few"]
        assert np.array_equal(firm.get_ydata(), [row.survival for row in rows[: few + 1]])
        assert np.array_equal(rest.get_xdata(), range(few, end + 1))
        assert np.array_equal(rest.get_ydata(), [row.survival for row in rows[few : end + 1]])
        assert rest.get_linewidth() < firm.get_linewidth()
    # Five of the eight lines are left after eleven years.
    left = [row.survival for row in found.rows if row.years == 11]
    assert left == pytest.approx([5 / 8] * len(left))
    assert left
    assert "no stop was seen" in survival_picture(Toy().channel("line").data()).alt


def test_the_types_without_a_curve_are_named_with_the_reason() -> None:
    kinds = (
        "all",
        "mission",
        "hotline",
        "military",
        "technical",
        "track-2",
        "business",
        "mediator",
    )
    stops = dict(zip(kinds, (19, 5, 4, 4, 3, 2, 1, 0), strict=True))
    found = Survival(("A", "B"), Rows(), {name: (9, stops[name]) for name in kinds}, None)
    assert (
        "Not shown, having no more stops than these: business (1); 1 type without any."
        in read_in_words(found)
    )
    assert "one channel can have several. Thin dots: from where fewer than 5" in read_in_words(
        found
    )
    said = describe_survival(found)
    assert "ended with a stop: all types, 19 of 9; mission, 5 of 9;" in said
    assert said.endswith(
        "Left out, having no more stops than these: business, 1 of 9; mediator, 0 of 9."
    )
    few = found._replace(lives={name: (9, stops[name]) for name in kinds[:3]})
    assert "having fewer stops" not in read_in_words(few) + describe_survival(few)


def test_the_picture_of_survival_counts_stretches_and_says_the_test_in_words() -> None:
    drawn = survival_picture(lives().data())
    legend = drawn.figure.axes[0].get_legend()
    assert legend is not None
    labels = [text.get_text() for text in legend.get_texts()]
    assert labels == [
        "all types (8 stretches, 4 stopped)",
        "foreign ministry (8 stretches, 4 stopped)",
    ]
    said = " ".join(text.get_text() for text in drawn.figure.texts).replace("\n", " ")
    assert "Too few stops to compare types. A stretch is" in said
    # Its lives end where nobody saw them any more: no presumption ends on a day of a break.
    assert "what was only presumed" not in " ".join(
        text.get_text() for text in survival_picture(bc.read()).figure.texts
    )
