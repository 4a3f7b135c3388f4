"""
What was lost between two sides: lines that share nothing, the course of losses, what each cost.

The folder has the name of its main question, `backchannel.loss(data, first, last)`. Python binds a
folder that is imported to the name that the question has, so the folder answers it when called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _Answering(ModuleType):
    """A folder that can be called like the function `loss` in it."""

    def __call__(self, *asked: Any, **more: Any) -> Any:
        from backchannel.loss.course import loss

        return loss(*asked, **more)


sys.modules[__name__].__class__ = _Answering
