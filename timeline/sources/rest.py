"""reStructuredText: literals, code, directives, comments and addresses are blanked (docutils' syntax, simplified).

A directive that holds prose (note, warning, figure's caption, ...) keeps its body; field and section marks stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.model import Span
from timeline.sources import front_matter
from timeline.sources.fault import Fault
from timeline.sources.mask import addresses, mask

_LINE = re.compile(r"[^\n]*\n?")
_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+(?:\|[^|\n]+\|[ \t]+)?([A-Za-z][\w:+.-]*)::(?=\s|$)")
_EXPLICIT = re.compile(r"[ \t]*\.\.(?:[ \t]|$)")
_OPTION = re.compile(r"[ \t]+:[A-Za-z][\w -]*:(?:\s|$)")
_INLINE = re.compile(r"``[^`\n](?:[^`\n]|`(?!`)){0,2000}``")
_ROLE = re.compile(r":[A-Za-z][\w:+.-]{0,60}:(?=`)")
_TARGET = re.compile(r"<[^<>\n`]{1,1000}>(?=`_)")
_CODE_ROLE = re.compile(r":(?:code|literal|math|file|command|program|option|envvar|kbd|samp):`[^`\n]{0,2000}`")
_MARK = re.compile(r"(?<![\w*])\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?!\w)|`_{0,2}|\|(?=\w)|(?<=\w)\|_{0,2}")
_FIELD = re.compile(
    r":(date|published|zone|place|publisher|lang|id):[ \t]+(\S.*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_PROSE = {
    *(
        "note",
        "warning",
        "tip",
        "important",
        "caution",
        "danger",
        "error",
        "hint",
        "attention",
        "admonition",
        "seealso",
    ),
    *(
        "versionadded",
        "versionchanged",
        "deprecated",
        "topic",
        "sidebar",
        "epigraph",
        "pull-quote",
        "container",
        "figure",
    ),
    *("list-table", "table", "rubric", "glossary", "compound"),
}


def read(raw: str, path: str) -> tuple[str, dict[str, str]] | Fault:
    """The text with everything blanked that is no prose, and the values of the fields at its top."""
    found = front_matter.split(raw, path)
    if isinstance(found, Fault):
        return found
    values, begin = found
    for field in _FIELD.finditer(raw, begin, begin + 2000):
        name = field[1].lower()
        values.setdefault("published" if name == "date" else name, field[2])
    fields = [field.span() for field in _FIELD.finditer(raw, begin, begin + 2000)]
    if "published" in values and not front_matter.usable("published", values["published"]):
        del values["published"]
    head = [(0, begin)] if begin else [(0, 1)] if raw.startswith("\ufeff") else []
    text = mask(raw, [*head, *fields, *_blocks(raw, begin)])
    text = mask(
        text, [*addresses(text), *(one.span() for pattern in (_INLINE, _CODE_ROLE) for one in pattern.finditer(text))]
    )
    return mask(text, (one.span() for pattern in (_ROLE, _TARGET, _MARK) for one in pattern.finditer(text))), values


def _blocks(text: str, begin: int) -> Iterator[Span]:
    """Lines of literal blocks, directives, comments, targets and doctests."""
    silent: int | None = None  # indentation above which lines belong to a silent block
    options = False  # right after a directive's line
    literal: int | None = None  # a paragraph that ended with ``::`` and its indentation
    doctest = False
    for found in _LINE.finditer(text, begin):
        line, span = found.group(), found.span()
        if not line:
            break
        bare = line.strip()
        if not bare:
            options = doctest = False
            continue
        indent = len(line.expandtabs()) - len(line.expandtabs().lstrip())
        if silent is not None and indent > silent:
            yield span
            continue
        silent = None
        if literal is not None and indent > literal:
            silent, literal = literal, None
            yield span
            continue
        literal = None
        if options and _OPTION.match(line):
            yield span
            continue
        options = False
        if doctest or bare.startswith(">>>"):
            doctest = True
            yield span
            continue
        if (directive := _DIRECTIVE.match(line)) is not None:
            yield span[0], span[0] + directive.end()
            options = True
            if directive[1].lower() not in _PROSE:
                silent = indent
                yield span
        elif _EXPLICIT.match(line):
            silent = indent
            yield span
        elif bare.endswith("::"):
            literal = indent
            stop = span[0] + len(line.rstrip())
            yield stop - 2, stop
