"""
The flags that narrow the data or change what is presumed: the same on each verb that they fit.

A verb under `with_view` takes what was asked for as one value, `view`, and hands it to `viewed`.
Faults of the flags are told before the data are read.
"""

from __future__ import annotations

import inspect
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from backchannel.cli.output import talk
from backchannel.cli.source import facts
from backchannel.errors import UsageFault
from backchannel.facts.presumption import MOST_DAYS
from backchannel.facts.view import View
from backchannel.messages import quoted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.facts.dataset import Dataset

KnownOn = Annotated[
    str | None,
    typer.Option("--known-on", metavar="DAY", help="Only what had been published by that day."),
]
AccordingTo = Annotated[
    str | None,
    typer.Option(
        "--according-to",
        metavar="ACTOR",
        help="Only what this actor or source says; of a state, what all its officials say.",
    ),
]
Strict = Annotated[
    bool, typer.Option("--strict", help="Presume nothing: what nobody saw that day is unknown.")
]
Presume = Annotated[
    str | None,
    typer.Option(
        "--presume",
        metavar="DAYS",
        help="Presume that what was seen went on for so many days, whatever the type of channel.",
    ),
]
FLAGS = {
    "known_on": (KnownOn, None),
    "according_to": (AccordingTo, None),
    "strict": (Strict, False),
    "presume": (Presume, None),
}
"""Flag → its type and its default, in the order of the help."""


def in_place_of(
    name: str, flags: Mapping[str, tuple[Any, Any]], asked: Callable[..., Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return what gives a verb some flags in the place of a parameter, which has what they ask."""

    def with_flags(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def spread(**given: Any) -> None:
            typed = {flag: given.pop(flag, default) for flag, (_, default) in flags.items()}
            verb(**given, **{name: asked(**typed)})

        own = inspect.signature(verb, eval_str=True)
        parameters: list[inspect.Parameter] = []
        for parameter in own.parameters.values():
            parameters += _parameters(flags) if parameter.name == name else [parameter]
        # typer reads the signature, and the annotations beside it.
        vars(spread)["__signature__"] = own.replace(parameters=parameters)
        spread.__annotations__ = {part.name: part.annotation for part in parameters}
        return spread

    return with_flags


def _parameters(flags: Mapping[str, tuple[Any, Any]]) -> list[inspect.Parameter]:
    kind = inspect.Parameter.KEYWORD_ONLY
    return [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in flags.items()
    ]


def asked_view(
    *,
    known_on: str | None = None,
    according_to: str | None = None,
    strict: bool = False,
    presume: str | None = None,
) -> View:
    """
    Return what the flags ask for; the voice is still as it was typed.

    Raises
    ------
    BadDate
        If the day is not one day.
    UsageFault
        If the days are no number from 0 on, or are given beside `--strict`.
    """
    from backchannel.dates.period import day

    if strict and presume is not None:
        raise UsageFault("`--strict` presumes nothing and `--presume` some days; give one of them")
    return View(
        known_on=day(known_on) if known_on is not None else None,
        told_by=according_to,
        presume=0 if strict else None if presume is None else _days(presume),
    )


with_view = in_place_of("view", FLAGS, asked_view)
"""Give a verb these flags in the place of its parameter `view`, which has what they asked."""


def _days(text: str) -> int:
    # Digits of other scripts and `1_000` would pass for a number.
    if not (text.isascii() and text.isdecimal() and len(text) <= len(str(MOST_DAYS))):
        remedy = "give a whole number of days, such as `365`, or `0` for none"
        raise UsageFault(f"--presume, {quoted(text)}, is no number of days; {remedy}")
    return min(int(text), MOST_DAYS)


def viewed(data: str | None, view: View, kind: str | None = None) -> Dataset:
    """Read the data and narrow them to what was asked, and to channels of one type if one is."""
    from backchannel.facts.views import as_known_on, as_told_by, of_type, presuming
    from backchannel.facts.vocabulary import channel_type

    if kind is not None:
        channel_type(kind)
    known = facts(data)
    if view.told_by is not None:
        known = as_told_by(known, view.told_by)
        _note_others_of_its_state(known)
    if view.known_on is not None:
        known = as_known_on(known, view.known_on)
    if view.presume is not None:
        known = presuming(known, view.presume)
    # Last, so that the whole record decides which claims count.
    return known if kind is None else of_type(known, kind)


def _note_others_of_its_state(data: Dataset) -> None:
    """Say of a ministry or another body of a state that its officials are voices of their own."""
    from shlex import quote

    from backchannel.facts.voices import state_spoken_for

    if data.view.told_by and (state := state_spoken_for(data, data.view.told_by)):
        said = f"only what {data.view.voice} says as such, not who is quoted by name"
        talk(f"{said}; all officials of that state: --according-to {quote(state)}")


def titled(title: str, view: View) -> str:
    """Return a title that says what the data were narrowed to."""
    return f"{title} ({said})" if (said := view.in_words()) else title
