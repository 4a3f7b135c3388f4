"""A half year of five channels, with each kind of verdict and of contact once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backchannel.dates.period import span

from worlds.make import Toy

if TYPE_CHECKING:
    from backchannel.facts.dataset import Dataset

DAY = "2022-02-01"
HALF_YEAR = span("2022-01-01", "2022-06-30")


# AAA  minister ── embassy ── bob AAB        open to 28 February, then surely suspended; a call on 10 January
#      eve ─────── backroom ─ bob            possibly open from January on
#      state-aaa ─ hotline ── state-aab      open throughout
#      eve ─────── disputed ─ bob            contested
#                  silent                    unknown
def winter() -> Dataset:
    toy = (
        Toy(start="2022-01-01", as_of="2022-06-30")
        .source("wire")
        .actor("minister", kind="office", state="AAA")
    )
    toy.actor("eve", state="AAA").actor("bob", state="AAB")
    toy.channel("embassy", "minister/AAA", "bob/AAB", type="mission").channel(
        "hotline", type="hotline"
    )
    toy.channel("backroom", "eve/AAA", "bob/AAB", type="track-2").channel(
        "disputed", "eve/AAA", "bob/AAB"
    )
    toy.channel("silent").spell("hotline", "open", "2022-01-01", "2022-06-30")
    toy.spell("embassy", "open", "2022-01-01", "2022-02-28", end_kind="changed")
    toy.spell("embassy", "suspended", "2022-03-01", "2022-06-30")
    toy.spell("backroom", "open", "[2022-01-01..2022-06-30]", "2022-06-30")
    toy.spell("disputed", "open", "2022-01-01", "2022-06-30")
    toy.spell("disputed", "closed", "2022-01-01", "2022-06-30", by=["wire"], as_of="2022-06-30")
    toy.contact("embassy", "2022-01-10", "bob/AAB", id="k-call").contact(
        "embassy", "2022-02", id="k-month"
    )
    toy.contact("embassy", "2022-03-05", occurrence="refused", id="k-refused")
    toy.contact("embassy", "2022-01-01/2022-06-30", id="k-series", count="series")
    return toy.contact("embassy", "2022-04-01", mode="statement", id="k-statement").data()
