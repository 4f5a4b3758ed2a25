"""Which word of a sentence a time belongs to: the happening's trigger.

The nearest candidate is it (``distance``), if its clause allows; a carrier ("will begin", "is set for") hands on to its
subject or object, and reporting verbs are never the happening.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.happening.candidates import Candidate, determined
from timeline.happening.distance import CLAUSE, KNOWN, REACH, asides, distance
from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon
from timeline.model import Happening, Span

_PHRASE = 5  # words of a noun phrase with what leads to it
_OF = 6  # words after «the start of» in which stands what starts
_OWNED = 4  # words behind «Saturday's» among which stands what was then
_NEW_CLAUSE = frozenset(("and", "but", "as", "while", "because", "since", "so"))
_APART = frozenset(("when", "since", ":", ";"))  # what is before has another verb, or is a label: «Update: …»
_SPEAKERS = frozenset(("we", "i", "you", "they", "he", "she"))
_AS = frozenset(("as", "when"))
_LEFT = frozenset(("without", "dead", "injured", "wounded", "homeless", "stranded", "missing"))
_FATAL = frozenset(("death", "killing"))  # told by itself elsewhere
_RELATIVE = frozenset(("that", "which"))
_LEGAL = frozenset(("charge", "conviction", "sentence", "arrest"))
_COMING = frozenset(("arrival", "walk", "travel", "visit"))
_SPOKEN_FOR = 5.0  # what has a time of its own seldom has another


def choose(
    found: Sequence[Candidate],
    tokens: Sequence[Token],
    first: int,
    last: int,
    words: Lexicon,
    before: Happening | None = None,
    taken: Iterable[int] = (),
) -> Candidate | None:
    """The candidate that the time in tokens ``first``..``last`` belongs to.

    ``before`` has the time before; ``taken`` are the tokens of all times.
    """
    if (owned := _owned(found, tokens, last, words)) is not None:
        return owned
    best: tuple[float, Candidate] | None = None
    attributive = _attributive(tokens, first, last, words)
    when = _when_clause(tokens, last)
    relative = _in_relative_clause(found, tokens, first)
    aside = _opening_adjunct(tokens, first, words)
    adjunct = first > 2 and _adjunct(tokens, last + 1, words)
    clause = _own_clause(tokens, first)
    spoken = _spoken_for(tokens, first, before, words)
    beside = asides(tokens, first, before)
    perfect = _perfect(tokens, last, words)
    later = max((at for at in taken if at > last), default=-1)
    for one in found:
        if last < one.first < later and _goes_on(tokens[last + 1 : one.first]):
            continue
        if one.first > last + REACH or one.last < first - REACH or one.last < max(aside, clause):
            continue
        cost = distance(one, tokens, first, last, words, beside)
        if relative and one.first > last and not one.nominal:
            cost += 2 * CLAUSE
        if when is not None and when < one.first and one.kinds:
            cost = KNOWN
        if attributive and last < one.first <= last + attributive and (one.nominal or one.kinds):
            cost -= 8.0
        if (adjunct and one.first > last) or one.first == perfect or _purpose(one, found, tokens):
            cost += CLAUSE
        if spoken is not None and tokens[one.first].start == spoken[0]:
            cost += _SPOKEN_FOR
        if best is None or cost < best[0]:
            best = (cost, one)
    return None if best is None else _stood_for(best[1], found, tokens, (first, last), words)


def _stood_for(
    one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], time: tuple[int, int], words: Lexicon
) -> Candidate:
    """What happens where a word next to a time only says how it was told, or what it was done with."""
    first, last = time
    told = _reacting(one, found, tokens, words) or _came_to(one, found, tokens, last, words)
    told = told or _meanwhile(one, found, tokens, last) or _doer(one, found, tokens, first, words)
    return told or headed(_carried(one, found, tokens, first, words), found, words)


def _came_to(
    one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], last: int, words: Lexicon
) -> Candidate | None:
    """«shot» in «walked into the office on Monday and shot two men»: who came did it for what follows."""
    noun = one.nominal and one.first == one.last  # but «came back»
    if one.last > last or noun or not _COMING.intersection(one.kinds):
        return None
    behind = next((c for c in found if c.first > last), None)
    if behind is None or behind.nominal or not any("violence" in words.families.get(k, ()) for k in behind.kinds):
        return None
    between = tokens[last + 1 : behind.first]
    joined = any(t.text in ("and", ",") for t in between)
    return behind if joined and all(t.word or t.text == "," for t in between) else None


def _doer(
    one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], first: int, words: Lexicon
) -> Candidate | None:
    """«eruption» in «the eruption that drove them out on 20 July»: what did something to somebody happened then.

    Likewise «outage» in «an outage left shops without tills on Tuesday».
    """
    if one.nominal or one.carrier or one.first < 2 or not one.last + 1 < first or _FATAL.intersection(one.kinds):
        return None
    subjects = [c for c in found if c.last < one.first and c.nominal and c.kinds and not c.carrier]
    if one.stem == words.stem("leave") and any(t.text in _LEFT for t in tokens[one.last + 1 : first]):
        return next(reversed(subjects), None)
    if tokens[one.first - 1].text not in _RELATIVE or tokens[one.last + 1].text in words.particles["preposition"]:
        return None
    return next((c for c in subjects if c.last == one.first - 2), None)


def _meanwhile(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], last: int) -> Candidate | None:
    """«staged a walkout» in «mail lay about on Friday as 9,000 workers staged a walkout»: what was at that time."""
    if one.kinds or one.carrier or one.last > last or last + 1 >= len(tokens) or tokens[last + 1].text not in _AS:
        return None
    behind = next((c for c in found if c.first > last and c.kinds and not c.carrier), None)
    plain = behind is not None and all(t.word or t.text == "," for t in tokens[last + 1 : behind.first])
    return behind if plain else None


def act_of_law(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate:
    """«charged» in «was charged with murder on Thursday», where that day is the text's own: the crime was before."""
    acts = [c for c in found if not c.nominal or c.last > c.first]  # «found guilty»
    left = [c for c in acts if c.last < one.first and _LEGAL.intersection(c.kinds)]
    if not left or not one.kinds or _LEGAL.intersection(one.kinds):
        return one
    between = tokens[left[-1].last + 1 : one.first]
    plain = all(t.word and t.text not in words.clause - {"with"} for t in between)
    return left[-1] if plain and between and between[0].text in ("with", "of", "for", "over") else one


