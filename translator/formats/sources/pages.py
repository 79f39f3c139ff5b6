"""Tell an article from the web page around it.

trafilatura finds the body (A. Barbaresi, "Trafilatura: a web scraping library and command-line tool", ACL 2021); it
leaves captions out, so these are put back where they stood, and what it leaves out otherwise is kept as boilerplate as
far as it stands near the article. It is given trees, never addresses, and so never fetches.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from translator.document import ArticleText, ParagraphKind
from translator.errors import NoArticleError
from translator.formats.files.encoding import decode_text
from translator.formats.sources.blocks import Block, Vocabulary, clean_line, compose, fold_line, list_blocks
from translator.formats.sources.blocks import make_html_vocabulary as make_words
from translator.formats.sources.metadata import LINE_LENGTH, describe_origin, read_language

#: Lines of the page that are kept before the article and after it; longer menus tell nobody anything.
_MOST_ASIDES = 12

#: Longest headline that a page is believed, in characters.
_TITLE_LENGTH = 300

#: Headings and captions are looked for so many blocks above the body.
_LEAD_REACH = 12

_WHOLE_PAGE = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_DECLARATION_REACH = 2_048

#: Encodings of web pages; codecs of other kinds are slow or no encodings of text.
_ENCODINGS = re.compile(r"(?:utf|iso|latin|windows|cp|ascii|koi|mac|gb|big5|euc|shift)[a-z0-9_:.-]*", re.IGNORECASE)

#: Elements that are taken out before anything is looked for.
_SILENT = ("template", "noscript", "svg", "math", "object", "style")

#: Blocks that are cut again at most; a page that runs all its blocks together is none to read.
_MOST_CUT = 50

_SITE_AFTER = re.compile(r"\s[|–—-]\s[^|–—]{1,60}$")

#: trafilatura's own elements (after TEI).
_EXTRACTED = Vocabulary(
    block=frozenset({"body", "main", "head", "p", "list", "item", "quote", "table", "row", "code", "div", "ab"}),
    line=frozenset({"lb"}),
    cell=frozenset({"cell"}),
    silent=frozenset({"graphic"}),
    kinds={"head": ParagraphKind.HEADING, "quote": ParagraphKind.QUOTE, "item": ParagraphKind.ITEM},
)

#: No search through the whole page for a date: one from its margin is worse than none. The end of time stands here so
#: that no clock is asked.
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def decode_page(content: bytes, *, charset: str = "") -> str:
    """Read the bytes of a page.

    Args:
        content: The bytes.
        charset: The encoding that its server named; the page may name one too.

    Raises:
        FieldError: ``file``: it is no text.
    """
    declared = _DECLARED.search(content, 0, _DECLARATION_REACH)
    names = (charset, declared[1].decode("ascii") if declared else "")
    return decode_text(content, declared=next((name for name in names if _ENCODINGS.fullmatch(name)), "")).text


def read_html_source(markup: str, *, url: str = "", field: str = "url") -> ArticleText:
    """Read an article out of HTML, be it a whole page or a piece.

    Raises:
        NoArticleError: There is none in it.
    """
    if _WHOLE_PAGE.search(markup):
        return read_page(markup, url=url, field=field)
    blocks = list_blocks(_parse(markup), words=make_words())
    if not blocks:
        raise NoArticleError(field=field)
    return compose(blocks)


def read_page(markup: str, *, url: str = "", field: str = "url") -> ArticleText:
    """Read the article of a web page.

    Args:
        markup: The page.
        url: Where it was fetched from; empty where it was not.
        field: What named it, for errors.

    Raises:
        NoArticleError: There is none on it.
    """
    import trafilatura

    tree = _parse(markup)
    _drop_silent(tree)
    found = trafilatura.bare_extraction(
        copy.deepcopy(tree), include_comments=False, with_metadata=True, date_extraction_params=dict(_DATES)
    )
    body = getattr(found, "body", None)
    shown = list_blocks(tree, words=make_words())
    extracted = [] if body is None else _cut_again(list_blocks(body, words=_EXTRACTED), shown)
    if not extracted:
        raise NoArticleError(field=field)
    title = _choose_title(clean_line(getattr(found, "title", "") or ""), extracted, shown)
    told, lead = _add_captions(_drop_title(extracted, title=title), shown)
    return compose(
        told,
        asides=_list_asides(shown, told=[Block(title), *told]),
        title=title,
        language=read_language(tree),
        origin=replace(describe_origin(tree, found, url=url), image_caption=lead),
    )


def _parse(markup: str) -> Any:
    """Return the tree of a page; the parser's limit of depth stays, so that no page can exhaust the stack."""
    from lxml import html  # type: ignore[import-untyped]  # lxml ships no types

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    # A document of nothing at all has no root.
    return html.document_fromstring(f"<!doctype html>{markup or '<p>'}".encode("utf-8", "replace"), parser=parser)


