"""What all question files share: they read like questions, and agree on what a contact is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from backchannel.facts.vocabulary import TWO_WAY
from backchannel.package.reading import bundled
from backchannel.store.queries import questions

if TYPE_CHECKING:
    Cells = list[tuple[str, ...]]


def test_questions_read_like_questions() -> None:
    asked = [query.question for query in questions()]
    assert [one for one in asked if not re.fullmatch(r"[A-Z][^?]+\?", one)] == []
    assert len(set(asked)) == len(asked) >= 21
    assert [
        query.name for query in questions() if not re.fullmatch(r"[a-z]+(-[a-z]+)*", query.name)
    ] == []


def test_what_counts_as_contact_is_the_same_in_every_question() -> None:
    modes = {
        file.stem: re.findall(r"met\.mode IN\s+\[([^]]*)\]", file.read_text(encoding="utf-8"))
        for file in bundled("queries").glob("*.cypher")
    }
    listed = {name: lists for name, lists in modes.items() if lists}
    assert len(listed) == 5
    for name, lists in listed.items():
        assert [set(re.findall(r"'([^']+)'", one)) for one in lists] == [set(TWO_WAY)], name
        # Denied contacts do not count either.
        assert "stance: 'denies'" in (bundled("queries") / f"{name}.cypher").read_text(
            encoding="utf-8"
        )
