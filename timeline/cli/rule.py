"""``timeline rule``: the page of one rule, or the list of all."""

from __future__ import annotations

import click


@click.command()
@click.argument("word", metavar="[CODE|NAME]", required=False)
def command(word: str | None) -> None:
    """Show the page of one rule of `timeline check`, or the list of all.

    Example: timeline rule TL111
    """
    from timeline.checks.rule import rule_named, rules
    from timeline.checks.selection import unknown_words

    if word is None:
        for rule in rules():
            click.echo(f"{rule.code}  {rule.name:<28} {rule.level:<8} {rule.summary}")
        return
    rule = rule_named(word)
    if rule is None:
        ((_, near),) = unknown_words([word]) or ((word, None),)
        remedy = f"did you mean {near}?" if near else "`timeline rule` lists them all"
        raise click.UsageError(f"no rule is called {word!r}; {remedy}")
    click.echo(f"# {rule.code} {rule.name}\n\nLevel: {rule.level}\n\n{rule.page}")
