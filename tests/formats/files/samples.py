"""Small documents, written by hand as the programs write them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def pack(members: Mapping[str, str | bytes]) -> bytes:
    """Make an archive; ``mimetype`` is stored as it is, as OpenDocument and EPUB want it."""
    output = BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            kind = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, compress_type=kind)
    return output.getvalue()


def unpack(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def make_word_part(body: str, *, root: str = "w:document") -> str:
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<{root} xmlns:w="{WORD}" xmlns:r="{relations}">'
        f"{body}</{root}>"
    )


def make_docx(body: str, **parts: str) -> bytes:
    """Make a Word document of the content of its ``w:body``, and of other parts by their names without a suffix."""
    return pack(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": make_word_part(f"<w:body>{body}</w:body>"),
            "word/media/image1.png": b"picture",
            **{f"word/{name}.xml": content for name, content in parts.items()},
        }
    )


def make_odt(body: str, *, styles: str = "", others: Mapping[str, str | bytes] | None = None) -> bytes:
    names = " ".join(
        f'xmlns:{prefix}="{_ODF}{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
            ("draw", "drawing"),
            ("table", "table"),
        )
    )
    edits = 'xmlns:officeooo="http://openoffice.org/2009/office" xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {names} {edits}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return pack({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, **(others or {})})


def make_epub(pages: Mapping[str, str], *, others: Mapping[str, str | bytes] | None = None) -> bytes:
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>' for number, name in enumerate(pages)
    )
    package = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The red house</dc:title>'
        "<dc:creator>Jane Roe</dc:creator><dc:language>en</dc:language></metadata>"
        f'<manifest>{items}<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest></package>'
    )
    contents = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint>'
        "<navLabel><text>The door</text></navLabel></navPoint></navMap></ncx>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
    )
    return pack(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "OEBPS/content.opf": package,
            "OEBPS/toc.ncx": contents,
            **{f"OEBPS/{name}": page for name, page in pages.items()},
            **(others or {}),
        }
    )
