"""An answer as a reader of HTML sees it."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import html
from werkzeug.test import TestResponse


@dataclass(frozen=True)
class Page:
    """An answer and its parsed body."""

    response: TestResponse
    root: html.HtmlElement

    @property
    def status(self) -> int:
        return self.response.status_code

    def find_all(self, path: str) -> list[html.HtmlElement]:
        return list(self.root.xpath(path))

    def find(self, path: str) -> html.HtmlElement:
        """Return the one element at a path."""
        found = self.find_all(path)
        assert len(found) == 1, f"{len(found)} elements at {path}"
        return found[0]

    def read(self, path: str) -> str:
        """Return the one element's text, white space joined."""
        return read_text(self.find(path))

    def read_all(self, path: str) -> list[str]:
        return [read_text(element) for element in self.find_all(path)]


def read_page(response: TestResponse) -> Page:
    text = response.get_data(as_text=True)
    return Page(response=response, root=parse_html(text))


def parse_html(text: str) -> html.HtmlElement:
    return html.document_fromstring(text or "<html></html>", parser=html.HTMLParser())


def read_text(element: html.HtmlElement) -> str:
    # Not split(): no-break spaces are part of the text.
    text = element.text_content().replace("\n", " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text.strip(" ")
