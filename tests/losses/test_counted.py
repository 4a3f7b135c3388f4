"""Which channels count as lost in a period: what was found stopped in it, whatever is said at its end."""

from __future__ import annotations

import backchannel as bc
from backchannel.losses.attribution import attribution
from losses.test_attribution import year


def test_what_went_out_of_sight_and_is_found_stopped_at_the_end_is_a_loss() -> None:
    toy = year().spell("hotline", "suspended", "2022-10-01", "2022-12-31", cause="d-ban")
    data = toy.data()
    causes = {row.id: row for row in attribution(data, "2022").causes if row.measure == "channels"}
    assert (causes["d-ban"].channels, causes["d-ban"].cost) == (("hotline", "x", "y"), -3)
    found = {row.id: row for row in attribution(data, "2022").rows if row.measure == "channels"}
    assert (found["hotline"].change, str(found["hotline"].date)) == ("suspended", "2022-10-01")
    assert set(found) == {row.id for row in bc.lost(data, "2022-01-01", "2022-12-31").lost}
    assert "hotline" not in {row.id for row in attribution(data, "2022-01", "2022-09").rows}


def test_what_was_found_stopped_is_a_loss_even_if_nobody_says_so_at_the_end() -> None:
    data = year().spell("hotline", "suspended", "2022-10-01", "2022-10-31").data()
    found = {row.id: row for row in attribution(data, "2022").rows if row.measure == "channels"}
    assert (found["hotline"].change, str(found["hotline"].date)) == ("suspended", "2022-10-01")
    compared = bc.lost(data, "2022-01-01", "2022-12-31")
    assert "hotline" in {row.id for row in compared.out_of_sight}
    back = year().spell("hotline", "suspended", "2022-10-01", "2022-10-31", end_kind="changed")
    back.spell("hotline", "open", "2022-11-01", "2022-12-31")
    assert "hotline" not in {row.id for row in attribution(back.data(), "2022").rows}
