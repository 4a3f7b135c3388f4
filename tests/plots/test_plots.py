"""All pictures: the same bytes from the same data, a sentence each, and a picture of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import matplotlib as mpl
import pytest

from backchannel.dates.period import span
from backchannel.errors import UnknownName, UsageFault
from backchannel.plots import (
    Picture,
    centrality_picture,
    loss_picture,
    network_picture,
    save,
    timeline_picture,
)

from worlds.make import Toy
from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from backchannel.facts.dataset import Dataset


PICTURES: dict[str, Callable[[Dataset], Picture]] = {
    "network": lambda data: network_picture(data, on=DAY),
    "timeline": lambda data: timeline_picture(data, within=HALF_YEAR),
    "loss": lambda data: loss_picture(data, within=HALF_YEAR),
    "centrality": lambda data: centrality_picture(data, on=DAY, measure="degree"),
}


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
@pytest.mark.parametrize("kind", PICTURES)
def test_equal_data_give_equal_bytes(tmp_path: Path, kind: str, ending: str) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / f"other.{ending}"
    for path in (one, other):
        save(PICTURES[kind](winter()), path)
    assert one.read_bytes() == other.read_bytes()
    assert one.stat().st_size > 1000


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_carries_its_data_and_its_sentence(tmp_path: Path, kind: str) -> None:
    data = winter()
    picture = PICTURES[kind](data)
    source = f"Source: {data.title}, data {data.digest[:12]}"
    assert source in [one.get_text() for one in picture.figure.texts]
    assert picture.alt.endswith(".")
    assert "\n" not in picture.alt
    save(picture, tmp_path / "it.svg")
    assert picture.alt.replace("&", "&amp;") in (tmp_path / "it.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PICTURES)
def test_there_is_a_picture_of_nothing(tmp_path: Path, kind: str) -> None:
    save(PICTURES[kind](Toy().data()), tmp_path / "nothing.png")


def test_sentences_say_what_is_to_be_seen() -> None:
    data = winter()
    assert PICTURES["network"](data).alt == (
        "Network between Aaa and Aab on 2022-02-01: channels, 2 usable (2 surely); actors, "
        "2 on them (2 surely); 2 more channels possibly usable or contested."
    )
    assert PICTURES["timeline"](data).alt == (
        "Timeline of 5 channels between Aaa and Aab from 2022-01-01 to 2022-06-30: 2 usable (2 surely) on "
        "2022-01-01, 2 usable (2 surely) on 2022-06-30, when 1 is unknown."
    )
    assert (
        "1 channel lost on a known day: Embassy; 0 times one went out of sight."
        in PICTURES["loss"](data).alt
    )
    assert "persons: Bob (0.50)" in PICTURES["centrality"](data).alt


def test_titles_name_whole_years_shortly() -> None:
    titles = [timeline_picture(winter(), within=span(*one)).figure.texts[1].get_text() for one in
              (("2022", "2022"), ("2021", "2022"), ("2022-01", "2022-06"))]  # fmt: skip
    assert [title.rsplit(", ", 1)[1] for title in titles] == [
        "2022",
        "2021–2022",
        "1 January 2022 to 30 June 2022",
    ]


@pytest.mark.parametrize("name", ["x.gif", "x", "x.svg.txt"])
def test_an_unknown_ending_is_a_usage_fault(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageFault, match=r"does not end in \.png, \.svg, \.pdf"):
        save(PICTURES["loss"](winter()), tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_an_unknown_measure_is_a_usage_fault() -> None:
    with pytest.raises(UnknownName, match="did you mean `degree`"):
        centrality_picture(winter(), on=DAY, measure="degre")


def test_global_settings_are_left_alone(tmp_path: Path) -> None:
    before = dict(mpl.rcParams)
    for number, make in enumerate(PICTURES.values()):
        save(make(winter()), tmp_path / f"{number}.svg")
    assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("kind", [timeline_picture, loss_picture])
@pytest.mark.parametrize("first", ["0001", "2022", "9999-12-31"])
def test_the_last_day_there_is_can_be_drawn(
    tmp_path: Path, kind: Callable[..., Picture], first: str
) -> None:
    save(kind(winter(), within=span(first, "9999-12-31")), tmp_path / "it.svg")
    assert (tmp_path / "it.svg").stat().st_size > 1000


def test_each_picture_says_whose_channels_it_shows() -> None:
    data = winter().with_tables()
    for drawn in PICTURES.values():
        note = drawn(data).figure.texts[2].get_text()
        assert "5 channels in the data" in note
