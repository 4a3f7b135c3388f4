#!/usr/bin/env python3
"""
Write the generated parts of the documentation and of the data package anew.

These are the topics, what the data hold and the field tables in the codebook (`data/README.md`,
between markers), the `datapackage.json` of the data and of the toy, with the schema of the record
classes, `docs/queries.md` from the heads of the questions, `docs/graph-schema.md` from what a load
of the toy writes, and `docs/measures.md` with its pictures from the docstrings of the measures.
With `--check` nothing is written: stale files are named, and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from borne_out import presumed_section
from ends import ends_section
from holdings import holdings_section
from incumbents import holders_section
from measuring import draw, measures_page, stale_pictures
from schema_page import schema_page

import backchannel as bc
from backchannel.package.descriptor import read_facts
from backchannel.package.schema import DESCRIPTOR, descriptor_text, field_tables
from backchannel.store.queries import questions

ROOT = Path(__file__).resolve().parents[1]
BEGIN = "<!-- fields: generated from the record classes -->"
END = "<!-- end of fields -->"
TOPICS = "<!-- topics: generated from datapackage.json -->"
END_OF_TOPICS = "<!-- end of topics -->"
HOLDINGS = "<!-- holdings: counted from the data -->"
END_OF_HOLDINGS = "<!-- end of holdings -->"


def codebook(text: str) -> str:
    """Return the codebook with the topics, what the data hold, and the fields of the records."""
    topics = json.loads((ROOT / "data" / DESCRIPTOR).read_text(encoding="utf-8"))["topics"]
    listed = "\n".join(
        [
            "| topic | meaning |",
            "|---|---|",
            *(f"| `{one}` | {topics[one]} |" for one in sorted(topics)),
        ]
    )
    text = _between(text, TOPICS, END_OF_TOPICS, f"{listed}\n")
    text = _between(text, HOLDINGS, END_OF_HOLDINGS, f"{held()}\n")
    return _between(text, BEGIN, END, field_tables())


def held() -> str:
    """Return what the data hold and what they do not."""
    try:
        data = bc.read(ROOT / "data")
    except bc.BackchannelError as error:
        raise SystemExit(str(error)) from None
    sections = (holdings_section, ends_section, presumed_section, holders_section)
    return "\n\n".join(section(data) for section in sections)


def _between(text: str, begin: str, end: str, content: str) -> str:
    before, found, rest = text.partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise SystemExit(f"data/README.md lacks the line {end if found else begin}; put it back")
    return f"{before}{begin}\n\n{content}\n{end}{after}"


def descriptor(text: str) -> str:
    """Return `datapackage.json` with the same facts and the schema of the record classes."""
    facts, problems = read_facts(text.encode())
    if problems:
        raise SystemExit(f"data/datapackage.json: {problems[0].message}")
    return descriptor_text(**facts._asdict())


def collection(text: str) -> str:
    """Return the page of the questions: its own introduction, then what their heads say."""
    before, heading, _ = text.partition("\n## ")
    if not heading:
        raise SystemExit("docs/queries.md has no question; put one heading back")
    parts = [before.rstrip("\n") + "\n"]
    for query in questions():
        values = [f"--param {value}" for value in query.example.split()]
        call = " ".join([f"backchannel query {query.name}", *values])
        columns = ", ".join(f"`{name}`" for name in query.columns)
        parts.append(
            f"## {query.question}\n\n{query.notes}\n\n"
            f"- name: `{query.name}`\n- parameters: {query.signature or 'none'}\n"
            f"- columns: {columns}\n\n```console\n{call}\n```\n"
        )
    return "\n".join(parts)


GENERATED = {
    "data/README.md": codebook,
    f"data/{DESCRIPTOR}": descriptor,
    f"examples/toy/{DESCRIPTOR}": descriptor,
    "docs/graph-schema.md": schema_page,
    "docs/measures.md": measures_page,
    "docs/queries.md": collection,
}
"""File → what turns its text into a fresh one."""


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` say which of them are stale."""
    if arguments not in ([], ["--check"]):
        sys.stderr.write("usage: generate.py [--check]\n")
        return 2
    stale = []
    for name, fresh in GENERATED.items():
        text = (ROOT / name).read_text(encoding="utf-8")
        anew = fresh(text)
        if anew != text:
            stale.append(name)
            if not arguments:
                (ROOT / name).write_text(anew, encoding="utf-8", newline="\n")
    for path, entry in stale_pictures(ROOT / "docs").items():
        stale.append(path.relative_to(ROOT).as_posix())
        if not arguments:
            draw(entry, path)
    for name in stale:
        sys.stderr.write(f"{name} {'is stale; run `make docs`' if arguments else 'was written'}\n")
    return 1 if stale and arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
