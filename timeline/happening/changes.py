"""What the words around a time do to it: start, end or deadline; moved, cancelled, corrected, or replaced."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from timeline.algebra.civil import MONTHS, WEEKDAYS
from timeline.happening.candidates import Candidate
from timeline.happening.sentences import Token
from timeline.happening.words import Lexicon
from timeline.model import Kind, Modality, Role, Statement

_OF_CLOCKS = ("a.m", "p.m", "am", "pm", "noon", "midnight")
_WINDOW = 14  # words before a time in which a change of it is said
_BEFORE = frozenset(("by", "befor", "latest"))  # stems of words that a deadline needs and others need too
_CHANGES = ("not-before", "renewed", "moved", "postponed", "corrected")


def role_of(statement: Statement, tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> Role | None:
    """Which end of its happening the time is, where the words say so."""
    if first > 1 and tokens[first - 1].text == "before" and tokens[first - 2].text in words.particles["nearly"]:
        return None  # «the engines failed shortly before three»
    over = over_by_then(tokens, first, last, words)
    if statement.role is not None and not (over and statement.role is Role.DEADLINE):
        return statement.role
    before = [t.text.casefold() for t in tokens[max(0, first - 3) : first] if t.text not in words.particles["skipped"]]
    low = max(0, first - 8)
    near = [t.stem for t, behind in zip(tokens[low:first], tokens[low + 1 :], strict=False) if not _beside(t, behind)]
    after = [t.stem for t in tokens[last + 1 : last + 4]]
    around = {t.text.casefold() for t in tokens[max(0, first - 12) : last + 6]}
    if over:
        return None
    ahead = bool(around & words.particles["must"]) or _any(near, words.roles["deadline"] - _BEFORE)
    if before and before[-1] in ("by", "before") and ahead and "expect" not in near:
        return Role.DEADLINE
    if before[-2:] == ["later", "than"] or "deadlin" in after:
        return Role.DEADLINE
    if _any(_since_another(near, words), words.roles["deadline"] - _BEFORE):
        return Role.DEADLINE
    if before and (before[-1] == "due" or before[-2:] in (["due", "by"], ["due", "on"])):
        return Role.DEADLINE
    through = before[-1:] == ["through"] and tokens[first - 1].text != "through"  # «voted it through on 19 May»
    if before and before[-1] in ("until", "till", "through") and not through:
        return None if _any(near, words.updates["postponed"]) else Role.END
    if before and before[-1] == "from" and statement.kind is Kind.RANGE:
        return None  # «the roads are closed from 8 a.m. until 3 p.m.»: how long they are, not when something ends
    if near[-1:] == ["at"] and near[-2:-1] and near[-2] in words.roles["over"]:
        return Role.END
    if _any(near[-4:], words.roles["end"] - {"until", "through", "till", "ov"}):
        return Role.END
    return Role.START if _any(near[-4:], words.roles["start"] - {"from"}) else None


def _since_another(near: Sequence[str], words: Lexicon) -> Sequence[str]:
    """What stands behind the last happening of another kind: «how to apply in a session on Thursday» is a session's."""
    at = max((n for n, stem in enumerate(near) if _another(stem, words)), default=-1)
    return near[at + 1 :]


def _another(stem: str, words: Lexicon) -> bool:
    kinds = words.kinds.get(stem, ())
    return bool(kinds) and stem not in words.subject_carriers and not {"deadline", "registration"}.intersection(kinds)


def _beside(token: Token, behind: Token) -> bool:
    """«close to the river»."""
    return token.text == "close" and behind.text == "to"


def over_by_then(tokens: Sequence[Token], first: int, last: int, words: Lexicon) -> bool:
    """«By 6:30 the fire had been put out»: no time for something to be done."""
    start = max((n for n in range(first) if tokens[n].text in ".;"), default=-1) + 1
    clause = {t.text.casefold().replace("’", "'") for t in tokens[max(start, first - _WINDOW) : last + _WINDOW]}
    return bool(clause & words.particles["was"]) and not clause & words.particles["due"]


