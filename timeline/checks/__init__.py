"""Statements and events -> Findings: what is wrong with the times a text states; one file a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.checks.rule import Context, Rule
from timeline.checks.selection import selected, shown
from timeline.config import Config
from timeline.model import Document, Event, Finding, Statement

if TYPE_CHECKING:
    from timeline.link.order import Order  # linking is loaded where there are events: one text has none


def check(
    documents: Sequence[Document], statements: Sequence[Statement], events: Sequence[Event], config: Config
) -> tuple[Finding, ...]:
    """What is wrong with the documents' times, in the order of documents, places and codes."""
    stated: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        stated[statement.document].append(statement)
    rules = selected(config)
    findings = [f for document in documents for f in found_in(document, stated[document.id], config, rules)]
    findings += (finding for _, finding in found_about(events, documents, config))
    return shown(findings, documents, config)


def found_in(
    document: Document, statements: Sequence[Statement], config: Config, rules: Sequence[Rule]
) -> tuple[Finding, ...]:
    """What the rules say of one document; it depends on that document alone, and so it can be kept."""
    context = Context(document, tuple(statements), config, {document.id: document})
    return tuple(finding for rule in rules for finding in _within(rule, context))


def found_about(
    events: Sequence[Event], documents: Sequence[Document], config: Config
) -> Iterator[tuple[Event, Finding]]:
    """What the rules on events say, each with its event."""
    if not events:
        return
    from timeline.link.order import contradictions

    by_id = {document.id: document for document in documents}
    about = [rule for rule in selected(config) if rule.subject == "event"]
    disorder: dict[str, list[Order]] = defaultdict(list)
    for one_more in contradictions(events):
        disorder[one_more.event.uid].append(one_more)
    for event in events:
        home = next((by_id[s.document] for s in event.statements if s.document in by_id), None)
        if home is None:
            continue
        context = Context(home, (), config, by_id, disorder)
        for rule in about:
            if rule.find:
                found = (rule.finding(fault, home.id) for fault in rule.find(event, context))
                yield from ((event, finding) for finding in found if finding.document in by_id)


def _within(rule: Rule, context: Context) -> Iterator[Finding]:
    if rule.find is None:
        return
    subjects: Sequence[object] = ()
    if rule.subject == "statement":
        subjects = context.statements
    elif rule.subject == "group":
        subjects = _groups(context.statements)
    elif rule.subject == "document":
        subjects = (context.document,)
    for subject in subjects:
        for fault in rule.find(subject, context):
            yield rule.finding(fault, context.document.id)


def _groups(statements: Sequence[Statement]) -> list[tuple[Statement, ...]]:
    """Statements that are offered as the same instant, two or more together."""
    groups: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.group is not None:
            groups[statement.group].append(statement)
    return [tuple(group) for group in groups.values() if len(group) > 1]
