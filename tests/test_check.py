"""One broken toy for each rule between records, with the message its author sees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.check import RULES, check_package, problems
from backchannel.package import write_package

from make import Toy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def sound() -> Toy:
    toy = Toy(as_of="2022-12-31").actor("envoy", state="AAA").actor("rival", state="AAA")
    toy.actor("post", kind="office", state="AAA").actor("spa", kind="place").channel("line")
    toy.spell("line", "open", "2020-01-01", "2021-12-31", id="s1")
    return toy.contact("line", "2021-05-01", "envoy/AAA", id="k1", place="spa").tenure("envoy", "post", "2020", "2021")


BROKEN: dict[str, tuple[Callable[[Toy], object], str]] = {
    "an id that names nothing": (
        lambda toy: toy.spell("lien", "open", "2020", "2021"),
        "spells.csv: s001-lien: channel: unknown channel `lien`; did you mean `line`?",
    ),
    "a claim on nothing": (
        lambda toy: toy.claim("zzzzzz", "paper"),
        "claims.csv: c0003: record: unknown record `zzzzzz`; it names no row of any table",
    ),
    "a claim by nobody": (
        lambda toy: toy.claim("s1", "envoi"),
        "claims.csv: c0003: claimant: unknown actor `envoi`; did you mean `envoy`?",
    ),
    "a side that nobody has": (
        lambda toy: toy.add("parties", id="p9", channel="line", actor="envoy", side="AAB", role="party"),
        "parties.csv: p9: side: unknown side `AAB`; did you mean `AAA`?",
    ),
    "a tenure in what is no office": (
        lambda toy: toy.tenure("envoy", "rival", "2020", "2021"),
        "tenures.csv: t-envoy-rival-1: office: `rival` is of kind person, a office is wanted",
    ),
    "a record without a claim": (
        lambda toy: toy.spell("line", "open", "2019", "2019", by=()),
        "spells.csv: s001-line: `s001-line` has no claim that supports it; add one to claims.csv",
    ),
    "a spell that only one of its columns is claimed of": (
        lambda toy: toy.spell("line", "open", "2019", "2019", by=()).claim("s001-line", "paper", field="end_kind"),
        "spells.csv: s001-line: no claim supports `s001-line` as a whole; leave `field` empty in one",
    ),
    "a claim on a column that is not there": (
        lambda toy: toy.claim("k1", "paper", field="dat"),
        "claims.csv: c0003: field: contacts.csv has no column `dat`; did you mean `date`?",
    ),
    "a value of nothing": (
        lambda toy: toy.claim("k1", "paper", value="x"),
        "claims.csv: c0003: value: a value needs the `field` that it is a value of",
    ),
    "a rival date of a spell": (
        lambda toy: toy.claim("s1", "paper", field="start", value="2019"),
        "claims.csv: c0003: field: accounts of a spell that differ are spells of their own; enter another spell",
    ),
    "an end before the start": (
        lambda toy: toy.spell("line", "open", "1963-06-20", "1936-06-20"),
        "spells.csv: s001-line: end: `1936-06-20` is earlier than start, `1963-06-20`; correct one",
    ),
    "a start after the data end": (
        lambda toy: toy.spell("line", "open", "2023-01", "2023-02"),
        "spells.csv: s001-line: start: `2023-01` is after as_of, `2022-12-31`",
    ),
    "an end that nobody explains": (
        lambda toy: toy.spell("line", "open", "2019", "2019", end_kind=""),
        "spells.csv: s001-line: end_kind: is empty, but the spell has an end; say why it ends",
    ),
    "a stop without an end": (
        lambda toy: toy.spell("line", "closed", "2022-02-01", ""),
        "spells.csv: s001-line: end: is empty for a closed spell; write `..` or the day seen last",
    ),
    "still so, but since when is not said": (
        lambda toy: toy.spell("line", "closed", "2022-02-01", ".."),
        "spells.csv: s001-line: end: is `..`, but none of its supporting claims has an `as_of`; say when it was still so",
    ),
    "one voice that says both": (
        lambda toy: toy.spell("line", "suspended", "2021-12-31", "2022-02-01"),
        "spells.csv: s1: status: `paper` says open here and suspended in `s001-line`, both sure on 2021-12-31; "
        "end one the day before",
    ),
    "stopped for good, yet open later": (
        lambda toy: toy.spell("line", "suspended", "2019-01-01", "..", as_of="2019-06-01"),
        "spells.csv: s001-line: end: is `..`, but `s1` is open from 2020-01-01; end it",
    ),
    "a talk through a channel that was not there": (
        lambda toy: toy.contact("line", "2022-05-01", id="k2"),
        "contacts.csv: k2: date: was held, but no spell of `line` can have been usable then; enter one of its date",
    ),
    "a channel of nobody": (
        lambda toy: toy.add("channels", id="lost", name="Lost", type="hotline"),
        "channels.csv: lost: `lost` has no party; add one to parties.csv",
    ),
    "an actor that is its own ancestor": (
        lambda toy: toy.actor("one", kind="organization", parent="two").actor("two", kind="organization", parent="one"),
        "actors.csv: one: parent: goes round in a circle: one → two → one; break it",
    ),
    "two in one office": (
        lambda toy: toy.tenure("rival", "post", "2020-06-01", "2020-07-01", capacity="full").tenure(
            "envoy", "post", "2020-01-01", "2020-12-31", capacity="full"
        ),
        "tenures.csv: t-rival-post-1: person: `envoy` surely held `post` too on 2020-06-01; correct one",
    ),
}


def test_a_sound_toy_has_no_problem() -> None:
    assert problems(sound().data()) == []


@pytest.mark.parametrize("broken", BROKEN)
def test_each_rule_names_what_is_wrong_and_the_remedy(broken: str) -> None:
    breaking, expected = BROKEN[broken]
    toy = sound()
    breaking(toy)
    assert expected in [str(problem) for problem in problems(toy.data())]


def test_every_rule_has_a_broken_toy() -> None:
    caught = set()
    for breaking, expected in BROKEN.values():
        toy = sound()
        breaking(toy)
        data = toy.data()
        caught |= {rule.__name__ for rule in RULES if expected in [str(one) for one in rule(data)]}
    assert caught == {rule.__name__ for rule in RULES}


def test_rival_voices_may_both_be_sure() -> None:
    toy = sound().source("other").spell("line", "suspended", "2021-01-01", "2021-06-30", by=["other"])
    assert problems(toy.data()) == []


def test_a_problem_is_placed_on_the_line_of_its_record(tmp_path: Path) -> None:
    toy = sound().spell("line", "open", "1963", "1936", id="s2")
    write_package(toy.data(), tmp_path)
    assert [str(one) for one in check_package(tmp_path).problems] == [
        "spells.csv:3: end: `1936` is earlier than start, `1963`; correct one"
    ]