def relations_of(
    one: Candidate, found: Sequence[Candidate], tokens: Sequence[Token], words: Lexicon
) -> tuple[tuple[str, str], ...]:
    """What the sentence says of the order: ("after", "talk") for «a briefing is expected after the talks»."""
    for side, cues in words.order.items():
        for other in found:
            if other is one or not other.kinds or not other.nominal or other.first <= one.last:
                continue
            lead = [t.text.casefold() for t in tokens[max(one.last + 1, other.first - 4) : other.first]]
            if any(a in cues and b.endswith("ing") for a, b in pairwise([*lead, tokens[other.first].text])):
                continue  # «after falling»: what somebody did before, not a happening on its own
            if any(cue in lead or cue.replace("_", " ") in " ".join(lead) for cue in cues):
                return ((side, other.stem),)
    return ()


def _any(stems: Sequence[str], wanted: frozenset[str]) -> bool:
    return any(stem in wanted for stem in stems) or any("_".join(pair) in wanted for pair in pairwise(stems))


def update_of(
    statement: Statement | None, tokens: Sequence[Token], first: int, last: int, words: Lexicon, *, past: bool = False
) -> str | None:
    """How the sentence changes an earlier time: a kind of change, or "superseded" for the time that is replaced.

    ``past`` is set for a day before that of the text: «the rally was called off last week» is when that was done.
    """
    low = max(0, first - _WINDOW)
    stems = [t.stem for t in tokens]
    change = _change(stems, low, first, words)
    if statement is None:
        return "cancelled" if _cancelled(stems, words) else "postponed" if change == "postponed" else None
    lead = [t for t in tokens[low:first] if t.text.casefold() not in words.particles["skipped"]]
    last_word = lead[-1].text.casefold() if lead else ""
    if last_word == "but" and _not_then(lead[:-1]):
        return "moved"  # «will not read on Saturday but on Sunday at noon»
    if _not_taking_place(tokens, first, words):
        return "cancelled"
    if statement.modality is Modality.SUPERSEDED:
        return "cancelled" if _cancelled(stems, words) and change is None else "superseded"
    if change in ("not-before", "renewed") and _change(stems, max(0, first - 5), first, words) == change:
        return change
    changed = change is not None or _change(stems, first, min(len(stems), last + _WINDOW), words) is not None
    after = [t.text.casefold() for t in tokens[last + 1 : last + 3]]
    if after[:1] == ["instead"] and after[1:] != ["of"]:
        return "moved"
    if _version(tokens[:first], words) or (changed and _formerly(lead, last_word, words)):
        return "superseded"
    if change == "moved" and last_word in ("until", "till"):
        change = _change(stems, max(0, first - 5), first, words)  # «moves into a new hall and stays there until April»
    if change in ("moved", "postponed", "corrected") and (
        last_word in words.particles["towards"] or (change == "corrected" and _of_a_time(tokens, low, first, words))
    ):
        return change
    if _cancelled(stems[_clause_start(tokens, first, words) :], words) and last_word not in words.particles["towards"]:
        return None if past and _cancelled(stems[:first], words) else "cancelled"
    return change if change == "postponed" and last_word == "to" else None


def _of_a_time(tokens: Sequence[Token], low: int, first: int, words: Lexicon) -> bool:
    """Whether a time is corrected, and not some fault: «Correction: …», «the right date is …»."""
    heads = (n for n in range(low, first) if tokens[n].stem in words.updates["corrected"])
    if any(n == 0 or tokens[n + 1].text == ":" for n in heads):
        return True
    return any(token.text.casefold() in words.particles["dating"] for token in tokens[low:first])


def _not_then(lead: Sequence[Token]) -> bool:
    """Whether a time is denied at the end of some words, and not only one more told: «not only on Saturday»."""
    last = next((t.text for t in reversed(lead) if t.text[0].isalnum()), "-")
    if not last[0].isdigit() and last not in (*WEEKDAYS, *MONTHS, *_OF_CLOCKS):
        return False
    return any(a.text == "not" and b.text != "only" for a, b in pairwise(lead))


