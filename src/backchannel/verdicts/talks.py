"""Contacts and silences as they are asked for in Python: one keyword for each flag of the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.facts.scope import ALL, Between, Scope
from backchannel.verdicts.contacts import ContactRow, Which, contact_rows
from backchannel.verdicts.silences import GapRow, gaps

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from backchannel.dates.period import When
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.facts.vocabulary import Mode, Occurrence


def contacts(  # noqa: PLR0913 - one for each flag of the verb
    data: Dataset,
    *,
    between: Between = None,
    present: Iterable[str] = (),
    channel: str | None = None,
    modes: Iterable[Mode] = (),
    topics: Iterable[str] = (),
    occurrence: Occurrence | None = None,
    within: When | None = None,
    last: bool = False,
    alone: bool = False,
) -> Rows[ContactRow]:
    """
    Return dated contacts, and those that did not take place, in order of time.

    Parameters
    ----------
    data
        The data, or a view of them.
    between
        Two sides or actors, by code, id or name; `all`, or none, for all contacts.
    present
        Actors who were all there; an office is there in its holder.
    channel
        The channel that was used, by id or name.
    modes
        Any of these modes; all modes if none is given.
    topics
        About any of these, by what a source says of the contact itself; all if none is given.
    occurrence
        Held, cancelled, avoided, refused, unanswered, or none.
    within
        Days in which a contact possibly lies.
    last
        Only the latest held two-way contact; several if their dates do not tell them apart.
    alone
        Only contacts that no third side shared: no conference, no council.

    Raises
    ------
    UnknownName
        If a side, actor, channel or topic is unknown, or a mode or an occurrence is none.

    Examples
    --------
    >>> import backchannel as bc
    >>> last = bc.contacts(
    ...     bc.read(), present=["Sergey Lavrov", "Antony Blinken"], within="2021/2022", last=True
    ... )
    >>> [(row.date, row.mode) for row in last]
    [('2022-07-29', 'call')]
    """
    return contact_rows(
        data,
        Which(
            between=_pair(between), present=_several(present), channel=channel,
            modes=_several(modes), topics=_several(topics), occurrence=occurrence,
            window=within, last=last, alone=alone,
        ),
    )  # fmt: skip


def silences(  # noqa: PLR0913 - one for each flag of the verb
    data: Dataset,
    *,
    between: Between = None,
    present: Iterable[str] = (),
    channel: str | None = None,
    modes: Iterable[Mode] = (),
    topics: Iterable[str] = (),
    within: When | None = None,
    alone: bool = False,
) -> Rows[GapRow]:
    """
    Return the silences between the held two-way contacts asked for, the longest first.

    A silence is one of the sources: days between two contacts for which none is documented. The
    keywords are those of `contacts`; `least` and `most` are days, by the vagueness of dates.

    Raises
    ------
    UnknownName
        If a side, actor, channel or topic is unknown, or a mode is none.

    Examples
    --------
    >>> import backchannel as bc
    >>> pair = ["Vladimir Putin", "Joe Biden"]  # neither was president in 2011
    >>> longest = bc.silences(bc.read(), present=pair)[0]
    >>> (longest.first, longest.to, longest.last)
    ('2011-04-22', '2020-12-13', 'k-vice-president-2011-04-21')
    """
    asked = Which(
        between=_pair(between), present=_several(present), channel=channel, modes=_several(modes),
        topics=_several(topics), window=within, alone=alone,
    )  # fmt: skip
    return gaps(data, asked)


def _pair(between: Between) -> Sequence[str] | None:
    """Return the pair that is asked for, if one is."""
    if between == ALL:
        return None
    return between.sides if isinstance(between, Scope) else between


def _several(named: Iterable[str]) -> tuple[str, ...]:
    """Return several names; one that stands alone is not taken letter by letter."""
    return (named,) if isinstance(named, str) else tuple(named)
