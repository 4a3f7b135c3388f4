"""The values of answers, in one form on both engines, and the limits of an answer."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from backchannel.errors import QueryRefused, UsageFault
from backchannel.store import limits
from backchannel.store.values import moment, weight

from worlds.toy import toy

if TYPE_CHECKING:
    from servers.standing_stores import Standing

FORMS: dict[str, Any] = {
    "datetime('2022-02-24T05:00:00Z')": "2022-02-24T05:00:00Z",
    "datetime('2022-02-24T05:00:00.120+03:00')": "2022-02-24T05:00:00.12+03:00",
    "datetime({year: 2022, month: 2, day: 24, timezone: 'Europe/Paris'})": (
        "2022-02-24T00:00:00+01:00[Europe/Paris]"
    ),
    "datetime({year: 2022, timezone: 'UTC'})": "2022-01-01T00:00:00Z",
    "localdatetime('2022-02-24T05:00')": "2022-02-24T05:00:00",
    "localdatetime('2022-02-24T05:00:01.000000009')": "2022-02-24T05:00:01.000000009",
    "time('10:00:00.5Z')": "10:00:00.5Z",
    "time('10:00+05:30')": "10:00:00+05:30",
    "localtime('10:00')": "10:00:00",
    "duration('P1Y2M3DT4H5M6.7S')": "P1Y2M3DT4H5M6.7S",
    "duration({months: -14, days: 3, seconds: -0.5})": "P-1Y-2M3DT-0.5S",
    "duration('PT0S')": "PT0S",
    "date('2022-02-24')": date(2022, 2, 24),
    "point({x: 1, y: 2})": {"crs": "cartesian", "srid": 7203, "x": 1.0, "y": 2.0},
    "point({x: 1, y: 2, z: 3})": {"crs": "cartesian-3D", "srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0},
    "point({latitude: 1.5, longitude: 2})": {
        "crs": "WGS-84", "latitude": 1.5, "longitude": 2.0, "srid": 4326, "x": 2.0, "y": 1.5,
    },
    "point({latitude: 1.5, longitude: 2, height: 3})": {
        "crs": "WGS-84-3D", "height": 3.0, "latitude": 1.5, "longitude": 2.0, "srid": 4979,
        "x": 2.0, "y": 1.5, "z": 3.0,
    },
    "{b: null, a: [datetime('2022-02-24T05:00:00Z'), '2022-02-24T05:00Z']}": {
        "a": ["2022-02-24T05:00:00Z", "2022-02-24T05:00Z"], "b": None,
    },
    "9223372036854775807": 9223372036854775807,
    "-0.5": -0.5,
}  # fmt: skip

pytestmark = pytest.mark.stands("the small toy")


def nested(depth: int) -> list[Any]:
    return [1] if depth == 0 else [nested(depth - 1)]


def test_values_have_one_form_on_both_engines(standing: Standing) -> None:
    store = standing(toy())
    found = {text: store.run(f"RETURN {text} AS value").rows[0][0] for text in FORMS}
    assert found == FORMS
    assert [type(one) for one in found.values()] == [type(one) for one in FORMS.values()]
    assert store.run("RETURN $list AS list", {"list": nested(90)}).rows == [(nested(90),)]
    (row,) = store.run("RETURN 0.0 / 0 AS a, 1.0 / 0 AS b, -1.0 / 0 AS c").rows
    assert math.isnan(row[0])
    assert row[1:] == (math.inf, -math.inf)


def test_half_of_a_character_is_shown_as_such(standing_embedded: Standing) -> None:
    store = standing_embedded(toy())
    query = r"RETURN 'a\ud800b' AS text, {x: ['\ud800']} AS map"
    assert store.run(query).rows == [("a\ufffdb", {"x": ["\ufffd"]})]


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("date('-0001-01-01')", "a date outside the years 1 to 9999; return it as text"),
        ("[{day: date('+12022-01-01')}]", "a date outside the years 1 to 9999; return it as text"),
        ("$deep", "nested more than 100 deep"),
        ("$deeper", "nested more than 100 deep"),
    ],
)
def test_what_has_no_plain_form_is_refused(standing: Standing, value: str, line: str) -> None:
    store = standing(toy())
    with pytest.raises(QueryRefused, match=line):
        store.run(f"RETURN {value} AS value", {"deep": nested(120), "deeper": nested(450)})


def test_lists_that_the_engine_nests_are_refused_too(standing_embedded: Standing) -> None:
    store = standing_embedded(toy())
    for depth in (120, 600, 5000):
        query = "RETURN reduce(list = [], x IN range(1, $depth) | [list]) AS list"
        with pytest.raises(QueryRefused, match="nested more than 100 deep"):
            store.run(query, {"depth": depth})


def test_an_answer_has_a_limit_of_memory(
    standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = standing(toy())
    monkeypatch.setattr(limits, "SIZE_LIMIT", 10**6)
    query = "UNWIND range(1, 1000000) AS x RETURN range(x, x + $more) AS list"
    with pytest.raises(QueryRefused, match="takes more than 1 MB of memory; return fewer rows"):
        store.run(query, {"more": 500})
    assert len(store.run(f"{query} LIMIT 1000", {"more": 5}).rows) == 1000


def test_the_weight_of_a_value_is_about_what_it_takes() -> None:
    rows = [[number * 1000, f"text {number}", {"key": [number]}] for number in range(1000)]
    assert 300_000 < weight(rows) < 600_000


@pytest.mark.parametrize("timeout", [math.inf, 1e18, 1e9])
def test_a_time_limit_may_be_as_long_as_anybody_likes(standing: Standing, timeout: float) -> None:
    store = standing(toy())
    assert store.run("RETURN 1 AS one", timeout=timeout).rows == [(1,)]


@pytest.mark.parametrize("timeout", [0, -1, math.nan, -math.inf])
def test_no_time_at_all_is_a_usage_fault(standing: Standing, timeout: float) -> None:
    store = standing(toy())
    with pytest.raises(UsageFault, match="give a number above 0"):
        store.run("RETURN 1 AS one", timeout=timeout)


def test_what_only_looks_like_a_moment_stays() -> None:
    assert [moment(one) for one in ("P1D", "10:00 or so", "2022-02-24", "x10:00")] == [
        "P1D", "10:00 or so", "2022-02-24", "x10:00",
    ]  # fmt: skip
