"""Requests and answers about work that is done later."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from translator.api.schemas.articles import NewArticle
from translator.api.schemas.base import (
    N_,
    QUOTATIONS,
    SOURCE,
    TARGET,
    Answer,
    Code,
    Count,
    Filled,
    PageSize,
    Quotations,
    Request,
    SourceCode,
    Text,
    hide_null,
)
from translator.api.schemas.refusals import tell
from translator.job import JobKind, JobState

_ID = N_("the job’s id")
_ERRORS = N_("how many issues are errors")


class _NoticedJob(Request):
    """A job whose end can be told."""

    webhook: Text = Field(default="", description=N_("an address that is told when the job ends"))
    webhook_secret: Text = Field(default="", description=N_("what the notice is signed with"))


class JobKindField(Request):
    """What tells the other models apart."""

    kind: Annotated[
        Literal[JobKind.TEXT, JobKind.ARTICLES],
        tell(N_("must be text or articles; a file is sent as a form with the field file")),
    ] = Field(default=JobKind.TEXT, description=N_("text, the default, or articles"))


class TextJob(_NoticedJob):
    """A long text."""

    text: Filled = Field(description=N_("the text"), examples=["Il pleut."])
    target: Code = Field(description=TARGET)
    kind: Literal["text"] | None = Field(default=None, description=N_("text, the default, or articles"))
    source: SourceCode = Field(default="", description=SOURCE)
    format: Code = Field(default="text", description=N_("form of the text, as in /translate"))
    quotations: Quotations | None = Field(default=None, description=QUOTATIONS)


class ArticlesJob(_NoticedJob):
    """A batch of articles."""

    kind: Literal["articles"] = Field(description=N_("text, the default, or articles"))
    articles: Annotated[list[NewArticle], Field(min_length=1)] = Field(description=N_("the articles"))


class FileJob(_NoticedJob):
    """A file, as a form."""

    file: bytes = Field(description=N_("the file; the ending of its name tells what it is"))
    target: Code = Field(description=TARGET)
    source: SourceCode = Field(default="", description=SOURCE)
    quotations: Quotations | None = Field(default=None, description=QUOTATIONS, json_schema_extra=hide_null)


class JobQuery(Request):
    """Which jobs to list."""

    limit: PageSize = Field(default=20, description=N_("how many are wanted"))
    before: Text | None = Field(default=None, description=N_("the last id of the page before"))


_RepetitionKey = Annotated[
    str,
    Field(min_length=1, max_length=255, pattern="^[ -~]*$"),
    tell(N_("must have from %(least)s to %(most)s printable characters"), least=1, most=255),
]


class RepetitionHeader(Request):
    """Makes a request safe to send again."""

    idempotency_key: _RepetitionKey | None = Field(
        default=None, alias="Idempotency-Key", description=N_("the same key and body give the same job")
    )


class Progress(Answer):
    """How far a job is."""

    done: Count = Field(description=N_("parts that are done"))
    total: Count = Field(description=N_("all parts"))
    sentences_done: Count = Field(description=N_("sentences of the part at hand that are done"))
    sentences: Count = Field(
        description=N_("sentences of the part at hand that were asked for so far; 0 between parts")
    )


class Job(Answer):
    """A job."""

    id: str = Field(description=_ID)
    kind: JobKind = Field(description=N_("what the job makes"))
    article: str | None = Field(description=N_("id of the article that it updates; null for other kinds"))
    state: JobState = Field(description=N_("how far the job has come"))
    progress: Progress = Field(description=N_("parts, articles or files that are done"))
    characters: Count = Field(description=N_("characters charged"))
    attempts: Count = Field(description=N_("how often the part at hand was begun"))
    error: str | None = Field(description=N_("why the last attempt failed"))
    created_at: datetime = Field(description=N_("when it was asked for, in UTC"))
    started_at: datetime | None = Field(description=N_("when it was first begun"))
    finished_at: datetime | None = Field(description=N_("when it ended"))
    url: str = Field(description=N_("the job’s address"))
    result_url: str | None = Field(description=N_("the address of the result, once it is there"))


class JobList(Answer):
    """Jobs, the newest first."""

    jobs: list[Job] = Field(description=N_("the jobs of this page"))
    next_before: str | None = Field(description=N_("what to send as before for the next page; null on the last"))


class TextResult(Answer):
    """What a text became."""

    translated_text: str = Field(description=N_("the translation"))
    source: str | None = Field(description=N_("language code of the source"))
    target: str = Field(description=N_("locale of the target"))
    errors: Count = Field(description=_ERRORS)


class ArticleResult(Answer):
    """Where an article of a batch is, or why it could not be translated."""

    id: str | None = Field(default=None, description=N_("the article’s id"))
    url: str | None = Field(default=None, description=N_("the page that shows both sides"))
    errors: Count | None = Field(default=None, description=_ERRORS)
    error: str | None = Field(default=None, description=N_("why it could not be translated"))


class ArticlesResult(Answer):
    """What a batch of articles became, in order."""

    articles: list[ArticleResult] = Field(description=N_("the articles"))


class UpdateResult(Answer):
    """What became of an article that was updated."""

    id: str = Field(description=N_("the article’s id"))
    url: str = Field(description=N_("the page that shows both sides"))
    version: Count = Field(description=N_("the version that the article has since"))
    changed: bool = Field(description=N_("whether that is a new one"))
    kept: Count = Field(description=N_("translations that are those of the version before"))
    made: Count = Field(description=N_("translations that are not"))
    flagged: Count = Field(description=N_("how many of these stand where a person had written something"))
    removed: Count = Field(description=N_("translations of the version before that are gone"))
    errors: Count = Field(description=_ERRORS)
