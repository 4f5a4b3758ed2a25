"""Words of a sentence that may be what happens; a word that only describes, or says where something is, is none."""

from __future__ import annotations

from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon

_DESCRIBED = 4  # words between an article and its noun
_BESIDE = frozenset(("pre", "post", "mid", "non", "anti", "pro"))
_TOLD = 1.5  # weight from which a word tells something
_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "ism")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may be what happens."""

    first: int  # index of its first token
    last: int
    stem: str
    kinds: tuple[str, ...]
    nominal: bool
    carrier: bool
    object_carrier: bool


def candidates(tokens: Sequence[Token], words: Lexicon, taken: Collection[int]) -> tuple[Candidate, ...]:
    """Every word of the sentence that may be a happening, carriers included, reporting verbs not."""
    found: list[Candidate] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.word or at in taken:
            at += 1
            continue
        one = _compound(tokens, at, words, taken) or _occasion(tokens, at, words, taken) or _single(tokens, at, words)
        if one is not None:
            found.append(one)
            at = one.last
        at += 1
    known = {n for one in found for n in range(one.first, one.last + 1)}.union(taken)  # «the attack yesterday»
    verb = next((one.last for one in found if not (one.nominal or one.carrier or one.object_carrier)), len(tokens))
    found = [one for one in found if not _of_teller(one, tokens, words)]
    return tuple(one for one in found if one.first < verb or not _says_what_sort(one, tokens, words, known))


def _of_teller(one: Candidate, tokens: Sequence[Token], words: Lexicon) -> bool:
    """«fire» in «the fire service said», or «the highway patrol said»: it is who tells, or part of that."""
    behind = tokens[one.last + 1 : one.last + 3]
    told = behind and behind[0].stem in words.reporting and behind[0].text in words.irregular
    if told and one.nominal and not one.carrier and not any(token.word for token in behind[1:]):
        return True  # «…, the patrol said.»
    if not one.nominal or one.carrier or len(behind) < 2 or not behind[0].text.isalpha() or _little(behind[0], words):
        return False
    if behind[0].stem in words.particles["auxiliary"]:
        return False  # «the purchase was announced»
    return behind[1].stem in words.reporting and behind[1].text != behind[1].stem and behind[0].stem not in words.kinds


def _says_what_sort(one: Candidate, tokens: Sequence[Token], words: Lexicon, known: Container[int]) -> bool:
    """«broadcasting» in «adopted the broadcasting law on Tuesday»: it says of what sort the noun behind it is."""
    at = one.last + 1
    if not (one.kinds and one.nominal) or one.carrier or at in known or at >= len(tokens) or not tokens[at].word:
        return False
    token, behind = tokens[at], tokens[at + 1].text.casefold() if at + 1 < len(tokens) else "."
    text = token.text.casefold()
    bent = text in words.irregular or text in words.particles["transparent"] | words.particles["facility"]
    if not text.isalpha() or token.capital or bent or text.endswith(("ly", "ed", "ing")) or _little(token, words):
        return False
    if words.weight(token.stem) < _TOLD or token.stem in words.reporting | words.subject_carriers:
        return False
    plain = text in (token.stem, token.stem + "e")  # «protest draws» has a verb
    return plain and (behind in words.particles["preposition"] or behind in ",.;:)")


def _compound(tokens: Sequence[Token], at: int, words: Lexicon, taken: Container[int]) -> Candidate | None:
    if tokens[at].stem not in words.starts:
        return None
    whom = at + 1 < len(tokens) and tokens[at + 1].text in words.particles["object"]
    for length, skipped in ((3, 0), (3, 1), (2, 0), (2, 1)) if whom else ((3, 0), (2, 0)):  # «dug him out»
        last = at + length + skipped - 1
        if last >= len(tokens) or any(n in taken or not tokens[n].word for n in range(at, last + 1)):
            continue
        stem = "_".join(tokens[n].stem for n in (at, *range(at + 1 + skipped, last + 1)))
        kinds = words.kinds.get(stem, ())
        carrier = stem in words.subject_carriers
        if carrier and not kinds and _known_from(tokens, last, words, taken):
            continue  # «had been set free»
        if kinds or carrier:
            noun = not carrier
            return Candidate(at, last, words.same.get(stem, stem), kinds, noun, carrier, stem in words.object_carriers)
    return None


def _known_from(tokens: Sequence[Token], at: int, words: Lexicon, taken: Container[int]) -> bool:
    """Whether a known kind of several words begins at a place."""
    pair = range(at, at + 2)
    whole = at + 1 < len(tokens) and not any(n in taken for n in pair)
    return whole and "_".join(tokens[n].stem for n in pair) in words.kinds


def _occasion(tokens: Sequence[Token], at: int, words: Lexicon, taken: Container[int]) -> Candidate | None:
    """«quiz night», «sports day», «the parents' evening»."""
    last = at + 2 if at + 1 < len(tokens) and tokens[at + 1].text in ("'", "’") else at + 1
    if last >= len(tokens) or last in taken or tokens[at].text.casefold() not in words.particles["occasional"]:
        return None
    if tokens[last].text.casefold() not in words.particles["occasion"]:
        return None
    kinds = (*words.kinds.get(tokens[at].stem, ()), "occasion")
    return Candidate(at, last, f"{tokens[at].stem}_{tokens[last].stem}", kinds, True, False, False)


