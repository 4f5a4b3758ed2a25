"""Which rules a configuration chooses, for everything and for one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from fnmatch import fnmatchcase

from timeline.checks.rule import Rule, rules
from timeline.config import Config
from timeline.model import Document, Level


def matches(rule: Rule, word: str) -> bool:
    """Whether a code, the beginning of a code, or a name means the rule.

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

    >>> nearest("TL1O1"), nearest("wrong-season"), nearest("zzz")
    ('TL101', 'wrong-season-abbreviation', None)
    """
    code = word.upper()[:2] + word.upper()[2:].translate(str.maketrans("OIL", "011"))
    known = every_rule()
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

    def weight(words: Sequence[str]) -> int:
        fitting = [w for w in words if w.upper() == "ALL" or code.startswith(w.upper()) or w.lower() == name]
        return max((99 if w.lower() == name else 0 if w.upper() == "ALL" else len(w) for w in fitting), default=-1)

    return weight(select) > weight(ignore)


def selected(config: Config) -> tuple[Rule, ...]:
    """The rules that the configuration chooses."""
    return tuple(r for r in rules() if chosen(r.code, r.name, config.select, config.ignore))


def selected_in(rule: Rule, document: Document, config: Config) -> bool:
    """Whether a rule holds for a document: ``per-file-ignores`` name files by patterns."""
    return not ignored_in(rule.code, rule.name, document, config)


def ignored_in(code: str, name: str, document: Document, config: Config) -> bool:
    """Whether ``per-file-ignores`` silence a code in a document's file."""
    if document.origin is None or not config.per_file_ignores:
        return False
    path = document.origin.path.replace("\\", "/").removeprefix("./")
    return any(
        not chosen(code, name, ("ALL",), words)
        for pattern, words in config.per_file_ignores
        if fnmatchcase(path, pattern) or fnmatchcase(path, f"*/{pattern}") or path.startswith(pattern.rstrip("/") + "/")
    )


def level_of(rule: Rule, config: Config) -> Level | None:
    """The level that the configuration gives the rule, None where it leaves the rule's own."""
    return next((level for word, level in config.levels if matches(rule, word)), None)
