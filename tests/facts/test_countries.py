"""What the world calls its countries, held against lists that nobody here wrote."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest

from backchannel.errors import UsageFault
from backchannel.facts.countries import (
    CORRELATES_OF_WAR,
    EVERYDAY,
    FORMER,
    LANGUAGES,
    RENAMED,
    country,
    english_names,
    is_code,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [("DDR", "DDR"), ("csk", "CSK"), ("SUN", "SUN"), ("SU", "SUN"), ("YMD", "YMD"), ("ZAR", "COD"),
     ("BUR", "MMR"), ("265", "DDR"), ("315", "CSK"), ("365", "RUS"), ("710", "CHN"), ("XKK", "XKX"),
     ("Соединённые Штаты", "USA"), ("Соединенные Штаты", "USA"), ("Turkiye", "TUR"), ("中国", "CHN"),
     ("The Netherlands", "NLD"), ("Cote d’Ivoire", "CIV"), ("Bosnia and Herzegovina", "BIH"),
     ("Europe", ""), ("European Union", ""), ("", ""), ("Atlantis", ""), ("345", "")],
)  # fmt: skip
def test_names_and_codes_of_all_kinds(text: str, code: str) -> None:
    assert country(text) == code


def test_every_country_is_found_by_its_own_code_and_english_name() -> None:
    for name in english_names():
        code = country(name)
        assert code == country(code)
        assert is_code(code)


def test_a_name_that_two_languages_give_to_two_countries_is_asked_back() -> None:
    with pytest.raises(UsageFault, match="`Kongo` names several countries: `COD` and `COG`"):
        country("Kongo")
    with pytest.raises(UsageFault, match="`KOR` and `PRK`"):
        country("Korea")


def test_our_own_lists_hold_codes_that_exist() -> None:
    assert all(is_code(code) for code in (*EVERYDAY, *RENAMED.values()))
    assert not set(FORMER) & set(RENAMED)
    assert all(is_code(code) for code in CORRELATES_OF_WAR.split()[1::2])
    assert not is_code("USB")
    assert not is_code("Usa")
    assert is_code("QMA")
    # Left to users are codes, and no name that begins like one.
    assert not any(map(is_code, ("XINJIANG", "QUEBEC", "AAARGH", "Q", "XA")))


def test_all_languages_are_there() -> None:
    assert country("Россия") == country("روسيا") == country("俄罗斯") == country("Venäjä") == "RUS"
    assert len(set(LANGUAGES)) == len(LANGUAGES)


def test_numbers_are_those_of_a_list_that_somebody_else_keeps() -> None:
    folder = os.environ.get("BACKCHANNEL_EXTERNAL_DATA")
    if not folder:
        pytest.skip("BACKCHANNEL_EXTERNAL_DATA is not set: the numbers are not held against a list")
    path = Path(folder) / "state-lists" / "countrycode_codelist.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        theirs = {row["cown"]: row["iso3c"] for row in csv.DictReader(lines)}
    numbers = CORRELATES_OF_WAR.split()
    ours = dict(zip(numbers[::2], numbers[1::2], strict=True))
    wrong = {n: (c, theirs[n]) for n, c in ours.items() if theirs.get(n) not in (None, "", c)}
    assert wrong == {}
    assert len(ours) > 195


def test_a_name_that_the_data_know_does_not_start_the_library() -> None:
    code = (
        "import sys, backchannel as bc; "
        "bc.open_channels(bc.read(), 2022, between=('Russia', 'usa')); "
        "print('babel' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
