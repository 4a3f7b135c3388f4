"""
A document of a few kinds of blocks, written as Markdown and as one HTML page of the same content.

Texts are plain: whatever they hold is shown as text, in both. Only a `Hyperlink` can be followed,
and only a `Mark` has a colour.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from backchannel.messages import visible
from backchannel.output import palette

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES = """
:root { color-scheme: light; --paper: #fff; --tint: #f5f7f9; }
body { font: 16px/1.55 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink);
  background: var(--paper); margin: 0 auto; max-width: 1000px; padding: 1.2rem 1.5rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; border-top: 2px solid var(--ink);
  padding-top: .7rem; }
nav + h2 { border-top: 0; margin-top: .6rem; padding-top: 0; font-size: 1.1rem; }
h3 { font-size: 1.05rem; margin: 1.7rem 0 .3rem; }
h2:first-of-type ~ ul:first-of-type { font-size: .92rem; line-height: 1.45; }
h2.close + p + ul a { display: inline-block; max-width: 100%; font-size: .75em; }
p { margin: .5rem 0; max-width: 46rem; } a { color: var(--open); }
ul { margin: .3rem 0 .3rem 1.2rem; padding: 0; }
li { margin: .2rem 0; }
body { overflow-wrap: break-word; }
.scroll { overflow-x: auto; margin: .6rem 0; }
table { border-collapse: collapse; font-size: .88rem; line-height: 1.4; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem .35rem 0;
  border-bottom: 1px solid var(--grid); }
