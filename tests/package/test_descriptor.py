"""What may be wrong with `datapackage.json`, one problem each."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from backchannel.check.rules import checked
from backchannel.package.reading import package_files, parse_files

from worlds import sound

if TYPE_CHECKING:
    from collections.abc import Callable


def says(**facts: object) -> Callable[[bytes], bytes]:
    """Return what puts some facts into a descriptor."""
    return lambda content: json.dumps({**json.loads(content), **facts}).encode()


DESCRIPTORS: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "is no JSON": (lambda b: b[:-3], "datapackage.json:{last}: is not JSON: Expecting ',' delimiter, in column 4; correct it"),
    "is empty": (lambda _: b"", "datapackage.json:1: is not JSON: Expecting value, in column 1; correct it"),
    "is a list": (lambda _: b"[]", "datapackage.json:1: is not a JSON object; it begins with `{{`"),
    "is nested without end": (lambda _: b'{"a":' * 100_000, "datapackage.json: nests brackets too deeply for a descriptor; write it anew"),
    "is Latin-1": (lambda b: b.replace(b"Toy", b"To\xff"), "datapackage.json:4: is not UTF-8; save it as UTF-8"),
    "has a key twice": (lambda b: b.replace(b'"from"', b'"as_of": "2021-01-01", "from"'), "datapackage.json: has the key `as_of` twice; remove one"),
    "has a number for a day": (lambda b: b.replace(b'"2022-12-31"', b"2022"), "datapackage.json: as_of: `2022` is not text; put it between quotes"),
    "has nothing for a day": (lambda b: b.replace(b'"2022-12-31"', b"null"), "datapackage.json: as_of: `null` is not text; put it between quotes"),
    "has an empty day": (lambda b: b.replace(b"2022-12-31", b""), "datapackage.json: as_of: is missing or empty; fill it in"),
    "has no day": (lambda b: b.replace(b'"as_of"', b'"asof"'), "datapackage.json: as_of: is missing or empty; fill it in"),
    "has a year for a day": (
        lambda b: b.replace(b"2022-12-31", b"2022"),
        "datapackage.json: as_of: `2022` is not one day: it means 2022-01-01 to 2022-12-31; give a day such as `2022-01-01` or `2022-12-31`",
    ),
    "ends before it begins": (lambda b: b.replace(b"2000-01-01", b"2023-01-01"), "datapackage.json: from: `2023-01-01` is later than as_of, `2022-12-31`; correct one"),
    "has one side": (lambda b: b.replace(b"AAA; AAB", b"AAA"), "datapackage.json: between: `AAA` is not a pair such as `RUS; USA`"),
    "has one side twice": (lambda b: b.replace(b"AAA; AAB", b"RUS; SUN"), "datapackage.json: between: `RUS` and `SUN` are one side; name two"),
    "has a list of lists": (lambda b: b.replace(b'"AAA; AAB"', b'[["AAA"], "AAB"]'), 'datapackage.json: between: `[["AAA"], "AAB"]` is not text; put it between quotes'),
    "has an unknown side": (lambda b: b.replace(b"AAA; AAB", b"AAA; BBC"), "datapackage.json: between: unknown side `BBC`; enter the state or the body in actors.csv"),
    "has a list of topics": (lambda b: b.replace(b'"visas": "what is meant by visas"', b'"visas": []'), 'datapackage.json: topics: is not a list of ids with meanings, such as `{{"trade": "trade rules"}}`'),
    "has a topic that is no id": (lambda b: b.replace(b'"visas": "what is meant by visas"', b'"Visas": "visas"'), "datapackage.json: topics: `Visas` is not an id; use lower-case letters, digits and hyphens"),
    "has a topic without a meaning": (lambda b: b.replace(b'"visas": "what is meant by visas"', b'"visas": ""'), "datapackage.json: topics: `visas` has no meaning, or one with a character that does not belong in text; write it"),
    "has half a letter": (lambda b: b.replace(b'"Toy"', b'"\\ud800"'), "datapackage.json: title: `\\ud800` holds a character that does not belong in text; remove it"),
    "has a number for presume": (says(presume=365), 'datapackage.json: presume: is no list of days by channel type, such as `{{"default": 365}}`'),
    "presumes an unknown type": (
        says(presume={"embassy": 365}),
        "datapackage.json: presume: `embassy` is no channel type; allowed: head-of-state, foreign-ministry, mission, special-envoy, "
        "security-council, military, deconfliction, hotline, intelligence, prisoner-exchange, treaty-body, joint-commission, working-group, "
        "business, parliamentary, multilateral, mediator, track-1.5, track-2, technical, allied, internal, public, default, tenure",
    ),
    "presumes fewer days than none": (says(presume={"default": -1}), "datapackage.json: presume: `default`: `-1` is no number of days; write a whole number, 0 or more"),
    "presumes more days than there are": (says(presume={"default": 10**30}), f"datapackage.json: presume: `default`: `{10**30}` are more days than there are; write at most 3652058"),
    "presumes half a day": (says(presume={"mission": 0.5}), "datapackage.json: presume: `mission`: `0.5` is no number of days; write a whole number, 0 or more"),
    "presumes yes": (says(presume={"tenure": True}), "datapackage.json: presume: `tenure`: `true` is no number of days; write a whole number, 0 or more"),
    "presumes in words": (says(presume={"default": "a year"}), 'datapackage.json: presume: `default`: `"a year"` is no number of days; write a whole number, 0 or more'),
    "has one break alone": (
        says(breaks={"date": "2022-02-24", "reason": "invasion"}),
        'datapackage.json: breaks: is no list of breaks; write `[…]` around each `{{"date": "2022-02-24", "reason": "invasion"}}`',
    ),
    "has a day for a break": (
        says(breaks=["2022-02-24"]),
        'datapackage.json: breaks: `"2022-02-24"` is no break; write it as `{{"date": "2022-02-24", "reason": "invasion"}}`',
    ),
    "has a break without a reason": (
        says(breaks=[{"date": "2022-02-24"}]),
        'datapackage.json: breaks: `{{"date": "2022-02-24"}}` is no break; write it as `{{"date": "2022-02-24", "reason": "invasion"}}`',
    ),
    "has a break with an empty reason": (says(breaks=[{"date": "2022-02-24", "reason": " "}]), "datapackage.json: breaks: the break `2022-02-24` has no reason; write it"),
    "has a break with a number for a reason": (says(breaks=[{"date": "2022-02-24", "reason": 1}]), "datapackage.json: breaks: the break `2022-02-24` has no reason; write it"),
    "has a break with half a letter": (says(breaks=[{"date": "2022-02-24", "reason": "\ud800"}]), "datapackage.json: breaks: the break `2022-02-24` has no reason; write it"),
    "has a year for a break": (
        says(breaks=[{"date": "2022", "reason": "invasion"}]),
        "datapackage.json: breaks: `2022` is not one day: it means 2022-01-01 to 2022-12-31; give a day such as `2022-01-01` or `2022-12-31`",
    ),
    "has a break twice": (
        says(breaks=[{"date": day, "reason": "war"} for day in ("2022-02-24", "2014-03-01", "2022-02-24")]),
        "datapackage.json: breaks: has `2022-02-24` twice; keep one",
    ),
    "has an object for a title": (lambda b: b.replace(b'"Toy"', b'{"en": 1}'), 'datapackage.json: title: `{{"en": 1}}` is not text; put it between quotes'),
}  # fmt: skip


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_descriptor_that(name: str) -> None:
    change, expected = DESCRIPTORS[name]
    content = change(sound.files()["datapackage.json"])
    assert sound.remade("datapackage.json", change) == [
        expected.format(last=content.count(b"\n") + 1)
    ]


def test_a_descriptor_that_is_not_there() -> None:
    files = sound.files()
    del files["datapackage.json"]
    said = [str(one) for one in checked(parse_files(files)).problems]
    assert said == ["datapackage.json: missing; add it, with `from` and `as_of`"]


def test_a_descriptor_may_be_written_by_others() -> None:
    files = sound.files()
    theirs = {
        "between": ["AAA", "AAB"],
        "as_of": "2022-12-31",
        "from": "2000-01-01",
        "licenses": [{"name": "CC0"}],
    }
    for content in (json.dumps(theirs).encode(), b"\xef\xbb\xbf" + json.dumps(theirs).encode()):
        assert checked(parse_files({**files, "datapackage.json": content})) == (
            sound.sound().data(),
            [],
            (),
            [],
        )


def test_a_descriptor_says_what_is_presumed_in_any_order() -> None:
    presume = {"tenure": 30, "default": 0, "hotline": 1095}
    later, earlier = ({"date": day, "reason": f"of {day}"} for day in ("2022-02-24", "2014-03-01"))
    content = says(presume=presume, breaks=[later, earlier])(sound.files()["datapackage.json"])
    data = checked(parse_files({**sound.files(), "datapackage.json": content})).dataset
    assert data is not None
    assert dict(data.presumption.days) == presume
    assert [(str(day), reason) for day, reason in data.presumption.breaks] == [
        ("2014-03-01", "of 2014-03-01"),
        ("2022-02-24", "of 2022-02-24"),
    ]
    # Written and read again it is the same, and another digest than without.
    again = checked(parse_files(package_files(data))).dataset
    assert again == data
    assert again.digest == data.digest != sound.sound().data().digest


def test_a_descriptor_that_presumes_nothing_says_nothing_of_it() -> None:
    top = json.loads(sound.files()["datapackage.json"])
    assert not {"presume", "breaks"} & top.keys()
