"""The library for programs: which articles a request wants, and what is told of those found."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import request, url_for

from translator.api.body import find_text_problem
from translator.api.fields import read_limit
from translator.errors import FieldError
from translator.languages import LanguagePair
from translator.library import ArticleQuery, Excerpt, FoundArticle, Leaf, Marked, Order, Place, read_place
from translator.translation import State
from translator.workflows.library import STATES

#: Articles in one page of the list: unless told, and at most.
PAGE_SIZE = 20
LARGEST_PAGE = 100


def read_article_query() -> ArticleQuery:
    """Read which articles are wanted.

    Raises:
        FieldError: A parameter cannot be used.
    """
    state = _read_choice("state", tuple(STATES))
    return ArticleQuery(
        words=_read("q"),
        site=_read("site"),
        since=_read_time("since"),
        until=_read_time("until"),
        pair=_read_pair(),
        state=State(state) if state else None,
        has_issues=_read_choice("errors", ("true", "false")) == "true",
        order=Order(_read_choice("order", tuple(Order)) or Order.RELEVANCE),
    )


def read_leaf() -> Leaf:
    """Read which page of the list is wanted.

    Raises:
        FieldError: A parameter cannot be used.
    """
    limit = read_limit(usual=PAGE_SIZE, largest=LARGEST_PAGE)
    before, after = _read("before"), _read("after")
    if before and after:
        raise FieldError("after", "must not be given together with before")
    return Leaf(
        limit,
        before=read_place(before, field="before") if before else None,
        after=read_place(after, field="after") if after else None,
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


def _read(name: str) -> str:
    value = request.args.get(name, "")
    if problem := find_text_problem(value):
        raise FieldError(name, problem)
    return value


def _read_choice(name: str, choices: tuple[str, ...]) -> str:
    value = _read(name)
    if value and value not in choices:
        raise FieldError(name, f"must be one of {', '.join(choices)}")
    return value


def _read_time(name: str) -> datetime | None:
    value = _read(name)
    try:
        moment = datetime.fromisoformat(value) if value else None
        # A time without a zone is one of UTC; one too near the ends of time has none.
        return moment and (moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise FieldError(name, "must be a day or a time such as 2026-03-31 or 2026-03-31T12:00:00Z") from None


def _read_pair() -> LanguagePair | None:
    source, target = _read("source"), _read("target")
    if not source and not target:
        return None
    for name, value in (("source", source), ("target", target)):
        if not value:
            raise FieldError(name, "is missing; a direction has both")
        if len(value) > 16:
            raise FieldError(name, "is no language code")
    return LanguagePair(source.lower(), target.lower())
