"""Requests and answers about corrections of segments and versions of articles."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated

from pydantic import Field, PlainValidator

from translator.api.schemas.base import N_, Answer, Count, Filled, Request, Text
from translator.api.schemas.details import Issue
from translator.api.schemas.jobs import RepetitionHeader
from translator.api.schemas.refusals import refuse
from translator.document import ParagraphKind
from translator.revision import Cause
from translator.translation import Origin, State

_REASON = N_("why, for the history")
_STATE = N_("how far the translation has come: initial, translated, reviewed or final")
_EDITOR = N_("id of the key or the account that made it; empty where none did")
_MADE_AT = N_("when it was made, in UTC")
_SEGMENT_VERSION = N_("number of its changes")
_BY_PERSON = N_("whether a person wrote or reviewed the translation")

#: A tag of a segment's translation: its lineage and version.
_TAG = re.compile(r'"([\w-]{1,16}\.\d{1,9})"')

_Reason = Annotated[Text, Field(max_length=1000)]
_Target = Annotated[Text, Field(min_length=1, max_length=5000)]


class Reason(Request):
    """Why something is done."""

    reason: _Reason = Field(default="", description=_REASON)


class ArticlePatch(Reason):
    """What of an article's text is to change."""

    title: Annotated[Text, Field(max_length=300)] | None = Field(default=None, description=N_("its new headline"))
    text: Filled | None = Field(default=None, description=N_("the new text below the headline"))


class ArticleText(Reason):
    """An article's new text."""

    text: Filled = Field(description=N_("the article"), examples=["Il pleut encore."])
    title: Annotated[Text, Field(max_length=300)] = Field(
        default="", description=N_("its headline; one that the text begins with is recognised")
    )


class UpdateHeaders(RepetitionHeader):
    """How an update is wanted, and of what."""

    if_match: Text | None = Field(
        default=None, alias="If-Match", description=N_("the ETag that was read; refused with 412 if it is outdated")
    )
    prefer: Text | None = Field(
        default=None, alias="Prefer", description=N_("respond-async has the update made by a job, answered with 202")
    )


class Candidate(Request):
    """A target to check."""

    target: _Target = Field(description=N_("the translation to check"))


class SegmentChange(Reason):
    """What a translation is to be."""

    target: _Target | None = Field(default=None, description=N_("the translation; absent to change the state alone"))
    state: State = Field(
        default=State.REVIEWED,
        description=N_("translated, reviewed (the default) or final, which needs the scope admin"),
    )


class SegmentReversion(Reason):
    """What a translation is to be again."""

    version: Annotated[int, Field(ge=0, strict=True)] = Field(
        description=N_("the version that is to be in force again")
    )


def _read_tag(value: object) -> str | None:
    """Return the lineage and version in an ETag; None for ``*``, which is any."""
    match = _TAG.fullmatch(str(value))
    if match is None and value != "*":
        raise refuse(N_("must be an ETag of the segment, or *"))
    return match[1] if match else None


class SegmentTagHeader(Request):
    """Guards against changing what someone else has changed."""

    if_match: Annotated[str | None, PlainValidator(_read_tag, json_schema_input_type=str | None)] = Field(
        default=None, alias="If-Match", description=N_("the ETag that was read; refused with 412 if it is outdated")
    )


class Checked(Answer):
    """What was found of a target."""

    target: str = Field(description=N_("the target in the typography of its locale"))
    issues: list[Issue] = Field(description=N_("what may be wrong"))


class Segment(Answer):
    """A segment and its translation as they stand now."""

    id: str = Field(description=N_("its id, which is also the one on the page"))
    source: str = Field(description=N_("the segment, usually a sentence"))
    target: str = Field(description=N_("its translation"))
    state: State = Field(description=_STATE)
    origin: Origin = Field(description=N_("where the translation comes from"))
    version: Count = Field(description=_SEGMENT_VERSION)
    suggestion: str | None = Field(
        description=N_("what a person wrote before the source changed; null where nothing waits")
    )
    issues: list[Issue] = Field(description=N_("what may be wrong"))


class SegmentConflict(Answer):
    """Why a correction was refused: somebody else made one."""

    error: str = Field(description=N_("what is wrong, naming the field and the limit"))
    target: str = Field(description=N_("the translation as it stands now"))
    editor: str = Field(description=_EDITOR)


class SegmentCorrection(Answer):
    """A change of a translation."""

    version: Count = Field(description=_SEGMENT_VERSION)
    source: str = Field(description=N_("the segment’s source at the time"))
    before: str = Field(description=N_("the translation before"))
    after: str = Field(description=N_("the translation after"))
    state_before: State = Field(description=N_("the state before"))
    state: State = Field(description=_STATE)
    editor: str = Field(description=_EDITOR)
    reason: str = Field(description=_REASON)
    made_at: datetime = Field(description=_MADE_AT)


class SegmentHistory(Answer):
    """The changes of a translation, the oldest first."""

    corrections: list[SegmentCorrection] = Field(description=N_("the changes, the oldest first"))


class Version(Answer):
    """A version of an article."""

    number: Annotated[int, Field(ge=1)] = Field(description=N_("its number, from 1"))
    cause: Cause = Field(description=N_("why it was made: added, edited, fetched or retranslated"))
    made_at: datetime = Field(description=_MADE_AT)
    editor: str = Field(description=_EDITOR)
    reason: str = Field(description=_REASON)


class VersionList(Answer):
    """The versions of an article, the newest first."""

    versions: list[Version] = Field(description=N_("the versions, the newest first"))


class VersionSentence(Answer):
    """A sentence of a version."""

    source: str = Field(description=N_("the segment, usually a sentence"))
    target: str = Field(description=N_("its translation"))
    by_person: bool = Field(description=_BY_PERSON)


class VersionParagraph(Answer):
    """A paragraph of a version."""

    kind: ParagraphKind = Field(description=N_("what it is in the article"))
    segments: list[VersionSentence] = Field(description=N_("its segments, in order"))


class WholeVersion(Version):
    """A version with both its sides."""

    title: str = Field(description=N_("the headline"))
    target_title: str = Field(description=N_("the headline’s translation"))
    text: str = Field(description=N_("the source, the headline first"))
    paragraphs: list[VersionParagraph] = Field(description=N_("its paragraphs, in order"))
