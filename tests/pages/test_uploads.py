"""An article is read out of a file; what cannot be read is said beside the field, and nothing unsafe gets through."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.formats.files.samples import WORD as W
from tests.formats.files.samples import make_docx, make_epub, make_word_part, pack
from tests.pages.conftest import MakeClient
from tests.pages.filling import TEXT, fill_in, list_problems, open_article
from translator.pages import draft

OTHER_KIND = "Files of this kind are not read; choose one that ends in .txt, .md, .html, .htm, .docx, .epub."
DAMAGED = "This file is damaged, or not what its name says."
BOMB = "This file unpacks to far more than a document holds."

MARKDOWN = f"# La bibliothèque\n\n{TEXT}\n\n- Un\n- Deux\n\n> Enfin."

WORD = make_docx(
    f'<w:p><w:pPr><w:pStyle w:val="T"/></w:pPr><w:r><w:t>La bibliothèque</w:t></w:r></w:p>'
    f"<w:p><w:r><w:t>{TEXT[:20]}</w:t></w:r><w:del><w:r><w:delText>non</w:delText></w:r></w:del>"
    f"<w:r><w:t>{TEXT[20:]}</w:t></w:r></w:p><w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Un</w:t></w:r></w:p>",
    styles=make_word_part('<w:style w:styleId="T"><w:name w:val="heading 1"/></w:style>', root="w:styles"),
)
PAGE = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{}</body></html>'
BOOK = make_epub({"a.xhtml": PAGE.format(f"<h1>La bibliothèque</h1><p>{TEXT}</p><blockquote>Enfin.</blockquote>")})


@pytest.mark.parametrize(
    ("name", "content", "kinds"),
    [
        ("a.txt", f"La bibliothèque\n\n{TEXT}".encode(), ["heading", "body"]),
        ("A.TXT", f"La bibliothèque\r\n\r\n{TEXT}".encode("cp1252"), ["heading", "body"]),
        ("a.md", MARKDOWN.encode(), ["heading", "body", "item", "item", "quote"]),
        ("a.html", f"<h1>La bibliothèque</h1><p>{TEXT}</p><li>Un</li>".encode(), ["heading", "body", "item"]),
        ("a.docx", WORD, ["heading", "body", "item"]),
        ("a.epub", BOOK,
         ["heading", "body", "quote"]),
    ],
)  # fmt: skip
def test_article_is_read_out_of_a_file(client: FlaskClient, name: str, content: bytes, kinds: list[str]) -> None:
    page = open_article(client, fill_in(client, file=(name, content), source="fr", target="en"))
    rows = page.find_all('//article/div[@class="text"]/*[contains(@class, "row")]')
    assert [row.get("class").split()[1] for row in rows] == kinds
    assert page.read_all("//h1/*[contains(@class, 'source')]") == ["La bibliothèque"]


ENTITIES = f'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{W}">&b;</w:document>'
OUTSIDE = f'<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{W}">&a;</w:document>'


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.pdf", b"%PDF", OTHER_KIND),
        ("a.docx.exe", b"MZ", OTHER_KIND),
        ("a", b"a", OTHER_KIND),
        ("a.txt", b"\x89PNG\r\n\x00\x81", "This file is no text, or in an unknown encoding. Save it as UTF-8."),
        ("a.txt", b"  \n ", "This file cannot be used: no article was found in it."),
        ("a.html", b"<p> </p><script>alert(1)</script>", "This file cannot be used: no article was found in it."),
        ("a.docx", b"no archive", DAMAGED),
        ("a.docx", pack({"a.txt": b"a"}), DAMAGED),
        ("a.docx", pack({"word/document.xml": b"<w:document"}), DAMAGED),
        ("a.docx", pack({"word/document.xml": ENTITIES}), DAMAGED),
        ("a.docx", pack({"word/document.xml": OUTSIDE}), DAMAGED),
        ("a.docx", pack({"word/document.xml": bytes(50_000_000)}), BOMB),
        ("a.epub", pack({"a.xhtml": bytes(60_000_000)}), BOMB),
    ],
)  # fmt: skip
def test_file_that_is_no_article_is_refused_beside_its_field(
    client: FlaskClient, name: str, content: bytes, problem: str
) -> None:
    page = fill_in(client, file=(name, content), title="Un titre", source="fr", target="en")
    assert (page.status, list_problems(page)) == (400, {"file": problem})
    assert page.find('//input[@name="title"]').get("value") == "Un titre"
    assert page.read('//select[@name="source"]/option[@selected]') == "French"
    assert "problem" not in client.get("/").get_data(as_text=True)


def test_file_over_the_limit_is_refused_with_both_numbers(make_client: MakeClient) -> None:
    client = make_client(settings={"file_limit": 10_000})
    page = fill_in(client, file=("a.txt", b"a" * 10_001), title="Un titre")
    assert list_problems(page) == {"file": "The file has 10,001 bytes; at most 10,000 are taken."}
    assert page.find('//input[@name="title"]').get("value") == "Un titre"


def test_form_far_over_the_limit_is_not_read(make_client: MakeClient) -> None:
    settings = {"file_limit": 10_000, "body_limit": 10_000}
    assert fill_in(make_client(settings=settings), file=("a.txt", b"a" * 200_000)).status == 413


def test_other_forms_stay_small(make_client: MakeClient) -> None:
    client = make_client(settings={"body_limit": 10_000})
    assert client.post("/language", data={"language": "fr" * 10_000}).status_code == 413


def test_article_in_a_file_past_the_limit_is_refused(make_client: MakeClient) -> None:
    client = make_client(settings={"article_limit": 1_000})
    page = fill_in(client, file=("a.md", (TEXT + "\n\n").encode() * 20), source="fr")
    assert list_problems(page) == {"file": "The article in this file is too long to be translated at once."}


def test_name_of_a_file_is_never_a_path(client: FlaskClient) -> None:
    page = open_article(client, fill_in(client, file=("../../../etc/passwd.txt", TEXT.encode()), source="fr"))
    assert TEXT in page.read("//article")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"text": TEXT, "url": "https://presse.example/"}, "url"),
        ({"text": TEXT, "file": ("a.txt", b"a")}, "file"),
        ({"url": "https://presse.example/", "file": ("a.txt", b"a")}, "file"),
    ],
)
def test_two_sources_are_refused_and_kept(client: FlaskClient, fields: dict[str, object], field: str) -> None:
    page = fill_in(client, **fields)  # type: ignore[arg-type]
    assert list_problems(page) == {field: "Give one of the three only: the text, an address or a file."}
    assert page.find('//textarea[@name="text"]').text.strip() == fields.get("text", "")


def test_messages_of_files_are_those_that_readers_say() -> None:
    """Each clause that is worded here is one that a reader of files says."""
    folder = Path(draft.__file__).parent.parent / "formats" / "files"
    said = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert [clause for clause in draft._FILE_PROBLEMS if f'"{clause}"' not in said] == []
