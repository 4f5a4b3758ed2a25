"""What each statement is the time of: trigger, kind, role, place, participants and whether it changes an earlier time.

Happenings that a text speaks of without a time are given too: they carry names, places and quotes to their event.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from timeline.happening.attending import attendant
from timeline.happening.candidates import Candidate
from timeline.happening.changes import over_by_then, role_of, update_of
from timeline.happening.datelines import dateline, stamped
from timeline.happening.scenes import Scene, named, scene_of, with_trigger
from timeline.happening.sentences import Sentence, Token, sentences
from timeline.happening.shares import shared_out
from timeline.happening.trigger import act_of_law, choose, label, subject
from timeline.happening.untimed import also_announced, ordered_by, spoken_of
from timeline.happening.words import Lexicon, lexicon
from timeline.model import Document, Floating, Grain, Happening, Kind, Modality, Role, Statement, Step

__all__ = ["happenings_of"]

_FEW = 3  # words between a day and its hour
_PLAIN = 1.5  # weight of a word that tells little
_GAP = 6  # characters of punctuation between equivalents
_FIRST_WORD = re.compile(r"[ \n]([^\W\d_]+)")
_DUE = ("deadline", "registration")  # kinds whose time is the last one
_FAR = 40  # sentences after which a text has gone on to something else


def happenings_of(document: Document, statements: Sequence[Statement], untimed: bool = True) -> tuple[Happening, ...]:
    """What happens at each stated time, and what is spoken of without one; in the order of the text.

    Without ``untimed`` those that have a time come several times faster, and lack only the words and names that
    sentences without one lend them.
    """
    words = lexicon(document.language)
    timed = sorted((s for s in statements if _is_time(s, document, words)), key=lambda s: s.span)
    timed = [statement for statement in timed if not _in_entrys_name(statement, document)]
    result: list[tuple[Sentence, list[Happening]]] = []
    groups: dict[int, Happening] = {}
    topic = _Topic(document, words)
    stamps: set[str] = set()  # the dates of the text itself
    at = 0
    for topic.number, sentence in enumerate(sentences(document.text, document.language, tuple(s.span for s in timed))):
        here: list[Statement] = []
        while at < len(timed) and timed[at].span[0] < sentence.span[1]:
            here.append(timed[at])
            at += 1
        if not here and not untimed:
            topic.passed.append((topic.number, sentence))
            continue
        scene = scene_of(document, sentence, here, words)
        if here and dateline(scene, here):
            stamps.update(statement.text for statement in here)
            continue
        if here and stamped(scene, here[0]):
            stamps.add(here[0].text)
            del here[0]
        told: list[Happening] = []
        for statement in here:
            dated = _of_publication(statement, stamps)
            told.append(_timed(scene, dated, topic, groups, told[-1] if told else None))
        told = _replacing(told) or spoken_of(scene)
        told += also_announced(scene, told)
        told += ordered_by(scene, told)
        topic.hear(told, topic.number)
        if told:
            result.append((sentence, _apart(told)))
    return shared_out(result, words)


@dataclass(slots=True)
class _Topic:
    """What was spoken of last; sentences that were passed over are looked at only when somebody asks."""

    document: Document
    words: Lexicon
    number: int = 0  # of the sentence at hand
    passed: deque[tuple[int, Sentence]] = field(default_factory=lambda: deque(maxlen=_FAR))
    known: Happening | None = None
    told: int = 0  # the number of the sentence that spoke of it

    def hear(self, told: Sequence[Happening], number: int) -> None:
        """Take note of what a sentence speaks of, if it is a known kind of happening."""
        said = next((h for h in reversed(told) if h.kind is not None), None)
        if said is not None:
            self.known, self.told = said, number
            self.passed.clear()

    def now(self) -> Happening | None:
        """The happening that a sentence without one of its own goes on with."""
        while self.passed:
            number, sentence = self.passed.pop()
            self.hear(spoken_of(scene_of(self.document, sentence, (), self.words)), number)
        return self.known if self.number - self.told <= _FAR else None


def _is_time(statement: Statement, document: Document, words: Lexicon) -> bool:
    """A time, or a stretch reckoned from another happening: «a few hours after the attack»."""
    if statement.kind is Kind.DURATION:
        following = _FIRST_WORD.match(document.text, statement.span[1])
        return following is not None and following.group(1).casefold() in words.particles["reckoned"]
    return statement.when is not None or statement.kind is Kind.RELATIVE


def _in_entrys_name(statement: Statement, document: Document) -> bool:
    """«Film at 8» as the name of a calendar's entry, which has a time of its own."""
    title = document.title
    if not title or not document.text.startswith(f"{title}\n\n{title.rstrip('.!?')} "):
        return False
    at = document.text.find(title, max(0, statement.span[0] - len(title)))
    return -1 < at <= statement.span[0] and statement.span[1] <= at + len(title)


