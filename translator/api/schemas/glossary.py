"""Requests and answers about the entries of the house's glossary."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, PlainValidator, StrictBool

from translator.api.schemas.base import N_, Answer, Count, Request, Text, read_digits
from translator.api.schemas.refusals import refuse, tell
from translator.translation import TermStatus
from translator.workflows.exchange_glossary import GlossaryFormat

_ENTITY_TAG = re.compile(r'"(\d{1,9})"')

_Term = Annotated[str, Field(min_length=1, max_length=200)]
_Reason = Annotated[Text, Field(max_length=1000)]
_STATUS = N_("what the entry asks for: preferred, admitted, deprecated, forbidden or do_not_translate")
_REASON = N_("why, for the history")

_EntryPageSize = Annotated[
    int,
    Field(ge=1, le=1000),
    BeforeValidator(read_digits),
    tell(N_("must be a whole number from %(least)s to %(most)s"), least=1, most=1000),
]


class EntryPageQuery(Request):
    """Which entries to list."""

    limit: _EntryPageSize = Field(default=100, description=N_("how many are wanted"))
    after: Text = Field(default="", description=N_("the last id of the page before"))
    q: Text = Field(default="", description=N_("words that the source, target or note holds"))
    status: TermStatus | None = Field(default=None, description=_STATUS)
    domain: Text | None = Field(default=None, description=N_("field of use"))


class EntryChange(Request):
    """The fields of an entry that a request sets."""

    model_config = ConfigDict(extra="forbid")

    source: _Term | None = Field(default=None, description=N_("the term"))
    target: Annotated[str, Field(max_length=200)] | None = Field(default=None, description=N_("its rendering"))
    case_sensitive: StrictBool | None = Field(default=None, description=N_("whether upper and lower case matter"))
    status: TermStatus | None = Field(default=None, description=_STATUS)
    part_of_speech: Annotated[str, Field(max_length=50)] | None = Field(default=None, description=N_("part of speech"))
    note: Annotated[str, Field(max_length=1000)] | None = Field(default=None, description=N_("a note for people"))
    domain: Annotated[str, Field(max_length=100)] | None = Field(default=None, description=N_("field of use"))
    reason: _Reason = Field(default="", description=_REASON)


class NewEntry(EntryChange):
    """An entry to add."""

    source: _Term = Field(description=N_("the term"))


class Reversion(Request):
    """What an entry is to be again."""

    model_config = ConfigDict(extra="forbid")

    version: Annotated[int, Field(ge=0, strict=True)] = Field(
        description=N_("the version that is to be in force again")
    )
    reason: _Reason = Field(default="", description=_REASON)


def _read_entity_tag(value: object) -> int | None:
    """Return the version in an ETag; None for ``*``, which is any."""
    match = _ENTITY_TAG.fullmatch(str(value))
    if match is None and value != "*":
        raise refuse(N_("must be an ETag of the entry, or *"))
    return int(match[1]) if match else None


class VersionHeader(Request):
    """Guards against changing what someone else has changed."""

    if_match: Annotated[int | None, PlainValidator(_read_entity_tag, json_schema_input_type=str | None)] = Field(
        default=None, alias="If-Match", description=N_("the ETag that was read; refused with 412 if it is outdated")
    )


class ReasonQuery(Request):
    """Why an entry is deleted."""

    reason: _Reason = Field(default="", description=_REASON)


class FileQuery(Request):
    """Which form a file has."""

    format: GlossaryFormat = Field(default=GlossaryFormat.CSV, description=N_("form of the file"))


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
