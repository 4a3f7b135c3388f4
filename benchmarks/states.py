"""The codes of states: from the names and numbers of other people's lists to ISO 3166-1 alpha-3."""

from __future__ import annotations

import csv
import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Codes:
    """
    Codes by name and by Correlates of War number.

    A state that has no ISO code gets three letters of its own, which no other state here has.
    """

    def __init__(self, folder: Path) -> None:
        """Read the lists."""
        with (folder / "state-lists/countrycode_codelist.csv").open(encoding="utf-8") as file:
            listed = [one for one in csv.DictReader(file) if re.fullmatch("[A-Z]{3}", one["iso3c"])]
        self.by_number = {one["cown"]: one["iso3c"] for one in listed if one["cown"].isdigit()}
        self.patterns = {one["iso3c"]: one["country.name.en.regex"] for one in listed}
        with (folder / "state-lists/states2016.csv").open(encoding="utf-8") as file:
            self.names = {one["ccode"]: one["statenme"] for one in csv.DictReader(file)}
        self.own: dict[str, str] = {}
        self.of_name = cache(self._of_name)

    def of_number(self, number: str) -> str:
        """Return the code of a state by its Correlates of War number."""
        return self.by_number.get(number) or self._invented(number, self.names.get(number, ""))

    def _of_name(self, name: str) -> str:
        taken = set(self.own.values())
        for code, pattern in self.patterns.items():
            if code not in taken and re.search(pattern, name, re.IGNORECASE):
                return code
        return self._invented(name, name)

    def _invented(self, key: str, name: str) -> str:
        if key not in self.own:
            taken = {*self.patterns, *self.own.values()}
            letters = [*dict.fromkeys(re.sub("[^A-Z]", "", name.upper())), *"QXZ"]
            self.own[key] = next(
                code
                for a in letters
                for b in letters
                for c in letters
                if (code := a + b + c) not in taken
            )
        return self.own[key]
