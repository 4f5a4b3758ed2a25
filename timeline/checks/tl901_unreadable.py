"""A path that cannot be read.

## What it does
Reports a file or folder that does not exist, may not be read, or holds no documents.

## Why it matters
What is not read is not checked; other linters pass in silence.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL901", "unreadable", Level.ERROR
