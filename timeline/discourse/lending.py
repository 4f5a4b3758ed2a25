"""The zones of a clock time: those of its own words, else what the text around lends it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from timeline.algebra.expressions import Clock
from timeline.discourse import audience
from timeline.discourse.addresses import address
from timeline.discourse.candidates import ZoneOption, hours, lent
from timeline.discourse.draft import Draft
from timeline.discourse.local_time import local_time, of_another
from timeline.discourse.localities import label_country, localities
from timeline.discourse.retelling import tells_end
from timeline.discourse.scope import in_row, own_line
from timeline.discourse.tables import column_zone, is_local, row_town, row_zone
from timeline.discourse.zones_of import Zones
from timeline.language.look_alikes import alone
from timeline.model import Step, ZoneSort, ZoneWords
from timeline.zones import convert
from timeline.zones.rules import canonical, is_key

_AND = re.compile(r"[\s*_]*(?:,|/|&|\band\b|\bor\b|\bto\b|, and|, or)[\s*_]*(?:at[ ])?")
# «they undock at 5:05 a.m., with splashdown at 10:41 a.m. PST», told in EST so far
_TURNS = re.compile(
    r";|, (?:so|but|while|whereas|that['’]s|that is|which is) "
)  # «in the UK at 1am, so for our readers that is at 6 a.m. EDT»
_TURNS_OR_THEN = re.compile(rf"{_TURNS.pattern}|, then ")  # «Ayr on Friday at 7, then Hull at 8 p.m. CT on Sunday»
_RATHER = re.compile(r",? (?:instead of|rather than|and not|not) (?:at )?(?:the (?:usual|normal|old|regular) )?")
_KEY = re.compile(r"(?<![\w/.:-])[A-Z][A-Za-z]+(?:/[A-Z][A-Za-z_]+){1,2}(?![\w/])")
_WITH = re.compile(r", with [^,;]*$")
_SAID_HERE = re.compile(r"[ \t]+(?:over )?here\b(?! and there)")
_EASTERN = ZoneWords("ET", ZoneSort.ABBREVIATION, "ET")
_HALF_A_DAY = timedelta(hours=12)
_ANY_DAY, _ANY_OTHER_DAY = date(2024, 7, 15), date(2024, 1, 15)
_FAR = 40  # mentions before it among which one on the same nameless clock is looked for
_BESIDE = 12  # characters from one clock time of a list to the next
_NEAR = 4  # mentions on either side that are looked at
_OTHERWISE = 1.5  # what it costs that a clock time which reads otherwise is on an equivalent's clock
_OFFSETS = tuple(  # «3pm local time (9am ET)» where no place is named: the equivalent tells the offset
    ZoneOption(convert.offset_key(timedelta(minutes=m)), 2.5, None, (), (), stated=False) for m in range(-720, 841, 30)
)


def zone_options(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...]:
    """The zones that a clock time may be in, best first; none where nothing gives one."""
    words = draft.words
    if words is None and draft.point is not None and draft.point.twin is not None:
        return zones.stated(_EASTERN, day, draft.text)  # «8/7c»: Eastern, then Central
    if words is None:
        return _inherited(zones, draft, day)
    if words.sort is ZoneSort.READER:
        return ()
    if words.sort is ZoneSort.LOCAL:
        return local_time(zones, draft, words)
    found = zones.told_behind(draft, zones.stated(words, day, words.words)) or _told_before(zones, draft, words)
    return zones.kept_beside(draft, words, found, day)


def _told_before(zones: Zones, draft: Draft, words: ZoneWords) -> tuple[ZoneOption, ...]:
    """The zone that a name of nobody's clock came to before: «20:00 server time (7pm GMT). At 21:00 server time …»."""
    for other in reversed(zones.drafts[max(0, draft.number - _FAR) : draft.number]):
        if other.words is not None and other.words.key == words.key and other.zone is not None:
            step = Step("zone-carried", (other.zone, other.text))
            return (ZoneOption(other.zone, 0.3, None, (step,), stated=False),)
    return ()


