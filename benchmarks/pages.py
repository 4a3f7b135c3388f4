"""
Measure the page in a real browser: `python -m benchmarks.pages`.

The page of the bundled data, and of the same data ten times over, is opened in Chromium. Told are
its size, the milliseconds from opening to drawn, and the median from a step of the slider to
redrawn, and how many times more each is for the larger data. The browser is driven by Playwright,
which comes with what the tests need.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from backchannel.check.sound import read
from backchannel.webpage.writing import page
from benchmarks.copies import bundled

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SIZES = (1, 10)
OPENINGS, SLIDES = 5, 30

SLIDE = """async (steps) => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const slider = document.getElementById('slider');
  const spent = [];
  for (let step = 0; step < steps; step += 1) {
    await frame();
    const begun = performance.now();
    slider.value = Math.round((slider.max * (step + 0.5)) / steps);
    slider.dispatchEvent(new Event('input'));
    await frame();
    await frame();
    spent.push(performance.now() - begun);
  }
  return spent;
}"""
"""Two frames pass until what a step of the slider changes has been drawn."""


class Told(NamedTuple):
    """What one page took."""

    megabytes: float
    opening: float
    sliding: float


def main() -> int:
    """Measure both pages and print the table."""
    found = shutil.which("chromium")
    if found is None:
        print("no chromium on this machine", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as place, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        told = [measured(browser, written(Path(place), size)) for size in SIZES]
        browser.close()
    print(f"{'data':>6}{'MB':>8}{'opened ms':>12}{'slid ms':>10}")
    for size, row in zip(SIZES, told, strict=True):
        print(f"{size:>5}x{row.megabytes:>8.2f}{row.opening:>12.0f}{row.sliding:>10.1f}")
    ratios = [large / small for small, large in zip(*told, strict=True)]
    print(f"{'ratio':>6}{ratios[0]:>8.1f}{ratios[1]:>12.1f}{ratios[2]:>10.1f}")
    return 0


def written(place: Path, size: int) -> Path:
    """Write the page of the bundled data so many times over."""
    folder = place / str(size)
    bundled(size).write(folder)
    return page(read(folder), place / f"{size}.html")


def measured(browser: Browser, path: Path) -> Told:
    """Open a page several times, and move its slider through all years."""
    openings, slides = [], []
    for _ in range(OPENINGS):
        tab = browser.new_page(viewport={"width": 1280, "height": 900})
        tab.goto(path.as_uri())
        while not tab.evaluate("window.backchannel?.drawn ?? 0"):
            tab.wait_for_timeout(20)
        openings.append(tab.evaluate("backchannel.drawn"))
        slides += tab.evaluate(SLIDE, SLIDES)
        tab.close()
    return Told(path.stat().st_size / 1e6, median(openings), median(slides))


if __name__ == "__main__":
    sys.exit(main())
