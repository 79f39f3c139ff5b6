from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from lxml import etree

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


def test_contents_and_package_name_the_language_and_no_author_is_translated() -> None:
    members = unpack(make_epub({"c1.xhtml": PAGE}))
    contents = "<docTitle><text>The book</text></docTitle><docAuthor><text>Jane Roe</text></docAuthor><navMap>"
    members["OEBPS/toc.ncx"] = (
        members["OEBPS/toc.ncx"].replace("<navMap>", contents).replace("<ncx ", '<ncx xml:lang="en" ')
    )
    guide = '<guide><reference type="cover" title="The cover" href="c1.xhtml"/></guide></package>'
    members["OEBPS/content.opf"] = (
        members["OEBPS/content.opf"]
        .replace("</package>", guide)
        .replace('version="3.0"', 'version="3.0" xml:lang="en"')
    )
    replaced = (("The book", "Le livre"), ("The cover", "La couverture"))
    target = unpack(replace_in("a.epub", pack(members), *replaced, locale="fr-CA"))
    assert "<docTitle><text>Le livre</text></docTitle><docAuthor><text>Jane Roe</text>" in target["OEBPS/toc.ncx"]
    assert 'xml:lang="fr-CA"' in target["OEBPS/toc.ncx"]
    assert 'xml:lang="fr-CA"' in target["OEBPS/content.opf"]
    assert '<reference type="cover" title="La couverture" href="c1.xhtml"/>' in target["OEBPS/content.opf"]


def test_a_page_stays_in_the_encoding_that_it_declares() -> None:
    page = PAGE.replace("utf-8", "iso-8859-1").replace("door", "caf\xe9").encode("latin-1")
    content = make_epub({}, others={"OEBPS/c.xhtml": page})
    with zipfile.ZipFile(BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    item = b'<manifest><item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    members["OEBPS/content.opf"] = members["OEBPS/content.opf"].replace(b"<manifest>", item)
    target = replace_in("a.epub", pack(members), ("caf\xe9", "caf\xe9 \u0153"))
    with zipfile.ZipFile(BytesIO(target)) as archive:
        text = "".join(etree.fromstring(archive.read("OEBPS/c.xhtml")).itertext())
    assert text.endswith("old caf\xe9 \u0153.")


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
