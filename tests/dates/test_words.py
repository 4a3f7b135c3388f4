"""Dates in words, beside the examples in the module."""

from __future__ import annotations

import pytest

from backchannel.dates.words import in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021/..", "from 2021 to an unknown day"),
        ("2022-02-XX", "a day in February 2022"),
        ("2022-XX", "a day in 2022"),
        ("[2022-01..]", "January 2022 or later"),
        ("[2022-XX..2022-03]", "between a day in 2022 and March 2022"),
        ("2022-XX-XX/2022-03-04", "from a day in 2022 to 4 March 2022"),
        ("[2022-02-XX..2022-03-XX]", "between a day in February and a day in March 2022"),
        ("202X", "the 2020s"),
        ("2021-24", "winter 2021/22"),
    ],
)
def test_what_is_left_open_is_said_to_be(text: str, words: str) -> None:
    assert in_words(text) == words


def test_a_span_among_several_dates_is_said_as_one() -> None:
    assert in_words("[2020,2022..2023]") == "2020 or between 2022 and 2023"
