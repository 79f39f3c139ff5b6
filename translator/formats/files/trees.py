"""XML in files: read without entities or a network, written as it was declared."""

from __future__ import annotations

from typing import Any

from translator.formats.files.content import refuse_file

#: Bytes of an XML text at most; the tree that it becomes takes many times as much memory.
XML_LIMIT = 20_000_000


def parse_tree(content: bytes, *, name: str) -> Any:
    """Return the root element of an XML text.

    Args:
        content: The text.
        name: What to call it in errors.

    Raises:
        FieldError: It is not well formed, too large, or declares entities.
    """
    from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

    if len(content) > XML_LIMIT:
        raise refuse_file(f"holds {name} of {len(content)} bytes; at most {XML_LIMIT} are allowed")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        raise refuse_file(f"holds {name} that is not well-formed XML, at line {line}") from None
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise refuse_file(f"holds {name} that declares entities, which is not allowed")
    return root


def write_tree(root: Any) -> bytes:
    """Write an element and what stands around it as an XML text."""
    from lxml import etree

    document = root.getroottree()
    info = document.docinfo
    written: bytes = etree.tostring(
        document, xml_declaration=True, encoding=info.encoding or "UTF-8", standalone=info.standalone or None
    )
    return written


def append_content(parent: Any, content: list[Any]) -> None:
    """Append elements and texts to an element."""
    for item in content:
        if not isinstance(item, str):
            item.tail = None
            parent.append(item)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + item
        else:
            parent.text = (parent.text or "") + item


def clear_content(element: Any, *, kept: tuple[str, ...] = ()) -> None:
    """Remove an element's text and children, but for children of some names; its attributes and its tail stay."""
    element.text = None
    for child in list(element):
        if child.tag in kept:
            child.tail = None
        else:
            child.tail = None
            element.remove(child)
