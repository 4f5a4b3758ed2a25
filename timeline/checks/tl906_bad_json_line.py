"""A line of JSON Lines that is no document.

## What it does
Reports the line; the others are still read.

## Why it matters
A line that is dropped in silence is a document that nobody checked.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL906", "bad-json-line", Level.ERROR
