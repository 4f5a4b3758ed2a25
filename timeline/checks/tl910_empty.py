"""A document without any text.

## What it does
Reports a file or a page of which no text is left.

## Why it matters
An empty page is mostly a failed download.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL910", "empty", Level.ERROR
