"""How often what was presumed was borne out: a part of the codebook, counted from the data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from backchannel.verdicts.calibration import LONGER, SPANS, scores, trials

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.calibration import Trial

ABOUT = """\
Each account is taken out in turn, with all that cannot have begun before its first sure day. If the
rest presume that the channel goes on to that day, the account says whether it did: usable, or
stopped ([method](../docs/method.md#how-often-was-the-presumption-right)). The numbers flatter:
sources tell of use more than of silence, and where nobody wrote again nothing is tried.
"""


def presumed_section(data: Dataset) -> str:
    """Return the part as Markdown."""
    return "\n".join(_lines(trials(data))).rstrip()


def _lines(told: Sequence[Trial]) -> Iterator[str]:
    yield "### How often what was presumed was borne out"
    yield ""
    yield ABOUT
    order = {words: place for place, (_, words) in enumerate((*SPANS, (0, LONGER)))}
    parts: Sequence[tuple[str, Callable[[Trial], str], Callable[[str], Any]]] = (
        ("days since it was last seen", lambda trial: trial.span, order.__getitem__),
        ("type of channel", lambda trial: f"`{trial.type}`", str),
    )
    for head, by, key in parts:
        yield f"| {head} | presumed usable | was usable | presumed stopped | was stopped |"
        yield "|---|---:|---:|---:|---:|"
        yield from _rows(told, by, key)
        yield ""


def _rows(
    told: Sequence[Trial], by: Callable[[Trial], str], key: Callable[[str], Any]
) -> Iterator[str]:
    usable = scores([trial for trial in told if trial.presumed.usable], by)
    stopped = scores([trial for trial in told if not trial.presumed.usable], by)
    for name in sorted({*usable, *stopped}, key=key):
        cells = [str(number) for found in (usable, stopped) for number in found.get(name, (0, 0))]
        yield f"| {' | '.join([name, *cells])} |"
