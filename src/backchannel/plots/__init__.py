"""
Pictures: the network of a day, the timeline of channels, the losses, who is central on a day.

Each picture has a file of its own: what it shows is gathered once, as a value, and handed to the
functions that draw it on given axes, explain it in a legend, and say in a sentence what is to be
seen. Here are the facilities on top: a `…_picture` sets a picture on a sheet with title, legend and
the digest of the data, and `save` writes it. No picture needs a database, shows itself, or changes
a global setting.

Pictures of a pair of sides show each channel, and who sat on it. Those of all sides (`between`
"all", or a package that names no pair) show the sides against each other on a day, and sides
instead of channels through time where the channels are too many for a row each.
"""

from __future__ import annotations

from backchannel.plots.figure import (
    Picture,
    check_ending,
    missing_in_words,
    save,
    save_caption,
)
from backchannel.plots.footnotes import NO_ROOM
from backchannel.plots.of_courses import ranks_picture, survival_picture
from backchannel.plots.of_days import centrality_picture, network_picture
from backchannel.plots.of_losses import check_draws, loss_picture
from backchannel.plots.of_panels import multiples_picture
from backchannel.plots.of_spans import timeline_picture
from backchannel.plots.of_trials import (
    attribution_picture,
    robustness_picture,
    sensitivity_picture,
    substitution_picture,
)
from backchannel.plots.of_voices import disagreement_picture
from backchannel.plots.paper import WIDTHS, Paper

__all__ = [
    "NO_ROOM",
    "WIDTHS",
    "Paper",
    "Picture",
    "attribution_picture",
    "centrality_picture",
    "check_draws",
    "check_ending",
    "disagreement_picture",
    "loss_picture",
    "missing_in_words",
    "multiples_picture",
    "network_picture",
    "ranks_picture",
    "robustness_picture",
    "save",
    "save_caption",
    "sensitivity_picture",
    "substitution_picture",
    "survival_picture",
    "timeline_picture",
]
