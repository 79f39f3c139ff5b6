from __future__ import annotations

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from tests.formats.files.samples import make_epub, pack, unpack
from translator.errors import FieldError

PAGE = (
    '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" lang="en" xml:lang=\'en\'>'
    '<head><title/><script src="a.js"/></head><body><p>She opened the <em>old</em> door.</p></body></html>'
)
NAV = PAGE.replace("She opened the <em>old</em> door.", '<nav epub:type="toc"><a href="c1.xhtml">Door</a></nav>')


def test_pages_contents_and_title_are_texts() -> None:
    labels, page, nav = list_texts("a.epub", make_epub({"c1.xhtml": PAGE, "nav.xhtml": NAV}))
    assert labels == "<u>The red house</u>\n<u>The door</u>\n"
    assert page == PAGE.replace("<title/>", "<title></title>").replace('"a.js"/>', '"a.js"></script>')
    assert "Door</a>" in nav


def test_a_book_is_written_in_its_new_language() -> None:
    content = make_epub({"c1.xhtml": PAGE}, others={"OEBPS/style.css": "p { margin: 0 }"})
    target = unpack(
        replace_in(
            "a.epub",
            content,
            ("The red house", "La maison rouge"),
            ("The door", "La porte"),
            ("She opened", "Elle ouvre"),
        )
    )
    package = target["OEBPS/content.opf"]
    assert "<dc:title>La maison rouge</dc:title>" in package
    assert "<dc:creator>Jane Roe</dc:creator><dc:language>fr</dc:language>" in package
    assert "<text>La porte</text>" in target["OEBPS/toc.ncx"]
    assert 'lang="fr" xml:lang="fr"' in target["OEBPS/c1.xhtml"]
    assert "<p>Elle ouvre the <em>old</em> door.</p>" in target["OEBPS/c1.xhtml"]
    assert next(iter(target.items())) == ("mimetype", "application/epub+zip")
    assert target["OEBPS/style.css"] == "p { margin: 0 }"


def test_fonts_may_be_obfuscated_but_pages_not_encrypted() -> None:
    def encrypt(algorithm: str) -> bytes:
        text = (
            '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
            'xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData>'
            f'<enc:EncryptionMethod Algorithm="{algorithm}"/></enc:EncryptedData></encryption>'
        )
        return make_epub({"c1.xhtml": PAGE}, others={"META-INF/encryption.xml": text})

    assert list_texts("a.epub", encrypt("http://www.idpf.org/2008/embedding"))
    with pytest.raises(FieldError, match="file is encrypted"):
        list_texts("a.epub", encrypt("http://www.w3.org/2001/04/xmlenc#aes128-cbc"))


def test_a_page_that_the_package_names_may_be_missing() -> None:
    members = unpack(make_epub({"c1.xhtml": PAGE, "c2.xhtml": PAGE}))
    del members["OEBPS/c2.xhtml"]
    assert len(list_texts("a.epub", pack(members))) == 2


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"no archive", "is no EPUB book, or it is damaged"),
        (pack({"a.txt": "a"}), "is no EPUB book: it lacks META-INF/container.xml"),
        (pack({"META-INF/container.xml": "<container/>"}), "is no EPUB book: META-INF/container.xml names no package"),
        (
            pack({"META-INF/container.xml": '<a><rootfile full-path="b.opf"/></a>'}),
            "is no EPUB book: it lacks b.opf",
        ),
    ],
)
def test_what_is_damaged_is_refused(content: bytes, problem: str) -> None:
    with pytest.raises(FieldError, match=f"^file {problem}"):
        list_texts("a.epub", content)
