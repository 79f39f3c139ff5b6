"""The terms in force: the shipped glossaries with what people changed laid over them."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Sequence
from typing import Protocol

from translator.languages import SERVED_LANGUAGES, LanguagePair
from translator.storage.database import Database
from translator.storage.glossary_changes import get_revision, list_last_changes
from translator.storage.glossary_files import GlossaryFiles
from translator.translation import FixedGlossary, GlossaryChange, GlossaryEntry


class MergeEntries(Protocol):
    """The glossary stage's way of laying changes over a base."""

    def __call__(
        self, base: Sequence[GlossaryEntry], *, changes: Sequence[GlossaryChange]
    ) -> tuple[GlossaryEntry, ...]:
        """Return the entries in force."""
        ...


class StoredGlossary:
    """The terms in force in every process: one number, asked of the database each time, tells whether to read again.

    Args:
        base: The shipped glossaries.
        database: Where changes are kept.
        merge: Lays changes over the base.
    """

    def __init__(self, base: GlossaryFiles, *, database: Database, merge: MergeEntries) -> None:
        self._base = base
        self._database = database
        self._merge = merge
        self._frozen: FixedGlossary | None = None
        self._lock = threading.Lock()

    def get_revision(self) -> str:
        """Return a string that changes whenever an entry does, shipped or edited.

        Raises:
            SettingsError: A shipped glossary cannot be read, and never could.
        """
        return self.freeze().revision

    def list_entries(self, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
        """Return the entries of a pair: the same objects until one changes.

        Raises:
            SettingsError: A shipped glossary cannot be read, and never could.
        """
        return self.freeze().list_entries(pair=pair)

    def freeze(self) -> FixedGlossary:
        """Return the terms as they stand now.

        Raises:
            SettingsError: A shipped glossary cannot be read, and never could.
        """
        with self._database.session() as session:
            number = get_revision(session)
            revision = f"{self._base.get_revision()}.{number}"
            with self._lock:
                if self._frozen is None or self._frozen.revision != revision:
                    self._frozen = self._lay_over(list_last_changes(session, until=number), revision=revision)
                return self._frozen

    def _lay_over(self, changes: Sequence[GlossaryChange], *, revision: str) -> FixedGlossary:
        grouped: defaultdict[LanguagePair, list[GlossaryChange]] = defaultdict(list)
        for change in changes:
            grouped[change.pair].append(change)
        served = {LanguagePair(one, other) for one in SERVED_LANGUAGES for other in SERVED_LANGUAGES if one != other}
        return FixedGlossary(
            revision,
            {
                pair: self._merge(self._base.list_entries(pair=pair), changes=grouped[pair])
                for pair in sorted(served | grouped.keys())
            },
        )
