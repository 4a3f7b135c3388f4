"""Siblings take the same kinds of argument, and refuse what is none in our own words."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import networkx as nx
import pytest

import backchannel as bc
from backchannel import plots
from backchannel.dates.period import Window, span
from backchannel.errors import BackchannelError, BadDate, UnknownName, UsageFault
from backchannel.export.graphs import gexf
from backchannel.network.presence import network_runs
from backchannel.network.series import snapshots
from backchannel.network.snapshot import principals
from backchannel.network.values import centrality
from backchannel.report import write_report
from backchannel.verdicts.contacts import Which, contact_rows
from backchannel.verdicts.loss import usable_by_type
from backchannel.verdicts.silences import gaps

from worlds.articles import articles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ON_A_DAY: dict[str, Callable[[Any], Any]] = {
    "snapshot": lambda on: bc.snapshot(articles(), on),
    "snapshot on": lambda on: bc.snapshot(articles(), on=on),
    "principals": lambda on: principals(articles(), on),
    "centrality": lambda on: centrality(articles(), on),
    "as_known_on": lambda on: bc.as_known_on(articles(), on),
    "gexf": lambda on: gexf(articles(), on=on),
    "network_picture": lambda on: plots.network_picture(articles(), on=on),
    "centrality_picture": lambda on: plots.centrality_picture(articles(), on=on),
}
OVER_DAYS: dict[str, Callable[[Any], Any]] = {
    "open_channels": lambda when: bc.open_channels(articles(), when),
    "lost": lambda when: bc.lost(articles(), when, "2025"),
    "lost to": lambda when: bc.lost(articles(), "2010", when),
    "contacts": lambda when: contact_rows(articles(), Which(window=when)),
    "bc.contacts": lambda when: bc.contacts(articles(), within=when),
    "bc.silences": lambda when: bc.silences(articles(), within=when),
    "gaps": lambda when: gaps(articles(), Which(window=when)),
    "usable_by_type": lambda when: usable_by_type(articles(), within=when),
    "network_runs": lambda when: network_runs(articles(), within=when),
    "snapshots": lambda when: [days for days, _ in snapshots(articles(), within=when)],
    "timeline_picture": lambda when: plots.timeline_picture(articles(), within=when),
    "loss_picture": lambda when: plots.loss_picture(articles(), within=when),
}
BETWEEN: dict[str, Callable[[Any], Any]] = {
    "snapshot": lambda pair: bc.snapshot(articles(), "2022-02-01", between=pair),
    "centrality": lambda pair: centrality(articles(), "2022-02-01", between=pair),
    "open_channels": lambda pair: bc.open_channels(articles(), 2022, between=pair),
    "lost": lambda pair: bc.lost(articles(), 2021, 2022, between=pair),
    "contacts": lambda pair: contact_rows(articles(), Which(between=pair)),
    "bc.contacts": lambda pair: bc.contacts(articles(), between=pair),
    "bc.silences": lambda pair: bc.silences(articles(), between=pair),
    "usable_by_type": lambda pair: usable_by_type(articles(), 2022, between=pair),
    "timeline_picture": lambda pair: plots.timeline_picture(articles(), 2022, between=pair),
}


def same(left: Any, right: Any) -> bool:
    if isinstance(left, nx.Graph):
        return bool(nx.utils.graphs_equal(left, right))
    if hasattr(left, "alt"):
        return bool(left.alt == right.alt)
    return bool(left == right)


@pytest.mark.parametrize("name", ON_A_DAY)
def test_a_day_is_a_text_or_a_date(name: str) -> None:
    ask = ON_A_DAY[name]
    assert same(ask("2022-02-23"), ask(date(2022, 2, 23)))
    for wrong in ("2022", 2022, "nonsense", "", None, 3.5):
        with pytest.raises(BadDate):
            ask(wrong)


@pytest.mark.parametrize("name", OVER_DAYS)
def test_days_are_a_text_a_year_as_a_number_a_date_or_a_window(name: str) -> None:
    ask = OVER_DAYS[name]
    assert same(ask(2022), ask("2022"))
    assert same(ask(2022), ask(span("2022", "2022")))
    assert same(ask(date(2022, 2, 23)), ask("2022-02-23"))
    assert same(ask("2021/2022"), ask(Window(date(2021, 1, 1), date(2022, 12, 31))))
    for wrong in ("2022/..", "nonsense", 3.5, ["2022"], 123456):
        with pytest.raises(BadDate):
            ask(wrong)


@pytest.mark.parametrize("name", BETWEEN)
def test_sides_are_codes_or_names(name: str) -> None:
    ask = BETWEEN[name]
    assert same(ask(("RUS", "USA")), ask(["Россия", "America"]))
    for wrong in ("RUS", ("RUS",), ("RUS", "Russia"), ("RUS", 7), ("RUS", None)):
        with pytest.raises(UsageFault):
            ask(wrong)
    for unknown in (("RUS", "Atlantis"), ("RUS", "Vatican")):
        with pytest.raises(UnknownName):
            ask(unknown)


def test_a_record_is_an_id_or_a_name() -> None:
    assert bc.show(articles(), "Sergey Lavrov") == bc.show(articles(), "sergey-lavrov")
    assert bc.show(articles(), "Lavrov") == bc.show(articles(), "sergey-lavrov")
    assert bc.as_told_by(articles(), "Russia") == bc.as_told_by(articles(), "state-russia")
    assert contact_rows(articles(), Which(present=["Lavrov"])) == contact_rows(
        articles(), Which(present=["sergey-lavrov"])
    )
    named = articles().channels["us-embassy-in-moscow"].name
    assert contact_rows(articles(), Which(channel=named)) == contact_rows(
        articles(), Which(channel="us-embassy-in-moscow")
    )
    asks: list[Callable[[Any], Any]] = [
        lambda name: bc.show(articles(), name),
        lambda name: bc.as_told_by(articles(), name),
        lambda name: bc.without(articles(), [name]),
        lambda name: contact_rows(articles(), Which(present=[name])),
        lambda name: contact_rows(articles(), Which(channel=name)),
    ]
    for ask in asks:
        for wrong in ("nobody-at-all", 7, ["sergey-lavrov"]):
            with pytest.raises(BackchannelError):
                ask(wrong)


def test_a_report_takes_a_year_as_a_number_or_a_text(tmp_path: Path) -> None:
    for wrong in ("22", 1, 10000, "2022-02", None, 2022.5):
        with pytest.raises(UsageFault, match="is not a year from `0002` to `9998`"):
            write_report(articles(), wrong, folder=tmp_path)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
