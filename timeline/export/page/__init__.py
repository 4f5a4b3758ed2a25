"""The values that the page's templates draw: what stands where, in which words, with which link.

Pure functions of a timeline, a window and zones; ``serve`` and the static export render the same templates with them.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from timeline.export.page import text
from timeline.rulers import words


def web_folder() -> Path:
    """The folder of templates and static files: the packaged copy, else the checkout's."""
    package = Path(__file__).parent.parent.parent
    packaged = package / "_web"
    return packaged if packaged.is_dir() else package.parent / "web"


def furnish(environment: Environment) -> None:
    """Give a template environment the page's filters; text is escaped always, whatever a template is called."""
    environment.autoescape = True
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters.update(
        plain=text.plain,
        brief=text.brief,
        prose=text.prose,
        day=words.day,
        full_day=words.full_day,
        clock=words.clock,
        iso=text.iso,
        number=text.number,
    )


def environment() -> Environment:
    """A template environment without a web server, for the static export."""
    made = Environment(loader=FileSystemLoader(web_folder() / "templates"), autoescape=True, undefined=StrictUndefined)
    furnish(made)
    return made