def _timed(
    scene: Scene,
    statement: Statement,
    topic: _Topic,
    groups: dict[int, Happening],
    before: Happening | None,
) -> Happening:
    """The happening at a stated time; equivalents ("19:30 GMT") share the one of the first of their group."""
    tokens, words = scene.sentence.tokens, scene.words
    first = next((n for n, t in enumerate(tokens) if t.end > statement.span[0]), 0)
    last = next((n for n in range(first, len(tokens)) if tokens[n].end >= statement.span[1]), len(tokens) - 1)
    twin = _twin(scene, statement, groups, before)
    if twin is not None:
        span, quote = scene.where
        return replace(twin, span=span, quote=quote, statement=statement, role=statement.role or twin.role)
    anchor = _anchor(scene, statement, last)
    found = [one for one in scene.found if one is not anchor]
    another = _another(found, tokens, first, words)
    chosen = another or choose(found, tokens, first, last, words, before, scene.taken)
    if chosen is not None:
        chosen = attendant(chosen, found, tokens, words)
        if chosen.last < first and _fresh(statement, scene.document):
            chosen = act_of_law(chosen, found, tokens, words)
    role = _role(scene, statement, chosen, first, last)
    if role is Role.DEADLINE:
        chosen = _due(found, first, tokens) or chosen
    base = _reported(scene, statement, first, last) or _chosen(scene, chosen, first, topic if anchor is None else None)
    bare = chosen is None or (chosen.carrier and not chosen.kinds)
    if bare and role is Role.END and before is not None and _ended(before, tokens, first):
        base = with_trigger(scene, before.trigger, before.trigger_span, before.head, first)
    if another is not None:
        base = replace(base, modifiers=())
    done = over_by_then(tokens, first, last, words) or _handled(chosen, found, tokens, first)
    due = base.kind in _DUE and not done
    happening = replace(
        base,
        statement=statement,
        role=Role.DEADLINE if due and role is not Role.START else role,
        update=update_of(statement, tokens, first, last, words, past=_past(statement, scene.document)),
    )
    if statement.group is not None:
        groups[statement.group] = happening
    return happening


def _role(scene: Scene, statement: Statement, chosen: Candidate | None, first: int, last: int) -> Role | None:
    """Which end of what was chosen the time is; none of what happens at once."""
    tokens = scene.sentence.tokens
    role = role_of(statement, tokens, first, last, scene.words)
    if chosen is None or not chosen.kinds:
        return role
    if role is Role.END and chosen.stem in scene.words.roles["end"]:
        return None  # «the road was closed on Monday»: the closing is what happens
    if role in (Role.END, Role.DEADLINE) and tokens[first - 1].text == "before" and _was(statement, scene):
        return None  # «broke out shortly before noon on Monday»
    return role


def _handled(chosen: Candidate | None, found: Sequence[Candidate], tokens: Sequence[Token], first: int) -> bool:
    """«The application will be considered on 14 April»: something else is done with it than handing it in."""
    if chosen is None or "registration" not in chosen.kinds or not chosen.nominal:
        return False
    verbs = (one for one in found if chosen.last < one.first < first and not one.nominal)
    return any(not (one.kinds or one.carrier) and tokens[one.first - 1].stem == "be" for one in verbs)


def _was(statement: Statement, scene: Scene) -> bool:
    """Whether a time lay before the day of its text, or no word of the future stands beside it on that day."""
    if any(token.text.casefold() in scene.words.particles["must"] for token in scene.sentence.tokens):
        return _past(statement, scene.document)
    return _past(statement, scene.document) or _fresh(statement, scene.document)


def _past(statement: Statement, document: Document) -> bool:
    """Whether a time is of a day before that of its text."""
    written, said = document.published_at(statement.span[0]), statement.local
    return written is not None and isinstance(said, date) and said.toordinal() < written.toordinal()


def _fresh(statement: Statement, document: Document) -> bool:
    """Whether a time is of the day of its text, or of the day before."""
    written, said = document.published_at(statement.span[0]), statement.local
    known = written is not None and isinstance(said, date) and _day_or_less(statement)
    return known and isinstance(said, date) and written is not None and 0 <= written.toordinal() - said.toordinal() <= 1


