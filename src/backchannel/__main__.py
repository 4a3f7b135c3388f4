"""Run the command line: `python -m backchannel`."""

from __future__ import annotations

import gc
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType


def main() -> None:
    """Run the command line; Ctrl-C is answered in one line from the first moment on."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    # Records hold no cycles: to look for some often, or once more at the end, takes as long as
    # reading the data.
    gc.set_threshold(500_000, 20, 20)
    from backchannel.cli import main as run

    try:
        run()
    finally:
        gc.freeze()
        # What was to be said is said; a Ctrl-C while Python shuts down would only turn it into a
        # failure.
        if signal.getsignal(signal.SIGINT) is _interrupt:
            signal.signal(signal.SIGINT, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """
    Answer Ctrl-C: work tidies up behind itself, an import ends at once.

    The native parts of a library swallow an exception that is raised while they are imported, or
    crash on it.
    """
    del number
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            os.write(
                sys.__stderr__.fileno() if sys.__stderr__ else 2, b"backchannel: interrupted\n"
            )
            os._exit(130)
        frame = frame.f_back
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
