"""Callers' own glossaries: keep, change and delete them, and find the terms that a request names."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from translator import storage
from translator.access import Caller
from translator.errors import FieldError, FixedGlossaryError, MissingKeyError, NotFoundError
from translator.glossary import read_term_table, write_term_table
from translator.languages import LanguagePair
from translator.terminology import Dictionary, NamedGlossary, Terms
from translator.workflows.services import Services

#: Glossaries that one key may keep.
GLOSSARY_COUNT = 1_000

#: Longest name, in bytes of UTF-8.
NAME_BYTES = 1_024

#: Glossaries that one request may name.
NAMED_AT_ONCE = 5

_LANGUAGE = re.compile("[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class TermTable:
    """A dictionary as a caller sends it.

    Args:
        pair: Direction.
        text: Its rows.
        has_commas: Whether their columns are separated by commas rather than tabs.
    """

    pair: LanguagePair
    text: str
    has_commas: bool = False

    def read(self) -> Dictionary:
        """Return the dictionary.

        Raises:
            TermTableError: A row cannot be used.
        """
        return Dictionary(self.pair, read_term_table(self.text, has_commas=self.has_commas))


def create_glossary(
    services: Services, caller: Caller, *, name: str, tables: Sequence[TermTable], is_editable: bool
) -> NamedGlossary:
    """Keep a glossary.

    Raises:
        MissingKeyError: The caller has no key to keep it under.
        FieldError: The name, a direction or the number of dictionaries is wrong, or the caller keeps too many.
        TermTableError: A row of a table cannot be used.
    """
    _check_owner(caller)
    _check_name(name)
    pairs = [table.pair for table in tables]
    if not pairs:
        raise FieldError("dictionaries", "must hold at least one dictionary")
    if len(set(pairs)) < len(pairs):
        raise FieldError("dictionaries", "must hold one dictionary for each direction")
    for pair in pairs:
        _check_pair(pair)
    dictionaries = [table.read() for table in tables]
    glossary = NamedGlossary(
        id=str(uuid.uuid4()),
        owner=caller.key_id,
        name=name,
        is_editable=is_editable,
        created_at=services.get_time(),
    )
    with services.database.session(writing=True) as session:
        if storage.count_named_glossaries(session, owner=caller.key_id) >= GLOSSARY_COUNT:
            raise FieldError("name", "would be one glossary too many: %(limit)s are allowed", limit=GLOSSARY_COUNT)
        storage.add_named_glossary(session, glossary)
        for dictionary in dictionaries:
            storage.put_dictionary(session, glossary.id, dictionary)
        kept = storage.get_named_glossary(session, glossary.id, owner=caller.key_id)
        session.commit()
    return kept


def list_glossaries(services: Services, caller: Caller) -> list[NamedGlossary]:
    """Return the caller's glossaries, the oldest first."""
    _check_owner(caller)
    with services.database.session() as session:
        return storage.list_named_glossaries(session, owner=caller.key_id)


def get_glossary(services: Services, caller: Caller, glossary_id: str) -> NamedGlossary:
    """Return one of the caller's glossaries.

    Raises:
        NotFoundError: The caller has none with the id.
    """
    _check_owner(caller)
    with services.database.session() as session:
        return storage.get_named_glossary(session, glossary_id, owner=caller.key_id)


def write_terms(services: Services, caller: Caller, glossary_id: str, *, pair: LanguagePair) -> str:
    """Return a dictionary of one of the caller's glossaries as rows with a tab between.

    Raises:
        NotFoundError: The caller has no such glossary, or it no such dictionary.
    """
    return write_term_table(_get_terms(services, caller, glossary_id, pair=pair))


