"""What makes two sources the same past source, and how like two others are.

Everything here is pure: entries come in as arguments and matches go out. Where entries are kept is the business of
storage, which is handed the key function of this package.
"""

from translator.memory.aligning import AlignedSource, align_sources
from translator.memory.normalisation import make_entry_id, make_source_key, normalise_source
from translator.memory.similarity import find_fuzzy

__all__ = ["AlignedSource", "align_sources", "find_fuzzy", "make_entry_id", "make_source_key", "normalise_source"]
