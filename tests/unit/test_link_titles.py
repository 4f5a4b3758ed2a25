"""What an event is called: what a person would write into a calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from marked_documents import marked

from timeline.happening import happenings_of
from timeline.link import link


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("[Monday]{2026-05-04}'s bus strike in Skagen was short.", "Bus strike, Skagen"),
        (
            "The trial of Maeve Corrigan, accused of forging tickets, opens at Skagen court on [4 May]{2026-05-04}.",
            "Maeve Corrigan trial, Skagen court",
        ),
        (
            "Shareholders of Corran Tanning will vote on the merger on [4 May]{2026-05-04}.",
            "Shareholders of Corran Tanning vote on the merger",
        ),
        ("[Monday]{2026-05-04}'s total eclipse is seen in Skagen.", "Total eclipse, Skagen"),
        ("On [Monday]{2026-05-04} Ines Vaz quietly worked for Corran.", "Ines Vaz worked for Corran"),
        ("Foreign ministers will hold talks there on [4 May]{2026-05-04}.", "Foreign ministers hold talks"),
        ("Inspector Ada Holm said two climbers had died on [Monday]{2026-05-04}.", "Two climbers died"),
        ("The closure of the road in Skagen lasts until [4 May]{2026-05-04}.", "Closure of the road, Skagen"),
        (
            "Maintenance of the login page: [4 May 2026, 03:00]{2026-05-04T01:00Z Europe/Copenhagen}.",
            "Maintenance of the login page",
        ),
        ("* **Abstracts**: [4 May 2026]{2026-05-04}", "Abstracts"),
        ("| Descent | [4 May 2026, 03:00]{2026-05-04T01:00Z Europe/Copenhagen} | 21:00 |", "Descent"),
        ("Tenders for the quay must be submitted by [4 May]{2026-05-04}.", "Deadline: tenders for the quay"),
        ("Please register for the workshop by [4 May]{2026-05-04}.", "Registration deadline: workshop"),
        (
            "Registration for the Weaving Fair opens at [9:00 on 4 May]{2026-05-04T07:00Z Europe/Copenhagen}.",
            "Registration for the Weaving Fair",
        ),
        ("Game 2 starts on [4 May]{2026-05-04}.", "Game 2"),
        (
            "A clerk confirmed to the Herald that a judge signed an order on [30 April]{2026-04-30}.",
            "Judge signed an order",
        ),
        ("The firm said on [29 April]{2026-04-29} that hackers had stolen the lists.", "Hackers had stolen the lists"),
        ("The airport was shut for hours and reopened at [9:00]{2026-04-30T09:00Z}.", "Airport reopened"),
        ("Rui Magno, the captain, was detained on [30 April]{2026-04-30}.", "Rui Magno detained"),
        ("The mayor of Frome, Ada Lund, opens the library on [4 May]{2026-05-04}.", "Mayor of Frome opens the library"),
        ("By [6:30]{2026-04-30T06:30Z} the fire in Vik had been put out.", "Fire, Vik"),
        (
            "VIK, Norway – A gunman shot a guard in the market on [30 April]{2026-04-30}.",
            "Gunman shot a guard in the market",
        ),
        ("Rui Magno was caught in Vik on [30 April]{2026-04-30}, Chief Ada Lund said.", "Rui Magno caught in Vik"),
        ("Classes at the school resume on [4 May]{2026-05-04}.", "Classes"),
        (
            "Ida Lund sings in Skagen on [4 May at 20:00]{2026-05-04T18:00Z Europe/Copenhagen}; doors open at 19:00.",
            "Ida Lund sings, Skagen",
        ),
        ("Data bootcamp, spring\nApply by [10 May]{2026-05-10}.", "Deadline: Data bootcamp"),
        (
            "Nine people burned to death in a hospital in Vik on [30 April]{2026-04-30}.",
            "Nine people burned to death in a hospital in Vik",
        ),
        ("The ship was allowed to sail on [30 April]{2026-04-30}.", "Ship was allowed to sail"),
        ("Omar Lund will succeed her on [9 May]{2026-05-09}.", "Omar Lund succeeds"),
        (
            "Gunmen abducted French reporter Ida Lund on [30 April]{2026-04-30}.",
            "Gunmen abducted French reporter Ida Lund",
        ),
        ("4,000 runners left Vik on [30 April]{2026-04-30}.", "4,000 runners left Vik"),
    ],
)
def test_titles(text: str, title: str) -> None:
    document, statements, _ = marked("a", text, date(2026, 5, 1))

    assert [event.title for event in link([document], happenings_of(document, statements)) if event.when] == [title]


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("Open mapping call, autumn dates", "Open mapping call"),
        ("Minutes – Harbour Trust call", "Harbour Trust call"),
        ("When the moderators call", "Call"),
        ("Our next call", "Call"),
        ("Dates: call", "Call"),
    ],
)
def test_a_bare_noun_is_called_as_the_documents_title_calls_it(headline: str, title: str) -> None:
    document, statements, _ = marked("a", "Our call is on [4 May 2026]{2026-05-04}.", date(2026, 5, 1))
    document = replace(document, title=headline)

    assert [event.title for event in link([document], happenings_of(document, statements)) if event.when] == [title]


def test_a_text_that_tells_no_time_of_it_names_no_event() -> None:
    told, statements, _ = marked(
        "a",
        "Opponents of the Harrow talks gathered outside the town hall in Harrow on [9 May]{2026-05-09}, as Holm"
        " and Lund prepared to negotiate.",
        date(2026, 5, 10),
    )
    untold, _, _ = marked(
        "b",
        "Holm and Lund meet in Harrow. Holm speaks of a listening session in Harrow, as the talks of Holm and Lund"
        " begin.",
        date(2026, 5, 8),
    )

    (event,) = link([told, untold], [*happenings_of(told, statements), *happenings_of(untold, [])])

    assert event.title == "Opponents of the Harrow talks gathered outside the town hall"
    assert {happening.document for happening in (one.happening for one in event.links)} == {"a", "b"}
