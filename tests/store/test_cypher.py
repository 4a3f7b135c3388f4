"""What is read from a Cypher text without an engine, and how long that may take."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from backchannel.errors import QueryRefused
from backchannel.store.cypher import (
    LONGEST,
    parameters_in,
    refuse_reaching_out,
    returned_columns,
    without_texts,
)
from backchannel.store.queries import own

GAPS = [
    "/" * 64,
    "/**/",
    "/*/",
    "/*",
    "*/",
    "//",
    "//\n",
    " ",
    "`",
    "'",
    '"',
    "\\",
    "\\'",
    "(",
    ",",
]
WORDS = ["load", "apoc", "apoc.", "terminate", "dbms.", "$", "$`", "RETURN ", "AS ", "ORDER ", ""]


def seconds(text: str) -> float:
    begin = time.process_time()
    for read in (parameters_in, returned_columns, without_texts):
        read(text)
    with suppress(QueryRefused):
        refuse_reaching_out(text, write=False)
    with suppress(QueryRefused):
        own(f"// Who?\n// parameters: {text[:60_000]}\n{text}", "x")
    return time.process_time() - begin


@pytest.mark.parametrize("word", WORDS)
def test_no_text_takes_more_time_than_its_length_explains(word: str) -> None:
    # Read in quadratic time such a text takes minutes, with backtracking longer than there is time.
    for gap in GAPS:
        for text in (f"{word}{gap}" * 8000, word + gap * 8000, f"{word}{gap}" * 4000 + "*/" * 4000):
            assert seconds(text) < 3, (word, gap)


def test_a_text_longer_than_any_query_is_refused() -> None:
    text = "RETURN 1 // " + "x" * LONGEST
    for read in (lambda: own(text, "mine"), lambda: refuse_reaching_out(text, write=True)):
        with pytest.raises(QueryRefused, match="more than 1,000,000 characters; give its values"):
            read()


@pytest.mark.parametrize(
    "text",
    [
        "LOAD CSV", "load\t\u200b\u180ecsv", "load /* x */ // y\r csv", "load/**//**/csv", "LOAD`CSV",
        "load /*/ csv */ csv", "load // /* \n csv", "'/*' LOAD CSV '*/'", "// load\ncsv",
        "\\u004cOAD\\uu0020CSV", "load \\u002f\\u002a x */ csv", "apoc . /* */ load.json", "apoc.export.x",
        "`apoc`.`import`.x", "payload csv",
    ],
)  # fmt: skip
def test_what_reaches_for_files_is_refused_whatever_stands_between_its_words(text: str) -> None:
    with pytest.raises(QueryRefused, match="reach for files"):
        refuse_reaching_out(text, write=True)


@pytest.mark.parametrize("text", ["TERMINATE\nTRANSACTIONS 'x'", "dbms /* */ . killConnection"])
def test_what_ends_the_work_of_others_takes_the_right_to_write(text: str) -> None:
    with pytest.raises(QueryRefused, match="end the work of others"):
        refuse_reaching_out(text, write=False)
    refuse_reaching_out(text, write=True)


@pytest.mark.parametrize(
    "text", ["loadcsv", "load.csv", "load /* csv", "load // csv", "load x csv", "apoc.loaded", "apocload."]
)  # fmt: skip
def test_other_texts_are_not(text: str) -> None:
    refuse_reaching_out(text, write=False)


def test_comments_and_strings_are_blanked_out_to_their_end_or_that_of_the_text() -> None:
    for text, left in {
        "a /* $b */ c": "a          c",
        "a // $b\rc": "a      \rc",
        "a '\\'$b' c": "a        c",
        'a "$b\\': "a     ",
        "a '$b": "a    ",
        "a /*/ $b": "a       ",
        "a `'$b`": "a `'$b`",
    }.items():
        assert without_texts(text) == left
    assert parameters_in("RETURN '\\\\', $a, `$b`, $`c d` /* $e") == {"a", "c d"}


def test_the_items_of_a_head_are_split_outside_parentheses() -> None:
    head = "// Who?\n// parameters: a (x|y, optional), b (text)\n// columns: c (n, m), d\n// example:\n"
    query = own(f"{head}RETURN $a AS c, $b AS d", "mine")
    assert (query.signature, query.columns) == ("a (x|y, optional), b (text)", ("c", "d"))
