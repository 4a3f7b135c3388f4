"""Which contacts a command line asks for, and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from backchannel.cli.output import talk
from backchannel.errors import UsageFault, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.contacts import Which


def check_talks(modes: Iterable[str], occurrence: str | None, *, both: bool) -> None:
    """Refuse to ask for silences or the last talk where they cannot be meant."""
    from backchannel.facts.vocabulary import TWO_WAY, Mode

    if both:
        raise UsageFault("--gaps and --last are two questions; ask one")
    if occurrence not in (None, "held") or set(modes) & set(get_args(Mode)) - TWO_WAY:
        remedy = "leave out that --mode or --occurrence"
        raise UsageFault(f"--gaps and --last ask about held two-way contacts; {remedy}")


def which_of(  # noqa: PLR0913 - one for each flag of the verb
    known: Dataset,
    *,
    between: tuple[str, str] | None,
    present: Iterable[str] | None,
    channel: str | None,
    mode: Iterable[str] | None,
    topic: Iterable[str] | None,
    occurrence: str | None,
) -> Which:
    """Return which contacts are asked for, with names replaced by ids."""
    from backchannel.facts.names import resolve, sides_or_actors
    from backchannel.facts.vocabulary import Mode, Occurrence
    from backchannel.verdicts.contacts import Which, known_topics

    return Which(
        between=sides_or_actors(known, between) if between else None,
        present=[resolve(known, actor, "actors") for actor in present or ()],
        channel=resolve(known, channel, "channels") if channel else None,
        modes=[one_of("mode", text, get_args(Mode)) for text in mode or ()],
        topics=[one_of("topic", text, known_topics(known)) for text in topic or ()],
        occurrence=one_of("occurrence", occurrence, get_args(Occurrence)) if occurrence else None,
    )


def in_words_of(data: Dataset, asked: Which) -> str:
    """Say which contacts were asked for."""
    from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
    from backchannel.dates.period import window
    from backchannel.dates.words import day_in_words
    from backchannel.facts.names import label
    from backchannel.facts.scope import sides_in_words

    words = [asked.occurrence or ("held" if asked.last else ""), "contacts"]
    words += ["of two sides alone"] if asked.alone else []
    if asked.between:
        words += ["between", sides_in_words(data, asked.between)]
    if asked.present:
        words += ["with", " and ".join(label(data, actor) for actor in asked.present)]
    if asked.channel:
        words += ["through", label(data, asked.channel)]
    if data.view.of_type:
        words += ["through", data.view.type_in_words()]
    if asked.modes:
        words += ["of mode", " or ".join(asked.modes)]
    if asked.topics:
        words += ["about", " or ".join(data.topics.get(one, one) for one in asked.topics)]
    if asked.window:
        first, last = window(asked.window)
        words += ["from", day_in_words(first)] if first > FIRST_DAY else []
        words += ["to", day_in_words(last)] if last < LAST_DAY else []
    return " ".join(word for word in words if word)


def talk_of_silence(data: Dataset, contact: str) -> None:
    """Say on stderr where a source says that there was no such contact on the day of this one."""
    from backchannel.verdicts.silences import stated_against

    if stated := stated_against(data, data.contacts[contact]):
        talk(f"against {contact}: a source says there was none that day ({', '.join(stated)})")


def span_of(first: str | None, last: str | None) -> Window | None:
    """Return the days from one text to another, if any is given."""
    from backchannel.dates.edtf import FIRST_DAY, LAST_DAY
    from backchannel.dates.period import Window, window

    if first is None and last is None:
        return None
    span = Window(
        window(first).first if first else FIRST_DAY, window(last).last if last else LAST_DAY
    )
    if span.first > span.last:
        raise UsageFault(f"--from, {first}, is later than --to, {last}; give the earlier one first")
    return span
