"""A title that a person would put in a calendar: what, who and where, by vote over everything that is said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from timeline.happening.words import Lexicon, lexicon
from timeline.link.complement import deadline_title, with_complement
from timeline.link.members import Member
from timeline.link.verb import clause_title, subject_and_verb
from timeline.link.words import surface, words_and_marks
from timeline.model import Document, Happening, Role
from timeline.zones import places

_PART = re.compile(r"[^\w\s'’-]|\s[-–—]\s")  # what a title is put together of
_NUMBER = re.compile(r" \d{1,3}(?![\d.:,/%]|\s*(?:[ap]\.?m|hours?|minutes?|days?)\b)")
_ENTRY = re.compile(r"[ \t]*(?:[-–—|:]|,(?= ))[ \t]*([^\W\d][^,;()\n]+)")  # what an entry behind its time is called
_LABEL = re.compile(r"[\s*•|–-]*([^\W\d][^|:\n]*?)[\s*]*[:|][\s*:|]*")  # «Abstracts: …», «| Lift-off | …»
_TRIMMED = 72
_RARE = 5.3  # weight from which a word with a capital is a name
_HEADING = 6  # words of a heading that says what a text is of
_BEFORE = 60  # characters before a noun in which its description is looked for
_TOLD = 16  # characters before a time that tell what it is of
_ASKED = 12  # members whose sentences are read for a word
_DESCRIBED = 3  # words of a description
_DUE = ("deadline", "registration")  # kinds that say by themselves that they end
# kinds of what two do together, of whom none comes first; of two teams the one at home does
_PARTIES = ("meeting", "call", "debate", "wedding", "transfer-deal", "signing", "ceasefire")
_LARGE = 100_000  # inhabitants from which a bare name is taken to be the town, not a person called like it
_RANK = {"city": 4, "facility": 3, "region": 2, "unknown": 1, "country": 0}


def title_of(members: Sequence[Member], documents: Sequence[Document], place: str | None, who: Sequence[str]) -> str:
    """What happens, with at most two words before it, who takes part, and where; a bare noun with what it is of."""
    speaking = [m for m in members if m.time is not None] or list(members)
    named = next((said for m in speaking if (said := _entered(m.happening, documents[m.document]))), None)
    if named is not None:
        return named
    text = _title(members, speaking, documents, place, who)
    return text if " " in text else _of_text(text, members, documents)


def _of_text(text: str, members: Sequence[Member], documents: Sequence[Document]) -> str:
    """«Deadline: data bootcamp», «Migration, Hornmail»: a bare word with its text's heading, or the name told most."""
    numbers = list(dict.fromkeys(m.document for m in members if m.time is not None))
    for number in numbers:
        heading = _heading(documents[number])
        if heading and text.casefold() not in heading.casefold():
            return f"{text}: {heading}"
    said = Counter(name for m in members for name, weight in m.names.items() if weight or m.leads)
    words = lexicon(documents[members[0].document].language)
    telling = [name for name in said if words.weight(name) > _RARE and words.stem(text) != name]
    for name in sorted(telling, key=lambda name: (-said[name], name)):
        form = next((form for n in numbers if (form := surface(name, documents[n]))[0].isupper()), "")
        if form:
            return f"{text}, {form}"
    return text


@lru_cache(maxsize=1024)
def _heading(document: Document) -> str:
    """The first line of a text up to a colon, dash or comma, where it is a few words and no sentence."""
    words = lexicon(document.language)
    line = (document.title or document.text.partition("\n")[0]).strip()
    if not document.title and ("\n" not in document.text.strip() or line.endswith((".", "!", "?", ",", ":"))):
        return ""
    part = _PART.split(line)[0].strip()
    known = [word for word in part.split() if word[0].isalpha()]
    dated = any(c.isdigit() for c in part) or any(word.casefold() in words.particles["month"] for word in known)
    fits = 1 < len(known) == len(part.split()) <= _HEADING and not dated
    return part if fits and words.stem(known[0]) not in words.particles["dateline"] else ""


