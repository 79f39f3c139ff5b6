"""Articles taken from the web and from files at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.fetching.site import Answer, Site, open_site
from tests.formats.files.samples import make_docx
from translator.fetching import Fetcher, FetchLimits

SCRAPED = Path(__file__).parent.parent / "cases" / "pages" / "phare.html"


WORD = make_docx(
    "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("Un pont", "Le pont ouvre mardi matin."))
)


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        opened.pages["/bac"] = Answer(SCRAPED.read_bytes())
        yield opened


def test_article_is_taken_from_the_web(terminal: Terminal, site: Site) -> None:
    fetching = Terminal(replace(terminal.services, fetcher=Fetcher(FetchLimits(networks=("127.0.0.0/8",)))))
    result = fetching.run("article", f"{site.url}/bac", "--html", "-")
    assert (result.exit_code, result.stdout.count("Arrêté depuis la tempête")) == (0, 1)
    assert result.stdout.startswith("<html>Le bac de Saint-Aubin reprendra la mer en juin\n\n")


def test_address_that_must_not_be_asked_is_told_in_a_line(terminal: Terminal, site: Site, tmp_path: Path) -> None:
    result = terminal.run("article", f"{site.url}/bac", "--html", str(tmp_path / "a.html"))
    assert (result.exit_code, result.stderr) == (
        2,
        "translator: url cannot be used: it leads into a network that is not public\n",
    )
    assert (site.asked, (tmp_path / "a.html").exists()) == ([], False)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.md", b"# Un *pont*\n\nLe pont ouvre mardi matin.\n"),
        ("a.html", b"<h1>Un <b>pont</b></h1><p>Le pont ouvre mardi matin.</p>"),
        ("a.docx", WORD),
        ("a.txt", b"Un pont\n\nLe pont ouvre mardi matin."),
    ],
)  # fmt: skip
def test_article_is_read_out_of_a_file(terminal: Terminal, tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    result = terminal.run("article", str(tmp_path / name), "--from", "fr", "--to", "en", "--html", "-")
    assert (result.exit_code, result.stdout.partition(" | ")[0].rstrip()) == (
        0,
        "<html>Un pont\n\nLe pont ouvre mardi matin.",
    )


def test_file_that_is_not_there_is_told(terminal: Terminal, tmp_path: Path) -> None:
    for name in ("a.txt", "a.docx"):
        result = terminal.run("article", str(tmp_path / name), "--html", "-")
        assert (result.exit_code, result.stderr.strip().endswith("No such file or directory")) == (1, True)
