"""Make an article of what somebody brings: a text, HTML, a web address or a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from translator.access import ANYBODY, Caller
from translator.document import ArticleOrigin, ArticleText
from translator.errors import FetchingOffError, FieldError, NoArticleError, SourceError, UnfetchedError
from translator.fetching import FetchedPage, normalise_address
from translator.formats import sources
from translator.languages import SERVED_LANGUAGES
from translator.translation import QuotationPolicy, StoredArticle
from translator.workflows.articles import check_article, create_article, find_article, get_article, translate_article
from translator.workflows.services import Services

#: Fields of which one, and only one, names what an article is made of.
SOURCE_FIELDS = ("text", "html", "url", "file")

#: Endings of the names of files that are taken.
FILE_SUFFIXES = sources.SOURCE_SUFFIXES

#: Confidence of a guess at the language, 0 to 100, from which it is believed against what a page says of itself: as for
#: a paragraph in another language than its article.
SURE_CONFIDENCE = 95.0

_PLAIN = "text/plain"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that somebody brings: its name, whose ending tells what it is, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Submission:
    """What an article is to be made of; exactly one of the fields after the title is given.

    Args:
        title: Headline; empty to find it.
        text: The article as it was pasted.
        html: A page or a piece of HTML.
        url: Where a page is.
        file: A file.
    """

    title: str = ""
    text: str = ""
    html: str = ""
    url: str = ""
    file: SourceFile | None = None

    def list_given(self) -> list[str]:
        """Return the names of the fields that are given, but for white space."""
        return [name for name in ("text", "html", "url") if getattr(self, name).strip()] + ["file"] * bool(self.file)


def add_article(
    services: Services,
    submission: Submission,
    *,
    source: str | None,
    target: str | None,
    caller: Caller = ANYBODY,
    quotations: QuotationPolicy | None = None,
    identifier: str = "",
) -> StoredArticle:
    """Translate what somebody brings and keep it; nothing is held open while a page is fetched.

    Args:
        services: The parts.
        submission: What the article is made of.
        source: ISO 639 code, or None to detect it.
        target: ISO 639 code or locale tag, or None for the other of the languages served.
        caller: Whose key the characters are counted for.
        quotations: What becomes of quotations; None for the site's default.
        identifier: Id that it gets; where an article has it already, that one is returned and nothing fetched.

    Raises:
        FieldError: A field is wrong; not exactly one source is given; it gives no article.
        QuotaError: The caller's characters of this month do not suffice.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    if identifier and (former := find_article(services, identifier)):
        return former
    return _make_of(
        services,
        submission,
        create_article,
        source=source,
        target=target,
        caller=caller,
        quotations=quotations,
        identifier=identifier,
    )


def translate_submission(
    services: Services,
    submission: Submission,
    *,
    source: str | None,
    target: str | None,
    quotations: QuotationPolicy | None = None,
) -> StoredArticle:
    """Translate what somebody brings as ``add_article`` does, but keep nothing."""
    return _make_of(services, submission, translate_article, source=source, target=target, quotations=quotations)


def _make_of(
    services: Services,
    submission: Submission,
    make: Callable[..., StoredArticle],
    *,
    source: str | None,
    **options: object,
) -> StoredArticle:
    """Make an article of what somebody brings; errors name the field that it came in."""
    article = read_submission(services, submission)
    try:
        return make(
            services,
            title=article.title,
            text=article.text,
            source=source or _trust_language(services, article),
            kinds=article.kinds,
            origin=article.origin,
            **options,
        )
    except FieldError as error:
        raise _name_field(error, submission) from None


def check_submission(services: Services, submission: Submission, *, source: str | None, target: str) -> int:
    """Refuse what ``add_article`` would refuse, as far as can be told without fetching a page.

    Returns:
        How many characters it has; of a page that is not fetched yet, none.

    Raises:
        FieldError: A field is wrong, or not exactly one source is given.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    _check_given(services, submission)
    if submission.url:
        normalise_address(submission.url)
        # The page stands in for by any text; only the title and the languages are looked at.
        check_article(services, title=submission.title, text="-", source=source, target=target)
        return 0
    article = read_submission(services, submission)
    try:
        check_article(services, title=article.title, text=article.text, source=source, target=target)
    except FieldError as error:
        raise _name_field(error, submission) from None
    return len(article.title) + len(article.text)


def read_submission(services: Services, submission: Submission) -> ArticleText:
    """Return the article that somebody brings, before anything is translated.

    Raises:
        FieldError: Not exactly one source is given, or it gives no article.
    """
    _check_given(services, submission)
    if submission.url:
        article = fetch_article(services, submission.url)
    elif submission.html:
        article = sources.read_html_source(submission.html, field="html")
    elif submission.file:
        article = sources.read_source_file(submission.file.name, content=submission.file.content)
    else:
        article = ArticleText(title="", text=submission.text)
    title = " ".join(submission.title.split())
    return replace(article, title=title) if title else article


def fetch_article(services: Services, url: str) -> ArticleText:
    """Return the article of a web page, as it is now.

    Raises:
        SourceError: ``url``: it must not be asked, cannot be had, or holds no article.
    """
    if services.settings.fetch == "off":
        raise FetchingOffError
    return _read_fetched(services.fetcher.fetch(url))


def fetch_again(services: Services, article_id: str) -> ArticleText | None:
    """Return the article of the page that a kept article was taken from, as it is now; nothing is changed.

    Returns:
        None where the site says that the page is as it was.

    Raises:
        NotFoundError: No article has the id.
        SourceError: ``url``: it was not taken from the web, or its page cannot be had or holds no article any more.
    """
    origin = get_article(services, article_id).origin
    if origin is None or not origin.url:
        raise UnfetchedError
    if services.settings.fetch == "off":
        raise FetchingOffError
    page = services.fetcher.fetch(origin.url, etag=origin.etag, last_modified=origin.last_modified)
    return None if page.is_unchanged else _read_fetched(page)


def _read_fetched(page: FetchedPage) -> ArticleText:
    try:
        text = sources.decode_page(page.content, charset=page.charset)
    except SourceError:
        raise
    except FieldError:
        raise NoArticleError from None
    article = sources.read_page(text, url=page.url) if page.media_type != _PLAIN else ArticleText(title="", text=text)
    if not article.text.strip():
        raise NoArticleError
    origin = article.origin or ArticleOrigin(url=page.url)
    return replace(article, origin=replace(origin, etag=page.etag, last_modified=page.last_modified))


def _check_given(services: Services, submission: Submission) -> None:
    given = submission.list_given()
    if not given:
        raise FieldError("text", "must not be empty")
    if len(given) > 1:
        raise FieldError(given[1], "must not be given together with %(other)s", other=given[0])
    limit = services.settings.file_limit
    if submission.file and services.settings.has_limits and len(submission.file.content) > limit:
        raise FieldError(
            "file", "has %(size)s bytes; at most %(limit)s are allowed", size=len(submission.file.content), limit=limit
        )


def _trust_language(services: Services, article: ArticleText) -> str | None:
    """Return the language that a source names, where its words alone do not tell; many pages name a wrong one."""
    if article.language not in SERVED_LANGUAGES:
        return None
    found = services.detector.detect(f"{article.title}\n\n{article.text}")
    return article.language if found.confidence < SURE_CONFIDENCE else None


def _name_field(error: FieldError, submission: Submission) -> FieldError:
    """Return an error about the text as one about the field that the text came from."""
    given = submission.list_given()[0]
    return error.move(given) if error.field == "text" and given != "text" else error