def _title(
    members: Sequence[Member],
    speaking: Sequence[Member],
    documents: Sequence[Document],
    place: str | None,
    who: Sequence[str],
) -> str:
    words = lexicon(documents[speaking[0].document].language)
    kinds = Counter(kind for m in speaking for kind in m.happening.kinds)
    first = Counter(m.happening.kind for m in speaking)
    main = max(sorted(kinds), key=lambda kind: (kinds[kind], first[kind]), default=None)
    about = [m for m in speaking if main is None or main in m.kinds]
    own = {m.document for m in speaking}  # a text that tells no time of it may speak of another thing
    about += [m for m in members if m.time is None and m.document in own and (main is None or main in m.kinds)]
    phrase = _phrase(about, words)
    if len(phrase) == 1 and not who:
        phrase = _in_full(phrase[0], about, documents, words) or phrase
    told = next(
        (clause for m in about[:_ASKED] if (clause := subject_and_verb(m.happening, words, who, bool(phrase)))), None
    )
    if told is not None:
        return told
    due = all(m.role is Role.DEADLINE for m in speaking)
    if not due and (clause := _by_clause(about or speaking, words, phrase, main)) is not None:
        return clause
    if not phrase and main is None:
        return _clause(speaking[0].happening, words)
    noun = next((said for m in about if not phrase and (said := _bare_noun(m.happening, words))), "")
    text = " ".join(phrase) or noun or (main or "").replace("-", " ")
    if due:
        return _due_title(text, main, about, speaking, words, who)
    goes_with = any(side == "for" for m in about for side, _ in m.happening.relations)
    if (len(phrase) == 1 or noun) and (not who or goes_with):
        more = next((full for m in about[:_ASKED] if (full := with_complement(m.happening, words))), None)
        more = more or _by_clause(about, words, (), main)
        if more is not None:
            return _placed(more, place)
    return _with_names(text, main, len(phrase) > 1, about, members, who, place)


def _by_clause(members: Sequence[Member], words: Lexicon, phrase: Sequence[str], main: str | None) -> str | None:
    """Who does what, if it is short; where a noun tells of no known kind, only what somebody really does.

    «First officials came to Vik», but «first images» rather than «first images are expected».
    """
    if phrase and main is not None:
        return None
    found = next((said for m in members[:_ASKED] if (said := clause_title(m.happening, words))), None)
    if found is None or len(found) > _TRIMMED:
        return None
    helping = words.particles["auxiliary"] - {"to"}
    return found if not phrase or helping.isdisjoint(map(words.stem, found.split())) else None


def _due_title(
    text: str,
    main: str | None,
    about: Sequence[Member],
    speaking: Sequence[Member],
    words: Lexicon,
    who: Sequence[str],
) -> str:
    """What must be done by then."""
    if main in _DUE:
        return max((deadline_title(m.happening, words, who) for m in about[:_ASKED]), key=len)
    signing = any(words.kinds.get(words.stem(w), ())[:1] == ("registration",) for w in _said(speaking))
    return f"{'Registration deadline' if signing else 'Deadline'}: {text}"


def _with_names(
    text: str,
    main: str | None,
    described: bool,
    about: Sequence[Member],
    members: Sequence[Member],
    who: Sequence[str],
    place: str | None,
) -> str:
    """A noun with who takes part, and where it is or where somebody goes."""
    alone = {name for m in members for name in m.happening.participants}
    family = {name: _last(name) for name in who if _last(name) in alone}
    whither = Counter(m.happening.destination for m in about if m.happening.destination)
    if whither:
        goal = max(sorted(whither), key=lambda name: whither[name])
        going = [name for name in who if name != goal and any(_goes(name, m.happening) for m in about)]
        shown = _with(text, going[:1], described, family)
        return shown if goal.casefold() in shown.casefold() else f"{shown} to {goal}"
    named = sorted(who[:2], key=_last) if main in _PARTIES else who[: 2 if main == "contest" else 1]
    return _placed(_with(text, named, described, family), place)


def _entered(happening: Happening, document: Document) -> str | None:
    """What a calendar calls its entry, in the sentence that tells when that is."""
    title = document.title or ""
    if document.origin is None or document.origin.media != "calendar" or not title:
        return None
    return title if happening.quote.startswith(f"{title.rstrip('.!?')} ") else None


def _goes(name: str, happening: Happening) -> bool:
    """Whether a name stands before the verb of moving, as who goes does."""
    return -1 < happening.quote.find(name) < happening.trigger_span[0] - happening.span[0]


def _with(text: str, who: Sequence[str], described: bool, family: Mapping[str, str]) -> str:
    """Who takes part, before a bare noun and behind a described one; persons by their ``family`` names."""
    if any(_last(name).casefold() in text.casefold() for name in who[:2]) or not who:
        return text[:1].upper() + text[1:]
    pair = len(who) > 1 and not _last(who[1]).startswith(_last(who[0]))  # «Zelensky», «Zelenskyy»
    names = "–".join(family.get(name, name) for name in who[:2]) if pair else who[0]
    return f"{text[:1].upper()}{text[1:]}: {names}" if described else f"{names} {text}"


def _last(name: str) -> str:
    """The family name; «Halcyon 2» has none and stays whole."""
    last = name.split()[-1]
    return last if last[0].isalpha() else name


