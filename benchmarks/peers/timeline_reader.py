"""Read every document, zones and discourse included; print the CPU seconds of each pass and the mentions."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

from timeline.discourse import statements_of
from timeline.model import Document

path, passes = Path(sys.argv[1]), int(sys.argv[2])
documents = [
    Document(id=str(place), text=row["text"], published=date.fromisoformat(row["published"][:10]))
    for place, row in enumerate(json.loads(line) for line in path.read_text().splitlines() if line)
]
seconds, mentions = [], 0
for _ in range(passes):
    began = time.process_time()
    mentions = sum(len(statements_of(document)) for document in documents)
    seconds.append(time.process_time() - began)
print(
    json.dumps(
        {"seconds": seconds, "mentions": mentions, "rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    )
)
