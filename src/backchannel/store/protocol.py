"""What every engine can do: load a dataset, read it back, answer Cypher with a result."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Self

from backchannel.facts.rows import Rows
from backchannel.store.limits import ROW_LIMIT, TIME_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from backchannel.facts.dataset import Dataset

    Progress = Callable[[str], None]


NOTHING_LOADED = "nothing loaded; run `backchannel load`"


class Result(NamedTuple):
    """
    The rows of a query, in its order.

    Dates are `date`, lists are lists, a node or a relationship is the mapping of its properties.
    `columns` is empty where there are no rows and the text names none, as after `RETURN *`.
    """

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the rows as mappings by column."""
        return list(self.mappings())

    def mappings(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as mappings by column, each made when it is asked for."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __repr__(self) -> str:
        """Return the columns, and as many rows as a screen holds."""
        return f"<Result {', '.join(self.columns) or 'without columns'}\n {Rows(self.rows)!r}>"

    def _repr_html_(self) -> str:
        from backchannel.facts.notebook import MOST_ROWS, rows_as_html

        return rows_as_html(list(islice(self.mappings(), MOST_ROWS)), of=len(self.rows))


class Store(Protocol):
    """A graph database that holds one dataset."""

    def load(
        self, data: Dataset, *, beside: bool = False, progress: Progress | None = None
    ) -> None:
        """
        Replace what was loaded by a dataset; what is not ours is never touched.

        `beside` allows a database that holds other nodes; `progress` is told what is being done.
        """

    def run(
        self,
        query: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        write: bool = False,
        timeout: float = TIME_LIMIT,
        most: int = ROW_LIMIT,
    ) -> Result:
        """
        Answer a Cypher query.

        It may write only with `write`, is given up after `timeout` seconds, and is refused if it
        gives more than `most` rows, of which no more than one beyond `most` is ever held.
        """

    def read(self) -> Dataset:
        """Return the dataset that was loaded."""

    def digest(self) -> str | None:
        """Return the digest of the dataset that was loaded; nothing where none was."""

    def close(self) -> None:
        """Let go of the database."""

    def __enter__(self) -> Self:
        """Return the store itself."""

    def __exit__(self, *exc: object) -> None:
        """Close the store."""