def _placed(text: str, place: str | None) -> str:
    return f"{text}, {place}" if place and place.casefold() not in text.casefold() else text


def _phrase(members: Sequence[Member], words: Lexicon) -> tuple[str, ...]:
    """The noun most members use, with the description most of those agree on."""
    said = Counter(phrase for m in members if (phrase := _noun(m.happening, words)))
    if not said:
        return ()
    heads = Counter(phrase[-1] for phrase in said.elements())
    head = max(sorted(heads), key=lambda word: heads[word])
    fitting = {phrase: count for phrase, count in said.items() if phrase[-1] == head}
    return max(sorted(fitting), key=lambda p: (fitting[p] + 0.5 * len(p), len(p)))


def _noun(happening: Happening, words: Lexicon) -> tuple[str, ...]:
    """The trigger with up to three words before it, as they are written; empty where it is a verb or a bare name."""
    at = happening.trigger_span[0] - happening.span[0]
    if not 0 <= at < len(happening.quote):
        return ()
    stated = happening.statement
    said = stated.span[1] - happening.span[0] if stated is not None else 0
    cut = max(0, at - _BEFORE, said if said <= at else 0)  # «Monday's strike» is a strike
    before = words_and_marks(happening.quote[cut:at])[1 if cut and cut != said else 0 :]
    described: list[str] = []
    for word in reversed(before[-_DESCRIBED:]):
        if word.casefold() in words.particles["personal"]:
            del described[:1]  # «we show game 1»: a verb describes nothing
            break
        if not _describes(word, words, bool(described)):
            if described and word.isdigit():
                described.insert(0, word)  # «30 km race»
            break
        described.insert(0, word.replace("’", "'").removesuffix("'s"))
    telling = words.particles["telling"].difference(happening.modifiers)
    described = [word for word in described if word.casefold() not in telling]  # «that of Monday» is not the second
    trigger = happening.trigger
    if not happening.kinds and trigger[0].isupper():
        return ()  # a name says who, not what
    folded = trigger.casefold()
    if _verb_phrase(trigger, words) and "occasion" not in happening.kinds:
        return ()  # «pleaded not guilty»
    stem = words.stem(trigger)
    bent = folded in words.irregular
    straight = words.irregular.get(folded, folded) == folded
    base = " " in trigger or folded in words.kinds or (straight and folded in (stem, stem + "e"))
    if stem in words.subject_carriers and folded not in (stem, stem + "e") and folded.endswith("s"):
        return ()  # «the mayor opens»
    determined = bool(before) and before[-1].casefold() in words.particles["determiner"]
    verbal = bool(before) and (before[-1].casefold() == "to" or words.stem(before[-1]) in words.particles["auxiliary"])
    if verbal and not described:
        return ()
    if not (happening.kind and base) and not determined and not described:
        return ()
    if folded.endswith("ed") or not (determined or (straight and not (bent and folded.endswith("s")))):
        return ()
    number = _NUMBER.match(happening.quote, at + len(trigger))  # «game 2», and no «Phd defence»
    plain = " ".join(word if any(c.isupper() for c in word[1:]) else word.casefold() for word in trigger.split())
    return (*described, plain + (number[0] if number else ""))


def _verb_phrase(trigger: str, words: Lexicon) -> bool:
    """«pleaded not guilty», «breaking out of»: a verb with what belongs to it."""
    first, _, rest = trigger.casefold().partition(" ")
    return bool(rest) and (first.endswith(("ed", "ing")) or words.irregular.get(first, first) != first)


def _bare_noun(happening: Happening, words: Lexicon) -> str:
    """«talks», «classes»: a noun that nothing describes, be it in the plural."""
    said = happening.trigger.casefold()
    before = happening.quote[: max(0, happening.trigger_span[0] - happening.span[0])].split()
    if before and words.stem(before[-1]) in words.particles["auxiliary"] | {"to"}:
        return ""  # «will succeed»
    opens = happening.trigger_span[0] == happening.span[0] and said.endswith("s")
    return said if said == happening.head or opens else ""


def _in_full(noun: str, members: Sequence[Member], documents: Sequence[Document], words: Lexicon) -> tuple[str, ...]:
    """What a title calls that bare noun: «Open mapping call, autumn dates», where the text has «our call»."""
    for title in dict.fromkeys(documents[m.document].title or "" for m in members[:_ASKED]):
        for part in _PART.split(title):
            *described, last = part.split() or [""]
            if last.casefold() != noun or not 0 < len(described) <= _DESCRIBED:
                continue
            if all(_describes(word, words, at + 1 < len(described)) for at, word in enumerate(described)):
                return (*described, noun)
    return ()


