"""Read an article out of an electronic book: the pages that its reader would turn, in their order."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from translator.document import ArticleText, ParagraphKind
from translator.formats.files.archives import get_member, read_members
from translator.formats.files.epub import check_encryption, find_package
from translator.formats.files.trees import parse_tree
from translator.formats.sources.blocks import clean_line, compose, fold_line, list_blocks, make_html_vocabulary

_KIND = "EPUB book"
_PAGE_TYPE = "application/xhtml+xml"
_METADATA = "{http://purl.org/dc/elements/1.1/}"


def read_book(content: bytes) -> ArticleText:
    """Read an EPUB book; its table of contents is left out.

    Raises:
        FieldError: ``file``: it is none, or damaged, unsafe or encrypted.
    """
    members = read_members(content, kind=_KIND)
    check_encryption(members)
    name = find_package(members)
    package = parse_tree(get_member(members, name, kind=_KIND), name=name)
    pages = [page for page in _iterate_pages(package, folder=posixpath.dirname(name)) if page in members]
    words = make_html_vocabulary()
    blocks = [block for page in pages for block in list_blocks(parse_tree(members[page], name=page), words=words)]
    title = clean_line(package.findtext(f".//{_METADATA}title") or "")
    if blocks and (blocks[0].kind is ParagraphKind.HEADING or not title):
        # The book's title stands on its first page too, or another headline does.
        return compose(blocks)
    return compose([block for block in blocks if fold_line(block.text) != fold_line(title)], title=title)


def _iterate_pages(package: Any, *, folder: str) -> Iterator[str]:
    manifest: Mapping[str, Any] = {item.get("id", ""): item for item in package.iterfind("{*}manifest/{*}item")}
    spine = [each for each in package.iterfind("{*}spine/{*}itemref") if each.get("linear") != "no"]
    # A book without a spine is none, but some programs write one.
    for name in [each.get("idref", "") for each in spine] or list(manifest):
        item = manifest.get(name)
        if item is None or item.get("media-type") != _PAGE_TYPE:
            continue
        if "nav" not in item.get("properties", "").split():
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
