"""Tell the article from the page around it: headline, headings, captions, and the clutter of a scraped news page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from translator.document import Article, Paragraph, ParagraphKind
from translator.formats.line_rules import LONGEST_LINE, LineRules, load_line_rules

#: A text is taken for a news page if one of its paragraphs is at least this long, in code points, and ends a sentence.
#: Anything less is a snippet, verse or a list, in which nothing may be folded away.
_BODY_LENGTH = 80
_LONGEST_HEADING = 130
_LONGEST_HEADLINE = 220
#: The headline is looked for again among this many paragraphs, and counts as repeated from this likeness (0 to 100).
_HEADLINE_REACH = 12
_HEADLINE_LIKENESS = 95.0
_SHORTEST_HEADLINE_WORDS = 3
_SHORTEST_BEGINNING_WORDS = 5
#: A path that does not begin with a home page is a breadcrumb only among this many paragraphs.
_BREADCRUMB_REACH = 4
_LONGEST_LINK = 160
_MOST_LINKS = 12

_ENDS_SENTENCE = re.compile(r"[.!?…][\s»”’\"')\]]*$")
_ENDS_HEADING = re.compile(r"[\w%€$»”’\"')\]?!°+]$")
_PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"', "‘": "’"}


def mark_boilerplate(article: Article) -> Article:
    """Return the article with the kind of each paragraph set; no text changes.

    Rules look at a paragraph's words first, then at its place on the page. They favour the article: a paragraph is only
    called boilerplate where no sentence of an article could be. A text without one long paragraph stays as it is.

    Args:
        article: Read from plain text, such as a copied news page.
    """
    paragraphs = article.paragraphs
    if not any(_is_body(paragraph.text) for paragraph in paragraphs):
        return article
    kinds = [paragraph.kind for paragraph in paragraphs]
    rules = load_line_rules()
    _mark_lines(paragraphs, kinds, rules)
    _mark_content(paragraphs, kinds, rules)
    return set_kinds(article, kinds=kinds)


def mark_clutter(article: Article) -> Article:
    """Return an article whose paragraphs' kinds are known with what is clutter among them marked; no text changes."""
    kinds = [paragraph.kind for paragraph in article.paragraphs]
    _mark_lines(article.paragraphs, kinds, load_line_rules())
    return set_kinds(article, kinds=kinds)


def set_kinds(article: Article, *, kinds: Sequence[ParagraphKind]) -> Article:
    """Return the article with the kinds of its paragraphs.

    Raises:
        ValueError: There are more or fewer kinds than paragraphs.
    """
    paired = zip(article.paragraphs, kinds, strict=True)
    return replace(article, paragraphs=tuple(replace(paragraph, kind=kind) for paragraph, kind in paired))


def _mark_lines(paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], rules: LineRules) -> None:
    """Mark what is no part of the article by its words and by its place, and the headline."""
    _mark_clutter(paragraphs, kinds, rules)
    _mark_related(paragraphs, kinds, rules)
    headline = _find_headline(paragraphs, kinds)
    if headline is not None:
        kinds[headline] = ParagraphKind.HEADING
        _mark_repeated_headline(paragraphs, kinds, headline=headline)
    _mark_dates(paragraphs, kinds, rules, after=headline)


def _is_body(text: str) -> bool:
    return len(text) >= _BODY_LENGTH and _ENDS_SENTENCE.search(text[-8:]) is not None


def _mark_clutter(paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], rules: LineRules) -> None:
    buttons = [len(paragraph.text) <= LONGEST_LINE and rules.is_share_word(paragraph.text) for paragraph in paragraphs]
    for index, paragraph in enumerate(paragraphs):
        beside = buttons[max(index - 1, 0) : index] + buttons[index + 1 : index + 2]
        is_button = buttons[index] and any(beside)
        is_path = index < _BREADCRUMB_REACH and rules.is_path(paragraph.text)
        if is_button or is_path or (len(paragraph.text) <= LONGEST_LINE and rules.is_clutter(paragraph.text)):
            kinds[index] = ParagraphKind.BOILERPLATE


def _mark_related(paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], rules: LineRules) -> None:
    """Mark links to other articles with what announces them."""
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > LONGEST_LINE:
            continue
        if rules.is_related_link(paragraph.text):
            kinds[index] = ParagraphKind.BOILERPLATE
        elif rules.is_related_heading(paragraph.text):
            for position in range(index, _find_links_end(paragraphs, start=index + 1)):
                kinds[position] = ParagraphKind.BOILERPLATE


def _find_links_end(paragraphs: Sequence[Paragraph], *, start: int) -> int:
    """Return the position after the last link of the list that begins at ``start``.

    Where the article goes on, the last of several short lines may be its next heading, and is left to it.
    """
    end = start
    while end < min(len(paragraphs), start + _MOST_LINKS) and _is_link(paragraphs[end].text):
        end += 1
    goes_on = end < len(paragraphs)
    return end - 1 if goes_on and end - start > 1 else end


def _is_link(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LINK
        and not text.endswith((".", ".»", ". »", ".”", '."'))
        and not text.startswith(("—", "–"))
    )


