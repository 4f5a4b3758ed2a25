"""Countries by the adjectives of their peoples and by what is theirs alone, for letters that several use: «the Indian
Navy, 19:04 IST», «the NFL»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_ADJECTIVE = re.compile(r"\b(?:(?:(?:South|New|Sri) )?[A-Z][a-z]{2,11}|[A-Z]{3,4})\b(?! Ocean)")


def countries_in(text: str, language: str) -> Iterator[str]:
    """The country of each people, league or agency that a text names, as often as it does.

    >>> list(countries_in("An Irish and two South African ships.", "en"))
    ['IE', 'ZA']
    """
    known = _known(language)
    for match in _ADJECTIVE.finditer(text):
        country = known.get(match.group())
        if country is not None:
            yield country


def country_of(people: str, language: str) -> str | None:
    """The country of a people by its adjective.

    >>> country_of("Japanese", "en"), country_of("Sunday", "en")
    ('JP', None)
    """
    return _known(language).get(people)


@cache
def _known(language: str) -> Mapping[str, str]:
    path = files("timeline.zones") / "data" / f"peoples.{language}.tsv"
    if not path.is_file():
        return {}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return {adjective: country for country, *adjectives in rows for adjective in adjectives}
