"""What ``--help`` says: each command on one line of a screen, each option in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from timeline.cli import main


def commands(group: click.Group, name: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group, info_name=name)
    for inner in group.list_commands(context):
        command = group.get_command(context, inner)
        assert command is not None
        yield f"{name} {inner}", command
        if isinstance(command, click.Group):
            yield from commands(command, f"{name} {inner}")


COMMANDS = dict(commands(main, "timeline"))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_told_on_one_line_of_a_screen(name: str) -> None:
    said = COMMANDS[name].get_short_help_str(limit=68)

    assert said.endswith(".")
    assert not said.endswith("...")


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_is_told_in_a_sentence(name: str) -> None:
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            told = (option.help or "").partition("  [")[0]
            assert told[:1].isupper(), option.name
            assert told.endswith("."), option.name
