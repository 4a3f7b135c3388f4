"""
Countries by name or code, in many languages, whether or not the data know them.

Names and codes are those of the Unicode Common Locale Data Repository (through Babel); what it
lacks is listed here: states that no longer exist, with their codes of ISO 3166-3, everyday English
names, and the numbers of the Correlates of War project. This module is imported only when a name is
not found in the data, since its library takes a tenth of a second to load.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

from babel import Locale
from babel.core import get_global

from backchannel.errors import UsageFault
from backchannel.messages import folded, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LANGUAGES = (
    "en", "ru", "uk", "zh", "zh_Hant", "fr", "es", "ar", "de", "fa", "he", "hi", "it", "ja", "ko",
    "pl", "pt", "tr", "be", "bg", "cs", "el", "fi", "hu", "ka", "lt", "lv", "nl", "no", "ro", "sk",
    "sr", "sr_Latn", "sv", "ur", "vi",
)  # fmt: skip
"""Whose names of countries are understood: the United Nations' and the neighbours' of the data."""

FORMER: Mapping[str, tuple[str, ...]] = {
    "ANT": ("Netherlands Antilles",),
    "ATN": ("Dronning Maud Land",),
    "CSK": ("Czechoslovakia", "Czechoslovak Socialist Republic", "ČSSR", "Чехословакия"),
    "CTE": ("Canton and Enderbury Islands",),
    "DDR": ("East Germany", "German Democratic Republic", "GDR", "ГДР"),
    "JTN": ("Johnston Island",),
    "MID": ("Midway Islands",),
    "NTZ": ("Neutral Zone",),
    "PCI": ("Pacific Islands (trust territory)",),
    "PCZ": ("Panama Canal Zone",),
    "PUS": ("U.S. Miscellaneous Pacific Islands",),
    "SCG": ("Serbia and Montenegro", "Сербия и Черногория"),
    "SKM": ("Sikkim",),
    "SUN": (
        "Soviet Union", "USSR", "U.S.S.R.", "Union of Soviet Socialist Republics",
        "СССР", "Советский Союз",
    ),
    "VDR": ("North Vietnam", "Democratic Republic of Vietnam"),
    "WAK": ("Wake Island",),
    "YMD": ("South Yemen", "People's Democratic Republic of Yemen"),
    "YUG": ("Yugoslavia", "Югославия"),
}  # fmt: skip
"""ISO 3166-3: states and territories that no longer exist, by the code they had → their names."""

RENAMED: Mapping[str, str] = {
    "AFI": "DJI", "BUR": "MMR", "BYS": "BLR", "DHY": "BEN", "FXX": "FRA", "HVO": "BFA",
    "NHB": "VUT", "RHO": "ZWE", "TMP": "TLS", "XKK": "XKX", "ZAR": "COD",
}  # fmt: skip
"""Code that a state no longer has → the code that it has now."""

EVERYDAY: Mapping[str, tuple[str, ...]] = {
    "ARE": ("UAE",),
    "BRN": ("Brunei Darussalam",),
    "BOL": ("Plurinational State of Bolivia",),
    "CHN": ("People's Republic of China", "PRC", "КНР"),
    "CIV": ("Ivory Coast",),
    "COD": ("Democratic Republic of the Congo", "DR Congo", "DRC", "Zaire", "Congo"),
    "COG": ("Republic of the Congo", "Congo-Brazzaville", "Congo"),
    "CPV": ("Cape Verde",),
    "CZE": ("Czech Republic",),
    "DEU": ("Federal Republic of Germany", "West Germany", "FRG", "ФРГ"),
    "GBR": ("Great Britain", "Britain"),
    "HKG": ("Hong Kong",),
    "IRN": ("Islamic Republic of Iran",),
    "KOR": ("Republic of Korea", "ROK", "Korea"),
    "LAO": ("Lao People's Democratic Republic",),
    "MAC": ("Macao", "Macau"),
    "MDA": ("Republic of Moldova",),
    "MKD": ("Macedonia", "FYROM"),
    "MMR": ("Burma",),
    "PRK": ("Democratic People's Republic of Korea", "DPRK", "КНДР", "Korea"),
    "PSE": ("Palestine", "State of Palestine"),
    "RUS": ("Russian Federation", "Российская Федерация", "РФ"),
    "SWZ": ("Swaziland",),
    "SYR": ("Syrian Arab Republic",),
    "TLS": ("East Timor",),
    "TUR": ("Turkey",),
    "TZA": ("United Republic of Tanzania",),
    "USA": ("America", "United States of America", "U.S.", "U.S.A.", "США", "Америка", "Amerika"),
    "VAT": ("Vatican", "Holy See", "Святой Престол"),
    "VEN": ("Bolivarian Republic of Venezuela",),
    "VNM": ("Viet Nam",),
}  # fmt: skip
"""Names that people and official lists use and CLDR does not; one that fits two is ambiguous."""

CORRELATES_OF_WAR = """
2 USA 20 CAN 31 BHS 40 CUB 41 HTI 42 DOM 51 JAM 52 TTO 53 BRB 54 DMA 55 GRD 56 LCA 57 VCT 58 ATG 60
KNA 70 MEX 80 BLZ 90 GTM 91 HND 92 SLV 93 NIC 94 CRI 95 PAN 100 COL 101 VEN 110 GUY 115 SUR 130 ECU
135 PER 140 BRA 145 BOL 150 PRY 155 CHL 160 ARG 165 URY 200 GBR 205 IRL 210 NLD 211 BEL 212 LUX 220
FRA 221 MCO 223 LIE 225 CHE 230 ESP 232 AND 235 PRT 255 DEU 260 DEU 265 DDR 290 POL 305 AUT 310 HUN
315 CSK 316 CZE 317 SVK 325 ITA 331 SMR 338 MLT 339 ALB 341 MNE 343 MKD 344 HRV 346 BIH 347 XKX 349
SVN 350 GRC 352 CYP 355 BGR 359 MDA 360 ROU 365 RUS 366 EST 367 LVA 368 LTU 369 UKR 370 BLR 371 ARM
372 GEO 373 AZE 375 FIN 380 SWE 385 NOR 390 DNK 395 ISL 402 CPV 403 STP 404 GNB 411 GNQ 420 GMB 432
MLI 433 SEN 434 BEN 435 MRT 436 NER 437 CIV 438 GIN 439 BFA 450 LBR 451 SLE 452 GHA 461 TGO 471 CMR
475 NGA 481 GAB 482 CAF 483 TCD 484 COG 490 COD 500 UGA 501 KEN 510 TZA 516 BDI 517 RWA 520 SOM 522
DJI 530 ETH 531 ERI 540 AGO 541 MOZ 551 ZMB 552 ZWE 553 MWI 560 ZAF 565 NAM 570 LSO 571 BWA 572 SWZ
580 MDG 581 COM 590 MUS 591 SYC 600 MAR 615 DZA 616 TUN 620 LBY 625 SDN 626 SSD 630 IRN 640 TUR 645
IRQ 651 EGY 652 SYR 660 LBN 663 JOR 666 ISR 670 SAU 678 YEM 679 YEM 680 YMD 690 KWT 692 BHR 694 QAT
696 ARE 698 OMN 700 AFG 701 TKM 702 TJK 703 KGZ 704 UZB 705 KAZ 710 CHN 712 MNG 713 TWN 731 PRK 732
KOR 740 JPN 750 IND 760 BTN 770 PAK 771 BGD 775 MMR 780 LKA 781 MDV 790 NPL 800 THA 811 KHM 812 LAO
816 VNM 820 MYS 830 SGP 835 BRN 840 PHL 850 IDN 860 TLS 900 AUS 910 PNG 920 NZL 935 VUT 940 SLB 946
KIR 947 TUV 950 FJI 955 TON 970 NRU 983 MHL 986 PLW 987 FSM 990 WSM
"""
"""Numbers of the Correlates of War project, each followed by the code of ISO 3166."""

_NO_COUNTRY = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def country(text: str) -> str:
    """
    Return the alpha-3 code of the country that a text names, or nothing if it names none.

    It understands names in the languages listed above, codes of ISO 3166 (alpha-2, alpha-3 and
    those of states that no longer exist), and numbers of the Correlates of War project. A state
    that changed its code is returned under the new one.

    Raises
    ------
    UsageFault
        If it names several.

    Examples
    --------
    >>> [country(text) for text in ("UK", "Türkiye", "Соединенные Штаты", "ZAR", "365", "Atlantis")]
    ['GBR', 'TUR', 'USA', 'COD', 'RUS', '']
    """
    wanted = _plain(text)
    hits = _codes().get(wanted) or _own_names().get(wanted) or _names_in("en").get(wanted)
    if not hits:
        # One word may be two countries in two languages, so all of them are asked.
        hits = {code for language in LANGUAGES for code in _names_in(language).get(wanted, ())}
    if len(hits) > 1:
        listed = " and ".join(f"`{code}`" for code in sorted(hits))
        raise UsageFault(f"{quoted(text)} names several countries: {listed}; give one of these")
    return next(iter(hits), "")


def name_of(code: str) -> str:
    """
    Return the English name of the country that has an alpha-3 code, now or formerly.

    >>> [name_of(code) for code in ("RUS", "SUN", "XXA")]
    ['Russia', 'Soviet Union', 'XXA']
    """
    if code in FORMER:
        return FORMER[code][0]
    names = Locale("en").territories
    alpha2 = {alpha3: now for now, alpha3 in _alpha3().items()}
    return names[alpha2[code]] if code in alpha2 else code


def is_code(text: str) -> bool:
    """Say whether a text is the alpha-3 code of a country, now or formerly, or left to users."""
    left_to_users = re.fullmatch("AA[A-Z]|Q[M-Z][A-Z]|X[A-Z]{2}", text)
    return text in _alpha3().values() or text in FORMER or text in RENAMED or bool(left_to_users)


def english_names() -> list[str]:
    """Return the English name of every country, to offer when one is misspelt."""
    names = Locale("en").territories
    former = [name for names in FORMER.values() for name in names[:1]]
    return sorted([names[code] for code in _alpha3() if code in names] + former)


def _plain(text: str) -> str:
    """Return a name without what is written in more than one way: accents, `&`, `the`."""
    letters = normalize("NFD", folded(text).replace("&", "and").replace("’", "'"))
    return "".join(letter for letter in letters if not combining(letter)).removeprefix("the ")


@lru_cache(maxsize=1)
def _alpha3() -> dict[str, str]:
    """Return the alpha-2 codes of today's countries, with their alpha-3 codes."""
    aliases: Mapping[str, list[str]] = get_global("territory_aliases")
    names = Locale("en").territories
    found = {
        now[0]: code
        for code, now in aliases.items()
        if len(code) == 3
        and code.isalpha()
        and len(now) == 1
        and code not in FORMER
        and code not in RENAMED
        and now[0] in names
        and now[0] not in _NO_COUNTRY
    }
    return {**found, "XK": "XKX"}


