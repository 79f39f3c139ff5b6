"""Tell which paragraph of an article is its headline, and what to call one that has none."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from translator.document import Article, Paragraph, ParagraphKind
from translator.translation import TranslatedArticle

#: A first paragraph up to this long, with no final stop, is taken for a headline: about the longest of the French and
#: English dailies, which keep theirs within two lines.
LIKELY_TITLE_LENGTH = 160

#: Length to which a first sentence is cut where it has to serve as a headline.
SHORT_TITLE_LENGTH = 80

#: What the pipeline puts between a headline and the text below it.
HEADLINE_GAP = "\n\n"

_FINAL_MARK = re.compile(r"[.;:,…][\"'”’»\s]*$")


@dataclass(frozen=True, slots=True)
class NamedArticle:
    """A translated article with its headline in the target language; the source's is the article's title."""

    translated: TranslatedArticle
    target_title: str


def name_article(translated: TranslatedArticle) -> NamedArticle:
    """Give an article its headline in both languages, and mark the paragraph that is one."""
    article = translated.article
    heading = _find_heading(translated)
    if heading is None:
        title, target_title = _shorten_first_segment(translated)
        return NamedArticle(replace(translated, article=replace(article, title=title)), target_title)
    paragraphs = tuple(
        replace(paragraph, kind=ParagraphKind.HEADING) if paragraph is heading else paragraph
        for paragraph in article.paragraphs
    )
    title = article.title or " ".join(heading.text.split())
    article = replace(article, title=title, paragraphs=paragraphs)
    return NamedArticle(replace(translated, article=article), _join_targets(translated, heading))


def _find_heading(translated: TranslatedArticle) -> Paragraph | None:
    """Return the paragraph that is the headline: the first where one was given, or where it looks like one."""
    spoken = [paragraph for paragraph in translated.article.paragraphs if paragraph.segments]
    if translated.article.title:
        return spoken[0] if spoken else None
    told = [paragraph for paragraph in spoken if paragraph.kind is not ParagraphKind.BOILERPLATE]
    if len(told) < 2:
        return None
    first = told[0]
    text = first.text.strip()
    is_likely = first.kind is ParagraphKind.BODY and len(text) <= LIKELY_TITLE_LENGTH and not _FINAL_MARK.search(text)
    return first if first.kind is ParagraphKind.HEADING or is_likely else None


def _shorten_first_segment(translated: TranslatedArticle) -> tuple[str, str]:
    pairs = list(zip(translated.article.iterate_segments(), translated.translations, strict=True))
    told = [pair for pair in pairs if pair[0][0].kind is not ParagraphKind.BOILERPLATE] or pairs
    if not told:
        return _shorten(translated.article.text), _shorten(translated.text)
    (_, segment), translation = told[0]
    return _shorten(segment.source), _shorten(translation.target)


def _shorten(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= SHORT_TITLE_LENGTH:
        return text
    cut = text[: SHORT_TITLE_LENGTH - 1]
    words = cut.rpartition(" ")[0]
    return f"{(words or cut).rstrip(' ,;:.')}…"


def _join_targets(translated: TranslatedArticle, paragraph: Paragraph) -> str:
    targets = {translation.segment_id: translation.target for translation in translated.translations}
    return "".join(targets[segment.id] + segment.gap_after for segment in paragraph.segments).strip()


def read_target_title(translated: TranslatedArticle) -> str:
    """Return the headline in the target language of an article that was named."""
    heading = find_marked_heading(translated.article)
    return _shorten_first_segment(translated)[1] if heading is None else _join_targets(translated, heading)


def find_marked_heading(article: Article) -> Paragraph | None:
    """Return the paragraph that was marked as the headline: the first that was told, if it is a heading."""
    told = (each for each in article.paragraphs if each.segments and each.kind is not ParagraphKind.BOILERPLATE)
    first = next(told, None)
    return first if first is not None and first.kind is ParagraphKind.HEADING else None


def split_headline(article: Article) -> tuple[str, str]:
    """Return an article's headline and the rest of its text, which an empty line between them makes whole again.

    The headline is empty where the text has none, or not so.
    """
    heading = find_marked_heading(article)
    if heading is None or heading.index != 0:
        return "", article.text
    title, text = " ".join(heading.text.split()), article.text.removeprefix(heading.raw).removeprefix(HEADLINE_GAP)
    return (title, text) if article.text == f"{title}{HEADLINE_GAP}{text}" else ("", article.text)