def learn(zones: Zones, grouped: Iterable[tuple[Draft, Draft]]) -> None:
    """Note which offset of ambiguous letters agrees with the equivalent beside them: «17:20 IST (11:50 UTC)»."""
    for pair in grouped:
        for draft, other in (pair, pair[::-1]):
            clock, words, day = draft.clock, draft.words, draft.day.first if draft.day is not None else None
            if clock is None or other.clock is None or words is None or words.sort is not ZoneSort.ABBREVIATION:
                continue
            options, sure = zone_options(zones, draft, day), zone_options(zones, other, day)[:1]
            if not options or not options[0].assumed or not sure or sure[0].assumed:
                continue
            offset = convert.offset_of(sure[0].key) if sure[0].claim is None else sure[0].claim
            if offset is None:
                continue
            apart = (clock.hour - other.clock.hour) * 60 + (clock.minute or 0) - (other.clock.minute or 0)
            for option in options:
                if option.claim is None:
                    continue
                kept = (option.claim, *_kept(option.key, day))  # «11:00 CST (18:00 CEST)» is of Chicago's summer
                if any((one - offset - timedelta(minutes=apart)) % _HALF_A_DAY == timedelta() for one in kept):
                    zones.told.setdefault(words.key, option.claim)


def _kept(key: str, day: date | None) -> Iterator[timedelta]:
    """How far from UTC a zone is on a day, or in either season where none is known."""
    for one in (day,) if day is not None else (_ANY_DAY, _ANY_OTHER_DAY):
        yield convert.offset_at(key, datetime.combine(one, time(12), UTC))


def among(zones: Zones, unit: Sequence[Draft], options: list[tuple[ZoneOption, ...]]) -> list[tuple[ZoneOption, ...]]:
    """Zones for equivalents that state none, from the one beside them that reads the same."""
    lenders = [(d, o) for d, o in zip(unit, options, strict=True) if d.words is not None and o]
    lenders.sort(key=lambda one: not any(option.stated for option in one[1]))
    lender, stated = next(iter(lenders), (None, ()))
    if lender is None or len(unit) < 2:
        return options
    theirs = tuple(replace(option, claim=None, stated=False) for option in stated)
    made = []
    for draft, own in zip(unit, options, strict=True):
        nobodys = draft.words is not None and draft.words.sort is ZoneSort.PLACE and not own  # «server time»
        if draft.words is not None and not nobodys:
            unknown = draft.words.sort is ZoneSort.LOCAL and all(not option.stated for option in own)
            home = zones.home() if draft.words is draft.beside else None  # only a place beside it gave it its clock
            found = (*own, *_told(draft, lender, _OFFSETS)) if unknown else own
            found = (*found, replace(home, cost=home.cost + _OTHERWISE)) if home is not None else found
        elif own and own[0].of_heading:
            found = own
        elif _same_face(draft, lender):
            found = theirs
        else:  # half an hour apart it is rather a slip
            rather = (*local_time(zones, draft), *_told(draft, lender, _OFFSETS[::2]))
            found = (*rather, *(replace(option, cost=option.cost + _OTHERWISE) for option in theirs))
        made.append(found)
    return made


def _told(draft: Draft, lender: Draft, offsets: Iterable[ZoneOption]) -> Iterator[ZoneOption]:
    """Offsets that nothing but the equivalent tells: «20:45 (19:45 BST)»."""
    for option in offsets:
        yield replace(option, steps=(Step("zone-of-equivalent", (draft.text, option.key, lender.text)),))


def _same_face(one: Draft, other: Draft) -> bool:
    """Whether two clock times read the same on a clock's face: «4 p.m. (16:00 UTC)»."""
    a, b = one.clock, other.clock
    if a is None or b is None or (a.hour % 12, a.minute or 0) != (b.hour % 12, b.minute or 0):
        return False
    return None in (a.meridiem, b.meridiem) or a.meridiem == b.meridiem  # «8.30pm (8.30am GMT)»


def _inherited(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...]:
    """The zones that the text around lends a clock time that states none: the first that has one to lend."""
    lenders = (
        _of_here,
        _of_heading,
        _of_entries,
        _of_row,
        _of_label,
        _of_next,
        _of_last,
        _of_equivalent,
        _of_sentence,
        _of_place,
        _of_lead,
        _of_address,
        _of_text,
        _of_key,
    )
    for lender in lenders:
        found = lender(zones, draft, day)
        if found is not None:
            return found
    home = zones.home()
    return () if home is None else (home,)


