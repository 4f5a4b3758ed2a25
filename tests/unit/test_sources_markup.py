"""Markup is blanked at its place, so offsets into the text are offsets into the file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.model import Document
from timeline.sources import Fault, read_text

# What stands between « and » is no prose; everything else must stay.
MARKDOWN = [
    "Meet «`at 3 pm`» at noon.",
    "Meet «``at ` 3 pm``» at noon.",
    "An unpaired ` at 3 pm\n\nand ` at 4 pm stay.",
    'See «[»the page«](https://a.example/2025-01-01 "at 3 pm")» at noon.',
    "See «![»the picture«](at-3-pm.png)» at noon.",
    "See «[»the page«][2025]» at noon.\n\n«[2025]: https://a.example/3pm\n»",
    "Open «https://a.example/2025-01-01» at noon.",
    "It is «**»Friday«**» at «_»noon«_» in snake_case_2025 and 2 * 3 * 4.",
    "It starts «~~at 3 pm~~» at 4 pm.",
    "Before.\n\n«```\nat 3 pm\n```\n»\nAfter at noon.",
    "Before.\n\n«~~~ text\nat 3 pm\n~~\n~~~\n»After at noon.",
    "Before.\n\n«```\nat 3 pm, never closed\n\nand on»",
    "Before.\n\n«    at 3 pm\n»\n«    at 4 pm\n»\nAfter at noon.",
    "- item at 1 pm\n\n    still the item at 2 pm\n\n        and deeper\n",
    "# Heading on Friday\n\n| day | hour |\n|-----|------|\n| Fri | 3 pm |\n",
    "At «<b>»noon«</b>»«<!-- at 3 pm -->».",
    "«---\ntitle: at 3 pm\n---\n»Meet at noon.",
    "---\n\nA rule, no front matter, at noon.",
    "Escaped \\* star at noon and \\`tick at 3 pm\\`.",
]
HTML = [
    "«<p>»At noon.«</p>»",
    '«<p title="a > b at 3 pm">»At noon.«</p>»',
    "«<script>var a = '<p>at 3 pm</p>';</script>»At noon.",
    "«<style>p { at: 3pm }</style>»At noon.",
    "«<!-- <p>at 3 pm</p> -->»At noon.",
    "«<code>at 3 pm</code>»At noon, 2 < 3 and 3 > 2.",
    "«<br/>»At noon «<img src=x alt='3 pm'>» and later.",
    "«<pre>at 3 pm</pre>»At noon.",
    "«<del>at 3 pm</del>» at 4 pm",
]
REST = [
    "Meet «``at 3 pm``» at noon.",
    "It is «**»Friday«**» at «*»noon«*».",
    "See «`»the page «<https://a.example/2025>»«`_» at noon.",
    "Before«::»\n\n«    at 3 pm\n»\nAfter at noon.",
    "«.. code-block:: python\n»«   :linenos:\n»\n«   at = '3 pm'\n»\nAfter at noon.",
    "«.. note::»\n   At noon.\n",
    "«.. a comment at 3 pm\n»«   and more of it\n»\nAfter at noon.",
    "«>>> meet('3 pm')\n»«'at 4 pm'\n»\nAfter at noon.",
    "Call «:func:»«`»meet«`» at noon; «:code:`at 3 pm`» is code.",
]


def blanked(marked: str) -> tuple[str, str]:
    """The text without marks, and what must remain of it."""
    raw, wanted, hidden = "", "", False
    for letter in marked:
        if letter in "«»":
            hidden = letter == "«"
            continue
        raw += letter
        wanted += " " if hidden and letter not in "\r\n" else letter
    return raw, wanted


def lines_apart(text: str) -> str:
    """The text with its white space as spaces: where elements begin, HTML's line ends are ours."""
    return "".join(" " if letter.isspace() else letter for letter in text)


@pytest.mark.parametrize("marked", MARKDOWN)
def test_markdown(marked: str) -> None:
    raw, wanted = blanked(marked)

    document = read_text(raw, "a.md", "markdown")

    assert isinstance(document, Document)
    assert lines_apart(document.text) == lines_apart(wanted)


@pytest.mark.parametrize("marked", HTML)
def test_html(marked: str) -> None:
    raw, wanted = blanked(marked)

    document = read_text(raw, "a.html", "html")

    assert isinstance(document, Document)
    assert lines_apart(document.text) == lines_apart(wanted)


@pytest.mark.parametrize("marked", REST)
def test_restructured_text(marked: str) -> None:
    raw, wanted = blanked(marked)

    document = read_text(raw, "a.rst", "rst")

    assert isinstance(document, Document)
    assert lines_apart(document.text) == lines_apart(wanted)


def test_an_entity_becomes_its_character_and_spaces() -> None:
    document = read_text("10&ndash;11&nbsp;am &amp; later &#x1F552; &unknown;", "a.html", "html")

    assert isinstance(document, Document)
    assert document.text == "10–      11      am &     later 🕒         &unknown;"


def test_html_blocks_begin_new_lines() -> None:
    document = read_text("<h1>Talks</h1><p>On Friday.</p><ul><li>noon<li>3 pm</ul>", "a.html", "html")

    assert isinstance(document, Document)
    lines = [line.strip() for line in document.text.splitlines() if line.strip()]
    assert lines == ["Talks", "On Friday.", "noon", "3 pm"]


def test_line_ends_stay_as_they_are() -> None:
    document = read_text("a\r\nb\rc\u2028d\n", "a.txt")

    assert isinstance(document, Document)
    assert document.text == "a\r\nb\rc\u2028d\n"


@pytest.mark.parametrize("media", ["text", "markdown", "html", "rst", "calendar"])
@given(raw=st.text(alphabet=st.sampled_from("ab1 \n\r\t`*_~<>/!-[]()\"'&;:#=|\\.\u00e9\U0001d518")))
def test_no_text_raises_and_none_changes_its_length(media: str, raw: str) -> None:
    document = read_text(raw, "a", media)

    assert isinstance(document, Fault) or len(document.text) == len(raw)


@pytest.mark.parametrize("media", ["text", "markdown", "html", "rst", "calendar"])
@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "](",
        "`",
        "`` ` ",
        "<",
        "<a ",
        '<a "',
        "<!--",
        "&#",
        "*a ",
        "~~a",
        "<script>",
        "::\n",
        "..\n",
        ":a:`",
        "> ",
        "[a][",
        "<meta '",
    ],
)
def test_hostile_repetition_is_read_to_its_end(media: str, unit: str) -> None:
    read_text(unit * (500_000 // len(unit)), "a", media)  # neither raises nor hangs