th { color: var(--faint); font-weight: 600; border-bottom: 1px solid var(--faint); }
td:first-child { min-width: 9rem; }
tr:has(+ tr > td:first-child:empty) td { border-bottom-color: transparent; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.range { white-space: nowrap; }
:target { scroll-margin-top: 3rem; } tr:has(:target) { background: var(--tint); }
figure { margin: 1rem 0; } figure img { width: 100%; height: auto; }
figcaption { color: var(--faint); font-size: .88rem; max-width: 46rem; }
nav { font-size: .92rem; margin: .5rem 0 .8rem; } nav summary { color: var(--open); }
nav a { margin-right: .8rem; white-space: nowrap; }
.mark::before { content: ""; display: inline-block; width: .75em; height: .75em;
  margin-right: .45em; border: 1px solid #888; vertical-align: -.05em; box-sizing: border-box;
  -webkit-print-color-adjust: exact; print-color-adjust: exact; }
.open::before { background: var(--open); } .degraded::before { background: var(--degraded); }
.suspended::before { background: var(--suspended); } .closed::before { background: var(--closed); }
.contested::before { background: var(--contested); }
.unknown::before { background: var(--unknown); }
.possibly::before, .presumably::before { background-clip: content-box; padding: .15em 0; }
.possibly::before { padding: .15em; }
footer { color: var(--faint); font-size: .85rem; margin-top: 3rem;
  border-top: 1px solid var(--grid); padding-top: .7rem; }
@media screen and (max-width: 600px) { body { padding: 1rem .8rem 2rem; }
  h1 { font-size: 1.45rem; } nav a { display: block; white-space: normal; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, thead, tbody, tr { display: block; }
  tr { border-bottom: 1px solid var(--faint); padding: .5rem 0; }
  td, td.number { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .6rem;
    text-align: left; border: 0; padding: .1rem 0; overflow-wrap: anywhere; }
  td.range { white-space: normal; }
  td::before { content: attr(data-label); color: var(--faint); }
  td:first-child { display: block; font-weight: 600; } td:first-child::before { content: none; }
  td:empty { display: none; }
  figure img { width: 860px; } figure::before { color: var(--faint); font-size: .88rem;
    content: "Wider than this screen: swipe it sideways, or tap it to open it alone."; } }
@page { size: A4; margin: 15mm 14mm; }
@media print { body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.4; }
  h1 { font-size: 16pt; } h2 { font-size: 12.5pt; margin-top: 1.2rem; } h3 { margin-top: .5rem; }
  p { max-width: none; orphans: 3; widows: 3; } nav { display: none; }
  .scroll { overflow: visible; }
  h2.close + p + ul { font-size: 8.3pt; line-height: 1.3; }
  h2.close + p + ul a { font-size: .85em; }
  h2:first-of-type ~ ul:first-of-type { font-size: 8.6pt; line-height: 1.3; }
  h2, h3, h2 + p, h3 + p { break-after: avoid; } thead { display: table-header-group; }
  tr, li, figure { break-inside: avoid; } figure img { max-height: 225mm; object-fit: contain; }
  table { font-size: 7.5pt; line-height: 1.3; } td:first-child { min-width: 0; }
  th, td { padding: 1px 6px 1px 0; } }
"""

_COLOURS = {
    "ink": palette.INK,
    "faint": palette.FAINT,
    "grid": palette.GRID,
    **palette.VERDICTS,
}

STYLE = (
    f"\n:root {{ {' '.join(f'--{name}: {colour};' for name, colour in _COLOURS.items())} }}{_RULES}"
)
"""The style sheet of a page; its colours are those of terminal and pictures."""


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A text that links to an address."""

    text: str
    to: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A text of a kind that the page gives a colour; the kinds are those of the verdicts."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Strong:
    """A text that stands out, as the first words of a point."""

    text: str


@dataclass(frozen=True, slots=True)
class Target:
    """A text that a link within the document leads to, by its name."""

    text: str
    name: str


Inline = str | Hyperlink | Mark | Strong | Target


@dataclass(slots=True)
class Document:
    """Blocks in order, each kept as Markdown and as HTML."""

    title: str
    _markdown: list[str] = field(default_factory=list)
    _html: list[str] = field(default_factory=list)
    _sections: list[Hyperlink] = field(default_factory=list)

    def section(self, title: str, *, is_close: bool = False) -> None:
        """
        Begin a section; sections make the table of contents.

        One whose points end in links to their evidence may be set close: the links are in small
        type and break as a whole, and on paper all of it is small.
        """
        mark = ' class="close"' if is_close else ""
        self._sections.append(Hyperlink(title, f"#{anchor(title)}"))
        self._add(f"## {md(title)}", f'<h2 id="{anchor(title)}"{mark}>{_plain(title)}</h2>')

    def heading(self, title: str, *, name: str = "") -> None:
        """Begin a part of a section; with a name it can be linked to."""
        mark = f' id="{_plain(name)}"' if name else ""
        self._add(f"### {md(title)}", f"<h3{mark}>{_plain(title)}</h3>")

    def paragraph(self, *parts: Inline) -> None:
        """Add a paragraph of texts and links."""
        self._add("".join(map(md, parts)), f"<p>{''.join(map(hypertext, parts))}</p>")

    def points(self, points: Sequence[Sequence[Inline]]) -> None:
        """Add a list; each point is made of texts and links."""
        items = "".join(f"<li>{''.join(map(hypertext, point))}</li>" for point in points)
        self._add(
            "\n".join(f"- {''.join(map(md, point))}" for point in points), f"<ul>{items}</ul>"
        )

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Inline]]) -> None:
        """Add a table; a column of numbers is set to the right."""
        right = [
            bool(rows) and all(_is_number(row[place]) for row in rows)
            for place in range(len(columns))
        ]
        rule = " | ".join("---:" if to_the_right else "---" for to_the_right in right)
        lines = [" | ".join(map(md, columns)), rule, *(" | ".join(map(md, row)) for row in rows)]
        sides = [' class="number"' if to_the_right else "" for to_the_right in right]
        head = "".join(
            f"<th{side}>{_plain(name)}</th>" for name, side in zip(columns, sides, strict=True)
        )
        body = "".join(
            "<tr>"
            + "".join(
                f'<td{side or _range(cell)} data-label="{_plain(name)}">{hypertext(cell)}</td>'
                for cell, side, name in zip(row, sides, columns, strict=True)
            )
            + "</tr>\n"
            for row in rows
        )
        grid = f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>"
        self._add(
            "\n".join(f"| {line} |" for line in lines),
            f'<div class="scroll" tabindex="0">{grid}</div>',
        )

    def picture(self, file: str, *, alt: str, caption: str) -> None:
        """Add a picture that lies beside the document."""
        image = f'<img src="{_plain(file)}" alt="{_plain(alt)}">'
        self._add(
            f"![{md(alt)}]({file})\n\n*{md(caption)}*",
            f'<figure><div class="scroll" tabindex="0"><a href="{_plain(file)}">{image}</a></div>'
            f"<figcaption>{_plain(caption)}</figcaption></figure>",
        )

    def markdown(self) -> str:
        """Return the document as Markdown."""
        return "\n\n".join([f"# {md(self.title)}", *self._markdown]) + "\n"

    def page(self) -> str:
        """Return the document as one HTML page with its style inside."""
        links = "\n".join(hypertext(link) for link in self._sections)
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_plain(self.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
            f"<h1>{_plain(self.title)}</h1>\n"
            # Closed, so that the first screen has the answer, which is the first section.
            f"<nav><details><summary>Contents</summary>\n{links}\n</details></nav>\n"
            + "\n".join(self._html)
            + "\n</body>\n</html>\n"
        )

    def _add(self, markdown: str, hypertext: str) -> None:
        self._markdown.append(markdown)
        self._html.append(hypertext)


