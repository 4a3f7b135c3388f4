"""
The shipped questions on `examples/toy`, worked out by hand, and on the real data, equal on both engines.

`tests/expected/NAME.csv` holds the rows of one question: what is asked (`name=value` …, empty: nothing), the cells,
and why, as read from the drawing in `examples/toy/README.md`. A row without cells says that there are none.
"""

from __future__ import annotations

import csv
import itertools
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault
from backchannel.store.queries import Query, ask, question, questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    import neo4j

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Record
    from backchannel.store import Store

    from servers.standing_stores import Standing

    Cells = list[tuple[str, ...]]

TOY = Path(__file__).parents[2] / "examples" / "toy"
EXPECTED = Path(__file__).parent / "expected"
FOREIGN = """
CREATE (channel:Channel {id: 'foreign', type: 'mission', topics: ['water', 'strangers'], name: 'Foreign', parent: ''})
CREATE (spell:Spell {id: 'foreign-spell', channel: 'foreign', status: 'open', start: '2020', end: '2023',
  end_kind: 'ended', cause: [], start_earliest: date('2020-01-01'), start_latest: date('2020-01-01'),
  end_earliest: date('2023-01-01'), end_latest: date('2023-01-01')})
CREATE (met:Contact {id: 'foreign-contact', channel: 'foreign', date: '2021', mode: 'call', occurrence: 'held',
  topics: ['strangers'], date_earliest: date('2021-01-01'), date_latest: date('2021-12-31')})
CREATE (act:Disruption {id: 'foreign-act', kind: 'expulsion', start: '2022-04-02', by: [], target: [], answers: '',
  start_earliest: date('2022-04-02'), start_latest: date('2022-04-02'), count_of: ''})
CREATE (who:Actor:Person {id: 'ada', name: 'Foreign', kind: 'person', state: 'XBO', named: 'no'})
CREATE (channel)-[:HAD_STATUS]->(spell), (met)-[:VIA]->(channel), (act)-[:CAUSED]->(spell)
CREATE (who)-[:PARTY_TO {id: 'p', role: 'party', side: ''}]->(channel), (who)-[:ATTENDED {id: 'a'}]->(met)
CREATE (channel)-[:DEPENDS_ON]->(:Dependency {id: 'foreign-need', kind: 'line', on: 'cable under the bridge of Lune'})
WITH spell, met, act
UNWIND [spell, met, act] AS about
UNWIND [about.id, 't-axel', 'd-landing', 'k-2022-02-call'] AS record
UNWIND ['supports', 'denies'] AS stance
CREATE (claim:Claim {id: 'foreign-claim', record: record, field: '', value: '', stance: stance, voice: 'foreign',
  about: 'spells', claimant: 'official', source: 'foreign', locator: '', published_latest: date('2020-01-01'),
  as_of_earliest: date('2023-12-31'), as_of_latest: date('2023-12-31')})-[:ABOUT]->(about)
"""
"""Nodes of somebody else who happens to use our words; ours carry one label more."""


def worked_out(query: Query) -> Iterator[tuple[str, Cells]]:
    """Yield what is asked of a question, and the rows that were worked out by hand."""
    header, *lines = csv.reader(
        (EXPECTED / f"{query.name}.csv").read_text(encoding="utf-8").splitlines()
    )
    assert header == ["ask", *query.columns, "because"], query.name
    for asked, group in itertools.groupby(lines, key=lambda line: line[0]):
        rows = [tuple(line[1:-1]) for line in group]
        yield asked, [row for row in rows if any(row)]


def answered(store: Store, query: Query, asked: str) -> Cells:
    given = re.split(r" (?=\w+=)", asked) if asked else []
    return [tuple(map(text, row)) for row in ask(store, query, given).rows]


def text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    return "null" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def wrong_in(store: Store) -> dict[str, Cells]:
    """Return what a database with the toy answers otherwise than was worked out."""
    return {
        f"{query.name} {asked}": found
        for query, asked, rows in ASKED
        if (found := answered(store, query, asked)) != rows
    }


ASKED = [(query, asked, rows) for query in questions() for asked, rows in worked_out(query)]


def test_the_toy_gives_the_rows_that_were_worked_out_by_hand(standing: Standing) -> None:
    assert wrong_in(standing(bc.read(TOY))) == {}
    assert {query.name for query, _, rows in ASKED if rows} == {query.name for query in questions()}


