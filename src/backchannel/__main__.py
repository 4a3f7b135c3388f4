"""Run the command line: `python -m backchannel`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; Ctrl-C is answered in one line from the first moment, also while much is imported."""
    try:
        from backchannel.cli import main as run

        run()
    except KeyboardInterrupt:
        print("backchannel: interrupted", file=sys.stderr)  # noqa: T201 - the same line as the command line's own
        sys.exit(130)


if __name__ == "__main__":
    main()
