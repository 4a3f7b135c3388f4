#!/usr/bin/env python3
"""
Draw the gallery anew: each kind of picture by its command, and the page that shows them.

`python docs/gallery.py` draws all of them from the bundled data, in about a minute; with the names
of kinds after it only those. The pictures are made smaller for a page: the command that stands
with each writes it at full size.
"""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import fill

from matplotlib.colors import to_rgb
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from backchannel.cli import main
from backchannel.output import palette
from backchannel.plots.footnotes import QUESTIONS
from backchannel.plots.style import tint

DOCS = Path(__file__).parent
FOLDER = DOCS / "gallery"
PAGE = DOCS / "gallery.md"

SHOWN = {
    "loss": ("Loss", "1992 2025 --width 183"),
    "timeline": ("Timeline", "2021 2022 --width 183"),
    "network": ("Network of a day", "2022-02-01 --width 183"),
    "network-force": ("The same day by what actors share", "2022-02-01 --layout force --width 183"),
    "multiples": ("Several days", "2010-01-01 2015-01-01 2022-01-01 2022-03-15 --width 183"),
    "disagreement": ("Disagreement", "2025-09-01 --width 183"),
    "centrality": ("Centrality", "2022-02-01"),
    "ranks": ("Ranks", "2021 2022"),
    "survival": ("Survival", ""),
    "attribution": ("Attribution", "2014 2025"),
    "robustness": ("Robustness", "2014-01-01"),
    "substitution": ("Substitution", "1992 2025"),
    "sensitivity": ("Sensitivity", "2022 --width 183"),
}
"""Kind → its heading, and what stands after its verb in its command."""

WIDTHS = (1000, 920, 840, 760, 700)
"""In dots: as wide as a page shows a picture, or less where the file would be too large."""

GREYS, TINTS = 12, (0, 0.3, 0.55, 0.8)
"""How many greys are kept, for the edges of letters, and which tints of each colour."""

NEARLY_WHITE = 0.9

MOST_BYTES = 130_000

INTRODUCTION = (
    "Each kind of picture once, drawn from the bundled data, with the question that it answers "
    "and how to read it. A caption file with the same words, the claims behind the picture and "
    "the digest of the data is written beside each. `--width 89`, `120` or `183` sets a "
    "picture for a column or a page of a journal, at 300 dots an inch; what has no room there "
    "is told on it and named in its caption. `--grey` prints it in greys, `--title` changes "
    "the title. In a notebook `bc.plot` draws on axes of your own."
)


def command(kind: str) -> str:
    """Return the command that draws a kind."""
    verb = kind.partition("-")[0]
    return " ".join(f"backchannel plot {verb} {SHOWN[kind][1]} -o {kind}.png".split())


def page() -> str:
    """Return the page; what each picture shows is read from its file."""
    parts = [
        "# Gallery",
        wrapped(INTRODUCTION),
    ]
    for kind, (heading, _) in SHOWN.items():
        asked = QUESTIONS[kind]
        parts += [
            f"## {heading}",
            wrapped(f"**{asked.question}** {asked.reading}"),
            f"```sh\n{command(kind)}\n```",
            f"![{alt_of(kind)}](gallery/{kind}.png)",
        ]
    return "\n\n".join(parts) + "\n"


def wrapped(text: str) -> str:
    """Return a paragraph in lines as long as those of the other pages."""
    return fill(text, 118, break_long_words=False, break_on_hyphens=False)


def alt_of(kind: str) -> str:
    """Return the sentence in a picture's file, as Markdown takes it."""
    with Image.open(FOLDER / f"{kind}.png") as picture:
        return str(picture.info["Description"]).replace("[", "(").replace("]", ")")


def draw(kind: str) -> None:
    """Draw a kind by its command, and make it small."""
    with TemporaryDirectory() as folder:
        large = Path(folder) / f"{kind}.png"
        words = shlex.split(command(kind))[1:-1]
        sys.argv = ["backchannel", *words, str(large)]
        try:
            main()
        except SystemExit as left:
            if left.code:
                raise
        with Image.open(large) as picture:
            said = PngInfo()
            said.add_text("Description", picture.info["Description"])
            whole = picture.convert("RGB")
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{kind}.png"
    for width in WIDTHS:
        size = (width, round(whole.height * width / whole.width))
        small = whole.resize(size, Image.Resampling.LANCZOS)
        plain = small.quantize(palette=own_colours(), dither=Image.Dither.NONE)
        plain.save(path, optimize=True, pnginfo=said)
        if path.stat().st_size <= MOST_BYTES:
            return
    sys.stderr.write(f"{path.name} has more than {MOST_BYTES:,} bytes; show less in it\n")


def own_colours() -> Image.Image:
    """Return the colours of all pictures, so that none is lost where few dots have it."""
    hues = {*palette.VERDICTS.values(), *palette.PATHS, *palette.SIDES, *palette.FAMILY_HUES}
    tints = {to_rgb(tint(hue, share)) for hue in hues for share in TINTS}
    # What is nearly white would stand in for the white of the paper.
    kept = sorted(colour for colour in tints if min(colour) < NEARLY_WHITE)
    greys = [(at / (GREYS - 1),) * 3 for at in range(GREYS)]
    colours = [round(255 * part) for colour in (*greys, *kept) for part in colour]
    holder = Image.new("P", (1, 1))
    holder.putpalette(colours)
    return holder


if __name__ == "__main__":
    if unknown := set(sys.argv[1:]) - SHOWN.keys():
        sys.exit(f"no kind of picture: {', '.join(sorted(unknown))}; allowed: {', '.join(SHOWN)}")
    for chosen in sys.argv[1:] or SHOWN:
        draw(chosen)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
