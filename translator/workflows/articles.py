"""Translate articles and keep them, show one, list them."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

from translator import storage
from translator.access import ANYBODY, Caller
from translator.document import ArticleOrigin, ParagraphKind
from translator.errors import FieldError, UnsupportedLanguageError, UnsupportedPairError
from translator.languages import SERVED_LANGUAGES, LanguagePair, Locale
from translator.memory import make_source_key
from translator.pipeline import SourceText, TranslationOrder, translate_articles
from translator.translation import ArticleSummary, Origin, QuotationPolicy, StoredArticle, TranslatedArticle
from translator.workflows.headlines import NamedArticle, name_article
from translator.workflows.keys import charge
from translator.workflows.services import Services
from translator.workflows.translate_text import build_stages, check_languages

#: Longest headline that is taken, in characters; no newspaper's comes near it.
TITLE_LIMIT = 300

#: Id of the sample article, and the name of the marker that says it was stored once.
SAMPLE_ID = "sample"
SAMPLE_MARKER = "sample article stored"

#: NUL, which PostgreSQL cannot keep, and halves of surrogate pairs, which UTF-8 cannot.
_UNUSABLE = re.compile("[\x00\ud800-\udfff]")


def create_article(
    services: Services,
    *,
    title: str,
    text: str,
    source: str | None,
    target: str | None,
    caller: Caller = ANYBODY,
    quotations: QuotationPolicy | None = None,
    identifier: str = "",
    kinds: tuple[ParagraphKind, ...] = (),
    origin: ArticleOrigin | None = None,
) -> StoredArticle:
    """Translate an article and keep it.

    Args:
        services: Parts to work with.
        title: Headline; empty where the text begins with it, or has none.
        text: The article as it was pasted; what a web page puts around it is marked as boilerplate.
        source: ISO 639 code, or None to detect it.
        target: ISO 639 code or locale tag, or None for the other of the languages served.
        caller: Whose key the characters are counted for.
        quotations: What becomes of quotations; None for the site's default.
        identifier: Id that it gets; one of its own where none is given. Where an article has it already, that one is
            returned, so that a job that is run again adds nothing twice.
        kinds: What part each paragraph of the text plays, where that is known; boilerplate is then not looked for.
        origin: Where it was first published, where that is known.

    Raises:
        QuotaError: The caller's characters of this month do not suffice.
        FieldError: A field is empty, too long, or holds a character that cannot be kept; or the target is the source.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    if identifier and (former := find_article(services, identifier)):
        return former
    named = _translate(
        services,
        title=title,
        text=text,
        source=source,
        target=target,
        caller=caller,
        quotations=quotations,
        kinds=kinds,
    )
    translated = replace(named.translated, article=replace(named.translated.article, id=identifier))
    with services.database.session(writing=True) as session:
        stored = storage.save_article(
            session,
            translated,
            created_at=services.get_time(),
            target_title=named.target_title,
            origin=origin,
            quotations=quotations,
        )
        for pair, sources in _list_remembered(named.translated).items():
            storage.count_use(session, sources, pair=pair, make_key=make_source_key)
        session.commit()
    return stored


def find_article(services: Services, identifier: str) -> StoredArticle | None:
    """Return an article, or None where none has the id."""
    with services.database.session() as session:
        return storage.find_article(session, identifier)


def translate_article(
    services: Services,
    *,
    title: str,
    text: str,
    source: str | None,
    target: str | None,
    quotations: QuotationPolicy | None = None,
    kinds: tuple[ParagraphKind, ...] = (),
    origin: ArticleOrigin | None = None,
) -> StoredArticle:
    """Translate an article as ``create_article`` does, but keep nothing; its id is empty."""
    named = _translate(
        services, title=title, text=text, source=source, target=target, quotations=quotations, kinds=kinds
    )
    return StoredArticle(translated=named.translated, created_at=services.get_time(), origin=origin)


def get_article(services: Services, identifier: str) -> StoredArticle:
    """Return an article.

    Raises:
        NotFoundError: No article has the id.
    """
    with services.database.session() as session:
        return storage.get_article(session, identifier)


def list_articles(services: Services, *, limit: int, before: str | None = None) -> list[ArticleSummary]:
    """List articles, the newest first.

    Args:
        services: Parts to work with.
        limit: How many at most.
        before: Id of the last article of the page before this one.

    Raises:
        NotFoundError: No article has the id ``before``.
    """
    with services.database.session() as session:
        return storage.list_articles(session, limit=limit, before=before)


