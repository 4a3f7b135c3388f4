"""Questions in Python: by name, in a file, or as Cypher, with values by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import backchannel as bc
from backchannel.errors import UnknownName, UsageFault

from worlds.toy import toy

if TYPE_CHECKING:
    from pathlib import Path


def test_a_question_is_a_name_a_file_or_a_text(tmp_path: Path) -> None:
    counted = "MATCH (c:Channel) WHERE c.type = $type RETURN count(c) AS channels"
    file = tmp_path / "my questions" / "mine.cypher"
    file.parent.mkdir()
    file.write_text(counted)
    with bc.connect(tmp_path / "graph") as store:
        store.load(toy())
        rows = bc.query(store, "lineage", channel="hotline").to_dicts()
        assert [row["channel"] for row in rows] == [toy().channels["hotline"].parent]
        for what in (counted, str(file)):
            assert bc.query(store, what, type="hotline").to_dicts() == [
                {"channels": sum(one.type == "hotline" for one in toy().channels.values())}
            ]
        with pytest.raises(UnknownName, match="did you mean `lineage`"):
            bc.query(store, "lineag", channel="hotline")
        with pytest.raises(UnknownName, match="unknown query `xxx"):
            bc.query(store, "x" * 300)
        with pytest.raises(UnknownName, match="chanel"):
            bc.query(store, "lineage", chanel="hotline")
        with pytest.raises(UsageFault, match="needs the parameter"):
            bc.query(store, "lineage")
    assert "lineage" in [one.name for one in bc.questions()]
