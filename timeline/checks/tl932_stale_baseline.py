"""An entry of the baseline whose finding is gone.

## What it does
Reports entries of the baseline file that no finding answers to any more, once for the whole file.

## Why it matters
A stale entry would silence the same mistake when it is made again.
`timeline check --write-baseline` writes the file anew.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL932", "stale-baseline", Level.WARNING
