"""Every form that an article can be taken away in, as a browser gets it from the page; paper and PDF among them."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import list_lit
from tests.missing import miss
from translator.pages.takeaways import TAKEAWAYS

HEADLINES = ("Le bac de Port-Lannec reprend la mer après dix-huit mois d’arrêt", "The Port-Lannec ferry is back at sea")

#: A word of the sample that only its source has, and one that only its translation has.
WORDS = ("débarcadère", "slipway")

LAYOUTS = ("columns", "paragraphs", "sentences", "source", "target")

#: What only the page of a site says, never its article.
CONTROLS = ("Reading", "Keyboard", "Take away", "Listen", "Skip to", "Library", "Glossary", "Feeds", "Sign in", "Dark",
            "Side by side", "Text size", "no text leaves it", "Also on the page")  # fmt: skip


@pytest.fixture
def pdftotext() -> str:
    found = shutil.which("pdftotext")
    if found is None:
        miss("pdftotext is not installed; Debian has it in poppler-utils")
    return str(found)


def download(page: Page, name: str, folder: Path) -> Path:
    if page.locator(".take-away[open]").count() == 0:
        page.get_by_text("Take away", exact=True).click()
    label = dict(TAKEAWAYS)[name]
    with page.expect_download() as awaited:
        page.locator(".take-away").get_by_role("link", name=label).click()
    path = folder / awaited.value.suggested_filename
    awaited.value.save_as(path)
    return path


def holds_both(text: str) -> bool:
    return all(headline in " ".join(text.replace("\u202f", " ").split()) for headline in HEADLINES)


def test_menu_offers_what_is_tried_here(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    links = page.locator(".take-away li a")
    names = [str(each.get_attribute("href")).rpartition(".")[2] for each in links.all()]
    assert len(names) == len(TAKEAWAYS) == 7
    assert [each.get_attribute("download") is not None for each in links.all()] == [True] * 7


@pytest.mark.parametrize(("name", "member"), [("epub", "META-INF/container.xml"), ("docx", "word/document.xml")])
def test_book_and_table_open_and_hold_both_languages(
    open_page: OpenPage, tmp_path: Path, name: str, member: str
) -> None:
    path = download(open_page("/articles/ferry"), name, tmp_path)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert member in archive.namelist()
        parts = [each for each in archive.namelist() if each.endswith((".xhtml", "document.xml"))]
        texts = ["".join(etree.fromstring(archive.read(each)).itertext()) for each in parts]
    assert holds_both(" ".join(texts))
    assert path.suffix == f".{name}"


@pytest.mark.parametrize(("name", "root"), [("tmx", "tmx"), ("xliff", "xliff")])
def test_files_of_translation_tools_hold_both_languages(
    open_page: OpenPage, tmp_path: Path, name: str, root: str
) -> None:
    tree = etree.parse(download(open_page("/articles/ferry"), name, tmp_path))
    assert etree.QName(tree.getroot()).localname == root
    assert holds_both(" ".join(tree.getroot().itertext()))


def test_text_and_data_hold_both_languages(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page("/articles/ferry")
    assert holds_both(download(page, "markdown", tmp_path).read_text(encoding="utf-8"))
    data = json.loads(download(page, "json", tmp_path).read_text(encoding="utf-8"))
    assert (data["source"], data["target"]) == ("fr", "en-US")
    assert holds_both(json.dumps(data, ensure_ascii=False))


def test_page_that_was_taken_away_reads_without_any_network(
    open_page: OpenPage, browser: Browser, tmp_path: Path
) -> None:
    file = download(open_page("/articles/ferry"), "html", tmp_path)
    context = browser.new_context(offline=True, locale="en-US")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    try:
        page = context.new_page()
        page.goto(file.as_uri())
        expect(page.locator("h1 .source")).to_have_text(HEADLINES[0])
        expect(page.locator("h1 .target")).to_contain_text(HEADLINES[1])
        page.keyboard.press("j")
        assert list_lit(page) == ["s-p0s0", "t-p0s0"]
        assert asked == [file.as_uri()]
    finally:
        context.close()


def print_page(page: Page, path: Path, *, size: str, pdftotext: str) -> str:
    page.pdf(path=path, format=size)
    done = subprocess.run([pdftotext, "-layout", str(path), "-"], check=True, capture_output=True, text=True)
    return done.stdout


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_paper_has_the_text_and_no_controls(
    open_page: OpenPage, tmp_path: Path, pdftotext: str, layout: str, size: str
) -> None:
    page = open_page(f"/articles/ferry?layout={layout}")
    text = print_page(page, tmp_path / "ferry.pdf", size=size, pdftotext=pdftotext)
    assert [word in text for word in WORDS] == [layout != "target", layout != "source"]
    assert "Machine translation" in text
    assert [word for word in CONTROLS if word in text] == []


def test_no_column_is_cut_off_on_paper(open_page: OpenPage, tmp_path: Path, pdftotext: str) -> None:
    page = open_page("/articles/ferry?size=huge&measure=wide&spacing=airy&marks=on")
    path = tmp_path / "ferry.pdf"
    page.pdf(path=path, format="A4")
    told = subprocess.run([pdftotext, "-bbox", str(path), "-"], check=True, capture_output=True)
    tree = etree.fromstring(told.stdout)
    pages = [each for each in tree.iter() if etree.QName(each).localname == "page"]
    assert len(pages) > 1
    for sheet in pages:
        width, height = float(sheet.get("width")), float(sheet.get("height"))
        words = [each for each in sheet.iter() if etree.QName(each).localname == "word"]
        # Nothing nearer to an edge than 10 mm.
        edge = 10 / 25.4 * 72
        assert min(float(each.get("xMin")) for each in words) >= edge
        assert max(float(each.get("xMax")) for each in words) <= width - edge
        assert min(float(each.get("yMin")) for each in words) >= edge
        assert max(float(each.get("yMax")) for each in words) <= height - edge
