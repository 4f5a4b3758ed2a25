"""A document larger than the limit.

## What it does
Reports documents above the limit of bytes.

## Why it matters
A novel has a million characters; what is far larger is mostly a dump or a log.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL904", "too-large", Level.ERROR
