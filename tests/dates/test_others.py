"""How other libraries read the same texts: alike where days are plain, and otherwise where ours keeps more."""

from __future__ import annotations

import warnings
from datetime import date
from math import inf

import prefixdate
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backchannel.dates.edtf import LAST_DAY, parse


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)), st.sampled_from(["%Y-%m-%d", "%Y-%m", "%Y"]))
def test_another_library_reads_plain_dates_alike(one: date, form: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    theirs = parse_edtf(one.strftime(form))
    ours = parse(one.strftime(form))
    assert ours.earliest.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.latest.timetuple()[:3] == theirs.upper_strict()[:3]


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("2014-03-26/..", inf),  # no date
        ("2014-03-26/", 2024),  # ten years later, which nobody said
    ],
)
def test_trap_8_an_open_side_is_no_infinity_and_an_unknown_one_is_not_ten_years(
    text: str, theirs: float
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from edtf import parse_edtf
    end = parse_edtf(text).upper_strict()
    assert (end if theirs == inf else end.tm_year) == theirs
    assert parse(text).latest == LAST_DAY
    assert not parse(text).bounded


@pytest.mark.parametrize(
    ("text", "theirs", "days"),
    [
        ("2021-11~", "2021-11", ("2021-10-01", "2021-12-31")),
        ("2022-02-24~", "2022-02-24", ("2022-02-23", "2022-02-25")),
        ("2014-03-26/..", "2014-03-26", ("2014-03-26", "9999-12-31")),
        ("[2014-03-26..]", None, ("2014-03-26", "9999-12-31")),
    ],
)
def test_trap_8_doubt_and_open_ends_are_kept_which_follow_the_money_cleans_away(
    text: str, theirs: str | None, days: tuple[str, str]
) -> None:
    # FollowTheMoney leaves its dates to prefixdate, and keeps what that makes of a text.
    assert prefixdate.parse(text).text == theirs
    ours = parse(text)
    assert (ours.earliest.isoformat(), ours.latest.isoformat()) == days
