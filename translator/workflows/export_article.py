"""Give an article out as a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from translator.errors import NotFoundError
from translator.formats import exports
from translator.translation import StoredArticle
from translator.workflows.articles import get_article
from translator.workflows.services import Services

#: Characters of each headline in a file's name; file systems allow 255 bytes in all.
NAME_LENGTH = 40

#: What no file system may see in a name, or a reader would trip over.
_UNSAFE = re.compile(r"""[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff<>:"/\\|?*]+""")


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A kind of file that an article is given out as.

    Args:
        media_type: Its media type.
        suffix: What its files' names end in, without the dot.
    """

    media_type: str
    suffix: str


#: All formats by their names in addresses. HTML and JSON are what the site itself shows, so its doors write them.
EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    "epub": ExportFormat("application/epub+zip", "epub"),
    "html": ExportFormat("text/html", "html"),
    "docx": ExportFormat("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    "markdown": ExportFormat("text/markdown", "md"),
    "tmx": ExportFormat("application/x-tmx+xml", "tmx"),
    "xliff": ExportFormat("application/xliff+xml", "xlf"),
    "json": ExportFormat("application/json", "json"),
}

_WRITERS: Mapping[str, Callable[[StoredArticle], bytes]] = {
    "epub": exports.write_epub,
    "docx": exports.write_docx,
    "markdown": exports.write_markdown,
    "tmx": exports.write_article_tmx,
    "xliff": exports.write_article_xliff,
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that an article is given out as.

    Args:
        content: The file.
        media_type: Its media type.
        name: A name that every file system takes: both headlines, the languages, the suffix.
    """

    content: bytes
    media_type: str
    name: str


def export_article(services: Services, article_id: str, *, format_name: str) -> ExportedFile:
    """Return an article as a file; the same article always makes the same bytes.

    Raises:
        NotFoundError: No article has the id, or no format the name.
    """
    return write_export(services, get_article(services, article_id), format_name=format_name)


def write_export(services: Services, stored: StoredArticle, *, format_name: str) -> ExportedFile:
    """Write an article, kept or not, as a file.

    Raises:
        NotFoundError: No format has the name.
    """
    write = {**_WRITERS, **services.renderings}.get(format_name)
    if write is None:
        raise NotFoundError("export format", format_name)
    format_ = EXPORT_FORMATS[format_name]
    return ExportedFile(write(stored), format_.media_type, _name_file(stored, suffix=format_.suffix))


def write_sides(stored: StoredArticle) -> tuple[str, str]:
    """Write both sides of an article as HTML that holds an article's elements alone."""
    return exports.write_source_html(stored), exports.write_target_html(stored)


def _name_file(stored: StoredArticle, *, suffix: str) -> str:
    translated = stored.translated
    headlines = exports.find_headlines(stored)
    titles = dict.fromkeys(_clean_name(title) for title in (headlines.source, headlines.target))
    title = " – ".join(each for each in titles if each) or "article"
    return f"{title}.{translated.article.source_language}-{translated.target_locale}.{suffix}"


def _clean_name(title: str) -> str:
    text = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", title)).split())
    if len(text) > NAME_LENGTH:
        text = text[:NAME_LENGTH].rpartition(" ")[0] or text[:NAME_LENGTH]
    return text.strip(" .,;–-")
