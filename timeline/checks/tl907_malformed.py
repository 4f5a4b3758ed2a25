"""A feed, a mail or a calendar that does not parse.

## What it does
Reports the file and what the parser said.

## Why it matters
What is not read is not checked.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL907", "malformed", Level.ERROR
