"""What pictures say in words: the numbers of `open`, the view, and which days have no data."""

from __future__ import annotations

import re
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.dates.period import Window, span
from backchannel.facts.presumption import Presumption
from backchannel.facts.views import as_known_on
from backchannel.plots import (
    Picture,
    centrality_picture,
    loss_picture,
    network_picture,
    timeline_picture,
)
from backchannel.plots.captions import beyond_in_words, span_in_words, usable_in_words

from worlds.articles import articles
from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from collections.abc import Callable

    from backchannel.facts.dataset import Dataset

LONG = span("2020", "2023")

DRAW: dict[str, Callable[[Dataset], Picture]] = {
    "network": lambda data: network_picture(data, on=DAY),
    "matrix": lambda data: network_picture(data, on=DAY, between="all"),
    "timeline": lambda data: timeline_picture(data, HALF_YEAR),
    "loss": lambda data: loss_picture(data, HALF_YEAR),
    "centrality": lambda data: centrality_picture(data, on=DAY),
}


def title_of(drawn: Picture) -> str:
    return drawn.figure.texts[1].get_text().replace("\n", " ")


def note_of(drawn: Picture) -> str:
    return drawn.figure.texts[2].get_text().replace("\n", " ")


def of_the_pair(data: Dataset, within: Window | str) -> set[str]:
    """Return the channels of a picture: those that join the package's pair on some of its days."""
    rows = bc.open_channels(data, within, between=data.between, everything=True)
    return {row.id for row in rows}


def in_open(data: Dataset, day: object, pair: set[str]) -> str:
    """Return how many channels of a pair `open` calls usable on a day, in words."""
    rows = bc.open_channels(data, str(day))
    numbers = Counter(row.certainty for row in rows if row.id in pair)
    return usable_in_words(numbers["surely"], numbers["presumably"])


@pytest.mark.parametrize(
    ("world", "day"),
    [(articles, "2011-06-01"), (articles, "2021-06-16"), (bc.read, "2022-02-01")],
)  # fmt: skip
def test_captions_have_the_numbers_of_open(world: Callable[[], Dataset], day: str) -> None:
    data = world()
    within = Window(span(day, day).first, data.as_of)
    said = in_open(data, day, of_the_pair(data, day))
    assert f"channels, {said};" in network_picture(data, on=day).alt
    central = said.replace("usable", f"of the {len(data.channels)} channels in the data usable")
    assert note_of(centrality_picture(data, on=day)).startswith(f"{central};")
    pair = of_the_pair(data, within)
    for drawn in (timeline_picture(data, within), loss_picture(data, within)):
        first, last = (in_open(data, one, pair) for one in within)
        assert f": {first} on {day}, " in drawn.alt
        assert f"{last} on {data.as_of}, when" in drawn.alt


def test_the_most_of_a_loss_picture_is_the_most_of_open() -> None:
    data = bc.read()
    within = span("2022-01-20", "2022-03-10")
    drawn = loss_picture(data, within)
    found = re.search(r"(\d+ usable \([^)]*\)) at most, on (\S+),", drawn.alt)
    assert found
    # Of the channels that are between the two on that day, as `open` counts them.
    assert found[1] == in_open(data, found[2], of_the_pair(data, found[2]))
    days = [within.first + timedelta(days=number) for number in range(within.days)]
    numbers = [int(in_open(data, day, of_the_pair(data, str(day))).split()[0]) for day in days]
    assert max(numbers) == int(found[1].split()[0])


@pytest.mark.parametrize("kind", DRAW)
def test_title_and_sentence_say_the_view(kind: str) -> None:
    whole, view = DRAW[kind](winter()), DRAW[kind](bc.strict(as_known_on(winter(), "2022-06-30")))
    words = "(as known on 2022-06-30, strict: nothing presumed)"
    assert title_of(view) == f"{title_of(whole)} {words}"
    assert view.alt.endswith(f" {words}.")
    assert "(" not in title_of(whole)
    assert "nothing presumed" not in whole.alt


def test_days_that_the_data_do_not_cover_are_named() -> None:
    data = winter()  # from 2022-01-01 to 2022-06-30
    assert beyond_in_words(data, HALF_YEAR) == ""
    assert beyond_in_words(data, LONG) == " No data before 2022-01-01 or after 2022-06-30."
    assert note_of(timeline_picture(data, LONG)).endswith(beyond_in_words(data, LONG))
    assert note_of(network_picture(data, on="2023-01-01")).endswith(" No data after 2022-06-30.")
    assert span_in_words(LONG, HALF_YEAR) == (
        "from 2020-01-01 to 2023-12-31, with data from 2022-01-01 to 2022-06-30"
    )


@pytest.mark.parametrize(
    "draw",
    [
        lambda data: network_picture(data, on="2021-01-01"),
        lambda data: network_picture(data, on="2021-01-01", between="all"),
        lambda data: timeline_picture(data, span("2020", "2021")),
        lambda data: loss_picture(data, span("2023", "2024")),
    ],
)
def test_a_picture_of_days_without_data_says_nothing_of_channels(
    draw: Callable[[Dataset], Picture],
) -> None:
    drawn = draw(winter())
    assert drawn.alt.endswith(", of which the data say nothing.")
    keys = [
        text.get_text()
        for axes in drawn.figure.axes
        if (legend := axes.get_legend())
        for text in legend.get_texts()
    ]
    texts = [text.get_text() for axes in drawn.figure.axes for text in axes.texts]
    assert "no data" in [*keys, *texts]


# A call on 1 March; 60 days are presumed: to 30 April.
def test_what_is_presumed_is_counted_apart() -> None:
    toy = Toy(start="2022-01-01", as_of="2022-12-31").channel("line").contact("line", "2022-03-01")
    data = toy.data().with_tables(presumption=Presumption({"default": 60}))
    within = span("2022-03", "2022-04")
    assert timeline_picture(data, within).alt == (
        "Timeline of 1 channel between Aaa and Aab from 2022-03-01 to 2022-04-30: 1 usable "
        "(1 surely) on 2022-03-01, 1 usable (1 presumably) on 2022-04-30, when 0 are unknown."
    )
    assert network_picture(data, on="2022-04-30").alt == (
        "Network between Aaa and Aab on 2022-04-30: channels, 1 usable (1 presumably); "
        "actors, 0 on them; 0 more channels possibly usable or contested."
    )
    assert "0 usable on 2022-05-01" in loss_picture(data, span("2022-05", "2022-05")).alt