def _twin(
    scene: Scene, statement: Statement, groups: dict[int, Happening], before: Happening | None
) -> Happening | None:
    """The happening told before that a time is of as well: its equivalent's, or the one that an entry goes on with."""
    if statement.group is not None and statement.group in groups:
        return groups[statement.group]
    goes_on = before is not None and (_goes_on(scene, before, statement) or _at_hour(scene, before, statement))
    return before if goes_on else None


def _due(found: Sequence[Candidate], first: int, tokens: Sequence[Token]) -> Candidate | None:
    """«submit» in «submit projects to the fair by Sunday»: what is due, and not what it is for."""
    for one in reversed(found):
        if any(t.text in ".;" for t in tokens[one.last : first]):
            return None
        if one.last < first and set(one.kinds) & set(_DUE):
            return one
    return None


def _another(found: Sequence[Candidate], tokens: Sequence[Token], first: int, words: Lexicon) -> Candidate | None:
    """«stronger than that of Wednesday»: one of the same word, which its description does not describe."""
    lead = [t.text.casefold() for t in tokens[max(0, first - 2) : first]]
    if len(lead) < 2 or lead[0] not in ("that", "those", "one") or lead[1] not in words.particles["of"]:
        return None
    return next((c for c in reversed(found) if c.last < first and c.kinds and c.nominal and not c.carrier), None)


def _replacing(told: list[Happening]) -> list[Happening]:
    """«begins at 12:15 instead of 11:00»: a time that is told in place of another moves its happening."""
    for number, (new, old) in enumerate(pairwise(told)):
        plain = new.update is None and new.statement is not None and new.statement.modality is Modality.ASSERTED
        beside = old.trigger_span == new.trigger_span and ";" not in _between(new, old)
        if plain and old.update == "superseded" and beside and _of_a_day(new) and _of_a_day(old):
            told[number] = replace(new, update="moved")
    return told


def _between(one: Happening, other: Happening) -> str:
    """What stands in the sentence between the times of two happenings."""
    if one.statement is None or other.statement is None:
        return ""
    return one.quote[one.statement.span[1] - one.span[0] : other.statement.span[0] - one.span[0]]


def _of_a_day(happening: Happening) -> bool:
    return happening.statement is not None and _day_or_less(happening.statement)


def _day_or_less(statement: Statement) -> bool:
    return statement.grain is not None and statement.grain.rank <= Grain.DAY.rank


def _of_publication(statement: Statement, stamps: set[str]) -> Statement:
    """A clock time whose day was carried on from the text's own date has the day of publication, which is assumed."""
    carried = next((s.arguments for s in statement.steps if s.rule == "date-carried"), None)
    if carried is None or statement.kind is not Kind.INSTANT or carried[1] not in stamps:
        return statement
    return replace(statement, assumed=(*statement.assumed, Step("date-from-publication", carried[:1])))


def _anchor(scene: Scene, statement: Statement, last: int) -> Candidate | None:
    """The happening from which a time is reckoned and which it is not the time of: «a day after the quake»."""
    tokens, words = scene.sentence.tokens, scene.words
    edges = [t.text.casefold() for t in (tokens[last], *tokens[last + 1 : last + 2])]
    placed = statement.when is not None and not isinstance(statement.when, Floating)
    if placed:  # it has a day, and yet «the day before his arrest» is not that of the arrest
        del edges[1:]
    if not words.particles["reckoned"].intersection(edges):
        return None
    behind = next((one for one in scene.found if one.first > last and one.kinds), None)
    broken = behind is None or any(not t.word and t.text != "'s" for t in tokens[last + 1 : behind.first])
    return None if placed and broken else behind


def _goes_on(scene: Scene, before: Happening, statement: Statement) -> bool:
    """«1 p.m. Eastern (10 a.m. Pacific)»: only punctuation stands between two times."""
    if before.statement is None:
        return False
    gap = scene.document.text[before.statement.span[1] : statement.span[0]]
    return len(gap) <= _GAP and not any(character.isalnum() for character in gap) and "\n" not in gap


def _at_hour(scene: Scene, before: Happening, statement: Statement) -> bool:
    """«Tue 15 Sept – parents' evening, 5.30pm»: an entry's day and its hour, with nothing else known between them."""
    day = before.statement
    if day is None or day.kind is not Kind.DATE or statement.kind is Kind.DATE:
        return False
    carried = next((s.arguments for s in statement.steps if s.rule == "date-carried"), ())
    between = scene.document.text[day.span[1] : statement.span[0]]
    if not _entry(before) and not _same_time(scene, day.span[1], statement.span[0]):
        return False
    if carried[1:] != (day.text,) or ";" in between or ". " in between:
        return False
    inside = [c for c in scene.found if day.span[1] <= scene.sentence.tokens[c.first].start < statement.span[0]]
    return all(scene.sentence.tokens[c.first].start == before.trigger_span[0] or not c.kinds for c in inside)


