"""Why a verdict changed between two times, solved by hand on one channel."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from backchannel.facts.presumption import MOST_DAYS
from backchannel.facts.views import as_told_by
from backchannel.verdicts.comparison import LISTS, happened, lost
from backchannel.verdicts.reasons import stop_in_words, stops_on
from backchannel.verdicts.verdict import CONTESTED, UNKNOWN, Verdict, Word

from worlds.line import line

if TYPE_CHECKING:
    from worlds.make import Toy


def turned(toy: Toy, before: str, after: str, **how: Any) -> dict[str, Any]:
    """Return the one row of the lists, with the name of its list."""
    found = lost(toy.data(), before, after, **how)
    (row,) = [{"list": name, **row.to_dict()} for name in LISTS for row in getattr(found, name)]
    told = ("list", "change", "day", "day_earliest", "day_latest", "why", "causes", "accounts")
    return {name: row[name] for name in told} | {"voices": row["voices"], "n": row["sources"]}


def vaguely_banned() -> Toy:
    toy = line().disruption("war", "invasion", "2022-02-24").disruption("ban", "law", "2022-03-01")
    toy.spell("line", "open", "2022-01-01", "2022-02-23", end_kind="changed", id="use")
    toy.contact("line", "2022-02-26")
    started, kind = "[2022-02-24..2022-03-03]", "suspended"
    return toy.spell(
        "line", kind, started, "..", id="stop", by=["paper", "moscow"], cause=("war", "ban")
    )


def test_a_loss_tells_its_day_its_range_its_causes_and_who_says_so() -> None:
    # A call on 26 February was surely before a stop "between 24 February and 3 March".
    assert turned(vaguely_banned(), "2022-01-15", "2022-06-01") == {
        "list": "lost",
        "change": "suspended",
        "day": "2022-03-03",
        "day_earliest": "2022-02-27",
        "day_latest": "2022-03-03",
        "why": "suspended since a day between 24 February and 3 March 2022"
        " (invasion, 24 February 2022; law, 1 March 2022)",
        "causes": ["ban", "war"],
        "accounts": ["stop"],
        "voices": ["moscow", "paper"],
        "n": 2,
    }


def test_an_end_is_told_as_a_closing_and_its_day_need_not_be_known() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    toy.spell("line", "closed", "[2022-02-01..]", "..", id="end", as_of="2022-03-15")
    found = turned(toy, "2022-01-15", "2022-06-01")
    assert (found["list"], found["change"], found["why"]) == (
        "lost",
        "closed",
        "closed since 1 February 2022 or later",
    )
    # After the last sure use, and no later than the day of which the claim speaks.
    days = found["day"], found["day_earliest"], found["day_latest"]
    assert days == ("2022-03-15", "2022-02-01", "2022-03-15")


def test_what_is_found_stopped_tells_the_stop_and_is_called_no_loss() -> None:
    # Vaguely begun, and nothing is told of the time before.
    toy = line().disruption("ban", "law", "2022-03-01")
    toy.spell("line", "closed", "[2022-03-01..2022-03-10]", "..", id="stop", cause=("ban",))
    assert turned(toy, "2022-01-15", "2022-06-01") == {
        "list": "found_stopped",
        "change": "found_stopped",
        "day": "2022-03-10",
        "day_earliest": "2022-03-01",
        "day_latest": "2022-03-10",
        "why": "closed since a day between 1 and 10 March 2022 (law, 1 March 2022)",
        "causes": ["ban"],
        "accounts": ["stop"],
        "voices": ["paper"],
        "n": 1,
    }


def test_a_gain_is_an_opening_or_a_restoration() -> None:
    for status, change in (("suspended", "restored"), ("closed", "opened")):
        toy = line().spell("line", status, "2022-01-01", "2022-03-31", end_kind="changed")
        toy.disruption("peace", "restoration", "2022-04-01")
        toy.spell("line", "open", "2022-04-01", "2022-12-31", id="use", cause=("peace",))
        found = turned(toy, "2022-02-01", "2022-06-01")
        assert (found["list"], found["change"], found["day"]) == ("gained", change, "2022-04-01")
        assert (found["why"], found["causes"]) == ("open since 1 April 2022", ["peace"])


def test_what_comes_into_view_tells_what_was_seen() -> None:
    toy = line(presume={"default": 365}).contact("line", "2022-04-10", id="call")
    toy.contact("line", "2022-04-10", id="denied", denied_by=["moscow"])
    found = turned(toy, "2022-02-01", "2022-06-01")
    assert (found["list"], found["day"], found["why"]) == (
        "into_view",
        "2022-04-10",
        "seen 10 April 2022 (call)",
    )
    assert found["accounts"] == ["call"]


def test_what_is_only_presumed_from_its_first_day_tells_what_it_is_presumed_from() -> None:
    # Between 1 and 5 April: no day is sure; from the 5th, by which it had been, it is presumed.
    toy = line(presume={"default": 365}).contact("line", "[2022-04-01..2022-04-05]", id="call")
    found = turned(toy, "2022-02-01", "2022-06-01")
    assert (found["day"], found["day_earliest"], found["day_latest"]) == (
        "2022-04-05",
        "2022-04-01",
        "2022-04-05",
    )


def test_a_vague_date_that_cannot_miss_the_time_has_no_day() -> None:
    toy = line().contact("line", "2022-04", id="call", as_of="2022-12-31")
    toy.contact("line", "2022-04", id="denied", denied_by=["moscow"], as_of="2022-12-31")
    found = turned(toy, "2022-02-01", "2022-04")
    assert (found["day"], found["day_earliest"], found["day_latest"]) == (
        None,
        "2022-04-01",
        "2022-04-30",
    )
    assert (found["why"], found["accounts"]) == ("seen April 2022 (call)", ["call"])


def test_a_use_of_which_nobody_says_the_beginning_has_no_earliest_day() -> None:
    toy = line().spell("line", "open", "", "2022-12-31", id="use", as_of="2022-12-31")
    toy.spell("line", "open", "[..2022-05-01]", "2022-12-31", id="by", as_of="2022-12-31")
    found = turned(toy, "2022-02-01", "2022-06-01")
    assert (found["day_earliest"], found["why"]) == (
        None,
        "open by 1 May 2022",
    )


def test_out_of_sight_tells_when_it_was_last_seen_and_why_no_more_is_presumed() -> None:
    toy = line(presume={"default": 30}).contact("line", "2022-01-10", id="call")
    assert turned(toy, "2022-01-15", "2022-06-01") == {
        "list": "out_of_sight",
        "change": "out_of_sight",
        "day": "2022-02-10",
        "day_earliest": "2022-01-11",
        "day_latest": None,
        "why": "last seen 10 January 2022 (call); after 30 days no longer presumed to go on",
        "causes": [],
        "accounts": ["call"],
        "voices": ["paper"],
        "n": 1,
    }


def test_out_of_sight_after_a_stop_tells_the_stop() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    toy.spell("line", "suspended", "2022-02-01", "2022-03-01", id="stop")
    found = turned(toy, "2022-01-15", "2022-06-01")
    assert (found["list"], found["day"]) == ("out_of_sight", "2022-03-02")
    assert found["why"] == "suspended since 1 February 2022; not confirmed after that"
    assert found["accounts"] == ["stop"]


def test_out_of_sight_since_sources_disagree_names_both_sides() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-12-31", id="use")
    toy.spell("line", "suspended", "2022-05-01", "2022-12-31", id="stop", by=["moscow"])
    found = turned(toy, "2022-01-15", "2022-06-01")
    assert (found["list"], found["day"]) == ("out_of_sight", "2022-05-01")
    assert (found["accounts"], found["voices"]) == (["stop", "use"], ["moscow", "paper"])


def test_disagreement_on_a_vague_date_has_no_day() -> None:
    # A call of April that is only possible on any day of it, all of which a stop surely covers.
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    toy.spell("line", "suspended", "2022-04-01", "2022-04-30", id="stop", by=["moscow"])
    toy.contact("line", "2022-04", id="call", as_of="2022-12-31")
    found = turned(toy, "2022-01-15", "2022-04")
    assert (found["list"], found["day"], found["why"]) == ("out_of_sight", None, "sources disagree")
    assert found["accounts"] == ["call", "stop"]


def test_of_a_first_time_that_ends_later_nothing_need_be_known_before() -> None:
    toy = line().contact("line", "2022-04-10", id="call")
    found = turned(toy, "2022", "2022-02-01")
    assert (found["list"], found["day"]) == ("out_of_sight", None)
    assert found["why"] == "nothing sure or presumed is known of it then"


def test_the_first_sure_stop_interrupts() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-01-31", end_kind="changed")
    for month in ("03", "05"):
        toy.spell("line", "suspended", f"2022-{month}-01", f"2022-{month}-02", end_kind="changed")
    toy.spell("line", "open", "2022-06-01", "2022-12-31")
    found = turned(toy, "2022-01-15", "2022-07-01")
    assert (found["list"], found["change"], found["day"]) == (
        "interrupted",
        "suspended",
        "2022-03-01",
    )


def test_a_stop_that_lasts_over_a_doubt_begins_after_it() -> None:
    # Usable in the year as a whole, worst: the last stop of the second time is the one meant.
    toy = line().spell("line", "open", "2021-01-01", "2021-12-31", end_kind="changed")
    toy.spell("line", "suspended", "2022-02-01", "2022-02-10", end_kind="changed")
    toy.spell("line", "open", "2022-02-11", "2022-12-31")
    found = turned(toy, "2021", "2022-02", rule="all")
    assert (found["list"], found["day"]) == ("lost", "2022-02-01")


def test_disruptions_tell_who_speaks_of_them() -> None:
    found = lost(vaguely_banned().data(), "2022-01-15", "2022-06-01")
    said = {row.record.id: row.to_dict() for row in found.disruptions}
    assert (said["war"]["sources"], said["war"]["voices"]) == (1, ["paper"])


def test_nothing_happened_between_two_verdicts_that_are_no_change() -> None:
    assert happened(UNKNOWN, CONTESTED) is None
    assert happened(Verdict(Word.OPEN, "surely"), Verdict(Word.CLOSED, "surely")) == "closed"


def test_a_stop_is_told_in_words_with_what_is_known_of_its_beginning() -> None:
    # Nobody says when the first began; the second is still so when told, and carried no further.
    for start, words in (("", "suspended"), ("[..2022-03-01]", "suspended by 1 March 2022")):
        toy = line().spell("line", "suspended", start, "2022-05-01", id="stop", as_of="2022-05-01")
        data = toy.data()
        assert stop_in_words(data, stops_on(data, "line", date(2022, 5, 1))) == words
    assert stops_on(data, "line", date(2022, 6, 1)) == ()


def test_what_is_seen_to_the_last_day_is_out_of_sight_after_it() -> None:
    toy = line().spell("line", "open", "2022-01-01", "2022-03-01", id="use")
    found = turned(toy, "2022-01-15", "2022-06-01")
    assert (found["day"], found["why"]) == ("2022-03-02", "seen until 1 March 2022")


def test_an_interruption_that_began_before_a_year_asked_about_has_its_own_first_day() -> None:
    toy = line().spell("line", "suspended", "2022-01-10", "2022-02-20", end_kind="changed")
    toy.spell("line", "open", "2022-02-21", "2022-12-31", id="use")
    found = turned(toy, "2022-02", "2022-04")
    assert (found["list"], found["change"], found["day"]) == (
        "interrupted",
        "suspended",
        "2022-01-10",
    )


def test_a_view_without_the_cause_tells_the_stop_alone() -> None:
    # Moscow speaks of the stop; only the paper speaks of the war and of the ban, and of the use.
    toy = vaguely_banned()
    toy.claim("use", "moscow")
    data = as_told_by(toy.data(), "moscow")
    (row,) = lost(data, "2022-01-15", "2022-06-01").lost
    assert row.turn.why == "suspended since a day between 24 February and 3 March 2022"
    assert row.turn.causes == ()


def test_out_of_sight_names_the_break_or_says_that_something_speaks_against_it() -> None:
    toy = line(presume={"default": 365}, breaks=["2022-02-24"]).contact("line", "2022-01-10")
    found = turned(toy, "2022-01-15", "2022-06-01")
    assert (found["day"], "across 24 February 2022" in found["why"]) == ("2022-02-24", True)
    for days in (365, MOST_DAYS):
        toy = line(presume={"default": days}).contact("line", "2022-01-10")
        toy.spell("line", "suspended", "[2022-04-01..2022-09-01]", "2022-12-31")
        found = turned(toy, "2022-01-15", "2022-06-01")
        assert (found["day"], found["list"]) == ("2022-04-01", "out_of_sight")
        assert found["why"].endswith("; from 1 April 2022 other evidence speaks against it")


def test_a_degraded_time_begins_with_its_day_where_no_day_before_is_sure() -> None:
    # Open on some day of January, nobody says which: no single day has it open.
    toy = line().spell("line", "open", "[2022-01-01..2022-01-31]", "[2022-01-01..2022-01-31]")
    toy.spell("line", "degraded", "2022-05-01", "2022-05-01")
    (row,) = lost(toy.data(), "2022-01", "2022-05-01").degraded
    assert (str(row.turn.day), row.turn.why) == ("2022-05-01", "degraded since 1 May 2022")
