"""A document says the same as Markdown and as HTML, and a text in the data stays a text."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from backchannel.output.document import STYLE, Document, Hyperlink, Strong, Target, hypertext, md

HOSTILE = "<script>alert(1)</script> | [x](javascript:alert(1)) `code` *bold* \\ # =1+1"


def test_a_hostile_text_stays_text_on_both_sides() -> None:
    document = Document(HOSTILE)
    document.section(HOSTILE)
    document.paragraph(HOSTILE)
    document.points([[HOSTILE]])
    document.table(["column |"], [[HOSTILE]])
    page, markdown = document.page(), document.markdown()
    assert "<script>" not in page
    assert "javascript:alert(1)" not in re.findall(r'href="([^"]*)"', page)
    assert "<script>" not in markdown
    rows = [line for line in markdown.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) == 2 for line in rows), (
        "a cell never makes a column"
    )


def test_an_address_that_runs_something_is_no_link() -> None:
    for to in ("javascript:alert(1)", "data:text/html,x", "JavaScript:x"):
        assert hypertext(Hyperlink("here", to)) == "here"
        assert md(Hyperlink("here", to)) == "here"
    assert hypertext(Hyperlink("here", "https://example.org/?a=1&b=2")).count("&amp;") == 1
    assert (
        md(Hyperlink("here", "https://example.org/a(b)")) == "[here](https://example.org/a%28b%29)"
    )


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"])))
def test_any_text_comes_back_from_the_page(text: str) -> None:
    assert html.unescape(hypertext(text)) == text


def test_numbers_are_set_to_the_right_and_sections_can_be_linked_to() -> None:
    document = Document("Report")
    document.section("What was lost, 2021")
    document.table(["name", "days"], [["a", "12"], ["b", "1,300"]])
    assert '<td class="number" data-label="days">12</td>' in document.page()
    assert '<a href="#what-was-lost-2021">' in document.page()
    assert "| --- | ---: |" in document.markdown()


def test_a_number_and_its_range_stay_in_one_line() -> None:
    document = Document("Report")
    document.table(["name", "lines"], [["a [12]", "12 [3–20]"], ["b", "none"]])
    assert '<td class="range" data-label="lines">12 [3–20]</td>' in document.page()
    assert '<td data-label="name">a [12]</td>' in document.page()


def test_a_picture_has_a_text_for_those_who_do_not_see_it() -> None:
    document = Document("Report")
    document.picture("a.svg", alt="Three bars", caption="Bars")
    assert '<img src="a.svg" alt="Three bars">' in document.page()
    assert "![Three bars](a.svg)" in document.markdown()


def test_a_picture_stands_in_a_box_that_scrolls_where_the_screen_is_narrow() -> None:
    document = Document("Report")
    document.picture("a.svg", alt="Three bars", caption="Bars")
    assert '<figure><div class="scroll" tabindex="0"><a href="a.svg"><img ' in document.page()


def test_a_link_leads_to_the_row_of_a_table() -> None:
    document = Document("Report")
    document.table(("Claim",), [(Target("c-1", "c-1"),)])
    assert '<td data-label="Claim"><span id="c-1">c-1</span></td>' in document.page()
    assert '| <a id="c-1"></a>c-1 |' in document.markdown()


def test_what_stands_out_is_so_in_both_forms_and_holds_text_only() -> None:
    document = Document("Report")
    document.points([[Strong("Lost <2> *"), ": a"]])
    assert "<strong>Lost &lt;2&gt; *</strong>: a" in document.page()
    assert r"**Lost &lt;2&gt; \*" "**: a" in document.markdown()


def test_a_browser_that_prints_the_page_turns_no_mark_into_an_image() -> None:
    # Each shade that repeats becomes an image as large as the sheet, for each row of a table.
    assert "gradient" not in STYLE
    assert "url(" not in STYLE
    for certainty in ("presumably", "possibly"):
        assert f".{certainty}::before" in STYLE


def test_the_list_of_the_sections_is_a_closed_line_before_the_first() -> None:
    document = Document("Title")
    assert document.page().index("</h1>") < document.page().index("<nav>")
    for title in ("In short", "The rest"):
        document.section(title)
        document.paragraph(f"Of {title}.")
    page = document.page()
    parts = (
        "<nav><details><summary>Contents</summary>",
        "</nav>",
        "Of In short.",
        ">The rest</h2>",
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