def change_glossary(
    services: Services,
    caller: Caller,
    glossary_id: str,
    *,
    name: str | None = None,
    added: TermTable | None = None,
    replaced: TermTable | None = None,
    removed: LanguagePair | None = None,
) -> NamedGlossary:
    """Change a glossary, all or nothing.

    Args:
        services: The parts.
        caller: Whose glossary it is.
        glossary_id: Its id.
        name: Its new name.
        added: Terms to add to the dictionary of their direction, in place of those with the same source.
        replaced: A dictionary to put in place of that of its direction.
        removed: Direction of a dictionary to remove.

    Raises:
        NotFoundError: The caller has no such glossary, or it has no dictionary to remove.
        FixedGlossaryError: It was made not to change.
        FieldError: The name or a direction is wrong.
        TermTableError: A row of a table cannot be used.
    """
    _check_owner(caller)
    if name is not None:
        _check_name(name)
    with services.database.session(writing=True) as session:
        glossary = storage.get_named_glossary(session, glossary_id, owner=caller.key_id, is_changing=True)
        if not glossary.is_editable:
            raise FixedGlossaryError
        if name is not None:
            storage.rename_named_glossary(session, glossary_id, name=name)
        if added is not None:
            _check_pair(added.pair)
            former = storage.find_dictionary(session, glossary_id, pair=added.pair)
            storage.put_dictionary(session, glossary_id, _merge(former, added.read()))
        if replaced is not None:
            _check_pair(replaced.pair)
            storage.put_dictionary(session, glossary_id, replaced.read())
        if removed is not None:
            storage.delete_dictionary(session, glossary_id, pair=removed)
        changed = storage.get_named_glossary(session, glossary_id, owner=caller.key_id)
        session.commit()
    return changed


def delete_glossary(services: Services, caller: Caller, glossary_id: str) -> None:
    """Delete one of the caller's glossaries.

    Raises:
        NotFoundError: The caller has none with the id.
    """
    _check_owner(caller)
    with services.database.session(writing=True) as session:
        storage.get_named_glossary(session, glossary_id, owner=caller.key_id, is_changing=True)
        storage.delete_named_glossary(session, glossary_id)
        session.commit()


def find_terms(services: Services, caller: Caller, glossary_ids: Sequence[str], *, pair: LanguagePair) -> Terms:
    """Return the terms of the glossaries that a request names; an earlier glossary wins over a later.

    Raises:
        FieldError: Too many are named.
        NotFoundError: The caller has no such glossary, or it has no dictionary of the direction.
    """
    if len(glossary_ids) > NAMED_AT_ONCE:
        raise FieldError("glossary_ids", "must name at most %(limit)s glossaries", limit=NAMED_AT_ONCE)
    terms: dict[str, str] = {}
    for glossary_id in glossary_ids:
        for source, target in _get_terms(services, caller, glossary_id, pair=pair):
            terms.setdefault(source, target)
    return tuple(terms.items())


def _get_terms(services: Services, caller: Caller, glossary_id: str, *, pair: LanguagePair) -> Terms:
    _check_owner(caller)
    with services.database.session() as session:
        storage.get_named_glossary(session, glossary_id, owner=caller.key_id)
        dictionary = storage.find_dictionary(session, glossary_id, pair=pair)
    if dictionary is None:
        raise NotFoundError("dictionary", str(pair))
    return dictionary.terms


def _merge(former: Dictionary | None, added: Dictionary) -> Dictionary:
    return Dictionary(added.pair, tuple((dict(former.terms if former else ()) | dict(added.terms)).items()))


def _check_owner(caller: Caller) -> None:
    """Glossaries of all who come without a key would be everybody's."""
    if not caller.key_id:
        raise MissingKeyError


def _check_name(name: str) -> None:
    if not 1 <= len(name.encode()) <= NAME_BYTES:
        raise FieldError("name", "must have from 1 to %(limit)s bytes", limit=NAME_BYTES)


def _check_pair(pair: LanguagePair) -> None:
    for field, code in (("source_lang", pair.source), ("target_lang", pair.target)):
        if not _LANGUAGE.fullmatch(code):
            raise FieldError(field, "must be a language code")
    if pair.source == pair.target:
        raise FieldError("target_lang", "must be another language than the source")
