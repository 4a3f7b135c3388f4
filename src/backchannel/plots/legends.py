"""What explains the boxes, marks and lines of a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from matplotlib.transforms import ScaledTranslation

from backchannel.plots import style
from backchannel.plots.lettering import legend_columns
from backchannel.plots.lettering import legend_inches as row_inches
from backchannel.plots.network import MARGIN, column_heads
from backchannel.plots.ties import tie_keys

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from backchannel.plots.network import DayNetwork


COLUMNS = 3


def network_legend(network: DayNetwork, *, axes: Axes) -> None:
    """Explain boxes, marks and lines above the axes."""
    keys = network_keys(network)
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


def network_keys(network: DayNetwork) -> list[Artist]:
    """Return the keys of the legend."""
    ties = tie_keys(network.sides, inches=min(4.5, network.width - 0.8))
    return [*style.verdict_keys(is_known=network.is_known), *ties]


def columns_of(network: DayNetwork) -> int:
    """Return the number of columns of the legend."""
    labels = [str(key.get_label()) for key in network_keys(network)]
    return legend_columns(labels, inches=network.width - 2 * MARGIN, most=COLUMNS)


def legend_inches(network: DayNetwork) -> float:
    """Return how high the legend is."""
    return row_inches(len(network_keys(network)), columns_of(network), most=COLUMNS)
