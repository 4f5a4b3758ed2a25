"""Statements and events -> Findings: what is wrong with the times a text states; one file a rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from timeline.checks.rule import Context, Rule
from timeline.checks.selection import level_of, selected, selected_in
from timeline.config import Config
from timeline.model import Document, Event, Finding, Statement


def check(
    documents: Sequence[Document], statements: Sequence[Statement], events: Sequence[Event], config: Config
) -> tuple[Finding, ...]:
    """What is wrong with the documents' times, in the order of documents, places and codes.

    Findings within one document depend on it alone, so that they can be computed a document at a time.
    """
    chosen = selected(config)
    by_id = {document.id: document for document in documents}
    stated: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        stated[statement.document].append(statement)

    findings = []
    for document in documents:
        context = Context(document, tuple(stated[document.id]), config, by_id)
        findings += [f for rule in chosen for f in _within(rule, context)]
    for event in events:
        home = next((by_id[s.document] for s in event.statements if s.document in by_id), None)
        if home is None:
            continue
        context = Context(home, tuple(stated[home.id]), config, by_id)
        for rule in chosen:
            if rule.subject == "event" and rule.find:
                found = (rule.finding(f, home.id, level_of(rule, config)) for f in rule.find(event, context))
                findings += [f for f in found if f.document in by_id and selected_in(rule, by_id[f.document], config)]

    place = {document.id: n for n, document in enumerate(documents)}
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (place.get(f.document, -1), f.spans, f.code, f.message)))


def _within(rule: Rule, context: Context) -> Iterator[Finding]:
    if rule.find is None or not selected_in(rule, context.document, context.config):
        return
    subjects: list[object] = []
    if rule.subject == "statement":
        subjects = list(context.statements)
    elif rule.subject == "group":
        subjects = list(_groups(context.statements))
    elif rule.subject == "document":
        subjects = [context.document]
    level = level_of(rule, context.config)
    for subject in subjects:
        for fault in rule.find(subject, context):
            yield rule.finding(fault, context.document.id, level)


def _groups(statements: Sequence[Statement]) -> list[tuple[Statement, ...]]:
    """Statements that are offered as the same instant, two or more together."""
    groups: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.group is not None:
            groups[statement.group].append(statement)
    return [tuple(group) for group in groups.values() if len(group) > 1]
