"""Whether a sentence speaks of what was or of what will be, as told by the verbs near a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.discourse.modality import was_until_now
from timeline.discourse.moves import DROPPED, MOVED
from timeline.discourse.verbs import DONE_BEHIND, OF_PLANS, PRESENT, Verb, last_verb, verbs

_IS_NOW = re.compile(r"[,;:–—-][ ](?:it['’]s[ ]|is[ ])?now[ ](?:(?:at|on|for)[ ])?$")  # «was Friday, now Saturday 7pm»
_AHEAD = re.compile(
    r"(?:\b(?:until|till|through|up to|if|unless|as (?:soon|early) as|no later than|effective|starting|beginning|"
    r"(?<!\btoday )(?<!\bit )(?<!\bthis )(?:is|are)(?: (?:out|off|away|back|due|up))?(?: (?:on|at|from|in))?|"
    rf"(?:{MOVED}|extended)(?: back| forward)?(?: from\b[^!?\n]{{0,30}}?)? (?:to|until|till|from))"
    r"\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_ARRANGED = re.compile(  # «declared three days of mourning from Wednesday», «was recalled for Wednesday»
    r"\b(?:(?:declar|call|recall|order|proclaim|summon|slat|schedul|arrang|book|plann|organi[sz])ed|set|fixed|forecast)\b"
    r"[^.;:!?\n]{0,50} (?:for|from|starting|beginning)\s+$",
    re.IGNORECASE,
)
_AWAITED = re.compile(  # «ahead of Friday's report»; «called off Monday's game» may be told the day after
    r"\b(?:ahead of|run-up to|eve of|look\w* (?:ahead|forward) to|prepar\w* for|await\w*|"
    r"wait\w* for|attention (?:turns|shifts|turned|shifted) to|doubtful for|(?:tickets?|favou?rites?) (?:to|for|in))"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_LASTED = re.compile(  # «the strike lasted until late Wednesday», «was not mended until Monday»
    r"\b(?:moved|swept|passed|rolled|blew|lasted|continued|stayed|remained|waited|went on|dragged on|raged|lived|"
    r"worked|slept|(?:held|kept) (?:it|them|him|her|out|on)|"
    r"(?:was|were|did)(?:\snot|n[’']t)(?!\s(?:expect|due|schedul|plan|likely|to\b|set\b|suppos)))\s"
    r"(?:[^.,;!?\n]{0,30}\s)?(?:until|till|through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ACCOUNTED = re.compile(r"\b(?:months|weeks|quarter|half|year)\s+(?:through|to|until)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL_THEN = re.compile(r"[^.;!?\n]{0,40}?\b(?:had|was|were|did)\b")  # «until Thursday, they had not»
_TILL_THEN = re.compile(r" (?:he|she|it|they|nobody|no one|the [a-z]+) (?:had|was|were|did)\b")  # «until Friday he had»
_TO_DO = re.compile(r"\bto (?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+\b")
_WITH = re.compile(  # «at 9 pm, with the doors closed», «at 2 p.m., followed by questions» tell no tense
    r",? (?:with [^,;:!?\n]*|(?:closely |shortly )?followed)$"
)
_BY = re.compile(r"\bby\s+(?:the\s+)?$", re.IGNORECASE)
_LEADING = frozenset(
    {
        *("if", "unless", "until", "till", "through", "as", "than", "effective", "starting", "beginning"),
        *("on", "at", "from", "in", "to", "is", "are", "out"),
    }
)
_OWNER = ("'s", "’s", " 's")
_AWAITING = frozenset({"of", "to", "for"})
_ARRANGING = frozenset({"for", "from", "starting", "beginning"})
_PRESENT_VERB = re.compile(  # a word in «s» behind a name or a noun, and no plural behind «of» or «two»
    r"(?:[A-Z][\w.'’-]*|\b(?!(?:of|in|on|at|for|with|from|by|to|and|or|the|an?|its|his|her|their|our|this|that|these|those"
    r"|some|many|most|few|several|all|other|more|new|no|one|two|three|four|five|six|ten|dozen|hundred)\b)[a-z]+[a-rt-z])"
    r"[ ](?!(?:this|as|us|its|his|plus|minus|thus|versus|across|besides|towards|always|less)\b)[a-z]{2,}[a-rt-z]s"
    r"[ ](?=(?:(?:an?|the|its|his|her|their|to|on|in|at|for|with|from|again|back|out|up|off|down|over|after|before)"
    r"[ ])|[A-Z]|$)"
)
_SO = re.compile(r";|, so\b")  # what follows has a verb of its own: «summer time began, so the calls are now at 9»
_IS_AT = re.compile(  # «the Monday sync is now 16:00 UTC»
    r"(?:['’]s)?(?: [a-z-]+){1,2} (?:is|are) (?:(?:now|still|again|back|on|at|from) ){0,2}\d{1,2}(?::\d\d| ?[ap]\.?m\b)"
)
_IMPERATIVE = re.compile(  # «Come on Sunday», «Please join us Friday»
    r"[\s*_#>-]*(?:and\s+)?(?:please\s+|also,?\s+|so,?\s+)?(?:remember|don['’]t forget|come|join|meet|"
    r"bring|visit|catch|stop by|drop by|drop in|mark|"
    r"save the date|celebrate|don['’]t miss|register|sign up|rsvp|watch|enjoy|call|apply|submit|"
    r"be (?:there|sure|ready))\b",
    re.IGNORECASE,
)
_CALLING_OFF = re.compile(  # «has cancelled her recital in Cologne on Wednesday»
    r"\b(?:has|have|['’]ve) (?:now |also |already )?(?:cancell?ed|called off|postponed|scrapped) "
    r"(?:the|an?|its|his|her|their|our|my|all|both) [^.,;:!?\n]{2,60}$"
)
_CALLED_OFF = re.compile(  # what is over is not called off: «Monday's strike has been called off»
    rf"(?P<what>[^;:!?\n]{{0,110}}?)\b(?:(?:has|have) (?:now |also )?been (?:{DROPPED}|suspended)|"
    rf"(?:was|were|is|are) (?:now )?(?:{DROPPED}) (?:from|to|until)\b)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:that|said|says?|told|announced)\b", re.IGNORECASE)  # «Monday's report said the talks have …»
_WILL = re.compile(r" (?:will|would|is to|are to)\b")
_SURE = re.compile(r"will|shall|won|gonna|going|scheduled|expected|due|upcoming|next", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"\bin (?:an?|the|his|her|its|their|another) (?:[a-z]+ )?(?:speech|statement|interview|report|filing|ruling|letter|"
    r"e-?mail|memo|note|tweet|post|address|briefing|editorial)(?: issued| released| published)?(?: late| early)?"
    r"(?: on)? $"
)
_WHO = re.compile(r"\b(?:who|which)\b[^,;:.]*$")
_ASIDE = re.compile(r", (?:who|which|whose|where)\b[^,;:()\n]*,")  # «The club, which lost last week, plays the cup»
_OF_THAT = re.compile(r"\b(?:of|in|after|from|since|by|over|about|following|despite|during)\s+$", re.IGNORECASE)
_MUTE = re.compile(
    r"(?:\W|\d|\b(?:on|at|in|by|for|the|this|until|till|from|around|about|due|when|date|time)\b)*", re.IGNORECASE
)
_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_DONE_WITHIN = re.compile(r", | (?:in|of) [a-z]")  # «In one day, 300 people crossed», «In nine months in office he has»
_BEFORE, _AFTER, _REST = 110, 70, 40  # characters in which its verbs stand, and in which little else does


def says_no_more(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a sentence says nothing besides its time, as an entry in a field does: «fri», «at 3am», «Date: 4 May»."""
    return (
        start - first <= _REST
        and last - end <= _REST
        and _MUTE.fullmatch(text, first, start) is not None
        and _MUTE.fullmatch(text, end, last) is not None
    )


