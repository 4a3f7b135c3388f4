"""Contacts on days of which a source says that there was none."""

from __future__ import annotations

from backchannel.verdicts.silences import stated_against

from worlds.make import Toy


def test_a_silence_stated_of_its_channel_and_mode_covers_the_whole_date_of_a_contact() -> None:
    toy = Toy(as_of="2020-12-31").channel("line").channel("other")
    toy.contact("line", "2020-03-01", id="call").contact(
        "line", "2020-03-02", id="chat", mode="video"
    )
    toy.contact("line", "[2020-03-09..2020-04-02]", id="vague").contact(
        "other", "2020-03-01", id="far"
    )
    toy.contact("line", "2020-03-05", id="called-off", occurrence="cancelled")
    toy.contact("line", "2020-03", id="no-call", occurrence="none")
    data = toy.data()
    found = {key: stated_against(data, row) for key, row in data.contacts.items()}
    assert {key: ids for key, ids in found.items() if ids} == {"call": ["no-call"]}
    toy.contact("line", "2020-02/2020-05", id="none", mode="unspecified", occurrence="none")
    found = {key: stated_against(toy.data(), row) for key, row in toy.data().contacts.items()}
    assert {key: ids for key, ids in found.items() if ids} == {
        "call": ["no-call", "none"], "chat": ["none"], "vague": ["none"],
    }  # fmt: skip
