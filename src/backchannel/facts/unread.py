"""A mapping that is read when it is first asked for something."""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

V = TypeVar("V")


class Unread(Mapping[str, V]):
    """
    What `read` gives, which is called once, and not before somebody wants to know.

    A question about a few channels then never makes the records of the tables it does not look at.
    """

    def __init__(self, read: Callable[[], Mapping[str, V]]) -> None:
        """Take what reads it."""
        self._read = read
        self._known: Mapping[str, V] | None = None

    def _whole(self) -> Mapping[str, V]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def __getitem__(self, key: str) -> V:
        # Asked very often: the shortest way to what is known.
        return self._known[key] if self._known is not None else self._whole()[key]

    def __contains__(self, key: object) -> bool:
        return key in self._whole()

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __len__(self) -> int:
        return len(self._whole())

    def __repr__(self) -> str:
        return repr(self._whole())

    def _repr_html_(self) -> str | None:
        shown = getattr(self._whole(), "_repr_html_", None)
        return shown() if shown else None

    def keys(self) -> KeysView[str]:
        """Return the keys."""
        return self._whole().keys()

    def values(self) -> ValuesView[V]:
        """Return the values."""
        return self._whole().values()

    def items(self) -> ItemsView[str, V]:
        """Return the keys with their values."""
        return self._whole().items()
