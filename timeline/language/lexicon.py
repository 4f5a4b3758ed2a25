"""A language as a value: its words by what they mean, from ``data/<code>.toml``, and the rules of all languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from timeline.algebra.expressions import Clock, Daypart, Fields, Holiday
from timeline.language.files import languages, read
from timeline.language.rules import Grammar, grammar
from timeline.model import Grain, ZoneSort, ZoneWords

Leaf = tuple[str, Any]  # a language-free symbol and the value it carries; None where the word only connects


class LanguageError(LookupError):
    """No data for a language, or data that are wrong."""


@dataclass(frozen=True, slots=True, eq=False)
class Sets:
    """Words that tell, beside a mention, whether it is a time.  The data have them all, with the reason of each."""

    books: frozenset[str] = frozenset()
    before_figures: frozenset[str] = frozenset()
    after_figures: frozenset[str] = frozenset()
    game_parts: frozenset[str] = frozenset()
    short_months: frozenset[str] = frozenset()
    before_month: frozenset[str] = frozenset()
    before_weekday: frozenset[str] = frozenset()
    before_season: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    function: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    growing: frozenset[str] = frozenset()
    idioms: frozenset[str] = frozenset()
    sorts: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    listing: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    counted: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    turns: frozenset[str] = frozenset()
    of_our_age: frozenset[str] = frozenset()
    enduring: frozenset[str] = frozenset()
    forenames: frozenset[str] = frozenset()
    occasions: frozenset[str] = frozenset()
    festive: frozenset[str] = frozenset()
    festivities: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    timed: frozenset[str] = frozenset()
    beginning: frozenset[str] = frozenset()
    parting: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    parted: frozenset[str] = frozenset()
    priced: frozenset[str] = frozenset()
    traded: frozenset[str] = frozenset()
    behind_hour: frozenset[str] = frozenset()
    measures: frozenset[str] = frozenset()
    makes: frozenset[str] = frozenset()
    before_year: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """Words and word orders of one language.

    ``words`` maps a folded form to its leaves; ``phrases`` maps a first word to the longer forms that begin with it,
    longest first.  ``triggers`` are the forms worth stopping for; all others count only beside one.
    """

    code: str
    words: Mapping[str, tuple[Leaf, ...]]
    phrases: Mapping[str, tuple[str, ...]]
    triggers: tuple[str, ...]
    latent: frozenset[str]
    abbreviations: frozenset[str]
    holidays: Mapping[str, str]
    national: Mapping[str, Mapping[str, str]]  # the same by country, where a country keeps a day on a date of its own
    grammar: Grammar
    sets: Sets


# Symbols whose words are not worth stopping for: they count only beside one that is.
_WEAK = frozenset(
    {
        *("particle", "nocompany", "zoneregion", "weekdayletters", "mershort", "merspoken", "half", "ordinal"),
        *("unitshort", "unitlatent", "unitmonth", "unitmark", "unithour"),
        *("digit", "teen", "tens", "hundredword", "dozen", "couple", "few", "fold"),
    }
)


@cache
def load(code: str) -> Language:
    """The language with this code.

    >>> [symbol for symbol, _ in load("en").words["friday"]]
    ['weekday']
    """
    if code not in languages():
        raise LanguageError(f"no data for language {code!r}; there is: {', '.join(languages())}")
    data, named = read(f"{code}.toml"), read(f"{code}_observances.toml")
    words, triggers = _words(data.get("words", {}))
    triggers.update(data.get("triggers", ()))
    rules = _named_days(data.get("holidays", {}), named.get("observances", {}), words, triggers)
    for title in data.get("titles", ()):
        words.setdefault(title.casefold(), []).append(("title", None))
        triggers.add(title.casefold())
    frozen = {form: tuple(leaves) for form, leaves in words.items()}
    return Language(
        code,
        MappingProxyType(frozen),
        MappingProxyType(_phrases(frozen)),
        tuple(sorted(triggers)),
        frozenset(data.get("latent", ())),
        frozenset(data.get("abbreviations", ())),
        MappingProxyType(rules),
        MappingProxyType(
            {country: MappingProxyType({**rules, **own}) for country, own in named.get("national", {}).items()}
        ),
        grammar((*read("rules.toml")["rules"], *data.get("rules", ()))),
        _sets(code, data.get("sets", {})),
    )


def _words(tables: Mapping[str, Mapping[str, Sequence[str]]]) -> tuple[dict[str, list[Leaf]], set[str]]:
    """The leaves of each form, and the forms that are worth stopping for."""
    words: dict[str, list[Leaf]] = {}
    triggers: set[str] = set()
    for symbol, forms_of in tables.items():
        for meaning, forms in forms_of.items():
            leaf = (meaning, None) if symbol == "particle" else (symbol, _value(symbol, meaning))
            for form in forms:
                if symbol == "zoneregion":
                    leaf = (symbol, ZoneWords(form, ZoneSort.NAME, meaning))
                words.setdefault(form.casefold(), []).append(leaf)
                if symbol not in _WEAK:
                    triggers.add(form.casefold())
    return words, triggers


def _named_days(
    holidays: Mapping[str, Any],
    observances: Mapping[str, list[str]],
    words: dict[str, list[Leaf]],
    triggers: set[str],
) -> dict[str, str]:
    """The rule of each named day; their names are added to the words and triggers."""
    rules: dict[str, str] = {}
    for key, rule, names in (*_holidays(holidays), *_observances(observances)):
        if rule:
            rules[key] = rule
        year = holidays.get(key, {}).get("year")
        for form in {spelt for name in names for spelt in _spellings(name.casefold())}:
            words.setdefault(form, []).append(("holiday", Holiday(key, year)))
            if triggers.isdisjoint(form.split()):  # else the scan stops at «day» of «Arbor Day» anyway
                triggers.add(form)
    return rules


def _sets(code: str, tables: Mapping[str, Sequence[str]]) -> Sets:
    try:
        return Sets(**{name: frozenset(forms) for name, forms in tables.items()})
    except TypeError as error:
        raise LanguageError(f"{code}.toml: [sets] has a name that nothing asks for: {error}") from error


def _holidays(tables: Mapping[str, Any]) -> Iterator[tuple[str, str, list[str]]]:
    """Key, rule and names of each named day, with how long it lasts at the rule's end."""
    for key, holiday in tables.items():
        lasting = f" until {holiday['until']}" if "until" in holiday else f" for {holiday.get('days', 1)}"
        yield key, holiday["rule"] + (lasting if lasting != " for 1" else ""), holiday["names"]