def direction(text: str, start: int, end: int, first: int, last: int) -> int:
    """-1 where the sentence tells what was, +1 where it announces, 0 where it does not say.

    The verb nearest before the mention counts, else the nearest behind it; ``first`` to ``last`` is the sentence.
    """
    if (led := _led(text, start, end, first)) != 0:
        return led
    if _IS_AT.match(text, end) or _CALLING_OFF.search(text, max(first, start - _BEFORE), start):
        return 1
    begin = first = _after_so(text, max(first, start - _BEFORE), start) or first
    owned = text.startswith(_OWNER, end)
    found, told, sure = 0, first, False
    for verb in _outside_asides(text, max(first, start - _BEFORE), start):
        sure = _SURE.match(verb.words) is not None or (sure and text.startswith(f" {verb.words}", told))
        found, told = verb.direction, verb.end
    if found > 0 and owned and not sure:
        found = -1  # «would look for ways around Friday's ruling»
    if found < 0 and _WILL.match(text, end) and not _is_aside(text, told, start, begin):
        return 1  # «he said the talks on Friday would be short»
    if found < 0 and _BY.search(text, max(first, start - 8), start) and _TO_DO.search(text, told, start):
        return 1  # «the plan, which was expected, is to pay by February»
    if found:
        return found
    if owned and _OF_THAT.search(text, max(begin, start - 12), start):
        return -1  # «the victims of Friday's attack will be buried»
    if _IN_WORDS.search(text, max(begin, start - 48), start):
        return -1  # «in a speech on Friday»
    if text.startswith((" is ", " marks "), end) and not text[begin:start].strip(" \"“'‘*_"):
        return 1  # «Monday is a holiday»
    if _IMPERATIVE.match(text, first, start) or _called_off(text, end, last):
        return 1
    far = last_verb(text, begin, start - _BEFORE) if begin < start - _BEFORE else None
    gone = far is not None and far.direction < 0 and far.words not in OF_PLANS
    for verb in verbs(text, end, min(last, end + _AFTER)):
        if gone and verb.words == "deadline":
            continue  # «had tendered most shares by the Tuesday deadline»
        if verb.words in ("plan", "plans") and not text.startswith(" to ", verb.end):
            continue  # no verb, behind a time
        if verb.direction > 0 or not _WITH.search(text, end, verb.end):
            return -1 if verb.words.partition(" ")[0] in DONE_BEHIND else verb.direction
    if gone:
        return -1
    limit = _BY.search(text, max(first, start - 8), start) is not None
    return int(limit or _is_present(text, start, end, first, last))


