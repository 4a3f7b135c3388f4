"""The verb that compares two times: channels lost, gained and interrupted between them, and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from backchannel.cli.channels import DAYS_OF, known_rule
from backchannel.cli.options import As, BetweenFlag, Data, From, RuleName, To, TypeName
from backchannel.cli.output import Answer, TitledTable, form_of, note_coverage, talk, write
from backchannel.cli.source import scope_of
from backchannel.cli.views import titled, viewed, with_view
from backchannel.facts.view import View
from backchannel.messages import count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from backchannel.dates.period import Window
    from backchannel.facts.dataset import Dataset
    from backchannel.verdicts.comparison import Lost
    from backchannel.verdicts.course import Rule

DISRUPTED: Mapping[str, str] = {
    "surely": "surely began between them",
    "possibly": "only possibly began between them",
}
"""How sure it is that disruptions began between two times → how their table is called."""


@with_view
def lost_verb(  # noqa: PLR0913 - the flags are those of the contract
    before: From,
    after: To,
    *,
    between: BetweenFlag = None,
    kind: TypeName = None,
    rule: RuleName = "any",
    view: View,
    data: Data = None,
    form: As = None,
) -> None:
    """
    Compare two times: channels lost, out of sight, gained, into view, interrupted, and why.

    Lost was usable and is stopped; out of sight was usable, and nobody says what became of it,
    which does not mean closed; gained and into view are the same the other way round; interrupted
    was stopped in between. Two more lists are no losses: `degraded` has what was open and is still
    usable, with less staff, level, access or subjects; `found_stopped` what is stopped in the end,
    and of which nobody can say that it was usable at first.

    A month or a year counts with the best day of each channel; for what a time took, compare the
    day before it with its last. A verdict counts if it is sure or presumed. Each row says since
    when (`day`), why, by which `causes`, and by whose `voices`. Disruptions between the two have a
    table of their own, and those that only possibly fall there a last one; those known only by when
    they had begun are counted, since they may lie any time before. In CSV all are rows whose list
    is `disruptions`. With `--type` they are those named as a cause on a channel of that type.

    Example: backchannel lost 2021-12-31 2022-12-31 --between RUS USA
    """
    from backchannel.dates.period import Window, window
    from backchannel.dates.words import in_words
    from backchannel.verdicts.comparison import LISTS, lost, stopped_between

    chosen: Rule = known_rule(rule)
    start, end = window(before), window(after)  # their faults are told before the data are read
    seen = viewed(data, view, kind)
    scope = scope_of(seen, between)
    found = lost(seen, start, end, rule=chosen, between=scope)
    question = {
        "from": str(found.before.first), "to": str(found.after.last),
        "between": list(between) if between else None, "type": kind,
        "view": seen.view.to_dict(),
    }  # fmt: skip
    title = f"{scope.in_words(seen)}, {in_words(before)} compared with {in_words(after)}"
    if max(start.days, end.days) > 1:
        title += f", each channel by its {DAYS_OF[chosen]}"
    if steered := _from_day_to_day(seen, found, before, after) if rule == "any" else "":
        # Said first: who reads the lists before it takes a year for its last day.
        form = form_of(form)
        talk(steered)
    write(_lost_answer(seen, found, question, titled(title, seen.view)), form)
    note_coverage(seen, Window(start.first, end.last), scope)
    for text, asked, answered in ((before, start, found.before), (after, end, found.after)):
        if asked != answered:
            talk(f"{text} is answered for {_days(answered)}, as far as the data go")
    talk(", ".join(f"{len(getattr(found, name))} {name.replace('_', ' ')}" for name in LISTS))
    if stopped := stopped_between(seen, found):
        were = "was" if len(stopped) == 1 else "were"
        talk(
            f"of those out of sight {len(stopped)} {were} stopped on some of these days, though at "
            f"the end nobody says so, or sources disagree: {', '.join(row.id for row in stopped)}. "
            "They are not `lost`, which takes a stop that is known at the end; `backchannel loss "
            f"{found.before.first} {found.after.last} --attribute` counts them as losses"
        )
    if before_any := [row.record.id for row in found.disruptions if row.is_of_any_day_before]:
        talk(
            f"{count(len(before_any), 'disruption')} may have begun at any time before, since the "
            f"sources only say by when: {', '.join(before_any)}"
        )


VERBS: Mapping[str, Callable[..., None]] = {"lost": lost_verb}


def _from_day_to_day(data: Dataset, found: Lost, before: str, after: str) -> str:
    """Say what a month or a year is taken for, and how to ask from one day to another."""
    days = {before: found.before, after: found.after}
    long = [text for text, window in days.items() if window.days > 1]
    if not long:
        return ""
    count_with = "count with their best days" if len(long) > 1 else "counts with its best days"
    first, last = found.before.last, found.after.last
    if first >= last and found.before.first > data.start:
        # The same year twice: what it took is told from its eve.
        first = found.before.first - timedelta(days=1)
    elif first >= last:
        first = data.start
    first = max(first, data.start)
    hint = f"; from one day to another: backchannel lost {first} {last}" if first < last else ""
    return f"{' and '.join(long)} {count_with}{hint}"


def _days(window: Window) -> str:
    return f"{window.first} to {window.last}" if window.days > 1 else str(window.first)


def _lost_answer(data: Dataset, found: Lost, question: Mapping[str, Any], title: str) -> Answer:
    from backchannel.cli import display
    from backchannel.verdicts.comparison import LISTS, LOST_COLUMNS

    lists = {name: getattr(found, name).to_dicts() for name in LISTS}
    kind = data.view.of_type
    of_type = f" named as a cause on channels of type {kind}" if kind else ""
    disruptions = found.disruptions.to_dicts()
    changes = [{"list": name, **row} for name in LISTS for row in lists[name]]
    return Answer(
        whole={**question, **lists, "disruptions": disruptions},
        rows=changes + [{"list": "disruptions", **row} for row in disruptions],
        columns=LOST_COLUMNS,
        people=lambda: [
            TitledTable(
                f"Channels {title}{' (lost: usable before, stopped after)' if found.lost else ''}",
                [
                    display.change(data, name, row, within=found.after)
                    for name in LISTS
                    for row in getattr(found, name)
                ],
            ),
            *(
                TitledTable(
                    f"Disruptions{of_type} that {began}",
                    [
                        display.disruption(data, row.record)
                        for row in found.disruptions
                        if row.certainty == certainty and not row.is_of_any_day_before
                    ],
                )
                for certainty, began in DISRUPTED.items()
            ),
        ],
        scope=f"Channels {title}",
    )
