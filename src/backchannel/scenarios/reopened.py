"""What works again: the channels that come back with what is reopened or lifted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.verdicts.course import course

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from backchannel.facts.dataset import Dataset


def brought_back(data: Dataset, on: date, asked: Iterable[str]) -> dict[str, str]:
    """
    Return the channels that come back with what works again, and what each comes back with.

    Parameters
    ----------
    data
        The data, or a view of them.
    on
        The day.
    asked
        Ids of channels, dependencies and disruptions, as `returning` gives them. A channel that is
        named comes back whatever is known of it. With a dependency those come back that depend on
        it and are suspended or closed that day, be it only possibly; with a disruption those that
        it suspended or closed, if that account reaches the day.

    Returns
    -------
    channels
        By id, sorted. Those that are usable anyway, surely or presumably, are left out.
    """
    lines = course(data)
    found: dict[str, str] = {}
    for one in asked:
        if one in data.channels:
            found.setdefault(one, one)
        if one in data.dependencies:
            found.setdefault(data.dependencies[one].channel, one)
        if one in data.disruptions:
            stops = {spell.id for spell in data.spells.values() if one in spell.cause}
            for channel, line in lines.items():
                if any(
                    account.id in stops and not account.usable and account.possibly_covers(on)
                    for account in line.accounts
                ):
                    found.setdefault(channel, one)
    named = set(asked)
    return {
        channel: one
        for channel, one in sorted(found.items())
        if (channel in named or lines[channel].on(on).usable is False)
        and not lines[channel].on(on).holds_usable
    }
