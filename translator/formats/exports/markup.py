"""An article's sides as HTML: headings, paragraphs, quotations, lists and captions, and nothing else.

Whatever a text holds is escaped, and nh3 takes out what is not on the list all the same: two walls are better than one
where a page of another site takes the result in.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby

import nh3

from translator.document import ParagraphKind
from translator.formats.exports.rows import Pair, Row, list_rows
from translator.translation import StoredArticle

#: All elements that an article's HTML may hold, and their attributes.
ELEMENTS = frozenset({"blockquote", "figcaption", "figure", "h1", "h2", "li", "p", "span", "ul"})
ATTRIBUTES = {"*": frozenset[str](), "span": frozenset({"lang"})}

#: Elements whose text goes with them.
_SILENT = frozenset({"iframe", "math", "noscript", "object", "script", "style", "svg", "template", "textarea", "title"})

#: What stands around the text of a paragraph.
_AROUND = {
    ParagraphKind.QUOTE: ("<blockquote><p>", "</p></blockquote>"),
    ParagraphKind.CAPTION: ("<figure><figcaption>", "</figcaption></figure>"),
    ParagraphKind.ITEM: ("<li>", "</li>"),
}


def clean_html(markup: str) -> str:
    """Return HTML with nothing in it but the elements of an article; the text of others stays, programs go."""
    return nh3.clean(
        markup,
        tags=set(ELEMENTS),
        attributes={name: set(allowed) for name, allowed in ATTRIBUTES.items()},
        clean_content_tags=set(_SILENT),
        link_rel=None,
    )


def write_source_html(stored: StoredArticle) -> str:
    """Write the source side of an article."""
    language = stored.translated.article.source_language
    return _write_rows(
        (row, "".join(_mark_source(pair, language=language) for pair in row.pairs)) for row in list_rows(stored)
    )


def write_target_html(stored: StoredArticle) -> str:
    """Write the target side of an article."""
    language = stored.translated.target_locale
    return _write_rows(
        (row, "".join(_mark_target(pair, language=language) for pair in row.pairs)) for row in list_rows(stored)
    )


def _write_rows(rows: Iterable[tuple[Row, str]]) -> str:
    lines: list[str] = []
    for is_list, group in groupby(rows, key=lambda each: each[0].kind is ParagraphKind.ITEM):
        written = [_write_row(row, text or escape(row.text)) for row, text in group]
        lines += ["<ul>", *written, "</ul>"] if is_list else written
    return clean_html("\n".join(lines))


def _write_row(row: Row, text: str) -> str:
    opening, closing = (f"<h{row.level}>", f"</h{row.level}>") if row.level else _AROUND.get(row.kind, ("<p>", "</p>"))
    return f"{opening}{text.strip()}{closing}"


def _mark_source(pair: Pair, *, language: str) -> str:
    return _mark(pair.segment.source, own=pair.source_language, around=language) + escape(pair.segment.gap_after)


def _mark_target(pair: Pair, *, language: str) -> str:
    return _mark(pair.translation.target, own=pair.target_language, around=language) + escape(pair.target_gap)


def _mark(text: str, *, own: str, around: str) -> str:
    """Write a text, with its language where that is not the one around it."""
    is_foreign = own.partition("-")[0] != around.partition("-")[0]
    return f'<span lang="{escape(own)}">{escape(text)}</span>' if is_foreign else escape(text)
