from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from tests.pages.stored_articles import EVENING, Block, build_stored
from translator.document import ParagraphKind
from translator.pages.views import NEWEST_SHOWN
from translator.translation import Issue, Severity, StoredArticle

Keep = Callable[[StoredArticle], None]

ENGLISH = {"Accept-Language": "en"}


def keep_numbered(keep: Keep, count: int) -> None:
    for number in range(count):
        stored = build_stored(
            [Block([f"Titre {number}"], [f"Title {number}"], kind=ParagraphKind.HEADING)], id=f"article{number}"
        )
        keep(replace(stored, created_at=EVENING + timedelta(minutes=number)))


def test_home_says_what_it_is_in_the_readers_language(client: FlaskClient) -> None:
    assert read_page(client.get("/", headers=ENGLISH)).read("//h1") == "The news in French and English, face to face."
    french = read_page(client.get("/", headers={"Accept-Language": "fr"}))
    assert french.read("//h1") == "L’actualité en français et en anglais, face à face."


def test_form_offers_the_languages_served(client: FlaskClient) -> None:
    page = read_page(client.get("/", headers=ENGLISH))
    assert page.read_all('//select[@name="source"]/option') == ["Detect the language", "English", "French"]
    assert page.read_all('//select[@name="target"]/option') == ["The other language", "English", "French"]


def test_form_names_its_limit_as_the_reader_writes_numbers(make_client: MakeClient) -> None:
    client = make_client(settings={"article_limit": 12_500})
    hint = '//p[@id="text-hint"]'
    assert read_page(client.get("/", headers=ENGLISH)).read(hint) == (
        "Up to 12,500 characters. An empty line begins a new paragraph."
    )
    assert read_page(client.get("/", headers={"Accept-Language": "fr"})).read(hint) == (
        "Jusqu’à 12\u202f500 caractères. Une ligne vide ouvre un nouveau paragraphe."
    )


def test_form_names_no_limit_where_limits_are_off(make_client: MakeClient) -> None:
    page = read_page(make_client(settings={"limits": "off"}).get("/", headers=ENGLISH))
    assert page.read('//p[@id="text-hint"]') == "An empty line begins a new paragraph."


def test_every_field_has_a_label(client: FlaskClient) -> None:
    page = read_page(client.get("/"))
    fields = page.find_all("//main//input[not(@type='hidden')] | //main//textarea | //main//select")
    labels = [each.get("for") for each in page.find_all("//main//label")]
    assert [each.get("id") for each in fields] == labels


def test_list_shows_both_headlines_direction_date_and_what_to_check(client: FlaskClient, keep: Keep) -> None:
    issue = Issue("name_missing", Severity.ERROR, "A name is missing.")
    keep(
        build_stored(
            [
                Block(["Le titre"], ["The title"], kind=ParagraphKind.HEADING),
                Block(["Un.", "Deux."], ["One.", "Two."], issues={0: (issue,), 1: (issue,)}),
            ]
        )
    )
    page = read_page(client.get("/", headers=ENGLISH))
    assert page.find("//section//li/a").get("href") == "/articles/article"
    headlines = page.find_all("//section//li/a/span")
    assert [(each.get("lang"), each.text) for each in headlines] == [("fr", "Le titre"), ("en-US", "The title")]
    assert page.read_all('//section//li/p[@class="facts"]/*') == [
        "French → into English",
        "October 14, 2026",
        "2 points to check",
    ]


def test_article_without_a_headline_can_be_followed_all_the_same(client: FlaskClient, keep: Keep) -> None:
    keep(build_stored([Block(["Corps."], ["Body."])]))
    page = read_page(client.get("/", headers=ENGLISH))
    assert page.read_all("//section//li/a/span")[0] == "Untitled"


def test_empty_list_says_so(client: FlaskClient) -> None:
    page = read_page(client.get("/", headers=ENGLISH))
    assert page.read('//p[@class="empty"]') == "None yet. The first one you translate will stand here."


def test_home_shows_the_newest_few_and_leads_to_all(client: FlaskClient, keep: Keep) -> None:
    keep_numbered(keep, NEWEST_SHOWN + 3)
    page = read_page(client.get("/", headers=ENGLISH))
    shown = [each.get("href") for each in page.find_all("//section//li/a")]
    assert shown == [f"/articles/article{number}" for number in reversed(range(3, NEWEST_SHOWN + 3))]
    link = page.find('//section/p[@class="pages"]/a')
    assert (link.get("href"), link.text) == ("/library", "The library: all 11 articles")
