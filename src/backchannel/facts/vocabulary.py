"""The closed lists of the data package: what a column may say."""

from __future__ import annotations

from typing import Literal

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

USABLE: frozenset[Status] = frozenset({"open", "degraded"})
"""The statuses in which the other side can be reached; the other two are *stopped*."""

TWO_WAY: frozenset[Mode] = frozenset(
    {"in-person", "call", "video", "letter", "via-third-party", "session", "unspecified"}
)
"""The modes in which both sides speak; only these count as contact."""
