"""An address that cannot or may not be fetched.

## What it does
Reports the address and what the server or our own rules said.

## Why it matters
Private addresses are refused unless they are asked for.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL911", "unreachable", Level.ERROR
