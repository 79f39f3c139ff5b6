from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from lxml import html

from tests.pages.reading import parse_html, read_text
from tests.pages.stored_articles import Block, build_stored, read_ferry_article
from translator.pages import render_standalone


@pytest.fixture(scope="module")
def page(locales_dir: Path) -> html.HtmlElement:
    return parse_html(render_standalone(read_ferry_article(), locale="fr", locales_dir=locales_dir))


def digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_file_shows_the_whole_article(page: html.HtmlElement) -> None:
    translated = read_ferry_article().translated
    ids = [segment.id for _, segment in translated.article.iterate_segments()]
    assert sorted(each.get("id") for each in page.xpath("//*[@data-segment]")) == sorted(
        [f"s-{each}" for each in ids] + [f"t-{each}" for each in ids]
    )


def test_file_needs_no_other(page: html.HtmlElement) -> None:
    assert page.xpath("//link | //img | //iframe | //@src") == []
    assert [each for each in page.xpath("//@href") if not each.startswith("#")] == []
    assert re.findall(r"url\(|@import", page.xpath("string(//style)")) == []


def test_file_allows_its_own_style_and_script_alone(page: html.HtmlElement) -> None:
    (policy,) = page.xpath('//meta[@http-equiv="Content-Security-Policy"]/@content')
    (style,) = page.xpath("//style/text()")
    (script,) = page.xpath("//script/text()")
    assert policy == f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'"


def test_file_speaks_the_language_asked_for(page: html.HtmlElement) -> None:
    assert page.get("lang") == "fr"
    assert read_text(page.xpath('//details[@class="asides"]/summary')[0]) == "Autour de l’article 9"


@pytest.mark.parametrize(("target_locale", "expected"), [("en-US", "en"), ("fr-CA", "fr"), ("de-DE", "en")])
def test_file_speaks_to_the_readers_of_the_translation(locales_dir: Path, target_locale: str, expected: str) -> None:
    stored = build_stored([Block(["Un."], ["One."])], target_locale=target_locale)
    assert parse_html(render_standalone(stored, locales_dir=locales_dir)).get("lang") == expected


def test_article_that_is_not_kept_can_be_written(locales_dir: Path) -> None:
    stored = build_stored([Block(["Un."], ["One."])], id="")
    text = render_standalone(stored, locale="en", locales_dir=locales_dir)
    assert [read_text(each) for each in parse_html(text).xpath('//*[@class="cell target"]')] == ["One."]


def test_text_cannot_leave_its_place(locales_dir: Path) -> None:
    hostile = "</style></script><script>alert(1)</script>"
    text = render_standalone(build_stored([Block([hostile], [hostile])]), locale="en", locales_dir=locales_dir)
    assert len(parse_html(text).xpath("//script")) == 1
