"""A whole page of news, with all that the web puts into one, through the shipped packages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages

PAGE = Path(__file__).parents[1] / "cases" / "pages" / "news.html"
LENGTH = 200_000
START, END = "<!-- début de la page -->", "<!-- fin de la page -->"

#: What readers are shown, and so may be translated, of an element's attributes.
SHOWN = {"alt", "title", "placeholder", "aria-label", "content", "label", "summary"}


class Inventory(HTMLParser):
    """Counts what a page holds beside its words."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=False)
        self.found: Counter[object] = Counter()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = tuple((name, "…" if name in SHOWN else value) for name, value in attrs)
        self.found["start", tag, kept] += 1

    def handle_endtag(self, tag: str) -> None:
        self.found["end", tag] += 1

    def handle_comment(self, data: str) -> None:
        self.found["comment", data] += 1

    def handle_decl(self, decl: str) -> None:
        self.found["declaration", decl] += 1

    def unknown_decl(self, data: str) -> None:
        self.found["declaration", data] += 1


def make_long_page() -> str:
    """Repeat the article of the page until it is long enough, each time under another id."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    article, _, after = rest.partition(END)
    count = LENGTH // len(article) + 1
    articles = (article.replace('id="a1"', f'id="a{number}"') for number in range(count))
    return f"{before}{START}{''.join(articles)}{END}{after}"


def test_a_page_of_200_kb_keeps_all_its_tags_comments_and_scripts(services: Services) -> None:
    page = make_long_page()
    assert len(page.encode()) > LENGTH
    unlimited = replace(services, settings=services.settings.model_copy(update={"limits": "off"}))
    (result,) = translate_texts(unlimited, TextRequest(texts=(page,), source="fr", target="en", format="html"))
    assert Inventory(result.text).found == Inventory(page).found
    for pattern in (r"<script.*?</script>", r"<style.*?</style>", r"<pre>.*?</pre>", r"<kbd>.*?</kbd>"):
        assert re.findall(pattern, result.text, re.DOTALL) == re.findall(pattern, page, re.DOTALL)
    untouched = ('<span class="notranslate">Ouest Éclair</span>', '<dd translate="no">Atelier Deux Rives</dl>')
    paragraph = '<b>Paris</b> since <a href="/a?b=1&amp;c=2" title="x">2010</a>'
    assert [result.text.count(text) == page.count(text) > 0 for text in untouched] == [True] * len(untouched)
    assert re.sub(r"<b>Paris</b>.{0,20}<a href", "<b>Paris</b> since <a href", result.text).count(paragraph) > 0
    assert "The bridge" in result.text