def _drop_silent(tree: Any) -> None:
    """Take out what no reader sees, but for the scripts that hold data about the article."""
    for element in list(tree.iter(*_SILENT)):
        element.drop_tree()
    for element in tree.xpath("//*[@hidden]"):
        if element.getparent() is not None:
            element.drop_tree()


def _cut_again(extracted: Sequence[Block], shown: Sequence[Block]) -> list[Block]:
    """Return what was extracted, where it runs blocks of the page together cut as the page shows them.

    trafilatura takes the text of a short article as a whole.
    """
    lines = [fold_line(block.text) for block in shown]
    known = set(lines)
    cut: list[Block] = []
    left = _MOST_CUT
    for block in extracted:
        line = fold_line(block.text)
        run = range(0)
        if line not in known and left:
            left -= 1
            run = next(filter(None, (_find_run(line, lines, start) for start in range(len(lines)))), range(0))
        cut += [shown[number] for number in run] or [block]
    return cut


def _find_run(wanted: str, lines: Sequence[str], start: int) -> range:
    """Return which of the lines, from one on, make up another together; an empty range where they do not."""
    position = 0
    for number in range(start, len(lines)):
        if not lines[number] or not wanted.startswith(lines[number], position):
            return range(0)
        position += len(lines[number])
        if position == len(wanted):
            return range(start, number + 1)
    return range(0)


def _choose_title(named: str, extracted: Sequence[Block], shown: Sequence[Block]) -> str:
    """Return the headline: as the page shows it where it does, else as it is named, without the site's name."""
    bare = _SITE_AFTER.sub("", named)
    wanted = {fold_line(named), fold_line(bare)} - {""}
    headings = (block for block in (*extracted, *shown) if block.kind is ParagraphKind.HEADING)
    title = next((block.text for block in headings if fold_line(block.text) in wanted), bare)
    if not title and extracted[0].kind is ParagraphKind.HEADING:
        title = extracted[0].text
    return title if len(title) <= _TITLE_LENGTH else ""


def _drop_title(blocks: Sequence[Block], *, title: str) -> list[Block]:
    """Return the blocks without the first that is the headline."""
    place = next((place for place, block in enumerate(blocks) if fold_line(block.text) == fold_line(title)), None)
    is_first = place is not None and blocks[place].kind is ParagraphKind.HEADING
    return [block for number, block in enumerate(blocks) if not (is_first and number == place)]


def _add_captions(told: Sequence[Block], shown: Sequence[Block]) -> tuple[list[Block], str]:
    """Put the captions of the article's pictures where they stood.

    Returns:
        The blocks, and the caption of the first picture.
    """
    places: dict[str, int] = {}
    for place, block in enumerate(told):
        places.setdefault(fold_line(block.text), place)
    known = [places.get(fold_line(block.text)) for block in shown]
    inside = [number for number, place in enumerate(known) if place is not None]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    captions: dict[int, list[Block]] = {}
    before: int = -1
    for number, block in enumerate(shown[: last + 1]):
        if (found := known[number]) is not None:
            before = found
        if block.kind is ParagraphKind.CAPTION and number >= first - _LEAD_REACH and len(block.text) > 1:
            captions.setdefault(before if known[number] is None else -2, []).append(block)
    own = {fold_line(block.text) for block in captions.pop(-2, [])}
    placed = [*captions.get(-1, [])]
    for place, block in enumerate(told):
        placed.append(replace(block, kind=ParagraphKind.CAPTION) if fold_line(block.text) in own else block)
        placed += captions.get(place, [])
    lead = next((block.text for block in placed if block.kind is ParagraphKind.CAPTION), "")
    return placed, lead[: 5 * LINE_LENGTH]


def _list_asides(shown: Sequence[Block], *, told: Sequence[Block]) -> list[Block]:
    """List the lines of the page that are not in the article, those nearest to it before and after, each once."""
    folded = {fold_line(block.text) for block in told}
    inside = {number for number, block in enumerate(shown) if fold_line(block.text) in folded}
    first, last = (min(inside), max(inside)) if inside else (0, 0)
    left = {
        number: block
        for number, block in enumerate(shown)
        if number not in inside and len(block.text) <= LINE_LENGTH and fold_line(block.text)
    }
    before = list(islice((number for number in reversed(left) if number < first), _MOST_ASIDES))
    after = list(islice((number for number in left if number > first), 2 * _MOST_ASIDES if last > first else 0))
    lines: dict[str, Block] = {}
    for number in (*reversed(before), *after):
        lines.setdefault(fold_line(left[number].text), left[number])
    return list(lines.values())
