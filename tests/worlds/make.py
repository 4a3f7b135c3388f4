"""
Toy datasets, built in a few lines.

A `Toy` starts with two sides, AAA and AAB, each a state, and one source, `paper`. Every spell, contact, tenure,
disruption and dependency gets a claim by `paper` unless `by` says otherwise; `by` and `denied_by` name claimants
or sources.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.facts.dataset import Dataset, dataset
from backchannel.facts.model import RECORDS
from backchannel.facts.presumption import Break, Presumption

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Toy:
    def __init__(
        self,
        *,
        start: str = "2000-01-01",
        as_of: str = "2025-12-31",
        between: tuple[str, str] = ("AAA", "AAB"),
        presume: Mapping[str, int] | None = None,
        breaks: Sequence[str] = (),
    ) -> None:
        """Take the facts of the package; nothing is presumed unless `presume` says for how long."""
        self.rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        stops = tuple(Break(date.fromisoformat(stop), "a break") for stop in sorted(breaks))
        self.presumption = Presumption(dict(presume or {}), stops)
        self.start, self.as_of, self.between = start, as_of, between
        self.source("paper", published=as_of)
        for side in between:
            self.actor(f"state-{side.lower()}", kind="state", state=side, name=side.title())

    def add(self, table: str, **row: Any) -> Toy:
        self.rows[table].append(row)
        return self

    def source(self, id: str, *, published: str = "2024-01-01", **more: Any) -> Toy:  # noqa: A002
        return self.add(
            "sources", **{"id": id, "title": id.title(), "published": published, **more}
        )

    def actor(self, id: str, *, kind: str = "person", state: str = "", **more: Any) -> Toy:  # noqa: A002
        return self.add(
            "actors", **{"id": id, "name": id.title(), "kind": kind, "state": state, **more}
        )

    def channel(self, id: str, *parties: str, type: str = "foreign-ministry", **more: Any) -> Toy:  # noqa: A002
        """Add a channel; parties are `actor/SIDE` or `actor/SIDE/role`, the two states if none is given."""
        self.add("channels", **{"id": id, "name": id.title(), "type": type, **more})
        for party in parties or [f"state-{side.lower()}/{side}" for side in self.between]:
            actor, side, role = (*party.split("/"), "party")[:3]
            self.add("parties", id=f"p-{id}-{actor}", channel=id, actor=actor, side=side, role=role)
        return self

    def spell(
        self,
        channel: str,
        status: str,
        start: str = "",
        end: str = "",
        *,
        by: Sequence[str] = ("paper",),
        denied_by: Sequence[str] = (),
        as_of: str = "",
        **more: Any,
    ) -> Toy:
        number = len(self.rows["spells"])
        one = more.pop("id", f"s{number:03}-{channel}")
        kind = "" if end in ("", "..") else "observed"
        row = {
            "id": one,
            "channel": channel,
            "status": status,
            "start": start,
            "end": end,
            "end_kind": kind,
            **more,
        }
        return self.add("spells", **row).claims(one, by=by, denied_by=denied_by, as_of=as_of)

    def contact(
        self,
        channel: str,
        date: str,
        *present: str,
        mode: str = "call",
        by: Sequence[str] = ("paper",),
        denied_by: Sequence[str] = (),
        **more: Any,
    ) -> Toy:
        as_of = more.pop("as_of", "")
        number = len(self.rows["contacts"])
        one = more.pop("id", f"k{number:03}")
        self.add(
            "contacts",
            **{
                "id": one,
                "channel": channel,
                "date": date,
                "mode": mode,
                "occurrence": "held",
                **more,
            },
        )
        for actor in present:
            who, _, side = actor.partition("/")
            self.add("attendances", id=f"a-{one}-{who}", contact=one, actor=who, side=side)
        return self.claims(one, by=by, denied_by=denied_by, as_of=as_of)

    def tenure(self, person: str, office: str, start: str = "", end: str = "", **more: Any) -> Toy:
        said = {name: more.pop(name) for name in ("by", "denied_by", "as_of") if name in more}
        one = f"t-{person}-{office}-{len(self.rows['tenures'])}"
        self.add(
            "tenures",
            **{"id": one, "person": person, "office": office, "start": start, "end": end, **more},
        )
        return self.claims(one, **said)

    def disruption(self, id: str, kind: str, start: str, **more: Any) -> Toy:  # noqa: A002
        return self.add("disruptions", **{"id": id, "kind": kind, "start": start, **more}).claims(
            id
        )

    def claims(
        self,
        record: str,
        *,
        by: Sequence[str] = ("paper",),
        denied_by: Sequence[str] = (),
        as_of: str = "",
    ) -> Toy:
        for stance, voices in (("supports", by), ("denies", denied_by)):
            for voice in voices:
                self.claim(record, voice, stance=stance, as_of=as_of)
        return self

    def claim(self, record: str, voice: str, **more: Any) -> Toy:
        """Add a claim by a source, or by a claimant in `paper`."""
        is_source = any(row["id"] == voice for row in self.rows["sources"])
        said = {"source": voice} if is_source else {"source": "paper", "claimant": voice}
        return self.add(
            "claims", **{"id": f"c{len(self.rows['claims']):04}", "record": record, **said, **more}
        )

    def data(self) -> Dataset:
        tables = {
            name: [RECORDS[name].model_validate(row) for row in rows]
            for name, rows in self.rows.items()
        }
        topics = [
            row["topics"]
            for table in ("channels", "contacts")
            for row in self.rows[table]
            if row.get("topics")
        ]
        return dataset(
            tables,
            start=date.fromisoformat(self.start),
            as_of=date.fromisoformat(self.as_of),
            between=self.between,
            presumption=self.presumption,
            title="Toy",
            topics={one: f"what is meant by {one}" for one in "; ".join(topics).split("; ") if one},
        )
