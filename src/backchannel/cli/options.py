"""The flags that several verbs share, and how what is typed after them is read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from backchannel.errors import UsageFault
from backchannel.messages import quoted


def a_place(text: str) -> str:
    """
    Return a path or an address as it was typed.

    An empty one is refused: it would pass for none at all, or for the current folder.
    """
    if not text:
        raise typer.BadParameter("the path is empty; name a file or a folder")
    return text


def a_path(text: str) -> Path:
    """Return a path that was typed; see `a_place`."""
    return Path(a_place(text))


Data = Annotated[
    str | None,
    typer.Option(
        "--data",
        parser=a_place,
        metavar="PATH_OR_URL",
        envvar="BACKCHANNEL_DATA",  # where no list of processes shows it
        help="A data package or a database; the bundled data if not given.",
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="table|csv|json",
        help="Without it: a table on a terminal, CSV in a pipe.",
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="actor|side",
        help="The nodes: actors and channels, or the sides that channels join.",
    ),
]
Sides = tuple[str, str] | None


def two(flag: typer.CallbackParam, given: Sides) -> Sides:
    """
    Return the two values of a flag.

    With fewer, the next flag would be taken for one, and what follows that be the riddle.
    """
    one, other = given or ("", "")
    told = ""
    if one.startswith("-"):
        told = f"no value before {quoted(one)}"
    elif other.startswith("-"):
        told = f"one value, {quoted(one)}, before {quoted(other)}"
    if told:
        raise typer.BadParameter(f"{told}; it takes two, {flag.metavar}")
    return given


def _two_sides(default: str) -> Any:
    told = f"Two sides: ISO alpha-3 codes or names; {default} if not given."
    return typer.Option("--between", metavar="A B", callback=two, help=told)


BetweenFlag = Annotated[Sides, _two_sides("all sides")]
PairFlag = Annotated[Sides, _two_sides("the package's own pair")]
AllSides = Annotated[
    bool,
    typer.Option("--all-sides", help="The channels of all sides, not those of a pair."),
]
RuleName = Annotated[
    str,
    typer.Option(
        "--rule",
        metavar="any|all|last-day",
        help="The best verdict of the days, the worst, or that of the last day.",
    ),
]
TypeName = Annotated[
    str | None,
    typer.Option(
        "--type", metavar="TYPE", help="Only channels of this type: hotline, mission, military …"
    ),
]
FIRST_STEPS = (
    "Begin with `open DAY`. Each row of an answer has an id; `show ID` gives what is known of it, "
    "with the claims and the addresses of their sources. `lost DAY DAY` compares two days, and "
    "`report YEAR` writes all of a year into one folder."
)
"""What the help of the program tells somebody who has never asked it."""
WITHOUT_TYPE = (
    "`--type` goes with what lists, counts or draws channels: open, lost, contacts, "
    "sensitivity, disagreement, export, plot network, plot timeline, plot loss. Other verbs take "
    "none: they weigh a channel by what is left beside it (loss, centrality, whatif, report and "
    "most plots), or show all types apart."
)
"""What the help of the program says of the one flag that not every verb takes."""
Everything = Annotated[
    bool, typer.Option("--all", help="Also suspended, closed and unknown channels.")
]
WhenArgument = Annotated[
    str,
    typer.Argument(
        metavar="WHEN",
        help="A day, a month, a year (2022-02-01, 2022-02, 2022), or years as 2021/2022.",
    ),
]
DayArgument = Annotated[str, typer.Argument(metavar="DAY", help="One day, such as 2022-02-01.")]
From = Annotated[str, typer.Argument(metavar="FROM", help="A day, month or year.")]
To = Annotated[str, typer.Argument(metavar="TO", help="A later day, month or year.")]
MaybeFrom = Annotated[
    str | None,
    typer.Argument(metavar="FROM", help="A day, month or year; all days of the data without it."),
]
MaybeTo = Annotated[
    str | None,
    typer.Argument(metavar="TO", help="A later day, month or year; that of FROM without it."),
]


def scope_of(between: Sides, *, all_sides: bool) -> Sides | Literal["all"]:
    """Return whose channels are asked for; where neither flag says so, the data do."""
    if between and all_sides:
        raise UsageFault("`--between` and `--all-sides` exclude each other; give one of them")
    return "all" if all_sides else between


def of_networks(kind: str | None) -> str | None:
    """Return the type of channels asked for, which must be one that networks have."""
    from backchannel.network.snapshot import LEFT_OUT

    if kind in LEFT_OUT:
        raise UsageFault(
            f"--type {kind}: no network has channels of this type, which carry no answer "
            f"from side to side; `backchannel open DAY --type {kind}` lists them"
        )
    return kind


def whole_number(flag: str, text: str, *, least: int = 0, most: int = 2**63) -> int:
    """Return a number that was typed after a flag."""
    digits = text.lstrip("0") or "0"
    # Digits of other scripts and `1_000` would pass for a number; Python reads no very long one.
    is_number = text.isascii() and text.isdecimal() and len(digits) <= len(str(most))
    if not is_number or not least <= int(digits) <= most:
        raise UsageFault(
            f"{flag}, {quoted(text)}, is no such number; give a whole one from {least} to {most}"
        )
    return int(digits)
