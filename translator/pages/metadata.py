"""What an article's pages tell machines: their addresses in each language, and the article in schema.org's words.

Search engines read the alternates (https://datatracker.ietf.org/doc/html/rfc8288, ``rel=alternate`` with
``hreflang``), what shares links reads Open Graph (https://ogp.me), and both read schema.org's ``NewsArticle``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from translator.languages import DEFAULT_LOCALES
from translator.pages.bilingual import BilingualText
from translator.pages.versions import Version, list_versions
from translator.translation import StoredArticle

#: Length of a page's description, in characters: about what search engines and link previews show.
DESCRIPTION_LENGTH = 200

#: Returns the address of an article's page in one language, or of the page of both where the language is empty.
Locate = Callable[[str], str]

_KIND = "NewsArticle"


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page of the same article.

    Args:
        language: Language code, or ``x-default`` for the page of both languages.
        address: Whole address.
    """

    language: str
    address: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself in its head.

    Args:
        canonical: Its whole address.
        alternates: All pages of the article, itself among them.
        title: Headline.
        description: The beginning of the text.
        locale: Locale of the text, written as Open Graph wants it.
        other_locales: Locales of the other pages.
        published_at: When it was first published, in ISO 8601; empty where that is not known.
        author: Who wrote it; empty where that is not known.
        graph: The article in schema.org's words.
    """

    canonical: str
    alternates: tuple[Alternate, ...]
    title: str
    description: str
    locale: str
    other_locales: tuple[str, ...]
    published_at: str
    author: str
    graph: dict[str, object]


def list_alternates(codes: tuple[str, ...], *, locate: Locate) -> tuple[Alternate, ...]:
    """Return the pages of an article: each language's own, then that of both."""
    return (*(Alternate(code, locate(code)) for code in codes), Alternate("x-default", locate("")))


def describe_page(stored: StoredArticle, text: BilingualText, *, code: str, locate: Locate) -> Metadata:
    """Describe a page of an article.

    Args:
        stored: The article.
        text: The same, as its page shows it.
        code: Language of the page; empty for the page of both languages.
        locate: Returns the address of each page.
    """
    source, target = list_versions(text)
    shown = source if code == source.code else target
    origin = stored.origin
    source_work = _describe_work(stored, source, locate=locate)
    target_work = _describe_work(stored, target, locate=locate)
    source_with_translation = {**source_work, "workTranslation": _refer(target_work)}
    target_with_source = {**target_work, "translationOfWork": _refer(source_work)}
    graphs: dict[str, list[dict[str, object]]] = {
        source.code: [source_with_translation],
        target.code: [target_with_source],
        "": [source_with_translation, target_with_source],
    }
    return Metadata(
        canonical=locate(code),
        alternates=list_alternates((source.code, target.code), locate=locate),
        title=shown.title,
        description=_shorten(shown.opening),
        locale=_write_locale(shown.language),
        other_locales=tuple(_write_locale(each.language) for each in (source, target) if each is not shown),
        published_at=_write_moment(origin.published_at) if origin and origin.published_at else "",
        author=origin.byline if origin else "",
        graph={"@context": "https://schema.org", "@graph": graphs[code]},
    )


def _describe_work(stored: StoredArticle, version: Version, *, locate: Locate) -> dict[str, object]:
    address = locate(version.code)
    work: dict[str, object] = {
        "@type": _KIND,
        "@id": address,
        "url": address,
        "mainEntityOfPage": address,
        "headline": version.title,
        "inLanguage": version.language,
        "dateCreated": stored.created_at.isoformat(),
    }
    origin = stored.origin
    if origin is None:
        return work
    if origin.byline:
        work["author"] = {"@type": "Person", "name": origin.byline}
    if origin.published_at:
        work["datePublished"] = _write_moment(origin.published_at)
    if origin.publisher:
        work["publisher"] = {"@type": "Organization", "name": origin.publisher}
    if origin.address:
        work["isBasedOn"] = origin.address
    return work


def _refer(work: dict[str, object]) -> dict[str, object]:
    return {name: work[name] for name in ("@type", "@id", "url", "headline", "inLanguage")}


def _write_moment(moment: datetime) -> str:
    """Write a moment, or the day alone where nothing more is known."""
    return moment.date().isoformat() if moment.time() == time() else moment.isoformat()


def _write_locale(tag: str) -> str:
    return DEFAULT_LOCALES.get(tag, tag).replace("-", "_")


def _shorten(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= DESCRIPTION_LENGTH:
        return words
    cut = words[: DESCRIPTION_LENGTH - 1]
    return f"{(cut.rpartition(' ')[0] or cut).rstrip(' ,;:')}…"
