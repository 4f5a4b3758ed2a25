"""Whatever a text is made of, the rules come to an end, point into it, and can be told in every format."""

from __future__ import annotations

from dataclasses import replace

import pytest
from checking import documents, findings
from hypothesis import given
from hypothesis import strategies as st

from timeline.checks import found_in
from timeline.checks.rule import rules
from timeline.config import Config
from timeline.discourse import statements_of
from timeline.model import Document, Statement
from timeline.report import formats, report
from timeline.report.fixes import fixed
from timeline.report.locate import locate

WORDS = [
    *("3pm ET", "8pm UTC", "(", ")", "/", ", ", " and ", "\n", "\r\n", "\t", "15:30 pm", "September 31, 2025"),
    *("03/04/2025", "Friday, August 14, 2025", "midnight on Friday", "every Tuesday at 9 am PT", "until", "from", "to"),
    *("EST", "14:00 IST", "2025-03-30 02:30", "Berlin time", "in Phoenix", "two-hour session", "09:00-12:00"),
    *("9999-12-31 23:59 AoE", "1 January 1", "Europe/Berln", "東京", "e\u0301", "\u202e", "\x00", "🕒", "24:00 UTC"),
    *("<!-- timeline: ignore[TL101] -->", "# timeline: ignore", "the second at 8pm UTC", "25:00 UTC", "tomorrow"),
    *("not 16:00", "postponed to", "|", "**", "`", "---"),
]
TEXTS = st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=20).map(" ".join)


@given(TEXTS, st.sampled_from([None, "2025-08-01", "1900-01-01", "2199-12-31"]))
def test_findings_point_into_their_text_and_can_be_told(text: str, published: str | None) -> None:
    settings = {"published": published} if published else {}
    if "---" in text.lstrip().splitlines()[:1]:
        text = "x" + text
    read = documents([text], **settings)
    found = findings(text, **settings)

    for finding in found:
        assert finding.message
        assert all(0 <= start <= end <= len(text) for start, end in finding.spans)
    located = locate(found, read, {})
    assert len(located) == len(found)
    for form in formats():
        report(form, located)
    fixed(text, found, unsafe=True)


@pytest.mark.parametrize(
    "piece",
    [
        "3pm ET / 8pm UTC, ",
        "at 15:30 pm ",
        "Friday, August 14, 2025 ",
        "03/04/2025 ",
        "14:00 IST ",
        "# timeline: ignore\n",
    ],
)
def test_a_long_text_is_checked_to_its_end(piece: str) -> None:
    last = "\nWe met on Friday, August 14, 2025.\n"
    found = findings("# x\n\n" + piece * 1000 + last, ["TL111"], published="2025-08-01")

    assert found[-1].message.startswith("14 August 2025 is a Thursday")


@pytest.mark.parametrize(
    "line",
    [
        "The call is on Friday, 14 August at 3 pm UTC.\n",
        "The call is on 14 August 2025 at 23:30 UTC (01:30 CEST).\n",
        "The call is on 03/04/2025 at 5 pm EST, midnight in London.\n",
    ],
)
def test_very_many_times_in_one_document_are_checked_to_the_end(line: str) -> None:
    few = Document("a", "Seen on 1 May 2025.\n" + line)
    first, *repeated = statements_of(few, Config())
    own = len(few.text) - len(line)
    many = 30_000
    document = replace(few, text=few.text + line * (many - 1))

    def shifted(one: Statement, n: int) -> Statement:
        start, end = one.span
        group = None if one.group is None else one.group + 10 * n
        return replace(one, span=(start + n * len(line), end + n * len(line)), group=group)

    stated = [shifted(one, n) for n in range(many) for one in repeated]
    found = found_in(document, (first, *stated), Config(), rules())

    assert all(own <= start < end <= len(document.text) for finding in found for start, end in finding.spans)
    assert len(stated) >= many
