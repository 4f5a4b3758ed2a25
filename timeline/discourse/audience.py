"""Whose clock a time is told by: «for friends in India that will be 11:30pm», «9am if you are on the West Coast»."""

from __future__ import annotations

import re

_CAPITALISED = r"(?-i:[A-Z])[\w’'-]+"
# A name is cut into words in one way only, or what follows would be tried with every other: a hyphen belongs to its
# word, but for that of «Umm al-Quwain».
NAME = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|(?-i:de|la|of|al)(?:-{_CAPITALISED})?))*"
_FOLK = "fans|viewers|listeners|readers|attendees|participants|members|players|colleagues|users|friends|folks|people"
_WHO = (
    r"(?:all |any |every)?(?:of )?(?:us|you|those|people|folks|friends|fans|viewers|listeners|readers|attendees|"
    r"participants|members|players|colleagues|anyone|everyone|everybody|one|(?:our|the)(?: [a-z]{2,12}){1,2})"
    r"(?: of you)?(?: who(?:['’]re| are| live)| living| based| joining| watching| tuning in| here| over| back)?"
)
_PLACE = rf"(?:in|on|from|at)(?: the)? (?P<name>{NAME})(?P<region>,\s?{NAME})?"
_IS = (
    r"(?:(?:this|that|it|which|the time)(?:['’](?:s|ll be)| is| was| will be| would be| means)|"
    r"(?:this|that|which) (?:translates|corresponds|equates) to)(?: (?:at|around|about|only|already|just))*"
)
_CROWD = r"(?:folks|people|friends|team|crew|office|crowd|viewers|listeners|readers|players|members|attendees)"
BEFORE = re.compile(rf"(?<!\w)(?:for {_WHO} )?{_PLACE},? {_IS}[\s*_]*$", re.IGNORECASE)
CROWD = re.compile(rf"(?<!\w)(?:the )?(?P<name>{NAME}) {_CROWD}(?:,? {_IS}|:)[\s*_]*$", re.IGNORECASE)
BEHIND = re.compile(
    rf"(?:,? (?:if|when) you(?:['’]re| are| live)(?: joining| based| watching)? |,? for {_WHO} )"
    rf"(?:in|on|from|at)(?: the)? (?P<name>{NAME})(?P<region>,\s?{NAME})?",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"(?:[ ]in(?:[ ](?-i:[A-Z])[\w.'’-]{{1,20}}){{1,3}})?[\s*_)]*[.,;:!–—-]?[\s*_(]*(?:(?:and|or|but|while|so|then) )?"
    rf"(?:(?:for {_WHO} )?(?:in|on|from|at)(?: the)? {NAME}(?:,\s?{NAME})?|for (?:our |the )?{NAME} (?:{_FOLK}))"
    rf",? (?P<is>{_IS})[\s*_]*",
    re.IGNORECASE,
)
TOLD = re.compile(  # whose clock is told them alone: «Fans in the UK can watch from 3pm BST»
    rf"\b(?:{_FOLK}|those|anyone|everyone|customers|students)(?: [a-z]+)? (?:in|on|from)(?: the)? {NAME}", re.IGNORECASE
)
REACH = 90  # characters within which such words stand beside a clock time