def _outside_asides(text: str, first: int, last: int) -> Iterator[Verb]:
    """The verbs of a stretch but for those of its asides."""
    if text.find(", wh", first, last) < 0:
        yield from verbs(text, first, last)
        return
    asides = [found.span() for found in _ASIDE.finditer(text, first, last)]
    yield from (verb for verb in verbs(text, first, last) if not any(a < verb.end <= b for a, b in asides))


def _after_so(text: str, first: int, last: int) -> int:
    """Where the last clause of a stretch begins that has a verb of its own; 0 where all of it is one."""
    if text.find(";", first, last) < 0 and text.find(", so", first, last) < 0:
        return 0
    return max((so.end() for so in _SO.finditer(text, first, last)), default=0)


def _led(text: str, start: int, end: int, first: int) -> int:
    """What the words right before a mention tell of it: «until Friday», «ahead of Friday's vote», «is Friday»."""
    if _IS_NOW.search(text, max(first, start - 16), start) or was_until_now(text, start, end, first):
        return 1
    leading = text[max(first, start - 24) : start].lower().split()[-2:]
    last_word = leading[-1] if leading and leading[-1] != "the" else leading[0] if leading else ""
    ahead = last_word.lstrip("(\"'“‘*_") in _LEADING and _AHEAD.search(text, max(first, start - 64), start)
    if ahead and not _ACCOUNTED.search(text, max(first, start - 32), start):  # «sales in the year to March rose»
        if _LASTED.search(text, max(first, start - 64), start):
            return -1
        opens = start - first <= len("until the ")
        over = (text[end : end + 1] == "," and _is_over(text, end)) or _TILL_THEN.match(text, end)
        return -1 if opens and over else 1
    owner = text.startswith(_OWNER, end)
    if (owner or last_word in _AWAITING) and _AWAITED.search(text, max(first, start - 32), start):
        return 1
    return int(not owner and (bool(PRESENT.intersection(leading)) or _is_arranged(text, start, last_word, first)))


def _is_aside(text: str, told: int, start: int, first: int) -> bool:
    """Whether the verb before a time says which one is meant: «the man held on Friday will go», «who fled Friday»."""
    return text[told:start] in (" ", " on ") or _WHO.search(text, max(first, start - _BEFORE), start) is not None


def _is_over(text: str, end: int) -> bool:
    """Whether what is told behind «Until Friday,» is past: «Until Friday, nobody knew»."""
    if _UNTIL_THEN.match(text, end):
        return True
    verb = next(iter(verbs(text, end, end + _REST)), None)
    return verb is not None and verb.direction < 0


def _is_present(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether a sentence whose verb nobody knows tells of a weekday in the present: «The pope receives him Friday»."""
    whole = start - first <= _BEFORE and last - end <= _AFTER and "." in text[last - 1 : last + 1]
    whole = whole and "day" in text[start:end]
    return whole and not text.startswith(_OWNER, end) and _PRESENT_VERB.search(text, first, start) is not None


def _is_arranged(text: str, start: int, last_word: str, first: int) -> bool:
    """Whether something was called for that day: «a strike from Wednesday»."""
    return last_word in _ARRANGING and _ARRANGED.search(text, max(first, start - 72), start) is not None


def _called_off(text: str, end: int, last: int) -> bool:
    """Whether what is named behind the time has been called off, and nothing else is said between."""
    found = _CALLED_OFF.match(text, end, min(last, end + _BEFORE + _REST))
    if found is None or _SAID.search(found["what"]):
        return False
    return all(verb.words == "planned" for verb in verbs(text, end, found.end("what")))


def took(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether «in six months» tells how long something took: what was done stands beside it, and nothing is to come."""
    if _IN.search(text, max(first, start - 4), start) is None:
        return False
    if start - first <= len("in ") and _DONE_WITHIN.match(text, end):
        behind = list(verbs(text, end, min(last, end + _AFTER)))
        return bool(behind) and all(verb.is_deed for verb in behind)
    done, told = False, first
    for verb in verbs(text, max(first, start - _BEFORE), start):
        done, told = verb.is_deed, verb.end
    if not done or _TO_DO.search(text, told, start):
        return False
    return all(verb.direction < 0 for verb in verbs(text, end, min(last, end + _AFTER)))
