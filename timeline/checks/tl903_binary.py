"""A file that holds no text at all.

## What it does
Reports files with NUL bytes and the like.

## Why it matters
A picture named notes.txt is a slip.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL903", "binary", Level.ERROR
