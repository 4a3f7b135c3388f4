"""The closed lists of the data package: the values a column may take, and how they group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

from backchannel.errors import UnknownName, one_of
from backchannel.messages import did_you_mean, folded

if TYPE_CHECKING:
    from collections.abc import Mapping

ActorKind = Literal[
    "person", "office", "organization", "state", "intergovernmental", "group", "place"
]
Sector = Literal[
    "", "GOV", "MIL", "SPY", "LEG", "BUS", "ELI", "EDU", "JRN", "IGO", "NGO", "COP", "JUD", "OPP",
    "PTY", "CVL", "MED", "REF", "REB", "RAD", "CRM", "LAB", "HLH", "AGR", "ETH", "REL", "UNS",
    "MNC", "NGM", "IMG",
]  # fmt: skip
ChannelType = Literal[
    "head-of-state", "foreign-ministry", "mission", "special-envoy", "security-council", "military",
    "deconfliction", "hotline", "intelligence", "prisoner-exchange", "treaty-body",
    "joint-commission", "working-group", "business", "parliamentary", "multilateral", "mediator",
    "track-1.5", "track-2", "technical", "allied", "internal", "public",
]  # fmt: skip
Status = Literal["open", "degraded", "suspended", "closed"]
EndKind = Literal["", "changed", "ended", "lapsed", "superseded", "observed"]
Mode = Literal[
    "in-person", "call", "video", "letter", "via-third-party", "session", "unspecified",
    "co-presence", "notification", "statement", "publication", "internal",
]  # fmt: skip
Occurrence = Literal["held", "cancelled", "avoided", "refused", "unanswered", "none"]
DisruptionKind = Literal[
    "invasion", "annexation", "expulsion", "staff-cap", "closure", "visa-ban", "airspace-ban",
    "contact-ban", "treaty-exit", "treaty-suspension", "law", "sanctions", "detention",
    "cancellation", "appointment-blocked", "restoration", "other",
]  # fmt: skip

EVERYDAY_TYPES: Mapping[str, ChannelType] = {
    "ambassador": "mission", "ambassadors": "mission", "consulate": "mission",
    "consulates": "mission", "embassies": "mission", "embassy": "mission",
    "army": "military", "army chiefs": "military", "defence": "military", "defense": "military",
    "phone": "hotline", "red phone": "hotline", "red telephone": "hotline", "telephone": "hotline",
    "foreign minister": "foreign-ministry", "foreign ministers": "foreign-ministry",
    "leaders": "head-of-state", "president": "head-of-state", "presidents": "head-of-state",
    "parliament": "parliamentary", "parliaments": "parliamentary", "congress": "parliamentary",
    "envoy": "special-envoy", "envoys": "special-envoy", "spies": "intelligence",
    "treaty": "treaty-body", "prisoners": "prisoner-exchange", "mediation": "mediator",
}  # fmt: skip
"""Everyday word → the type of channel that whoever types it looks for."""


def channel_type(name: str) -> ChannelType:
    """
    Return a type of channel by its name; where there is none, say which is meant.

    >>> channel_type("hotline")
    'hotline'
    >>> channel_type("Embassy")
    Traceback (most recent call last):
    backchannel.errors.UnknownName: unknown type `Embassy`; did you mean `mission`?
    """
    meant = EVERYDAY_TYPES.get(folded(name).replace("-", " "))
    if meant is not None:
        raise UnknownName("type", name, (), remedy=did_you_mean([meant]))
    return cast("ChannelType", one_of("type", name, get_args(ChannelType)))


TYPE_ORDER: Mapping[ChannelType, int] = {
    name: place for place, name in enumerate(get_args(ChannelType))
}
"""Type of channel → its place: leaders and foreign ministries first, where people read a list."""

STANDING: frozenset[ChannelType] = frozenset({"mission", "hotline"})
"""Types that are a place or a line: they stand whether or not a contact through them is told of."""

USABLE: frozenset[Status] = frozenset({"open", "degraded"})
"""The statuses in which the other side can be reached; the other two are *stopped*."""

TWO_WAY: frozenset[Mode] = frozenset(
    {"in-person", "call", "video", "letter", "via-third-party", "session", "unspecified"}
)
"""The modes in which both sides speak; only these count as contact."""

FAMILY: Mapping[ChannelType, str] = {
    "head-of-state": "leaders and envoys",
    "special-envoy": "leaders and envoys",
    "security-council": "leaders and envoys",
    "foreign-ministry": "foreign ministries",
    "joint-commission": "foreign ministries",
    "working-group": "foreign ministries",
    "prisoner-exchange": "foreign ministries",
    "mission": "embassies and consulates",
    "military": "military and hotlines",
    "deconfliction": "military and hotlines",
    "hotline": "military and hotlines",
    "intelligence": "intelligence",
    "treaty-body": "multilateral and mediated",
    "multilateral": "multilateral and mediated",
    "mediator": "multilateral and mediated",
    "allied": "multilateral and mediated",
    "business": "unofficial and technical",
    "parliamentary": "unofficial and technical",
    "track-1.5": "unofficial and technical",
    "track-2": "unofficial and technical",
    "technical": "unofficial and technical",
    "internal": "within one side",
    "public": "within one side",
}
"""Type of a channel → its family in pictures, where 23 colours could not be told apart."""

FAMILIES = tuple(dict.fromkeys(FAMILY.values()))
"""The families, in the order in which pictures and tables have them."""
