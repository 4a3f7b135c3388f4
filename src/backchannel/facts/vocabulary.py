"""The closed lists of the data package: the values a column may take, and how they group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

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
