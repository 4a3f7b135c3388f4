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


def panel_keys(network: DayNetwork) -> list[Artist]:
    """Return the keys of panels, in which a state that is itself the party has no mark."""
    return network_keys(network)[:-1]


def _panel_columns(network: DayNetwork, width: float) -> int:
    labels = [str(key.get_label()) for key in panel_keys(network)]
    return legend_columns(labels, inches=width - 2 * MARGIN, most=COLUMNS)


def panel_legend_inches(network: DayNetwork, *, width: float) -> float:
    """Return how high the one legend of several networks is."""
    columns = _panel_columns(network, width)
    return 0.12 + 0.17 * -(-len(panel_keys(network)) // columns)


def panel_legend(network: DayNetwork, *, axes: Axes, width: float, shift: float = 0) -> None:
    """Explain bars, marks and lines of several networks once, from `shift` inches left of them."""
    inches = axes.get_figure(root=True).dpi_scale_trans  # type: ignore[union-attr]
    axes.legend(
        handles=panel_keys(network),
        loc="lower left",
        bbox_to_anchor=(0, 1),
        bbox_transform=axes.transAxes + ScaledTranslation(-shift, 0, inches),
        ncols=_panel_columns(network, width),
        borderaxespad=0,
    )


def columns_of(network: DayNetwork) -> int:
    """Return the number of columns of the legend."""
    labels = [str(key.get_label()) for key in network_keys(network)]
    return legend_columns(labels, inches=network.width - 2 * MARGIN, most=COLUMNS)


def legend_inches(network: DayNetwork) -> float:
    """Return how high the legend is."""
    return row_inches(len(network_keys(network)), columns_of(network), most=COLUMNS)
