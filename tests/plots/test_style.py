"""The palette: told apart by every eye, and in grey print."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.colors import to_rgb

from backchannel.output import palette
from backchannel.plots import style
from backchannel.verdicts.verdict import CERTAINTIES, RANK, Verdict, Word


def lightness(colour: str) -> float:
    return float(seen(colour, np.eye(3))[0])


def seen(colour: str, eye: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return the CIELAB place of a colour as an eye sees it (matrix on linear RGB)."""
    part = np.array(to_rgb(colour))
    linear = np.clip(
        eye @ np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4), 0, 1
    )
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ linear
    )
    cube = xyz / [0.9505, 1, 1.089]
    f = np.where(cube > 0.008856, np.cbrt(cube), 7.787 * cube + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


# G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE TVCG 15 (2009), severity 1.
EYES = {
    "usual": np.eye(3),
    "deuteranopia": np.array(
        [[0.367, 0.861, -0.228], [0.280, 0.673, 0.047], [-0.012, 0.043, 0.969]]
    ),
    "protanopia": np.array(
        [[0.152, 1.053, -0.205], [0.115, 0.786, 0.099], [-0.004, -0.048, 1.052]]
    ),
    "tritanopia": np.array(
        [[1.256, -0.077, -0.179], [-0.078, 0.931, 0.148], [0.005, 0.691, 0.304]]
    ),
}


@pytest.mark.parametrize(
    "colours", [palette.VERDICTS, style.FAMILY_COLOURS], ids=["verdicts", "families"]
)
def test_colours_can_be_told_apart(colours: dict[str, str]) -> None:
    for eye in EYES.values():
        apart = [
            np.linalg.norm(seen(a, eye) - seen(b, eye))
            for a, b in combinations(colours.values(), 2)
        ]
        assert min(apart) > 18
    grey = sorted(lightness(colour) for colour in colours.values())
    assert min(np.diff(grey)) > 6


def test_no_two_verdicts_look_alike() -> None:
    looks = [style.look(verdict) for verdict in RANK]
    assert len({(look.face, look.hatch, look.height) for look in looks}) == len(RANK)
    # In grey print, too, certainties differ: by a pattern of their own, of whatever colour.
    by_certainty = {
        verdict.certainty: style.look(verdict).hatch for verdict in RANK if verdict.certainty
    }
    assert len(set(by_certainty.values())) == len(CERTAINTIES)
    assert {
        (verdict.certainty, style.look(verdict).hatch) for verdict in RANK if verdict.certainty
    } == (set(by_certainty.items()))
    assert style.look(Verdict(Word.UNKNOWN)).hatch
