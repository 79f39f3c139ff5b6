from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import read_page
from tests.pages.stored_articles import read_ferry_article
from translator.document import ArticleOrigin
from translator.translation import StoredArticle

ORIGIN = ArticleOrigin(
    url="https://www.phare.example/a?id=1",
    canonical_url="https://www.phare.example/bac",
    site_name="Le Phare de l’Ouest",
    byline="Léa Martin",
    published_at=datetime(2026, 3, 1, tzinfo=UTC),
)


@pytest.fixture
def show(client: FlaskClient, keep: Callable[[StoredArticle], None]) -> Callable[[ArticleOrigin | None], str]:
    """Keep the sample article with an origin and return what its page says of it."""

    def read(origin: ArticleOrigin | None) -> str:
        keep(replace(read_ferry_article(id="ferry"), origin=origin))
        page = read_page(client.get("/articles/ferry", headers={"Accept-Language": "fr"}))
        return " ".join(page.read_all('//*[@class="origin"]'))

    return read


def test_page_tells_where_the_article_was_first_published(
    show: Callable[[ArticleOrigin | None], str], client: FlaskClient
) -> None:
    assert show(ORIGIN) == "Original sur Le Phare de l’Ouest par Léa Martin publié le 1er mars 2026"
    (link,) = read_page(client.get("/articles/ferry")).find_all('//*[@class="origin"]/a')
    assert (link.get("href"), link.get("rel")) == ("https://www.phare.example/bac", "external noopener")


def test_pasted_article_has_no_origin(show: Callable[[ArticleOrigin | None], str]) -> None:
    assert show(None) == ""


def test_address_that_is_none_of_the_web_is_not_linked(
    show: Callable[[ArticleOrigin | None], str], client: FlaskClient
) -> None:
    show(ArticleOrigin(url="javascript:alert(1)", site_name="<b>Site</b>"))
    page = read_page(client.get("/articles/ferry"))
    assert page.read('//*[@class="origin"]') == "<b>Site</b>"
    assert page.find_all('//*[@class="origin"]//a') == []
