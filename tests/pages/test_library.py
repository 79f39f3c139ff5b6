from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page
from tests.pages.stored_articles import EVENING, Block, build_stored
from translator.document import ArticleOrigin, ParagraphKind
from translator.pages.library import PAGE_LENGTH
from translator.translation import Issue, Severity, StoredArticle

Keep = Callable[[StoredArticle], None]

ENGLISH = {"Accept-Language": "en"}
ISSUE = Issue("name_missing", Severity.ERROR, "A name is missing.")


def keep_numbered(keep: Keep, count: int) -> None:
    for number in range(count):
        blocks = [Block([f"Pont {number}"], [f"Bridge {number}"], kind=ParagraphKind.HEADING)]
        stored = build_stored(blocks, id=f"article{number}")
        keep(replace(stored, created_at=EVENING + timedelta(minutes=number)))


def keep_bridge(keep: Keep) -> None:
    blocks = [
        Block(["Le <pont> rouvre"], ["The <bridge> reopens"], kind=ParagraphKind.HEADING),
        Block(["Les ponts de l’État."], ["The State’s bridges."], issues={0: (ISSUE,)}),
    ]
    keep(replace(build_stored(blocks, id="bridge"), origin=ArticleOrigin(site_name="L’Écho & Cie")))


def open_library(client: FlaskClient, address: str = "/library", **fields: str) -> Page:
    return read_page(client.get(address, query_string=fields or None, headers=ENGLISH))


def list_shown(page: Page) -> list[str]:
    return [each.get("href") for each in page.find_all('//section//li/a[@class="pair"]')]


def test_search_shows_what_answers_it_marked_on_its_side(client: FlaskClient, keep: Keep) -> None:
    keep_bridge(keep)
    page = open_library(client, q="etat bridge")
    assert list_shown(page) == ["/articles/bridge"]
    assert page.read_all("//section//mark") == ["bridge", "État", "bridges"]
    excerpt = page.find('//section//a[@class="pair excerpt"]')
    assert excerpt.get("href") == "/articles/bridge#s-p1s0"
    assert [each.get("lang") for each in excerpt] == ["fr", "en-US"]
    assert page.read('//section//p[@role="status"]') == "1 article for “etat bridge”"
    assert page.find('//input[@name="q"]').get("value") == "etat bridge"


def test_text_that_looks_like_markup_stays_text(client: FlaskClient, keep: Keep) -> None:
    keep_bridge(keep)
    page = open_library(client, q="<script>alert(1)</script> pont")
    assert page.find_all("//main//script") == []
    page = open_library(client, q="pont")
    assert page.read('//section//span[@class="headline source"]') == "Le <pont> rouvre"


@pytest.mark.parametrize(
    ("fields", "is_found", "label"),
    [
        ({"site": "L’Écho & Cie"}, True, "L’Écho & Cie ×"),
        ({"site": "Le Phare"}, False, "Le Phare ×"),
        ({"site": "-"}, False, "no named site ×"),
        ({"direction": "fr-en"}, True, "French → English ×"),
        ({"direction": "en-fr"}, False, "English → French ×"),
        ({"state": "translated"}, True, "translated by machine ×"),
        ({"state": "final"}, False, "final ×"),
        ({"from": "2026-10-14", "to": "2026-10-14"}, True, "since Oct 14, 2026 ×"),
        ({"from": "2026-10-15"}, False, "since Oct 15, 2026 ×"),
        ({"to": "2026-10-13"}, False, "until Oct 13, 2026 ×"),
        ({"issues": "1"}, True, "with points to check ×"),
    ],
)
def test_filter_narrows_the_list_and_can_be_dropped(
    client: FlaskClient, keep: Keep, fields: dict[str, str], is_found: bool, label: str
) -> None:
    keep_bridge(keep)
    page = open_library(client, q="pont", **fields)
    assert bool(list_shown(page)) is is_found
    drop = page.find('//ul[@class="active"]/li[1]/a')
    assert " ".join(drop.text_content().split()) == label
    dropped = parse_qs(urlsplit(drop.get("href")).query)
    first = next(iter(fields))
    assert dropped == {"q": ["pont"], **{name: [value] for name, value in fields.items() if name != first}}
    assert page.read('//details[@class="narrow"]//span[@class="count"]') == str(len(fields))


