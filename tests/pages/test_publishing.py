"""An article at the address of each language, and what tells search engines of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient
from lxml import etree

from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.pages.stored_articles import Block, build_stored, read_ferry_article
from translator.document import ArticleOrigin, ParagraphKind
from translator.translation import StoredArticle
from translator.workflows import publishing

SITE = "https://articles.news.example"
ORIGIN = ArticleOrigin(
    url="https://www.lequai.example/bac",
    site_name="Le Quai",
    byline="Jeanne Petit",
    published_at=datetime(2026, 10, 14, 4, 42, tzinfo=UTC),
)
NAMESPACES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}

Keep = Callable[[StoredArticle], None]


@pytest.fixture
def public(make_client: MakeClient) -> FlaskClient:
    """A site that knows its public address."""
    return make_client(settings={"public_url": SITE})


def read_graph(page: Page) -> list[dict[str, object]]:
    graph = json.loads(page.find('//script[@type="application/ld+json"]').text)
    assert graph["@context"] == "https://schema.org"
    return list(graph["@graph"])


def list_alternates(page: Page) -> list[tuple[str, str]]:
    return [
        (each.get("hreflang"), each.get("href")) for each in page.find_all('//head/link[@rel="alternate"][@hreflang]')
    ]


@pytest.mark.parametrize(
    ("code", "tag", "title"),
    [
        ("fr", "fr", "Le bac de Port-Lannec reprend la mer après dix-huit mois d’arrêt"),
        ("en", "en-US", "The Port-Lannec ferry is back at sea after eighteen months"),
    ],
)
def test_each_language_is_read_alone_at_its_own_address(
    client: FlaskClient, ferry: str, code: str, tag: str, title: str
) -> None:
    # Whatever the visitor's browser prefers.
    page = read_page(client.get(f"/articles/{ferry}/{code}", headers={"Accept-Language": "de"}))
    assert page.status == 200
    assert page.find("/html").get("lang") == code
    assert page.find("//article").get("lang") == tag
    assert page.read("//h1") == title
    translated = read_ferry_article().translated
    told = [each for each in translated.article.paragraphs if each.kind is not ParagraphKind.BOILERPLATE]
    assert len(page.find_all("//article/p | //article/h2 | //article/ul/li | //article/blockquote")) == len(told) - 1
    other = "Nadège Le Guennec, qui tient" if code == "en" else "Nadège Le Guennec, who has run"
    assert other not in page.find("//main").text_content()


@pytest.mark.parametrize(
    "path", ["/articles/ferry/de", "/articles/ferry/en-US", "/articles/ferry/FR", "/articles/none/fr"]
)
@pytest.mark.usefixtures("ferry")
def test_there_is_no_page_in_a_language_that_the_article_is_not_in(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_items_of_a_list_stand_in_one(client: FlaskClient, keep: Keep) -> None:
    item = ParagraphKind.ITEM
    blocks = [
        Block(["Trois ports."], ["Three ports."]),
        Block(["Brest"], ["Brest"], kind=item),
        Block(["Lorient"], ["Lorient"], kind=item),
        Block(["Fin."], ["End."]),
        Block(["Vannes"], ["Vannes"], kind=item),
    ]
    keep(build_stored(blocks, id="ports"))
    page = read_page(client.get("/articles/ports/fr"))
    assert [[item.text for item in each.findall("li")] for each in page.find_all("//article/ul")] == [
        ["Brest", "Lorient"],
        ["Vannes"],
    ]
    # There is no headline: the first words name the page, for those who hear it.
    assert page.find("//h1").get("class") == "unseen"
    assert page.read("//title") == "Trois ports. · Vis-à-vis"


@pytest.mark.parametrize("path", ["/articles/ferry", "/articles/ferry/fr", "/articles/ferry/en"])
@pytest.mark.usefixtures("ferry")
def test_every_page_of_an_article_names_all_of_them(public: FlaskClient, path: str) -> None:
    page = read_page(public.get(path))
    assert page.find('//link[@rel="canonical"]').get("href") == SITE + path
    assert list_alternates(page) == [
        ("fr", f"{SITE}/articles/ferry/fr"),
        ("en", f"{SITE}/articles/ferry/en"),
        ("x-default", f"{SITE}/articles/ferry"),
    ]


def test_addresses_are_those_that_were_asked_for_where_none_is_set(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}", base_url="http://desk.example:8000"))
    assert page.find('//link[@rel="canonical"]').get("href") == "http://desk.example:8000/articles/ferry"


def test_each_version_says_whose_translation_it_is(public: FlaskClient, keep: Keep) -> None:
    keep(replace(read_ferry_article(id="ferry"), origin=ORIGIN))
    (source,) = read_graph(read_page(public.get("/articles/ferry/fr")))
    (target,) = read_graph(read_page(public.get("/articles/ferry/en")))
    assert (source["@type"], source["inLanguage"]) == ("NewsArticle", "fr")
    assert (target["@type"], target["inLanguage"]) == ("NewsArticle", "en-US")
    assert source["workTranslation"] == {
        "@type": "NewsArticle",
        "@id": f"{SITE}/articles/ferry/en",
        "url": f"{SITE}/articles/ferry/en",
        "headline": "The Port-Lannec ferry is back at sea after eighteen months",
        "inLanguage": "en-US",
    }
    assert target["translationOfWork"]["@id"] == source["@id"] == f"{SITE}/articles/ferry/fr"
    for work in (source, target):
        assert work["author"] == {"@type": "Person", "name": "Jeanne Petit"}
        assert work["datePublished"] == "2026-10-14T04:42:00+00:00"
        assert work["publisher"] == {"@type": "Organization", "name": "Le Quai"}
        assert work["isBasedOn"] == "https://www.lequai.example/bac"


def test_page_of_both_describes_both(public: FlaskClient, ferry: str) -> None:
    source, target = read_graph(read_page(public.get(f"/articles/{ferry}")))
    assert ("workTranslation" in source, "translationOfWork" in target) == (True, True)
    # Nobody said who wrote it, nor when.
    assert {"author", "datePublished", "publisher", "isBasedOn"} & (source.keys() | target.keys()) == set()


def test_links_that_are_shared_show_headline_and_beginning(public: FlaskClient, ferry: str) -> None:
    page = read_page(public.get(f"/articles/{ferry}/en"))
    told = {each.get("property"): each.get("content") for each in page.find_all("//head/meta[@property]")}
    beginning = told.pop("og:description")
    assert told == {
        "og:type": "article",
        "og:site_name": "Vis-à-vis",
        "og:title": "The Port-Lannec ferry is back at sea after eighteen months",
        "og:url": f"{SITE}/articles/ferry/en",
        "og:locale": "en_US",
        "og:locale:alternate": "fr_FR",
    }
    assert beginning.startswith("After a break of eighteen months")
    assert len(beginning) <= 200
    assert page.find('//meta[@name="description"]').get("content") == beginning


def test_no_text_ends_the_element_of_the_data(public: FlaskClient, keep: Keep) -> None:
    headline = "</script><script>alert(1)</script> & <!--"
    blocks = [Block([headline], [headline], kind=ParagraphKind.HEADING), Block(["Fin."], ["End."])]
    keep(replace(build_stored(blocks, id="sly"), origin=replace(ORIGIN, byline=headline)))
    for path in ("/articles/sly", "/articles/sly/fr", "/articles/sly/en"):
        page = read_page(public.get(path))
        assert all(work["headline"] == headline for work in read_graph(page))
        assert [each.get("type") for each in page.find_all("//script[not(@src)]")] == ["application/ld+json"]


def read_sitemap(client: FlaskClient, path: str = "/sitemap.xml") -> etree._Element:
    response = client.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    return etree.fromstring(response.get_data())


def test_sitemap_lists_every_page_of_every_article_with_its_alternates(public: FlaskClient, ferry: str) -> None:
    root = read_sitemap(public)
    pages = [f"{SITE}/articles/{ferry}/fr", f"{SITE}/articles/{ferry}/en", f"{SITE}/articles/{ferry}"]
    assert root.xpath("//s:loc/text()", namespaces=NAMESPACES) == [f"{SITE}/", *pages]
    for url in root.xpath("//s:url[position() > 1]", namespaces=NAMESPACES):
        assert url.xpath("x:link/@href", namespaces=NAMESPACES) == pages
        assert url.xpath("x:link/@hreflang", namespaces=NAMESPACES) == ["fr", "en", "x-default"]
        assert url.xpath("s:lastmod/text()", namespaces=NAMESPACES) == ["2026-10-14T21:30:00+00:00"]


def test_sitemap_of_many_articles_is_in_parts(public: FlaskClient, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("translator.workflows.publishing", "translator.pages.publishing"):
        monkeypatch.setattr(f"{module}.ARTICLES_IN_A_SITEMAP", 2)
    for number in range(3):
        keep(build_stored([Block(["Un."], ["One."])], id=f"a{number}"))
    root = read_sitemap(public)
    parts = root.xpath("//s:sitemap/s:loc/text()", namespaces=NAMESPACES)
    assert parts == [f"{SITE}/sitemap-1.xml", f"{SITE}/sitemap-2.xml"]
    listed = [
        address
        for part in parts
        for address in read_sitemap(public, part.removeprefix(SITE)).xpath("//s:loc/text()", namespaces=NAMESPACES)
    ]
    assert sorted(address for address in listed if address.endswith("/fr")) == [
        f"{SITE}/articles/a{number}/fr" for number in range(3)
    ]
    assert public.get("/sitemap-3.xml").status_code == 404
    assert public.get("/sitemap-0.xml").status_code == 404


def test_part_of_a_sitemap_stays_within_the_protocol() -> None:
    assert publishing.ARTICLES_IN_A_SITEMAP * 3 + 1 <= 50_000


def test_robots_are_told_where_the_sitemap_is(public: FlaskClient) -> None:
    response = public.get("/robots.txt")
    assert response.mimetype == "text/plain"
    assert response.get_data(as_text=True).splitlines() == [
        "User-agent: *",
        "Disallow: /account",
        "Disallow: /administration/",
        "Disallow: /api/",
        "Disallow: /password/",
        "Disallow: /sign-in",
        "",
        f"Sitemap: {SITE}/sitemap.xml",
    ]
