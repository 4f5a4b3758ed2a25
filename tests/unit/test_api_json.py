"""The JSON API: what it gives, what it refuses, and that it does as its description says."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from calendar_events import CHANGED, DOCUMENTS, at, disputed, event
from flask.testing import FlaskClient

from timeline.config import Config, Publish
from timeline.model import Document, Finding, Level, Status, Timeline
from timeline.serve import ServeConfig, create_app
from timeline.serve.limits import Limit

EVENTS = (
    disputed(),
    event("early@example.org", at("2026-08-20T09:00Z"), title="Opening"),
    event("gone@example.org", status=Status.CANCELLED),
    event("past@example.org", in_calendar=False, title="Founding"),
)
SAMPLE = Timeline(tuple(DOCUMENTS.values()), (), EVENTS, (), "2026c")
TOKEN = "a secret of some length"


def client(**settings: Any) -> FlaskClient:
    given = {"base_url": "http://localhost", "now": lambda: CHANGED, **settings}
    return create_app(lambda: SAMPLE, ServeConfig(**given)).test_client()


def schema(of: FlaskClient, name: str) -> dict[str, Any]:
    """A schema of the description, with what it refers to."""
    description = of.get("/api/v1/openapi.json").get_json()
    return {"$ref": f"#/components/schemas/{name}", "components": description["components"]}


def fits(of: FlaskClient, name: str, body: object) -> None:
    jsonschema.validate(body, schema(of, name), cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/api/v1/events", "Events"),
        ("/api/v1/events/disputed@example.org", "OneEvent"),
        ("/api/v1/documents", "Documents"),
        ("/healthz", "Health"),
    ],
)
def test_an_answer_is_as_described(path: str, name: str) -> None:
    web = client()
    answer = web.get(path)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    fits(web, name, answer.get_json())


def test_every_event_is_there_background_included() -> None:
    body = client().get("/api/v1/events").get_json()

    assert body["total"] == 4
    assert [one["uid"] for one in body["events"]] == [one.uid for one in EVENTS]


def test_events_come_some_at_a_time() -> None:
    body = client().get("/api/v1/events?limit=2&offset=1").get_json()

    assert [one["uid"] for one in body["events"]] == ["early@example.org", "gone@example.org"]
    assert (body["total"], body["offset"]) == (4, 1)


@pytest.mark.parametrize(
    ("query", "count"), [("?status=disputed", 1), ("?cancelled=hide", 3), ("?q=founding", 1), ("?source=letter", 1)]
)
def test_events_are_filtered_as_the_feed_is(query: str, count: int) -> None:
    assert client().get(f"/api/v1/events{query}").get_json()["total"] == count


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/api/v1/events?limit=0", 400, "limit '0' is no number from 1 to 10000"),
        ("/api/v1/events?limit=²", 400, "is no number"),
        ("/api/v1/events?status=x", 400, "unknown status"),
        ("/api/v1/events/nobody", 404, "no event 'nobody'"),
        ("/api/v1/nothing", 404, ""),
        ("/api/v1/read", 405, ""),
    ],
)
def test_errors_are_problem_documents(path: str, status: int, words: str) -> None:
    web = client()
    answer = web.get(path)

    assert answer.status_code == status
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    body = json.loads(answer.data)
    fits(web, "Problem", body)
    assert body["status"] == status
    assert words in body["detail"]


def test_nothing_of_a_source_is_shown_unless_it_may_be() -> None:
    def texts(publish: Publish) -> tuple[str, bool]:
        web = client(publish=publish)
        (one,) = web.get("/api/v1/events?status=disputed").get_json()["events"]
        return one["statements"][0]["quote"], "text" in web.get("/api/v1/documents").get_json()["documents"][0]

    assert texts(Publish.NONE) == ("", False)
    assert texts(Publish.QUOTES) == ("The talk begins at 9:00 UTC on 15 September.", False)
    assert texts(Publish.FULL) == ("The talk begins at 9:00 UTC on 15 September.", True)


def test_an_unchanged_answer_is_304() -> None:
    web = client()
    tag = web.get("/api/v1/events").headers["ETag"]

    assert web.get("/api/v1/events", headers={"If-None-Match": tag}).status_code == 304


# -- texts ----------------------------------------------------------------------


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Document, ...]]:
    """Documents that were computed; the pipeline is replaced by one that finds a fault in each."""
    import timeline.pipeline

    seen: list[tuple[Document, ...]] = []

    def run(documents: Sequence[Document], config: Config) -> Timeline:
        seen.append(tuple(documents))
        faults = tuple(Finding("TL111", "weekday-mismatch", Level.ERROR, "no", d.id, ((0, 2),)) for d in documents)
        return Timeline(tuple(documents), (), (), faults, "2026c")

    monkeypatch.setattr(timeline.pipeline, "run", run)
    return seen


def test_one_document_is_read(computed: list[tuple[Document, ...]]) -> None:
    web = client()
    answer = web.post("/api/v1/read", json={"text": "On Friday.", "published": "2026-08-01", "zone": "Asia/Tokyo"})

    assert answer.status_code == 200
    fits(web, "Read", answer.get_json())
    assert answer.get_json()["id"] == "document-1"
    ((document,),) = computed
    assert (document.text, str(document.published), document.zone) == ("On Friday.", "2026-08-01", "Asia/Tokyo")


def test_several_documents_are_checked_as_one_corpus(computed: list[tuple[Document, ...]]) -> None:
    web = client()
    answer = web.post("/api/v1/check", json={"documents": [{"id": "a", "text": "One."}, {"text": "Two."}]})

    fits(web, "Findings", answer.get_json())
    assert [f["document"] for f in answer.get_json()["findings"]] == ["a", "document-2"]
    assert [len(documents) for documents in computed] == [2]


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        (b"{", 400, "no JSON"),
        (b"\xff", 400, "no JSON"),
        (b"[" * 15_000, 400, "no JSON"),
        (b"[]", 422, "send one document"),
        (b'{"documents": []}', 422, "send one document"),
        (b'{"documents": [1]}', 422, "document 1: the line holds a number"),
        (b'{"id": "a"}', 422, "document 1: the object has no 'text'"),
        (b'{"text": 3}', 422, "'text' is a number"),
        (b'{"text": "x", "zone": "Mars"}', 422, "Mars"),
        (b'{"text": "x", "published": "soon"}', 422, "soon"),
        (b'{"documents": [{"text": "x", "id": "a"}, {"text": "x", "id": "a"}]}', 409, "one id"),
        (json.dumps({"documents": [{"text": "x"}] * 101}).encode(), 422, "more than 100"),
        (json.dumps({"text": "x" * 2001}).encode(), 413, "2000 characters"),
        (json.dumps({"documents": [{"text": "x" * 1999}] * 50}).encode(), 413, ""),
    ],
)
def test_what_cannot_be_read_is_refused(
    computed: list[tuple[Document, ...]], body: bytes, status: int, words: str
) -> None:
    answer = client(longest_text=2000).post("/api/v1/read", data=body, content_type="application/json")

    assert answer.status_code == status
    assert words in json.loads(answer.data)["detail"]
    assert computed == []


def test_only_json_is_taken() -> None:
    assert client().post("/api/v1/check", data="text=x").status_code == 415


def test_too_many_texts_are_refused_for_a_while(computed: list[tuple[Document, ...]]) -> None:
    web = client(posts_a_minute=2)
    answers = [web.post("/api/v1/read", json={"text": "x"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 31


def test_the_limit_fills_again_and_counts_each_address() -> None:
    now = [0.0]
    limit = Limit(6, lambda: now[0])

    assert [limit.wait("a") for _ in range(7)] == [0, 0, 0, 0, 0, 0, 11]
    assert limit.wait("b") == 0
    now[0] = 10.0
    assert [limit.wait("a"), limit.wait("a")] == [0, 11]


# -- writing --------------------------------------------------------------------


class Desk:
    """Takes what is written."""

    def __init__(self) -> None:
        self.added: list[str] = []
        self.removed: list[tuple[tuple[str, ...], bool]] = []
        self.client = client(token=TOKEN, add=self.add, remove=self.remove)

    def add(self, documents: Sequence[Document]) -> None:
        self.added += [document.id for document in documents]

    def remove(self, names: Sequence[str], purge: bool) -> None:
        self.removed.append((tuple(names), purge))


WITH_TOKEN = {"Authorization": f"Bearer {TOKEN}"}


def test_writing_is_off_without_a_token() -> None:
    answer = client().post("/api/v1/documents", json={"text": "x"}, headers=WITH_TOKEN)

    assert answer.status_code == 403
    assert "post" not in client().get("/api/v1/openapi.json").get_json()["paths"]["/api/v1/documents"]


@pytest.mark.parametrize("sent", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer \xe9"])
def test_writing_needs_the_token(sent: str) -> None:
    desk = Desk()
    calls: list[Callable[..., Any]] = [
        lambda **more: desk.client.post("/api/v1/documents", json={"text": "x"}, **more),
        lambda **more: desk.client.delete("/api/v1/documents/notice", **more),
    ]

    for call in calls:
        answer = call(headers={"Authorization": sent})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert (desk.added, desk.removed) == ([], [])


def test_a_document_is_put_in() -> None:
    desk = Desk()
    answer = desk.client.post("/api/v1/documents", json={"id": "new", "text": "x"}, headers=WITH_TOKEN)

    assert answer.status_code == 201
    fits(desk.client, "Added", answer.get_json())
    assert desk.added == ["new"]


def test_a_document_is_withdrawn_or_purged() -> None:
    desk = Desk()

    assert desk.client.delete("/api/v1/documents/notice", headers=WITH_TOKEN).status_code == 204
    assert desk.client.delete("/api/v1/documents/letter?purge=true", headers=WITH_TOKEN).status_code == 204
    assert desk.client.delete("/api/v1/documents/nobody", headers=WITH_TOKEN).status_code == 404
    assert desk.client.delete("/api/v1/documents/letter?purge=x", headers=WITH_TOKEN).status_code == 400
    assert desk.removed == [(("notice",), False), (("letter",), True)]


def test_a_new_event_is_described_too() -> None:
    web = client()
    whole = replace(event("new@example.org"), when=None, readings=(), recurrence="FREQ=DAILY")
    answer = create_app(
        lambda: replace(SAMPLE, events=(whole,)), ServeConfig(base_url="http://localhost")
    ).test_client()

    fits(web, "Events", answer.get("/api/v1/events").get_json())