def _find_headline(paragraphs: Sequence[Paragraph], kinds: Sequence[ParagraphKind]) -> int | None:
    """Return the position of the first paragraph that is no clutter, if it is a heading or looks like a headline."""
    for index, paragraph in enumerate(paragraphs):
        if kinds[index] is ParagraphKind.HEADING:
            return index
        if kinds[index] is ParagraphKind.BODY:
            has_room = len(paragraph.text) <= _LONGEST_HEADLINE and index + 1 < len(paragraphs)
            return index if has_room and _ENDS_HEADING.search(paragraph.text) else None
        if kinds[index] is not ParagraphKind.BOILERPLATE:
            return None
    return None


def _mark_repeated_headline(paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], *, headline: int) -> None:
    wanted = _fold(paragraphs[headline].text)
    if len(wanted.split()) < _SHORTEST_HEADLINE_WORDS:
        return
    for index in range(headline + 1, min(headline + 1 + _HEADLINE_REACH, len(paragraphs))):
        text = paragraphs[index].text
        if len(text) <= _LONGEST_HEADLINE + 40 and _is_repetition(_fold(text), wanted=wanted):
            kinds[index] = ParagraphKind.BOILERPLATE


def _is_repetition(text: str, *, wanted: str) -> bool:
    """Return whether a folded line says no more than the folded headline: equal but for a letter, or its beginning."""
    if re.findall(r"\d+", text) != re.findall(r"\d+", wanted):
        return False
    is_beginning = len(text.split()) >= _SHORTEST_BEGINNING_WORDS and wanted.startswith(f"{text} ")
    return is_beginning or fuzz.ratio(text, wanted) >= _HEADLINE_LIKENESS


def _fold(text: str) -> str:
    """Return the words of a line without case and accents, and without the name of the site that follows a bar."""
    line = re.split(r"\s[|–—-]\s(?=[^|–—]{1,30}$)", text)[0]
    letters = unicodedata.normalize("NFD", line.casefold())
    return " ".join(re.findall(r"\w+", "".join(letter for letter in letters if not unicodedata.combining(letter))))


def _mark_dates(
    paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], rules: LineRules, *, after: int | None
) -> None:
    """Mark bare dates between the headline and the first long paragraph."""
    if after is None:
        return
    for index in range(after + 1, len(paragraphs)):
        text = paragraphs[index].text
        if _is_body(text):
            return
        if len(text) <= LONGEST_LINE and rules.is_date_line(text, is_above_body=True):
            kinds[index] = ParagraphKind.BOILERPLATE


def _mark_content(paragraphs: Sequence[Paragraph], kinds: list[ParagraphKind], rules: LineRules) -> None:
    """Mark captions, quotations and headings among what is left."""
    following: Paragraph | None = None
    for index in range(len(paragraphs) - 1, -1, -1):
        text = paragraphs[index].text
        if kinds[index] is ParagraphKind.BOILERPLATE:
            continue
        if kinds[index] is ParagraphKind.BODY:
            if len(text) <= LONGEST_LINE and rules.is_caption(text):
                kinds[index] = ParagraphKind.CAPTION
            elif is_quotation(text):
                kinds[index] = ParagraphKind.QUOTE
            elif following is not None and _is_heading(text, following=following):
                kinds[index] = ParagraphKind.HEADING
        elif _is_numbered_heading(index, paragraphs, kinds):
            kinds[index] = ParagraphKind.HEADING
        following = paragraphs[index]


def _is_heading(text: str, *, following: Paragraph) -> bool:
    starts = text[:1].isupper() or text[:1].isdigit() or text.startswith(("«", "“", '"', "'"))
    is_short = len(text) <= _LONGEST_HEADING and len(text) < len(following.text)
    return starts and is_short and _is_body(following.text) and _ENDS_HEADING.search(text) is not None


def _is_numbered_heading(index: int, paragraphs: Sequence[Paragraph], kinds: Sequence[ParagraphKind]) -> bool:
    """Return whether an item stands alone before a long paragraph, as in ``7. Which cookies do we use?``."""
    if kinds[index] is not ParagraphKind.ITEM or index + 1 >= len(paragraphs):
        return False
    following = paragraphs[index + 1]
    is_alone = index == 0 or kinds[index - 1] is not ParagraphKind.ITEM
    return (
        is_alone and following.kind is ParagraphKind.BODY and _is_heading(paragraphs[index].text, following=following)
    )


def is_quotation(text: str) -> bool:
    """Return whether a paragraph is one quotation from its first mark to its last."""
    closing = _PAIRS.get(text[:1])
    bare = text.rstrip(".!?… ")
    if closing is None or len(text) < 3 or not bare.endswith(closing):
        return False
    if closing == text[0]:
        return text.count(closing) == 2
    depth = 0
    for position, character in enumerate(bare):
        if character == text[0]:
            depth += 1
        elif character == closing and not (closing == "’" and bare[position + 1 : position + 2].isalpha()):
            depth -= 1
            if depth == 0:
                return position == len(bare) - 1
    return False
