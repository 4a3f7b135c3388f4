"""One broken package for each rule between records, with the exact line that its author sees."""

from __future__ import annotations

import pytest

from backchannel.check.rules import RULES, checked, problems
from backchannel.package.reading import parse_files

from worlds import sound

BROKEN: dict[str, tuple[str, sound.Edit, str]] = {
    "unknown id": (
        "references", {"spells/s3/channel": "lien"}, "spells.csv:4: channel: unknown channel `lien`; did you mean `line`?",
    ),
    "unknown id among several": (
        "references", {"spells/s2/cause": "d1; d9x"}, "spells.csv:3: cause: unknown disruption `d9x`; add it to disruptions.csv",
    ),
    "unknown id that nothing is near": (
        "references", {"attendances/a-k1-envoy/contact": "zzz"}, "attendances.csv:2: contact: unknown contact `zzz`; add it to contacts.csv",
    ),
    "claim on a missing record": (
        "references", {"claims/+": "z|zzzzzz|||paper|||supports"}, "claims.csv:13: record: unknown record `zzzzzz`; it names no row of any table",
    ),
    "claim of a missing source": (
        "references", {"claims/c0001/source": "papre"}, "claims.csv:3: source: unknown source `papre`; did you mean `paper`?",
    ),
    "claim by nobody": (
        "references", {"claims/c0010/claimant": "rivla"}, "claims.csv:12: claimant: unknown actor `rivla`; did you mean `rival`?",
    ),
    "claimed id that names nothing": (
        "references", {"claims/c0010/value": "d1; d9x"}, "claims.csv:12: value: unknown disruption `d9x`; add it to disruptions.csv",
    ),
    "unknown side": (
        "sides", {"parties/p-line-state-aaa/side": "AAX"}, "parties.csv:2: side: unknown side `AAX`; enter the state or the body in actors.csv",
    ),
    "end of what is no state": (
        "lifetimes", {"actors/rival/end": "2001"}, "actors.csv:5: end: belongs to a state, not to kind `person`; empty it",
    ),
    "tenure in what is no office": (
        "kinds", {"tenures/t-envoy-post-0/office": "rival"}, "tenures.csv:2: office: `rival` is of kind person, an office is wanted",
    ),
    "place that is none": (
        "kinds", {"contacts/k1/place": "house"}, "contacts.csv:2: place: `house` is of kind organization, a place is wanted",
    ),
    "spell without a claim": (
        "required_claims", {"claims/c0003": ""}, "spells.csv:3: no claim supports `s2` as a whole; leave `field` empty in one",
    ),
    "contact without a claim": (
        "required_claims", {"claims/c0006": ""}, "contacts.csv:4: `k2` has no claim that supports it; add one to claims.csv",
    ),
    "contact with a claim on its date alone": (
        "required_claims", {"claims/c0006/field": "date", "claims/c0006/value": "2022-04/2022-05"},
        "contacts.csv:4: no claim supports `k2` as a whole; leave `field` empty in one",
    ),
    "topic that the package does not list": ("topics", {"channels/line/topics": "staff; visa"}, "channels.csv:2: topics: unknown topic `visa`; did you mean `visas`?"),
    "topic that is like none of the list": ("topics", {"contacts/k2/topics": "fish"}, "contacts.csv:4: topics: unknown topic `fish`; list it under `topics` in datapackage.json"),
    "dependency that is only denied": (
        "required_claims", {"claims/c0009/stance": "denies"}, "dependencies.csv:2: `n1` has no claim that supports it; add one to claims.csv",
    ),
    "claim on a missing column": (
        "claimed_fields", {"claims/c0005/field": "dat"}, "claims.csv:7: field: contacts.csv has no column `dat`; did you mean `date`?",
    ),
    "claim on the id": (
        "claimed_fields", {"claims/c0005/field": "id"},
        "claims.csv:7: field: contacts.csv has no column `id`; the columns are channel, date, mode, place, occurrence, topics, outcome, count",
    ),
    "value of no column": (
        "claimed_fields", {"claims/c0005/value": "x"}, "claims.csv:7: value: a value needs the `field` that it is a value of",
    ),
    "rival date of a spell": (
        "claimed_fields", {"claims/+": "d|s1|start|2019|paper|||supports"},
        "claims.csv:13: field: differing accounts are spells of their own; enter another spell",
    ),
    "value that the column cannot have": (
        "claimed_values", {"claims/+": "d|d1|count_least|many|paper|||supports"},
        "claims.csv:13: value: `many` is not a whole number from 0 to 999,999,999, written like `35`",
    ),
    "rival date that the record leaves out": (
        "claimed_values", {"claims/+": "d|k1|date|2021-05-02|paper|||supports"},
        "claims.csv:13: value: `2021-05-02` is not within `2021-05-01` of `k1`; enter a set that holds both",
    ),
    "channel without a party": (
        "parties", {"channels/+": "zero|Zero|hotline"}, "channels.csv:4: `zero` has no party; add one to parties.csv",
    ),
    "least greater than most": (
        "counts", {"disruptions/d2/count_least": "5"}, "disruptions.csv:3: count_least: `5` is more than count_most, `4`; correct one",
    ),
    "actors in a circle": (
        "cycles", {"actors/house/parent": "rival"}, "actors.csv:3: parent: goes round in a circle: house → rival → house; break it",
    ),
    "channel that is its own parent": (
        "cycles", {"channels/line/parent": "line"}, "channels.csv:2: parent: goes round in a circle: line → line; break it",
    ),
    "channels that succeed each other": (
        "cycles", {"channels/line/succeeds": "line-two"}, "channels.csv:2: succeeds: goes round in a circle: line → line-two → line; break it",
    ),
    "disruptions that answer each other": (
        "cycles", {"disruptions/d1/answers": "d2"}, "disruptions.csv:2: answers: goes round in a circle: d1 → d2 → d1; break it",
    ),
    "two in one office, one of them for a day": (
        "offices", {"tenures/t-rival-post-1/start": "2021-06-01", "tenures/t-rival-post-1/end": "2021-06-01",
                    "tenures/t-rival-post-1/capacity": "full", "tenures/t-envoy-post-0/end": "2022"},
        "tenures.csv:3: person: `envoy` surely held `post` too on 2021-06-01; end one of the two tenures by then, or write `acting` as its capacity",
    ),
    "degraded, and nothing worse follows": (
        "changes", {"spells/s2/status": "degraded", "spells/s3": "", "spells/s1/status": "degraded", "claims/c0004": "",
                    "contacts/k2": "", "claims/c0006": ""},
        "spells.csv:3: end_kind: is `changed`, but no other status of `line` follows; enter it, or another end kind",
    ),
    "end before start": (
        "order_of_dates", {"spells/s1/end": "2019-06-20"}, "spells.csv:2: end: `2019-06-20` is earlier than start, `2020-01-01`; correct one",
    ),
    "state that ends before it begins": (
        "order_of_dates", {"actors/+": "zed|Zed|state|ZZZ|||||yes|2001|2000"}, "actors.csv:9: end: `2000` is earlier than start, `2001`; correct one",
    ),
    "spell after as_of": (
        "order_of_dates", {"spells/s3/start": "2023-01"}, "spells.csv:4: start: `2023-01` is after as_of, `2022-12-31`; correct one of them",
    ),
    "contact after as_of": (
        "order_of_dates", {"contacts/k2/date": "2023/2024"}, "contacts.csv:4: date: `2023/2024` is after as_of, `2022-12-31`; correct one of them",
    ),
    "disruption after as_of": (
        "order_of_dates", {"disruptions/d2/start": "2023-01-01"}, "disruptions.csv:3: start: `2023-01-01` is after as_of, `2022-12-31`; correct one of them",
    ),
    "tenure after as_of": (
        "order_of_dates", {"tenures/t-rival-post-1/start": "2023"}, "tenures.csv:3: start: `2023` is after as_of, `2022-12-31`; correct one of them",
    ),
    "end that nobody explains": (
        "ends", {"spells/s1/end_kind": ""}, "spells.csv:2: end_kind: is empty, but the spell has an end; say why it ends",
    ),
    "end kind of what has not ended": (
        "ends", {"spells/s3/end_kind": "ended"}, "spells.csv:4: end_kind: `ended` needs an end, but end is `..`; write `observed`, or the end",
    ),
    "end by a day": (
        "ends", {"spells/s2/end": "[..2022-02]"}, "spells.csv:3: end: `[..2022-02]` makes all earlier years possible; begin it on the last day seen",
    ),
    "closed without an end": (
        "ends", {"spells/s2/status": "closed", "spells/s2/end": ""},
        "spells.csv:3: end: is empty for a closed spell; write the day seen last, or `..` if nobody saw it end",
    ),
    "suspended without an end": (
        "ends", {"spells/s2/end": ""},
        "spells.csv:3: end: is empty for a suspended spell; write the day seen last, or `..` if nobody saw it end",
    ),
    "still so, but nobody says when": (
        "ends", {"claims/c0004/as_of": ""},
        "spells.csv:4: end: is `..`, but none of its supporting claims has an `as_of`; say when it was still so",
    ),
    "changed to nothing": (
        "changes", {"spells/s3": "", "claims/c0004": "", "contacts/k2": "", "claims/c0006": ""},
        "spells.csv:3: end_kind: is `changed`, but no other status of `line` follows; enter it, or another end kind",
    ),
    "changed to the same": (
        "changes", {"spells/s3/status": "suspended", "contacts/k2/mode": "statement"},
        "spells.csv:3: end_kind: is `changed`, but no other status of `line` follows; enter it, or another end kind",
    ),
    "one voice that says both": (
        "voices_agree", {"spells/s2/start": "2021-06-30"},
        "spells.csv:3: status: `paper` says suspended here and open in `s1`, both sure on 2021-06-30; end one the day before",
    ),
    "suspended for good, yet open later": (
        "stopped_for_good", {"spells/s2/end": "..", "spells/s2/end_kind": "", "claims/c0003/as_of": "2021-08"},
        "spells.csv:3: end: is `..`, but `s3` is open from 2022-03-01; end it",
    ),
    "suspended for good, yet open from some day that may be later": (
        "stopped_for_good",
        {"spells/s2/end": "..", "spells/s2/end_kind": "", "claims/c0003/as_of": "2022-04", "spells/s3/start": "[2022-04-15..2022-05-15]"},
        "spells.csv:3: end: is `..`, but `s3` is open from [2022-04-15..2022-05-15]; end it",
    ),
    "claim on a date that has none": ("claimed_values", {"claims/+": "d|k1|date||paper|||supports"}, "claims.csv:13: value: is empty; fill it in"),
    "closed for good, yet open later": (
        "stopped_for_good",
        {"spells/s2/end": "..", "spells/s2/end_kind": "", "spells/s2/status": "closed", "claims/c0003/as_of": "2021-08"},
        "spells.csv:3: end: is `..`, but `s3` is open from 2022-03-01; end it",
    ),
    "suspended without a word on the end, yet open later": (
        "stopped_for_good", {"spells/s2/end": "", "claims/c0003/as_of": "2021-08"},
        "spells.csv:3: end: is empty, but `s3` is open from 2022-03-01; end it",
    ),
    "talk through a channel that its own source has stopped": (
        "contacts_in_a_stop", {"contacts/k1/date": "2021-08-01"},
        "contacts.csv:2: date: `paper` says that it was held, and in `s2` that `line` was suspended then; end the stop, or name another channel",
    ),
    "two in one office": (
        "offices", {"tenures/t-rival-post-1/start": "2021-06-01", "tenures/t-rival-post-1/end": "2021-07-01",
                    "tenures/t-rival-post-1/capacity": "full", "tenures/t-envoy-post-0/end": "2022"},
        "tenures.csv:3: person: `envoy` surely held `post` too on 2021-06-01; end one of the two tenures by then, or write `acting` as its capacity",
    ),
    "two in one office, both still seen there": (
        "offices", {"tenures/t-rival-post-1/capacity": "full", "tenures/t-envoy-post-0/end": ".."},
        "tenures.csv:3: person: `envoy` surely held `post` too on 2022-02-01; end one of the two tenures by then, or write `acting` as its capacity",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_each_rule_names_the_line_what_is_wrong_and_the_remedy(name: str) -> None:
    rule, edit, expected = BROKEN[name]
    assert expected in sound.said(edit)
    others = [one for one in RULES if one.__name__ != rule]
    data = parse_files(sound.broken(edit)).dataset
    assert expected.split(": ", 1)[1] not in [
        str(one).split(": ", 2)[-1]
        for one in problems(data)
        if any(one in other(data) for other in others)
    ]


def test_every_rule_has_a_broken_package() -> None:
    assert {rule for rule, _, _ in BROKEN.values()} == {rule.__name__ for rule in RULES}


@pytest.mark.parametrize(
    ("name", "count"),
    [("unknown id", 1), ("claim of a missing source", 1), ("claim by nobody", 1), ("actors in a circle", 1),
     ("spell after as_of", 1), ("end before start", 1), ("suspended for good, yet open later", 1), ("one voice that says both", 1)],
)  # fmt: skip
def test_one_mistake_is_one_problem(name: str, count: int) -> None:
    assert len(sound.said(BROKEN[name][1])) == count


def test_rules_wait_for_tables_that_are_not_read_whole() -> None:
    # One broken row of actors.csv is one problem: nobody who stood in it is called unknown.
    found = checked(parse_files(sound.broken({"actors/envoy/kind": "persona"})))
    assert [str(one) for one in found.problems] == [
        "actors.csv:2: kind: `persona` is not allowed; did you mean `person`?"
    ]
    assert found.waiting == ("actors",)
    # What is wrong elsewhere is said at once.
    both = sound.said(
        {
            "actors/envoy/kind": "persona",
            "spells/s1/end": "2019-06-20",
            "channels/line/parent": "lien",
        }
    )
    assert both == [
        "actors.csv:2: kind: `persona` is not allowed; did you mean `person`?",
        "channels.csv:2: parent: unknown channel `lien`; did you mean `line`?",
        "spells.csv:2: end: `2019-06-20` is earlier than start, `2020-01-01`; correct one",
    ]


def test_a_long_circle_is_named_by_some_of_its_members() -> None:
    ring = [f"ring-{n:03}" for n in range(1000)]
    edit = {"channels/+": "zero|Zero|hotline"}
    files = sound.broken(edit)
    rows = "".join(f"{one},Ring,hotline,,{ring[n - 1]},,\n" for n, one in enumerate(ring))
    files["channels.csv"] = files["channels.csv"].replace(b"zero,", rows.encode() + b"zero,")
    circles = [str(one) for one in checked(parse_files(files)).problems if one.column == "parent"]
    assert circles == [
        "channels.csv:4: parent: goes round in a circle: ring-000 → ring-999 → ring-998 → ring-997 → … → ring-000; break it"
    ]
