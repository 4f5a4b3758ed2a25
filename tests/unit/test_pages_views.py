"""Addresses, security headers and what the pages say, without a browser."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from io import BytesIO

import pytest
from sample_timeline import EVENTS, PRESS, SAMPLE, minute, single
from werkzeug.test import Client, TestResponse

from timeline.config import Config, Publish
from timeline.export.page import faces, sharing, web_folder
from timeline.export.page.cards import step_words
from timeline.model import AllDay, Document, Grain, Rival, Role, Status, Step, Timeline
from timeline.pipeline import run
from timeline.serve import ServeConfig, create_app
from timeline.serve.address import address

NOW = datetime(2025, 8, 15, 16, 20, tzinfo=UTC)
CONFIG = ServeConfig(title="Harbour", zones=("America/New_York", "Europe/Kyiv"), now=lambda: NOW)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PAGES = ["/", "/events/summit-7f3a@timeline", "/sources/harbour", "/conflicts", "/check", "/embed"]


def client(timeline: Timeline = SAMPLE, config: ServeConfig = CONFIG) -> Client:
    return Client(create_app(lambda: timeline, config))


def get(path: str, timeline: Timeline = SAMPLE, config: ServeConfig = CONFIG, **headers: str) -> TestResponse:
    return client(timeline, config).get(path, headers={"Accept": "text/html", **headers})


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_every_answer_is_guarded(path: str) -> None:
    headers = get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_inline_script_or_style(path: str) -> None:
    page = get(path).text

    assert "style=" not in page
    assert "<style" not in page
    assert re.findall(r"\son\w+=", page) == []
    for tag in re.findall(r"<script[^>]*>", page):
        assert 'src="/static/' in tag or 'type="application/ld+json"' in tag


def test_only_the_embed_may_be_framed_and_only_where_the_settings_say_so() -> None:
    config = replace(CONFIG, frame_ancestors=("https://news.example",))

    framed = get("/embed", config=config)

    assert framed.headers["Content-Security-Policy"].endswith("frame-ancestors https://news.example")
    assert "X-Frame-Options" not in framed.headers
    assert "<script" not in framed.text
    assert get("/", config=config).headers["Content-Security-Policy"] == POLICY


def test_a_strange_host_is_refused() -> None:
    assert client().get("/", headers={"Host": "evil.example"}).status_code == 400


def test_an_error_is_a_page_for_people_and_a_problem_for_programs() -> None:
    assert "To the timeline" in get("/nowhere").text
    problem = client().get("/nowhere", headers={"Accept": "application/json"})

    assert problem.status_code == 404
    assert problem.content_type.startswith("application/problem+json")


def test_a_zone_is_added_to_the_address_once() -> None:
    assert get("/?add=Tokyo&q=summit").headers["Location"] == "/?tz=America/New_York,Europe/Kyiv,Asia/Tokyo&q=summit"
    assert get("/?add=Europe/Kiev&tz=Europe/Kyiv").headers["Location"] == "/?tz=Europe/Kyiv"


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("CST", "Shanghai"),
        ("Georgia", "Tbilisi"),
        ("qwertz", "No time zone is known"),
        ("<svg onload=x>", "No time zone"),
    ],
)
def test_words_that_name_no_single_zone_are_answered(typed: str, offered: str) -> None:
    page = client().get("/", query_string={"add": typed}, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert offered in page.text
    assert "<svg onload" not in page.text


def test_the_readers_zone_comes_first_by_its_present_name() -> None:
    reader = client()
    reader.set_cookie("zone", "Asia/Calcutta")
    stranger = client()
    stranger.set_cookie("zone", "../../etc/passwd")

    assert re.search(r'class="zone you"><b>Kolkata</b>', reader.get("/").text)
    assert stranger.get("/").status_code == 200


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("conflict=1", {"Summit of the two presidents"}),
        ("q=dinner", {"Dinner of the delegation"}),
        ("q=gulf+wire", {"Summit of the two presidents"}),
        ("source=club", {"Map Club call", "Change of the night watch", "Excursion", "Town hall closed"}),
        ("place=London", {"Change of the night watch"}),
        ("participant=second+president", {"Summit of the two presidents"}),
        ("since=2025-10-20&until=2025-10-30&source=club", {"Map Club call", "Change of the night watch"}),
        ("q=nothing+of+the+kind", set()),
        ("since=2025-08-16&until=2025-08-16&tz=America/Anchorage", {"Exhibition"}),
        (
            "since=2025-08-16&until=2025-08-16&tz=Europe/Moscow",
            {"Press conference", "Dinner of the delegation", "Exhibition"},
        ),
        ("since=2025-08-16&until=2025-08-15", set()),
    ],
)
def test_filters(query: str, titles: set[str]) -> None:
    page = get(f"/?view=all&{query}").text

    shown = set(re.findall(r'<th scope="row">.*?<bdi>(.*?)</bdi>', page))
    assert shown == titles


@pytest.mark.parametrize(
    "query",
    [
        "tz=Nowhere/City&view=sideways&day=2025-02-30&page=-4",
        "from=20250815T1200Z&to=20250815T1200Z",
        "from=x&to=y&since=0000-00-00&until=99999-01-01",
        "day=0001-01-01&view=day",
        "day=9999-12-31&view=month",
        "from=0002-01-01&to=9997-01-01",
        "page=999999999999",
        "tz=" + ",".join(["UTC"] * 500),
        "q=" + "x" * 5000,
        "tz=%00&source=%ff&q=%ed%a0%80",
    ],
)
def test_no_query_breaks_the_page(query: str) -> None:
    assert get(f"/?{query}").status_code == 200


def test_a_canonical_address_reads_as_itself() -> None:
    app = create_app(lambda: SAMPLE, CONFIG)
    query = (
        "tz=Europe/Kyiv,UTC&source=club&place=London&conflict=1&since=2025-08-01&q=a+b"
        "&from=20250815T1200Z&to=20250816T0000Z"
    )
    with app.test_request_context("/?" + query) as context:
        first = address(context.request.args)
    with app.test_request_context(first.to()) as context:
        assert address(context.request.args) == first


def test_nothing_of_a_source_is_shown_where_nothing_may_be() -> None:
    config = replace(CONFIG, publish=Publish.NONE)
    for path in ("/", "/events/summit-7f3a@timeline", "/sources/harbour"):
        page = get(path, config=config).text
        assert "11:30 a.m. local time" not in page.split("Sources, and how")[0].replace("&#34;", "")
        assert "the host says" not in page
        assert "<blockquote" not in page


def test_findings_do_not_repeat_the_words_of_a_source_that_may_not_be_shown() -> None:
    text = "We call on Thu, 12 May 2025, 3.30pm EST. Then 14.00-13.00 CST for 3hrs, and midnight of 4 May 2025."
    found = run((Document("d", text),), Config())
    codes = {finding.code for finding in found.findings}
    quiet, loud = (
        get("/sources/d", found, replace(CONFIG, publish=publish)).text.partition("<aside")[2].partition("</aside")[0]
        for publish in (Publish.NONE, Publish.QUOTES)
    )

    assert {"TL101", "TL111", "TL114"} <= codes
    for finding in found.findings:
        assert f"<b>{finding.code}</b>" in quiet
        for start, end in finding.spans:
            assert escape(text[start:end]) not in quiet
    assert "midnight of 4 May 2025" in loud
    assert "A weekday that does not fall on its date." in quiet
    assert "Mon 12 May 2025, 19:30 UTC; Mon 12 May 2025, 20:30 UTC" in quiet


def test_quotes_are_sentences_and_full_is_everything() -> None:
    assert "two presidents come to the harbour" not in get("/sources/harbour").text
    assert (
        "two presidents come to the harbour"
        in get("/sources/harbour", config=replace(CONFIG, publish=Publish.FULL)).text
    )


def test_the_feed_carries_the_filters() -> None:
    config = replace(CONFIG, base_url="https://times.example", trusted_hosts=("localhost",))
    page = get("/?tz=UTC&conflict=1&source=gulf", config=config).text

    assert "webcal://times.example/calendar.ics?source=gulf&amp;conflict=1" in page
    assert 'role="img" aria-label="QR code' in page


def test_a_loopback_server_offers_the_download_alone_and_says_why() -> None:
    page = get("/").text

    assert "answers on this machine only" in page
    assert "webcal://" not in page


def test_the_share_text_is_right_in_each_zone() -> None:
    shown = [faces.face(key) for key in ("America/Anchorage", "America/New_York", "Europe/Moscow")]
    event = single("x", "Talks", replace(PRESS, when=minute("2025-08-15T19:30Z"), approximate=False), "press")

    share = sharing.share(event, shown, "https://times.example/events/x")

    assert share is not None
    assert share.plain == (
        "Talks: Fri 15 Aug 2025, 11:30 Anchorage / 15:30 New York / 22:30 Moscow https://times.example/events/x"
    )
    assert share.chat == "Talks: <t:1755286200:F>"
    assert share.html.startswith('<p>Talks: <time datetime="2025-08-15T19:30:00Z">Fri 15 Aug 2025, 11:30 Anchorage')


def test_a_pasted_text_that_cannot_be_read_is_said_so() -> None:
    here = client()

    empty = here.post("/check", data={"text": " "}, headers={"Accept": "text/html"})
    long = here.post("/check", data={"text": "x" * 200_001}, headers={"Accept": "text/html"})
    zone = here.post("/check", data={"text": "at 3", "zone": "Nowhere"}, headers={"Accept": "text/html"})

    assert (empty.status_code, long.status_code, zone.status_code) == (422, 422, 422)
    assert "at most 200000" in long.text
    assert "Nowhere" in zone.text


def test_a_tab_is_called_by_a_short_title_that_turns_nothing() -> None:
    long = replace(EVENTS[0], uid="long", title="\u202eOpening " + "of the very old hall " * 40)
    page = client(replace(SAMPLE, events=(long, *EVENTS[1:]))).get("/events/long", headers={"Accept": "text/html"})

    title = re.findall(r"<title>(.*?)</title>", page.text)[0]
    assert title.startswith("⟨U+202E⟩Opening of the very old hall")
    assert len(title) < 130


def many(count: int) -> Timeline:
    start = minute("2025-08-01T00:00Z").start
    statements = (
        replace(PRESS, when=minute((start + timedelta(minutes=52 * n)).isoformat()), approximate=False)
        for n in range(count)
    )
    events = tuple(single(f"e{n}", f"Event number {n} of many", s, "press") for n, s in enumerate(statements))
    return replace(SAMPLE, events=events + EVENTS)


@pytest.fixture(scope="module")
def large() -> Client:
    timeline = many(10_000)
    return Client(create_app(lambda: timeline, CONFIG))


def test_ten_thousand_events_are_counted_in_bins_and_paged(large: Client) -> None:
    page = large.get("/?view=all", headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    text = gzip.decompress(page.data).decode()

    assert len(page.data) < 20_000
    assert text.count('class="bin"') > 60
    assert text.count('<th scope="row">') == 200
    assert "Later rows" in text


def test_styles_and_script_are_small() -> None:
    static = web_folder() / "static"

    assert sum(len(gzip.compress((static / name).read_bytes())) for name in ("app.css", "app.js")) < 8_000


STATUSES = {Status.CONFIRMED: "EventScheduled", Status.TENTATIVE: "EventScheduled", Status.CANCELLED: "EventCancelled"}


@pytest.mark.parametrize("status", STATUSES)
def test_search_engines_are_told_the_start_with_its_offset_and_the_status(status: Status) -> None:
    summit = replace(next(e for e in EVENTS if e.uid.startswith("summit")), status=status, zone="America/Anchorage")
    page = get(f"/events/{summit.uid}", replace(SAMPLE, events=(summit,))).text
    data = json.loads(page.partition('<script type="application/ld+json">')[2].partition("</script>")[0])

    assert data["@type"] == "Event"
    assert data["startDate"] == "2025-08-15T11:30:00-08:00"
    assert data["eventStatus"] == f"https://schema.org/{STATUSES[status]}"
    assert data["url"].endswith(summit.uid)


def test_dates_that_nobodys_zone_governs_are_rivals_too() -> None:
    days = [AllDay(date(2025, 8, n), date(2025, 8, n + 1), None, Grain.DAY) for n in (14, 16)]
    readings = tuple(Rival(Role.START, day, (who,), ()) for day, who in zip(days, ("harbour", "gulf"), strict=True))
    event = replace(EVENTS[0], when=days[0], readings=readings, zone=None, disputed=True, grain=Grain.DAY)
    for path in ("/", "/conflicts", f"/events/{event.uid}"):
        page = get(path, replace(SAMPLE, events=(event,))).text

        assert "Thursday 14 August 2025</" in page
        assert "Saturday 16 August 2025</" in page
    assert "by 2 days" in get("/", replace(SAMPLE, events=(event,))).text


def test_derivations_are_told_in_the_words_of_the_page_and_quotes_as_they_are() -> None:
    said = step_words(Step("to-utc", ("2025-08-15T11:30", "America/Anchorage", "2025-08-15T19:30Z")))
    quoted = step_words(Step("reckoned", ("2025-08-15", "2025-08-15")))

    assert said == "15 Aug 2025 11:30 in America/Anchorage is 15 Aug 2025 19:30 UTC"
    assert quoted == "“2025-08-15” is 15 Aug 2025"


def test_a_dangerous_address_of_a_source_is_no_link() -> None:
    document = Document("bad", "At noon.", url="javascript:alert(1)")
    page = get("/sources/bad", replace(SAMPLE, documents=(*SAMPLE.documents, document))).text

    assert "javascript:" not in page


TEXT = "The club meets on Friday, 14 August 2025 at 15:30 UTC.\n"


def test_a_pasted_text_is_read_by_the_engine_and_not_stored() -> None:
    here = client()

    page = here.post("/check", data={"text": TEXT}, headers={"Accept": "text/html"})

    assert page.status_code == 200
    assert "14 August 2025 is a Thursday" in page.text
    assert re.search(r"<del>Fri[a-z]*</del> <ins>Thu", page.text)
    assert "15:30" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert "The club meets" not in here.get("/").text


def test_a_dropped_file_is_read_in_its_own_form() -> None:
    content = b"---\npublished: 2025-08-01\nzone: Europe/Kyiv\n---\n# Plan\n\nThe call is **tomorrow at 15:30**.\n"

    page = client().post("/check", data={"file": (BytesIO(content), "../plan.md")}, headers={"Accept": "text/html"})

    assert "2 Aug 2025 12:30 UTC" in page.text
    assert "published:" not in page.text


def test_a_file_that_is_no_text_is_said_so() -> None:
    page = client().post("/check", data={"file": (BytesIO(b"\xff\xfe\x00A"), "plan.txt")})

    assert page.status_code == 422
    assert "not UTF-8" in page.text


def test_too_many_texts_at_once_have_to_wait() -> None:
    here = client(config=replace(CONFIG, posts_a_minute=2))
    codes = [here.post("/check", data={"text": "x"}, headers={"Accept": "text/html"}).status_code for _ in range(3)]

    assert codes == [200, 200, 429]


def test_a_window_tells_how_many_events_lie_outside_it() -> None:
    def listed(view: str) -> set[str]:
        return set(re.findall(r'<th scope="row">.*?href="([^"]+)"', get(f"/?view={view}&day=2025-08-15").text))

    apart = re.search(r"(\d+) more events? outside this stretch", get("/?view=day&day=2025-08-15").text)

    assert apart is not None
    assert int(apart[1]) == len(listed("all") - listed("day"))
    assert "outside this stretch" not in get("/?view=all").text
