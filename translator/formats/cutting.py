"""Cut a long text between paragraphs, so that its parts can be translated one after the other."""

from __future__ import annotations

from translator.document import Article


def cut_text(article: Article, *, size: int) -> list[str]:
    """Cut the text of an article into parts that begin and end with a paragraph.

    Args:
        article: Any, read from plain text.
        size: Characters after which a part ends with its paragraph; a part is longer only by its last paragraph.

    Returns:
        The parts; joined they are the article's text.
    """
    parts = [""]
    for before, paragraph in zip(article.skeleton, article.paragraphs, strict=False):
        if len(parts[-1]) >= size:
            parts.append("")
        parts[-1] += before + paragraph.text
    parts[-1] += article.skeleton[-1]
    return parts
