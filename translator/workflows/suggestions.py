"""Keep translations that readers find better, for a person to review; none is ever applied by itself."""

from __future__ import annotations

from dataclasses import replace

from translator import storage
from translator.access import Caller
from translator.errors import FieldError
from translator.formats.tmx import TEXT_LIMIT, write_tmx
from translator.languages import LanguagePair
from translator.memory import make_entry_id
from translator.translation import MemoryEntry
from translator.workflows.services import Services
from translator.workflows.translate_text import check_languages


def suggest_translation(services: Services, *, text: str, suggestion: str, pair: LanguagePair, caller: Caller) -> None:
    """Keep a suggestion; the same one again adds nothing.

    Args:
        services: The parts.
        text: The source.
        suggestion: What it should be in the target language.
        pair: Its languages.
        caller: Who suggests it.

    Raises:
        FieldError: ``q`` or ``s``, as the contract calls them, is blank or too long.
        UnsupportedLanguageError: A language has no package.
        UnsupportedPairError: The direction has no package.
    """
    for field, value in (("q", text), ("s", suggestion)):
        if not value.strip():
            raise FieldError(field, "is empty")
        if len(value) > TEXT_LIMIT:
            raise FieldError(
                field, "has %(size)s characters; at most %(limit)s are allowed", size=len(value), limit=TEXT_LIMIT
            )
    check_languages(services, source=pair.source, target=pair.target)
    entry = MemoryEntry("", pair, text, suggestion, editor=caller.key_id)
    entry = replace(entry, id=make_entry_id(entry))
    with services.database.session(writing=True) as session:
        storage.add_suggestion(session, entry, made_at=services.get_time())
        session.commit()


def export_suggestions(services: Services, *, pair: LanguagePair) -> bytes:
    """Return the suggestions of a pair as a TMX file, the oldest first."""
    with services.database.session() as session:
        return write_tmx(storage.list_suggestions(session, pair=pair), pair=pair)