@lru_cache(maxsize=1)
def _codes() -> dict[str, set[str]]:
    """Return the codes that are understood, folded, with the alpha-3 code of each."""
    now = _alpha3()
    numbers = CORRELATES_OF_WAR.split()
    by_code = {
        **dict(zip(numbers[::2], numbers[1::2], strict=True)),
        **RENAMED,
        **{code: code for code in (*FORMER, *now.values())},
        **now,
        "UK": "GBR",
        "SU": "SUN",
    }
    return {code.casefold(): {alpha3} for code, alpha3 in by_code.items()}


@lru_cache(maxsize=1)
def _own_names() -> dict[str, set[str]]:
    names = [*FORMER.items(), *EVERYDAY.items()]
    return _by_name((name, code) for code, listed in names for name in listed)


@lru_cache(maxsize=len(LANGUAGES))
def _names_in(language: str) -> dict[str, set[str]]:
    """Return what one language calls the countries, with the codes of those it calls so."""
    now = _alpha3()
    called = Locale.parse(language).territories.items()
    return _by_name((name, now[alpha2]) for alpha2, name in called if alpha2 in now)


def _by_name(names: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    codes: dict[str, set[str]] = {}
    for name, code in names:
        codes.setdefault(_plain(name), set()).add(code)
    return codes
