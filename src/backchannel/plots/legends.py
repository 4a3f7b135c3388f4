"""What explains the boxes, marks and lines of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.patches import Patch
from matplotlib.transforms import ScaledTranslation

from backchannel.plots import style
from backchannel.plots.lettering import key_rows_inches, legend_columns
from backchannel.plots.lettering import legend_inches as row_inches
from backchannel.plots.network import column_heads
from backchannel.plots.paper import NARROW, legend_size
from backchannel.plots.places import MARGIN
from backchannel.plots.ties import tie_keys
from backchannel.verdicts.verdict import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.matrix import SideMatrix
    from backchannel.plots.panels import Panel
    from backchannel.plots.places import DayNetwork


COLUMNS = 3


def network_legend(network: DayNetwork, *, axes: Axes) -> None:
    """Explain boxes, marks and lines above the axes."""
    keys = network_keys(network, short=network.width < NARROW)
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    head = 0.08 + 0.16 * max(text.count("\n") + 1 for text in column_heads(network))
    axes.legend(
        handles=keys,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + ScaledTranslation(0, head, inches),
        ncols=columns_of(network),
        borderaxespad=0,
    )


def network_keys(network: DayNetwork, *, short: bool) -> list[Artist]:
    """Return the keys of the legend, with few words where it has to be `short`."""
    ties = tie_keys(network.sides, inches=1.6 if short else 4.5, short=short)
    verdicts = {verdict.word for _, verdict in network.channels.values()}
    bars = style.verdict_keys(
        is_known=network.is_known, has_unknown=Word.UNKNOWN in verdicts, short=short
    )
    return [*bars, *ties]


def panel_keys(panel: Panel, *, width: float, more: Sequence[Artist] = ()) -> list[Artist]:
    """Return the keys of panels, in which a state that is itself the party has no mark."""
    short = width < NARROW
    # What is unknown has no bar, and a reader asks what a row without one means.
    blank = [_blank("unknown" if short else "blank: unknown")] if panel.network.is_known else []
    if not panel.has_people:
        is_known = panel.network.is_known
        bars = style.verdict_keys(is_known=is_known, has_unknown=False, short=short)
        return [*bars, *blank, *more]
    return [*network_keys(panel.network, short=short)[:-1], *blank, *more]


def _blank(words: str) -> Patch:
    """Return the key of a place where nothing is drawn."""
    return Patch(facecolor=style.PAPER, edgecolor=style.GRID, label=words)


def _panel_columns(keys: Sequence[Artist], width: float) -> int:
    labels = [str(key.get_label()) for key in keys]
    return legend_columns(labels, inches=width - 2 * MARGIN, most=COLUMNS, size=legend_size(width))


def panel_legend_inches(panel: Panel, *, width: float, more: Sequence[Artist] = ()) -> float:
    """Return how high the one legend of several networks is."""
    keys = panel_keys(panel, width=width, more=more)
    return 0.12 + key_rows_inches(len(keys), _panel_columns(keys, width), size=legend_size(width))


def panel_legend(
    panel: Panel,
    *,
    axes: Axes,
    width: float,
    shift: float = 0,
    more: Sequence[Artist] = (),
) -> None:
    """Explain bars, marks and lines of several networks once, from `shift` inches left of them."""
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    keys = panel_keys(panel, width=width, more=more)
    axes.legend(
        handles=keys,
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + ScaledTranslation(-shift, 0, inches),
        ncols=_panel_columns(keys, width),
        borderaxespad=0,
    )


def columns_of(network: DayNetwork) -> int:
    """Return the number of columns of the legend."""
    keys = network_keys(network, short=network.width < NARROW)
    labels = [str(key.get_label()) for key in keys]
    return legend_columns(
        labels, inches=network.width - 2 * MARGIN, most=COLUMNS, size=legend_size(network.width)
    )


def legend_inches(network: DayNetwork) -> float:
    """Return how high the legend is."""
    return row_inches(
        len(network_keys(network, short=True)),
        columns_of(network),
        most=COLUMNS,
        size=legend_size(network.width),
    )


def matrix_keys(matrix: SideMatrix, *, short: bool) -> list[Patch]:
    """Return the keys of the squares, with few words where the legend has to be `short`."""
    keys = style.verdict_keys(is_known=matrix.is_known, short=short)
    blank = "no channel" if short else "blank: no channel that day in the data"
    return [*keys, _blank(blank)]


def matrix_legend(
    matrix: SideMatrix, *, axes: Axes, columns: int, shift: float, short: bool
) -> None:
    """Explain the squares above the table, from so many inches left of it."""
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    above_codes = ScaledTranslation(-shift, matrix.head_inches + 0.12, inches)
    axes.legend(
        handles=matrix_keys(matrix, short=short),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + above_codes,
        ncols=columns,
        borderaxespad=0,
    )
