"""Whose clock a time is told by: «for friends in India that will be 11:30pm», «9am if you are on the West Coast»."""

from __future__ import annotations

import re

_CAPITALISED = r"(?-i:[A-Z])[\w’'-]+"
# A name is cut into words in one way only, or what follows would be tried with every other: a hyphen belongs to its
# word, but for that of «Umm al-Quwain».
NAME = rf"{_CAPITALISED}(?: (?:{_CAPITALISED}|(?-i:de|la|of|al)(?:-{_CAPITALISED})?))*"
TOWN = r"(?:[ ](?-i:[A-Z])[\w.'’-]{1,20}){1,3}"  # behind a blank, with its full stop: «in St. Louis»
_FOLK = (
    "fans|viewers|listeners|readers|attendees|participants|members|players|colleagues|users|customers|students|"
    "friends|folks|people"
)
_CROWD = rf"{_FOLK}|team|crew|office|crowd"
_WHO = (
    rf"(?:all |any |every)?(?:of )?(?:{_CROWD}|us|you|those|anyone|everyone|everybody|one|"
    r"(?:our|the)(?: [a-z]{2,12}){1,2})"
    r"(?: of you)?(?: who(?:['’]re| are| live)| living| based| joining| watching| tuning in| here| over| back)?"
)
_THERE = rf"(?: the)? (?P<name>{NAME}(?: (?:east|west) coast)?)(?P<region>,\s?{NAME})?"
_PLACE = rf"(?:in|on|from|at){_THERE}"
_BE = r"['’]ll be| is| was| will be| would be| means"
IS = rf"(?:this|that|which)(?:['’]?s|{_BE}| (?:translates|corr?es?ponds|equates) to)"  # what has been told
_IS = rf"(?:{IS}|(?:it|the time)(?:['’]s|{_BE}))(?: (?:at|around|about|only|already|just))*"
_WATCH = (
    r"(?:can|may|should|must|will) (?:watch|see|catch|hear|follow|stream|join|tune in)"
    r"(?: (?:it|them|us|in|live|along))* (?:from|at)"
)
THAT_IS = re.compile(rf"(?<!\w){_IS}[\s*_]*$", re.IGNORECASE)
BEFORE = re.compile(
    rf"(?<!\w)(?:(?:for {_WHO} )?(?:in|on|from|at)|for){_THERE}(?:,? {_IS}| {_WATCH})[\s*_]*$", re.IGNORECASE
)
CROWD = re.compile(
    rf"(?<!\w)(?:(?:and|but|for|our|the) )*(?P<name>{NAME}) (?:{_CROWD})(?:,? {_IS}| {_WATCH}|:)[\s*_]*$", re.IGNORECASE
)
BEHIND = re.compile(
    rf"(?:,? (?:if|when) you(?:['’]re| are| live)(?: joining| based| watching)? |,? for {_WHO} ){_PLACE}",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"(?:[ ]in{TOWN})?[\s*_)]*[.,;:!–—-]?[\s*_(]*(?:(?:and|or|but|while|so|then) )?"
    rf"(?:(?:for {_WHO} )?{_PLACE}|for (?:our |the )?{NAME} (?:{_CROWD})),? (?P<is>{_IS})[\s*_]*",
    re.IGNORECASE,
)
TOLD = re.compile(  # whose clock is told them alone: «Fans in the UK can watch from 3pm BST»
    rf"\b(?:{_FOLK}|those|anyone|everyone)(?: [a-z]+)? (?:in|on|from)(?: the)? {NAME}|"
    r"(?<!\w)(?-i:[A-Z])[a-z]+(?:an|ish|ese|ch|er) (?:fans|viewers|listeners|readers|users|players)\b",
    re.IGNORECASE,
)
STREAM = re.compile(  # its hour in UTC is for those who listen elsewhere
    r"\b(?:live-?[ ]?stream\w*|web-?cast\w*|stream(?:s|ed|ing)?|broadcasts?|"
    r"(?:watch|join|listen)[^.!?\n]{0,30} online)\b",
    re.IGNORECASE,
)
REACH = 90  # characters within which such words stand beside a clock time
