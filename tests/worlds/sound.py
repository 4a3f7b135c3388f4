"""
A package without a problem, small and with a row in every table, to be broken in one place at a time.

Channel `line` is open, then suspended, then open again; `envoy` held `post` and met `rival` through it.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from backchannel.check.rules import checked
from backchannel.package.reading import package_files, parse_files
from backchannel.package.schema import canonical_csv

from worlds.make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable


Edit = dict[str, str]
"""`table/id/column` → the cell that is put there; a row of its own for `table/+`, none any more for `table/id`."""


def sound() -> Toy:
    toy = Toy(as_of="2022-12-31").actor("envoy", state="AAA", aliases="The Envoy; E.", sector="GOV")
    toy.actor("rival", state="AAB", wikidata="Q159", parent="house").actor(
        "house", kind="organization", state="AAB"
    )
    toy.actor("post", kind="office", state="AAA").actor(
        "spa", kind="place", name='The "Old" Spa, at the lake'
    )
    toy.channel("line", topics="staff; visas").channel("line-two", parent="line", succeeds="line")
    toy.disruption(
        "d1", "expulsion", "2021-07-01", by="state-aaa", target="state-aab; rival", count_least="3"
    )
    toy.disruption(
        "d2",
        "expulsion",
        "2021-08~",
        by="state-aab",
        answers="d1",
        count_most="4",
        count_of="staff",
    )
    toy.spell("line", "open", "2020-01-01", "2021-06-30", id="s1", end_kind="changed")
    toy.spell(
        "line",
        "suspended",
        "2021-07-01",
        "[2021-09..2022-02]",
        id="s2",
        end_kind="changed",
        cause="d1; d2",
    )
    toy.spell("line", "open", "2022-03-01", "..", id="s3", as_of="2022-06-01")
    toy.contact(
        "line",
        "2021-05-01",
        "envoy/AAA",
        "rival/AAB",
        id="k1",
        place="spa",
        outcome="Talks,\nno more.",
    )
    toy.contact("line", "2022-04/2022-05", id="k2", count="series", topics="visas")
    toy.tenure("envoy", "post", "2020", "2021", capacity="full").tenure(
        "rival", "post", "2022-02-01", ".."
    )
    toy.add("dependencies", id="n1", channel="line", kind="building", on="The house").claims("n1")
    return toy.claim(
        "s2", "rival", field="cause", value="d1", locator="par. 3", directness="witness"
    )


def files() -> dict[str, bytes]:
    """Return the files of the sound package."""
    return package_files(sound().data())


def broken(edit: Edit) -> dict[str, bytes]:
    """Return the files of the sound package after some edits, well written and sorted."""
    found = files()
    for place, value in edit.items():
        table, one, *column = place.split("/")
        header, *rows = csv.reader(io.StringIO(found[f"{table}.csv"].decode(), newline=""))
        if one == "+":
            rows.append(value.split("|") + [""] * (len(header) - len(value.split("|"))))
        elif not column:
            assert any(row[0] == one for row in rows), place
            rows = [row for row in rows if row[0] != one]
        else:
            next(row for row in rows if row[0] == one)[header.index(column[0])] = value
        found[f"{table}.csv"] = canonical_csv(
            [header, *sorted(rows, key=lambda row: row[0])]
        ).encode()
    return found


def said(edit: Edit) -> list[str]:
    """Return all that is said of the sound package after some edits."""
    return [str(one) for one in checked(parse_files(broken(edit))).problems]


def remade(name: str, change: Callable[[bytes], bytes]) -> list[str]:
    """Return all that is said of the sound package after a change to the bytes of one of its files."""
    found = files()
    return [str(one) for one in checked(parse_files({**found, name: change(found[name])})).problems]