def test_what_does_not_count_is_left_out(embedded_store: Store) -> None:
    """The toy with other cells, for rules that its own cells do not bring into play."""
    data = changed(
        bc.read(TOY),
        {
            "commanders": {"type": "public"},
            "cleo": {"named": "no"},
            "p-ministers-a": {"end": "2021-06-30"},
            "p-generals-l": {"role": "go-between"},
            "p-embassy-bo-b": {"actor": "league", "role": "go-between", "side": ""},
            "s-good-offices-1": {"end": "..", "end_kind": ""},
            "s-telex-1": {
                "channel": "good-offices",
                "status": "suspended",
                "start": "2022-09-01",
                "end": "2022-09-30",
            },
            "s-commanders-1": {"end_kind": "observed"},
            "s-fish-group-1": {"end": "", "end_kind": ""},
            "k-2023-09-table": {"date": "[2023-09-10..]"},
        },
    )
    embedded_store.load(data)

    def column(name: str, asked: str, at: int) -> list[str]:
        return [row[at] for row in answered(embedded_store, question(name), asked)]

    # A public channel, an unnamed go-between (the League now is one too), a party that has left.
    assert column("go-betweens", "left=alma right=bruno day=2021-06-15", 2) == ["hotline"]
    path = ["generals", "league", "alma", "good-offices"]
    assert column("go-betweens", "left=bruno right=bea day=2022-09-15", 2) == path
    assert column("go-betweens", "left=ada right=bea day=2021-06-15", 2) == ["ministers"]
    assert column("go-betweens", "left=ada right=bea day=2021-09-15", 2) == []
    # A stop that was only announced, and was over by the next day, on which the channel surely worked: that day it is
    # contested, as bea's other channel is. Beyond what its claims have seen a channel is unknown.
    assert column("two-tracks", "day=2022-09-01", 4) == ["possibly", "possibly"]
    assert column("two-tracks", "day=2022-09-15", 4) == ["surely", "possibly"]
    assert column("two-tracks", "day=2023-11-15", 0) == ["alma", "bea"]
    assert column("two-tracks", "day=2023-12-15", 0) == []
    # A go-between need not be a person.
    assert ("intergovernmental", "league", "The League", "embassy-bo; generals") in answered(
        embedded_store, question("falls-together"), ""
    )
    # After a contact that may lie on any later day no silence is sure.
    assert column("silences", "channel=generals", 4) == ["k-2021-11-table", "k-2022-12-table"]


def changed(data: Dataset, cells: dict[str, dict[str, str]]) -> Dataset:
    tables: dict[str, dict[str, Record]] = {}
    for one, new in cells.items():
        record = data.records.get(one)
        assert record is not None
        tables.setdefault(record.table, dict(data.table(record.table)))[one] = record.model_copy(
            update=new
        )
    return data.with_tables(**tables)


@pytest.mark.stands("record")
@pytest.mark.parametrize("standing", ["neo4j"], indirect=True)
def test_trap_11_the_real_data_give_equal_rows_on_both_engines(
    standing: Standing, standing_embedded: Standing
) -> None:
    in_neo4j, embedded = standing(bc.read()), standing_embedded(bc.read())
    for query in questions():
        given = query.example.split()
        found = ask(embedded, query, given)
        assert found == ask(in_neo4j, query, given), query.name
        assert found.rows, query.name


def test_nodes_of_others_change_no_answer(neo4j_store: Store, bare: neo4j.Driver) -> None:
    neo4j_store.load(bc.read(TOY))
    bare.execute_query(FOREIGN)
    assert wrong_in(neo4j_store) == {}


def test_a_misspelt_value_is_told_apart_from_an_answer_without_rows(
    standing_embedded: Standing,
) -> None:
    store = standing_embedded(bc.read(TOY))
    faults = {
        ("silences", "left=bo-ministr"): "unknown actor `bo-ministr`; did you mean `bo-minister`",
        ("silences", "lef=ada"): "unknown parameter `lef`; did you mean `left`",
        (
            "last-contact",
            "left=ar-minster right=bea",
        ): "unknown actor `ar-minster`; did you mean `ar-minister`",
        ("go-betweens", "left=ada right=bea day=2022"): "day: `2022` is not one day",
        ("go-betweens", "left=ada right=bea"): "`go-betweens` needs the parameter `day` (date)",
        ("idle-channels", "day=2022-12-31 days=many"): "days: `many` is no number",
        (
            "channel-changers",
            "type=militry",
        ): "type: `militry` is not allowed; did you mean `military`",
        ("channels-by-year", "type=track-3"): "did you mean `track-2`",
        ("denials", "side=Borea"): "unknown actor `Borea`; did you mean `Boria`",
        ("lineage", "channel=hotlin"): "unknown channel `hotlin`; did you mean `hotline`",
        ("lineage", "channel=ada"): "unknown channel `ada`",
        (
            "present-at",
            "contact=k-2022-09-spar",
        ): "unknown contact `k-2022-09-spar`; did you mean `k-2022-09-spa`",
        ("contacts-by-year", "actor=Bea Bor"): "did you mean `Bea Bohr`",
        ("one-source", "source=gazete"): "unknown source `gazete`; did you mean `gazette`",
        ("one-source", "table=spell"): "table: `spell` is not allowed; did you mean `spells`",
        ("disruptions", "first=2022-01-01 last=tomorrow"): "last: `tomorrow` is refused",
        ("changes", "first=2022-01-01"): "`changes` needs the parameter `last` (date)",
        ("two-tracks", "on=2022-01-01"): "unknown parameter `on`; `two-tracks` takes day",
        ("subjects-without-channel", "day=2022-02-30"): "day: `2022-02-30` is refused",
    }
    for (name, asked), line in faults.items():
        with pytest.raises((UnknownName, UsageFault), match=re.escape(line)) as fault:
            answered(store, question(name), asked)
        assert fault.value.exit_code == 2