def _of_here(zones: Zones, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
    """The text's home: «9am Eastern is 1pm here»."""
    home = zones.home() if _SAID_HERE.match(zones.document.text, draft.end) else None
    return None if home is None else (home,)


def _of_heading(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The head of its column or row, or the last «all times ET» above, or the first below."""
    text, language = zones.document.text, zones.document.language
    header = column_zone(text, draft.start, draft.end, language) or row_zone(text, draft.start, language)
    if header is None and is_local(text, draft.start):
        row = localities(text, *own_line(text, draft.start, draft.end))
        return () if row else local_time(zones, draft)  # a wide country's, but never that of a row or column beside it
    if header is None:
        above = [words for at, words in zones.headers if at <= draft.start]
        header = above[-1] if above else zones.headers[0][1] if zones.headers else None
    if header is not None and header.sort is ZoneSort.LOCAL:
        header = row_town(text, draft.start, draft.end)
    return None if header is None else lent(zones.stated(header, day, header.words), "zone-of-heading", header.words)


def _of_entries(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The clock of the entry before it in a log whose hours stand on lines of their own, whatever an entry tells."""
    if not alone(zones.document.text, draft.start, draft.end):
        return None
    for other in reversed(zones.drafts[max(0, draft.number - _FAR) : draft.number]):
        if other.words is None and other.zone is not None and alone(zones.document.text, other.start, other.end):
            return zones.carried(other, day)
    return None


def _of_row(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The one town of its table's row."""
    row = row_town(zones.document.text, draft.start, draft.end) if in_row(zones.document.text, draft.start) else None
    if row is None or "|" not in zones.document.text[slice(*own_line(zones.document.text, draft.start, draft.end))]:
        return None
    return lent(zones.stated(row, day, row.words), "zone-of-heading", row.words)


def _of_label(zones: Zones, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
    """None where its line's label is a country of several clocks, but the text's home there: «Mexico: 10 p.m.»."""
    country = label_country(zones.document.text, draft.start, wide=True)
    if country is None:
        return None
    home = zones.home()
    return (home,) if home is not None and country in zones.publication.countries else ()


def _of_next(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The next of a list: «9 and 11 a.m. ET»."""
    listed = listed_with_next(zones.document.text, draft, zones.drafts)
    return zones.carried(zones.drafts[draft.number + 1], day) if listed else None


def listed_with_next(text: str, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether a clock time is listed with the next, which has words for the zone of both: «in Alaska at midnight and
    1 a.m. ET»."""
    behind = drafts[draft.number + 1] if draft.number + 1 < len(drafts) else None
    if behind is None or behind.words is None or behind.words is behind.beside or behind.start - draft.end > _BESIDE:
        return False
    return _AND.fullmatch(text, draft.end, behind.start) is not None


def _of_last(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The one stated before in its sentence; behind equivalents the first of them, behind a bracket the one before
    that."""
    last = zones.last
    if last is None or last.words is None or last.scope.sentence != draft.scope.sentence:
        return None
    lead = None if _RATHER.fullmatch(zones.document.text, last.end, draft.start) else zones.lead
    grouped = lead is not None and lead.group is not None and lead.group == last.group
    aside = grouped or ")" in zones.document.text[last.end : draft.start].partition("(")[0]
    return zones.carried(lead if aside and lead is not None else last, day)


def _of_sentence(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The first that its sentence states."""
    stated = zones.by_sentence.get(draft.scope.sentence)
    if stated is None or stated is draft or stated.words is None or _elsewhere(zones, draft):
        return None
    if (agreed := _agreed(zones, draft)) is not None and _WITH.search(zones.document.text, draft.end, stated.start):
        return zones.carried(agreed, day)
    if stated.words.sort is ZoneSort.LOCAL and stated.number > draft.number:
        return local_time(zones, draft, stated.words)  # «open at 9 a.m. and close at 10 p.m. local time»
    return zones.carried(stated, day)


def _of_equivalent(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The clock that the equivalent of its end, or of another hour, proves for its sentence: «open at 8 a.m. and close
    at 6 p.m. (1700 GMT)», «open from 8 a.m. until 6 p.m. (1700 GMT)»."""
    ahead = zones.drafts[draft.number : draft.number + _NEAR]
    before, other = next((pair for pair in pairwise(ahead) if _retold(zones.document.text, draft, *pair)), (None, None))
    if before is None or other is None or before.scope.sentence != draft.scope.sentence:
        return None
    clock = before.until.clock if before.until is not None and before.group is None else before.clock
    first, options = zones.by_sentence.get(draft.scope.sentence), zone_options(zones, other, day)[:1]
    shown = [hours(one, None) if isinstance(one, Clock) else None for one in (clock, other.clock)]
    if first not in (None, other) or not options or shown[0] is None or shown[1] is None:
        return None
    noon = datetime.combine(day or _ANY_DAY, time(12), UTC)
    apart = timedelta(minutes=shown[0].minutes[0] - shown[1].minutes[0]) + convert.offset_at(options[0].key, noon)
    offset = (apart + _HALF_A_DAY) % (2 * _HALF_A_DAY) - _HALF_A_DAY
    own = (one.key for one in local_time(zones, draft) if convert.offset_at(one.key, noon) == offset)
    key = next(own, convert.offset_key(offset))
    step = Step("zone-of-equivalent", (before.text, key, other.text))
    return (ZoneOption(key, 0.4, None, (step,), stated=False),)


def _retold(text: str, draft: Draft, one: Draft, other: Draft) -> bool:
    """Whether the second clock time tells the first once more, or the end of it; the one asked about is in no group."""
    if one.words is not None or other.words is None or other.clock is None:
        return False
    if one is not draft and one.group is not None:
        return one.group == other.group
    return tells_end(text, one, other)


def _agreed(zones: Zones, draft: Draft) -> Draft | None:
    """The last of two clock times or more before it in its paragraph, where all that state a zone state one."""
    near = zones.drafts[max(0, draft.number - 2 * _NEAR) : draft.number]
    told = [d for d in near if d.words is not None and d.scope.paragraph == draft.scope.paragraph]
    return told[-1] if len(told) > 1 and len({d.words.key for d in told if d.words}) == 1 else None


def _elsewhere(zones: Zones, draft: Draft) -> bool:
    """Whether its sentence goes on to a zone of something else: «from 9 to 11; in Pune that is 1 p.m. IST»."""
    stated = zones.by_sentence.get(draft.scope.sentence)
    if stated is None:
        return False
    turns = _TURNS if not (draft.own_day and stated.own_day) else _TURNS_OR_THEN
    return turns.search(zones.document.text, draft.end, stated.start) is not None


def _of_place(zones: Zones, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
    """The zone of the one place with one clock in which the sentence puts something; a small town abroad is rather
    a namesake of something at home: «at Villa Park»."""
    first, last = draft.sentence
    home = zones.publication.countries
    begin, stop = zones.document.text.rfind(";", first, draft.start), zones.document.text.find(";", draft.end, last)
    first, last = max(first, begin + 1), last if stop < 0 else stop  # «9 to 11; friends in Pune dial in at 1»
    here = {
        zones.at_home(place.name, place.zone): place
        for place in localities(zones.document.text, first, last)
        if place.locative and place.kind in {"city", "country"} and place.zone
        if place.sure or not home or place.country in home or zones.own(place.name)
        if not of_another(zones, draft, place)
    }
    if len(here) != 1:
        return None
    ((zone, place),) = here.items()
    return (ZoneOption(zone, 0.8, None, (), (Step("zone-of-place", (zone, place.name)),), stated=False),)


def _of_lead(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The text's own clock, last told in its paragraph."""
    lead = zones.lead
    if lead is None or lead.zone is None or lead.scope.paragraph != draft.scope.paragraph:
        return None
    home = zones.home()
    apart = lead.group is not None and "\n\n" in zones.document.text[lead.end : draft.start]
    return (home,) if apart and home is not None and home.key == lead.zone else zones.carried(lead, day)


def _of_address(zones: Zones, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
    """The clock of the town whose address stands on a line of its own above or below."""
    found = address(zones.document.text, draft.start, draft.end)
    if found is None or found.zone is None:
        return None
    step = Step("zone-of-place", (found.zone, found.name))
    return (ZoneOption(found.zone, 0.8, None, (), (step,), stated=False),)


def _of_text(zones: Zones, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
    """The only one that the text states; where the text has a home, one of a place that it has stated before."""
    if zones.single is None:
        return None
    home, (first, single) = zones.home(), zones.single
    told = home is not None and audience.TOLD.search(zones.document.text, *first.sentence)
    if told or (home is not None and _elsewhere(zones, draft)):
        return None
    found = zones.stated(single, day, single.words)
    at_home = home is not None and home.key not in {"UTC", *(option.key for option in found)}
    if not at_home or (single.sort is not ZoneSort.UTC and first.number < draft.number):
        return lent(found, "zone-of-text", single.words)
    return None


def _of_key(zones: Zones, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
    """The one key of the tz database that a text of no other zone names: «our dashboard (Europe/Paris)»; where the text
    has a home, only one in the clock time's own sentence."""
    text, home = zones.document.text, zones.home()
    if "/" not in text or zones.counted:
        return None
    first, last = draft.sentence if home is not None else (0, len(text))
    keys = {canonical(key[0]) for key in _KEY.finditer(text, first, last) if is_key(key[0])}
    if len(keys) != 1:
        return None
    (key,) = keys
    return (ZoneOption(key, 0.6, None, (Step("zone-of-text", (key, key)),), stated=False),)
