"""Whether a sentence speaks of what was or of what will be, as told by the verbs near a mention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from timeline.language.letters import fold

# It is matched with folded text: a pattern that ignores case takes more than twice as long.  It begins with what stands
# before a word, so that it is tried at words only, and what looks back stands behind what tells the word.
_VERBS = re.compile(
    r"\W(?=\w)(?:(?:(?P<coming>will|shall|won't|won’t|gonna|going to|to be|scheduled|expected|planning|"
    r"plans?(?= (?:to|for|an?(?! (?:day|week|month|year))|another|its|his|her|their)\b)|(?P<noun>plans?)|"
    r"(?<!previously )(?<!originally )planned|"
    r"set (?:for|to)|due|upcoming|"
    r"would|intends?|hopes?|expects?|(?:is|are|am) to|is set|begins?|starts?|opens?|ends?|closes|takes place|airs|"
    r"premieres?|returns|kicks? off|"
    r"(?:(?!(?:lets|was|is|has|does|as|its|his|this|always|perhaps)\b)\w++(?<=\ws)|we|they|you) (?:"
    r"close|open|meet|start|begin|change|leave|depart|arrive|return|resume|"
    r"launch|premiere|vote|head|fly|travel|gather|debate|decide|face|choose|elect|pick|cast|play|compete|perform|"
    r"testify|hear|consider|take up|host|attend|celebrate|graduate|reconvene|conclude|expire|kick off)|"
    r"(?:heads|flies|goes|travels) (?:on )?(?:to|back)|v(?<!\d v)otes (?:on|to)|steps (?:down|aside)|hears|"
    r"debates (?:the|an?)|decides|testifies|faces (?:sentencing|trial)|"
    r"holds (?:elections?|talks|an? (?:meeting|vote|hearing|rally|summit))|"
    r"(?:i|we)(?:['’]m|['’]re| am| are) (?:out|away|off|back|free|busy|available)|"
    r"(?:speaks|performs|appears|lectures|preaches|sings|competes|races|plays)(?= (?:in|at|to|the)\b)|"
    r"hosts(?= (?:the|an?)\b)|"
    r"(?P<before_name>(?:plays?|faces?|hosts?|takes? on|visits?|travels? to)(?= \w))|"
    r"re(?<!to re)(?:sume|open|convene)|"
    r"payable|meet|leaves|departs|arrives|meets|resumes|reopens|launches|goes (?:live|ahead)|plays host|"
    r"expires|concludes|convenes|reconvenes|runs out|falls on|turns(?= \d)|"
    r"(?:goes|(?<!to )go) (?:to the polls|on (?:trial|sale|strike|display|show)|into (?:effect|force)|ahead|before|"
    r"public)|"
    r"(?:comes|(?<!to )come) (?:out|due|up for|into (?:effect|force)|before)|"
    r"(?:takes|(?<!to )take) (?:effect|office|over)|"
    r"(?:chances?|odds|probability|likelihood|prospects?) of|"
    r"(?:forecast|projected|predicted|poised|likely|slated|bound|tipped|primed|anticipated|on (?:track|course)) "
    r"to(?! have\b)|"
    r"(?:is|are|looks?|seems?|remains?) (?:un)?likely|(?:is|are) possible|(?:trial|court|hearing|release) date|"
    r"(?:vowed|threatened|promised|pledged|arranged) to|(?:was|were) to(?= [a-z])(?! (?:have|blame)\b)|loom(?:s|ing)|"
    r"(?:prepar(?:es?|ed|ing)|brac(?:es?|ed|ing)|gear(?:s|ed|ing) up) for|"
    r"(?:is|are|am|['’]re|['’]m) (?:(?:also|now) )?(?:meeting|flying|travell?ing|leaving|arriving|returning|"
    r"visiting|playing|going on|appearing|speaking|striking|marching|voting|starting|opening|closing|"
    r"launching|heading|moving)|"
    r"(?:reports|announces|releases|publishes|unveils) (?:its|first|second|third|fourth|quarterly|annual|earnings|"
    r"results)|hits (?:shelves|stores|theat(?:ers|res)|cinemas)|"
    r"call(?:s|ed) for (?:an? )?(?:strikes?|march(?:es)?|votes?|protests?|rall(?:y|ies)|demonstrations?|elections?)|"
    r"(?:stays?|(?<!to )remains?) (?:closed|shut|open|suspended|grounded|off)|"
    r"deadline|join us|register|tune in|resets?|can|may(?! \d)|might(?! have\b)|must|should|next(?! to\b)|tentatively|"
    r"(?<!nobody )(?<!no one )could"
    r"(?! (?:not|no|only|hardly|barely|never|have|see|hear|feel|be (?:seen|heard|felt|found|located|reached))\b)|"
    r"propos\w+)|"
    r"(?P<gone>(?<!\bbe )(?:had been (?:due|scheduled|expected|set)|"
    r"was|were|had|has been|have been|did|began|took|came|went|gave|rose|fell|became|got|saw|broke|grew|ran|spoke|"
    r"wrote|sank|drew|withdrew|fled|flew|threw|chose|drove|blew|froze|knew|overthrew|rang|rode|shook|sprang|stole|swam|"
    r"swore|tore|undid|woke|wore|arose|ate|drank|forgot|overcame|overtook|mistook|retook|sang|shrank|underwent|undertook|"
    r"(?P<done>said|told|met|held|made|won|lost|found|left|sent|shot|struck|led|sold|fought|ended|brought|bought|caught|"
    r"paid|built|sought|kept|stood|thought|spent|swept|dug|felt|hid|hung|laid|slid|stuck|taught|upheld|heard|dealt|meant|"
    r"slept|spun|clung|swung|understood|rebuilt)|"
    r"(?P<same>hit|cut(?! off (?:at|by|on)\b)|beat|put|shut|quit|burst|spread|split)|"
    r"(?:high|low|record|mark) set on|"
    r"(?:has|have)(?! (?:an?|the|no|to|our|your|my|two|three|some|time|room|plans|classes)\b)|"
    r"(?=[a-z]++(?<=ed))(?<!\bis )(?<!\bare )(?<!\bnot )(?<!\bstay )(?<!\bremain )"
    r"(?!closed (?:from|for|over|until|all|to)\b|"
    r"used to\b|(?:disabled|suspended|blocked|paused|restricted|unlocked|staffed) (?:from|until|between)\b|"
    r"sched|televis|repeat|plan|need|indeed|expect|propos|hundred|speed|feed|unit|red\b|"
    r"bed\b|succeed|proceed|exceed|un(?!dock|veil|load|plug|leash)[a-z]+ed\b)"
    r"(?:[a-z]{2,}[a-z]ed|died|lied|sued|tied|used))))\b|(?<=')ll\b)"
)
_AHEAD = re.compile(
    r"(?:\b(?:until|till|through|up to|if|unless|as (?:soon|early) as|no later than|effective|starting|beginning|"
    r"(?<!\btoday )(?<!\bit )(?<!\bthis )(?:is|are)(?: (?:out|off|away|back|due|up))?(?: (?:on|at|from|in))?|"
    r"(?:moved|moves|moving|reschedul\w+|postpon\w+|delay\w+|shifted|pushed(?: back)?|brought forward|"
    r"changed|bumped|put (?:off|back)|slip(?:s|ped)|switched|rearranged|extended)"
    r"(?: back| forward)?(?: from\b[^!?\n]{0,30}?)? (?:to|until|till|from))"
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
    r"worked|slept|(?:was|were|did)(?:\snot|n[’']t)(?!\s(?:expect|due|schedul|plan|likely|to\b|set\b|suppos)))\s"
    r"(?:[^.,;!?\n]{0,30}\s)?(?:until|till|through)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_ACCOUNTED = re.compile(r"\b(?:months|weeks|quarter|half|year)\s+(?:through|to|until)\s+(?:the\s+)?$", re.IGNORECASE)
_UNTIL_THEN = re.compile(r"[^.;!?\n]{0,40}?\b(?:had|was|were|did)\b")  # «until Thursday, they had not»
_TILL_THEN = re.compile(r" (?:he|she|it|they|nobody|no one|the [a-z]+) (?:had|was|were|did)\b")  # «until Friday he had»
_TO_DO = re.compile(r"\bto (?!the\b|an?\b|his\b|her\b|its\b|their\b)[a-z]+\b")
_A_PLAN = re.compile(  # «rejected a first plan», «its $10 billion plan»
    r"(?:\b(?:an?|the|this|that|no|any|its|his|her|their|our|my)|['’]s)[ ](?:[^\s.,;:!?]+[ ]){0,3}$", re.IGNORECASE
)
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
_PRESENT = frozenset({"follows", "continues", "appears", "performs", "retires", "debuts"})  # «talks follow» not
_OWNER = ("'s", "’s", " 's")
_AWAITING = frozenset({"of", "to", "for"})
_ARRANGING = frozenset({"for", "from", "starting", "beginning"})
_PRESENT_VERB = re.compile(  # a word in «s» behind a name or a noun, and no plural behind «of» or «two»
    r"(?:[A-Z][\w.'’-]*|\b(?!(?:of|in|on|at|for|with|from|by|to|and|or|the|an?|its|his|her|their|our|this|that|these|those"
    r"|some|many|most|few|several|all|other|more|new|no|one|two|three|four|five|six|ten|dozen|hundred)\b)[a-z]+[a-rt-z])"
    r"[ ](?!(?:this|as|us|its|his|plus|minus|thus|versus|across|besides|towards|always|less)\b)[a-z]{2,}[a-rt-z]s"
    r"[ ](?=(?:(?:an?|the|its|his|her|their|to|on|in|at|for|with|from|again|back|out|up|off|down|over)[ ])|[A-Z]|$)"
)
_BEING = (" is ", " are ")
_IS_SO = re.compile(r" (?:is|are|be) [a-z]+ly$")
_UNFINISHED = (
    *(" to ", " will ", " would ", " could ", " can ", " may ", " might ", " must ", " should ", " not ", "n't "),
    *(" or ", " and ", " a ", " the "),
)
_SO = re.compile(r";|, so\b")  # what follows has a verb of its own: «summer time began, so the calls are now at 9»
_BEFORE, _AFTER = 110, 70


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
_CALLED_OFF = re.compile(  # what is over is not called off: «Monday's strike has been called off»
    r"(?P<what>[^;:!?\n]{0,110}?)\b(?:(?:has|have) (?:now |also )?been (?:called off|cancel\w+|postponed|scrapped|"
    r"rescheduled|put off|suspended|moved|pushed back|brought forward)|"
    r"(?:was|were|is|are) (?:now )?(?:moved|rescheduled|postponed|pushed back|brought forward) (?:from|to|until)\b)\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:that|said|says?|told|announced)\b", re.IGNORECASE)  # «Monday's report said the talks have …»
_WILL = re.compile(r" (?:will|would|is to|are to)\b")
# Who does this in October may well speak of November: «announced a summit in November».
OF_PLANS = frozenset(
    {
        *("said", "told", "announced", "agreed", "called", "proposed", "approved", "pledged", "promised", "offered"),
        *("vowed", "decided", "asked", "ordered", "urged", "warned", "predicted", "delayed", "postponed", "moved"),
        *("arranged", "recommended", "wanted", "threatened", "booked", "demanded", "scheduled", "set"),
        *("forecast", "projected", "targeted", "anticipated", "rescheduled", "extended", "thought", "meant", "sought"),
        *("slated", "hoped", "intended", "considered", "feared", "invited", "was", "were", "did", "has", "have"),
    }
)
_SURE = re.compile(r"will|shall|won|gonna|going|scheduled|expected|due|upcoming|next", re.IGNORECASE)


_DONE_BEHIND = frozenset(  # behind a time it tells what was: «on Friday she vowed to fight on»
    {"planned", "vowed", "threatened", "promised", "pledged", "arranged", "prepared", "braced", "geared", "was", "were"}
)
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
_REST = 40


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
    if _IS_AT.match(text, end):
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
    told = far is not None and far.direction < 0 and far.words not in OF_PLANS
    for verb in _verbs(text, end, min(last, end + _AFTER)):
        if told and verb.words == "deadline":
            continue  # «had tendered most shares by the Tuesday deadline»
        if verb.words in ("plan", "plans") and not text.startswith(" to ", verb.end):
            continue  # no verb, behind a time
        if verb.direction > 0 or not _WITH.search(text, end, verb.end):
            return -1 if verb.words.partition(" ")[0] in _DONE_BEHIND else verb.direction
    if told:
        return -1
    limit = _BY.search(text, max(first, start - 8), start) is not None
    return int(limit or _is_present(text, start, end, first, last))


def _outside_asides(text: str, first: int, last: int) -> Iterator[_Verb]:
    """The verbs of a stretch but for those of its asides."""
    if text.find(", wh", first, last) < 0:
        yield from _verbs(text, first, last)
        return
    asides = [found.span() for found in _ASIDE.finditer(text, first, last)]
    yield from (verb for verb in _verbs(text, first, last) if not any(a < verb.end <= b for a, b in asides))


def _after_so(text: str, first: int, last: int) -> int:
    """Where the last clause of a stretch begins that has a verb of its own; 0 where all of it is one."""
    if text.find(";", first, last) < 0 and text.find(", so", first, last) < 0:
        return 0
    return max((so.end() for so in _SO.finditer(text, first, last)), default=0)


def _led(text: str, start: int, end: int, first: int) -> int:
    """What the words right before a mention tell of it: «until Friday», «ahead of Friday's vote», «is Friday»."""
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
    return int(not owner and (bool(_PRESENT.intersection(leading)) or _is_arranged(text, start, last_word, first)))


