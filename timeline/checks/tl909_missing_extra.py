"""A format whose library is not installed.

## What it does
Names the extra to install.

## Why it matters
Whole pages and feeds need libraries that plain text does not.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL909", "missing-extra", Level.ERROR
