"""``timeline rule``: the page of one rule, or the list of all."""

from __future__ import annotations

import click


@click.command()
@click.argument("word", metavar="[CODE|NAME]", required=False)
def command(word: str | None) -> None:
    """Show the page of one rule of `timeline check`, or the list of all.

    Example: timeline rule TL111
    """
    from timeline.checks.selection import every_rule, nearest

    if word is None:
        for rule in every_rule():
            click.echo(f"{rule.code}  {rule.name:<28} {rule.level:<8} {rule.summary}")
        return
    found = next((r for r in every_rule() if word.upper() == r.code or word.lower() == r.name), None)
    if found is None:
        near = nearest(word)
        remedy = f"did you mean {near}?" if near else "`timeline rule` lists them all"
        raise click.UsageError(f"no rule is called {word!r}; {remedy}")
    click.echo(f"# {found.code} {found.name}\n\nLevel: {found.level}\n\n{found.page}")