def _not_taking_place(tokens: Sequence[Token], first: int, words: Lexicon) -> bool:
    """«The ferry will not sail», «there is no lecture on 21 October»; but not «will not begin before 8»."""
    start = max((n for n in range(first) if tokens[n].text in ".;"), default=-1) + 1
    last = tokens[first - 1].text.casefold() if first else ""
    if last in words.particles["bounding"]:
        return False
    for at in range(start, len(tokens) - 2):
        text, behind = tokens[at].text.casefold(), tokens[at + 1 : at + 4]
        if tokens[at].text in ".;" or text in words.clause:
            if at > first:
                break
            continue
        verb = next((t.stem for t in behind if t.stem not in words.particles["auxiliary"]), "")
        denied = tokens[at + 1].text.casefold() in ("not", "n't")
        if text in ("will", "does", "do") and denied and _held(verb, tokens, at, words):
            return True
        if text in ("is", "are", "be") and behind[0].text.casefold() == "no" and _noun_behind(tokens, at + 2, words):
            return True
    return False


def _held(verb: str, tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    phrase = "_".join(t.stem for t in tokens[at + 2 : at + 4])
    return verb in words.particles["held"] or phrase in words.particles["held"]


def _noun_behind(tokens: Sequence[Token], at: int, words: Lexicon) -> bool:
    """Whether a happening follows within two words: «no lecture», «no evening class»."""
    return any(t.stem in words.kinds and not t.text.endswith("ed") for t in tokens[at : at + 2])


def _clause_start(tokens: Sequence[Token], first: int, words: Lexicon) -> int:
    """Where the clause of a time begins that tells why or after what: «called off after talks on Friday»."""
    for at in range(first - 1, 0, -1):
        if tokens[at].text in ".;":
            break
        if tokens[at].text.casefold() in words.particles["because"]:
            return at
    return 0


def _version(before: Sequence[Token], words: Lexicon) -> bool:
    """«An earlier version of this notice gave …», «we mistakenly wrote …»."""
    folded = [t.text.casefold() for t in before]
    if any(word in words.particles["wrongly"] for word in folded[-_WINDOW:]):
        return True
    return any(a in words.particles["prior"] and b in words.particles["version"] for a, b in pairwise(folded))


def _formerly(lead: Sequence[Token], last_word: str, words: Lexicon) -> bool:
    if last_word == "from" or (lead and lead[-1].stem in words.particles["planned"]):
        return True
    recent = {t.text.casefold() for t in lead[-4:]}
    return bool(recent & words.particles["formerly"])


def _change(stems: Sequence[str], low: int, high: int, words: Lexicon) -> str | None:
    """The last change that is said between two words."""
    starts = _firsts(*[words.updates[change] for change in _CHANGES])
    for at in range(high - 1, low - 1, -1):
        if stems[at] not in starts:
            continue
        for length in (3, 2, 1):
            if at + length > high:
                continue
            stem = "_".join(stems[at : at + length])
            for change in _CHANGES:
                if stem in words.updates[change] or (length == 1 and _parted(stems, at, high, words.updates[change])):
                    return change
    return None


def _parted(stems: Sequence[str], at: int, high: int, wanted: frozenset[str]) -> bool:
    """«brought the start forward»: a verb and its particle with up to four words between."""
    if stems[at] not in _firsts(wanted):
        return False
    return any(f"{stems[at]}_{stems[n]}" in wanted for n in range(at + 2, min(high, at + 6)))


@lru_cache(maxsize=64)
def _firsts(*wanted: frozenset[str]) -> frozenset[str]:
    """The words with which some of the forms begin."""
    return frozenset(form.partition("_")[0] for forms in wanted for form in forms)


def _cancelled(stems: Sequence[str], words: Lexicon) -> bool:
    wanted = words.updates["cancelled"]
    if _firsts(wanted).isdisjoint(stems):
        return False
    hit = any(stem in wanted or _parted(stems, at, len(stems), wanted) for at, stem in enumerate(stems))
    return (hit or any("_".join(pair) in wanted for pair in pairwise(stems))) and "not" not in stems