def _single(tokens: Sequence[Token], at: int, words: Lexicon) -> Candidate | None:
    token = tokens[at]
    stem = token.stem
    if _is_idle(token.text, stem, words):
        return None
    issued = at and tokens[at - 1].stem == "be" and "release" in words.kinds.get(stem, ())  # «the book is published»
    if stem in words.reporting and not issued and not _reported_noun(tokens, at, words):
        return None
    if _at_a_place(tokens, at, words) or _describes(tokens, at, words) or (at and tokens[at - 1].text == "without"):
        return None  # «erupted without warning»
    if token.text == "last" and at and tokens[at - 1].text.casefold() in words.particles["determiner"]:
        return None  # «the last ferryman»
    if token.text.casefold() in words.particles["body"] or _thing(tokens, at, words):
        return None  # «the court», «a jail»: who does it, or where; «the bar»
    kinds = _kinds(token.text, stem, words)
    carrier = stem in words.subject_carriers
    holds = stem in words.object_carriers
    if kinds or carrier or holds:
        nominal = determined(tokens, at, words) if carrier else not _verb_like(tokens, at, words)
        return Candidate(at, at, words.same.get(stem, stem), kinds, nominal, carrier, holds)
    if _verb_like(tokens, at, words):
        return Candidate(at, at, stem, (), False, False, False)
    if token.text.endswith(_ENDINGS) and len(token.text) > 6:
        return Candidate(at, at, stem, (), True, False, False)
    return None


@lru_cache(maxsize=65536)
def _is_idle(text: str, stem: str, words: Lexicon) -> bool:
    """Whether a word never happens, wherever it stands: «the», «green», «Anchorage»."""
    if _kinds(text, stem, words) or stem in words.subject_carriers or stem in words.object_carriers:
        return False
    if len(stem) < 3 or words.weight(stem) == 0 or text[0].isupper():
        return True
    small = words.particles["adjectival"] | words.particles["numerals"]
    return stem in words.particles["plain"] or text.casefold() in small


def _kinds(text: str, stem: str, words: Lexicon) -> tuple[str, ...]:
    return words.kinds.get(stem) or words.kinds.get(text.casefold()) or _last_part(text, words)


