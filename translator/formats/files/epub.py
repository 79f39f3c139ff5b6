"""Electronic books (EPUB 2 and 3): their pages, their tables of contents, their title and language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import unquote

from translator.formats.files.archives import get_member, read_members, write_members
from translator.formats.files.content import FileContent, FileText, name_target, refuse_file
from translator.formats.files.encoding import DecodedText
from translator.formats.files.places import (
    Place,
    fill_places,
    list_attribute_places,
    list_text_places,
    write_places,
)
from translator.formats.files.plain import declare_language, decode_page
from translator.formats.files.trees import parse_tree, write_tree
from translator.languages import Locale

_KIND = "EPUB book"
_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGE_TYPE = "application/xhtml+xml"
_CONTENTS_TYPE = "application/x-dtbncx+xml"
_METADATA = "{http://purl.org/dc/elements/1.1/}"
#: What a reader of the book's metadata reads.
_SPOKEN = tuple(_METADATA + name for name in ("title", "description", "subject"))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_LABEL = "{http://www.daisy.org/z3986/2005/ncx/}text"
_FONT_ALGORITHMS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")

#: Elements that HTML ends by their end tag alone, but XHTML may write without one.
_EMPTY_OPAQUE = re.compile(r"<(script|style|title|textarea|iframe)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)\s*/>")


def read_epub(content: bytes) -> FileContent:
    """Read a book.

    Raises:
        FieldError: It is none, damaged, unsafe, or encrypted.
    """
    members = read_members(content, kind=_KIND)
    check_encryption(members)
    package_name = find_package(members)
    package = parse_tree(get_member(members, package_name, kind=_KIND), name=package_name)
    named = dict(_iterate_manifest(package, folder=posixpath.dirname(package_name)))
    pages = {name: decode_page(members[name]) for name, kind in named.items() if kind == _PAGE_TYPE and name in members}
    trees = {
        package_name: package,
        **{
            name: parse_tree(members[name], name=name)
            for name, kind in named.items()
            if kind == _CONTENTS_TYPE and name in members
        },
    }
    places = [place for tree in trees.values() for place in _list_places(tree)]

    def write(targets: Sequence[str], locale: Locale) -> bytes:
        fill_places(places, targets[0])
        for tree in trees.values():
            _set_language(tree, language=name_target(locale))
        changed = {name: write_tree(tree) for name, tree in trees.items()}
        for (name, page), target in zip(pages.items(), targets[1:], strict=True):
            changed[name] = page.encode(declare_language(target, locale=locale))
        return write_members(content, changed=changed)

    return FileContent((write_places(places), *(_make_text(page) for page in pages.values())), write)


def _list_places(tree: Any) -> Iterator[Place]:
    """Yield what is read in a package or a table of contents: what is said of the book, and the names of its parts."""
    labels = (label for label in tree.iter(_LABEL) if not label.getparent().tag.endswith("}docAuthor"))
    yield from list_text_places((*tree.iter(*_SPOKEN), *labels))
    for reference in tree.iterfind("{*}guide/{*}reference"):
        yield from list_attribute_places(reference, ("title",))


def _set_language(tree: Any, *, language: str) -> None:
    for element in tree.iter(f"{_METADATA}language"):
        element.text = language
    if tree.get(_LANGUAGE):
        tree.set(_LANGUAGE, language)


def _make_text(page: DecodedText) -> FileText:
    return FileText(_EMPTY_OPAQUE.sub(r"<\1\2></\1>", page.text), "html")


def find_package(members: Mapping[str, bytes]) -> str:
    """Return the name of the member that tells what the book is made of.

    Raises:
        FieldError: It is no book.
    """
    container = parse_tree(get_member(members, _CONTAINER, kind=_KIND), name=_CONTAINER)
    rootfile = container.find(".//{*}rootfile")
    name = "" if rootfile is None else rootfile.get("full-path", "")
    if not name:
        raise refuse_file(f"is no {_KIND}: {_CONTAINER} names no package")
    return str(name)


def _iterate_manifest(package: Any, *, folder: str) -> Iterator[tuple[str, str]]:
    for item in package.iterfind("{*}manifest/{*}item"):
        name = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        yield name, item.get("media-type", "")


def check_encryption(members: Mapping[str, bytes]) -> None:
    """Refuse a book whose pages are encrypted; obfuscated fonts alone are no hindrance.

    Raises:
        FieldError: They are.
    """
    if _ENCRYPTION not in members:
        return
    tree = parse_tree(members[_ENCRYPTION], name=_ENCRYPTION)
    methods = [element.get("Algorithm", "") for element in tree.iterfind(".//{*}EncryptedData/{*}EncryptionMethod")]
    if any(method not in _FONT_ALGORITHMS for method in methods):
        raise refuse_file("is encrypted")
