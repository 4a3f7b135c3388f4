"""Which channels, and who on them, are in the network in many draws of the uncertain dates."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import possible_days
from backchannel.facts.draws import seeded
from backchannel.facts.presumption import TENURE
from backchannel.network.passage import UNREAD
from backchannel.network.snapshot import LEFT_OUT, belongs, channel_node, is_shown
from backchannel.verdicts.accounts import presumed_days
from backchannel.verdicts.cutting import looks_within
from backchannel.verdicts.holding import holding, layers_of
from backchannel.verdicts.lots import outcomes
from backchannel.verdicts.seats import CARRYING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Party
    from backchannel.network.turns import Element
    from backchannel.verdicts.cutting import Days, Drawn, Truths
    from backchannel.verdicts.holding import Layers
    from backchannel.verdicts.lots import Outcomes
    from backchannel.verdicts.verdict import Verdict

    Places = NDArray[np.intp]
    Seated = tuple[Truths, Truths, Truths]

EVERY_DRAW = np.zeros(1, np.intp)
"""What tells the draws of something that is the same in all of them."""


class Present(NamedTuple):
    """An element of the network in many draws, at some looks."""

    element: Element
    attributes: Mapping[str, Any]
    there: Truths
    """A row for each outcome, a column for each look; neighbouring rows differ."""
    of_draw: Places
    """Draw → its outcome; of length 1 if all draws are the same."""


class Held(NamedTuple):
    """An office held by somebody, in many draws: the days as ordinals, by outcome."""

    person: str
    days: tuple[tuple[Days, Days], ...]
    """Those on which it surely, presumably and possibly is: the first and the last."""
    of_draw: Places

    def at(self, looks: Days) -> Seated:
        """Say at which looks it is held: a row for each draw, or one where all are the same."""
        sure, presumed, may = (self._among(*days, looks) for days in self.days)
        return sure, presumed, may

    def _among(self, first: Days, last: Days, looks: Days) -> Truths:
        edges = np.searchsorted(looks, first), np.searchsorted(looks, last, "right")
        is_new = np.ones(len(first), bool)
        is_new[1:] = (edges[0][1:] != edges[0][:-1]) | (edges[1][1:] != edges[1][:-1])
        begins, stops = (edge[is_new, None] for edge in edges)
        if (begins >= stops).all():
            return NOBODY
        there: Truths = (begins <= np.arange(len(looks))) & (np.arange(len(looks)) < stops)
        return there if len(there) == 1 else there[(np.cumsum(is_new) - 1)[self.of_draw]]


class Seating:
    """Who sits where in many draws of some data."""

    def __init__(
        self,
        data: Dataset,
        seeds: Sequence[int],
        *,
        sides: tuple[str, str] | None,
        by_side: bool,
        principals: bool,
    ) -> None:
        """Draw every channel and every office."""
        self.data, self._begun, self._each = data, seeded(seeds), np.arange(len(seeds))
        self._sides, self.by_side, self._principals = sides, by_side, principals
        self.channels: Mapping[str, tuple[Layers, Places]] = {
            channel: self._course(channel) for channel in data.channels
        }
        """Channel → when its accounts hold in each outcome; and draw → its outcome."""
        self._offices = {office: self._held(tenures) for office, tenures in data.holders_of.items()}
        self._away: dict[str, Truths] = {}
        self.holders: dict[str, list[tuple[str, Seated]]] = {}
        """Office → who holds it at the looks that were asked about last."""

    def _course(self, channel: str) -> tuple[Layers, Places]:
        """Return when the accounts of a channel hold, and the outcome of each draw."""
        records = (
            *self.data.spells_of.get(channel, ()),
            *self.data.contacts_of.get(channel, ()),
        )
        found = self._outcomes(channel, records, presumed_days(self.data, channel))
        of_draw = found.of_draw if found.number > 1 else EVERY_DRAW
        return layers_of(found.accounts, found.number), of_draw

    def _outcomes(self, group: str, records: Sequence[Any], days: int) -> Outcomes:
        return outcomes(self.data, records, group=group, begun=self._begun, days=days)

    def _held(self, tenures: Sequence[Any]) -> list[Held]:
        days = self.data.presumption.days_for(TENURE)
        found = self._outcomes(tenures[0].office, tenures, days)
        return [_held(account, found.of_draw) for account in found.accounts]

    def usable(self, looks: Days) -> dict[str, tuple[Truths, Places]]:
        """Return when each channel is usable, as `Present` has it; not those that never are."""
        known = self.data.start, self.data.as_of
        found = {}
        for channel, (layers, of_draw) in self.channels.items():
            answer, of_outcome = holding(layers, looks, known, _is_presumed)
            if answer.any():
                found[channel] = merged(answer, of_outcome[of_draw])
        return found

    def present(
        self, looks: Days, usable: Mapping[str, tuple[Truths, Places]] | None = None
    ) -> Iterator[Present]:
        """Yield each channel and each seat that is in the network of some draw at some look."""
        self.holders = {
            office: [(held.person, held.at(looks)) for held in by]
            for office, by in self._offices.items()
        }
        self._away = {} if self._principals else self._principals_away(looks)
        usable = self.usable(looks) if usable is None else usable
        for channel, (answer, of_draw) in usable.items():
            there = answer & self._between(channel, looks)
            if there.any() and self.data.channels[channel].type not in LEFT_OUT:
                there, of_draw = merged(there, of_draw)  # noqa: PLW2901
                yield from self._channel(channel, there, of_draw, looks)
                ties = self._side_ties if self.by_side else self._seats
                yield from ties(channel, there, of_draw, looks)

    def _between(self, channel: str, looks: Days) -> Truths:
        """Say at which looks a channel possibly has a party on both of the sides asked for."""
        if self._sides is None:
            return np.ones(len(looks), bool)
        return looks_within(looks, self.data.days_between(channel, self._sides))

    def _seated_sides(self, channel: str, looks: Days) -> dict[str, Truths]:
        """Return at which looks each side surely has a party on a channel."""
        found: dict[str, Truths] = defaultdict(lambda: np.zeros(len(looks), bool))
        for party in self.data.parties_of.get(channel, ()):
            if party.role == "party" and party.side:
                found[party.side] |= looks_within(looks, [_sure_days(party)])
        return dict(sorted(found.items()))

    def _channel(
        self, channel: str, there: Truths, of_draw: Places, looks: Days
    ) -> Iterator[Present]:
        """Yield a channel with the sides that it has at each look."""
        seated = self._seated_sides(channel, looks)
        ats = np.array(list(seated.values()), bool).reshape(len(seated), len(looks))
        for column in np.unique(ats, axis=1).T:
            there_so = there & (ats == column[:, None]).all(axis=0)
            if there_so.any():
                sides = [side for side, is_there in zip(seated, column, strict=True) if is_there]
                attributes = read(channel_node(self.data, channel, sides, None))
                yield Present((channel,), attributes, there_so, of_draw)

    def _side_ties(
        self, channel: str, there: Truths, of_draw: Places, looks: Days
    ) -> Iterator[Present]:
        for side, at in self._seated_sides(channel, looks).items():
            if (there & at).any():
                yield Present((channel, side), {}, there & at, of_draw)

    def _seats(
        self, channel: str, there: Truths, of_draw: Places, looks: Days
    ) -> Iterator[Present]:
        """Yield each seat on a channel, as `seat` describes the foremost of an actor's ties."""
        for actor, ties in self._ties(channel, looks).items():
            ranked = sorted(ties, key=lambda one: (one[2] != "", one[0] != "party", one))
            taken: Truths = np.zeros((1, len(looks)), bool)
            chosen: dict[tuple[str, str, str], Truths] = {}
            for level in (0, 1):
                for key in ranked:
                    fresh = ties[key][level] & ~taken
                    chosen[key] = chosen[key] | fresh if key in chosen else fresh
                    taken = taken | fresh
            for (role, side, via), at in chosen.items():
                both, index = self._both(there, of_draw, at & ~self._away.get(actor, NOBODY))
                if both.any():
                    attributes = {"role": role, "side": side, "via": via}
                    yield Present((channel, actor), attributes, both, index)

    def _both(self, there: Truths, of_draw: Places, at: Truths) -> tuple[Truths, Places]:
        """Return when both hold; an outcome is one of the channel, or a draw."""
        if len(at) == 1:
            return merged(there & at, of_draw)
        return merged(there[of_draw] & at, self._each)

    def _ties(
        self, channel: str, looks: Days
    ) -> dict[str, dict[tuple[str, str, str], tuple[Truths, Truths]]]:
        """Return, by actor and by (role, side, via), when somebody surely and presumably sits."""
        found: dict[str, dict[tuple[str, str, str], tuple[Truths, Truths]]] = defaultdict(dict)

        def add(actor: str, key: tuple[str, str, str], surely: Truths, presumably: Truths) -> None:
            if is_shown(self.data, actor, frozenset()):
                before = found[actor].get(key, (NOBODY, NOBODY))
                found[actor][key] = (before[0] | surely, before[1] | presumably | surely)

        for party in self.data.parties_of.get(channel, ()):
            if party.role not in CARRYING:
                continue
            sure = looks_within(looks, [_sure_days(party)])[None, :]
            add(party.actor, (party.role, party.side, ""), sure, sure)
            for person, (surely, presumably, _) in self.holders.get(party.actor, ()):
                if surely.any() or presumably.any():
                    key = (party.role, party.side, party.actor)
                    add(person, key, sure & surely, sure & presumably)
        return found

    def _principals_away(self, looks: Days) -> dict[str, Truths]:
        """Return when each actor may be a principal."""
        found: dict[str, Truths] = defaultdict(lambda: NOBODY)
        for party in self.data.parties.values():
            if party.role != "party" or self.data.channels[party.channel].type != "head-of-state":
                continue
            may = looks_within(looks, [possible_days(party)])[None, :]
            found[party.actor] = found[party.actor] | may
            for person, (_, _, possibly) in self.holders.get(party.actor, ()):
                found[person] = found[person] | (may & possibly)
        return found