def _is_aside(text: str, told: int, start: int, first: int) -> bool:
    """Whether the verb before a time says which one is meant: «the man held on Friday will go», «who fled Friday»."""
    return text[told:start] in (" ", " on ") or _WHO.search(text, max(first, start - _BEFORE), start) is not None


def _is_over(text: str, end: int) -> bool:
    """Whether what is told behind «Until Friday,» is past: «Until Friday, nobody knew»."""
    if _UNTIL_THEN.match(text, end):
        return True
    verb = next(iter(_verbs(text, end, end + _REST)), None)
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
    return all(verb.words == "planned" for verb in _verbs(text, end, found.end("what")))


_IN = re.compile(r"\bin\s+$", re.IGNORECASE)
_DONE_WITHIN = re.compile(r", | (?:in|of) [a-z]")  # «In one day, 300 people crossed», «In nine months in office he has»
_NOT_DOING = frozenset({"was", "were", "had", "said", "told", "announced", "warned", "added", "expected"})


def took(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether «in six months» tells how long something took: what was done stands beside it, and nothing is to come."""
    if _IN.search(text, max(first, start - 4), start) is None:
        return False
    if start - first <= len("in ") and _DONE_WITHIN.match(text, end):
        verbs = list(_verbs(text, end, min(last, end + _AFTER)))
        return bool(verbs) and all(map(_is_done, verbs))
    done, told = False, first
    for verb in _verbs(text, max(first, start - _BEFORE), start):
        done, told = _is_done(verb), verb.end
    if not done or _TO_DO.search(text, told, start):
        return False
    return all(verb.direction < 0 for verb in _verbs(text, end, min(last, end + _AFTER)))


def last_verb(text: str, first: int, start: int) -> _Verb | None:
    """The verb nearest before a place."""
    found = None
    for found in _verbs(text, first, start):  # noqa: B007  # the last of them
        pass
    return found


def _is_done(verb: _Verb) -> bool:
    return verb.direction < 0 and verb.words not in _NOT_DOING


class _Verb(NamedTuple):
    """A verb in folded letters, whether it tells what was (-1) or announces (+1), and where it ends."""

    words: str
    direction: int
    end: int


def _verbs(text: str, first: int, last: int) -> Iterator[_Verb]:
    """The verbs of a stretch of the text."""
    # What stands before a stretch tells whether a word begins there.
    begin, low = first - 1, 0 if first else 1
    folded = fold(text[begin:last] if first else f" {text[:last]}")
    for match in _VERBS.finditer(folded):
        start, stop = begin + match.start() + 1, begin + match.end()
        words, gone = match[0][1:], match["gone"] is not None
        if start and text[start : start + 2].istitle() and (gone or words == "open"):
            continue  # «the Rose Hall», «Left Bank», «the French Open»
        if (
            gone
            and words.endswith("ed")
            and folded.endswith("ly", low, match.start() + 1)
            and _IS_SO.search(folded, max(low, match.start() - 24), match.start() + 1)
        ):
            continue  # «before it is officially reported»
        if (match["done"] or match["same"]) is not None and folded.endswith(_BEING, low, match.start() + 1):
            continue  # «the fair is held on Monday», «the road is shut from Monday»
        if match["same"] is not None and folded.endswith(_UNFINISHED, 0, match.start() + 1):
            continue  # «will hit», «a cut»
        if match["noun"] is not None and _A_PLAN.search(text, max(0, start - 48), start):
            continue
        if match["before_name"] is None or "A" <= text[stop + 1] <= "Z":
            yield _Verb(words, -1 if gone else 1, stop)
