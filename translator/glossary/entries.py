"""What makes an entry, whether it comes from a file or a person, and when two entries contradict each other."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.translation import GlossaryChange, GlossaryEntry, TermStatus

#: Most characters in a field. A term longer than a long title is a sentence, which belongs in the memory.
FIELD_LIMITS: Mapping[str, int] = {
    "source": 200,
    "target": 200,
    "part_of_speech": 50,
    "note": 1_000,
    "status": 50,
    "domain": 100,
}

#: Fields that an entry cannot do without.
REQUIRED_FIELDS = ("source", "target")

#: Most entries of a pair: ten times the largest glossary of a newsroom that we know of.
ENTRY_LIMIT = 50_000

_UNFIT = re.compile(r"[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff⟦⟧]")


@dataclass(frozen=True, slots=True)
class EntryRow:
    """What a file says about an entry, as it says it.

    Args:
        line: Where, from 1.
        texts: The entry's texts by field.
        case_sensitive: Whether case counts.
    """

    line: int
    texts: Mapping[str, str]
    case_sensitive: bool = False


def make_entry(
    texts: Mapping[str, str], case_sensitive: bool = False, *, pair: LanguagePair, identifier: str = ""
) -> GlossaryEntry:
    """Make an entry.

    Args:
        texts: The entry's texts by field; an absent one is empty. An empty status is ``preferred``, and a term that is
            not to be translated may leave its target empty.
        case_sensitive: Whether case counts.
        pair: The entry's direction.
        identifier: The entry's id; made of its content where empty.

    Raises:
        FieldError: A text is too long, lacks a letter or digit, holds a sign that no term can have, or is no status.
    """
    row = {name: _clean(texts.get(name, ""), name=name) for name in FIELD_LIMITS}
    status = _read_status(row.pop("status"))
    if status is TermStatus.DO_NOT_TRANSLATE:
        row["target"] = row["target"] or row["source"]
    for name in REQUIRED_FIELDS:
        if not any(sign.isalnum() for sign in row[name]):
            raise FieldError(name, "must have a letter or digit")
    identifier = identifier or make_entry_id(pair=pair, source=row["source"], target=row["target"])
    return GlossaryEntry(
        id=identifier,
        pair=pair,
        source=row["source"],
        target=row["target"],
        part_of_speech=row["part_of_speech"],
        note=row["note"],
        status=status,
        case_sensitive=case_sensitive,
        domain=row["domain"],
    )


def make_entry_id(*, pair: LanguagePair, source: str, target: str) -> str:
    """Make the id of an entry, the same in every reading: 16 hexadecimal digits of its pair and terms."""
    return hashlib.sha256(json.dumps([str(pair), source, target]).encode()).hexdigest()[:16]


def get_preference(entry: GlossaryEntry) -> tuple[str, str, bool] | None:
    """Return what only one entry may decide, the same for two that contradict each other; else None."""
    if entry.status is not TermStatus.PREFERRED:
        return None
    source = entry.source if entry.case_sensitive else entry.source.casefold()
    return (source, entry.domain, entry.case_sensitive)


def find_contradiction(
    entries: Iterable[GlossaryEntry], *, changed: Container[str]
) -> tuple[GlossaryEntry, GlossaryEntry] | None:
    """Find two entries that have the same terms, or prefer different targets for the same source.

    Args:
        entries: All entries of a pair.
        changed: Ids of those that are new or changed; the others are taken for sound.

    Returns:
        One that is changed, and the other.
    """
    seen: dict[object, GlossaryEntry] = {}
    for entry in entries:
        for key in ((entry.source, entry.target), get_preference(entry)):
            other = entry if key is None else seen.setdefault(key, entry)
            if other is not entry and entry.id in changed:
                return entry, other
            if other is not entry and other.id in changed:
                return other, entry
    return None


def collect_entries(rows: Iterable[EntryRow], *, pair: LanguagePair) -> tuple[GlossaryEntry, ...]:
    """Make entries of the rows of a file, all of them or none.

    Raises:
        FieldError: A row is wrong, contradicts an earlier one, or they are too many; it names the line.
    """
    entries: list[GlossaryEntry] = []
    lines: dict[object, int] = {}
    for row in rows:
        try:
            entry = make_entry(row.texts, row.case_sensitive, pair=pair)
        except FieldError as error:
            raise error.move(f"{error.field} on line {row.line}") from None
        earlier = lines.setdefault(entry.id, row.line)
        if earlier != row.line:
            raise FieldError(f"line {row.line}", "repeats source and target of line %(line)s", line=earlier)
        preference = get_preference(entry)
        earlier = row.line if preference is None else lines.setdefault(preference, row.line)
        if earlier != row.line:
            raise FieldError(
                f"line {row.line}", "prefers another target than line %(line)s for the same source", line=earlier
            )
        entries.append(entry)
        if len(entries) > ENTRY_LIMIT:
            raise FieldError("glossary", "has more than %(limit)s entries", limit=ENTRY_LIMIT)
    return tuple(entries)


def merge_entries(base: Sequence[GlossaryEntry], *, changes: Sequence[GlossaryChange]) -> tuple[GlossaryEntry, ...]:
    """Lay what people changed over a base: their entries rule over those of the base that say otherwise.

    Args:
        base: Entries as they are shipped.
        changes: The last change of each entry that was ever changed.

    Returns:
        The entries in force, in the order of their sources, those that people changed first; ``revision`` counts the
        changes of each.
    """
    changed = {change.entry_id for change in changes}
    edited = [change.after for change in changes if change.after is not None]
    terms = {(entry.source, entry.target) for entry in edited}
    preferences = {get_preference(entry) for entry in edited} - {None}
    kept = [
        entry
        for entry in base
        if entry.id not in changed
        and (entry.source, entry.target) not in terms
        and get_preference(entry) not in preferences
    ]
    return tuple(sorted((*edited, *kept), key=_get_place))


def _get_place(entry: GlossaryEntry) -> tuple[str, bool, str, str]:
    return (entry.source.casefold(), entry.revision == 0, entry.source, entry.target)


def _clean(text: str, *, name: str) -> str:
    text = unicodedata.normalize("NFC", text.strip())
    if len(text) > FIELD_LIMITS[name]:
        raise FieldError(
            name, "has %(size)s characters; at most %(limit)s allowed", size=len(text), limit=FIELD_LIMITS[name]
        )
    unfit = _UNFIT.search(text)
    if unfit is not None:
        raise FieldError(
            name, "holds the character U+%(code)s, which no term can have", code=format(ord(unfit[0]), "04X")
        )
    return text


def _read_status(text: str) -> TermStatus:
    try:
        return TermStatus(text or TermStatus.PREFERRED)
    except ValueError:
        raise FieldError("status", "must be one of %(names)s", names=", ".join(TermStatus)) from None
