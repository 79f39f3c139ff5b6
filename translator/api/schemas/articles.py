"""Requests and answers about kept articles."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

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
from translator.api.schemas.details import ArticleSegment
from translator.api.schemas.refusals import refuse_field
from translator.document import ParagraphKind

_ID = N_("the article’s id")
_URL = N_("the page that shows both sides")
_TITLE = N_("the headline")
_CREATED_AT = N_("when it was translated, in UTC")

#: Fields of which one names what an article is made of.
_SOURCES = ("text", "html", "url")


class NewArticle(Request):
    """An article to translate and keep: exactly one of text, html and url."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [name]} for name in ("text", "html", "url")]},
    )

    text: Filled | None = Field(
        default=None, description=N_("the article"), examples=["Il pleut."], json_schema_extra=hide_null
    )
    html: Filled | None = Field(
        default=None,
        description=N_("a page or a piece of HTML that holds the article"),
        json_schema_extra=hide_null,
    )
    url: Annotated[Filled, Field(max_length=2000)] | None = Field(
        default=None,
        description=N_("the address of a page that holds the article; it is fetched"),
        json_schema_extra=hide_null,
    )
    target: Code = Field(description=TARGET)
    title: Annotated[Text, Field(max_length=300)] = Field(
        default="", description=N_("its headline; one that the text begins with is recognised")
    )
    source: SourceCode = Field(default="", description=SOURCE)
    quotations: Quotations | None = Field(default=None, description=QUOTATIONS)

    @model_validator(mode="after")
    def _refuse_none_or_several(self) -> Self:
        given = [name for name in _SOURCES if getattr(self, name) is not None]
        if not given:
            raise refuse_field("text", N_("is missing; one of text, html and url is needed"))
        if len(given) > 1:
            raise refuse_field(given[1], N_("must not be given together with %(other)s"), other=given[0])
        return self


class ArticleQuery(Request):
    """Which articles to list."""

    limit: PageSize = Field(default=20, description=N_("how many are wanted"))
    q: Annotated[Text, Field(max_length=500)] | None = Field(
        default=None, description=N_("words that the articles hold in either language, as in the library’s search box")
    )
    site: Annotated[Text, Field(max_length=300)] | None = Field(
        default=None, description=N_("the site they were first published on; - for those of no named site")
    )
    since: Text | None = Field(default=None, description=N_("when they were added at the earliest"))
    until: Text | None = Field(default=None, description=N_("before when they were added"))
    source: Code | None = Field(default=None, description=N_("language code of the source; with target"))
    target: Code | None = Field(default=None, description=N_("language code of the target; with source"))
    state: Literal["translated", "reviewed", "final"] | None = Field(
        default=None, description=N_("what all their translations have reached")
    )
    errors: Literal["true", "false"] | None = Field(
        default=None, description=N_("true for those with an issue that is an error")
    )
    order: Literal["newest", "relevance"] | None = Field(
        default=None, description=N_("what comes first where q is given; otherwise the newest do")
    )
    before: Text | None = Field(default=None, description=N_("next_before of a page, for the next one"))
    after: Text | None = Field(default=None, description=N_("previous_after of a page, for the one before it"))


class TagHeader(Request):
    """Spares an answer that is known."""

    if_none_match: str | None = Field(
        default=None,
        alias="If-None-Match",
        description=N_("the ETag of an answer that is known; 304 if it still holds"),
    )


class AddedArticle(Answer):
    """Where a new article is."""

    id: str = Field(description=_ID)
    url: str = Field(description=_URL)


class Excerpt(Answer):
    """A passage that answers a search; long ones are cut."""

    segment: str = Field(description=N_("the segment’s id"))
    source: str = Field(description=N_("its source text"))
    source_matches: list[list[Count]] = Field(description=N_("start and end of what answers the search there"))
    target: str = Field(description=N_("its target text"))
    target_matches: list[list[Count]] = Field(description=N_("start and end of what answers the search there"))


class ArticleSummary(Answer):
    """An article of the list."""

    id: str = Field(description=_ID)
    url: str = Field(description=_URL)
    title: str = Field(description=_TITLE)
    target_title: str = Field(description=N_("the headline’s translation"))
    source: str = Field(description=N_("language code of the source"))
    target: str = Field(description=N_("locale of the target"))
    created_at: datetime = Field(description=_CREATED_AT)
    errors: Count = Field(description=N_("how many issues are errors"))
    state: Literal["translated", "reviewed", "final"] = Field(description=N_("what all its translations have reached"))
    site: str | None = Field(description=N_("the site it was first published on; null where nobody said"))
    excerpt: Excerpt | None = Field(description=N_("the passage that answers the search best; null without one"))


class ArticleList(Answer):
    """Articles, the newest or the best answers first."""

    articles: list[ArticleSummary] = Field(description=N_("the articles of this page"))
    total: Count = Field(description=N_("how many articles there are on all pages"))
    next_before: str | None = Field(description=N_("what to send as before for the next page; null on the last"))
    previous_after: str | None = Field(description=N_("what to send as after for the page before; null on the first"))


class ArticleParagraph(Answer):
    """A paragraph."""

    index: Count = Field(description=N_("its number, from 0"))
    kind: ParagraphKind = Field(description=N_("what it is in the article"))
    language: str = Field(description=N_("language code"))
    segments: list[ArticleSegment] = Field(description=N_("its segments, in order"))


class Origin(Answer):
    """Where an article was first published."""

    url: str | None = Field(description=N_("the address that it was fetched from"))
    canonical_url: str | None = Field(description=N_("the address that its publisher calls its own"))
    site_name: str | None = Field(description=N_("the site or newspaper"))
    byline: str | None = Field(description=N_("who wrote it"))
    published_at: datetime | None = Field(description=N_("when it was published, in UTC"))
    image_caption: str | None = Field(description=N_("the caption of its lead image"))


class Article(Answer):
    """An article with both sides."""

    id: str = Field(description=_ID)
    url: str = Field(description=_URL)
    title: str = Field(description=_TITLE)
    source: str = Field(description=N_("language code of the source"))
    target: str = Field(description=N_("locale of the target"))
    created_at: datetime = Field(description=_CREATED_AT)
    version: Count = Field(description=N_("number of its version, from 1"))
    origin: Origin | None = Field(description=N_("where it was first published; null where nobody said"))
    text: str = Field(description=N_("the source, the headline first"))
    translated_text: str = Field(description=N_("the translation"))
    html: str = Field(description=N_("the source as HTML, without what surrounded it on its page"))
    translated_html: str = Field(description=N_("the translation as HTML, without what surrounded it on its page"))
    paragraphs: list[ArticleParagraph] = Field(description=N_("its paragraphs, in order"))
