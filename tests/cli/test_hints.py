"""What an answer advises to ask next leads to days of which the data speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from backchannel.package.reading import write_package

from servers import shell
from worlds.make import Toy

if TYPE_CHECKING:
    from pathlib import Path

FROM_DAY_TO_DAY = "from one day to another: backchannel lost "
BEST = "the best day of each channel"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data from the middle of 2020 to the middle of 2022."""
    folder = tmp_path_factory.mktemp("package")
    toy = Toy(start="2020-07-01", as_of="2022-06-30").channel("talks")
    write_package(toy.spell("talks", "open", "2020-07-01", "2022-06-30").data(), folder)
    return folder


@pytest.mark.parametrize(
    ("days", "advised"),
    [
        (("2021", "2021"), "2020-12-31 2021-12-31"),
        # Of the eve of their first day the data know nothing.
        (("2020", "2020"), "2020-07-01 2020-12-31"),
        (("1970", "2021"), "2020-07-01 2021-12-31"),
        (("2020-07-01", "2022"), "2020-07-01 2022-06-30"),
        (("1970", "1971"), ""),
        (("0001", "0001"), ""),
        (("2030", "2031"), ""),
    ],
)
def test_days_advised_for_a_year_are_in_the_data(
    package: Path, days: tuple[str, str], advised: str
) -> None:
    code, _, err = shell.run("lost", *days, "--data", str(package))
    assert code == 0
    hints = [line.partition(FROM_DAY_TO_DAY)[2] for line in err.splitlines()]
    assert [hint for hint in hints if hint] == [advised] * bool(advised)


@pytest.mark.parametrize(
    ("when", "advised"),
    [("2021", "2021-12-31"), ("2022", "2022-06-30"), ("1970", ""), ("2030", "")],
)
def test_the_day_advised_beside_a_best_day_is_in_the_data(
    package: Path, when: str, advised: str
) -> None:
    _, _, err = shell.run("open", when, "--data", str(package))
    taken = next(line for line in err.splitlines() if BEST in line)
    assert taken.partition(BEST)[2].rpartition(" ")[2] == advised