@pytest.mark.parametrize("fields", [{}, {"q": "pont"}, {"q": "ponts", "order": "newest", "direction": "fr-en"}])
def test_pages_lead_on_and_back_and_keep_what_was_asked_for(
    client: FlaskClient, keep: Keep, fields: dict[str, str]
) -> None:
    keep_numbered(keep, 2 * PAGE_LENGTH + 3)
    first = open_library(client, **fields)
    second = open_library(client, first.find('//a[@rel="next"]').get("href"))
    third = open_library(client, second.find('//a[@rel="next"]').get("href"))
    shown = [list_shown(page) for page in (first, second, third)]
    assert [len(each) for each in shown] == [PAGE_LENGTH, PAGE_LENGTH, 3]
    assert len({each for page in shown for each in page}) == 2 * PAGE_LENGTH + 3
    assert (first.find_all('//a[@rel="prev"]'), third.find_all('//a[@rel="next"]')) == ([], [])
    back = open_library(client, third.find('//a[@rel="prev"]').get("href"))
    assert list_shown(back) == shown[1]
    asked = parse_qs(urlsplit(third.find('//a[@rel="prev"]').get("href")).query)
    assert {name: values[0] for name, values in asked.items() if name != "after"} == fields


def test_place_that_is_gone_leads_to_the_first_page_with_the_filters(client: FlaskClient) -> None:
    for place in ("before=gone", "after=nonsense~x", "before=1.0~gone"):
        response = client.get(f"/library?q=pont&issues=1&{place}")
        assert (response.status_code, response.headers["Location"]) == (302, "/library?q=pont&issues=1")


def test_nothing_found_says_so_and_shows_ways_out(client: FlaskClient, keep: Keep) -> None:
    assert open_library(client).read('//div[@class="nothing"]/p[1]') == (
        "None yet. The first one you translate will stand here."
    )
    keep_bridge(keep)
    page = open_library(client, q="zzz", state="final")
    assert page.read('//div[@class="nothing"]/p[1]') == "No article answers “zzz”."
    links = [each.get("href") for each in page.find_all('//div[@class="nothing"]//a')]
    assert links == ["/library?q=zzz", "/library"]
    assert open_library(client, q="?!").read('//div[@class="nothing"]/p[1]') == "No article answers “?!”."


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"from": "yesterday"}, "Give the first day as year, month and day, such as 2026-03-31."),
        ({"to": "2026-02-30"}, "Give the last day as year, month and day, such as 2026-03-31."),
        ({"from": "2026-03-02", "to": "2026-03-01"}, "The last day comes before the first."),
        ({"q": "a" * 501}, "This search is too long."),
        ({"direction": "fr-de"}, "One of the filters cannot be used."),
        ({"state": "initial"}, "One of the filters cannot be used."),
    ],
)
def test_wrong_filter_is_named(client: FlaskClient, fields: dict[str, str], problem: str) -> None:
    response = client.get("/library", query_string=fields, headers=ENGLISH)
    assert response.status_code == 400
    assert read_page(response).read('//p[@role="alert"]') == problem


def test_visitor_cannot_delete_and_is_asked_to_sign_in(client: FlaskClient, ferry: str) -> None:
    page = open_library(client)
    assert page.find_all("//a[contains(@href, 'delete')]") == []
    response = client.get(f"/articles/{ferry}/delete")
    assert (response.status_code, response.headers["Location"]) == (303, "/sign-in?next=/articles/ferry/delete")
    token = page.find('//input[@name="csrf_token"]').get("value")
    response = client.post(f"/articles/{ferry}/delete", data={"csrf_token": token})
    assert response.status_code == 303
    assert client.get(f"/articles/{ferry}").status_code == 200
    assert client.post(f"/articles/{ferry}/delete").status_code == 400


def test_french_page_has_french_words_and_numbers(client: FlaskClient, keep: Keep) -> None:
    keep_bridge(keep)
    page = read_page(client.get("/library?q=pont&issues=1", headers={"Accept-Language": "fr"}))
    assert page.read('//section//p[@role="status"]') == "1 article pour «\u00a0pont\u00a0»"
    assert page.read('//ul[@class="active"]/li') == "avec des points à vérifier ×"


def test_articles_of_no_named_site_can_be_asked_for(client: FlaskClient, keep: Keep) -> None:
    keep_bridge(keep)
    keep_numbered(keep, 1)
    options = {each.get("value"): each.text for each in open_library(client).find_all('//select[@name="site"]/option')}
    assert options == {"": "Any source", "-": "no named site (1)", "L’Écho & Cie": "L’Écho & Cie (1)"}
    assert list_shown(open_library(client, site="-")) == ["/articles/article0"]
