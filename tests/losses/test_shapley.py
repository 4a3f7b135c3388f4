"""Shapley values: the axioms, brute force over all orders, and a published game."""

from __future__ import annotations

import random
from itertools import permutations

import numpy as np
import pytest

from backchannel.losses import shapley
from backchannel.losses.shapley import shares


def game(number: int, seed: int, *, measures: int = 2) -> list[list[float]]:
    lot = random.Random(seed)
    return [[lot.uniform(-1, 1) for _ in range(measures)] for _ in range(1 << number)]


def by_orders(values: list[list[float]], number: int) -> np.ndarray:
    """Return the mean cost of each loss over all orders, one after another."""
    costs = np.zeros((number, len(values[0])))
    orders = list(permutations(range(number)))
    for order in orders:
        lost = 0
        for place in order:
            costs[place] += np.array(values[lost | 1 << place]) - np.array(values[lost])
            lost |= 1 << place
    return costs / len(orders)


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6])
def test_the_values_are_the_means_over_all_orders(number: int) -> None:
    values = game(number, seed=number)
    found = shares(values.__getitem__, number, seed=1)
    assert found.shapley == pytest.approx(by_orders(values, number))
    assert not found.error.any()
    spared = [np.array(values[-1]) - values[(1 << number) - 1 - (1 << p)] for p in range(number)]
    assert found.alone == pytest.approx(np.array(spared))


def test_efficiency_symmetry_and_dummy() -> None:
    values = game(5, seed=9, measures=1)
    # Losses 0 and 1 are alike, and loss 2 never changes anything.
    alike = [values[_swapped(lost & ~0b100)] for lost in range(32)]
    found = shares(alike.__getitem__, 5, seed=1)
    assert found.shapley.sum(axis=0) == pytest.approx(found.total)
    assert found.total == pytest.approx(np.array(alike[31]) - np.array(alike[0]))
    assert found.shapley[0] == pytest.approx(found.shapley[1])
    assert found.shapley[2] == pytest.approx([0])


def _swapped(lost: int) -> int:
    """Return one of two sets that differ in which of losses 0 and 1 came."""
    return lost & ~0b11 | 0b01 if lost & 0b11 == 0b10 else lost


def test_values_add_over_games() -> None:
    one, other = game(4, seed=1), game(4, seed=2)
    both = [[a + b for a, b in zip(x, y, strict=True)] for x, y in zip(one, other, strict=True)]
    values = [shares(values.__getitem__, 4, seed=1).shapley for values in (one, other, both)]
    assert values[0] + values[1] == pytest.approx(values[2])


def test_the_glove_game_has_its_published_values() -> None:
    # One left glove, two right ones; a pair is worth 1: 2/3, 1/6, 1/6 (Shapley 1953).
    found = shares(lambda had: [float(had & 1 and had & 0b110 > 0)], 3, seed=1)
    assert found.shapley[:, 0] == pytest.approx([2 / 3, 1 / 6, 1 / 6])


def test_beyond_the_limit_orders_are_drawn_with_a_standard_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = game(6, seed=3)
    exact = shares(values.__getitem__, 6, seed=1)
    monkeypatch.setattr(shapley, "EXACT", 5)
    drawn = shares(values.__getitem__, 6, seed=1)
    assert drawn.shapley.sum(axis=0) == pytest.approx(drawn.total)
    assert (drawn.error > 0).all()
    # Of twelve means hardly one lies further off than four standard errors.
    assert (abs(drawn.shapley - exact.shapley) <= 4 * drawn.error).all()
    again = shares(values.__getitem__, 6, seed=1)
    assert (again.shapley == drawn.shapley).all()
    assert (shares(values.__getitem__, 6, seed=2).shapley != drawn.shapley).any()


def test_no_loss_is_no_share() -> None:
    found = shares(lambda _: [1.0], 0, seed=1)
    assert (found.shapley.shape, found.total.tolist()) == ((0, 1), [0.0])
