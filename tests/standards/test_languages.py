"""Every stretch of text on every page says the language that it is in, quotations and the page's own words included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from lxml import html

from tests.pages.reading import parse_html, read_page
from tests.pages.stored_articles import read_ferry_article
from tests.standards.pages import PAGES, PageCase
from tests.standards.site import Site
from translator.detection import Detector
from translator.pages import render_standalone

LANGUAGES = ("en", "fr")

#: Fewer words than these say too little of their language, and are often a name.
LEAST_WORDS = 5

#: Part of the sentence that it stands in.
INLINE = frozenset({"a", "abbr", "b", "em", "i", "q", "small", "span", "strong", "sup", "time"})

#: Not text in any language.
NOT_TEXT = frozenset({"code", "kbd", "pre", "script", "style", "template", "textarea"})

#: Heard or shown as text.
SPOKEN_ATTRIBUTES = ("alt", "aria-label", "aria-description", "placeholder", "title")

DETECTOR = Detector(LANGUAGES)


@dataclass(frozen=True)
class Stretch:
    """A text of one language.

    Args:
        said: The language that the page says it is in.
        text: The text.
    """

    said: str
    text: str


def list_stretches(root: html.HtmlElement) -> Iterator[Stretch]:
    for element in root.find("body").iter("*"):
        if not is_text(element):
            continue
        for name in SPOKEN_ATTRIBUTES:
            if element.get(name):
                yield Stretch(get_language(element), element.get(name))
        if element.tag not in INLINE or element.get("lang"):
            text = " ".join("".join(gather(element)).split())
            if text:
                yield Stretch(get_language(element), text)


def is_text(element: html.HtmlElement) -> bool:
    return not any(each.tag in NOT_TEXT for each in (element, *element.iterancestors()))


def gather(element: html.HtmlElement) -> Iterator[str]:
    """Yield an element's text, without what is a text of its own."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag in INLINE and not child.get("lang"):
            yield from gather(child)
        else:
            # A gap, so that what stands around a foreign quotation is not read as one word.
            yield " "
        yield child.tail or ""


def get_language(element: html.HtmlElement) -> str:
    marked = next(each for each in (element, *element.iterancestors()) if each.get("lang"))
    return str(marked.get("lang"))


def list_wrong(root: html.HtmlElement) -> list[tuple[str, str]]:
    """Return what reads as another language than it is said to be."""
    wrong = []
    for stretch in list_stretches(root):
        if len([word for word in stretch.text.split() if word.isalpha()]) < LEAST_WORDS:
            continue
        found = DETECTOR.detect(stretch.text)
        if found.language in LANGUAGES and found.language != stretch.said.partition("-")[0]:
            wrong.append((f"said to be {stretch.said}", stretch.text))
    return wrong


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_every_text_is_in_the_language_that_it_is_said_to_be_in(site: Site, case: PageCase, language: str) -> None:
    page = read_page(site.visit(case, language=language))
    assert page.find("/html").get("lang") == (case.spoken or language)
    assert list_wrong(page.root) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_exported_page_says_its_languages_too(site: Site, language: str) -> None:
    locales_dir = site.app.extensions["services"].settings.locales_dir
    assert (
        list_wrong(parse_html(render_standalone(read_ferry_article(), locale=language, locales_dir=locales_dir))) == []
    )


def test_language_that_is_not_said_is_found() -> None:
    page = """<html lang="fr"><body><p>Le ministre a dit « We will leave tomorrow with all the children » hier soir.</p>
    <p>The harbour authority said that the crossing would be free of charge.</p>
    <p>Elle a dit <span lang="en">We will leave tomorrow with all of them</span> avant de partir avec eux.</p>
    <button aria-label="Close this window and go back to the list">×</button></body></html>"""
    assert list_wrong(parse_html(page)) == [
        ("said to be fr", "The harbour authority said that the crossing would be free of charge."),
        ("said to be fr", "Close this window and go back to the list"),
    ]


@pytest.mark.parametrize("path", ["/articles/quoting", "/articles/quoting/fr", "/articles/quoting/en"])
def test_foreign_quotations_say_their_language(site: Site, path: str) -> None:
    page = read_page(site.get_visitor("").get(path))
    quoted = {(each.get("lang"), each.text_content()) for each in page.find_all("//main//span[@lang]")}
    english = ("en", "“We will leave tomorrow with all the children”")
    french = ("fr", "«\u202fNous ne partirons pas demain avec vous\u202f»")
    expected = {
        "/articles/quoting": {english, french},
        "/articles/quoting/fr": {english},
        "/articles/quoting/en": {french},
    }
    assert quoted >= expected[path]
