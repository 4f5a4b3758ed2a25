"""Which half of the day a clock time of twelve hours means where it does not say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from timeline.algebra.expressions import Clock
from timeline.discourse.candidates import Hours, hours
from timeline.discourse.days import JUST
from timeline.discourse.draft import Draft
from timeline.discourse.publication import Publication
from timeline.discourse.scope import own_line
from timeline.model import ZoneSort, ZoneWords
from timeline.zones.abbreviations import AMERICAN

_TONIGHT = re.compile(r"\b(?:tonight|this evening|this afternoon)\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:night|evening|afternoon)['’]s[ ]$", re.IGNORECASE)  # «Friday night's 7:30 show»
_EVENING = re.compile(  # what is held after work
    r"\b(?:evenings?|nightly|(?:trivia|quiz|movie|game|open[- ]mic|karaoke|date|poker|bingo|ladies|club|opening|"
    r"school) night|doors|concert|gig|cocktails?|dinner|supper|happy hour|after[- ]?party)\b",
    re.IGNORECASE,
)
_MORNING = re.compile(r"\d ?a\.?m\b|\bmorning\b", re.IGNORECASE)
_CHANNELS = r"ABC|NBC|CBS|FOX|ESPN2?|TNT|TBS|FS1"
_AIRED = re.compile(  # what is played and shown in the evening: «Game 4: Thursday, 8 ET, TNT»
    rf"\b(?:{_CHANNELS}|HBO|The CW|PBS|AMC|Game [1-7]|(?i:premieres?|airs|finale|tip-?off|"
    r"puck drop|prime[- ]?time))\b"
)
_PLAYED = re.compile(  # «Jets at Bills, 1:00»
    r"[A-Z][\w.’'-]+ (?:at|vs?\.?|@) (?:No\. \d+ )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)?,? $"
)
_CHANNEL = re.compile(rf"(?: (?:ET|PT|CT|MT))?,? \(?(?:{_CHANNELS}|Fox|NFLN|Peacock|Prime)\b")
_ROW = 60  # characters of a row of fixtures on either side of its clock time
_LETTERED = re.compile(r"\b(?:M|Tu?|W|R|Th|F){2,}\b|^(?:M|T|Tu|W|R|Th|F)\b")  # the days of a class, in letters
_WORDS = (("tonight", "pm"), ("evening", "pm"), ("afternoon", "pm"), ("morning", "am"))
_NOON = 12
_DAWN = 7  # an hour before it is rather of the afternoon
_SOON = 150  # minutes from one time of a paragraph to a later one of the same half
_BESIDE = 60  # minutes between two times of one paragraph that lie in the same half of the day
_REGION = re.compile(rf"(?:{'|'.join(AMERICAN).casefold()})(?: (?:standard|daylight|time))*")
_LETTERS = frozenset(name[0] + season + "T" for name in AMERICAN for season in ("", "S", "D"))
_TWELVE = frozenset({"US", "CA", "AU", "NZ", "IN", "PH", "PK", "BD", "MY", "EG", "CO"})  # they count to twelve


class Halves:
    """What a text tells of the halves of the day, remembered from mention to mention."""

    __slots__ = ("american", "last", "long", "publication", "row", "text")

    def __init__(self, text: str, publication: Publication, *, american: bool = False) -> None:
        self.text = text
        self.publication = publication
        self.american = american  # whether all times are said to be on a clock of North America
        self.last: tuple[Draft, str] | None = None  # the mention that last stated its half
        self.row: Draft | None = None  # the clock time that last began a row of a list
        self.long = False  # whether the text counts the day's hours to 24

    def look(self, drafts: Sequence[Draft]) -> None:
        """See how the text counts its hours."""
        self.long = any(_counts_to_24(draft) for draft in drafts)

    def note(self, draft: Draft) -> None:
        """Remember the half that a mention states."""
        clock = draft.clock
        if clock is not None and self._begins_row(draft):
            self.row = draft
        if clock is not None and (clock.meridiem is not None or clock.style == "word"):
            self.last = (draft, clock.meridiem or ("pm" if clock.hour == 12 else "am"))

    def hours(self, draft: Draft, behind: Draft | None) -> Hours | None:
        """The minutes of the day that a mention's clock may mean, the likelier first."""
        clock = draft.clock
        if clock is None:
            return None
        hint, because = self._half(draft, clock)
        if (
            clock.style == "bare"
            and draft.until is None
            and behind is not None
            and behind.clock is not None
            and behind.clock.meridiem is not None
        ):
            between = self.text[draft.end : behind.start] if behind.start - draft.end <= 12 else ""
            if between.strip(" ,") in {"and", "or", "&", "to"}:  # «at 12 and 1 AM»
                hint, because = behind.clock.meridiem, behind.text
        return hours(clock, hint, because)

    def _half(self, draft: Draft, clock: Clock) -> tuple[str | None, str]:
        """The half of the day that a range's end, a word or the mention before lends to a clock that states none."""
        if draft.alone and self._gone(draft, clock):
            return "pm", ""
        if clock.meridiem is not None or (clock.style == "24h" and not self._of_twelve(draft, clock)):
            return None, ""
        until = draft.until.clock if draft.until is not None else None
        if isinstance(until, Clock) and until.meridiem is not None:
            return until.meridiem, draft.text
        if isinstance(until, Clock) and (until.style, until.hour) == ("word", _NOON) and clock.hour < _NOON:
            return "am", draft.text  # «from 9 to noon»
        if draft.point is not None and draft.point.twin is not None:
            return "pm", draft.text
        if draft.every is not None and _LETTERED.search(draft.text) and 1 <= clock.hour <= 12:
            return ("am" if 7 <= clock.hour < 12 else "pm"), draft.text  # «TR 2:00-3:15»: no class meets before dawn
        return self._of_figures(draft, clock) if clock.style == "24h" else self._of_an_hour(draft, clock)

    def _of_figures(self, draft: Draft, clock: Clock) -> tuple[str | None, str]:
        """The half of «7:30»."""
        if told := _OWNED.search(self.text, max(0, draft.start - 16), draft.start):
            return "pm", told[0].casefold().rstrip()
        if clock.hour < 8 and (told := _TONIGHT.search(self.text, *draft.sentence)):
            return "pm", told[0].casefold()
        if (
            5 <= clock.hour < 9
            and (told := _EVENING.search(self.text, *draft.sentence))
            and not self._of_morning(draft)
        ):
            return "pm", told[0].casefold()
        if self.last is not None:
            other, half = self.last
            same = other.scope.sentence == draft.scope.sentence
            if (ended := _behind_end(other, draft, clock)) is not None:
                return ended, other.text
            near = 2 * _BESIDE if half == "pm" and _TONIGHT.search(self.text, *other.sentence) else _BESIDE
            paragraph = other.scope.paragraph == draft.scope.paragraph
            if same or (paragraph and _beside(other, clock, near)):
                return ("pm" if _later(other, half, clock) else half), other.text
        if (self.american or _american(draft)) and not self.long and not draft.ranged and draft.text[:1] != "0":
            low, _ = own_line(self.text, draft.start, draft.end)
            line = max(low, draft.start - _ROW), min(len(self.text), draft.end + _ROW)
            played = _PLAYED.search(self.text, line[0], draft.start)
            told = played or _CHANNEL.match(self.text, draft.end, line[1])
            if told is not None and clock.hour < (9 if played else 12):
                return "pm", told[0]
        twelve = self.last is not None or bool(_TWELVE.intersection(self.publication.countries[:1]))
        if twelve and not self.long and self._goes_on_below(draft, clock):
            return "pm", ""
        announced = draft.direction > 0 or (draft.direction == 0 and self.last is not None)
        if twelve and clock.hour < 7 and clock.second is None and announced and not draft.ranged:
            return "pm", ""
        return None, ""

    def _of_morning(self, draft: Draft) -> bool:
        """Whether its sentence goes on to the morning: «doors open at 7:40, the bell rings at 8:05 a.m.»."""
        return _MORNING.search(self.text, draft.end, max(draft.end, draft.sentence[1])) is not None

    def _begins_row(self, draft: Draft) -> bool:
        return own_line(self.text, draft.start, draft.end)[0] == draft.start

    def _goes_on_below(self, draft: Draft, clock: Clock) -> bool:
        """Whether a row goes on from an afternoon's above it: «3:30 – Aggies at Tigers», under it «10:15 – …»."""
        above = self.row
        if above is None or above.wall is None or draft.ranged or above.wall.hour < _NOON:
            return False
        if not 1 <= draft.scope.line - above.scope.line <= 2 or not self._begins_row(draft):
            return False
        minute, before = clock.hour * 60 + (clock.minute or 0), above.wall.hour * 60 + above.wall.minute
        return minute < before <= minute + 720

    def _of_an_hour(self, draft: Draft, clock: Clock) -> tuple[str | None, str]:
        """The half of «at 7»."""
        around = self.text[slice(*draft.sentence)].casefold()
        for word, half in _WORDS:
            if word in around:
                return half, word
        if _DAWN <= clock.hour < _NOON and _to_afternoon(draft, clock):
            return ("pm" if _EVENING.search(self.text, *draft.sentence) else "am"), draft.text
        if self.last is not None and self.last[0].scope.paragraph == draft.scope.paragraph and clock.hour < 12:
            other, half = self.last
            return ("pm" if _later(other, half, clock) else half), other.text  # «starts at 10:15 a.m. and ends at 5»
        if 5 <= clock.hour < 12 and (told := _EVENING.search(self.text, *draft.sentence)):
            return "pm", told[0].casefold()
        if _american(draft) and 7 <= clock.hour < 12 and (told := _AIRED.search(self.text, *draft.sentence)):
            return "pm", told[0]
        return None, ""

    def _gone(self, draft: Draft, clock: Clock) -> bool:
        """Whether an entry of twelve hours («3:30») is over in this half of the day and comes again in the other."""
        wall = self.publication.wall
        if clock.meridiem is not None or clock.style != "24h" or clock.second is not None or draft.own_day:
            return False
        if draft.ranged or not isinstance(wall, datetime):
            return False
        minute, now = clock.hour * 60 + (clock.minute or 0), wall.hour * 60 + wall.minute
        return 1 <= clock.hour < 12 and draft.text[:1] != "0" and minute + JUST < now <= minute + 720

    def _of_twelve(self, draft: Draft, clock: Clock) -> bool:
        """Whether figures without a zero and a zone may be of a clock of twelve hours, in a text or sentence of one."""
        beside = self.last is not None and self.last[0].scope.sentence == draft.scope.sentence
        plain = (draft.words is None or _american(draft)) and 1 <= clock.hour < 12 and draft.text[:1] != "0"
        return plain and (beside or not self.long)


