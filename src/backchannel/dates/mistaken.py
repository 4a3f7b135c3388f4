"""Why a text is not a date: what spreadsheets, other programs and habits turn dates into."""

from __future__ import annotations

import re

_MONTH = r"(?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"

_SLASHED = r"\d{4}/\d{1,2}(/\d{1,2})?|\d{1,2}/\d{1,2}/(\d{4}|\d{2})|\d{1,2}/\d{4}"

# Patterns are compiled where a date is refused, which most questions never do.
REASONS: tuple[tuple[str, str], ...] = (
    (r"\d{4}\.0", "a program made a decimal number of the year"),
    (r"\d{4}[./]\d{1,2}([./]\d{1,2})?|\d{4}-\d-\d{1,2}|\d{4}-\d{1,2}-\d|\d{4}-\d",
     "its parts are joined by `-`, month and day with two digits each"),
    (r"\d{1,2}([./-])\d{1,2}\1(\d{4}|\d{2})", "dates are written year first"),
    (r"\d{1,2}[./-]\d{4}", "the month comes after the year, joined by `-`"),
    (r"\d{4} ?- ?\d{4}",
     "from year to year is `2013/2018`, or `2013 2018` where FROM and TO are asked for"),
    (r"\d{4}-\d{2}-\d{2} \d{1,2}:\d{2}(:\d{2})?", "a spreadsheet added a time of day"),
    (r"\d{8}", "its parts are joined by `-`, month and day with two digits each"),
    (r"[2-6]\d{4}(\.\d+)?", "a spreadsheet made a number of the date"),
    (rf"{_MONTH}-\d\d|\d{{1,2}}-{_MONTH}(-\d\d)?",
     "a spreadsheet cut it down to some of its parts; look up what stood there"),
    (rf"(\d{{1,2}}\.? )?{_MONTH}( \d{{1,2}},?)? \d{{4}}",
     "the month is a number, after the year"),
    (r"Y\d{4}", "a year of four digits has no `Y` before it"),
    (r"[Y-].*\d|\d{5,}", "years run from 0001 to 9999"),
    (r"\{.*", "`{…}` means all of its days; one day among several is written with `[…]`"),
    (r".*[~?%].*", "`~`, `?` and `%` stand once, at the end of a date"),
    (r".*X.*", "`X` may replace the last digits of a year, or a whole month or day"),
)  # fmt: skip
"""What a text looks like, and why it is refused; the first that fits is said."""


def reason(text: str) -> str:
    """
    Say why a text is not a date that is accepted here.

    >>> reason("2022/2/24")
    'its parts are joined by `-`, month and day with two digits each'
    """
    return next(
        (said for pattern, said in REASONS if re.fullmatch(pattern, text)), "it is no EDTF date"
    )


def is_no_interval(text: str) -> bool:
    """Say whether a text with slashes is one date as people write it, not an interval."""
    return bool(re.fullmatch(_SLASHED, text))
