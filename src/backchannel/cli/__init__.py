"""
The command line: `backchannel VERB`, also `python -m backchannel`.

Data go to stdout, talk and progress to stderr. Exit codes: 0 answered (also when the answer is
"none"), 1 the data, the query or the database is at fault, 2 the command line is wrong, 130
interrupted, by Ctrl-C or SIGTERM. What goes wrong is said in one line on stderr.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
from typing import Annotated, Any

import typer

from backchannel.cli.options import FIRST_STEPS, WITHOUT_TYPE
from backchannel.cli.verbs import Verbs
from backchannel.errors import BackchannelError
from backchannel.messages import visible

app = typer.Typer(
    name="backchannel",
    cls=Verbs,
    help="Which channels between two governments were open, who says so, and how sure it is.\n\n"
    f"{FIRST_STEPS}\n\n{WITHOUT_TYPE}",
    epilog="\b\nExample: backchannel open 2022-02-01 --between RUS USA",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
COMMAND_LINE_FAULT: Any = next(
    base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException"
)
"""The base of what typer raises for a wrong command line; its home differs between versions."""
INTERRUPTED = 130
"""The exit code of a program that Ctrl-C ends."""


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"backchannel {version('backchannel')}")
        raise typer.Exit


@app.callback()
def _app(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version and exit.",
        ),
    ] = False,
) -> None:
    """Answer the flags before the verb."""


def main() -> None:
    """Run the command line and leave with its exit code; whatever goes wrong is one line."""
    try:
        _open_what_is_closed()
        # Whoever ends a load politely wants it to tidy up, as after Ctrl-C.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        code = _run()
    except Exception as error:
        if os.environ.get("BACKCHANNEL_DEBUG") == "1":
            raise
        code = _say(_unforeseen(error), 1)
    sys.exit(code)


def _run() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] in ([], ["plot"]):
        sys.argv.append("--help")
    try:
        code = app(standalone_mode=False)
        if code == INTERRUPTED:  # what typer makes of Ctrl-C, without a word
            code = _say("interrupted", INTERRUPTED)
    except (typer.Abort, KeyboardInterrupt):
        code = _say("interrupted", INTERRUPTED)
    except COMMAND_LINE_FAULT as error:
        code = _say(_wrong_words(error), 2)
    except BackchannelError as error:
        code = _say(_one_line(str(error)), error.exit_code)
    except OSError as error:
        code = _say(_one_line(_wrong_with_a_file(error)), 2 if _is_path(error) else 1)
    return code if isinstance(code, int) else 0


def _wrong_words(error: Any) -> str:
    """Say what is wrong with a command line, and where a word is amiss how the verb is asked."""
    text = _one_line(error.format_message())
    if not text.startswith(("Missing ", "Got unexpected ")):
        return text
    example = error.ctx.command.epilog.rpartition("Example: ")[2]
    return f"{text.removesuffix('.')}; for example: {example}"


def _unforeseen(error: Exception) -> str:
    """Word what nobody foresaw, with what to do about it."""
    if isinstance(error, MemoryError):
        return "out of memory; ask for fewer days, channels or rows"
    kind = type(error).__name__
    told = f"{kind}: {_one_line(str(error))}" if str(error) else kind
    remedy = "report it to the maintainers, with the command and what BACKCHANNEL_DEBUG=1 prints"
    return f"a fault in Backchannel itself, {told[:300]}; {remedy}"


def _open_what_is_closed() -> None:
    """
    Let a stream that the caller has closed (`>&-`) discard what is written to it.

    Python has none then, and the next file that is opened would take its number and what libraries
    write there.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end


def _wrong_with_a_file(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        where = error.filename or "the answer cannot be written"
        return f"{where}: the disk is full; make room there, or write to another place"
    return f"{error.filename or 'a file'}: {error.strerror or error}"


def _is_path(error: OSError) -> bool:
    """Say whether the path that was given is at fault, rather than the machine."""
    kinds = (
        FileNotFoundError
        | FileExistsError
        | NotADirectoryError
        | IsADirectoryError
        | PermissionError
    )
    return isinstance(error, kinds) or error.errno in (errno.EROFS, errno.ENAMETOOLONG)


def _say(text: str, code: int) -> int:
    print(f"backchannel: {visible(text)}", file=sys.stderr)
    return code


def _one_line(text: str) -> str:
    return " ".join(text.split())
