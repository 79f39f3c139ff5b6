"""The library of articles in SQL: search and filter them, page by page, and delete one. The caller commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, delete, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.sql import Subquery

from translator.document import ParagraphKind
from translator.errors import NotFoundError
from translator.library import NO_SITE, ArticleQuery, FoundArticle, Leaf, LibraryPage, Place, SiteCount
from translator.storage.search.asking import Asked, read_search
from translator.storage.search.index import build_matches
from translator.storage.search.marking import Passage, find_excerpt, mark_text
from translator.storage.tables import (
    ArticleOriginRow,
    ArticleRow,
    ArticleTextRow,
    ParagraphRow,
    SegmentRow,
    TranslationRow,
)
from translator.translation import ArticleSummary, State

#: States that people give, from the least to the most.
_GIVEN = (State.REVIEWED, State.FINAL)

_Rows = Select[*tuple[Any, ...]]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def delete_article(session: Session, identifier: str) -> None:
    """Delete an article with all that belongs to it.

    Raises:
        NotFoundError: There is none with the id.
    """
    found = delete(ArticleRow).where(ArticleRow.id == identifier).returning(ArticleRow.id)
    if "\0" in identifier or session.scalar(found) is None:
        raise NotFoundError("article", identifier)


def list_sites(session: Session) -> list[SiteCount]:
    """List the sites that articles come from, by name; those that come from no named one are told first, if any do."""
    listed = _select_articles(ArticleQuery(), None).subquery()
    query = select(listed.c.site, func.count()).group_by(listed.c.site)
    found = [SiteCount(*row) for row in session.execute(query)]
    return sorted(found, key=lambda site: (site.name.lower(), site.name))


def find_articles(session: Session, query: ArticleQuery, *, leaf: Leaf) -> LibraryPage:
    """Return a page of the articles that are wanted.

    Raises:
        NotFoundError: The page is to follow, or go before, an article that is not there, and only its id is told.
    """
    asked = read_search(query.words)
    if query.words.strip() and asked.is_empty:
        return LibraryPage()
    matches = None if asked.is_empty else build_matches(session, ArticleTextRow, asked).subquery("matches")
    is_ranked = query.is_ranked and bool(asked.wanted)
    listed = _select_articles(query, matches)
    total = session.scalar(select(func.count()).select_from(listed.subquery())) or 0
    value: Any = matches.c.rank if is_ranked and matches is not None else ArticleRow.created_at
    place = leaf.before or leaf.after
    end = None if place is None else _find_value(session, listed, value, place=place, is_ranked=is_ranked)
    rows = session.execute(_cut_page(listed.add_columns(value.label("value")), value, leaf=leaf, end=end)).all()
    is_backward = leaf.before is None and leaf.after is not None
    has_more, rows = len(rows) > leaf.limit, rows[: leaf.limit]
    if is_backward:
        rows = rows[::-1]
    places = [Place(row.id, row.value if is_ranked else _write_time(row.value)) for row in rows]
    return LibraryPage(
        articles=tuple(_describe_articles(session, [dict(row._mapping) for row in rows], asked=asked)),
        total=total,
        previous=places[0] if places and (has_more if is_backward else leaf.before) else None,
        following=places[-1] if places and (has_more or is_backward) else None,
    )


def _select_articles(query: ArticleQuery, matches: Subquery | None) -> _Rows:
    listed = select(
        ArticleRow.id,
        ArticleRow.title,
        ArticleRow.target_title,
        ArticleRow.source_language,
        ArticleRow.target_locale,
        ArticleRow.created_at,
        func.coalesce(ArticleOriginRow.site_name, "").label("site"),
    ).outerjoin(ArticleOriginRow, ArticleOriginRow.article_id == ArticleRow.id)
    if matches is not None:
        listed = listed.join(ArticleTextRow, ArticleTextRow.article_id == ArticleRow.id)
        listed = listed.join(matches, matches.c.id == ArticleTextRow.id)
    return listed.where(*_list_conditions(query))


def _list_conditions(query: ArticleQuery) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if query.site == NO_SITE:
        conditions.append(func.coalesce(ArticleOriginRow.site_name, "").in_(("", NO_SITE)))
    elif query.site:
        conditions.append(ArticleOriginRow.site_name == query.site)
    if query.since is not None:
        conditions.append(ArticleRow.created_at >= query.since)
    if query.until is not None:
        conditions.append(ArticleRow.created_at < query.until)
    if query.pair is not None:
        conditions.append(ArticleRow.source_language == query.pair.source)
        target = query.pair.target
        conditions.append((ArticleRow.target_locale == target) | ArticleRow.target_locale.startswith(f"{target}-"))
    if query.state is not None:
        conditions.append(_has_state(query.state))
    if query.has_issues:
        conditions.append(exists().where(*_match_translations(), TranslationRow.error_count > 0))
    return conditions


def _has_state(state: State) -> ColumnElement[bool]:
    """Tell whether an article's state is the given one; what passed through untouched (``INITIAL``) does not count."""
    reached = _GIVEN[_GIVEN.index(state) :] if state in _GIVEN else ()
    lower = [each for each in State if each not in (*reached, State.INITIAL)]
    is_below = exists().where(*_match_translations(), TranslationRow.state.in_(lower))
    if state not in _GIVEN:
        has_given = exists().where(*_match_translations(), TranslationRow.state.in_(_GIVEN))
        unreviewed = exists().where(*_match_translations(), TranslationRow.state == State.TRANSLATED)
        return unreviewed | ~has_given
    return ~is_below & exists().where(*_match_translations(), TranslationRow.state == state)


