"""How long channels last: a published table, a life by hand, and what is censored."""

from __future__ import annotations

import sys

import pytest

import backchannel as bc
from backchannel.errors import MissingExtra, UnknownName, UsageFault
from backchannel.losses.lives import Life, lives_of
from backchannel.losses.survival import LogRank, _counted, curve, log_rank

from worlds.make import Toy

PAIR = ("AAA", "AAB")

# Weeks in remission of 21 patients on 6-mercaptopurine and 21 on placebo: E. J. Freireich and others,
# Blood 21 (1963), 699-716; the estimates are in every textbook since Cox & Oakes 1984, table 1.1.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
PLACEBO = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def patients(text: str, group: str) -> list[Life]:
    return [
        Life(group, group, 0, int(word.strip("+")), not word.endswith("+")) for word in text.split()
    ]


def test_the_curve_of_the_published_trial() -> None:
    steps = curve(patients(TREATED, "treated"))
    assert [age for age, *_ in steps] == [6, 7, 10, 13, 16, 22, 23]
    assert [share for _, share, _ in steps] == pytest.approx(
        [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448], abs=0.0005
    )
    assert [risk for *_, risk in steps] == [21, 17, 15, 12, 11, 7, 6]


def test_the_log_rank_test_of_the_published_trial() -> None:
    found = log_rank([*patients(TREATED, "treated"), *patients(PLACEBO, "placebo")])
    assert found is not None
    assert found[0] == pytest.approx(16.79, abs=0.005)
    assert log_rank(patients(TREATED, "treated")) is None


def test_types_that_were_never_at_risk_together_are_not_compared() -> None:
    early, late = Life("a", "x", 0, 2, stopped=True), Life("b", "y", 5, 9, stopped=True)
    assert log_rank([early, late]) is None


def test_late_entry_by_hand() -> None:
    # At 2 a and b are watched, and a is stopped: 1/2. At 5 b and c, who came at 3: 1/2 of 1/2.
    lives = [
        Life("a", "x", 0, 2, stopped=True),
        Life("b", "x", 0, 5, stopped=True),
        Life("c", "x", 3, 9, stopped=False),
    ]
    assert curve(lives) == [(2, 0.5, 2), (5, 0.25, 2)]
    assert curve(lives[2:]) == []


def test_a_curve_that_has_reached_nothing_stays_there() -> None:
    # The one that is watched stops; of two who come under watch later one stops.
    lives = [
        Life("a", "x", 0, 2, stopped=True),
        Life("b", "x", 3, 9, stopped=True),
        Life("c", "x", 3, 12, stopped=False),
    ]
    assert curve(lives) == [(2, 0.0, 1), (9, 0.0, 2)]


def line(*spells: tuple[str, str, str], **facts: object) -> list[tuple[int, int, bool]]:
    toy = Toy(start="2020-01-01", as_of="2022-12-31", **facts).channel("x")  # type: ignore[arg-type]
    for status, start, end in spells:
        toy.spell("x", status, start, end, end_kind="changed")
    return [life[2:] for life in lives_of(toy.data(), PAIR)]


def test_a_life_ends_with_a_stop_and_another_may_begin() -> None:
    assert line(
        ("open", "2020-01-11", "2020-01-20"),
        ("suspended", "2020-01-21", "2020-01-31"),
        ("open", "2020-02-01", "2020-02-10"),
        ("closed", "2020-02-11", "2022-12-31"),
    ) == [(0, 10, True), (0, 10, True)]


def test_where_evidence_stops_a_life_is_censored_and_later_enters_late() -> None:
    # Seen for ten days, out of sight for ten, seen again at the age of twenty, stopped at thirty.
    assert line(
        ("open", "2020-01-11", "2020-01-20"),
        ("open", "2020-01-31", "2020-02-09"),
        ("suspended", "2020-02-10", "2022-12-31"),
    ) == [(0, 10, False), (20, 30, True)]


def test_what_is_only_presumed_was_not_seen() -> None:
    toy = Toy(start="2020-01-01", as_of="2022-12-31", presume={"default": 100}).channel("x")
    toy.spell("x", "open", "2020-01-11", "2020-01-20")
    assert [life[2:] for life in lives_of(toy.data(), PAIR)] == [(0, 10, False)]