def _same_time(scene: Scene, low: int, high: int) -> bool:
    """«on Thursday, 16 April, same time (15:00 UTC)»: nothing that could happen is named between a day and its hour."""
    between = [t for t in scene.sentence.tokens if low <= t.start < high and t.word]
    formerly = scene.words.particles["formerly"]  # «instead»
    plain = all(scene.words.weight(t.stem) <= _PLAIN or t.text in formerly for t in between)
    return plain and len(between) <= _FEW


def _ended(before: Happening, tokens: Sequence[Token], first: int) -> bool:
    """«Members only starts at 18:00 and ends at 20:00»: what ends is not named anew."""
    lead = tokens[max(0, first - 4) : first]
    return before.statement is not None and any(t.start < before.statement.span[1] for t in lead)


def _reported(scene: Scene, statement: Statement, first: int, last: int) -> Happening | None:
    """«…, the union said on Sunday.»: the time of the saying itself, where nothing follows that was said.

    Of some things the saying is the doing: «The purchase was announced in May», «X has signed, the club said Sunday».
    """
    tokens = scene.sentence.tokens
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if after is not None and after.word:
        return None
    nouns = {n for one in scene.found for n in range(one.first, one.last + 1)}  # «our museum call»
    near = (n for n in range(max(0, first - 3), first) if n not in nouns)
    lead = [n for n in near if tokens[n].stem in scene.words.reporting and _bent(tokens[n].text, scene.words)]
    if not lead or not all(scene.words.weight(tokens[n].stem) == 0 for n in range(lead[-1] + 1, first)):
        return None
    verb = tokens[lead[-1]]
    by_saying = [c for c in scene.found if c.last < lead[-1] and scene.words.performed.intersection(c.kinds)]
    passive = tokens[lead[-1] - 1].stem in scene.words.particles["auxiliary"]
    if by_saying and (passive or _fresh(statement, scene.document)):
        return named(scene, by_saying[-1 if passive else 0], first)
    return with_trigger(scene, verb.text, (verb.start, verb.end), verb.stem, first)


def _bent(word: str, words: Lexicon) -> bool:
    """«said», «states»; no bare «state», which is a noun, and no «saying»."""
    bent = word.endswith(("ed", "s")) or words.irregular.get(word, word) != word
    return bent and word.islower()  # no «United States»


def _chosen(scene: Scene, one: Candidate | None, near: int, topic: _Topic | None) -> Happening:
    """The happening that a candidate names; where it names none, the one spoken of before, if there is a topic."""
    tokens, words = scene.sentence.tokens, scene.words
    one = one or subject(tokens, near, words)
    lost = label(tokens, words) or one is None or (one.carrier and (not one.kinds or _stands_for(tokens, one, words)))
    lost = lost or (one is not None and one.object_carrier and not one.kinds)  # «Join us on Friday»
    if lost and topic is not None and (before := topic.now()) is not None and not (near == 0 and _entry(before)):
        said = with_trigger(scene, before.trigger, before.trigger_span, before.head, near)
        return replace(said, kind=before.kind, kinds=before.kinds, definite=True)
    if one is not None:
        return named(scene, one, near)
    content = [t for t in tokens if t.word and not t.text[0].isdigit() and words.weight(t.stem) > 1.5]
    token = min(
        [t for t in content if not t.capital] or content or tokens, key=lambda t: abs(t.start - tokens[near].start)
    )
    return with_trigger(scene, token.text, (token.start, token.end), token.stem, near, scene.found)


def _entry(happening: Happening) -> bool:
    """Whether it is an entry of a list, which begins with its time: the next one is of another thing."""
    return happening.statement is not None and happening.statement.span[0] == happening.span[0]


def _stands_for(tokens: Sequence[Token], one: Candidate, words: Lexicon) -> bool:
    """«It hit at 1:53 p.m.»: what hit was named before."""
    return one.first > 0 and tokens[one.first - 1].text.casefold() in words.particles["pronoun"]


def _apart(told: Sequence[Happening]) -> list[Happening]:
    """Happenings of one sentence; what has a time of its own is no mark of the others."""
    heads = {happening.head for happening in told}
    if len(heads) < 2:
        return list(told)
    return [replace(h, others=tuple(stem for stem in h.others if stem not in heads)) for h in told]
