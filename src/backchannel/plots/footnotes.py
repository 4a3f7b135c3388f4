"""What stands beside a picture: its question, how to read it, and the claims behind it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from backchannel.facts.names import label
from backchannel.facts.vocabulary import FAMILIES, FAMILY
from backchannel.messages import count
from backchannel.output.document import Document, Hyperlink
from backchannel.verdicts.evidence import rests_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from backchannel.facts.dataset import Dataset
    from backchannel.facts.model import Claim
    from backchannel.output.document import Inline

NO_ROOM = "Left out for want of room"
UNTOLD = "Left out since nothing is known of them in these days"
LOST = "Lost in these days, in the order of the days"
SHORTENED = "Whole names of those that are cut in the picture"
"""What is said before the names that a picture does not hold."""

FEW_CLAIMS = 60
"""Up to so many claims are listed with their sources; of more, their number is told."""


class Question(NamedTuple):
    """What a kind of picture answers, and how it is read."""

    question: str
    reading: str


QUESTIONS: Mapping[str, Question] = {
    "network": Question(
        "Who sat on which channel on that day, and could it be used?",
        "Channels stand in the middle, the actors of the two sides left and right of them. The bar "
        "at the left end of a channel's box is its verdict; a line says who sat on it, not that "
        "they spoke that day. Solid means sure, lighter or striped presumed, dashed or hatched "
        "only possible. Where there is no room for all, words in italics count the others of a "
        "family: those most surely usable are shown, each family in turn, and stopped ones only if "
        "all of them have room.",
    ),
    "network-force": Question(
        "Who shared a channel with whom on that day?",
        "A mark is an actor in the colour of its side, an office and who holds it as one; the "
        "larger it is, the higher its value, as `backchannel centrality DAY --persons --between A "
        "B` has it; who has none, as who is only possibly there, is as small as one with 0. A line "
        "joins two who sat on one channel; its width is their strength, to which a channel of n "
        "actors adds 1/(n-1). A number beside a mark leads to its name below. A whole mark and a "
        "dark line are sure, a half mark and a lighter line presumed, an empty mark and a dashed "
        "line only possible. Who shares nothing stands apart; how far apart, and where on the "
        "sheet, means nothing. The state itself is no actor, so that one whose channel joins it to "
        "a state stands alone.",
    ),
    "matrix": Question(
        "Which sides could talk to each other on that day?",
        "A square is a pair of sides, in the colour and pattern of the best verdict of their "
        "channels; a number says how many were usable. A blank square is no channel in the data, "
        "which does not mean that there was none.",
    ),
    "timeline": Question(
        "When was each channel open, and when was it used?",
        "A row is a channel, a bar its verdict: high is usable, low is stopped; solid is sure, "
        "lighter and striped presumed, hatched possible, crossed contested, white unknown. A bar "
        "fades over the days on which it may have begun or ended. Rings are contacts that were "
        "held; dark squares those refused, triangles those unanswered, and crosses others that did "
        "not take place. A thin line down the rows marks a disruption, named with the channel that "
        "sources say it changed, or with the number of such channels. A dotted line marks a day on "
        "which, by rule, what was only presumed to be usable ends: no source reports that as a "
        "loss.",
    ),
    "groups": Question(
        "How many channels of each group were open, and when?",
        "A row is a group of channels and its full height all of them; the bands share it by "
        "verdict, the usable ones at the bottom.",
    ),
    "loss": Question(
        "How many channels could be used, of which types, and what was lost when?",
        "The bands of the first two panels add up to all channels: in the first the usable ones by "
        "type, solid where sure and striped where presumed, below the possible and contested "
        "ones; in the second, on a scale of its own, the unknown and the stopped ones. On days on "
        "which a channel is not between the sides it is unknown here; `open` does not list it. "
        "Then the independent lines between the two sides: two of them share no channel, person "
        "or third side, though they may share a building or a treaty; with the range from surely "
        "to possibly usable. Towards the last day of the data the ranges widen because the record "
        "ends there: what was usable is sure only up to the last day on which somebody saw it so. "
        "Bars at the foot are the changes on their days. Up: channels that were stopped before and "
        "gained, that came into view, or that were usable from a day that is not known. "
        "Down: channels that were lost because they were stopped on that day, that went out of "
        "sight because nothing documents them any longer, or that were only possibly usable from "
        "then. A bar that is cut at the foot has its number beside it: most of it ends by rule. "
        "What was found stopped later went out of sight before: nobody has the day of the stop, "
        "or nothing is presumed to go on until it.",
    ),
    "centrality": Question(
        "Who and what was central that day, by one measure?",
        "A mark is the value on what was surely or presumably usable; the line behind it spans the "
        "values on what was surely, presumably and possibly usable. Each class is ranked alone.",
    ),
    "multiples": Question(
        "How did the network of two sides change from one of these days to the next?",
        "Each panel is a day, and a row is the same channel or actor in all of them. A bar is a "
        "channel in the colour and pattern of its verdict, low where it was stopped; where there "
        "is none, nothing is known of it that day. Lines, where there is room for them, say who "
        "sat on it. Below a panel stands what changed since the one before, lost and gained "
        "channels first; the numbers lead to their bars.",
    ),
    "ranks": Question(
        "Who was most central, and when did that change?",
        "A path is the place of an actor among all by its value; 1 is the highest, and equal "
        "values share the better place. The thin lines on it are what the uncertainty of the value "
        "leaves open. A path is shared by those whose ranks are the same on every day, "
        "and by an office with its holders.",
    ),
    "survival": Question(
        "How long do channels of each type last before they are stopped?",
        "A curve falls where channels of a type were stopped at that age (Kaplan and Meier); one "
        "last seen at an age counts up to that age. The band is what uncertain dates leave open. "
        "Counted are stretches, times through which a channel was watched as usable: one channel "
        "can have several. Where fewer than five are at risk, a curve goes on in thin dots: one "
        "stop weighs so much there that it can fall to 0 though channels of the type still work. "
        "All types together have a curve, and of the types with a stop the five with most.",
    ),
    "attribution": Question(
        "What did each loss cost, and which disruptions cost most?",
        "A bar is the share of a loss in what all of them took (its Shapley value, the mean of "
        "what it takes over all orders in which they could have come); the shares add up to the "
        "whole. A diamond says how much higher the measure would be had this loss alone not "
        "happened: little, where others could stand in for it. Below, a disruption has the losses "
        "that a source puts down to it; one that several caused counts for each. The line is the "
        "range of the bar for a loss, and of the diamond for a disruption.",
    ),
    "sensitivity": Question(
        "Which verdicts would change if a date, a source or a rule were different?",
        "A row is a channel whose verdict hangs on something; a filled mark says on what. First: "
        "the share of random draws of its uncertain dates in which the verdict stays; second: how "
        "many sources speak of it, filled if the verdict changes without one of them; third: for "
        "how many days what was seen is presumed to go on (bar), and how many of them the verdict "
        "needs (mark).",
    ),
    "robustness": Question(
        "Did the losses strike what held the network together?",
        "A curve is what is left after so many losses: as they came, at random, and aimed at the "
        "channels with most actors or on most shortest paths. Where the observed curve runs below "
        "the grey band, the losses did more harm than chance would; where it meets the aimed "
        "curves, they did the most harm they could.",
    ),
    "substitution": Question(
        "Did a channel of one type open after one of another had stopped?",
        "The second number in a square says how many channels of one type stopped, the first after "
        "how many of them a channel of the other type opened in time. A frame says that chance "
        "alone would seldom bring as many; of many pairs some are rare by chance, so only a solid "
        "frame is a finding.",
    ),
    "disagreement": Question(
        "Which channels were there as one side tells it, and which as the other does?",
        "Left are only the claims of the first side, right those of the second; a row is the same "
        "channel or actor on both. On a tinted row (≠) the sides contradict each other: one holds "
        "surely usable what the other holds surely stopped. An empty outline is a channel of which "
        "that side does not speak, which is no contradiction.",
    ),
    "ledger": Question(
        "Which channels were there as one side tells it, and which as the other does?",
        "The left bars are only the claims of the first side, the right ones those of the second. "
        "The sides contradict each other where one surely holds usable what the other surely holds "
        "stopped. Other differences are in degree or certainty. An empty outline is a channel of "
        "which that side does not speak, which is no contradiction.",
    ),
}
"""Kind of picture → its question, and how to read it."""


WITH_FAMILIES = ("loss", "timeline", "multiples")
"""The kinds of pictures that put types of channels together in families."""


def families_in_words() -> str:
    """Say which types each family holds."""
    types = {name: [kind for kind in FAMILY if FAMILY[kind] == name] for name in FAMILIES}
    return "; ".join(f"{name} ({', '.join(kinds)})" for name, kinds in types.items())


def caption_of(
    data: Dataset,
    kind: str,
    *,
    title: str,
    sentence: str,
    channels: Iterable[str] = (),
    named: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> str:
    """
    Return the caption of a picture as Markdown.

    It says the question, how to read the picture, which types its families hold, what it shows, the
    view, the data with their whole digest, the channels and actors that it has no room to name, by
    what is said of them, and the claims that its channels rest on: each with its source if they are
    at most `FEW_CLAIMS`, else how many.
    """
    asked, shown = QUESTIONS[kind], sorted(channels)
    view = data.view.in_words() or "all claims, and what the package itself presumes"
    document = Document(title)
    document.paragraph(f"Question: {asked.question}")
    document.paragraph(f"How to read it: {asked.reading}")
    if kind in WITH_FAMILIES:
        document.paragraph(f"Families of types: {families_in_words()}.")
    document.paragraph(f"What it shows: {sentence}")
    document.paragraph(f"View: {view}.")
    document.paragraph(
        f"Source: {data.title or 'a data package without a title'}, from {data.start} to "
        f"{data.as_of}; digest of the data {data.digest}."
    )
    for what, records in named.items():
        if records:
            names = "; ".join(f"{label(data, record)} ({record})" for record in records)
            document.paragraph(f"{what}: {names}.")
    claims = _claims(data, shown)
    sources = {claim.source for claim in claims}
    document.heading("The claims behind it")
    if not shown:
        document.paragraph("No channel has a place in the picture.")
        return document.markdown()
    said = f"{count(len(shown), 'channel')} in the picture: they rest on "
    said += f"{count(len(claims), 'claim')} from {count(len(sources), 'source')}"
    if not claims or len(claims) > FEW_CLAIMS:
        document.paragraph(f"{said}. For the claims on one of them, run: backchannel show ID")
        return document.markdown()
    document.paragraph(f"{said}:")
    document.table(
        ("claim", "on", "stance", "source", "published"), [_row(data, claim) for claim in claims]
    )
    return document.markdown()


def _claims(data: Dataset, channels: Sequence[str]) -> list[Claim]:
    """Return the claims on channels, their spells and their contacts, sorted by id."""
    found: dict[str, Claim] = {}
    for channel in channels:
        below = (*data.spells_of.get(channel, ()), *data.contacts_of.get(channel, ()))
        for record in (data.channels[channel], *below):
            found |= {claim.id: claim for claim in rests_on(data, record)}
    return [found[claim] for claim in sorted(found)]


def _row(data: Dataset, claim: Claim) -> Sequence[Inline]:
    source = data.sources[claim.source]
    title = Hyperlink(source.title, source.url) if source.url else source.title
    return claim.id, claim.record, claim.stance, title, str(source.published)