def anchor(title: str) -> str:
    """
    Return the name that a title is linked by.

    >>> anchor("What was lost, 2021 to 2022")
    'what-was-lost-2021-to-2022'
    """
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))


def md(part: Inline) -> str:
    """Return a text or a link as Markdown that shows just that."""
    if isinstance(part, Hyperlink):
        return f"[{md(part.text)}]({_address(part.to)})" if _is_safe(part.to) else md(part.text)
    if isinstance(part, Mark):
        return md(part.text)
    if isinstance(part, Strong):
        return f"**{md(part.text)}**"
    if isinstance(part, Target):
        return f'<a id="{_plain(part.name)}"></a>{md(part.text)}'
    line = re.sub(
        r"([\\`*_{}\[\]|#~$])",
        r"\\\1",
        html.escape(" ".join(visible(part).split("\n")), quote=False),
    )
    # At the head of a line these would begin a list or draw a rule.
    return re.sub(r"^(\s*)(?=[-+](?:[\s-]|$))|^(\s*\d+)(?=[.)](?:\s|$))", r"\1\2\\", line)


def hypertext(part: Inline) -> str:
    """Return a text or a link as HTML that shows just that."""
    if isinstance(part, Hyperlink) and _is_safe(part.to):
        return f'<a href="{_plain(part.to)}">{_plain(part.text)}</a>'
    if isinstance(part, Mark):
        return f'<span class="mark {_plain(part.kind)}">{_plain(part.text)}</span>'
    if isinstance(part, Strong):
        return f"<strong>{_plain(part.text)}</strong>"
    if isinstance(part, Target):
        return f'<span id="{_plain(part.name)}">{_plain(part.text)}</span>'
    return _plain(part.text if isinstance(part, Hyperlink) else part)


def _plain(text: str) -> str:
    """Return a text as HTML that shows just that, also between quotes."""
    return html.escape(visible(text))


def _is_safe(address: str) -> bool:
    """
    Say whether an address may be linked: of the web, of this page, or a file beside it.

    One with a space or a control character is not, since a browser takes those out before it looks
    for `javascript:`.
    """
    if re.search(r"[\s\x00-\x20\x7f-\x9f]", address):
        return False
    return address.startswith(("https://", "http://", "#")) or not re.match(r"[^/?#]*:", address)


def _address(address: str) -> str:
    return re.sub(r"[()\s<>\\]", lambda match: f"%{ord(match[0]):02X}", address)


def _range(cell: Inline) -> str:
    """Keep a number and its range in one line: broken in two they read as two numbers."""
    found = isinstance(cell, str) and re.fullmatch(r"-?[\d.,]+ \[[^\]]{1,16}\]", cell)
    return ' class="range"' if found else ""


def _is_number(cell: Inline) -> bool:
    return isinstance(cell, str) and re.fullmatch(r"-?[\d.,]+ ?%?", cell) is not None
