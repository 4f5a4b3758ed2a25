"""Metadata that cannot be meant.

## What it does
Reports an unknown zone, an impossible date, or broken front matter or corpus.toml.

## Why it matters
Dates and zones of a whole document hang on them.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL905", "bad-metadata", Level.ERROR
