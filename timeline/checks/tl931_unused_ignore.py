"""A comment that silences a finding which is no longer there.

## What it does
Reports `timeline: ignore` comments that silence nothing.
The text was mended, the code is misspelt, or the comment stands on the wrong line.

## Why it matters
A stale comment silences the next mistake on its line.

```bad
The call is at 15:00 UTC on 14 August 2025. <!-- timeline: ignore[TL101] checked -->
```

```good published=2025-08-01
The call is at 3 pm EST on 14 August 2025. <!-- timeline: ignore[TL101] as the organisers write it -->
```

Comments are written `<!-- timeline: ignore[TL101] reason -->` in Markdown and HTML;
elsewhere they stand behind `#`, `//`, `%`, `;` or `..`.
`ignore-next-line` silences the line below, `ignore-file` the whole file.
Without codes in brackets everything is silenced.
"""

from timeline.model import Level

CODE, NAME, LEVEL = "TL931", "unused-ignore", Level.WARNING