def test_what_is_open_when_the_data_end_is_censored_there() -> None:
    assert line(("open", "2022-12-22", "2022-12-31")) == [(0, 10, False)]


def test_what_began_before_the_data_enters_at_its_age() -> None:
    assert line(("open", "2019-12-22", "2020-01-10"), ("closed", "2020-01-11", "2022-12-31")) == [
        (10, 20, True)
    ]


def test_a_stop_without_a_use_before_it_is_no_life() -> None:
    assert line(("closed", "2020-01-01", "2022-12-31")) == []
    # What nobody surely saw usable was not watched, though it was presumably usable for a time.
    vague = ("open", "[2020-01-01..2020-04-01]", "[2020-03-01..2020-06-01]")
    assert line(vague) == []
    toy = Toy(start="2020-01-01", as_of="2022-12-31", presume={"default": 100}).channel("x")
    assert lives_of(toy.spell("x", *vague).data(), PAIR) == []


def years() -> Toy:
    toy = Toy(start="2000-01-01", as_of="2012-12-31")
    for number, (kind, end) in enumerate(
        (kind, end)
        for kind, ends in (("mission", (2003, 2005, 2008)), ("hotline", (2009, 2010, 2011)))
        for end in ends
    ):
        toy.channel(f"c{number}", type=kind)
        toy.spell(
            f"c{number}", "open", "2000-01-01", f"[{end}-01-01..{end}-12-30]", end_kind="changed"
        )
        toy.spell(f"c{number}", "closed", f"[{end}-01-02..{end}-12-31]", "2012-12-31")
    return toy


def test_the_range_is_that_of_the_dates() -> None:
    found = bc.survival(years().data(), draws=8)
    missions = {row.years: row for row in found.rows if row.type == "mission"}
    assert (missions[0].survival, missions[0].at_risk) == (1, 3)
    assert missions[4].survival == pytest.approx(2 / 3)
    assert (missions[4].low, missions[4].high) == pytest.approx((2 / 3, 2 / 3))
    assert found.lives == {"all": (6, 6), "hotline": (3, 3), "mission": (3, 3)}
    assert found.logrank is not None
    assert found.logrank.p_low <= found.logrank.p <= found.logrank.p_high < 0.1
    for row in found.rows:
        assert 0 <= row.low <= row.survival <= row.high <= 1
    assert bc.survival(years().data(), draws=8) == found


def test_all_together_have_one_curve_and_no_test() -> None:
    found = bc.survival(years().data(), by="all", draws=2)
    assert ({row.type for row in found.rows}, found.logrank) == ({"all"}, None)
    few = (
        Toy(start="2020-01-01", as_of="2022-12-31").channel("x").spell("x", "open", "2020", "2021")
    )
    assert bc.survival(few.data(), draws=1).logrank is None


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.1, 0.24, "types do not differ beyond chance"),
        (0.01, 0.04, "types differ beyond chance"),
        (0.01, 0.24, "whether types differ beyond chance depends on the uncertain dates"),
    ],
)
def test_the_log_rank_test_is_told_in_words(low: float, high: float, said: str) -> None:
    told = LogRank(9.0, 0.03, low, high).in_words()
    assert told.startswith(said)
    assert told.endswith(f"(log-rank test, p 0.03; {low} to {high} in the draws)")
    assert LogRank(9.0, 0.03, 0.03, 0.03).in_words().endswith("(log-rank test, p 0.03)")


def test_what_stops_in_half_of_the_draws_is_counted_as_stopped() -> None:
    stopped, seen = Life("a", "x", 0, 9, stopped=True), Life("a", "x", 0, 9, stopped=False)
    assert _counted([[stopped], [seen]]) == (1, 1)
    assert _counted([[stopped], [seen], [seen]]) == (1, 0)


def test_wrong_questions_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = years().data()
    with pytest.raises(UnknownName, match="unknown group"):
        bc.survival(data, by="side")  # type: ignore[arg-type]
    with pytest.raises(UsageFault, match="at least 1"):
        bc.survival(data, draws=0)
    monkeypatch.setitem(sys.modules, "statsmodels.duration", None)
    with pytest.raises(MissingExtra, match="pip install 'backchannel\\[survival\\]'"):
        bc.survival(data, draws=1)
