"""What is read or made when it is first asked for something: a mapping, and a row of values."""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, Mapping, Sequence, ValuesView
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar, overload

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


class Unmade(Sequence[V]):
    """The values that `make` gives, which is called once, and not before somebody wants one."""

    def __init__(self, make: Callable[[], tuple[V, ...]]) -> None:
        """Take what makes them."""
        self._make = make

    @cached_property
    def _made(self) -> tuple[V, ...]:
        return self._make()

    @overload
    def __getitem__(self, place: int) -> V: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[V, ...]: ...

    def __getitem__(self, place: int | slice) -> V | tuple[V, ...]:
        return self._made[place]

    def __iter__(self) -> Iterator[V]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)

    def __eq__(self, other: object) -> bool:
        return self._made == (other._made if isinstance(other, Unmade) else other)

    def __hash__(self) -> int:
        return hash(self._made)

    def __repr__(self) -> str:
        return repr(self._made)
