"""The entries of a glossary: list them, add, change and delete one, and go back to what one was before."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from translator import storage
from translator.errors import ConflictError, FieldError, NotFoundError, OutdatedError
from translator.glossary import ENTRY_LIMIT, FIELD_LIMITS, find_contradiction, make_entry
from translator.languages import LanguagePair
from translator.translation import GlossaryChange, GlossaryEntry, TermStatus
from translator.workflows.services import Services

#: Longest reason of a change, in characters.
REASON_LENGTH = 1_000


@dataclass(frozen=True, slots=True)
class EntryQuery:
    """Which entries are wanted.

    Args:
        limit: How many at most.
        after: Id of the entry that they follow; empty for the first.
        words: What their source, target or note holds, in any case; empty for anything.
        status: Their status; None for any.
        domain: Their domain; None for any.
    """

    limit: int
    after: str = ""
    words: str = ""
    status: TermStatus | None = None
    domain: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes an entry, why, and what of it they know.

    Args:
        editor: Id of the caller's key, or what else changes it.
        reason: Why; may be empty.
        version: The version that the change is meant for; None for any.
    """

    editor: str
    reason: str = ""
    version: int | None = None


def list_entries(services: Services, *, pair: LanguagePair, query: EntryQuery) -> list[GlossaryEntry]:
    """Return entries in force, in the order of their sources.

    Raises:
        UnsupportedPairError: No package serves the pair.
        FieldError: No entry has the id ``after``.
    """
    entries = list_all_entries(services, pair=pair)
    start = 0
    if query.after:
        start = next((place for place, entry in enumerate(entries, start=1) if entry.id == query.after), 0)
        if not start:
            raise FieldError("after", "is the id of no entry")
    return [entry for entry in entries[start:] if _is_wanted(entry, query)][: query.limit]


def list_all_entries(services: Services, *, pair: LanguagePair) -> Sequence[GlossaryEntry]:
    """Return all entries in force, in the order of their sources.

    Raises:
        UnsupportedPairError: No package serves the pair.
    """
    services.engine.identify(pair)
    return services.glossary.list_entries(pair=pair)


def get_entry(services: Services, *, pair: LanguagePair, entry_id: str) -> GlossaryEntry:
    """Return an entry in force.

    Raises:
        UnsupportedPairError: No package serves the pair.
        NotFoundError: No entry has the id.
    """
    return _find_entry(list_all_entries(services, pair=pair), entry_id)


def add_entry(services: Services, *, pair: LanguagePair, fields: Mapping[str, object], edit: Edit) -> GlossaryEntry:
    """Add an entry, in force from the next request on.

    Raises:
        UnsupportedPairError: No package serves the pair.
        FieldError: A field is unknown, of a wrong type, or past a limit.
        ConflictError: An entry has the same terms, or prefers another target for the same source.
    """
    added = make_entry(*_read_fields(fields), pair=pair, identifier=secrets.token_hex(8))
    with writing(services, pair=pair) as writer:
        return writer.put(added, before=None, version=0, edit=edit)


def change_entry(
    services: Services, *, pair: LanguagePair, entry_id: str, fields: Mapping[str, object], edit: Edit
) -> GlossaryEntry:
    """Change fields of an entry; those not named stay.

    Raises:
        UnsupportedPairError: No package serves the pair.
        NotFoundError: No entry has the id.
        FieldError: A field is unknown, of a wrong type, or past a limit.
        OutdatedError: The entry has another version than the one that the change is meant for.
        ConflictError: Another entry has the same terms, or prefers another target for the same source.
    """
    with writing(services, pair=pair) as writer:
        entry = _find_entry(writer.entries, entry_id)
        changed = make_entry(*_read_fields(fields, entry=entry), pair=pair, identifier=entry.id)
        return writer.put(changed, before=entry, version=entry.revision, edit=edit)


def delete_entry(services: Services, *, pair: LanguagePair, entry_id: str, edit: Edit) -> None:
    """Delete an entry; one that is shipped stays deleted when a later version ships it again.

    Raises:
        UnsupportedPairError: No package serves the pair.
        NotFoundError: No entry has the id.
        OutdatedError: The entry has another version than the one that the deletion is meant for.
    """
    with writing(services, pair=pair) as writer:
        writer.remove(_find_entry(writer.entries, entry_id), edit=edit)


def list_history(services: Services, *, pair: LanguagePair, entry_id: str) -> list[GlossaryChange]:
    """Return the changes of an entry, the oldest first; those of a deleted one too.

    Raises:
        UnsupportedPairError: No package serves the pair.
        NotFoundError: No entry ever had the id.
    """
    services.engine.identify(pair)
    with services.database.session() as session:
        changes = storage.list_changes(session, entry_id, pair=pair)
    if not changes:
        get_entry(services, pair=pair, entry_id=entry_id)
    return changes


