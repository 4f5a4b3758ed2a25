"""Which rules a configuration chooses, for everything and for one file, and which findings it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import get_close_matches
from fnmatch import fnmatchcase

from timeline.checks.rule import Rule, rules
from timeline.config import Config
from timeline.model import Document, Finding


def matches(rule: Rule | Finding, word: str) -> bool:
    """Whether a code, the beginning of a code, or a name means the rule, or that of the finding.

    >>> rule = next(r for r in rules() if r.code == "TL111")
    >>> [matches(rule, w) for w in ("TL111", "tl1", "TL", "weekday-mismatch", "TL2", "ALL")]
    [True, True, True, True, False, True]
    """
    return word.upper() == "ALL" or rule.code.startswith(word.upper()) or rule.name == word.lower()


def every_rule() -> tuple[Rule, ...]:
    """The rules on texts and those on calendar files, by code."""
    from timeline.checks.calendar import rules as of_calendars

    return tuple(sorted((*rules(), *of_calendars()), key=lambda rule: rule.code))


def nearest(word: str) -> str | None:
    """The code or name that was probably meant.

    >>> nearest("TL1O1"), nearest("wrong-season"), nearest("TL999"), nearest("zzz")
    ('TL101', 'wrong-season-abbreviation', 'TL932', None)
    """
    code = word.upper()[:2] + word.upper()[2:].translate(str.maketrans("OIL", "011"))
    known = every_rule()
    if re.fullmatch(r"TL[0-9]{3}", code):
        return min((r.code for r in known), key=lambda one: abs(int(one[2:]) - int(code[2:])))
    near = get_close_matches(code, [r.code for r in known], n=1, cutoff=0.8)
    near = near or get_close_matches(word.lower(), [r.name for r in known], n=1)
    return near[0] if near else next((r.name for r in known if len(word) > 3 and word.lower() in r.name), None)


def unknown_words(words: Iterable[str]) -> list[tuple[str, str | None]]:
    """Words that mean no rule, each with the nearest code or name."""
    return [(word, nearest(word)) for word in words if not word or not any(matches(r, word) for r in every_rule())]


def chosen(code: str, name: str, select: Sequence[str], ignore: Sequence[str]) -> bool:
    """Whether a code is selected; of the words that mean it, the longest wins, and ``ignore`` wins a tie.

    >>> chosen("TL101", "wrong-season-abbreviation", ("TL101",), ("TL1",))
    True
    """
    selected, ignored = (max((_weight(code, name, w) for w in words), default=-1) for words in (select, ignore))
    return selected > ignored


def _weight(code: str, name: str, word: str) -> int:
    """How closely a word means a rule: by its name, by so many characters of its code, as one of all; -1 not at all."""
    if word.lower() == name:
        return 99
    if word.upper() == "ALL":
        return 0
    return len(word) if code.startswith(word.upper()) else -1


def selected(config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration chooses."""
    return tuple(r for r in rules() if chosen(r.code, r.name, config.select, config.ignore))


def shown(findings: Iterable[Finding], documents: Sequence[Document], config: Config) -> tuple[Finding, ...]:
    """The findings that the configuration chooses, at its levels, in the order of documents, places and codes."""
    by_id = {document.id: document for document in documents}
    place = {document.id: n for n, document in enumerate(documents)}
    kept = [
        _levelled(finding, config)
        for finding in dict.fromkeys(findings)
        if chosen(finding.code, finding.name, config.select, config.ignore)
        and not _ignored_in(finding.code, finding.name, by_id[finding.document], config)
    ]
    return tuple(sorted(kept, key=lambda f: (place[f.document], f.spans, f.code, f.message)))


def ignored(code: str, name: str, document: Document, config: Config) -> bool:
    """Whether somebody said that a code is to be silent for a file; ``select`` alone silences no input unread."""
    return not chosen(code, name, (*config.select, "ALL"), config.ignore) or _ignored_in(code, name, document, config)


def _levelled(finding: Finding, config: Config) -> Finding:
    fitting = [(_weight(finding.code, finding.name, word), level) for word, level in config.levels]
    weight, level = max(fitting, key=lambda one: one[0], default=(-1, finding.level))
    return replace(finding, level=level) if weight >= 0 else finding


def _ignored_in(code: str, name: str, document: Document, config: Config) -> bool:
    """Whether ``per-file-ignores``, which name files by patterns, silence a code in a document's file."""
    if document.origin is None or not config.per_file_ignores:
        return False
    path = document.origin.known_as or document.origin.path.replace("\\", "/").removeprefix("./")
    return any(
        not chosen(code, name, ("ALL",), words)
        for pattern, words in config.per_file_ignores
        if fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}") or path.startswith(pattern.rstrip("/") + "/")
    )
