"""The last net: what nobody foresaw is one line with a remedy, and a traceback only where one asks for it."""

from __future__ import annotations

import pytest

from backchannel.cli import records, source

from servers.shell import assert_fails, run


def falls(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: str | None) -> None:
        del data
        raise error

    monkeypatch.setattr(source, "facts", fail)
    monkeypatch.setattr(records, "facts", fail)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero; report it"),
        (RecursionError("too\ndeep"), "RecursionError: too deep; report it to the maintainers"),
        (KeyError("x\x1b[31m"), "KeyError: 'x\\x1b[31m'; report it"),
        (AssertionError(), "a fault in Backchannel itself, AssertionError; report it"),
        (MemoryError(), "out of memory; ask for fewer days, channels or rows"),
    ],
)
def test_what_nobody_foresaw_is_one_line_and_exits_1(
    error: Exception, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    falls(error, monkeypatch)
    failed = run("show", "ruus-un")
    assert (failed.code, failed.out, failed.err.count("\n")) == (1, "", 1), failed
    assert said in failed.err
    assert "Traceback" not in failed.err


def test_with_the_debug_variable_it_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    falls(ZeroDivisionError("division by zero"), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        run("show", "ruus-un", BACKCHANNEL_DEBUG="1")
    assert run("show", "ruus-un", BACKCHANNEL_DEBUG="0").code == 1


def test_a_foreseen_fault_has_no_traceback_with_the_variable_either() -> None:
    assert_fails(run("open", "2022-13", BACKCHANNEL_DEBUG="1"), "no month 13", code=2)
