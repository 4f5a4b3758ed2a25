"""Bytes that are no text in the encoding they claim.

## What it does
Reports a file whose bytes do not decode.

## Why it matters
Offsets into a text that was guessed would point anywhere.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL902", "undecodable", Level.ERROR
