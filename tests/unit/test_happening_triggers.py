"""Which word is the happening of a time, and what the words around it do to it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_documents import marked

from timeline.happening import happenings_of
from timeline.happening.words import lexicon, regular_stem
from timeline.model import Happening, Role

WRITTEN = date(2026, 5, 1)


def happening(text: str, number: int = 0) -> Happening:
    document, statements, _ = marked("a", text, WRITTEN)
    return [h for h in happenings_of(document, statements) if h.statement is not None][number]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The tribunal will hold a hearing on [9 May]{2026-05-09}.", "hearing"),
        ("The regatta is scheduled to begin at [10:00]{2026-05-09T10:00Z}.", "regatta"),
        ("The eruption that drove them out on [9 May]{2026-05-09} was small.", "eruption"),
        ("The man that drove them out on [9 May]{2026-05-09} was caught.", "drove"),
        ("An outage left shops without tills on [9 May]{2026-05-09}.", "outage"),
        ("The union called for a 24-hour strike that begins on [9 May]{2026-05-09}.", "strike"),
        ("A silo split open on [9 May]{2026-05-09}.", "split open"),
        ("The regatta slips by a week, to [9 May]{2026-05-09}.", "regatta"),
        ("The regatta, said the harbour master, begins on [9 May]{2026-05-09}.", "regatta"),
        ("[Saturday]{2026-05-09}'s auction fills the barn.", "auction"),
        ("After the [9 May]{2026-05-09} landslide the road stayed shut.", "landslide"),
        ("The raffle for the new roof takes place on [9 May]{2026-05-09}.", "raffle"),
        ("On [9 May]{2026-05-09}, the bridge collapsed under a lorry.", "collapsed"),
        ("A spokesman announced on [8 May]{2026-05-08} that the mill was sold.", "sold"),
        ("Wedding of Ida and Jens.\nWhen: [9 May]{2026-05-09}", "Wedding"),
        ("The newly restored carousel at Vik opens on [9 May]{2026-05-09}.", "opens"),
        ("A man opened fire in the food court of the mall on [30 April]{2026-04-30}.", "opened fire"),
        ("A blast tore through the mill on [30 April]{2026-04-30}, killing two people.", "blast"),
        ("The man charged over [Thursday]{2026-04-30}'s shooting spoke to his lawyer.", "shooting"),
        ("Shareholders will vote on the merger on [9 May]{2026-05-09}.", "vote"),
        ("[9 May, 10:00]{2026-05-09T10:00Z}: book fair, Vik Hall", "fair"),
        ("A gale warning is in force for the coast until [9 May]{2026-05-09}.", "gale warning"),
        ("Send your essays to the Vik Symposium by [9 May]{2026-05-09}; submit them as text.", "Symposium"),
        ("Submit your essays to the Vik Symposium by [9 May]{2026-05-09}.", "Submit"),
        ("The suspect, a clerk from Vik, was due to be brought before a judge on [9 May]{2026-05-09}.", "brought"),
        ("Ida Lund testifies before the committee on [9 May]{2026-05-09} about the theft.", "testifies"),
        ("The council adopted the broadcasting law on [30 April]{2026-04-30}.", "adopted"),
        ("The body of Per Holm, who went missing on [30 April]{2026-04-30}, was found.", "went missing"),
        ("The dam gave way at [21:50]{2026-04-30T21:50Z}, the fire service said.", "gave way"),
        ("The wreck came to rest close to the pier on [30 April]{2026-04-30}.", "came to rest"),
        ("The judge handed him a long ban [yesterday]{2026-04-30}.", "ban"),
        ("The crew were winched to safety by [7 a.m.]{2026-04-30T07:00Z}", "winched"),
        ("She was acquitted by her federation on [30 April]{2026-04-30}.", "acquitted"),
        ("Four men broke out of the jail on [30 April]{2026-04-30}.", "broke out of"),
        ("Lamps were lit for the victims of [Thursday]{2026-04-30}'s downfall.", "downfall"),
        ("A guide slipped and fell while climbing to a hut on [30 April]{2026-04-30}.", "fell"),
        ("The purchase of the mill was announced on [28 April]{2026-04-28}.", "purchase"),
        ("Lund has signed for Vik, the club announced on [30 April]{2026-04-30}.", "signed for"),
        ("Planes dropped mines on a camp in Unity state on [30 April]{2026-04-30}, an official said.", "dropped"),
        ("The plane crashed through the roof of the Vik bar at [22:25]{2026-04-30T22:25Z}.", "crashed"),
        ("He had been in a bad condition since a lorry hit the barn on [30 April]{2026-04-30}.", "hit"),
        ("The committee has heard of [Thursday]{2026-04-30}'s clerks' meeting.", "meeting"),
        ("A lorry hurled sand at the United States on [30 April]{2026-04-30}, cutting roads.", "hurled"),
        ("Dr Lund was found guilty of manslaughter on [30 April]{2026-04-30} in the death of a clerk.", "found guilty"),
        ("Lund was hurt on [30 April]{2026-04-30}, the highway patrol said.", "hurt"),
        ("Villagers dug him out on [30 April]{2026-04-30}.", "dug him out"),
        ("A man began firing at clerks on [30 April]{2026-04-30}.", "firing"),
        ("The appeal was heard in Vik on [30 April]{2026-04-30}.", "heard in"),
        ("The theft of two prints on [30 April]{2026-04-30} has shocked the town.", "theft"),
        ("The draw of the cup was made on [30 April]{2026-04-30} to settle the row.", "draw"),
        ("A man came back with a rifle on [30 April]{2026-04-30} and shot two clerks.", "shot"),
        ("Lund came back on [30 April]{2026-04-30} and held talks.", "came back"),
        ("Lund was charged with two counts of murder on [30 April]{2026-04-30}.", "charged"),
        ("Lund was convicted of the murder of a clerk in [May 2021]{2021-05}.", "murder"),
        ("The peak erupted without warning on [30 April]{2026-04-30}.", "erupted"),
        ("Crews fought a blaze on [30 April]{2026-04-30}.", "blaze"),
        ("If they agree, the law will take effect on [9 May]{2026-05-09}.", "law"),
        ("Mail lay about on [30 April]{2026-04-30} as clerks staged a walkout.", "walkout"),
        ("To help you find old clients, there will be a brownout on [9 May]{2026-05-09}.", "brownout"),
        ("Applications close soon, and we kick off on [9 May]{2026-05-09}.", "kick off"),
        ("Lund won the race to replace Per Holm on [30 April]{2026-04-30}.", "race"),
        ("She had been set free near Vik on [30 April]{2026-04-30}.", "set free"),
        ("The novel is published on [9 May]{2026-05-09}.", "published"),
        ("Quiz night: [9 May]{2026-05-09}", "Quiz night"),
        ("We meet you at the parents' evening on [9 May]{2026-05-09}.", "parents' evening"),
        ("We have extended the deadline of our museum call to [9 May]{2026-05-09}.", "deadline"),
        ("Because of a strike in the hall Ida's fair has been moved to [9 May]{2026-05-09}.", "fair"),
        ("Join us for a preview stream on [9 May]{2026-05-09}.", "stream"),
        ("Moss landing: Q&A\nJoin us on [9 May]{2026-05-09}.", "Q&A"),
    ],
)
def test_the_happening_of_a_time(text: str, trigger: str) -> None:
    assert happening(text).trigger == trigger


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        (
            "Police found two prints stolen in [March]{2026-03} in a barn on [Friday]{2026-04-24}.",
            ["stolen", "found"],
        ),
        (
            "A court jailed the driver of a bus which crashed on [2 May]{2026-05-02}, killing six, [now]{2026-05}.",
            ["crashed", "jailed"],
        ),
        (
            "The comet can be seen from [9 May]{2026-05-09} and passes closest to Earth on [16 May]{2026-05-16}.",
            ["comet", "passes closest"],
        ),
        ("The toll of [Sunday]{2026-04-26}'s blast rose to six on [Monday]{2026-04-27}.", ["blast", "rose"]),
        ("The strike began on [2 May]{2026-05-02} and ended on [9 May]{2026-05-09}.", ["strike", "strike"]),
    ],
)
def test_each_time_of_a_sentence_has_its_own(text: str, triggers: list[str]) -> None:
    assert [happening(text, number).trigger for number in (0, 1)] == triggers


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Doors open at [19:00]{2026-05-09T19:00Z}.", Role.START),
        ("The fair ends on [9 May]{2026-05-09}.", Role.END),
        ("The fair runs until [9 May]{2026-05-09}.", Role.END),
        ("We explain how to apply in a session on [9 May]{2026-05-09}.", None),
        ("The application will be considered by the board on [9 May]{2026-05-09}.", None),
        ("Applications close on [9 May]{2026-05-09}.", Role.DEADLINE),
        ("Please send your papers by [9 May]{2026-05-09}.", Role.DEADLINE),
        ("By [6:30]{2026-05-09T06:30Z} the fire was out.", None),
        ("The road was closed on [30 April]{2026-04-30} after a landslip.", None),
        ("The meeting adjourned at [20:51]{2026-05-09T20:51Z}.", Role.END),
        ("The fair is on [9 May]{2026-05-09}.", None),
        ("Nobody had to be counted before the boat left for Vik on [30 April]{2026-04-30}.", None),
    ],
)
def test_the_role_of_a_time(text: str, role: Role | None) -> None:
    assert happening(text).role is role


@pytest.mark.parametrize(
    ("text", "number", "update"),
    [
        ("The fair is moved from [9 May]{2026-05-09} to [16 May]{2026-05-16}.", 0, "superseded"),
        ("The fair is moved from [9 May]{2026-05-09} to [16 May]{2026-05-16}.", 1, "moved"),
        ("The fair has been postponed until [16 May]{2026-05-16}.", 0, "postponed"),
        ("The bridge reopens a week early, on [9 May]{2026-05-09}.", 0, "renewed"),
        ("The board will meet on [16 May]{2026-05-16} instead.", 0, "moved"),
        ("The fair on [9 May]{2026-05-09} is cancelled.", 0, "cancelled"),
        ("Lift-off comes no earlier than [9 May]{2026-05-09}.", 0, "not-before"),
        ("Correction: the fair is on [16 May]{2026-05-16}.", 0, "corrected"),
        ("We have corrected the date of the fair, which is [16 May]{2026-05-16}.", 0, "corrected"),
        ("The correct window for the fair is [16 May]{2026-05-16}.", 0, "corrected"),
        ("The works has corrected the fault and will hold the fair on [16 May]{2026-05-16}.", 0, None),
        ("An earlier version of this page gave the fair as [9 May]{2026-05-09}.", 0, "superseded"),
        ("The fair is on [9 May]{2026-05-09}.", 0, None),
        ("Trains are cancelled when drivers walk out on [9 May]{2026-05-09}.", 0, None),
        ("The fair is not on [9 May]{2026-05-09} but on [16 May]{2026-05-16}.", 1, "moved"),
        ("They could not agree on a hall, but on [9 May]{2026-05-09} the fair opens.", 0, None),
        ("The fair is not only on [9 May]{2026-05-09} but on [16 May]{2026-05-16}.", 1, None),
        ("We move the tables before the fair on [9 May]{2026-05-09}.", 0, None),
        ("The line moves in to active support, where it will remain until [9 May]{2026-05-09}.", 0, None),
        ("The fair has been moved back until [16 May]{2026-05-16}.", 0, "moved"),
    ],
)
def test_a_change_of_time(text: str, number: int, update: str | None) -> None:
    assert happening(text, number).update == update


def test_place_participants_and_destination() -> None:
    flight = happening("Minister Ada Lund and Per Holm fly to Reykjavik on [9 May]{2026-05-09}.")
    talk = happening("Ada Lund meets Per Holm in Bergen on [9 May]{2026-05-09}.")

    assert flight.destination == "Reykjavik"
    assert talk.place == "Bergen"
    assert talk.participants == ("Ada Lund", "Per Holm")


def test_a_saint_is_no_sentences_end() -> None:
    talk = happening("Planners present the routes in St. Anne's Hall on [9 May]{2026-05-09}. Anne spoke on Mt. Hood.")

    assert talk.place == "St Anne's Hall"


def test_a_stated_order_is_kept() -> None:
    assert happening("A briefing is held on [9 May]{2026-05-09} after the summit.").relations == (("after", "summit"),)


def test_what_has_its_own_time_is_no_mark_of_its_neighbour() -> None:
    text = "The crew landed on [8 May]{2026-05-08} for the launch planned for [9 May]{2026-05-09}."

    assert happening(text).others == ()


def test_sentences_without_a_time_are_happenings_too() -> None:
    document, statements, _ = marked("a", "The concert is on [9 May]{2026-05-09}. The concert is sold out.", WRITTEN)

    assert [h.statement is None for h in happenings_of(document, statements)] == [False, True]


def test_the_date_of_the_text_itself_is_no_happening() -> None:
    stamped, stamps, _ = marked(
        "a", "Updated on [1 May 2026]{2026-05-01}\nThe fair is on [9 May]{2026-05-09}.", WRITTEN
    )
    listed, fields, _ = marked("b", "Village fair\nDate: [9 May]{2026-05-09}\nOn [10 May]{2026-05-10}", WRITTEN)

    assert [h.trigger for h in happenings_of(stamped, stamps) if h.statement] == ["fair"]
    assert [h.trigger for h in happenings_of(listed, fields) if h.statement] == ["fair", "fair"]


def test_forms_of_a_word_share_a_stem() -> None:
    stem = lexicon("en").stem

    assert stem("Meetings") == stem("met") == stem("meet")
    assert stem("shooting") == stem("shot")
    assert regular_stem("cities") == "city"


@given(st.text(st.characters(exclude_characters="{"), max_size=400))  # no marks of our own
def test_no_text_breaks_it(text: str) -> None:
    document, statements, _ = marked("a", text + " [9 May]{2026-05-09} " + text, WRITTEN)

    for found in happenings_of(document, statements):
        assert found.quote == document.text[found.span[0] : found.span[1]]
        assert found.trigger


@pytest.mark.parametrize(
    ("text", "triggers"),
    [
        ("LISBON, [1 May]{2026-05-01} (Nordwire) — The assembly votes on [9 May]{2026-05-09}.", ["votes"]),
        ("Lisbon ([May 1, 2026]{2026-05-01}): The assembly votes on [9 May]{2026-05-09}.", ["votes"]),
        (
            "Vote off\nFri., May. 1, [2026]{2026-05} [11:45 AM]{2026-05-01T11:45Z}\nIt is on [9 May]{2026-05-09}.",
            ["Vote"],
        ),
        ("Lisbon, [2 May]{2026-05-02} – Lund reads.", ["reads"]),
    ],
)
def test_the_day_of_the_text_itself_is_no_happening(text: str, triggers: list[str]) -> None:
    document, statements, _ = marked("a", text, WRITTEN)

    assert [h.trigger for h in happenings_of(document, statements) if h.statement is not None] == triggers


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The council condemned the bombing in Vik on [30 April]{2026-04-30}.", "condemned"),
        ("[The day before]{2026-04-30} Lund's death another climber died.", "died"),
    ],
)
def test_what_was_before_has_not_the_time_of_what_is_told(text: str, trigger: str) -> None:
    assert happening(text).trigger == trigger


def test_what_was_before_an_hour_that_is_past_did_not_end_then() -> None:
    assert happening("A fire broke out at the inn before [dawn]{2026-04-30} and was put out.").role is None
    assert happening("The fire will be put out before [9 May]{2026-05-09}.").role is not None


def test_what_was_called_off_on_a_day_that_is_past_was_called_off_then() -> None:
    assert happening("The two firms called off their merger on [28 April]{2026-04-28}.").update is None
    assert happening("The raffle on [9 May]{2026-05-09} is called off.").update == "cancelled"
