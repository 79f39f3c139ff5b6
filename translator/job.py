"""Work that is done later than it is asked for: what it is, and how far it has come."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobKind(StrEnum):
    """What a job makes."""

    TEXT = "text"
    ARTICLES = "articles"
    DOCUMENT = "document"
    RETRANSLATION = "retranslation"
    UPDATE = "update"


class JobState(StrEnum):
    """How far a job has come; the last three are its end."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


#: States that a job leaves again.
OPEN_STATES = frozenset({JobState.QUEUED, JobState.RUNNING})


class FailureKind(StrEnum):
    """Why a job failed, as far as it makes a difference to what can be done about it."""

    OUTDATED = "outdated"
    MISSING = "missing"
    SOURCE = "source"
    FIELD = "field"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a job failed, for whoever tells it in another language.

    Args:
        kind: What sort of a failure it is.
        message: A message key, with ``%(name)s`` where values go.
        values: What fills the places.
        field: The field that is to blame; empty where none is.
    """

    kind: FailureKind
    message: str
    values: Mapping[str, str | int] = dataclasses.field(default_factory=dict)
    field: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """Work in parts, each of which is done once and kept, so that a job goes on after its last finished part.

    Args:
        id: Identifier that cannot be guessed.
        kind: What it makes.
        owner: Id of the key that asked for it; empty where it was asked for without one.
        options: What holds for all its parts: languages, format and the like.
        characters: Characters of its texts, as they were charged.
        total: How many parts it has.
        created_at: When it was asked for, in UTC.
        due_at: When it may be begun, or begun again.
        state: How far it has come.
        done: How many parts are finished.
        attempts: How often the part at hand was begun.
        error: Why it failed or is tried again, in a line; empty otherwise.
        started_at: When it was first begun; None before.
        finished_at: When it ended; None before.
        lease_until: Until when its runner holds it; None where nobody runs it.
        subject: Id of the article that it changes; empty where it changes none, or many.
        sentences: Sentences of the part at hand that the engine has been asked for.
        sentences_done: How many of these it has answered.
        failure: Why it failed; None where it did not, or where there is nothing to tell but ``error``.
    """

    id: str
    kind: JobKind
    owner: str
    options: Mapping[str, str]
    characters: int
    total: int
    created_at: datetime
    due_at: datetime
    state: JobState = JobState.QUEUED
    done: int = 0
    attempts: int = 0
    error: str = ""
    started_at: datetime | None = None
    finished_at: datetime | None = None
    lease_until: datetime | None = None
    subject: str = ""
    sentences: int = 0
    sentences_done: int = 0
    failure: Failure | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.state in OPEN_STATES


@dataclass(frozen=True, slots=True)
class JobPart:
    """One part of a job's work.

    Args:
        fields: What is to be done, by name: a text, or an article's title, text and languages.
        content: Bytes of a file; empty where there is none.
    """

    fields: Mapping[str, str]
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class PartResult:
    """What became of one part.

    Args:
        fields: What was made, by name.
        content: Bytes of a file; empty where there is none.
    """

    fields: Mapping[str, str | int]
    content: bytes = b""


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to run a job, for a while.

    Args:
        token: Tells one runner from another; what a runner without the present one writes is not kept.
        until: When it ends unless it is renewed.
    """

    token: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Repetition:
    """What tells a repeated request from a new one.

    Args:
        requester: Who asks: a key's id, or a digest that stands for a network address.
        key: What the requester calls the request; None where it may not be repeated.
        digest: SHA-256 of what is asked for.
    """

    requester: str
    key: str | None
    digest: str


@dataclass(frozen=True, slots=True)
class Webhook:
    """Where a caller is told that a job has ended.

    Args:
        url: Address of the caller's own service.
        secret: What signs the notice; empty for the site's own.
    """

    url: str
    secret: str = ""
