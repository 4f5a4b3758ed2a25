"""Two documents with one id.

## What it does
Reports the second of two documents whose ids are equal.

## Why it matters
Findings, events and links name documents by their ids.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL908", "duplicate-id", Level.ERROR