def _purpose(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token]) -> bool:
    """«replace» in «won the race to replace him on Tuesday»: what was done is at the time, and not what it was for."""
    if not one.first or one.nominal or tokens[one.first - 1].text != "to":
        return False
    done = (c for c in found if c.last < one.first and c.kinds and not (c.nominal or c.carrier))
    return any(all(t.word and t.text != "and" for t in tokens[c.last + 1 : one.first]) for c in done)


def _perfect(tokens: Sequence[Token], last: int, words: Lexicon) -> int:
    """The verb of «the theft on Monday has shocked the town»: no perfect goes with a time that is over."""
    has = last + 1 < len(tokens) and tokens[last + 1].stem == words.stem("have")
    return last + 2 if has else -1


def _goes_on(between: Sequence[Token]) -> bool:
    """Whether another clause has begun: «can be seen from Friday and passes closest to Earth on the 22nd»."""
    return any(t.text in _NEW_CLAUSE for t in between)


def _spoken_for(tokens: Sequence[Token], first: int, before: Happening | None, words: Lexicon) -> Span | None:
    """What the time before is of, if more than «and ends at» stands between.

    «Paintings stolen in May were found on Friday»: who was robbed in May was not robbed on Friday.
    """
    stated = before.statement if before is not None else None
    if before is None or stated is None:
        return None
    between = [t.stem for t in tokens[:first] if t.word and stated.span[1] <= t.start]
    told = any(words.weight(stem) > 0 and stem not in words.roles["end"] for stem in between)
    return before.trigger_span if told else None


def headed(one: Candidate, found: Sequence[Candidate], words: Lexicon) -> Candidate:
    """The last noun of a compound: «fair» of «the book fair», but not «cut» in «the storm cut power lines»."""
    for behind in found:
        known = one.nominal and one.kinds and behind.nominal and behind.kinds and not behind.carrier
        if known and behind.first == one.last + 1 and words.irregular.get(behind.stem) != behind.stem:
            one = behind
    return one


