"""How a reader wants articles laid out and set, without scripts."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page
from translator.pages.preferences import CHOICES, READING_COOKIE, Reading, encode_reading, read_reading

ENGLISH = {"Accept-Language": "en"}


def open_article(client: FlaskClient, query: str = "") -> Page:
    return read_page(client.get(f"/articles/ferry{query}", headers=ENGLISH))


def read_choices(page: Page) -> dict[str, str]:
    return {each.get("name"): each.get("value") for each in page.find_all('//form[@id="reading"]//input[@checked]')}


def choose(client: FlaskClient, *, next_page: str = "/articles/ferry", **chosen: str) -> str:
    """Send the form of the page as a browser would; return where it leads."""
    page = open_article(client)
    token = page.find('//form[@id="reading"]//input[@name="csrf_token"]').get("value")
    fields = {**read_choices(page), **chosen, "csrf_token": token, "next": next_page}
    response = client.post("/reading", data=fields)
    assert response.status_code == 303
    return response.headers["Location"]


def list_sides(page: Page, row: str = "row body") -> list[str]:
    first = page.find_all(f'//div[@class="{row}"]')[0]
    return [each.get("class") for each in first]


def test_first_choice_of_each_preference_is_the_default() -> None:
    assert asdict(Reading()) == {name: values[0] for name, values in CHOICES.items()}


def test_page_is_as_nobody_chose_it(client: FlaskClient, ferry: str) -> None:
    del ferry
    page = open_article(client)
    article = page.find("//article")
    assert {name: article.get(f"data-{name}") for name in CHOICES} == asdict(Reading())
    assert read_choices(page) == asdict(Reading())


@pytest.mark.usefixtures("ferry")
def test_choice_is_remembered_and_the_page_arrives_as_wanted(client: FlaskClient) -> None:
    assert choose(client, layout="sentences", size="large", marks="on") == "/articles/ferry"
    page = open_article(client)
    article = page.find("//article")
    assert (article.get("data-layout"), article.get("data-size"), article.get("data-marks")) == (
        "sentences",
        "large",
        "on",
    )
    assert read_choices(page) == {**asdict(Reading()), "layout": "sentences", "size": "large", "marks": "on"}


@pytest.mark.usefixtures("ferry")
def test_address_goes_over_what_is_remembered(client: FlaskClient) -> None:
    choose(client, layout="sentences", size="large")
    article = open_article(client, "?layout=target").find("//article")
    assert (article.get("data-layout"), article.get("data-size")) == ("target", "large")


@pytest.mark.usefixtures("ferry")
def test_order_turns_sides_and_headings(client: FlaskClient) -> None:
    page = open_article(client, "?order=target")
    assert list_sides(page) == ["cell target", "cell source"]
    assert [each.get("class") for each in page.find_all('//div[@class="columns"]/p')] == [
        "column target",
        "column source",
    ]


@pytest.mark.usefixtures("ferry")
def test_sentences_stand_each_with_its_partner(client: FlaskClient) -> None:
    page = open_article(client, "?layout=sentences")
    row = page.find('//div[contains(@class, "row") and .//*[@id="s-p7s0"]]')
    ids = [each.xpath("string(.//*[@data-segment]/@id)") for each in row]
    assert ids == ["s-p7s0", "t-p7s0", "s-p7s1", "t-p7s1", "s-p7s2", "t-p7s2"]
    assert {each.get("lang") for each in row} == {"fr", "en-US"}


@pytest.mark.usefixtures("ferry")
def test_every_layout_holds_the_whole_text(client: FlaskClient) -> None:
    def list_ids(query: str) -> list[str]:
        return sorted(each.get("id") for each in open_article(client, query).find_all("//*[@data-segment]"))

    expected = list_ids("")
    for layout in CHOICES["layout"]:
        assert list_ids(f"?layout={layout}") == expected


@pytest.mark.usefixtures("ferry")
@pytest.mark.parametrize("cookie", ["layout=upside-down", "size=large;drop", "\x00", "a=" * 1000, "marks", "=&=&="])
def test_cookie_that_is_none_of_ours_changes_nothing(client: FlaskClient, cookie: str) -> None:
    client.set_cookie(READING_COOKIE, cookie)
    assert read_choices(open_article(client)) == asdict(Reading())


def test_cookie_holds_what_was_chosen_and_nothing_else() -> None:
    assert encode_reading(Reading()) == ""
    assert encode_reading(Reading(layout="target", marks="on")) == "layout=target&marks=on"


def test_unknown_names_and_values_are_passed_over() -> None:
    assert read_reading([("layout", "sentences"), ("colour", "red"), ("size", "9")]) == Reading(layout="sentences")


@pytest.mark.usefixtures("ferry")
def test_choice_leads_nowhere_else(client: FlaskClient) -> None:
    assert choose(client, next_page="https://elsewhere.example/") == "/"


@pytest.mark.usefixtures("ferry")
def test_choice_needs_a_form_of_ours(client: FlaskClient) -> None:
    assert client.post("/reading", data={"layout": "target"}).status_code == 400


@pytest.mark.usefixtures("ferry")
def test_frame_is_laid_out_by_its_address(client: FlaskClient) -> None:
    page = read_page(client.get("/articles/ferry/embed?layout=sentences"))
    assert page.find("//article").get("data-layout") == "sentences"
    assert page.find_all("//form[@action]") == []
