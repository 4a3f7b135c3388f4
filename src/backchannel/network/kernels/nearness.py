"""How near the actors of a part are to one another, counted in channels: efficiency rests on it."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

REMEMBERED = 65536
"""How many parts of networks are kept with their sums."""


@lru_cache(maxsize=REMEMBERED)
def nearness(channels: frozenset[frozenset[str]]) -> float:
    """Return the sum of 1 / channels over all ordered pairs of a part, most of which recur."""
    actors = sorted(frozenset().union(*channels))
    if len(channels) == 1:
        return float(len(actors) * (len(actors) - 1))
    place = {actor: number for number, actor in enumerate(actors)}
    step = np.eye(len(actors), dtype=np.float32)
    for on in channels:
        at = [place[actor] for actor in on]
        step[np.ix_(at, at)] = 1
    known, near, distance = step > 0, float((step > 0).sum() - len(step)), 1
    while not known.all():
        wider = (known.astype(np.float32) @ step) > 0
        distance += 1
        near += (int(wider.sum()) - int(known.sum())) / distance
        known = wider
    return near