def revert_entry(services: Services, *, pair: LanguagePair, entry_id: str, version: int, edit: Edit) -> GlossaryEntry:
    """Make an entry again what it was in a version, also one that was deleted since.

    Args:
        services: The parts.
        pair: The entry's direction.
        entry_id: The entry.
        version: 0 is what was shipped.
        edit: Who goes back, and why.

    Raises:
        UnsupportedPairError: No package serves the pair.
        NotFoundError: No entry ever had the id.
        FieldError: The entry was not there in that version, or it is the present one.
        OutdatedError: The entry has another version than the one that this is meant for.
        ConflictError: Another entry contradicts what it was.
    """
    with writing(services, pair=pair) as writer:
        changes = list_history(services, pair=pair, entry_id=entry_id)
        then = changes[version].before if 0 <= version < len(changes) else None
        if then is None:
            raise FieldError("version", "must be an earlier version, in which the entry was there")
        return writer.put(then, before=changes[-1].after, version=len(changes), edit=edit)


@dataclass(frozen=True, slots=True)
class Writer:
    """Changes entries of a pair while no one else can.

    Args:
        services: The parts.
        pair: The direction.
        entries: In force before the changes.
        changes: To keep when all are made.
    """

    services: Services
    pair: LanguagePair
    entries: Sequence[GlossaryEntry]
    changes: list[GlossaryChange] = field(default_factory=list)

    def put(self, entry: GlossaryEntry, *, before: GlossaryEntry | None, version: int, edit: Edit) -> GlossaryEntry:
        """Give an entry, whose present version is told, what it is to be from now on."""
        after = replace(entry, revision=version + 1)
        self._keep(entry.id, before=before, after=after, version=version, edit=edit)
        return after

    def remove(self, entry: GlossaryEntry, *, edit: Edit) -> None:
        """Delete an entry."""
        self._keep(entry.id, before=entry, after=None, version=entry.revision, edit=edit)

    def _keep(
        self, entry_id: str, *, before: GlossaryEntry | None, after: GlossaryEntry | None, version: int, edit: Edit
    ) -> None:
        if edit.version not in (None, version):
            raise OutdatedError(version)
        if len(edit.reason) > REASON_LENGTH:
            raise FieldError(
                "reason",
                "has %(size)s characters; at most %(limit)s allowed",
                size=len(edit.reason),
                limit=REASON_LENGTH,
            )
        change = GlossaryChange(
            entry_id=entry_id,
            pair=self.pair,
            version=version + 1,
            before=before,
            after=after,
            editor=edit.editor,
            reason=edit.reason,
            made_at=self.services.get_time(),
        )
        self.changes.append(change)


@contextmanager
def writing(services: Services, *, pair: LanguagePair) -> Iterator[Writer]:
    """Let one writer after the other change entries; what it kept is in force when the block ends without an error.

    Raises:
        UnsupportedPairError: No package serves the pair.
    """
    services.engine.identify(pair)
    with services.database.session(writing=True) as session:
        revision = storage.advance_glossary(session)
        # No one else can commit a change now, so what another session reads is what this one changes.
        writer = Writer(services, pair, services.glossary.list_entries(pair=pair))
        yield writer
        _refuse_contradiction(writer)
        storage.add_changes(session, writer.changes, revision=revision)
        session.commit()


def _find_entry(entries: Sequence[GlossaryEntry], entry_id: str) -> GlossaryEntry:
    found = next((entry for entry in entries if entry.id == entry_id), None)
    if found is None:
        raise NotFoundError("glossary entry", entry_id)
    return found


def _is_wanted(entry: GlossaryEntry, query: EntryQuery) -> bool:
    words = query.words.casefold()
    return (
        query.status in (None, entry.status)
        and query.domain in (None, entry.domain)
        and any(words in text.casefold() for text in (entry.source, entry.target, entry.note))
    )


def _refuse_contradiction(writer: Writer) -> None:
    changes = {change.entry_id: change.after for change in writer.changes}
    untouched = [entry for entry in writer.entries if entry.id not in changes]
    entries = [*untouched, *(after for after in changes.values() if after is not None)]
    if len(entries) > ENTRY_LIMIT:
        raise ConflictError("a glossary has at most %(limit)s entries", limit=ENTRY_LIMIT)
    found = find_contradiction(entries, changed=changes)
    if found is not None:
        changed, rival = found
        raise ConflictError(
            "for “%(source)s” the entry %(id)s says “%(target)s” (%(status)s); change that one",
            source=changed.source,
            id=rival.id,
            target=rival.target,
            status=rival.status,
        )


def _read_fields(fields: Mapping[str, object], *, entry: GlossaryEntry | None = None) -> tuple[dict[str, str], bool]:
    """Return an entry's texts and whether case counts: those given, else those that the entry has."""
    texts = {name: "" if entry is None else str(getattr(entry, name)) for name in FIELD_LIMITS}
    is_case_sensitive = entry is not None and entry.case_sensitive
    for name, value in fields.items():
        if name == "case_sensitive" and isinstance(value, bool):
            is_case_sensitive = value
        elif name == "case_sensitive":
            raise FieldError(name, "must be true or false")
        elif name not in FIELD_LIMITS:
            raise FieldError(name[: FIELD_LIMITS["status"]], "is not a field of an entry")
        elif isinstance(value, str):
            texts[name] = value
        else:
            raise FieldError(name, "must be a string")
    return texts, is_case_sensitive
