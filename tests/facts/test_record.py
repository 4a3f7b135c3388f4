"""Two roads from a row to a record: pydantic, which decides, and the plain reader of sound rows."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import backchannel as bc
from backchannel.facts.model import RECORDS, Channel, Record, Spell
from backchannel.facts.record import plain_record, plain_records
from backchannel.facts.vocabulary import ChannelType, Mode, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

CELLS = [
    "", "a", "a-1", "A", "a b", "a\n", "é", "²", "RUS", "SUN", "RU", "Q1", "Q01", "Q٣", "0", "35", "035", "-1", "1.0",
    "999999999", "1000000000", "a; b", "a;b", "a; a", "a; ", "..", "2022", "2022-02-24", "2022-02-30", "[2021..2022]",
    "2021/2022", "2022-21", "yes", "no", "party", "full", "GOV", "supports", "sure", *get_args(Status),
    *get_args(Mode)[:2], *get_args(ChannelType)[:2],
]  # fmt: skip
"""Cells that some column takes and another refuses."""

SPELL = {"id": "s", "channel": "c", "status": "open", "start": "2022", "end": "..", "cause": "a; b"}


def judged(kind: type[Record], row: Mapping[str, Any]) -> Record | None:
    """Read a row on pydantic's road."""
    try:
        return kind.model_validate(row)
    except ValidationError:
        return None


@pytest.mark.parametrize("kind", RECORDS.values(), ids=RECORDS)
def test_the_plain_road_reads_each_cell_as_pydantic_does(kind: type[Record]) -> None:
    sound = next(iter(bc.read().table(kind.table).values()))
    for column in kind.columns:
        for cell in CELLS:
            row = dict(sound) | {column: cell}
            assert plain_record(kind, row) == judged(kind, row), (column, cell)


@given(st.sampled_from(list(RECORDS.values())), st.data())
def test_the_two_roads_give_the_same_records(kind: type[Record], data: st.DataObject) -> None:
    cell = st.sampled_from(CELLS) | st.text(max_size=4)
    rows = data.draw(st.lists(st.tuples(*[cell] * len(kind.columns)), max_size=4))
    want = [judged(kind, dict(zip(kind.columns, row, strict=True))) for row in rows]
    assert plain_records(kind, rows) == want


def test_reading_sound_data_needs_no_pydantic() -> None:
    code = "import sys, backchannel as bc; bc.read(); sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_record_is_made_as_strictly_as_its_pydantic_model() -> None:
    assert Spell(**SPELL).cause == ("a", "b")  # type: ignore[arg-type]
    for wrong in ({"status": "shut"}, {"end": "2022/2023"}, {"colour": "red"}):
        with pytest.raises(ValidationError):
            Spell(**SPELL | wrong)  # type: ignore[arg-type]
    with pytest.raises(ValidationError, match="status"):
        Spell(id="s", channel="c")  # type: ignore[call-arg]


def test_a_record_cannot_be_changed() -> None:
    spell = Spell.model_validate(SPELL)
    with pytest.raises(ValidationError, match="frozen"):
        spell.status = "closed"  # type: ignore[misc]
    with pytest.raises(ValidationError, match="frozen"):
        del spell.status
    assert spell.status == "open"


def test_a_record_is_a_value() -> None:
    spell = Spell.model_validate(SPELL)
    closed = spell.model_copy(update={"status": "closed"})
    assert (spell.status, closed.status, closed.start) == ("open", "closed", "2022")
    assert len({spell, copy.copy(spell), pickle.loads(pickle.dumps(spell)), closed}) == 2  # noqa: S301 - our own
    assert spell != Channel.model_construct(**dict(spell))
    assert repr(spell).startswith("Spell(id='s', channel='c', status='open', start='2022'")


def test_a_record_gives_what_its_pydantic_model_gives() -> None:
    kind: Any = Spell
    spell: Any = Spell.model_validate(SPELL)
    assert spell.model_dump() == dict(spell)
    assert kind.model_validate_json('{"id": "s", "channel": "c", "status": "open"}').id == "s"
    assert kind.model_json_schema()["additionalProperties"] is False
    for owner in (kind, spell):
        with pytest.raises(AttributeError, match="colour"):
            owner.colour  # noqa: B018
