"""What a document says of zones: those that its words name, its home, and the clock that it tells its times by."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from timeline.discourse import audience
from timeline.discourse.abbreviations import Choice, choices
from timeline.discourse.candidates import OTHER_ZONE, ZoneOption, lent
from timeline.discourse.draft import Draft
from timeline.discourse.headings import definitions, headers, offset_words, pairs
from timeline.discourse.localities import Locality, label_country, localities
from timeline.discourse.publication import Publication
from timeline.model import Document, Step, ZoneSort, ZoneWords
from timeline.zones import abbreviations, convert, peoples, places, rules

_OTHER_LAND = timedelta(hours=3)  # between offsets that no season and no slip explains
_OFFSET_BEHIND = re.compile(r"[ ]?[(\[][ ]?((?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::?\d\d)?)[ ]?[)\]]")
_SLASH = re.compile(r"[ \t]*/[ \t]*")
_BULLETIN = re.compile(  # «341 AM CST Mon Nov 24 2025» (NWS); nobody calls it DST in China or India
    r"\b\d{3,4} [AP]M [AECMPH]K?[SD]T [A-Z][A-Za-z]{2} |\bDST (?:ends|starts|begins|is over)\b"
)
_BEGINNING = 6000  # characters of a text that tell what it is about
_TOLD = "an equivalent in the text says so"
_WRITER = "the writer's own clock has that offset"
_CROWDED = (timedelta(hours=1), timedelta(hours=2))
_ALIKE = timedelta(hours=3)  # New York's winter is Havana's CST, and its people mean Chicago's


class Zones:
    """What a document says of zones; places are looked for only where a clock time asks."""

    __slots__ = (
        "_around",
        "_named",
        "_own_clocks",
        "_places",
        "by_sentence",
        "counted",
        "document",
        "drafts",
        "headers",
        "last",
        "lead",
        "pairs",
        "publication",
        "told",
    )

    def __init__(self, document: Document, publication: Publication, drafts: Sequence[Draft]) -> None:
        self.document = document
        self.publication = publication
        self.headers = headers(document.text, document.language)
        self.pairs = pairs(document.text, document.language)
        self._named: dict[str, ZoneWords] | None = None
        self.drafts = drafts
        self.last: Draft | None = None
        self.lead: Draft | None = None  # the first of the group that ``last`` stands in: its clock is the text's own
        own = [
            (d, d.words)
            for d in drafts
            if d.words is not None and d.words.sort not in {ZoneSort.LOCAL, ZoneSort.READER, ZoneSort.AOE}
        ]
        self._own_clocks = {words.key: (d, words) for d, words in reversed(own)}  # each with the first that states it
        self.told: dict[str, timedelta] = {}  # the offset of letters that the text's own equivalents tell
        self.by_sentence: dict[int, Draft] = {}
        for draft in drafts:
            if draft.words is not None and draft.words.sort is not ZoneSort.READER:
                self.by_sentence.setdefault(draft.scope.sentence, draft)
        self._around: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._places: tuple[Locality, ...] | None = None
        self.counted = list({w.key: w for _, w in own}.values())

    @property
    def single(self) -> tuple[Draft, ZoneWords] | None:
        """The only zone in which the text states a time, with the first that does; those apart in which it tells one
        once more, and, in a text of no home, those of equivalents behind the first of them."""
        own = {key: one for key, one in self._own_clocks.items() if not self.streamed(one[0])}
        if len(own) > 1 and self.publication.home is None and self.publication.place_zone is None:
            own = {key: one for key, one in own.items() if not self._retells(one[0])}
        return next(iter(own.values())) if len(own) == 1 else None

    def streamed(self, draft: Draft) -> bool:
        """Whether a stream's hour in UTC stands in a text that has told its own hours before: «begins at 7:30 p.m. The
        livestream starts at 00:30 GMT»."""
        if draft.words is None or draft.words.sort is not ZoneSort.UTC or draft.group is not None:
            return False
        if audience.STREAM.search(self.document.text, *draft.sentence) is None:
            return False
        return any(d.clock is not None and d.words is None and d.group is None for d in self.drafts[: draft.number])

    def _retells(self, draft: Draft) -> bool:
        """Whether a clock time tells the instant of the one before it: «2:00 PM IST (0830 GMT)»."""
        return draft.group is not None and self.drafts[draft.number - 1].group == draft.group

    def retold(self, unit: Iterable[Draft]) -> None:
        """Note that clock times tell an instant once more for other places: their zones are not the text's own."""
        for draft in unit:
            if draft.words is not None and len(self._own_clocks) > 1:
                self._own_clocks.pop(draft.words.key, None)

    def told_behind(self, draft: Draft, found: tuple[ZoneOption, ...]) -> tuple[ZoneOption, ...]:
        """What letters of several zones mean where an offset in brackets tells: «16:00 IST (UTC+5:30)».

        An offset that is hours away from what the letters mean around them tells too: «CST (UTC+8)» beside PDT.
        """
        behind = _OFFSET_BEHIND.match(self.document.text, draft.end) if found else None
        offset = offset_words(behind[1]) if behind is not None else None
        claim = convert.offset_of(offset.key) if offset is not None else None
        if claim is None:
            return found
        meant = found[0].claim
        if not found[0].assumed and (meant is None or abs(meant - claim) < _OTHER_LAND):
            return found
        told = next((option for option in found if option.claim == claim), None)
        return found if told is None else (replace(told, cost=0.0, assumed=()), *found)

    def paired(self, draft: Draft) -> ZoneWords | None:
        """The zone of one of two clock times below a heading that names two."""
        text, drafts = self.document.text, self.drafts
        here = next((zones for at, zones in reversed(self.pairs) if at < draft.start), None)
        before = drafts[draft.number - 1] if draft.number else None
        behind = drafts[draft.number + 1] if draft.number + 1 < len(drafts) else None
        if here is None:
            return None
        if before is not None and before.clock is not None and _SLASH.fullmatch(text, before.end, draft.start):
            return here[1]
        if behind is not None and behind.clock is not None and _SLASH.fullmatch(text, draft.end, behind.start):
            return here[0]
        return None

    def kept_beside(
        self, draft: Draft, words: ZoneWords, found: tuple[ZoneOption, ...], day: date | None
    ) -> tuple[ZoneOption, ...]:
        """The letters' clock at a place of sentence or text that keeps it: «3pm MST in Phoenix» in August."""
        if words.sort is ZoneSort.ABBREVIATION and len(found) > 1:
            found = self._labelled(draft, found)
        if words.sort is not ZoneSort.ABBREVIATION or day is None or not found or found[0].claim is None:
            return found
        if _keeps(found[0].key, found[0].claim, day):
            return found
        named = localities(self.document.text, *draft.sentence)
        beside = [place for place in named if place.locative or place.at - draft.end in (1, 2)]  # «9am MST (Arizona)»
        if any(place.zone == found[0].key for place in beside or self.places()):
            return found
        for place in beside or self.places():
            kept = abbreviations.keeps_all_year(words.key, place.zone, day.year) if place.zone else None
            if kept is not None:
                step = Step("zone-by-context", (words.words, kept, f"{place.name} keeps it all year"))
                return (ZoneOption(kept, 0.0, found[0].claim, (step,)), *found)
        return found

    def _labelled(self, draft: Draft, found: tuple[ZoneOption, ...]) -> tuple[ZoneOption, ...]:
        """The meaning of letters in the country that labels their line, before all others: «India: 9:30 a.m. IST»."""
        country = label_country(self.document.text, draft.start)
        zones = rules.zones_of(country) if country is not None else ()
        told = next((option for option in found if option.key in zones), None)
        return found if told is None or told is found[0] else (replace(told, cost=0.0, assumed=()), *found)

    def _definition(self, words: ZoneWords) -> ZoneWords | None:
        """What the text says that its own name for a clock means; looked for once, where one is used."""
        if self._named is None:
            self._named = definitions(self.document.text, self.document.language)
        return self._named.get(words.key.casefold())

    def stated(self, words: ZoneWords, day: date | None, shown: str) -> tuple[ZoneOption, ...]:
        if words.sort is ZoneSort.PLACE and (named := self._definition(words)) is not None:
            return lent(self.stated(named, day, named.words), "zone-of-heading", named.words)
        if words.sort is ZoneSort.PLACE and (own := self.own(words.key)) is not None:
            return (ZoneOption(own, 0.0, None, (Step("zone-stated", (shown, own)),)),)
        near, countries = self.publication.near, self.publication.countries
        found = choices(words, day, countries, near, self.document.language)
        if found and not found[0].settled:
            near, countries = self._context()
            found = choices(words, day, countries, near, self.document.language)
        if found and not found[0].settled and words.key in self.told:
            claim = self.told[words.key]
            told = [choice for choice in found if choice.claim == claim]
            told = sorted(told, key=lambda choice: not _keeps(choice.zone, claim, day))[:1]
            found = (*(replace(c, rank=0, settled=True, because=_TOLD) for c in told), *found)
        if found and not found[0].settled and (offset := self._writers_offset()) is not None:
            first = found[0].claim or offset
            kept = next(
                (c for c in found if c.claim == offset and (offset == first or abs(offset - first) > _ALIKE)), None
            )
            found = found if kept is None else (replace(kept, rank=0, settled=True, because=_WRITER), *found)
        return tuple(_option(choice, shown) for choice in found)

    def _writers_offset(self) -> timedelta | None:
        """What the writer's own clock is ahead of UTC by, where the head of a mail tells it and it tells a country.

        UTC is nobody's, and the clocks of western Europe are those of too many: a Londoner's IST is India's.
        """
        instant = self.publication.instant
        offset = None if instant is None else instant.utcoffset()
        return offset if offset and offset not in _CROWDED else None

    def _context(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Zones and countries that the text is about: the publisher's, its other zones', its places' and peoples'."""
        if self._around is None:
            near, countries = list(self.publication.near), list(self.publication.countries)
            for other in self.counted[:12]:
                found = choices(other, None, (), (), self.document.language)
                if found and found[0].settled and found[0].zone != "UTC" and convert.offset_of(found[0].zone) is None:
                    near.append(found[0].zone)
            named = Counter(place.country for place in self.places())
            named.update(peoples.countries_in(self.document.text[:_BEGINNING], self.document.language))
            countries += [country for country, _ in named.most_common(4)]
            if _BULLETIN.search(self.document.text, 0, _BEGINNING):
                countries.append("US")
            self._around = tuple(dict.fromkeys(near)), tuple(dict.fromkeys(countries))
        return self._around

    def places(self) -> tuple[Locality, ...]:
        """The places that the beginning of the text names."""
        if self._places is None:
            title = f"{self.document.title}. " if self.document.title else ""
            text = title + self.document.text[:_BEGINNING]
            self._places = localities(text, 0, len(text))
        return self._places

    def own(self, name: str) -> str | None:
        """The zone of the document's own place, told more fully there: «Perth» in a text from Perth, Scotland."""
        place = self.publication.place or ""
        first, comma, _ = place.partition(",")
        return self.publication.place_zone if comma and places.fold(first) == places.fold(name) else None

    def at_home(self, name: str, zone: str) -> str:
        """The zone of a place, of a namesake in the text's own country where that has one: Georgia in the US."""
        if (own := self.own(name)) is not None:
            return own
        home = self.publication.countries[:1]
        for place in places.lookup(name)[:6] if home else ():
            if place.country == home[0] and place.kind != "city" and place.zone:
                return place.zone
        return zone

    def carried(self, other: Draft, day: date | None) -> tuple[ZoneOption, ...]:
        words = other.words
        if words is None or words.sort is ZoneSort.LOCAL:
            if other.zone is None:
                return ()
            return (ZoneOption(other.zone, 0.3, None, (Step("zone-carried", (other.zone, other.text)),), stated=False),)
        found = self.kept_beside(other, words, self.stated(words, day, words.words), day)
        return lent(found, "zone-carried", other.text)

    def home(self) -> ZoneOption | None:
        publication = self.publication
        if publication.place_zone:
            name = publication.place or publication.dateline or ""
            step = Step("zone-of-place", (publication.place_zone, name))
            return ZoneOption(publication.place_zone, 1.0, None, (), (step,), stated=False)
        if publication.home:
            rule = "zone-of-settings" if publication.from_settings else "zone-of-publisher"
            return ZoneOption(publication.home, 1.2, None, (), (Step(rule, (publication.home,)),), stated=False)
        return None


def _keeps(zone: str, claim: timedelta, day: date | None) -> bool:
    """Whether a zone is so far from UTC on a day: AST is Puerto Rico's in summer, when Halifax keeps ADT."""
    return day is None or convert.offset_at(zone, datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) == claim


def _option(choice: Choice, shown: str) -> ZoneOption:
    steps: tuple[Step, ...] = (Step("zone-stated", (shown, choice.zone)),)
    if choice.because is not None:
        steps = (Step("zone-by-context", (shown, choice.zone, choice.because)),)
    unsettled = choice.rank == 0 and not choice.settled
    assumed = (Step("ambiguous-abbreviation", (shown, choice.zone)),) if unsettled else ()
    return ZoneOption(choice.zone, OTHER_ZONE * choice.rank, choice.claim, steps, assumed)
