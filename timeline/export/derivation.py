"""Steps of a derivation as sentences, rendered only when somebody looks."""

from __future__ import annotations

from timeline.model import Step

# One line a rule of discourse; {0}, {1} are the step's arguments.
_SENTENCES = {
    "date-stated": "{0} is {1}",
    "date-carried": "date: {0}, from “{1}”",
    "date-of-heading": "date: {0}, from “{1}” above",
    "date-of-equivalent": "date: {0}, from its equivalent “{1}”",
    "date-from-publication": "date: the day of publication, {0}",
    "date-of-event": "date: the day of the event in other sources, {0}",
    "date-after-publication": "date: {0}, the first such hour after publication on {1}",
    "day-rolled": "{0}: the day that agrees with “{1}”",
    "day-after": "{0}: after midnight, behind “{1}”",
    "day-shift": "{0}: “{1}” says the other day",
    "weekday-near-publication": "“{0}”: the one nearest to publication on {1} is {2}",
    "year-near-publication": "“{0}”: the one nearest to publication on {1} is {2}",
    "year-carried": "“{0}”: the year of {1}, last spoken of",
    "from-previous": "“{0}”: reckoned from {1}, last spoken of",
    "reckoned": "“{0}” is {1}",
    "order-assumed": "“{0}”: the day comes {1}",
    "order-settled": "“{0}”: the day comes {1}, as elsewhere in the text",
    "zone-stated": "“{0}” is {1}",
    "zone-by-context": "“{0}”: {2}, so it is {1}",
    "zone-of-equivalent": "“{0}”: only {1} agrees with “{2}”",
    "zone-of-heading": "“{0}” governs it: {1}",
    "zone-carried": "zone: {0}, from “{1}”",
    "zone-of-text": "zone: {0}, the one that the text names",
    "local-time": "“{0}”: {1}, {2} -> {3}",
    "zone-of-place": "zone: {0}, the time at {1}",
    "zone-of-publisher": "zone: {0}, the publisher's",
    "zone-of-settings": "zone: {0}, by the settings",
    "meant-not-literal": "“{0}” claims UTC{1}, but {2} keeps UTC{3} on that day; its clock is meant",
    "letter-agrees": "“{0}” to the letter, UTC{1}: only so it agrees with “{2}”",
    "meridiem-shared": "{0}: as in “{1}”",
    "meridiem-of-equivalent": "{0}: the half of the day that agrees with “{1}”",
    "meridiem-of-daypart": "{0}: “{1}”",
    "meridiem-assumed": "{0}: the usual half of the day",
    "to-utc": "{0} in {1} is {2}",
    "comes-twice": "{0} comes twice in {1}: {2} and {3}",
    "skipped": "{0} does not exist in {1}: the clocks go forward over it",
    "ambiguous-abbreviation": "“{0}” may be {1}; nothing settles it",
    "end-of-day": "the end of {0} in UTC-12, the last place where it is that day",
    "range-over-midnight": "{0}: the range ends on the next day",
    "end-inherits": "{0}: {1} from the start of the range",
    "first-occurrence": "the first after publication on {0} is {1}",
    "first-occurrence-undated": "the day is not known without a date of publication",
    "group": "offered as the same instant as “{0}”",
}


def sentence(step: Step) -> str:
    """A step in words.

    >>> sentence(Step("to-utc", ("2025-08-15T11:30", "America/Anchorage", "2025-08-15T19:30Z")))
    '2025-08-15T11:30 in America/Anchorage is 2025-08-15T19:30Z'
    """
    template = _SENTENCES.get(step.rule)
    if template is None or template.count("{") > len(step.arguments):
        return (
            f"{step.rule.replace('-', ' ')}: {', '.join(step.arguments)}"
            if step.arguments
            else step.rule.replace("-", " ")
        )
    return template.format(*step.arguments)
