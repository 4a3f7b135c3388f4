"""
Mail within a company, 1998 to 2002: who came between the others, quarter by quarter.

Data that nobody here made: the mail of Enron, released by the US Federal Energy Regulatory
Commission, in the public domain, as prepared by C. E. Priebe et al., "Scan statistics on Enron
graphs" (2005), https://doi.org/10.1007/s10588-005-5378-z. It is read from the folder
`bench-temporal-messages` in the one that `BACKCHANNEL_EXTERNAL_DATA` names (its `SOURCE.md` says
more), and never copied. Run from the root of the repository::

    BACKCHANNEL_EXTERNAL_DATA=FOLDER python examples/mail.py

Two accounts that ever wrote to one another are joined by a channel; each month with a message is a
contact on some day of it. So it is only possible that two were in touch on the day a quarter
begins, and what is printed is the range. People are numbers, as in the file. Messages with
impossible dates are left out, and so are those that an account sent to itself.
"""

from __future__ import annotations

import csv
import gzip
import os
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import backchannel as bc

# A script finds what lies beside it, and the benchmarks lie beside its folder.
sys.path.append(str(Path(__file__).resolve().parents[1]))

from benchmarks.tables import Tables

if TYPE_CHECKING:
    from backchannel.network.columns import Series

FIRST, LAST = date(1998, 11, 1), date(2002, 6, 30)


def run(folder: Path, *, most: int = 100_000) -> Series:
    """Return betweenness and effective size of each account on the first day of each quarter."""
    with tempfile.TemporaryDirectory() as place:
        package(folder, most).write(Path(place))
        data = bc.read(place)
    measures = ["betweenness", "effective_size"]
    return bc.series(data, measures, within=f"{FIRST}/{LAST}", every="quarter")


def package(folder: Path, most: int) -> Tables:
    """Make a package of the mail, or of the first `most` pairs and months."""
    tables = Tables("Mail of Enron", start=FIRST, as_of=LAST, between=None)
    source = tables.add("sources", "enron", title="Enron mail corpus", published="2005")
    for one, other, month in sorted(_months(folder))[:most]:
        channel = f"mail-{one}-{other}"
        tables.add("channels", channel, name=channel, type="technical", secrecy="discreet")
        contact = f"k-{one}-{other}-{month}"
        cells = {"date": month, "mode": "letter", "occurrence": "held"}
        tables.add("contacts", contact, channel=channel, **cells)
        tables.add_claim(contact, source, locator=month)
        for number in (one, other):
            actor = f"account-{number}"
            tables.add("actors", actor, name=f"Account {number}", kind="person")
            seat = {"channel": channel, "actor": actor, "role": "party"}
            tables.add("parties", f"p-{channel}-{number}", **seat)
            tables.add("attendances", f"a-{contact}-{number}", contact=contact, actor=actor)
    return tables


def _months(folder: Path) -> set[tuple[int, int, str]]:
    """Return the months in which two accounts wrote to one another."""
    path = folder / "bench-temporal-messages" / "enron_edges.csv.gz"
    found = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            one, other = sorted((int(row["from"]), int(row["to"])))
            month = row["Time"][:7]
            if one != other and f"{FIRST:%Y-%m}" <= month <= f"{LAST:%Y-%m}":
                found.add((one, other, month))
    return found


def main() -> None:
    """Print who led in each quarter."""
    external = os.environ.get("BACKCHANNEL_EXTERNAL_DATA")
    if not external:
        sys.exit("set BACKCHANNEL_EXTERNAL_DATA to the folder of other people's data")
    try:
        found = run(Path(external))
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is missing; set BACKCHANNEL_EXTERNAL_DATA to a folder with it")
    print("quarter     accounts  highest betweenness")
    for day in found.dates:
        rows = [
            row
            for row in found.rows()
            if (row["date"], row["measure"], row["kind"]) == (str(day), "betweenness", "person")
        ]
        leading = sorted(rows, key=lambda row: -(row["high"] or 0))[:3]
        named = ", ".join(f"{row['id']} {row['low']:.2f}–{row['high']:.2f}" for row in leading)
        print(f"{day}  {len(rows):8}  {named}")


if __name__ == "__main__":
    main()
