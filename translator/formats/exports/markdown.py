"""An article as Markdown: each paragraph of the original as a quotation, its translation below."""

from __future__ import annotations

import re

from translator.document import ParagraphKind
from translator.formats.exports.labels import get_labels, name_language
from translator.formats.exports.rows import Row, find_engine, find_headlines, list_origin_facts, list_rows
from translator.translation import StoredArticle

#: Characters that CommonMark could take for markup anywhere in a line.
_INLINE = re.compile(r"([\\`*_\[\]<&~|])")

#: What makes a block of a line that begins with it.
_BLOCK = re.compile(r"^(\s*)([-+#>=]|\d{1,9}(?=[.)]))")


def write_markdown(stored: StoredArticle) -> bytes:
    """Write an article as Markdown (CommonMark)."""
    rows = list_rows(stored)
    labels = get_labels(stored.translated.target_locale)
    headlines = find_headlines(stored)
    languages = f"{stored.translated.article.source_language} → {stored.translated.target_locale}"
    facts = [f"{stored.created_at:%Y-%m-%d}", languages]
    if engine := find_engine(stored):
        facts.insert(0, f"{labels['machine_translation']} ({engine})")
    first = name_language(stored.translated.article.source_language, labels=labels)
    blocks = [
        f"# {_escape(headlines.target)}",
        f"> **{_escape(headlines.source)}**",
        f"*{_escape(' · '.join(facts))}*",
        *_write_origin(stored, labels["original"]),
        f"> *{first} ({labels['original']})*",
        *(block for row in rows if row.level != 1 for block in _write_row(row)),
    ]
    return ("\n\n".join(blocks) + "\n").encode()


def _write_origin(stored: StoredArticle, label: str) -> list[str]:
    facts = list_origin_facts(stored)
    return [f"*{_escape(label.capitalize())}: {_escape(' · '.join(facts))}*"] if facts else []


def _write_row(row: Row) -> tuple[str, str]:
    source, target = _escape(row.source), _escape(row.target)
    if row.kind is ParagraphKind.HEADING:
        return f"## {target}", f"> **{source}**"
    mark = {ParagraphKind.ITEM: "- ", ParagraphKind.QUOTE: "> > "}.get(row.kind, "")
    return f"> {mark.removeprefix('> ')}{source}", f"{mark.removeprefix('> ')}{target}"


def _escape(text: str) -> str:
    """Write a paragraph as one line that reads as it is."""
    line = _INLINE.sub(r"\\\1", " ".join(text.split("\n")))
    found = _BLOCK.match(line)
    if found is None:
        return line
    if found[2].isdigit():
        return f"{line[: found.end()]}\\{line[found.end() :]}"
    return f"{found[1]}\\{line[len(found[1]) :]}"
