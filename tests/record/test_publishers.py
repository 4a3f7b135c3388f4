"""One publisher is spelled in one way, in letters that a reader of English can read."""

from __future__ import annotations

import re
from collections import defaultdict

import backchannel as bc

UNTOLD = re.compile(r"^the |\.(com|net|org|ru)$|[^a-zé0-9]")
"""What does not tell one publisher from another."""


def test_no_publisher_is_spelled_in_two_ways() -> None:
    spelled = defaultdict(set)
    for source in bc.read().sources.values():
        spelled[UNTOLD.sub("", source.publisher.lower())].add(source.publisher)
    assert len(spelled) > 1000
    assert {one: names for one, names in spelled.items() if len(names) > 1} == {}


def test_publishers_are_named_in_latin_letters() -> None:
    # Up to U+024F letters are Latin; a title keeps the letters of its page.
    assert [
        source.id
        for source in bc.read().sources.values()
        if any(letter.isalpha() and letter > "\u024f" for letter in source.publisher)
    ] == []
