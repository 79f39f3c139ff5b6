"""Visits of a page in Chromium, each in a profile of its own."""

from __future__ import annotations

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import WSGIRequestHandler

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}


class QuietHandler(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002
        pass


@dataclass
class Visits:
    """The visits of one test: each in a profile of its own, with every complaint of the browser."""

    browser: Browser
    address: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, **options: object) -> Page:
        """Visit a path, or a whole address, with options of a browser context."""
        context = self.browser.new_context(**{"locale": "en-US", **DESKTOP, **options})
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._note(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(f"{self.address}{path}" if path.startswith("/") else path)
        return page

    def expect_complaint(self, text: str) -> None:
        """Take back the one complaint, which must hold the text."""
        (complaint,) = self.complaints
        assert text in complaint
        self.complaints.clear()

    def _note(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def close(self) -> None:
        """End all visits."""
        for context in self.contexts:
            context.close()
