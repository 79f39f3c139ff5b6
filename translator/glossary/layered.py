"""A request's own terms above the house's glossary."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from copy import copy

from translator.glossary.index import LayeredEntries
from translator.languages import LanguagePair
from translator.terminology import Terms
from translator.translation import Glossary, GlossaryEntry


class LayeredGlossary:
    """The glossary of one request: its own terms, and the house's entries for all other sources.

    Args:
        house: The glossary below.
        terms: The request's terms.
        pair: Their direction.
    """

    def __init__(self, house: Glossary, *, terms: Terms, pair: LanguagePair) -> None:
        self._house = house
        self._pair = pair
        self._own = tuple(
            GlossaryEntry(id=f"request-{number}", pair=pair, source=source, target=target)
            for number, (source, target) in enumerate(terms)
        )
        self._digest = hashlib.sha256(json.dumps(terms).encode()).hexdigest()[:16]

    def get_revision(self) -> str:
        """Return the house's revision with a mark of the terms above it."""
        return f"{self._house.get_revision()}+{self._digest}"

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair."""
        house = self._house.list_entries(pair=pair)
        return house if pair != self._pair else LayeredEntries(self._own, house)

    def freeze(self) -> LayeredGlossary:
        """Return the same terms above the house's as they stand now."""
        frozen = copy(self)
        frozen._house = self._house.freeze()
        return frozen
