"""The table of presumptions that were borne out, solved by hand on a toy."""

from __future__ import annotations

from docs.borne_out import presumed_section

from worlds.line import line


def test_presumptions_are_counted_by_how_long_ago_and_by_type_usable_and_stopped_apart() -> None:
    # 20 January is 10 days after the 10th; 1 March 40 days after 20 January, and stopped; 20 March 10
    # days after that stop, and 1 April 12 days, when there is a call again.
    toy = line(presume={"default": 100})
    toy.contact("line", "2022-01-10", id="k1").contact("line", "2022-01-20", id="k2")
    toy.spell("line", "suspended", "2022-03-01", "2022-03-10", id="s1")
    toy.spell("line", "suspended", "2022-03-20", "2022-03-20", id="s2")
    toy.contact("line", "2022-04-01", id="k3")
    rows = [one for one in presumed_section(toy.data()).splitlines() if one.startswith("| ")]
    assert rows == [
        "| days since it was last seen | presumed usable | was usable | presumed stopped | was stopped |",
        "| up to 30 days | 1 | 1 | 2 | 1 |",
        "| 31 to 182 days | 1 | 0 | 0 | 0 |",
        "| type of channel | presumed usable | was usable | presumed stopped | was stopped |",
        "| `foreign-ministry` | 2 | 1 | 2 | 1 |",
    ]
