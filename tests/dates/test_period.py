"""EDTF text to bounds: the design's examples and hand-solved edges; `test_others` has the readings of other libraries."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dates.edtf import FIRST_DAY, LAST_DAY, parse
from backchannel.dates.period import (
    STILL_SO,
    UNKNOWN_END,
    UNKNOWN_START,
    Window,
    day,
    day_after,
    end_bounds,
    shown,
    span,
    start_bounds,
    united,
    window,
)
from backchannel.errors import BadDate


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2022-02-24", "2022-02-24", "2022-02-24"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2021-XX", "2021-01-01", "2021-12-31"),
        ("2021-02-XX", "2021-02-01", "2021-02-28"),
        ("2021-XX-XX", "2021-01-01", "2021-12-31"),
        ("2021-21", "2021-03-01", "2021-05-31"),
        ("2021-22", "2021-06-01", "2021-08-31"),
        ("2021-23", "2021-09-01", "2021-11-30"),
        ("2021-24", "2021-12-01", "2022-02-28"),
        ("2021-11~", "2021-10-01", "2021-12-31"),
        ("2022-02-24~", "2022-02-23", "2022-02-25"),
        ("2022-03-01?", "2022-02-28", "2022-03-02"),
        ("2022-01%", "2021-12-01", "2022-02-28"),
        ("2022~", "2021-01-01", "2023-12-31"),
        ("201X~", "2000-01-01", "2029-12-31"),
        ("2021-22~", "2021-03-01", "2021-11-30"),
        ("2021-24?", "2021-09-01", "2022-05-31"),
        ("0001~", "0001-01-01", "0002-12-31"),
        ("9999~", "9998-01-01", "9999-12-31"),
        ("0001-01-01~", "0001-01-01", "0001-01-02"),
        ("9999-12-31~", "9999-12-30", "9999-12-31"),
        ("9999-24", "9999-12-01", "9999-12-31"),
        ("2022-02-24T05:30:00Z", "2022-02-24", "2022-02-24"),
        ("[2021-11,2022-01]", "2021-11-01", "2022-01-31"),
        ("[2021-11..2022-01-10]", "2021-11-01", "2022-01-10"),
        ("[1667,1668, 1670..1672]", "1667-01-01", "1672-12-31"),
        ("[2022-02-24~]", "2022-02-23", "2022-02-25"),
        ("2021-06/2022-02-12", "2021-06-01", "2022-02-12"),
        ("2021-06~/2022?", "2021-05-01", "2023-12-31"),
    ],
)
def test_a_text_means_the_days_from_its_earliest_to_its_latest(
    text: str, earliest: str, latest: str
) -> None:
    period = parse(text)
    assert (period.earliest.isoformat(), period.latest.isoformat(), period.bounded) == (
        earliest,
        latest,
        True,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("[..2021-03]", "0001-01-01", "2021-03-31"),
        ("[2021-11..]", "2021-11-01", "9999-12-31"),
        ("[..2019,2021]", "0001-01-01", "2021-12-31"),
        ("../2006", "0001-01-01", "2006-12-31"),
        ("/2006", "0001-01-01", "2006-12-31"),
        ("1985/..", "1985-01-01", "9999-12-31"),
        ("1985/", "1985-01-01", "9999-12-31"),
    ],
)
def test_an_open_side_reaches_to_the_end_of_time_and_is_unbounded(
    text: str, earliest: str, latest: str
) -> None:
    period = parse(text)
    assert (period.earliest.isoformat(), period.latest.isoformat(), period.bounded) == (
        earliest,
        latest,
        False,
    )
    with pytest.raises(BadDate, match="unbounded"):
        window(text)
    with pytest.raises(BadDate, match="unbounded"):
        day(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no EDTF date"),
        ("..", "no EDTF date"),
        ("/", "at least one date"),
        ("../..", "at least one date"),
        ("1/2/2022", "year first"),
        ("1.2.2022", "year first"),
        ("01-02-2022", "year first"),
        ("2022/02/01", "its parts are joined by `-`"),
        ("2022-13", "no month 13"),
        ("2022-00", "no month 00"),
        ("2022-02-30", "no day 30"),
        ("2021-02-29", "no day 29"),
        ("2001-25", "no month 25"),
        ("2001-21-05", "no month 21"),
        ("0000", "0001 to 9999"),
        ("0000-01", "0001 to 9999"),
        ("-1985", "0001 to 9999"),
        ("Y17000", "0001 to 9999"),
        ("1XXX", "`X` may replace"),
        ("2X22", "`X` may replace"),
        ("2004-06~-11", "at the end"),
        ("2004~~", "at the end"),
        ("{2001,2002}", "all of its days"),
        ("2008/2004", "ends before it begins"),
        ("[2021..2020]", "ends before it begins"),
        ("[2020,..2021]", "only the first member"),
        ("[2020..,2021]", "only the first member"),
        ("[..]", "only the first member"),
        ("[2020", "ends with"),
        ("[]", "no EDTF date"),
        (" 2022", "spaces around"),
        ("２０２２", "characters that no date has"),
        ("2022-02-24T25:00:00", "time of day"),
        ("2022-21-XX", "a season has no days"),
        ("yesterday", "no EDTF date"),
        ("2022/2/24", "its parts are joined by `-`, month and day with two digits each"),
        ("2022/02", "its parts are joined by `-`, month and day with two digits each"),
        ("2022.02.24", "its parts are joined by `-`, month and day with two digits each"),
        ("2022-2-24", "its parts are joined by `-`, month and day with two digits each"),
        ("20220224", "its parts are joined by `-`, month and day with two digits each"),
        ("24.2.2022", "dates are written year first"),
        ("2/24/22", "dates are written year first"),
        ("12/2017", "the month comes after the year, joined by `-`"),
        ("2022.0", "a program made a decimal number of the year"),
        ("Feb-22", "a spreadsheet cut it down to some of its parts; look up what stood there"),
        ("24-Feb", "a spreadsheet cut it down to some of its parts; look up what stood there"),
        ("24 February 2022", "the month is a number, after the year"),
        ("Feb. 2022", "the month is a number, after the year"),
        ("2013-2018", "from year to year is `2013/2018`, or `2013 2018` where FROM and TO"),
        ("Y2022", "a year of four digits has no `Y` before it"),
        ("Y20220", "years run from 0001 to 9999"),
        ("TRUE", "no EDTF date"),
        ("2022-02-24 00:00:00", "a spreadsheet added a time of day"),
        ("44616", "a spreadsheet made a number of the date"),
    ],
)
def test_anything_else_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadDate, match=reason.replace("(", "\\(")) as refused:
        parse(text)
    assert "\n" not in str(refused.value)


def test_cells_give_empty_and_dots_their_own_meaning() -> None:
    assert start_bounds("") == UNKNOWN_START == (FIRST_DAY, LAST_DAY)
    assert end_bounds("") == UNKNOWN_END == (FIRST_DAY, LAST_DAY)
    assert end_bounds("..") == STILL_SO == (LAST_DAY, LAST_DAY)
    with pytest.raises(BadDate):
        start_bounds("..")


def test_an_interval_in_a_cell_is_refused_with_the_set_to_write_instead() -> None:
    with pytest.raises(BadDate, match=r"\[2021\.\.2022\]"):
        end_bounds("2021/2022")


def test_a_day_that_is_several_names_its_first_and_last() -> None:
    assert day("2022-02-24") == date(2022, 2, 24)
    with pytest.raises(BadDate, match="2022-02-01 to 2022-02-28"):
        day("2022-02")


@given(st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30)))
def test_widening_a_day_moves_both_bounds_by_one(one: date) -> None:
    assert parse(f"{one.isoformat()}~")[:2] == (one - timedelta(days=1), one + timedelta(days=1))


@given(st.text(max_size=24))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = parse(text)
    except BadDate:
        return
    assert period.earliest <= period.latest


def test_a_question_takes_a_text_a_year_as_a_number_a_date_or_a_window() -> None:
    year = Window(date(2022, 1, 1), date(2022, 12, 31))
    for when in ("2022", " 2022 ", 2022, np.int64(2022), year):
        assert window(when) == year
    assert window(date(2022, 2, 24)) == window("2022-02-24")
    # A data frame's day has a time of day, which is not asked about.
    assert window(datetime(2022, 2, 24, 10, 15)) == window("2022-02-24")  # noqa: DTZ001
    assert day(datetime(2022, 2, 24, 10, 15)) == day(date(2022, 2, 24))  # noqa: DTZ001
    assert window(987) == window("0987")
    assert span(2021, "2022-02") == Window(date(2021, 1, 1), date(2022, 2, 28))
    assert span(2021) == Window(date(2021, 1, 1), date(2021, 12, 31))


@pytest.mark.parametrize("when", [None, True, 2022.0, ["2022"], b"2022"])
def test_what_is_no_date_at_all_is_refused_in_our_words(when: Any) -> None:
    for ask in (window, day):
        with pytest.raises(BadDate, match="is not a date; give a text such as `2022-02-24`"):
            ask(when)


@pytest.mark.parametrize("when", [0, -1, 20220, 12345])
def test_a_number_that_is_no_year_is_refused(when: int) -> None:
    with pytest.raises(BadDate, match="is refused"):
        window(when)


def test_a_day_is_not_a_year() -> None:
    with pytest.raises(BadDate, match="`2022` is not one day"):
        day(2022)  # type: ignore[arg-type]


def test_what_ends_before_it_begins_is_shown_as_it_was_asked() -> None:
    later = Window(date(2022, 2, 1), date(2022, 3, 1))
    with pytest.raises(BadDate, match="`2022-02-01/2022-03-01` is later than `2021`"):
        span(later, 2021)


def test_days_of_a_year_before_1000_are_shown_too() -> None:
    assert shown(Window(date(900, 1, 1), date(900, 3, 1))) == "`0900-01-01/0900-03-01`"
    assert shown(Window(date(900, 1, 1), date(900, 12, 31))) == "`0900`"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4)), max_size=6))
def test_united_spans_have_the_same_days_and_none_touches_another(spans: Any) -> None:
    begin = date(2022, 1, 1)
    windows = [
        Window(begin + timedelta(first), begin + timedelta(first + more)) for first, more in spans
    ]
    found = united(windows)
    covered = {number for first, more in spans for number in range(first, first + more + 1)}
    days = [(day.first - begin).days + more for day in found for more in range(day.days)]
    assert days == sorted(covered)
    assert all(day_after(one.last) < two.first for one, two in pairwise(found))
