"""Requests and answers about the entries of the house's glossary."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from translator.api.schemas.base import N_, Answer, Count, Request
from translator.translation import TermStatus

_Term = Annotated[str, Field(min_length=1, max_length=200)]
_STATUS = N_("what the entry asks for: preferred, admitted, deprecated, forbidden or do_not_translate")
_REASON = N_("why, for the history")


class EntryPageQuery(Request):
    """Which entries to list."""

    limit: Annotated[int, Field(ge=1, le=1000)] = Field(default=100, description=N_("how many are wanted"))
    after: str | None = Field(default=None, description=N_("the last id of the page before"))
    q: str | None = Field(default=None, description=N_("words that the source, target or note holds"))
    status: TermStatus | None = Field(default=None, description=_STATUS)
    domain: str | None = Field(default=None, description=N_("field of use"))


class EntryChange(Request):
    """The fields of an entry that a request sets."""

    source: _Term | None = Field(default=None, description=N_("the term"))
    target: Annotated[str, Field(max_length=200)] | None = Field(default=None, description=N_("its rendering"))
    case_sensitive: bool | None = Field(default=None, description=N_("whether upper and lower case matter"))
    status: TermStatus | None = Field(default=None, description=_STATUS)
    part_of_speech: Annotated[str, Field(max_length=50)] | None = Field(default=None, description=N_("part of speech"))
    note: Annotated[str, Field(max_length=1000)] | None = Field(default=None, description=N_("a note for people"))
    domain: Annotated[str, Field(max_length=100)] | None = Field(default=None, description=N_("field of use"))
    reason: Annotated[str, Field(max_length=1000)] | None = Field(default=None, description=_REASON)


class NewEntry(EntryChange):
    """An entry to add."""

    source: _Term = Field(description=N_("the term"))


class Reversion(Request):
    """What an entry is to be again."""

    version: Count = Field(description=N_("the version that is to be in force again"))
    reason: Annotated[str, Field(max_length=1000)] | None = Field(default=None, description=_REASON)


class VersionHeader(Request):
    """Guards against changing what someone else has changed."""

    if_match: str | None = Field(
        default=None, alias="If-Match", description=N_("the ETag that was read; refused with 412 if it is outdated")
    )


class ReasonQuery(Request):
    """Why an entry is deleted."""

    reason: str | None = Field(default=None, description=_REASON)


class FileQuery(Request):
    """Which form a file has."""

    format: Literal["csv", "tbx"] = Field(default="csv", description=N_("form of the file"))


class UploadQuery(FileQuery, ReasonQuery):
    """How a file is taken in."""


class Entry(Answer):
    """An entry."""

    id: str = Field(description=N_("the entry’s id"))
    source: str = Field(description=N_("the term"))
    target: str = Field(description=N_("its rendering"))
    case_sensitive: bool = Field(description=N_("whether upper and lower case matter"))
    status: TermStatus = Field(description=_STATUS)
    part_of_speech: str = Field(description=N_("part of speech"))
    note: str = Field(description=N_("a note for people"))
    domain: str = Field(description=N_("field of use"))
    version: Count = Field(description=N_("number of its changes, 0 as it was shipped"))


class EntryPage(Answer):
    """Entries, in the order of their sources."""

    entries: list[Entry] = Field(description=N_("the entries of this page"))
    next_after: str | None = Field(description=N_("what to send as after for the next page; null on the last"))


class Change(Answer):
    """A change of an entry."""

    version: Count = Field(description=N_("number of its changes, 0 as it was shipped"))
    made_at: datetime = Field(description=N_("when it was made, in UTC"))
    editor: str = Field(description=N_("id of the key that made it"))
    reason: str = Field(description=_REASON)
    before: Entry | None = Field(description=N_("the entry before; null where it was added"))
    after: Entry | None = Field(description=N_("the entry after; null where it was deleted"))


class History(Answer):
    """The changes of an entry, the oldest first."""

    changes: list[Change] = Field(description=N_("the changes, the oldest first"))


class TakenIn(Answer):
    """What became of a file's entries."""

    added: Count = Field(description=N_("entries added"))
    changed: Count = Field(description=N_("entries changed"))
    known: Count = Field(description=N_("entries that were there already"))
