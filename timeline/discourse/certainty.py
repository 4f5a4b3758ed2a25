"""Where the words before a date leave no doubt on which side of the writing it lies, however near the other one is."""

from __future__ import annotations

import re

from timeline.discourse.moves import DROPPED
from timeline.discourse.verbs import OF_PLANS, PLANNED, last_verb

_REACH = 64  # characters before a date in which its verb stands
_IN = r"in[ ](?:early |late |mid-?)?"
_RIGHT_IN = re.compile(rf"[ ](?:\w+(?:ly|st|nd|rd|th)[ ])?(?:on[ ]|{_IN})(?:early |late )?")
_WITH_OBJECT = re.compile(  # «was elected president in December», «took office in April»
    r"(?:[ ](?!(?:to(?! (?:an?|the)\b)|for|about|that|who|which|until|till|over|on|at|before|after|since|next|than)\b)"
    r"(?P<last>[\w'’$.-]+)){1,8}[ ]" + _IN
)
_FIGURES = re.compile(
    r"\b(?:figures?|data|sales|numbers|results|exports|imports|output|orders|inflation|profits?|earnings|deliveries"
    r"|shipments|spending|production|unemployment)[ ](?:for|in)[ ](?:early |late )?$",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall|won['’]t|may|might|could|must|should|(?:plan|intend|hope|aim|want|expect)s? to)"
    r"(?:[ ]be)?(?:[ ](?!have\b|the\b|an?\b|his\b|her\b|its\b|their\b|on\b|of\b|from\b)[a-z]+){1,2}[ ]"
    rf"(?:(?:by|until|till)[ ]|{_IN})(?:the )?$|"
    r"\b(?:is|are|be)[ ](?:now[ ])?(?:due|set|scheduled|expected|slated|planned)[ ]"
    rf"(?:to[ ](?:[a-z]+[ ]){{1,2}})?(?:(?:by|for|until)[ ]|{_IN})$"
)
_GOES_ON = re.compile(
    r"\b(?:will|would|closed|shut|runs?|lasts?|continues?|extended|suspended|halted|banned|barred|delayed|out|away"
    r"|stays?|remains?|open|in (?:effect|force|place))\b(?:[ ][^\s.;:!?]+){0,6}[ ](?:through|until|till)[ ]$"
)
_OFF = re.compile(rf"[ ](?:was|were|is|are|(?:has|have|had) been)[ ](?:{DROPPED})\b")


def was_called_off(text: str, start: int, end: int) -> bool:
    """Whether what was planned for a day has been called off, which may be told behind it."""
    return _OFF.match(text, end) is not None and text.endswith(("for ", "on "), 0, start)


def has_happened(text: str, start: int, first: int, *, day: bool) -> bool:
    """Whether what was done in a month is told: «took office in April», written in March, is last year's.

    ``day`` says that the date names its day, which what is done to something does not date: «won a vote on Dec. 9».
    """
    if not day and _FIGURES.search(text, max(first, start - _REACH), start):
        return True  # «the figures for January were revised»
    verb = last_verb(text, max(first, start - _REACH), start)
    if verb is None or verb.direction > 0:
        return False
    if _RIGHT_IN.fullmatch(text, verb.end, start):
        return True
    done = None if day or verb.words in OF_PLANS else _WITH_OBJECT.fullmatch(text, verb.end, start)
    return done is not None and done["last"] not in PLANNED


def is_to_come(text: str, start: int, first: int) -> bool:
    """Whether a month is announced: «the vote is due in February», written in March, is next year's."""
    return _WILL.search(text, max(first, start - _REACH), start) is not None


def goes_on(text: str, start: int, first: int) -> bool:
    """Whether something lasts beyond today until a weekday: «the shop is shut through Tuesday», told on a Tuesday."""
    return _GOES_ON.search(text, max(first, start - _REACH), start) is not None