def _thing(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«the ship», «a bar», «showed signs»: a word that is a thing where it is no verb."""
    if tokens[at].text.casefold() not in words.particles["thing"]:
        return False
    before = tokens[at - 1] if at else None
    verb = before is not None and (
        before.stem in words.particles["auxiliary"] or before.text.casefold() in words.particles["personal"]
    )
    return not verb


def _at_a_place(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«at Skagen court», «in the food court»: where it is, and not what."""
    if tokens[at].text.casefold() not in words.particles["facility"]:
        return False
    start, determiner = at, words.particles["determiner"]
    while start > 0 and at - start < _DESCRIBED and tokens[start - 1].word and not _little(tokens[start - 1], words):
        start -= 1
    named = start < at and all(t.capital for t in tokens[start:at])
    while start > 0 and tokens[start - 1].text.casefold() in determiner:
        start, named = start - 1, True
    return named and start > 0 and tokens[start - 1].text.casefold() in words.particles["where"]


def _little(token: Token, words: Lexicon) -> bool:
    text = token.text.casefold()
    return any(text in words.particles[use] for use in ("determiner", "preposition", "auxiliary", "of"))


def _describes(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«restored» in «the newly restored carousel opens», and «close» in «close to the river»: neither happens."""
    text = tokens[at].text.casefold()
    if at + 1 == len(tokens) or not tokens[at + 1].word or tokens[at + 1].text[0].isdigit():
        return False
    if text == "close" and tokens[at + 1].text == "to":
        return at == 0 or not (tokens[at - 1].stem in words.particles["auxiliary"] or tokens[at - 1].text[-1] == "s")
    if (
        text == "open"
        and tokens[at + 1].word
        and (not at or not tokens[at - 1].word or _article(tokens[at - 1], words))
    ):
        return not _little(tokens[at + 1], words)  # «open evening»
    if text.endswith("ing") or text == tokens[at].stem or not (text.endswith("ed") or text in words.irregular):
        return False
    following = tokens[at + 1]
    ends = following.text.endswith("ly") or following.text.casefold() in words.particles["personal"] | words.clause
    if ends or _little(following, words):
        return False
    start = at
    while start > 0 and tokens[start - 1].text.endswith("ly"):
        start -= 1
    return not start or _article(tokens[start - 1], words) or tokens[start - 1].text in words.particles["preposition"]


def _article(token: Token, words: Lexicon) -> bool:
    """«the», «its», «the museum's»."""
    text = token.text.casefold()
    return text in words.particles["determiner"] - words.particles["pronoun"] or text.endswith(("'s", "’s"))


def determined(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«the start», «a strike»; a carrier without an article is a verb."""
    counted = 2 * any(t.text == "-" for t in tokens[max(0, at - 3) : at])  # «a 24-hour strike»
    before = [t.text.casefold() for t in tokens[max(0, at - 3 - counted) : at]]
    return any(word in words.particles["determiner"] for word in before) or tokens[at].text.endswith("ing")


def _reported_noun(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«the report», «release call», «analysts' call»: a reporting verb's form that is a noun here."""
    if at > 1 and tokens[at - 1].text in ("'", "’") and tokens[at - 2].text.endswith("s"):
        return True
    if at == 0 or not tokens[at - 1].word:
        return False
    before = tokens[at - 1].text.casefold()
    if before in words.particles["determiner"]:
        return True
    bare = tokens[at].text.casefold().removesuffix("s") == tokens[at].stem and tokens[at].stem in words.kinds
    described = before in words.modifiers or before.endswith(("'s", "’s")) or words.weight(tokens[at - 1].stem) > _TOLD
    return bare and described


def _last_part(text: str, words: Lexicon) -> tuple[str, ...]:
    """«stand-up» is known itself; of «gang-shooting» the last part is, and «pre-match» only describes."""
    head, _, last = text.rpartition("-")
    return words.kinds.get(words.stem(last), ()) if head and head.casefold() not in _BESIDE else ()


def _verb_like(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    text = tokens[at].text.casefold()
    before = tokens[at - 1] if at else None
    if before is not None and before.text.casefold() in ("the", "a", "an", "this", "of", "his", "her", "its", "their"):
        return False
    bent = words.irregular.get(text, text) != text  # «rose»
    if (text != tokens[at].stem or bent) and not text.endswith(("s", "ing")) and (bent or not text.endswith("e")):
        return True
    if text.endswith("ed") and len(text) > 4:
        return True
    if text.endswith("ing") and before is not None and before.text.casefold() in words.particles["gerund"]:
        return True  # «rescuers said after reaching the village on Monday»
    noun = text.endswith((*_ENDINGS, "ty", "ness"))  # «winched to safety»
    return before is not None and before.stem in words.particles["auxiliary"] and not noun
