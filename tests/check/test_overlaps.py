"""The rules about one day, held against a look at every pair of spells, contacts and tenures."""

from __future__ import annotations

import random
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from backchannel.check.overlaps import (
    backing,
    contacts_covered,
    offices,
    stopped_for_good,
    voices_agree,
)
from backchannel.dates.period import Window, day_bounds, start_bounds
from backchannel.verdicts.accounts import Account, accounts_of, tenure_accounts
from backchannel.verdicts.contacts import is_contact

from worlds import nasty
from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

SEEDS = range(5)


def shared(one: Account, other: Account) -> bool:
    return max(one.start_latest, other.start_latest) <= min(one.end_earliest, other.end_earliest)


def with_contacts(seed: int) -> Dataset:
    lot = random.Random(seed)
    data = nasty.made(seed, channels=30)
    toy = Toy()
    for number in range(80):
        year, month = lot.randrange(2012, 2024), lot.randrange(1, 13)
        date = lot.choice(
            [f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-15", f"[{year}..{year + 1}]"]
        )
        toy.contact(lot.choice(list(data.channels)), date, id=f"k{number:03}", by=())
    return data.with_tables(contacts=toy.data().contacts)


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
        told = data.with_tables(claims=claims, spells=spells)
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
        usable = [one for one in accounts_of(data, channel) if one.usable]
        for spell in data.spells_of.get(channel, ()):
            seen = [data.spoken_of(one).latest for one in backing(data, spell)]
            if spell.status in ("suspended", "closed") and spell.end in ("", "..") and seen:
                since = max(*seen, start_bounds(spell.start).latest)
                later = [one for one in usable if one.start_latest > since]
                if later:
                    first = min(later, key=lambda one: (one.start_earliest, one.id))
                    expected.add((spell.id, first.id))
    found = {
        (one.record, one.message.split("but `")[1].split("`")[0]) for one in stopped_for_good(data)
    }
    assert (found, bool(found)) == (expected, True)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_talk_is_reported_where_no_usable_spell_touches_its_days(seed: int) -> None:
    data = with_contacts(seed)
    expected = {
        contact.id
        for contact in data.contacts.values()
        if is_contact(data, contact)
        and not any(
            one.usable and one.touches(Window(*day_bounds(contact.date)))
            for one in accounts_of(data, contact.channel)
        )
    }
    found = {one.record for one in contacts_covered(data)}
    assert (found, bool(found), len(found) < len(data.contacts)) == (expected, True, True)


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
