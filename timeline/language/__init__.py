"""Languages as data: words, word orders, and the chart that reads them.  After the algebra, before recognition."""

from timeline.language.lexicon import Language as Language
from timeline.language.lexicon import LanguageError as LanguageError
from timeline.language.lexicon import load as load
