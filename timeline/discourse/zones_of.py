"""The zone of a clock time: its own words, a header, one carried on, a place of the text, the publisher's home."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from timeline.config import Config
from timeline.discourse import audience
from timeline.discourse.abbreviations import Choice, choices
from timeline.discourse.addresses import address
from timeline.discourse.candidates import OTHER_ZONE, ZoneOption
from timeline.discourse.draft import Draft
from timeline.discourse.headings import definitions, headers, offset_words, pairs, row_zone
from timeline.discourse.localities import Locality, localities
from timeline.discourse.publication import Publication
from timeline.discourse.scope import in_row, own_line
from timeline.discourse.tables import column_zone, row_town
from timeline.model import Document, Step, ZoneSort, ZoneWords
from timeline.zones import abbreviations, convert, peoples, places

_AND = re.compile(r"[\s*_]*(?:,|/|&|\band\b|\bor\b|\bto\b|, and|, or)[\s*_]*(?:at[ ])?")
# «they undock at 5:05 a.m., with splashdown at 10:41 a.m. PST», told in EST so far
_WITH = re.compile(r", with [^,;]*$")
_SAID_HERE = re.compile(r"[ \t]+(?:over )?here\b(?! and there)")
_OFFSET_BEHIND = re.compile(r"[ ]?[(\[][ ]?((?:UTC|GMT)[ ]?[+−–-][ ]?\d{1,2}(?::?\d\d)?)[ ]?[)\]]")
_SLASH = re.compile(r"[ \t]*/[ \t]*")
_HERE = ZoneWords("local time", ZoneSort.LOCAL, "")
_EASTERN = ZoneWords("ET", ZoneSort.ABBREVIATION, "ET")
_BULLETIN = re.compile(  # «341 AM CST Mon Nov 24 2025» (NWS); nobody calls it DST in China or India
    r"\b\d{3,4} [AP]M [AECMPH]K?[SD]T [A-Z][A-Za-z]{2} |\bDST (?:ends|starts|begins|is over)\b"
)
_BEGINNING = 6000  # characters of a text that tell what it is about
_TOLD = "an equivalent in the text says so"
_HALF_A_DAY = timedelta(hours=12)
_NEAR = 4  # mentions on either side whose places are theirs alone


class Zones:
    """What a document says of zones; places are looked for only where a clock time asks."""

    __slots__ = (
        "_around",
        "_counted",
        "_drafts",
        "_named",
        "_own_clocks",
        "_places",
        "by_sentence",
        "config",
        "document",
        "headers",
        "last",
        "lead",
        "pairs",
        "publication",
        "told",
    )

    def __init__(self, document: Document, publication: Publication, config: Config, drafts: Sequence[Draft]) -> None:
        self.document = document
        self.publication = publication
        self.config = config
        self.headers = headers(document.text, document.language)
        self.pairs = pairs(document.text, document.language)
        self._named: dict[str, ZoneWords] | None = None
        self._drafts = drafts
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
        self._counted = list({w.key: w for _, w in own}.values())

    @property
    def single(self) -> tuple[Draft, ZoneWords] | None:
        """The only zone in which the text states a time, with the first that does; those apart in which it tells one
        once more."""
        return next(iter(self._own_clocks.values())) if len(self._own_clocks) == 1 else None

    def retold(self, unit: Iterable[Draft]) -> None:
        """Note that clock times tell an instant once more for other places: their zones are not the text's own."""
        for draft in unit:
            if draft.words is not None and len(self._own_clocks) > 1:
                self._own_clocks.pop(draft.words.key, None)

    def options(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...]:
        """The zones that a clock time may be in, best first; none where nothing gives one."""
        words = draft.words
        if words is None and draft.point is not None and draft.point.twin is not None:
            return self._stated(_EASTERN, day, draft.text)  # «8/7c»: Eastern, then Central
        if words is None:
            return self._inherited(draft, day)
        if words.sort is ZoneSort.READER:
            return ()
        if words.sort is ZoneSort.LOCAL:
            return self._local(draft, words)
        found = self._told_behind(draft, self._stated(words, day, words.words))
        return self._kept_beside(draft, words, found, day)

    def _told_behind(self, draft: Draft, found: tuple[ZoneOption, ...]) -> tuple[ZoneOption, ...]:
        """What letters of several zones mean where an offset in brackets tells: «16:00 IST (UTC+5:30)»."""
        behind = _OFFSET_BEHIND.match(self.document.text, draft.end) if found and found[0].assumed else None
        offset = offset_words(behind[1]) if behind is not None else None
        if offset is None:
            return found
        claim = convert.offset_of(offset.key)
        told = next((option for option in found if option.claim == claim), None)
        return found if told is None else (replace(told, cost=0.0, assumed=()), *found)

    def paired(self, draft: Draft) -> ZoneWords | None:
        """The zone of one of two clock times below a heading that names two."""
        text, drafts = self.document.text, self._drafts
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

    def _kept_beside(
        self, draft: Draft, words: ZoneWords, found: tuple[ZoneOption, ...], day: date | None
    ) -> tuple[ZoneOption, ...]:
        """The letters' clock at a place of sentence or text that keeps it: «3pm MST in Phoenix» in August."""
        if words.sort is not ZoneSort.ABBREVIATION or day is None or not found or found[0].claim is None:
            return found
        if convert.offset_at(found[0].key, datetime(day.year, day.month, day.day, 12, tzinfo=UTC)) == found[0].claim:
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

    def _definition(self, words: ZoneWords) -> ZoneWords | None:
        """What the text says that its own name for a clock means; looked for once, where one is used."""
        if self._named is None:
            self._named = definitions(self.document.text, self.document.language)
        return self._named.get(words.key.casefold())

    def _stated(self, words: ZoneWords, day: date | None, shown: str) -> tuple[ZoneOption, ...]:
        if words.sort is ZoneSort.PLACE and (named := self._definition(words)) is not None:
            return _assumed(self._stated(named, day, named.words), "zone-of-heading", named.words)
        if words.sort is ZoneSort.PLACE and (own := self._own(words.key)) is not None:
            return (ZoneOption(own, 0.0, None, (Step("zone-stated", (shown, own)),)),)
        near, countries = self.publication.near, self.publication.countries
        found = choices(words, day, countries, near, self.document.language)
        if found and not found[0].settled:
            near, countries = self._context()
            found = choices(words, day, countries, near, self.document.language)
        if found and not found[0].settled and words.key in self.told:
            told = [choice for choice in found if choice.claim == self.told[words.key]][:1]
            found = (*(replace(c, rank=0, settled=True, because=_TOLD) for c in told), *found)
        return tuple(_option(choice, shown) for choice in found)

    def learn(self, grouped: Iterable[tuple[Draft, Draft]]) -> None:
        """Note which offset of ambiguous letters agrees with the equivalent beside them: «17:20 IST (11:50 UTC)»."""
        for pair in grouped:
            for draft, other in (pair, pair[::-1]):
                clock, words, day = draft.clock, draft.words, draft.day.first if draft.day is not None else None
                if clock is None or other.clock is None or words is None or words.sort is not ZoneSort.ABBREVIATION:
                    continue
                options, sure = self.options(draft, day), self.options(other, day)[:1]
                if not options or not options[0].assumed or not sure or sure[0].assumed:
                    continue
                offset = convert.offset_of(sure[0].key) if sure[0].claim is None else sure[0].claim
                if offset is None:
                    continue
                apart = (clock.hour - other.clock.hour) * 60 + (clock.minute or 0) - (other.clock.minute or 0)
                for option in options:
                    claim = option.claim
                    if claim is not None and (claim - offset - timedelta(minutes=apart)) % _HALF_A_DAY == timedelta():
                        self.told.setdefault(words.key, claim)

    def _context(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Zones and countries that the text is about: the publisher's, its other zones', its places' and peoples'."""
        if self._around is None:
            near, countries = list(self.publication.near), list(self.publication.countries)
            for other in self._counted[:12]:
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

    def local(self, draft: Draft) -> tuple[ZoneOption, ...]:
        """The zones of the places around a clock time that states none and has an equivalent."""
        return self._local(draft, _HERE)

    def _local(self, draft: Draft, words: ZoneWords) -> tuple[ZoneOption, ...]:
        """«local time»: the places of sentence, paragraph, dateline and document; nearer ones are likelier."""
        text = self.document.text
        ranked: list[tuple[float, str, str, str]] = []
        first, last = draft.sentence
        ranked.extend(
            (0.0 if place.locative else 0.4 + _doubt(place), place.name, place.zone or "", "named in the sentence")
            for place in localities(text, first, last)
        )
        begin = max(text.rfind("\n\n", max(0, first - 1500), first), max(0, first - 1500))
        ranked.extend(
            (0.5 if place.locative else 0.9 + _doubt(place), place.name, place.zone or "", "named before it")
            for place in localities(text, begin, first)
        )
        lead = self.lead
        if lead is not None and lead.zone and lead.zone != "UTC" and convert.offset_of(lead.zone) is None:
            ranked.append((0.7, f"“{lead.text}”", lead.zone, "told before it"))
        if self.publication.dateline and self.publication.place_zone:
            ranked.append((0.6, self.publication.dateline, self.publication.place_zone, "in the dateline"))
        if self.publication.place and self.publication.place_zone:
            ranked.append((0.6, self.publication.place, self.publication.place_zone, "the place of the document"))
        ranked.extend(
            (0.8 if count > 1 else 1.2, name, zone, "named in the text") for zone, name, count in _common(self.places())
        )
        ranked = [(cost, name, self._at_home(name, zone), where) for cost, name, zone, where in ranked]
        best: dict[str, ZoneOption] = {}
        for cost, name, zone, where in sorted(ranked, key=lambda one: one[0]):
            if zone and zone not in best and len(best) < 6:
                best[zone] = ZoneOption(zone, cost, None, (Step("local-time", (words.words, name, where, zone)),))
        home = self.publication.home
        if home and home not in best:
            step = Step("local-time", (words.words, home, "the publisher's home", home))
            best[home] = ZoneOption(home, 2.0, None, (), (step,), stated=False)
        return tuple(sorted(best.values(), key=lambda option: option.cost))

    def _own(self, name: str) -> str | None:
        """The zone of the document's own place, told more fully there: «Perth» in a text from Perth, Scotland."""
        place = self.publication.place or ""
        first, comma, _ = place.partition(",")
        return self.publication.place_zone if comma and places.fold(first) == places.fold(name) else None

    def _at_home(self, name: str, zone: str) -> str:
        """The zone of a place, of a namesake in the text's own country where that has one: Georgia in the US."""
        if (own := self._own(name)) is not None:
            return own
        home = self.publication.countries[:1]
        for place in places.lookup(name)[:6] if home else ():
            if place.country == home[0] and place.kind != "city" and place.zone:
                return place.zone
        return zone

    def _inherited(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...]:
        """The zones that the text around lends a clock time that states none: the first that has one to lend."""
        lenders = (
            self._of_here,
            self._of_heading,
            self._of_row,
            self._of_next,
            self._of_last,
            self._of_sentence,
            self._of_place,
            self._of_lead,
            self._of_address,
            self._of_text,
        )
        for lender in lenders:
            found = lender(draft, day)
            if found is not None:
                return found
        home = self._home()
        return () if home is None else (home,)

    def _of_here(self, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
        """The text's home: «9am Eastern is 1pm here»."""
        home = self._home() if _SAID_HERE.match(self.document.text, draft.end) else None
        return None if home is None else (home,)

    def _of_heading(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The head of its column or row, or the last «all times ET» above, or the first below."""
        text, language = self.document.text, self.document.language
        header = column_zone(text, draft.start, draft.end, language) or row_zone(text, draft.start, language)
        if header is None:
            above = [words for at, words in self.headers if at <= draft.start]
            header = above[-1] if above else self.headers[0][1] if self.headers else None
        if header is not None and header.sort is ZoneSort.LOCAL:
            header = row_town(text, draft.start, draft.end)
        return (
            None
            if header is None
            else _assumed(self._stated(header, day, header.words), "zone-of-heading", header.words)
        )

    def _of_row(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The one town of its table's row."""
        row = row_town(self.document.text, draft.start, draft.end) if in_row(self.document.text, draft.start) else None
        if row is None or "|" not in self.document.text[slice(*own_line(self.document.text, draft.start, draft.end))]:
            return None
        return _assumed(self._stated(row, day, row.words), "zone-of-heading", row.words)

    def _of_next(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The next of a list: «9 and 11 a.m. ET»."""
        behind = self._drafts[draft.number + 1] if draft.number + 1 < len(self._drafts) else None
        if behind is None or behind.words is None or behind.start - draft.end > 12:
            return None
        listed = _AND.fullmatch(self.document.text, draft.end, behind.start)
        return self._carried(behind, day) if listed else None

    def _of_last(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The one stated before in its sentence; behind equivalents the first of them, behind a bracket the one before
        that."""
        last = self.last
        if last is None or last.words is None or last.scope.sentence != draft.scope.sentence:
            return None
        lead = self.lead
        grouped = lead is not None and lead.group is not None and lead.group == last.group
        aside = grouped or ")" in self.document.text[last.end : draft.start].partition("(")[0]
        return self._carried(lead if aside and lead is not None else last, day)

    def _of_sentence(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The first that its sentence states."""
        stated = self.by_sentence.get(draft.scope.sentence)
        if stated is None or stated is draft or stated.words is None or self._elsewhere(draft):
            return None
        if (agreed := self._agreed(draft)) is not None and _WITH.search(self.document.text, draft.end, stated.start):
            return self._carried(agreed, day)
        return self._carried(stated, day)

    def _agreed(self, draft: Draft) -> Draft | None:
        """The last of two clock times or more before it in its paragraph, where all that state a zone state one."""
        near = self._drafts[max(0, draft.number - 2 * _NEAR) : draft.number]
        told = [d for d in near if d.words is not None and d.scope.paragraph == draft.scope.paragraph]
        return told[-1] if len(told) > 1 and len({d.words.key for d in told if d.words}) == 1 else None

    def _elsewhere(self, draft: Draft) -> bool:
        """Whether its sentence goes on to a zone of something else: «from 9 to 11; in Pune that is 1 p.m. IST»."""
        stated = self.by_sentence.get(draft.scope.sentence)
        return stated is not None and ";" in self.document.text[draft.end : stated.start]

    def _of_place(self, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
        """The zone of the one place with one clock in which the sentence puts something; a small town abroad is rather
        a namesake of something at home: «at Villa Park»."""
        first, last = draft.sentence
        home = self.publication.countries
        taken = [other for other in self._drafts[max(0, draft.number - _NEAR) : draft.number + _NEAR] if other.beside]
        begin, stop = self.document.text.rfind(";", first, draft.start), self.document.text.find(";", draft.end, last)
        first, last = max(first, begin + 1), last if stop < 0 else stop  # «9 to 11; friends in Pune dial in at 1»
        here = {
            self._at_home(place.name, place.zone): place
            for place in localities(self.document.text, first, last)
            if place.locative and place.kind in {"city", "country"} and place.zone
            if place.sure or not home or place.country in home or self._own(place.name)
            if all(not other.end <= place.at < other.clear for other in taken)  # «8pm (2pm in New York)» tells theirs
        }
        if len(here) != 1:
            return None
        ((zone, place),) = here.items()
        return (ZoneOption(zone, 0.8, None, (), (Step("zone-of-place", (zone, place.name)),), stated=False),)

    def _of_lead(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The text's own clock, last told in its paragraph."""
        lead = self.lead
        if lead is None or lead.zone is None or lead.scope.paragraph != draft.scope.paragraph:
            return None
        return self._carried(lead, day)

    def _of_address(self, draft: Draft, _day: date | None) -> tuple[ZoneOption, ...] | None:
        """The clock of the town whose address stands on a line of its own above or below."""
        found = address(self.document.text, draft.start, draft.end)
        if found is None or found.zone is None:
            return None
        step = Step("zone-of-place", (found.zone, found.name))
        return (ZoneOption(found.zone, 0.8, None, (), (step,), stated=False),)

    def _of_text(self, draft: Draft, day: date | None) -> tuple[ZoneOption, ...] | None:
        """The only one that the text states; where the text has a home, one of a place that it has stated before."""
        if self.single is None:
            return None
        home, (first, single) = self._home(), self.single
        told = home is not None and audience.TOLD.search(self.document.text, *first.sentence)
        if told or (home is not None and self._elsewhere(draft)):
            return None
        found = self._stated(single, day, single.words)
        at_home = home is not None and home.key not in {"UTC", *(option.key for option in found)}
        if not at_home or (single.sort is not ZoneSort.UTC and first.number < draft.number):
            return _assumed(found, "zone-of-text", single.words)
        return None

    def _carried(self, other: Draft, day: date | None) -> tuple[ZoneOption, ...]:
        words = other.words
        if words is None or words.sort is ZoneSort.LOCAL:
            if other.zone is None:
                return ()
            return (ZoneOption(other.zone, 0.3, None, (Step("zone-carried", (other.zone, other.text)),), stated=False),)
        found = self._kept_beside(other, words, self._stated(words, day, words.words), day)
        return _assumed(found, "zone-carried", other.text)

    def _home(self) -> ZoneOption | None:
        publication = self.publication
        if publication.place_zone:
            name = publication.place or publication.dateline or ""
            step = Step("zone-of-place", (publication.place_zone, name))
            return ZoneOption(publication.place_zone, 1.0, None, (), (step,), stated=False)
        if publication.home:
            rule = "zone-of-settings" if publication.from_settings else "zone-of-publisher"
            return ZoneOption(publication.home, 1.2, None, (), (Step(rule, (publication.home,)),), stated=False)
        return None


def _doubt(place: Locality) -> float:
    """What it costs that a small place may be a namesake, or part of another name: «the Lakeside ring»."""
    return 0.0 if place.sure else 0.5


def _option(choice: Choice, shown: str) -> ZoneOption:
    steps: tuple[Step, ...] = (Step("zone-stated", (shown, choice.zone)),)
    if choice.because is not None:
        steps = (Step("zone-by-context", (shown, choice.zone, choice.because)),)
    unsettled = choice.rank == 0 and not choice.settled
    assumed = (Step("ambiguous-abbreviation", (shown, choice.zone)),) if unsettled else ()
    return ZoneOption(choice.zone, OTHER_ZONE * choice.rank, choice.claim, steps, assumed)


def _assumed(options: tuple[ZoneOption, ...], rule: str, shown: str) -> tuple[ZoneOption, ...]:
    """Zones that are inherited: the words elsewhere claim no season here."""
    return tuple(
        ZoneOption(
            o.key,
            o.cost + 0.3,
            None,
            (Step(rule, (o.key, shown) if rule != "zone-of-heading" else (shown, o.key)),),
            o.assumed,
            stated=False,
        )
        for o in options
    )


def _common(places: Sequence[Locality]) -> list[tuple[str, str, int]]:
    """Zones of the places named, with a name and how often; those where the words put something come first."""
    weights: Counter[str] = Counter()
    names: dict[str, str] = {}
    for place in places:
        if place.zone and place.kind != "country":
            weights[place.zone] += 2 if place.locative else 1
            names.setdefault(place.zone, place.name)
    return [(zone, names[zone], count) for zone, count in weights.most_common(4)]
