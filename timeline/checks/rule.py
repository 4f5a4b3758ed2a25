"""What a rule is, and how the folder becomes the list of rules: the file's presence is its registration.

A rule's file is ``tl111_weekday_mismatch.py``.
It has a docstring (its page), ``CODE``, ``NAME``, ``LEVEL`` and ``check(subject, context)``, and the name of the first
argument says what it looks at: a ``statement``, a ``group`` of statements offered as one instant, a ``document`` or an
``event``.
A rule without ``check`` is about input: whoever reads files raises it.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

import timeline.checks
from timeline.config import Config
from timeline.model import Document, Finding, Fix, Level, Related, Span, Statement, Step

if TYPE_CHECKING:
    from timeline.link.order import Order

PAGES = "docs/rules.md"

_FILE = re.compile(r"tl\d{3}_[a-z0-9_]+\Z")
_FENCE = re.compile(r"^```(bad|good)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NEXT_DOCUMENT = "\n=====\n"


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside its subject; for an event, ``document`` is that of its first statement."""

    document: Document
    statements: tuple[Statement, ...]  # of the document, in order
    config: Config
    documents: dict[str, Document]
    disorder: Mapping[str, Sequence[Order]] = field(default_factory=dict)  # by uid of an event


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule reports: a finding that has not got its code, its name and its level yet."""

    message: str
    spans: tuple[Span, ...]
    related: tuple[Related, ...] = ()
    utc: tuple[datetime, ...] = ()
    steps: tuple[Step, ...] = ()
    fix: Fix | None = None
    document: str | None = None  # where it is not the context's
    level: Level | None = None  # where it is not the rule's own


@dataclass(frozen=True, slots=True)
class Example:
    """A fence of a rule's page: documents that the rule speaks about, or keeps silent on."""

    bad: bool
    texts: tuple[str, ...]
    settings: tuple[tuple[str, str], ...]  # ``published=2025-08-14 place="Anchorage, Alaska"`` behind the word


@dataclass(frozen=True, slots=True)
class Rule:
    """A code with its page and the function that looks for it."""

    code: str
    name: str
    level: Level
    subject: str  # what it looks at: "statement", "group", "document", "event", or "input"
    page: str
    find: Callable[[Any, Context], Iterator[Fault]] | None

    @property
    def summary(self) -> str:
        """The first line of its page."""
        return self.page.split("\n", 1)[0]

    @property
    def url(self) -> str:
        """Where its page can be read."""
        return f"{PAGES}#{self.code.lower()}-{self.name}"

    @property
    def examples(self) -> tuple[Example, ...]:
        """The fences of its page."""
        return tuple(
            Example(word == "bad", tuple(text.removesuffix("\n").split(_NEXT_DOCUMENT)), tuple(_settings(said)))
            for word, said, text in _FENCE.findall(self.page)
        )

    def finding(self, fault: Fault, document: str, level: Level | None = None) -> Finding:
        """The finding that a fault makes; ``level`` is the configuration's."""
        return Finding(
            code=self.code,
            name=self.name,
            level=level or fault.level or self.level,
            message=fault.message,
            document=fault.document or document,
            spans=fault.spans,
            related=fault.related,
            utc=fault.utc,
            steps=fault.steps,
            fix=fault.fix,
        )


def _settings(said: str) -> Iterator[tuple[str, str]]:
    for word in shlex.split(said):
        key, _, value = word.partition("=")
        yield key, value


def _rule(module: ModuleType) -> Rule:
    find = getattr(module, "check", None)
    subject = next(iter(inspect.signature(find).parameters)).lstrip("_") if find else "input"
    return Rule(module.CODE, module.NAME, module.LEVEL, subject, (module.__doc__ or "").strip(), find)


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules by code."""
    names = sorted(m.name for m in pkgutil.iter_modules(timeline.checks.__path__) if _FILE.match(m.name))
    return tuple(_rule(importlib.import_module(f"timeline.checks.{name}")) for name in names)
