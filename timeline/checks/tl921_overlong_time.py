"""A time of more words than are read at once.

## What it does
Reports a stated time that is cut off because the row of words that speak of time goes on for too long.
Some forty words and numbers in a row are read together; a longer row is read in pieces.

## Why it matters
What stands behind the cut may belong to the time, and is read as if it did not.
No person writes so; a broken export or a table without borders does.

```bad
Every Mon, Tue, Wed, Thu, Mon, Tue, Wed, Thu, Mon, Tue, Wed, Thu, Mon, Tue, Wed, Thu, Mon, Tue, Wed, Thu at 3 pm UTC
```

```good
Every Mon, Tue, Wed, Thu at 3 pm UTC
```
"""

from collections.abc import Iterator

from timeline.checks.rule import Context, Fault
from timeline.checks.wording import quoted
from timeline.model import Level, Statement

CODE, NAME, LEVEL = "TL921", "overlong-time", Level.WARNING


def check(statement: Statement, _context: Context) -> Iterator[Fault]:
    """Report a mention at which a row of words was cut."""
    if statement.reading.torn:
        told = f"{quoted(statement.text)} stands in a row of words too long to be read at once; more may belong to it"
        yield Fault(told, (statement.span,))
