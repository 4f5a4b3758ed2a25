"""Parse every document with one peer; print the CPU seconds of each pass and the mentions found."""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

name, path, passes = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
documents = [json.loads(line) for line in path.read_text().splitlines() if line]
Parser = Callable[[str, datetime], int]


def metadate_parser() -> Parser:
    from metadate import parse_date

    return lambda text, now: len(parse_date(text, multi=True, reference_date=now, lang="en", use_c_scanner=True) or [])


def timefhuman_parser() -> Parser:
    from timefhuman import tfhConfig, timefhuman

    return lambda text, now: len(timefhuman(text, tfhConfig(now=now)))


def dateparser_parser() -> Parser:
    from dateparser.search import search_dates

    return lambda text, now: len(search_dates(text, languages=["en"], settings={"RELATIVE_BASE": now}) or [])


def duckling_parser() -> Parser:
    from duckling import (
        Context,
        default_locale_lang,
        load_time_zones,
        parse,
        parse_dimensions,
        parse_lang,
        parse_locale,
        parse_ref_time,
    )

    zones = load_time_zones("/usr/share/zoneinfo")
    locale = parse_locale("EN_US", default_locale_lang(parse_lang("EN")))
    dimensions = parse_dimensions(["time"])

    def run(text: str, now: datetime) -> int:
        context = Context(parse_ref_time(zones, "UTC", int(now.timestamp())), locale)
        return len(parse(text, context, dimensions, False))

    return run


parser = {
    "metadate": metadate_parser,
    "timefhuman": timefhuman_parser,
    "dateparser": dateparser_parser,
    "duckling": duckling_parser,
}[name]()
seconds, mentions, failed = [], 0, 0
for _ in range(passes):
    mentions = failed = 0
    began = time.process_time()
    for document in documents:
        now = datetime.fromisoformat(re.sub(r"Z$", "+00:00", document["published"]))
        try:
            mentions += parser(document["text"], now.replace(tzinfo=None))
        except Exception:  # a peer that breaks on a document is charged the time until then
            failed += 1
    seconds.append(time.process_time() - began)
print(
    json.dumps(
        {
            "seconds": seconds,
            "mentions": mentions,
            "failed": failed,
            "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }
    )
)
