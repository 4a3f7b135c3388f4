"""The timeline: a row a channel, a bar a stretch, a mark a contact."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

import backchannel as bc
from backchannel.dates.period import Window, span
from backchannel.facts.scope import asked
from backchannel.facts.vocabulary import Occurrence
from backchannel.output import palette
from backchannel.plots import gains, loss, timeline
from backchannel.plots.axis import date_locator
from backchannel.plots.figure import day_number
from backchannel.plots.keys import timeline_keys
from backchannel.verdicts.verdict import Word

from worlds.make import Toy
from worlds.winter import HALF_YEAR, winter

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from backchannel.facts.dataset import Dataset
    from backchannel.plots.timeline import Timeline


def bars_of(axes: Axes, verdict: str) -> list[tuple[float, float, float, float]]:
    """Return the bars of one verdict: from when to when, and from which height to which."""
    (bars,) = [one for one in axes.collections if one.get_gid() == verdict]
    corners = [np.asarray(path.vertices)[:4] for path in bars.get_paths()]
    return [(one[:, 0].min(), one[:, 0].max(), one[:, 1].min(), one[:, 1].max()) for one in corners]


def drawn_timeline(axes: Axes, data: Dataset, within: Window = HALF_YEAR) -> Timeline:
    shown = timeline.timeline_of(data, within=within, scope=asked(data, None))
    assert timeline.draw_timeline(shown, axes=axes) is axes
    return shown


def test_among_many_channels_those_never_heard_of_have_no_row(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30")
    for number in range(timeline.FEW_ROWS):
        toy.channel(f"line-{number}")
    toy.spell("line-7", "open", "2022-03-01", "2022-03-31")
    toy.contact("line-8", "2022-04", mode="call", occurrence="refused")
    # Few have a row each, heard of or not; of one more only the two of which something is known.
    assert len(drawn_timeline(axes, toy.data()).rows) == timeline.FEW_ROWS
    shown = drawn_timeline(axes, toy.channel("line-40").data())
    assert [row.channel for row in shown.rows] == ["line-7", "line-8"]
    assert len(shown.folded) == timeline.FEW_ROWS - 1
    assert "line-40" in shown.folded
    assert f"of {timeline.FEW_ROWS + 1} channels" in timeline.describe_timeline(shown)


def test_the_timeline_has_a_row_a_channel_and_a_bar_a_stretch(axes: Axes) -> None:
    drawn_timeline(axes, winter())
    rows = [text.get_text() for text in axes.get_yticklabels()]
    # By family, each below its heading; what is never heard of stands last in its own.
    assert rows == ["Disputed", "Silent", "Embassy", "Hotline", "Backroom"]
    assert axes.get_yticks().tolist() == [1, 2, 4, 6, 8]
    headings = [(text.get_text(), round(text.xy[1])) for text in axes.texts]  # type: ignore[attr-defined]
    assert headings == [
        ("foreign ministries", 0), ("embassies and consulates", 3), ("military and hotlines", 5),
        ("unofficial and technical", 7),
    ]  # fmt: skip
    assert [bars.get_gid() for bars in axes.collections] == [
        "contested", "open.possibly.shades", "open.possibly.fading", "open.surely",
        "suspended.surely",
    ]  # fmt: skip
    january, march, july = (day_number(one) for one in (
        HALF_YEAR.first, span("2022-03", "2022-03").first, span("2022-07", "2022-07").first
    ))  # fmt: skip
    assert [bar[:2] for bar in bars_of(axes, "open.surely")] == [
        (january, march), (january, july), (july - 1, july),
    ]  # fmt: skip
    (stop,) = bars_of(axes, "suspended.surely")
    assert stop == pytest.approx((march, july, 3.85, 4.15))


def test_each_year_is_named_in_a_column() -> None:
    for years, inches, told in (((2021, 2023), 1.6, 4), ((2010, 2025), 1.43, 4)):
        first, last = (datetime(year, 1, 1) for year in (years[0], years[1] + 1))  # noqa: DTZ001
        found = date_locator(inches).tick_values(first, last)  # type: ignore[no-untyped-call]
        within = [at for at in found if day_number(first.date()) <= at <= day_number(last.date())]
        assert len(within) == told


def test_bars_differ_by_more_than_colour(axes: Axes) -> None:
    drawn_timeline(axes, winter())
    looks = {bars.get_gid(): bars for bars in axes.collections}
    height = {gid: bars_of(axes, str(gid))[0] for gid in looks}
    sure, stopped = height["open.surely"], height["suspended.surely"]
    assert sure[3] - sure[2] > stopped[3] - stopped[2]
    assert {gid: one.get_hatch() for gid, one in looks.items()} == {
        "contested": "xxxx", "open.possibly.shades": None, "open.possibly.fading": None,
        "open.surely": "", "suspended.surely": "",
    }  # fmt: skip


# Seen open from March; nobody says on which day of February it began. Data from January to June.
def beginning(end: str = "2022-06-30") -> Timeline:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line")
    toy.spell("line", "open", "[2022-02-01..2022-03-01]", end, end_kind="observed")
    data = toy.data()
    return timeline.timeline_of(data, within=HALF_YEAR, scope=asked(data, None))


def shades_of(axes: Axes) -> list[tuple[float, float, float]]:
    """Return from where to where the shades reach, in the order in which they cover each other."""
    (shades,) = [one for one in axes.collections if one.get_gid() == "open.possibly.shades"]
    light = [float(sum(face[:3])) for face in np.asarray(shades.get_facecolor())]
    reach = [(bar[0], bar[1]) for bar in bars_of(axes, "open.possibly.shades")]
    return [(left, right, shade) for (left, right), shade in zip(reach, light, strict=True)]


def test_a_bar_fades_over_the_days_on_which_it_may_have_begun(axes: Axes) -> None:
    timeline.draw_timeline(beginning(), axes=axes)
    february, march = (day_number(span(day, day).first) for day in ("2022-02-01", "2022-03-01"))
    shades = shades_of(axes)
    # Each reaches from the sure bar on, over the lighter ones, so that no seam lies between two.
    assert {right for _, right, _ in shades} == {march}
    assert [left for left, *_ in shades] == sorted({left for left, *_ in shades})
    assert shades[0][0] == february
    assert [light for *_, light in shades] == sorted({light for *_, light in shades}, reverse=True)
    # None is as dark as the sure bar, and the thin edge goes round all of them.
    (sure,) = [one for one in axes.collections if one.get_gid() == "open.surely"]
    assert shades[-1][2] > float(sum(np.asarray(sure.get_facecolor())[0][:3])) + 0.5
    assert [bar[:2] for bar in bars_of(axes, "open.possibly.fading")] == [(february, march)]


def test_between_two_bars_it_is_lightest_in_the_middle(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line")
    toy.spell("line", "open", "2022-01-01", "[2022-01-31..2022-04-30]", end_kind="ended")
    toy.spell("line", "open", "2022-05-01", "2022-06-30", end_kind="observed")
    drawn_timeline(axes, toy.data())
    shades = shades_of(axes)
    lightest = max(light for *_, light in shades)
    first, last = shades[0][0], shades[1][1]
    assert [one[:2] for one in shades if one[2] == lightest] == [
        (first, (first + last) / 2), ((first + last) / 2, last),
    ]  # fmt: skip


def test_what_is_nowhere_more_than_possible_is_hatched(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line")
    toy.spell("line", "open", "[2022-02-01..2022-03-31]", "[2022-03-01..2022-04-30]")
    shown = drawn_timeline(axes, toy.data())
    (bars,) = axes.collections
    assert (bars.get_gid(), bars.get_hatch()) == ("open.possibly", "/////")
    keys = [str(key.get_label()) for key in timeline_keys(shown)]
    assert keys == ["open", "hatched: possibly", "blank: unknown, no source says"]
    keys = [str(key.get_label()) for key in timeline_keys(beginning())]
    assert keys == [
        "open", "solid: surely", "fading: an uncertain start or end",
        "blank: unknown, no source says",
    ]  # fmt: skip


# A call on 10 February, presumed to go on for 28 days: to 10 March. Data from January to June.
def test_what_is_presumed_is_striped_and_nothing_is_drawn_beyond_the_data(axes: Axes) -> None:
    toy = Toy(start="2022-01-01", as_of="2022-06-30").channel("line").contact("line", "2022-02-10")
    toy.contact("line", "2021-12-01/2022-01-31", count="series")
    shown = drawn_timeline(axes, bc.presuming(toy.data(), 28), span("2021", "2022"))
    tenth, after, end = (
        day_number(span(day, day).first) for day in ("2022-02-10", "2022-02-11", "2022-03-11")
    )
    assert [bar[:2] for bar in bars_of(axes, "open.surely")] == [(tenth, after)]
    assert [bar[:2] for bar in bars_of(axes, "open.presumably")] == [(after, end)]
    (striped,) = (one for one in axes.collections if one.get_gid() == "open.presumably")
    assert striped.get_hatch() == "-----"
    first, last = (day_number(day) for day in HALF_YEAR)
    across = [bar[:2] for one in axes.collections for bar in bars_of(axes, str(one.get_gid()))]
    assert (min(min(bar) for bar in across), max(max(bar) for bar in across)) == (first, end)
    assert [mark.first for mark in shown.rows[0].marks if mark.is_line] == [first]
    gaps = [one for one in axes.patches if isinstance(one, Rectangle)]
    assert [gap.get_x() for gap in gaps] == [day_number(span("2021", "2021").first), last + 1]
    assert [text.get_text() for text in axes.texts] == ["no data", "no data"]


def marks_of(axes: Axes) -> dict[str, tuple[str, list[float]]]:
    """Return the marks of contacts: their sign, and the rows they stand in."""
    return {
        gid: (str(line.get_marker()), [y for y in np.asarray(line.get_ydata()) if not np.isnan(y)])
        for line in axes.lines
        if (gid := line.get_gid()) and gid.startswith("contacts")
    }


def test_contacts_are_marked_held_or_not(axes: Axes) -> None:
    drawn_timeline(axes, winter())
    assert marks_of(axes) == {
        "contacts.days": ("|", [4, 4]),
        "contacts.held": ("o", [4, 4]),
        "contacts.refused": ("s", [4]),
    }
    later = Figure().add_subplot()
    drawn_timeline(later, winter(), span("2022-04", "2022-05"))
    assert set(marks_of(later)) == {"contacts.days"}


def test_what_became_of_a_contact_is_told_by_its_shape(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31").channel("line")
    for month, fate in enumerate(get_args(Occurrence), start=1):
        toy.contact("line", f"2022-{month:02}-01", occurrence=fate, id=f"k-{fate}")
    shown = drawn_timeline(axes, toy.data(), span("2022", "2022"))
    keys = [str(key.get_label()) for key in timeline_keys(shown)]
    assert keys[-4:] == ["contact held", "refused", "unanswered", "cancelled, avoided or none"]
    assert {gid: (shape, len(ys)) for gid, (shape, ys) in marks_of(axes).items()} == {
        "contacts.held": ("o", 1),
        "contacts.refused": ("s", 1),
        "contacts.unanswered": ("^", 1),
        "contacts.not-held": ("x", 3),
    }
    # Only a ring is open, so that what was held stands out in print, too.
    faces = {line.get_marker(): line.get_markerfacecolor() for line in axes.lines}
    assert [shape for shape, face in faces.items() if face == "white"] == ["o"]
    # What is not drawn has no key.
    assert "refused" not in [
        key.get_label() for key in timeline_keys(drawn_timeline(axes, Toy().data()))
    ]


def test_a_denied_contact_has_the_colour_of_the_contested(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31").channel("line").contact("line", "2022-03-01", id="k")
    drawn_timeline(axes, toy.claim("k", "paper", stance="denies").data())
    (mark,) = (line for line in axes.lines if line.get_gid() == "contacts.held.denied")
    assert mark.get_markeredgecolor() == palette.VERDICTS[Word.CONTESTED]


def test_many_changes_are_few_artists(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31")
    for number in range(40):
        toy.channel(f"c{number}")
        for month in range(1, 13):
            day = f"2022-{month:02}-{1 + number % 20:02}"
            toy.spell(f"c{number}", "open", day, day).contact(f"c{number}", day)
    drawn_timeline(axes, toy.data(), span("2022", "2022"))
    assert len(bars_of(axes, "open.surely")) == 480
    assert len(marks_of(axes)["contacts.held"][1]) == 480
    assert len(axes.collections) + len(axes.lines) < 10
    curve = loss.loss_curve_of(
        toy.data(), within=span("2022", "2022"), scope=asked(toy.data(), None)
    )
    below = Figure().add_subplot()
    gains.draw_changes(curve, axes=below)
    assert len(below.collections) == 2


def test_one_day_is_visible_in_a_picture_of_many_years(axes: Axes) -> None:
    toy = Toy(as_of="2022-12-31").channel("call").spell("call", "open", "2022-02-01", "2022-02-01")
    drawn_timeline(axes, toy.data(), Window(span("1992", "1992").first, HALF_YEAR.last))
    (bars,) = (one for one in axes.collections if one.get_gid() == "open.surely")
    assert np.min(bars.get_linewidth()) >= 0.8