def _match_translations() -> tuple[ColumnElement[bool], ...]:
    return (TranslationRow.article_id == ArticleRow.id, TranslationRow.target_locale == ArticleRow.target_locale)


def _find_value(session: Session, listed: _Rows, value: Any, *, place: Place, is_ranked: bool) -> Any:
    """Return what a place is ordered by: at present or, where its article is not in the list any more, then."""
    present = session.scalar(listed.with_only_columns(value).where(ArticleRow.id == place.id))
    if present is not None:
        return present
    if place.value is not None:
        return place.value if is_ranked else _read_time(place.value)
    created_at = session.scalar(select(ArticleRow.created_at).where(ArticleRow.id == place.id))
    if created_at is None or is_ranked:
        raise NotFoundError("article", place.id)
    return created_at


def _cut_page(listed: _Rows, value: Any, *, leaf: Leaf, end: Any) -> _Rows:
    """Order the list, and take from it one more than the page has, which tells whether there is more."""
    limited = listed.limit(leaf.limit + 1)
    place = leaf.before or leaf.after
    if place is None:
        return limited.order_by(value.desc(), ArticleRow.id.desc())
    here, there = tuple_(value, ArticleRow.id), tuple_(literal(end, value.type), literal(place.id))
    if leaf.before is not None:
        return limited.where(here < there).order_by(value.desc(), ArticleRow.id.desc())
    return limited.where(here > there).order_by(value, ArticleRow.id)


def _describe_articles(session: Session, rows: Sequence[Mapping[str, Any]], *, asked: Asked) -> list[FoundArticle]:
    ids = [row["id"] for row in rows]
    standings = _read_standings(session, ids)
    passages = _read_passages(session, ids) if asked.wanted else {}
    found = []
    for row in rows:
        errors, state = standings.get(row["id"], (0, State.TRANSLATED))
        target_language = _get_language(row["target_locale"])
        summary = ArticleSummary(
            id=row["id"],
            title=row["title"],
            target_title=row["target_title"],
            source_language=row["source_language"],
            target_locale=row["target_locale"],
            created_at=row["created_at"],
            issues=errors,
        )
        article = FoundArticle(
            summary=summary,
            title=mark_text(row["title"], row["source_language"], asked=asked),
            target_title=mark_text(row["target_title"], target_language, asked=asked),
            excerpt=find_excerpt(passages.get(row["id"], ()), asked=asked) if asked.wanted else None,
            site=row["site"],
            state=state,
        )
        found.append(article)
    return found


def _read_standings(session: Session, ids: Sequence[str]) -> dict[str, tuple[int, State]]:
    """Return how many errors each article has, and its state."""
    state = TranslationRow.state
    query = (
        select(
            TranslationRow.article_id,
            func.sum(TranslationRow.error_count),
            func.sum(case((state == State.TRANSLATED, 1), else_=0)),
            func.sum(case((state == State.REVIEWED, 1), else_=0)),
            func.sum(case((state == State.FINAL, 1), else_=0)),
        )
        .join(ArticleRow, ArticleRow.id == TranslationRow.article_id)
        .where(TranslationRow.article_id.in_(ids), TranslationRow.target_locale == ArticleRow.target_locale)
        .group_by(TranslationRow.article_id)
    )
    standings = {}
    for identifier, errors, translated, reviewed, final in session.execute(query):
        reached = State.TRANSLATED if translated else State.REVIEWED if reviewed else State.FINAL
        standings[identifier] = int(errors), reached if reviewed or final else State.TRANSLATED
    return standings


def _read_passages(session: Session, ids: Sequence[str]) -> dict[str, list[Passage]]:
    """Return what articles say, headlines and what surrounded them left out: the list shows headlines itself."""
    language = case((SegmentRow.language != "", SegmentRow.language), else_=ParagraphRow.language)
    query = (
        select(
            SegmentRow.article_id,
            SegmentRow.segment_id,
            SegmentRow.source,
            language,
            TranslationRow.target,
            TranslationRow.target_locale,
        )
        .join(
            ParagraphRow,
            (ParagraphRow.article_id == SegmentRow.article_id)
            & (ParagraphRow.position == SegmentRow.paragraph_position),
        )
        .join(
            TranslationRow,
            (TranslationRow.article_id == SegmentRow.article_id) & (TranslationRow.segment_id == SegmentRow.segment_id),
        )
        .join(ArticleRow, ArticleRow.id == SegmentRow.article_id)
        .where(
            SegmentRow.article_id.in_(ids),
            TranslationRow.target_locale == ArticleRow.target_locale,
            ParagraphRow.kind.not_in([ParagraphKind.BOILERPLATE, ParagraphKind.HEADING]),
        )
        .order_by(SegmentRow.article_id, SegmentRow.position)
    )
    passages: defaultdict[str, list[Passage]] = defaultdict(list)
    for identifier, segment_id, source, code, target, locale in session.execute(query):
        passages[identifier].append(Passage(segment_id, source, code, target, _get_language(locale)))
    return passages


def _get_language(locale: str) -> str:
    return locale.partition("-")[0].lower()


def _write_time(moment: datetime) -> float:
    # Microseconds since 1970 need 51 bits: a float holds them exactly, as seconds it does within half of one.
    return (moment - _EPOCH) / timedelta(seconds=1)


def _read_time(seconds: float) -> datetime:
    return _EPOCH + timedelta(microseconds=round(seconds * 1_000_000))
