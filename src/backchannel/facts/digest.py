"""The digest of a dataset: one short text that differs as soon as a record does."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from backchannel.facts.model import Record
    from backchannel.facts.presumption import Presumption


def digest_of(
    facts: Mapping[str, Any],
    presumption: Presumption,
    tables: Mapping[str, Mapping[str, Record]],
) -> str:
    """Return the SHA-256 over the facts of a package, what it presumes and all its records."""
    rows = {name: [vars(row) for row in table.values()] for name, table in tables.items()}
    whole = {**facts, **_presumed(presumption), "tables": rows}
    text = json.dumps(whole, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _presumed(presumption: Presumption) -> dict[str, Any]:
    """Return what a digest covers of a presumption; of a package without one, nothing."""
    breaks = [[on.isoformat(), reason] for on, reason in presumption.breaks]
    facts = {"presume": dict(presumption.days), "breaks": breaks}
    return {name: value for name, value in facts.items() if value}
