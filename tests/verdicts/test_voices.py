"""In which order those who speak are named: of the days asked about, for a side, late, and no copy."""

from __future__ import annotations

from datetime import date

from backchannel.verdicts.voices import order_of_naming

from worlds.make import Toy


def test_who_speaks_of_the_days_comes_before_who_spoke_long_before_and_copies_last() -> None:
    toy = Toy(as_of="2025-12-31").actor("zoe", state="AAA").actor("old", state="AAB")
    toy.actor("wire", kind="organization", sector="JRN")
    for name, published, publisher in (
        ("early", "1993-07-09", "A Paper of 1993"),
        ("late", "2023-01-01", "Paper"),
        ("latest", "2024-01-01", "Post"),
        ("copied", "2025-01-01", "Encyclopaedia copy"),
        ("self", "2025-01-01", "a.blogspot.com"),
    ):
        toy.source(name, published=published, publisher=publisher)
    toy.channel("line").spell("line", "open", "1990", "2025", by=("early", "late", "latest"))
    for voice, as_of in (
        ("copied", ""), ("self", ""), ("zoe", "2022-06"), ("wire", "2023-06"), ("old", "1995"),
    ):  # fmt: skip
        toy.claim("s000-line", voice, as_of=as_of)
    data = toy.data()
    claims = data.claims_on["s000-line"]
    told = order_of_naming(data, claims, since=date(2022, 2, 1))
    assert told == ["zoe", "latest", "wire", "late", "old", "early", "copied", "self"]
    # Without a day each speaks of what is asked.
    assert order_of_naming(data, claims)[:2] == ["zoe", "old"]