def ensure_sample(services: Services, *, path: Path) -> StoredArticle | None:
    """Store the sample article, once in a database's life: whoever deletes it does not get it again.

    Harmless when processes start together: each may translate it, one stores it.

    Args:
        services: Parts to work with.
        path: A text file whose first line is the headline.

    Returns:
        The article, if this call stored it; None also where no package translates it yet.
    """
    with services.database.session() as session:
        if storage.has_marker(session, SAMPLE_MARKER):
            return None
    title, _, text = path.read_text(encoding="utf-8").partition("\n")
    try:
        named = _translate(services, title=title, text=text, source=None, target=None)
    except (UnsupportedLanguageError, UnsupportedPairError):
        return None
    article = replace(named.translated.article, id=SAMPLE_ID)
    with services.database.session(writing=True) as session:
        now = services.get_time()
        if not storage.set_marker(session, SAMPLE_MARKER, reached_at=now):
            return None
        stored = storage.save_article(
            session, replace(named.translated, article=article), created_at=now, target_title=named.target_title
        )
        session.commit()
    return stored


def _translate(
    services: Services,
    *,
    title: str,
    text: str,
    source: str | None,
    target: str | None,
    caller: Caller = ANYBODY,
    quotations: QuotationPolicy | None = None,
    kinds: tuple[ParagraphKind, ...] = (),
) -> NamedArticle:
    title = " ".join(title.split())
    locale = check_article(services, title=title, text=text, source=source, target=target)
    order = TranslationOrder(source=source, locale=locale, quotations=quotations or services.settings.quotations)
    charge(services, caller, characters=len(title) + len(text))
    given = SourceText(text, title=title, is_page=True, kinds=kinds)
    (translated,) = translate_articles([given], order=order, stages=build_stages(services))
    services.count([translated])
    return name_article(translated)


def check_article(services: Services, *, title: str, text: str, source: str | None, target: str | None) -> Locale:
    """Refuse an article that ``create_article`` would refuse, and return the locale of its target.

    Raises:
        FieldError: A field is empty, too long, or holds a character that cannot be kept; or the target is the source.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    _check_fields(services, title=title, text=text)
    locale = _choose_locale(services, title=title, text=text, source=source, target=target)
    check_languages(services, source=source, target=locale.language)
    return locale


def _check_fields(services: Services, *, title: str, text: str) -> None:
    if len(title) > TITLE_LIMIT:
        raise FieldError(
            "title", "has %(size)s characters; at most %(limit)s are allowed", size=len(title), limit=TITLE_LIMIT
        )
    if not text.strip():
        raise FieldError("text", "must not be empty")
    limit = services.settings.article_limit
    if services.settings.has_limits and len(text) > limit:
        raise FieldError("text", "has %(size)s characters; at most %(limit)s are allowed", size=len(text), limit=limit)
    for name, value in (("title", title), ("text", text)):
        check_keepable(name, value)


def check_keepable(field: str, text: str) -> None:
    """Refuse a text that holds a character that cannot be kept.

    Raises:
        FieldError: It does.
    """
    unusable = _UNUSABLE.search(text)
    if unusable:
        raise FieldError(field, "holds the character U+%(code)s, which cannot be kept", code=f"{ord(unusable[0]):04X}")


def _choose_locale(services: Services, *, title: str, text: str, source: str | None, target: str | None) -> Locale:
    if target is None:
        language = source or services.detector.detect(f"{title}\n\n{text}").language
        target = next(code for code in SERVED_LANGUAGES if code != language)
    locale = services.settings.choose_locale(target)
    if locale.language == source:
        raise FieldError("target", "must be another language than the source")
    return locale


def _list_remembered(translated: TranslatedArticle) -> dict[LanguagePair, list[str]]:
    """List the sources that the memory served, by their pair."""
    target = translated.target_locale.partition("-")[0]
    sources: defaultdict[LanguagePair, list[str]] = defaultdict(list)
    for (paragraph, segment), translation in zip(
        translated.article.iterate_segments(), translated.translations, strict=True
    ):
        if translation.origin is Origin.MEMORY:
            sources[LanguagePair(paragraph.get_language(segment), target)].append(segment.source)
    return sources
