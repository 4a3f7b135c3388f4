"""
Two sides, four channels, two publications: small enough to answer every shipped query by hand.

::

    AAA                              AAB        paper, published 2022-12-01, speaks for itself
    state-aaa ──┬─── embassy ────┬── state-aab  wire, published 2022-09-15, quotes bob of AAB's government
    minister  ──┘                │
    (ann)     ────── talks ──────┼── bob        as_of 2022-12-31
    state-aaa ──┬─── hotline ────┤
                └── old-talks ───┘

    2022            J   F   M   A   M   J   J   A   S   O   N   D
    embassy  paper  oooooooooooo                                    e1 open, from before we know to 31 March
             paper              dddddddddddddddddddd                e2 degraded, `..`, seen until 1 October
             bob                                    ss??????????    e3 suspended, `..`, seen until 15 September
    talks    paper      oooo                                        t1 open in February; bob denies it
    hotline                                                         h1 open from some day of 2021 to some day of 2021
    old-talks bob   ????????????????????????????????????????????    o1 closed in May 2019, nobody says until when
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.facts.dataset import Dataset, dataset
from backchannel.facts.model import RECORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

NASTY = "the `old` house's \"Bob'; DROP\" \\ // $left {x} é 🕊"
"""A text that would do harm if it were ever written into a query instead of handed over."""

TABLES = {
    "sources": """
        paper | Paper | 2022-12-01 |
        wire  | Wire  | 2022-09-15 | agencies
    """,
    "actors": """
        ann       | Ann Able    | person            | AAA | GOV |           | A. Able; Annie | yes
        bob       | Bob         | person            | AAB | GOV |           |                | yes
        carol     | Carol       | person            | AAB | BUS |           |                | no
        geneva    | Geneva      | place             |     |     |           |                | yes
        minister  | Minister    | office            | AAA | GOV | ministry  |                | yes
        ministry  | Ministry    | organization      | AAA | GOV | state-aaa |                | yes
        state-aaa | Aland       | state             | AAA |     |           |                | yes
        state-aab | Beland      | state             | AAB |     |           |                | yes
        un        | UN          | intergovernmental |     | IGO |           |                | yes
        west      | The West    | group             |     |     |           |                | yes
    """,
    "tenures": """
        ten-ann | ann | minister | 2020 | .. | full
    """,
    "channels": """
        embassy   | Embassy   | mission | public   |         |           | staff; visas
        hotline   | Hotline   | hotline | discreet | embassy |           |
        old-talks | Old talks | track-2 |          |         |           |
        talks     | Talks     | track-2 |          |         | old-talks |
    """,
    "parties": """
        pa-embassy-a | embassy   | state-aaa | AAA | party |            |
        pa-embassy-b | embassy   | state-aab | AAB | party |            |
        pa-embassy-m | embassy   | minister  | AAA | party | 2020-01-01 | 2022
        pa-hotline-a | hotline   | state-aaa | AAA | party |            |
        pa-hotline-b | hotline   | state-aab | AAB | party |            |
        pa-old-a     | old-talks | state-aaa | AAA | party |            |
        pa-talks-a   | talks     | ann       | AAA | party |            |
        pa-talks-b   | talks     | bob       | AAB | party |            |
        pa-talks-un  | talks     | un        | un  | host  |            |
    """,
    "spells": """
        e1 | embassy   | open      | [..2020-01-01] | 2022-03-31 | changed  |
        e2 | embassy   | degraded  | 2022-04-01 | ..         |          | dis-1
        e3 | embassy   | suspended | 2022-09-01 | ..         |          |
        h1 | hotline   | open      | 2021       | 2021       | observed |
        o1 | old-talks | closed    | 2019-05    |            |          |
        t1 | talks     | open      | 2022-02-01 | 2022-02-28 | ended    |
    """,
    "contacts": """
        con-call   | embassy | 2022-01-15      | call      | geneva | held      | staff; visas |           |
        con-lunch  |         | 2022-03/2022-05 | in-person |        | held      |              |           | series
        con-snub   | talks   | 2022-02-10~     | in-person | geneva | cancelled |              | None met. |
    """,
    "attendances": """
        att-call-a  | con-call  | ann   | AAA | principal | sure
        att-call-b  | con-call  | bob   | AAB | principal | sure
        att-lunch-a | con-lunch | ann   | AAA | delegate  | likely
        att-lunch-c | con-lunch | carol | AAB |           |
        att-snub-a  | con-snub  | ann   | AAA |           |
        att-snub-b  | con-snub  | bob   | AAB |           |
    """,
    "disruptions": """
        dis-1 | expulsion | 2022-03-31 |            | state-aaa | state-aab; bob |       | 10 | 12 | staff
        dis-2 | staff-cap | 2022-04    | 2022-06-30 | state-aab | state-aaa      | dis-1 |    |    |
    """,
    "dependencies": f"""
        dep-1 | embassy | building | {NASTY}
    """,
    "claims": """
        c01 | e1        |             |    | paper | par. 1  |     | supports | document    |
        c02 | e2        |             |    | paper | par. 2  |     | supports | second-hand | 2022-10-01
        c03 | e3        |             |    | wire  | "shut"  | bob | supports | statement   |
        c04 | h1        |             |    | paper |         |     | supports |             |
        c05 | o1        |             |    | wire  |         | bob | supports | statement   |
        c06 | t1        |             |    | paper |         |     | supports |             |
        c07 | t1        |             |    | wire  |         | bob | denies   | statement   |
        c08 | con-call  |             |    | paper |         |     | supports |             |
        c09 | con-call  |             |    | wire  |         |     | supports |             |
        c10 | con-lunch |             |    | paper |         |     | supports | inferred    |
        c11 | con-snub  |             |    | wire  |         | bob | supports | witness     |
        c12 | dis-1     |             |    | paper |         |     | supports |             |
        c13 | dis-1     | count_least | 10 | paper |         |     | supports |             |
        c14 | dis-1     | count_least | 12 | wire  |         | bob | supports |             |
        c15 | dis-2     |             |    | paper |         |     | supports |             |
        c16 | dep-1     |             |    | paper |         |     | supports |             |
        c17 | ten-ann   |             |    | paper |         |     | supports |             | 2022
        c18 | pa-embassy-m |          |    | paper |         |     | supports |             |
    """,
}

COLUMNS = {
    "sources": "id title published independence_group",
    "actors": "id name kind state sector parent aliases named",
    "tenures": "id person office start end capacity",
    "channels": "id name type secrecy parent succeeds topics",
    "parties": "id channel actor side role start end",
    "spells": "id channel status start end end_kind cause",
    "contacts": "id channel date mode place occurrence topics outcome count",
    "attendances": "id contact actor side capacity certainty",
    "disruptions": "id kind start end by target answers count_least count_most count_of",
    "dependencies": "id channel kind on",
    "claims": "id record field value source locator claimant stance directness as_of",
}

TOPICS = {"staff": NASTY, "visas": "who may come"}


def toy(*, without: str = "", **changed: dict[str, str]) -> Dataset:
    """Return the toy; without one record, or with cells changed by record id (`_` for `-`)."""
    tables = {
        table: [
            RECORDS[table].model_validate(row | changed.get(row["id"].replace("-", "_"), {}))
            for row in _rows(table)
            if row["id"] != without
        ]
        for table in RECORDS
    }
    return dataset(
        tables,
        start=date(2020, 1, 1),
        as_of=date(2022, 12, 31),
        between=("AAA", "AAB"),
        title="Toy",
        topics=TOPICS,
    )


def smaller_toy() -> Dataset:
    """Return the toy without a contact and all that names it."""
    whole = toy()
    tables = {
        name: [row for row in whole.table(name).values() if "con-snub" not in str(dict(row))]
        for name in RECORDS
    }
    return dataset(tables, start=whole.start, as_of=whole.as_of, between=whole.between)


def _rows(table: str) -> Iterator[dict[str, Any]]:
    for line in TABLES[table].strip().splitlines():
        cells = [cell.strip() for cell in line.split("|")]
        yield dict(zip(COLUMNS[table].split(), cells, strict=True))