NOBODY = np.zeros((1, 1), bool)


def read(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """Return the attributes that measures read."""
    return {name: value for name, value in attributes.items() if name not in UNREAD}


def _is_presumed(verdict: Verdict) -> bool:
    return belongs(verdict, "presumably")


def _held(account: Drawn, of_draw: Places) -> Held:
    """Return the days of a tenure as `tenure_days` does."""
    never = np.full(len(account.counts), 2), np.full(len(account.counts), 1)
    sure = (
        never
        if account.denied
        else _where(account.counts, (account.start_latest, account.end_earliest), never)
    )
    is_carried = account.carried_to >= 0
    presumed = _where(is_carried, (account.start_latest, account.carried_to), sure)
    last = np.maximum(account.end_latest, presumed[1])
    may = _where(account.counts, (account.start_earliest, last), never)
    return Held(getattr(account.record, "person", ""), (sure, presumed, may), of_draw)


def merged(there: Truths, of_draw: Places) -> tuple[Truths, Places]:
    """Make one outcome of neighbours that are the same at these looks."""
    differs = (there[1:] != there[:-1]).any(axis=1)
    if not differs.any():
        return there[:1], EVERY_DRAW
    if differs.all():
        return there, of_draw
    place = np.zeros(len(there), np.intp)
    np.cumsum(differs, out=place[1:])
    return there[np.concatenate([[True], differs])], place[of_draw]


def _where(holds: Truths, one: tuple[Days, Days], other: tuple[Days, Days]) -> tuple[Days, Days]:
    return np.where(holds, one[0], other[0]), np.where(holds, one[1], other[1])


def _sure_days(party: Party) -> tuple[Any, Any]:
    bounds = bounds_of(party)
    return bounds["start"].latest, bounds["end"].earliest
