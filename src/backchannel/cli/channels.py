"""The verb that asks which channels were open."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any, get_args

from backchannel.cli.options import (
    As,
    BetweenFlag,
    Data,
    Everything,
    RuleName,
    TypeName,
    WhenArgument,
)
from backchannel.cli.output import Answer, TitledTable, note_coverage, talk, write
from backchannel.cli.source import scope_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.errors import one_of
from backchannel.facts.view import View
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.facts.rows import Rows
    from backchannel.verdicts.answers import OpenRow
    from backchannel.verdicts.course import Rule
    from backchannel.verdicts.verdict import Verdict

DAYS_OF: Mapping[Rule, str] = {"any": "best day", "all": "worst day", "last-day": "last day"}
"""Rule → the day of a month or a year by which a channel counts."""

SEEN_AT_ONCE = 10
"""So many channels need no headings between them."""


@with_view
def open_verb(  # noqa: PLR0913 - the flags are those of the contract
    when: WhenArgument,
    *,
    between: BetweenFlag = None,
    kind: TypeName = None,
    rule: RuleName = "any",
    everything: Everything = False,
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Say which channels were open then, how sure it is, and who says so.

    A month or a year counts with the best day of each channel; for how it stood, ask for a day. A
    start known only as `2012` is possible all that year and sure on its last day, by which it must
    have begun; a table says of each row that is only possible what leaves it open.

    In CSV and JSON `usable` is true for open and degraded however sure that is, also possibly:
    read `certainty` with it. `seen` is the last day with a sure verdict, `seen_latest` the last on
    which anybody can have seen it, which says how old the evidence is (a list of 2013 has no sure
    day), and `carried_from` what a presumed verdict goes back to; `stopped_whole` is what a channel
    is a part of, if that is stopped.
    Where `sources` is 1 all rests on one voice; `sensitivity` tells what else each hangs on.

    Example: backchannel open 2022-02-01 --between RUS USA
    """
    from backchannel.dates.period import window
    from backchannel.dates.words import in_words
    from backchannel.facts.vocabulary import channel_type
    from backchannel.verdicts.answers import rows_for, verdicts_over

    days = window(when)
    chosen = known_rule(rule)
    of_type = channel_type(kind) if kind is not None else None
    seen = viewed(data, view)
    scope = scope_of(seen, between)
    verdicts = verdicts_over(seen, days, rule=chosen, between=scope, type=of_type)
    listed, hidden = _split(verdicts, everything=everything)
    shown = rows_for(seen, listed, days)
    question = {
        "when": when, "rule": rule, "type": of_type,
        "from": str(days.first), "to": str(days.last),
        "view": seen.view.to_dict(), "not_shown": hidden,
    }  # fmt: skip
    channels = f"Channels of type {of_type}" if of_type else "Channels"
    title = titled(f"{channels} {scope.in_words(seen)}, {in_words(when)}", seen.view)
    write(_open_answer(seen, shown, question, title, days), form)
    if days.days > 1:
        best = ": the best day of each channel" if rule == "any" else ""
        day = min(seen.as_of, days.last)
        is_known = max(seen.start, days.first) <= day
        hint = f"; for how it stood on a day: backchannel open {day}" if best and is_known else ""
        talk(f"{when} is taken as {days.first} to {days.last}, rule {rule}{best}{hint}")
    note_coverage(seen, days, scope)
    if disputed := _disputed_on_some_days(seen, shown, days):
        talk(f"contested on some of these days: {', '.join(disputed)}")
    if told := _by_certainty(shown):
        talk(told)
    if hidden:
        voice = seen.view.voice
        silent = f" ({voice} tells of no use or stop of them then)" if seen.view.told_by else ""
        others = ", ".join(
            f"{number} {verdict}{silent if verdict == 'unknown' else ''}"
            for verdict, number in hidden.items()
        )
        talk(f"{len(shown)} shown; not shown: {others} (--all shows them)")


VERBS: Mapping[str, Callable[..., None]] = {"open": open_verb}


def _split(
    verdicts: Mapping[str, Verdict], *, everything: bool
) -> tuple[dict[str, Verdict], dict[str, int]]:
    """Return the verdicts that are shown, and how many of each word are not."""
    from backchannel.verdicts.answers import SHOWN

    shown = {key: found for key, found in verdicts.items() if everything or found.word in SHOWN}
    hidden = Counter(found.word.value for key, found in verdicts.items() if key not in shown)
    return shown, dict(sorted(hidden.items()))


def _by_certainty(shown: Rows[OpenRow]) -> str:
    """Count what is shown by how sure it is, since a long list reads as so many open channels."""
    usable = Counter(row.certainty for row in shown if row.usable)
    told = [
        f"{usable[sure]} {sure}" for sure in ("surely", "presumably", "possibly") if usable[sure]
    ]
    contested = sum(row.answer.word.value == "contested" for row in shown)
    return "; ".join(
        [f"usable: {', '.join(told)}"] * bool(told) + [f"contested: {contested}"] * bool(contested)
    )


def _disputed_on_some_days(data: Dataset, shown: Rows[OpenRow], days: Window) -> list[str]:
    """Return the channels that are contested for a part of a window, which no verdict says."""
    from backchannel.verdicts.course import course
    from backchannel.verdicts.verdict import CONTESTED

    return [
        row.id
        for row in shown
        if row.answer != CONTESTED
        and any(stretch.verdict == CONTESTED for stretch in course(data)[row.id].within(days))
    ]


def _open_answer(
    data: Dataset, shown: Rows[OpenRow], question: Mapping[str, Any], title: str, days: Window
) -> Answer:
    from backchannel.verdicts.answers import OPEN_COLUMNS

    def people() -> list[TitledTable]:
        from backchannel.cli import display

        lists = groupby(display.by_type(shown), key=lambda row: row.type)
        rows = {
            kind: [display.channel(data, row, days) for row in listed] for kind, listed in lists
        }
        if len(rows) < 2 or len(shown) <= SEEN_AT_ONCE:
            return [TitledTable(title, [row for listed in rows.values() for row in listed])]
        heads = [f"{kind} ({count(len(listed), 'channel')})" for kind, listed in rows.items()]
        heads[0] = f"{title}\n\n{heads[0]}"
        return list(map(TitledTable, heads, rows.values()))

    return Answer(
        whole=lambda: {**question, "channels": shown.to_dicts()},
        rows=(row.flat() for row in shown),
        columns=OPEN_COLUMNS,
        people=people,
        scope=title,
    )


def known_rule(text: str) -> Any:
    """Return a rule by which a window is answered, or say which there are."""
    from backchannel.verdicts.course import Rule

    return one_of("rule", text, get_args(Rule))
