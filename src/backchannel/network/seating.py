"""Which channels, and who on them, are in the network in many draws of the uncertain dates."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from backchannel.facts.bounds import bounds_of
from backchannel.facts.dataset import counts_as, possible_days
from backchannel.facts.draws import quantile
from backchannel.facts.presumption import TENURE
from backchannel.network.passage import UNREAD
from backchannel.network.snapshot import LEFT_OUT, belongs, channel_node, is_shown
from backchannel.verdicts.accounts import presumed_days
from backchannel.verdicts.holding import holding, layers_of
from backchannel.verdicts.lots import outcomes
from backchannel.verdicts.seats import CARRYING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Party
    from backchannel.network.turns import Element
    from backchannel.verdicts.cutting import Days, Drawn, Truths
    from backchannel.verdicts.holding import Layers
    from backchannel.verdicts.lots import Outcomes
    from backchannel.verdicts.verdict import Verdict

    Places = NDArray[np.intp]

EVERY_DRAW = np.zeros(1, np.intp)
"""What tells the draws of something that is the same in all of them."""


class Present(NamedTuple):
    """An element of the network in many draws, at some looks."""

    element: Element
    attributes: Mapping[str, Any]
    there: Truths
    """A row for each outcome, a column for each look."""
    of_draw: Places
    """Draw → its outcome; of length 1 if all draws are the same."""


class Held(NamedTuple):
    """An office held by somebody, in many draws: the days as ordinals, by draw."""

    person: str
    sure: tuple[Days, Days]
    """Of length 1 if they are the same in all draws."""
    presumed: tuple[Days, Days]
    may: tuple[Days, Days]


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
        self.data, self.seeds = data, seeds
        self._sides, self.by_side, self._principals = sides, by_side, principals
        self._channels = {
            channel: self._course(channel)
            for channel, record in data.channels.items()
            if record.type not in LEFT_OUT
        }
        self._offices = {office: self._held(tenures) for office, tenures in data.holders_of.items()}
        self._away: dict[str, Truths] = {}

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
        drawn = np.array([quantile(seed, group) for seed in self.seeds])
        return outcomes(self.data, records, drawn, days=days)

    def _held(self, tenures: Sequence[Any]) -> list[Held]:
        days = self.data.presumption.days_for(TENURE)
        found = self._outcomes(tenures[0].office, tenures, days)
        return [_held(account, found.of_draw) for account in found.accounts]

    def present(self, looks: Days) -> Iterator[Present]:
        """Yield each channel and each seat that is in the network of some draw at some look."""
        self._away = {} if self._principals else self._principals_away(looks)
        known = self.data.start, self.data.as_of
        for channel, (layers, of_draw) in self._channels.items():
            there = holding(layers, looks, known, _is_presumed) & self._between(channel, looks)
            if there.any():
                yield from self._channel(channel, there, of_draw, looks)
                ties = self._side_ties if self.by_side else self._seats
                yield from ties(channel, there, of_draw, looks)

    def _between(self, channel: str, looks: Days) -> Truths:
        """Say at which looks a channel possibly has a party on both of the sides asked for."""
        found = np.ones(len(looks), bool)
        for side in self._sides or ():
            seated = np.zeros(len(looks), bool)
            for party in self.data.parties_of.get(channel, ()):
                if party.role == "party" and counts_as(party.side) == counts_as(side):
                    seated |= _in(possible_days(party), looks)
            found &= seated
        return found

    def _seated_sides(self, channel: str, looks: Days) -> dict[str, Truths]:
        """Return at which looks each side surely has a party on a channel."""
        found: dict[str, Truths] = defaultdict(lambda: np.zeros(len(looks), bool))
        for party in self.data.parties_of.get(channel, ()):
            if party.role == "party" and party.side:
                found[party.side] |= _in(_sure_days(party), looks)
        return dict(sorted(found.items()))

    def _channel(
        self, channel: str, there: Truths, of_draw: Places, looks: Days
    ) -> Iterator[Present]:
        """Yield a channel with the sides that it has at each look."""
        seated = self._seated_sides(channel, looks)
        by_look = [
            tuple(side for side, at in seated.items() if at[look]) for look in range(len(looks))
        ]
        for sides in sorted(set(by_look)):
            at = np.array([those == sides for those in by_look])
            attributes = read(channel_node(self.data, channel, sides, None))
            if (there & at).any():
                yield Present((channel,), attributes, there & at, of_draw)

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
            return there & at, of_draw
        return there[of_draw] & at, np.arange(len(at))

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
            sure = _in(_sure_days(party), looks)[None, :]
            add(party.actor, (party.role, party.side, ""), sure, sure)
            for held in self._offices.get(party.actor, ()):
                surely, presumably = (
                    sure & _among(days, looks) for days in (held.sure, held.presumed)
                )
                if surely.any() or presumably.any():
                    add(held.person, (party.role, party.side, party.actor), surely, presumably)
        return found

    def _principals_away(self, looks: Days) -> dict[str, Truths]:
        """Return when each actor may be a principal."""
        found: dict[str, Truths] = defaultdict(lambda: NOBODY)
        for party in self.data.parties.values():
            if party.role != "party" or self.data.channels[party.channel].type != "head-of-state":
                continue
            may = _in(possible_days(party), looks)[None, :]
            found[party.actor] = found[party.actor] | may
            for held in self._offices.get(party.actor, ()):
                found[held.person] = found[held.person] | (may & _among(held.may, looks))
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
    days = [_by_draw(some, of_draw) for some in (sure, presumed, may)]
    return Held(getattr(account.record, "person", ""), *days)


def _by_draw(days: tuple[Days, Days], of_draw: Places) -> tuple[Days, Days]:
    """Return the days in each draw, or once where they are the same in all."""
    if all((edge == edge[0]).all() for edge in days):
        return days[0][:1], days[1][:1]
    return days[0][of_draw], days[1][of_draw]


def _where(holds: Truths, one: tuple[Days, Days], other: tuple[Days, Days]) -> tuple[Days, Days]:
    return np.where(holds, one[0], other[0]), np.where(holds, one[1], other[1])


def _sure_days(party: Party) -> tuple[Any, Any]:
    bounds = bounds_of(party)
    return bounds["start"].latest, bounds["end"].earliest


def _in(days: Iterable[Any], looks: Days) -> Truths:
    first, last = days
    found: Truths = (first.toordinal() <= looks) & (looks <= last.toordinal())
    return found


def _among(days: tuple[Days, Days], looks: Days) -> Truths:
    return (days[0][:, None] <= looks) & (looks <= days[1][:, None])
