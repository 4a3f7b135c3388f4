"""All that a page knows, as one value that JSON can hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from backchannel.dates.period import Window
from backchannel.dates.words import day_in_words
from backchannel.facts.alphabets import CYRILLIC
from backchannel.facts.dataset import counts_as
from backchannel.facts.scope import side_name
from backchannel.facts.vocabulary import STANDING, ChannelType
from backchannel.verdicts.acts import act_in_full, causes_to_name, in_answer_to
from backchannel.verdicts.comparison import CHANGES
from backchannel.webpage import courses, evidence, seats
from backchannel.webpage.days import day_index
from backchannel.webpage.stops import stops_of
from backchannel.webpage.texts import Texts, changed, shown
from backchannel.webpage.views import views_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.scope import Scope
    from backchannel.webpage.views import PageView


def payload(
    data: Dataset, scope: Scope, *, progress: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """
    Return what the page of some data ships: facts once, and what each view makes of them.

    Parameters
    ----------
    data
        The data, or a view of them.
    scope
        Whose channels.
    progress
        Is told which view is being worked out.

    Returns
    -------
    payload
        Texts, numbers, lists and mappings; days are counted from the first of the data. A view says
        0 where it has what the first view has.
    """
    texts = Texts()
    channels = courses.channels_of(data, scope)
    place = {channel: number for number, channel in enumerate(channels)}
    records = evidence.records_of(data, channels)
    number_of = {record.id: number for number, record in enumerate(records)}
    claims = evidence.claims_on(data, records)
    seated = seats.seating(data, channels, scope)
    claim_rows, source_rows = evidence.claim_rows(data, claims, number_of, texts)

    def made(view: PageView) -> dict[str, Any]:
        progress(f"view: {view.name}")
        known = view.data
        # A view may end earlier; days are still counted to the end of the data.
        within = Window(data.start, data.as_of)
        return {
            "key": view.key,
            "name": view.name,
            "end": day_index(data, known.as_of),
            "claims": evidence.counted(known, claims),
            "courses": courses.stretches_of(known, channels, within=within),
            "last": courses.last_contacts(known, channels, number_of),
            "accounts": evidence.account_rows(known, number_of),
            "contacts": evidence.contact_rows(known, number_of, texts),
            "ties": seats.tie_days(known, seated),
        }

    views = _against_the_first([made(view) for view in views_of(data, scope.sides)])
    facts: dict[str, Any] = {
        **_about(data, scope, channels),
        "channels": [_channel_row(data, channel, scope) for channel in channels],
        "sides": _sides(data, channels),
        "stops": stops_of(data, channels),
        "cyrillic": {chr(letter): latin for letter, latin in CYRILLIC.items()},
        "disruptions": {
            row.id: act_in_full(data, row) + in_answer_to(data, row)
            for record in records
            for row in causes_to_name(data, getattr(record, "cause", ()))
        },
        "records": evidence.record_rows(data, records, place, texts),
        "claims": claim_rows,
        "sources": source_rows,
        "parts": seated.parts,
        "ties": seats.tie_rows(seated, place, texts, data),
        "views": views,
    }
    shipped: dict[str, Any] = shown({**facts, "texts": list(texts)})
    return shipped


def _against_the_first(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the views, in which 0 stands for what is as in the first of them."""
    first, *others = views
    rows = ("courses", "last", "accounts", "contacts", "ties")
    return [
        first,
        *({**view, **{name: changed(view[name], first[name]) for name in rows}} for view in others),
    ]


def _about(data: Dataset, scope: Scope, channels: Sequence[str]) -> dict[str, Any]:
    """Return what the page says of itself and of the words that it uses."""
    from importlib.metadata import version

    return {
        "from": str(data.start),
        "days": day_index(data, data.as_of) + 1,
        "digest": data.digest,
        "version": version("backchannel"),
        "scope": scope.in_words(data),
        "pair": [side_name(data, side) for side in scope.sides or ()],
        "verdicts": courses.verdict_rows(),
        "changes": courses.change_table(),
        "change_names": CHANGES,
        "types": get_args(ChannelType),
        "standing": sorted(STANDING),
        "outside": {
            "channels": len(data.channels) - len(channels),
            "contacts": sum(not contact.channel for contact in data.contacts.values()),
        },
        "as_of_words": day_in_words(data.as_of),
        "presume": dict(data.presumption.days),
    }


def _channel_row(data: Dataset, channel: str, scope: Scope) -> list[Any]:
    """Return a channel: id, name, type, sides, days on which it joins the two sides."""
    record = data.channels[channel]
    sides = sorted({counts_as(side) for side in data.sides(channel)})
    return [
        channel,
        record.name,
        get_args(ChannelType).index(record.type),
        sides,
        courses.joined_days(data, channel, scope),
    ]


def _sides(data: Dataset, channels: Sequence[str]) -> dict[str, str]:
    codes = {counts_as(side) for channel in channels for side in data.sides(channel)}
    return {code: side_name(data, code) for code in sorted(codes)}
