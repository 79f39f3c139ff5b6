"""``python -m benchmarks.pages``: what a reader waits for, measured in Chromium on the service as it is run.

The service runs as ``translator serve`` on an empty database with the sample article and news translated by the shipped
packages. Each page is opened with nothing kept from before, on a phone and on a desk, as often as :data:`ROUNDS` says,
and once more by the same reader. The phone has the slow line and the slow processor with which Lighthouse judges pages
(https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md); times are medians, and depend on the machine.
Ends with 1 where a page is heavier than its budget or moves while it is drawn.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import start_chromium
from tests.real.conftest import Server, serve

ROUNDS = 5

#: Bytes over the line, heads included, for a page with its style sheets and scripts.
WEIGHT_BUDGET = 60_000

#: Pages by their names; the article is the first that the service makes, of some 600 words.
PAGES = {
    "home": "/",
    "article": "/articles/{article}",
    "one language": "/articles/{article}/en",
    "library": "/library",
    "found": "/library?q=pont",
    "glossary": "/glossary/fr/en",
}

#: Articles in the library, so that its page is as full as it gets.
LIBRARY = 200

SCREENS = {
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
    "desk": {"viewport": {"width": 1440, "height": 900}},
}

#: Lighthouse's slow line: 150 ms to and fro, 1.6 Mbit/s down, 0.75 Mbit/s up; and a fourth of the processor.
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
SLOWER = 4

ARTICLES = Path(__file__).parent.parent / "tests" / "quality" / "news" / "fr-en" / "articles"

_MEASURE = """() => new Promise((resolve) => {
  let shift = 0, largest = 0;
  new PerformanceObserver((list) => { for (const each of list.getEntries()) shift += each.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => { for (const each of list.getEntries()) largest = each.startTime; })
    .observe({ type: "largest-contentful-paint", buffered: true });
  setTimeout(() => {
    const sent = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const sum = (name) => sent.reduce((total, each) => total + each[name], 0);
    const first = performance.getEntriesByName("first-contentful-paint")[0];
    resolve({ requests: sent.filter((each) => each.transferSize > 0).length, sent: sum("transferSize"),
      unpacked: sum("decodedBodySize"), first: first ? first.startTime : 0, largest, shift });
  }, 300);
})"""


@dataclass(frozen=True, slots=True)
class Opening:
    """A page opened once.

    Args:
        requests: Answers that came over the line.
        sent: Their bytes, heads included.
        unpacked: Bytes of their bodies once unpacked.
        first: Milliseconds to the first text or picture.
        largest: Milliseconds to the largest one.
        shift: How far things moved while it was drawn, by Chromium's measure (https://web.dev/articles/cls).
    """

    requests: int
    sent: int
    unpacked: int
    first: float
    largest: float
    shift: float


def open_page(context: BrowserContext, address: str, *, is_slow: bool) -> Opening:
    """Open a page and measure it."""
    page = context.new_page()
    if is_slow:
        _slow_down(page)
    answer = page.goto(address, wait_until="load")
    if answer is None or not answer.ok:
        sys.exit(f"{address} answers {answer and answer.status}")
    measured = Opening(**page.evaluate(_MEASURE))
    page.close()
    return measured


def _slow_down(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def measure_page(browser: Browser, address: str, *, screen: str) -> tuple[Opening, Opening]:
    """Return a page as it is at first, by medians, and when the same reader comes back."""
    openings = []
    for _ in range(ROUNDS):
        context = browser.new_context(locale="en-US", **SCREENS[screen])
        openings.append(open_page(context, address, is_slow=screen == "phone"))
        again = open_page(context, address, is_slow=screen == "phone")
        context.close()
    names = ("requests", "sent", "unpacked", "first", "largest")
    medians = {name: statistics.median(getattr(each, name) for each in openings) for name in names}
    return Opening(**medians, shift=max(each.shift for each in openings)), again  # type: ignore[arg-type]


def _read_source(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("fr: ") for line in lines if line.startswith("fr: ")]


def add_articles(server: Server) -> str:
    """Translate the news that the project has for its tests; return the id of the first."""
    identifiers = []
    for path in sorted(ARTICLES.glob("*.txt")):
        text = "\n\n".join(_read_source(path))
        status, answer = server.call("/api/articles", body={"text": text, "source": "fr", "target": "en"})
        if status != 201:
            sys.exit(f"{path.name}: {answer}")
        identifiers.append(answer["id"])
    return str(identifiers[0])


def fill_library(server: Server) -> None:
    """Add beginnings of the news, each under its number, until the library is full."""
    paths = sorted(ARTICLES.glob("*.txt"))
    for number in range(len(paths), LIBRARY):
        title, text, *_ = _read_source(paths[number % len(paths)])
        body = {"title": f"{title} ({number})", "text": text, "source": "fr", "target": "en"}
        status, answer = server.call("/api/articles", body=body)
        if status != 201:
            sys.exit(f"article {number}: {answer}")


def list_addresses(server: Server, *, article: str) -> Iterator[tuple[str, str]]:
    """Return the pages by name, with their addresses."""
    for name, path in PAGES.items():
        yield name, server.address + path.format(article=article)


def main() -> None:
    """Measure all pages, print a table, and end with 1 where a budget is overdrawn."""
    overdrawn = False
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(Path(folder), limits="off") as server,
        start_chromium() as browser,
    ):
        if browser is None:
            sys.exit("Chromium is not installed; set CHROMIUM to where one is")
        article = add_articles(server)
        fill_library(server)
        print("page          screen   requests  kB sent      kB  again   first  largest  shift")
        for name, address in list_addresses(server, article=article):
            for screen in SCREENS:
                first, again = measure_page(browser, address, screen=screen)
                overdrawn |= first.sent > WEIGHT_BUDGET or first.shift > 0
                print(
                    f"{name:14}{screen:8}{first.requests:9.0f}{first.sent / 1e3:9.1f}{first.unpacked / 1e3:8.1f}"
                    f"{again.sent / 1e3:7.1f}{first.first:8.0f}{first.largest:9.0f}{first.shift:7.3f}"
                )
    print("kB sent: packed, heads included; kB: unpacked; again: sent to the same reader; first, largest: ms.")
    print(f"Budget: {WEIGHT_BUDGET / 1e3:.0f} kB sent, no shift.")
    sys.exit(overdrawn)


if __name__ == "__main__":
    main()
