"""
A few small pictures dot by dot, of a world of the tests, so that data entered change none of them.

`PYTHONPATH=src:tests python tests/plots/test_baselines.py` draws them anew; look at them before you
commit them.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

import backchannel as bc
from backchannel.plots import (
    WIDTHS,
    Paper,
    loss_picture,
    multiples_picture,
    network_picture,
    style,
    timeline_picture,
)

from worlds.winter import DAY, HALF_YEAR, winter

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from backchannel.plots import Picture

FOLDER = Path(__file__).parent / "baselines"

COLUMN = Paper(WIDTHS["89"])

DRAW: dict[str, Callable[[], Picture]] = {
    "timeline": lambda: timeline_picture(bc.presuming(winter(), 20), HALF_YEAR, paper=COLUMN),
    "network": lambda: network_picture(winter(), on=DAY, paper=COLUMN),
    "loss": lambda: loss_picture(bc.presuming(winter(), 20), HALF_YEAR, paper=COLUMN),
    "multiples": lambda: multiples_picture(winter(), [DAY, "2022-05-01"], paper=COLUMN),
}

DOTS = 100
"""Dots an inch: enough to see each mark, and few enough for a small file."""

FAINT, FEW = 64, 12
"""A dot has changed if one of its colours has by more than that; so many may, of any font's edges."""


def dots_of(picture: Picture) -> npt.NDArray[np.int16]:
    """Return the dots of a picture without the digest of its data, which new fields change."""
    (source,) = [one for one in picture.figure.texts if one.get_text().startswith("Source: ")]
    source.set_visible(False)
    written = io.BytesIO()
    with style.context():
        picture.figure.savefig(written, format="png", dpi=DOTS)
    with Image.open(written) as image:
        return np.asarray(image.convert("RGB"), dtype=np.int16)


def difference(kind: str, drawn: npt.NDArray[np.int16]) -> str:
    """Say in what a picture differs from its baseline; empty if it does not."""
    with Image.open(FOLDER / f"{kind}.png") as image:
        kept = np.asarray(image.convert("RGB"), dtype=np.int16)
    renew = f"if it should, run {__doc__.split('`')[1]}"
    if kept.shape != drawn.shape:
        return f"{kind} has {drawn.shape[:2]} dots, not {kept.shape[:2]}; {renew}"
    changed = int((np.abs(kept - drawn).max(axis=2) > FAINT).sum())
    return f"{kind} differs in {changed} dots; {renew}" if changed > FEW else ""


@pytest.mark.parametrize("kind", DRAW)
def test_a_picture_looks_as_it_did(kind: str) -> None:
    assert not difference(kind, dots_of(DRAW[kind]()))


def test_a_moved_label_and_a_lost_bar_are_noticed() -> None:
    moved, lost, recoloured = (DRAW["timeline"]() for _ in range(3))
    label = moved.figure.axes[1].get_yticklabels()[0]
    label.set_position((label.get_position()[0] - 0.02, label.get_position()[1]))
    for part in lost.figure.axes[1].collections:
        part.set_visible(part.get_gid() != "suspended.surely")
    for part in recoloured.figure.axes[1].collections:
        if part.get_gid() == "open.surely":
            part.set_facecolor("#8a5a1f")
    for picture in (moved, lost, recoloured):
        said = difference("timeline", dots_of(picture))
        assert "tests/plots/test_baselines.py" in said
        assert "timeline differs in " in said


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, draw in DRAW.items():
        drawn = Image.fromarray(dots_of(draw()).astype(np.uint8))
        drawn.save(FOLDER / f"{name}.png", optimize=True)