def _adjunct(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """«testifies on Monday about the theft», «…, killing two», «… to take the cup»: what it is about or came of it."""
    if at >= len(tokens) - 1:
        return False
    if tokens[at].text == ",":
        return tokens[at + 1].text.endswith("ing") and not tokens[at + 1].capital
    purpose = tokens[at].text == "to" and tokens[at + 1].stem not in words.particles["auxiliary"]
    return purpose or tokens[at].text.casefold() in words.particles["about"] | {"for"} - {"on"}


def _when_clause(tokens: Sequence[Token], last: int) -> int | None:
    """Where a clause begins that tells what is at the time: «on Monday, when the drivers are on strike»."""
    at = last + 1
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    return at if at < len(tokens) and tokens[at].text == "when" else None


def _in_relative_clause(found: Sequence[Candidate], tokens: Sequence[Token], first: int) -> bool:
    """«the trial of him who fled on 2 May opens in June»: the verb behind the time has another subject."""
    for at in range(first - 1, max(-1, first - REACH), -1):
        text = tokens[at].text.casefold()
        if not tokens[at].word:
            return False
        if text in ("who", "which"):
            return any(at < one.first < first and not one.nominal for one in found)
    return False


def _own_clause(tokens: Sequence[Token], first: int) -> int:
    """Where the clause of «…, who went missing on Saturday» begins: nothing before it is at its time."""
    for at in range(first - 1, max(0, first - REACH), -1):
        if not tokens[at].word:
            return 0
        if tokens[at].text == "who":
            return at
    return 0


def _opening_adjunct(tokens: Sequence[Token], first: int, words: Lexicon) -> int:
    """Up to where a sentence says first why, if the time stands behind that: «because of the race, …», «to win, …»."""
    if tokens[0].text.casefold() not in words.particles["circumstance"] | {"to"}:
        return 0
    comma = next((n for n, t in enumerate(tokens) if t.text == ","), first)
    return comma if comma < first else 0


def _reacting(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate | None:
    """«condemned» in «the council condemned the bombing on Thursday»: the bombing was before."""
    if not one.nominal or one.carrier:
        return None
    left = [c for c in found if c.last < one.first and not c.nominal and c.stem in words.reacting]
    if not left or any(not t.word for t in tokens[left[-1].last + 1 : one.first]):
        return None
    return left[-1]


def _attributive(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> int:
    """How many words to the right may hold the noun that a time describes: «Friday's talks», «the Monday attack»."""
    if owned := _behind_owner(tokens, last):
        return 4 if owned == last + 1 else 6
    if first and tokens[first - 1].text.casefold() in words.particles["determiner"]:
        return 3
    return 0


def _behind_owner(tokens: Sequence[Token], last: int) -> int:
    """Where what a time owns begins, behind «Friday's»; 0 where it owns nothing."""
    if tokens[last].text.endswith(("'s", "’s")):
        return last + 1
    following = [t.text for t in tokens[last + 1 : last + 3]]
    if following[:1] in (["'s"], ["’s"]):
        return last + 2
    return last + 3 if following in (["'", "s"], ["’", "s"]) else 0


def _owned(found: Sequence[Candidate], tokens: Sequence[Token], last: int, words: Lexicon) -> Candidate | None:
    """«tragedy» in «the victims of Saturday's tragedy», which no list of happenings has; None where one is known."""
    at = _behind_owner(tokens, last)
    if not at:
        return None
    small = words.particles["preposition"] | words.particles["of"] | words.particles["auxiliary"] | words.clause
    run = at
    while run < min(len(tokens), at + _OWNED) and tokens[run].text.casefold() not in small:
        if not tokens[run].word and tokens[run].text not in ("'", "’"):  # «Friday's leaders' meeting»
            break
        run += 1
    if run == at or any(at <= c.first <= run for c in found if c.nominal or c.kinds):
        return None
    verb = next((c.first for c in found if at < c.first < run), run)
    head = tokens[verb - 1]
    if not head.text.isalpha() or head.capital or words.weight(head.stem) == 0:
        return None
    return Candidate(verb - 1, verb - 1, words.same.get(head.stem, head.stem), (), True, False, False)


def _carried(
    one: Candidate,
    found: Sequence[Candidate],
    tokens: Sequence[Token],
    first: int,
    words: Lexicon,
) -> Candidate:
    if one.object_carrier:
        after = [c for c in found if one.last < c.first <= one.last + 6 and c.nominal and not c.carrier]
        if after and _object(tokens[one.last + 1 : after[0].first], words):
            known = [c for c in after if c.kinds]
            return (known or after)[0]
        lead = next((n for n in range(one.last + 1, first) if tokens[n].text == "for"), first)
        if not one.kinds and (wanted := subject(tokens[lead:first], first - lead, words)) is not None:
            return replace(wanted, first=wanted.first + lead, last=wanted.last + lead)  # «join us for a preview»
    if one.carrier and not one.nominal and tokens[one.first].text.casefold() == one.stem:
        behind = next((c for c in found if c.first == one.last + 1 and c.kinds and c.nominal and not c.carrier), None)
        if behind is not None:
            return behind  # «book fair», «hold talks»
    if one.stem in words.particles["planned"] and (verb := _planned(one, found, tokens)) is not None:
        return verb
    if not one.carrier:
        return _topmost(one, found, tokens, words) if one.last < first else one  # «the row over Friday's raid»
    if one.nominal and one.last + 1 < len(tokens) and tokens[one.last + 1].text == "of":
        of = next((c for c in found if one.last < c.first <= one.last + _OF and c.kinds and c.nominal), None)
        if of is not None:
            return of  # «the opening of Salmi's exhibition»
    if one.first and tokens[one.first - 1].text.casefold() in _SPEAKERS:
        return one  # «applications close on Sunday, and we kick off in March»
    left = [c for c in found if c.last < one.first and (not c.carrier or (c.kinds and c.nominal))]
    left = [c for c in left if c.last < _aside(tokens, one.first)] or left
    left = [c for c in left if not any(t.text in _APART for t in tokens[c.last + 1 : one.first])]
    last = max((c.first for c in left if c.nominal), default=0)
    left = [c for c in left if c.first >= last or not _reason(c, tokens, words)]
    known = [c for c in left if c.kinds and c.nominal]
    nominal = [c for c in left if c.nominal]
    for choice in (known, nominal):
        if choice:
            return _head_of(choice, tokens, words)
    return one if one.kinds else _subject(one, found, tokens, words) or one


def _subject(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate | None:
    """The subject of a verb, and that of the one before it where they share it: «Zumba starts at 6 and ends at 7»."""
    wanted = subject(tokens, one.first, words)
    if wanted is None:
        return None
    verb = next((c for c in found if c.carrier and not c.nominal and c.first == wanted.first), None)
    return wanted if verb is None else subject(tokens, verb.first, words) or wanted


def _reason(one: Candidate, tokens: Sequence[Token], words: Lexicon) -> bool:
    """«strike» in «because of a strike our fair has been moved»."""
    lead = [t.text.casefold() for t in tokens[max(0, one.first - _PHRASE) : one.first]]
    return any(a in words.particles["circumstance"] and b in ("of", "to") for a, b in pairwise(lead))


def _planned(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token]) -> Candidate | None:
    """«brought» in «was due to be brought before a judge»: what is planned, and not who it is planned for."""
    if one.last + 2 >= len(tokens) or tokens[one.last + 1].text != "to":
        return None
    at = one.last + (3 if tokens[one.last + 2].text == "be" else 2)
    return next((c for c in found if c.first == at and not c.carrier and not c.object_carrier), None)


def _aside(tokens: Sequence[Token], verb: int) -> int:
    """Where what stands between two commas before a verb begins: «the trial of Ann, accused of fraud, opens»."""
    if not verb or tokens[verb - 1].text != ",":
        return verb
    return next((at for at in range(verb - 2, -1, -1) if tokens[at].text == ","), verb)


def _object(between: Sequence[Token], words: Lexicon) -> bool:
    """Whether only what may describe a noun stands between a verb and it: «host a third annual meeting»."""
    return all(
        t.word and t.text[0].isalpha() and t.text.casefold() not in words.particles["preposition"] for t in between
    )


def subject(tokens: Sequence[Token], verb: int, words: Lexicon) -> Candidate | None:
    """The noun before a verb or time that no list knows: «raffle» in «the raffle for the roof takes place»."""
    start = verb
    while start > 0 and tokens[start - 1].text not in ",;–—.()" and (tokens[start - 1].text != ":" or start == verb):
        start -= 1
    best: int | None = None
    plain: int | None = None
    for at in range(start, verb):
        token = tokens[at]
        letter = len(token.text) == 1 and token.text.isascii()  # the «Z» of a time
        who = token.text.casefold() in words.particles["personal"]
        stopped = letter or who or not token.word or token.text[0].isdigit() or words.weight(token.stem) == 0
        if best is not None and (stopped or token.stem in words.subject_carriers):
            break
        if not stopped and words.weight(token.stem) > 1.5:
            best = at
        elif not stopped and token.stem not in words.particles["plain"]:
            plain = at
    best = plain if best is None else best  # «the law will take effect»
    return None if best is None else Candidate(best, best, tokens[best].stem, (), True, False, False)


def _topmost(one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate:
    """«briefing» in «the briefing on the rocket is at 14:00»: what something is about is not what happens."""
    left = [c for c in found if c.last < one.first and c.kinds and not c.carrier]
    if not one.nominal or not left:
        return one
    behind = tokens[left[-1].last + 1].text.casefold()
    goes_with = behind in ("of", "for") and not words.attending.isdisjoint(left[-1].kinds)
    goes_with = goes_with and determined(tokens, left[-1].first, words)  # «register for» is a verb
    if not goes_with and behind not in words.particles["about"]:
        return one
    return _head_of([left[-1], one], tokens, words)


def _head_of(choice: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon) -> Candidate:
    """The nearest noun to the left, but «launch» in «the launch of the second test flight»."""
    head = choice[-1]
    for earlier in reversed(choice[:-1]):
        between = [t.text.casefold() for t in tokens[earlier.last + 1 : head.first]]
        if earlier.carrier or not between or between[0] not in words.particles["of"] or len(between) > 5:
            break
        head = earlier
    return head


def label(tokens: Sequence[Token], words: Lexicon) -> bool:
    """A line that only names a field: «When: …», «Window: …»."""
    return len(tokens) > 1 and tokens[0].stem in words.particles["labels"] and tokens[1].text in (":", "-", "–")
