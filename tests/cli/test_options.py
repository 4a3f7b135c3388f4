"""Numbers typed after a flag, flags typed twice, and flags of two values that have one."""

from __future__ import annotations

import pytest

from backchannel.cli.options import whole_number
from backchannel.errors import UsageFault

from servers.shell import assert_fails, run


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("007", 7), ("0" * 5000 + "9", 9)])
def test_a_whole_number_is_read(text: str, number: int) -> None:
    assert whole_number("--top", text, most=9) == number


@pytest.mark.parametrize("text", ["", "x", "-1", "1_000", "٣", "10", "9" * 5000])
def test_anything_else_is_refused_however_long(text: str) -> None:
    with pytest.raises(UsageFault, match="give a whole one from 0 to 9"):
        whole_number("--top", text, most=9)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["plot", "network", "2022-01-01", "-o", "x.svg"], "no network has channels of this type"),
        (["export", "--on", "2022-01-01", "-o", "x.csv"], "`backchannel open DAY --type internal`"),
        (["export", "--spells", "-o", "x.csv"], "no network has channels of this type"),
        (["contacts", "--channel", "ruus-un"], "--channel names one channel; leave out --type"),
    ],
)
def test_a_type_that_cannot_be_answered_for_is_refused(words: list[str], said: str) -> None:
    assert_fails(run(*words, "--type", "internal"), said, code=2)


def test_a_flag_of_one_value_is_not_given_twice() -> None:
    said = run("open", "2022", "--type", "military", "--type", "hotline")
    assert_fails(said, "--type is given twice and takes one value; leave one out", code=2)
    assert run("contacts", "--mode", "call", "--mode", "video", "--last").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["open", "2022", "--between", "RUS", "--format", "csv"],
            "'--between': one value, `RUS`, before `--format`; it takes two, A B",
        ),
        (["contacts", "--between", "RUS", "--last"], "one value, `RUS`, before `--last`"),
        (["contacts", "--between", "--last", "--gaps"], "no value before `--last`; it takes two"),
        (["export", "-o", "x.csv", "--panel", "2020", "--strict"], "it takes two, FROM TO"),
        (["centrality", "--series", "2020", "--strict"], "it takes two, FROM TO"),
    ],
)
def test_a_flag_of_two_values_that_has_one_says_so(words: list[str], said: str) -> None:
    assert_fails(run(*words), said, code=2)
