"""The rules about one day, held against a look at every pair of spells, contacts and tenures."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from backchannel.check.overlaps import (
    backing,
    contacts_in_a_stop,
    contested_contacts,
    offices,
    repeated_contacts,
    stopped_for_good,
    voices_agree,
)
from backchannel.dates.period import day_bounds, start_bounds
from backchannel.verdicts.accounts import accounts_of, tenure_accounts

from worlds import nasty
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.account import Account

SEEDS = (1, 2, 3, 4, 6)


def shared(one: Account, other: Account) -> bool:
    return max(one.start_latest, other.start_latest) <= min(one.end_earliest, other.end_earliest)


def with_contacts(seed: int) -> Dataset:
    """Return a made package with contacts by the voices that tell its spells, some of them denied."""
    lot = random.Random(seed)
    data = nasty.made(seed, channels=30)
    toy = Toy()
    stops = [one for one in data.spells.values() if one.status in ("suspended", "closed")]
    for number in range(150):
        spell = lot.choice(stops)
        seen = day_bounds(spell.start) if spell.start else day_bounds("2017")
        first = max(seen.earliest, nasty.FIRST) + timedelta(days=lot.randrange(60))
        last = first + timedelta(days=9)
        date = lot.choice([str(first), f"{first:%Y-%m}", f"[{first}..{last}]", f"{first}/{last}"])
        voices = lot.sample(list(nasty.VOICES), lot.choice([1, 1, 2]))
        denied = ["banker"] if lot.random() < 0.1 else []
        toy.contact(spell.channel, date, id=f"k{number:03}", by=voices, denied_by=denied)
    return data.with_tables(
        contacts=toy.data().contacts, claims={**data.claims, **toy.data().claims}
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_voice_is_reported_where_two_of_its_spells_share_a_sure_day(seed: int) -> None:
    data = nasty.made(seed, channels=30)
    expected = set()
    for voice in {data.voice(claim) for claim in data.claims.values()}:
        claims = {key: one for key, one in data.claims.items() if data.voice(one) == voice}
        spells = {
            one.record: data.spells[one.record]
            for one in claims.values()
            if one.record in data.spells
        }
        told = data.with_tables(claims=claims, spells=spells, contacts={})
        for channel in told.spells_of:
            for one, other in combinations(accounts_of(told, channel), 2):
                if one.usable != other.usable and shared(one, other):
                    later = max(
                        one, other, key=lambda it: (it.start_latest, it.end_earliest, it.id)
                    )
                    expected.add((voice, later.id))
    found = [(one.message.split("`")[1], one.record) for one in voices_agree(data)]
    assert (sorted(found), bool(found)) == (sorted(expected), True)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_stop_is_reported_where_a_usable_spell_begins_later(seed: int) -> None:
    data = nasty.made(seed, channels=30)
    expected = set()
    for channel in data.channels:
        usable = [one for one in accounts_of(data, channel) if one.usable and not one.is_contact]
        for spell in data.spells_of.get(channel, ()):
            seen = [data.spoken_of(one).latest for one in backing(data, spell)]
            if spell.status in ("suspended", "closed") and spell.end in ("", "..") and seen:
                begun = start_bounds(spell.start)
                # Who saw it going on saw that it had begun.
                since = max(seen) if begun.earliest <= max(seen) else begun.latest
                later = [one for one in usable if one.start_latest > since]
                if later:
                    first = min(later, key=lambda one: (one.start_earliest, one.id))
                    expected.add((spell.id, first.id))
    found = {
        (one.record, one.message.split("but `")[1].split("`")[0]) for one in stopped_for_good(data)
    }
    assert (found, bool(found)) == (expected, True)


def supporters(data: Dataset, record: str) -> set[str]:
    claims = data.claims_on.get(record, ())
    return {data.voice(one) for one in claims if one.stance == "supports" and not one.field}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_contact_in_a_sure_stop_is_a_problem_of_one_voice_and_a_warning_of_two(seed: int) -> None:
    data = with_contacts(seed)
    problems, warnings = set(), set()
    for channel in data.channels:
        accounts = [one for one in accounts_of(data, channel) if not one.denied]
        for contact in (one for one in accounts if one.is_contact):
            stops = [
                stop
                for stop in accounts
                if not stop.usable
                and (
                    shared(stop, contact)
                    if contact.has_a_sure_day
                    else stop.start_latest <= contact.start_earliest
                    and contact.end_latest <= stop.end_earliest
                )
            ]
            if any(supporters(data, stop.id) & supporters(data, contact.id) for stop in stops):
                problems.add(contact.id)
            elif stops:
                warnings.add(contact.id)
    assert problems
    assert warnings
    assert sorted(one.record for one in contacts_in_a_stop(data)) == sorted(problems)
    assert sorted(one.record for one in contested_contacts(data)) == sorted(warnings)
    for one in contacts_in_a_stop(data):
        voice, stop = one.message.split("`")[1:4:2]
        assert voice in supporters(data, stop) & supporters(data, one.record)


def test_another_stop_by_the_same_voice_counts_though_a_longer_one_is_by_others() -> None:
    toy = Toy().source("wire").channel("line").contact("line", "2020-05-05", by=["wire"])
    toy.spell("line", "closed", "2020-01-01", "2020-12-31", id="long")
    toy.spell("line", "suspended", "2020-05-01", "2020-05-10", id="short", by=["wire"])
    (found,) = contacts_in_a_stop(toy.data())
    assert found.message == (
        "`wire` says that it was held, and in `short` that `line` was suspended then; "
        "end the stop, or name another channel"
    )
    assert list(contested_contacts(toy.data())) == []


@pytest.mark.parametrize(
    ("start", "end", "status", "kind", "is_named"),
    [
        ("2020-05-05", "2020-05-05", "open", "observed", True),
        ("2020-05", "2020-05", "open", "observed", True),
        ("2020-05-05", "2020-05-06", "open", "observed", False),
        ("2020-05-04", "2020-05-04", "open", "observed", False),
        ("2020-05-05", "2020-05-05", "degraded", "observed", False),
        ("2020-05-05", "2020-05-05", "open", "changed", False),
    ],
)
def test_a_spell_that_says_no_more_than_a_contact_is_named(
    start: str, end: str, status: str, kind: str, *, is_named: bool
) -> None:
    toy = Toy().channel("line").contact("line", "2020-05-05", id="k1")
    toy.contact("line", "2020-05", id="k2")
    toy.contact("line", "2020-05-04", id="k3", mode="statement")
    toy.spell("line", status, start, end, end_kind=kind, id="s")
    found = [(one.record, one.column) for one in repeated_contacts(toy.data())]
    assert found == ([("s", "start")] if is_named else [])


@pytest.mark.parametrize("seed", SEEDS)
def test_an_office_is_reported_where_two_people_share_more_than_a_day_of_change(seed: int) -> None:
    lot = random.Random(seed)
    toy = Toy()
    people = [f"person-{number}" for number in range(5)]
    for number in range(4):
        toy.actor(f"office-{number}", kind="office", state="AAA")
    for name in people:
        toy.actor(name, state="AAA")
    for _ in range(60):
        first = lot.randrange(2001, 2020)
        last = first + lot.choice([0, 0, 1, 3])
        start = lot.choice([f"{first}-05-01", f"{first}", f"[..{first}-05-01]", ""])
        end = lot.choice([f"{last}-05-01", f"{last}-09", f"[{last}-05-01..{last}-08-01]"])
        toy.tenure(lot.choice(people), f"office-{lot.randrange(4)}", start, end, capacity="full")
    data = toy.data()
    surely = tenure_accounts(data)
    expected = set()
    for held in data.holders_of.values():
        for one, other in combinations([one for one in held if one.id in surely], 2):
            pair = sorted(
                (surely[one.id], surely[other.id]),
                key=lambda it: (it.start_latest, it.end_earliest, it.id),
            )
            is_change = pair[0].end_earliest == pair[1].start_latest
            if one.person != other.person and shared(*pair) and not is_change:
                expected.add(pair[1].id)
    found = [one.record for one in offices(data)]
    assert (sorted(found), bool(found)) == (sorted(expected), True)
