"""What the help of a verb says, taken from the function behind it."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


def told(function: Callable[..., None]) -> dict[str, Any]:
    """Return what a verb's help says before its flags, and the example that it ends with."""
    text, example, words = inspect.cleandoc(function.__doc__ or "").rpartition("Example: ")
    # Without the mark an example would be broken where it can no longer be copied.
    return {"help": text.strip(), "epilog": f"\b\n{example}{words}"}
