"""The library for programs: which articles a request wants, and what is told of those found."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import url_for

from translator.api.schemas import articles as schemas
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.library import ArticleQuery, Excerpt, FoundArticle, Leaf, Marked, Order, Place, read_place
from translator.translation import State


def build_article_query(asked: schemas.ArticleQuery) -> ArticleQuery:
    """Return which articles are wanted.

    Raises:
        FieldError: A time or the direction cannot be used.
    """
    return ArticleQuery(
        words=asked.q or "",
        site=asked.site or "",
        since=_read_time("since", asked.since or ""),
        until=_read_time("until", asked.until or ""),
        pair=_read_pair(source=asked.source or "", target=asked.target or ""),
        state=State(asked.state) if asked.state else None,
        has_issues=asked.errors == "true",
        order=Order(asked.order or Order.RELEVANCE),
    )


def build_leaf(asked: schemas.ArticleQuery) -> Leaf:
    """Return which page of the list is wanted.

    Raises:
        FieldError: It is told twice, or is no place in a list.
    """
    if asked.before and asked.after:
        raise FieldError("after", "must not be given together with before")
    return Leaf(
        asked.limit,
        before=read_place(asked.before, field="before") if asked.before else None,
        after=read_place(asked.after, field="after") if asked.after else None,
    )


def describe_found(article: FoundArticle) -> dict[str, object]:
    """Describe an article of the list."""
    summary = article.summary
    return {
        "id": summary.id,
        "url": url_for("pages.show_article", article_id=summary.id),
        "title": summary.title,
        "target_title": summary.target_title,
        "source": summary.source_language,
        "target": summary.target_locale,
        "created_at": summary.created_at.isoformat(),
        "errors": summary.issues,
        "state": article.state.value,
        "site": article.site or None,
        "excerpt": article.excerpt and _describe_excerpt(article.excerpt),
    }


def describe_place(place: Place | None) -> str | None:
    """Return what to send for a page that follows or goes before; None where there is none."""
    return None if place is None else str(place)


def _describe_excerpt(excerpt: Excerpt) -> dict[str, object]:
    return {
        "segment": excerpt.segment_id,
        "source": excerpt.source.text,
        "source_matches": _list_matches(excerpt.source),
        "target": excerpt.target.text,
        "target_matches": _list_matches(excerpt.target),
    }


def _list_matches(marked: Marked) -> list[list[int]]:
    matches, position = [], 0
    for run in marked.runs:
        if run.is_match:
            matches.append([position, position + len(run.text)])
        position += len(run.text)
    return matches


def _read_time(name: str, value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if value else None
        # A time without a zone is one of UTC; one too near the ends of time has none.
        return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise FieldError(name, "must be a day such as 2026-03-31, or a time as ISO 8601 has it") from None


def _read_pair(*, source: str, target: str) -> LanguagePair | None:
    if not source and not target:
        return None
    for name, value in (("source", source), ("target", target)):
        if not value:
            raise FieldError(name, "is missing; a direction has both")
    return LanguagePair(source.lower(), target.lower())