def _describes(word: str, words: Lexicon, inside: bool) -> bool:
    """Whether a word describes the noun behind it; ``inside`` says that another description stands between."""
    stem = words.stem(word)
    if word.endswith("ing") and (stem in words.subject_carriers or stem in words.kinds):
        return True  # "planning meeting"
    if stem in words.particles["weekday"] | words.particles["adverb"]:
        return False  # «Wednesday's total eclipse», «tomorrow's exam»
    if inside and word[0].isupper():
        return not any(word.casefold() in words.particles[use] for use in ("determiner", "preposition"))
    plain = words.weight(stem) <= 1.5 and stem not in words.kinds and not (word[0].isupper() and words.weight(stem) > 0)
    held = stem in words.reporting or stem in words.subject_carriers or stem in words.object_carriers
    if not word[0].isalpha() or plain or held:
        return word.casefold() in words.modifiers
    return not word.casefold().endswith(("ly", "ed", "'s")) and word.casefold() not in words.irregular


def _said(members: Sequence[Member]) -> list[str]:
    return [word for m in members[:_ASKED] for word in words_and_marks(m.happening.quote)]


def _clause(happening: Happening, words: Lexicon) -> str:
    quote, stated = happening.quote, happening.statement
    opens = stated is not None and stated.span[0] == happening.span[0]
    entry = _ENTRY.match(quote, stated.span[1] - happening.span[0]) if stated is not None and opens else None
    if entry is not None and len(entry[1]) <= _TRIMMED:
        return entry[1][:1].upper() + entry[1][1:].rstrip(" .")
    at = stated.span[0] - happening.span[0] if stated is not None else 0
    label = _LABEL.fullmatch(quote, 0, at)
    if label is not None and len(label[1]) <= _TRIMMED:
        return label[1][:1].upper() + label[1][1:]
    ends = stated is not None and len(quote) - (stated.span[1] - happening.span[0]) < _TOLD
    if at > (_TOLD if ends else 2 * _TOLD):
        before = quote[:at].split()
        little = words.particles["preposition"] | words.clause | words.particles["determiner"]
        while before and before[-1].casefold().strip(",") in little:
            before.pop()
        quote = " ".join(before).rstrip(",;:–-( ")
    text = " ".join(quote.split()).lstrip("*-•–#|>\"'“‘ ").rstrip(" .;")
    text = text if len(text) <= _TRIMMED else text[: _TRIMMED - 1].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def participants_of(members: Sequence[Member]) -> tuple[str, ...]:
    """Names that at least half of the documents say, the most frequent first, in their fullest form; at most six."""
    forms: dict[str, Counter[str]] = {}
    said: dict[str, set[int]] = {}
    first: Counter[str] = Counter()  # the nearer to a sentence's begin, the more it is about
    for member in members:
        for number, name in enumerate(member.happening.participants):
            key = _last(name).casefold()
            if (
                key == member.head
                or (member.kinds and member.happening.trigger.casefold() in name.casefold())
                or _where(name) != "unknown"
            ):
                continue
            forms.setdefault(key, Counter())[name] += 1
            said.setdefault(key, set()).add(member.document)
            first[key] += number
    sources = len({m.document for m in members if m.time is not None})
    common = [key for key in said if len(said[key]) * 2 >= sources]
    common.sort(key=lambda key: (-len(said[key]), -sum(forms[key].values()), _rank(first[key], forms[key]), key))
    return tuple(_fullest(forms[key]) for key in common[:6])


def _rank(places: int, forms: Counter[str]) -> int:
    """How far from a sentence's begin a name stands among its names, roughly: one that opens it is what it is about."""
    return round(places / max(1, sum(forms.values())))


def _fullest(forms: Mapping[str, int]) -> str:
    """«Vladimir Putin», where some say «Putin»."""
    return max(sorted(forms), key=lambda form: (1 < len(form.split()) <= 3, forms[form]))


def place_of(members: Sequence[Member]) -> str | None:
    """The place most documents name; of those named about as often the most specific one."""
    said: dict[str, set[int]] = {}
    for member in members:
        if member.happening.place:
            said.setdefault(member.happening.place, set()).add(member.document)
    most = max((len(named) for named in said.values()), default=0)
    often = [place for place in said if len(said[place]) * 2 >= most]
    return max(often, key=lambda place: (_RANK[_where(place)], len(said[place])), default=None)


@lru_cache(maxsize=4096)
def _where(name: str) -> str:
    """What sort of place a name is, "unknown" where no table has it or too small a town."""
    found = places.lookup(name)
    if not found:
        return "facility" if set(name.casefold().split()) & lexicon("en").particles["facility"] else "unknown"
    return found[0].kind if found[0].kind != "city" or found[0].population >= _LARGE else "unknown"