def _american(draft: Draft) -> bool:
    """Whether a zone is named as in North America, which counts to twelve: «7:25 MT», «7:30 Eastern»."""
    return _of_america(draft.words)


def _of_america(words: ZoneWords | None) -> bool:
    if words is None or words.sort not in {ZoneSort.ABBREVIATION, ZoneSort.NAME}:
        return False
    return words.key in _LETTERS or _REGION.fullmatch(words.key) is not None


def american(headers: Sequence[tuple[int, ZoneWords]]) -> bool:
    """Whether the headers of a text say that its times are on a clock of North America."""
    return bool(headers) and all(_of_america(words) for _, words in headers)


def _to_afternoon(draft: Draft, clock: Clock) -> bool:
    """Whether a range of bare hours turns at noon: «the desk is open 10-6», «from 9 to 17»."""
    until = draft.until.clock if draft.until is not None else None
    return isinstance(until, Clock) and until.meridiem is None and not clock.hour <= until.hour <= _NOON


def _later(other: Draft, half: str, clock: Clock) -> bool:
    """Whether an hour is of the afternoon that follows a morning: «hacking starts at 9am, demos are at 4:30»."""
    return half == "am" and other.clock is not None and clock.hour < _DAWN <= other.clock.hour % 12


def _behind_end(other: Draft, draft: Draft, clock: Clock) -> str | None:
    """The half in which a range ended shortly before: «from 9:30 p.m. until 2 a.m. Gates lock at 2:30»."""
    until = other.until.clock if other.until is not None else None
    if not isinstance(until, Clock) or until.meridiem is None or draft.ranged:
        return None
    since = (clock.hour % 12 - until.hour % 12) * 60 + (clock.minute or 0) - (until.minute or 0)
    return until.meridiem if other.scope.paragraph == draft.scope.paragraph and 0 <= since <= _BESIDE else None


def _since(other: Draft, clock: Clock) -> int | None:
    """How many minutes a clock time lies behind another of the same half of the day."""
    before = other.clock
    if before is None or before.style == "word":
        return None
    return (clock.hour % 12 - before.hour % 12) * 60 + (clock.minute or 0) - (before.minute or 0)


def _beside(other: Draft, clock: Clock, near: int) -> bool:
    """Whether a clock time is of the half of another: «8:15» behind «8:30pm», «5:52» behind «4:51 a.m.»."""
    since = _since(other, clock)
    if since is None or other.clock is None:
        return False
    return abs(since) <= near or (other.clock.meridiem is not None and 0 <= since <= _SOON)


def _counts_to_24(draft: Draft) -> bool:
    clock = draft.clock
    return clock is not None and clock.style == "24h" and (clock.hour > 12 or draft.text[:1] == "0")