def _spellings(name: str) -> set[str]:
    """A name with and without its apostrophe, with «Saint» written out and short.

    >>> sorted(_spellings("st. david's day"))[:3]
    ["saint david's day", 'saint davids day', "st david's day"]
    """
    found = {name, name.replace("'s ", "s ").replace("s' ", "s "), name.replace("s' ", "'s ")}
    for short in ("st. ", "st ", "saint "):
        if name.startswith(short):
            found |= {other + form[len(short) :] for form in set(found) for other in ("st. ", "st ", "saint ")}
    return found


def _observances(lines: Mapping[str, list[str]]) -> Iterator[tuple[str, str, list[str]]]:
    for key, (rule, *names) in lines.items():
        yield key, rule, names


def _phrases(words: Mapping[str, tuple[Leaf, ...]]) -> dict[str, tuple[str, ...]]:
    longer: dict[str, list[str]] = {}
    for form in words:
        first = _first(form)
        if first != form:
            longer.setdefault(first, []).append(form)
    return {first: tuple(sorted(forms, key=len, reverse=True)) for first, forms in longer.items()}


def _first(form: str) -> str:
    """The letters a form begins with, up to its first space or mark."""
    for at, letter in enumerate(form):
        if not letter.isalnum():
            return form[:at] or form[:1]
    return form


def _value(symbol: str, meaning: str) -> Any:
    """The value that a word of this symbol carries."""
    match symbol:
        case "month":
            return Fields(month=int(meaning))
        case "weekday":
            return Fields(weekday=int(meaning))
        case "weekdays" | "weekdaygroup" | "weekdayletters":
            return tuple(int(day) for day in meaning.split())
        case _ if "unit" in symbol:
            count, _, name = meaning.rpartition(" ")
            return (int(count or 1), Grain(name))
        case "weekend":
            return Fields(weekend=True)
        case "season" | "seasons":
            return Fields(season=meaning)
        case "daypart" | "dayparts" | "dayend" | "tonight" | "overnight" | "afterpart":
            return Daypart(meaning)
        case "clockword":
            return Clock(int(meaning), style="word")
        case "digit" | "teen" | "tens" | "tensplural" | "hundredword" | "dozen" | "couple" | "few":
            return int(meaning)
        case "ordinal" | "fold" | "deictic":
            return int(meaning)
        case "adverb":
            return tuple(meaning.split())
        case _:
            return meaning
