"""One palette: terminal, page and pictures name every verdict, and none has colours of its own."""

from __future__ import annotations

import re
from pathlib import Path

from backchannel.output import palette
from backchannel.output.document import STYLE
from backchannel.verdicts.verdict import Word

SOURCE = Path(palette.__file__).parents[1]


def test_each_verdict_has_a_colour_everywhere() -> None:
    words = {word.value for word in Word}
    assert set(palette.VERDICTS) == set(palette.TERMINAL) == words
    for word, colour in palette.VERDICTS.items():
        assert f"--{word}: {colour};" in STYLE
        assert f".{word}::before {{ background: var(--{word}); }}" in STYLE


def test_no_colour_of_the_palette_is_written_down_a_second_time() -> None:
    colours = {palette.INK, palette.FAINT, palette.GRID, *palette.VERDICTS.values()}
    colours |= {*palette.SIDES, *palette.FAMILY_HUES}
    elsewhere = {
        f"{path.name}: {colour}"
        for path in SOURCE.rglob("*.py")
        if path.name != "palette.py"
        for colour in re.findall(r"#[0-9a-f]{6}\b", path.read_text(encoding="utf-8"))
        if colour in colours
    }
    assert elsewhere == set()
