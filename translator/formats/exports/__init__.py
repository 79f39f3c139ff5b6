"""Write an article as a file that its reader takes away: the same article always makes the same bytes."""

from translator.formats.exports.docx import write_docx
from translator.formats.exports.epub import write_epub
from translator.formats.exports.interchange import write_article_tmx, write_article_xliff
from translator.formats.exports.markdown import write_markdown
from translator.formats.exports.markup import clean_html, write_source_html, write_target_html
from translator.formats.exports.rows import find_headlines

__all__ = [
    "clean_html",
    "find_headlines",
    "write_article_tmx",
    "write_article_xliff",
    "write_docx",
    "write_epub",
    "write_markdown",
    "write_source_html",
    "write_target_html",
]
