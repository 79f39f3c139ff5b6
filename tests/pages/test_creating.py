from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from tests.fakes import FRENCH_ENGLISH, FailingEngine, FakeEngine
from tests.pages.conftest import MakeClient, Submit
from tests.pages.reading import Page, read_page

FRENCH_TEXT = (
    "Le maire a ouvert la bibliothèque ce matin.\n\nLes lecteurs sont venus nombreux pendant toute la journée."
)


def list_problems(page: Page) -> dict[str, str]:
    return {each.get("id"): each.text for each in page.find_all('//p[@class="problem"]')}


def post(client: FlaskClient, **fields: str) -> Page:
    token = read_page(client.get("/")).find('//form[@action="/articles"]/input[@name="csrf_token"]').get("value")
    return read_page(client.post("/articles", data={"csrf_token": token, **fields}))


def test_article_is_translated_kept_and_shown(client: FlaskClient, submit: Submit) -> None:
    answer = submit(title="La bibliothèque", text=FRENCH_TEXT, source="fr", target="en")
    assert answer.status == 303
    location = answer.response.headers["Location"]
    assert re.fullmatch(r"/articles/[\w-]+", location)
    page = read_page(client.get(location))
    assert page.read_all("//h1/span")[0] == "La bibliothèque"
    assert page.read_all('//div[@class="row body"]/p[@class="cell source"]') == FRENCH_TEXT.split("\n\n")
    assert page.find('//*[@class="column target"]').text_content().strip().startswith("English") is True


def test_language_is_detected_and_the_other_one_is_the_target(client: FlaskClient, submit: Submit) -> None:
    answer = submit(text=FRENCH_TEXT, source="", target="")
    page = read_page(client.get(answer.response.headers["Location"]))
    assert {each.get("lang") for each in page.find_all('//*[@class="cell source"]')} == {"fr"}
    assert {each.get("lang") for each in page.find_all('//*[@class="cell target"]')} == {"en-US"}


def test_line_ends_of_a_browser_cut_paragraphs(client: FlaskClient, submit: Submit) -> None:
    answer = submit(text=FRENCH_TEXT.replace("\n", "\r\n"), source="fr", target="en")
    page = read_page(client.get(answer.response.headers["Location"]))
    assert page.read_all('//*[@class="cell source"]') == FRENCH_TEXT.split("\n\n")


@pytest.mark.parametrize("text", ["", " \r\n\r\n "])
def test_empty_text_is_refused_beside_its_field(submit: Submit, text: str) -> None:
    page = submit(title="Un titre", text=text, source="fr", target="en")
    assert page.status == 400
    assert list_problems(page) == {"text-problem": "Paste the article here, or give its address or a file."}
    field = page.find('//textarea[@name="text"]')
    assert field.get("aria-invalid") == "true"
    assert field.get("aria-describedby") == "text-problem text-hint"


def test_refused_form_keeps_what_was_filled_in(submit: Submit) -> None:
    page = submit(title="Un <titre>", text="Un texte.\r\n\r\n  & un autre", source="fr", target="fr")
    assert page.find('//input[@name="title"]').get("value") == "Un <titre>"
    # Browsers drop the line end after the tag.
    assert page.find('//textarea[@name="text"]').text.removeprefix("\n") == "Un texte.\n\n  & un autre"
    assert page.read('//select[@name="source"]/option[@selected]') == "French"
    assert page.read('//select[@name="target"]/option[@selected]') == "French"


def test_target_equal_to_the_source_is_refused(submit: Submit) -> None:
    page = submit(text="Un texte.", source="fr", target="fr")
    assert (page.status, list_problems(page)) == (
        400,
        {"target-problem": "Choose a language other than the article’s."},
    )


def test_text_past_the_limit_is_refused_with_both_numbers(make_client: MakeClient) -> None:
    page = post(make_client(settings={"article_limit": 1_000}), text="a" * 1_001)
    assert (page.status, list_problems(page)) == (
        400,
        {"text-problem": "The text has 1,001 characters; at most 1,000 can be translated at once."},
    )


def test_text_past_the_limit_is_taken_where_limits_are_off(make_client: MakeClient) -> None:
    page = post(make_client(settings={"article_limit": 1_000, "limits": "off"}), text="Il pleut. " * 101, source="fr")
    assert page.status == 303


def test_headline_past_its_limit_is_refused(submit: Submit) -> None:
    page = submit(title="a" * 301, text="Un texte.", source="fr")
    assert list_problems(page) == {"title-problem": "The headline is longer than 300 characters."}


@pytest.mark.parametrize("field", ["title", "text"])
def test_character_that_no_database_keeps_is_refused(submit: Submit, field: str) -> None:
    page = submit(**{"title": "Titre", "text": "Un texte.", "source": "fr", field: "a\x00b"})
    assert list_problems(page) == {f"{field}-problem": "It holds a character that cannot be kept: U+0000."}


def test_unknown_languages_are_refused(submit: Submit) -> None:
    page = submit(text="Un texte.", source="xx", target="<b>")
    assert list_problems(page) == {
        "source-problem": "No installed package knows the language “xx”.",
        "target-problem": "No installed package knows the language “<b>”.",
    }


def test_direction_without_a_package_is_refused(make_client: MakeClient) -> None:
    page = post(make_client(engine=FakeEngine(pairs=(FRENCH_ENGLISH,))), text="A text.", source="en", target="fr")
    assert (page.status, list_problems(page)) == (
        400,
        {"target-problem": "No installed package for English → French."},
    )


def test_problems_speak_the_readers_language(client: FlaskClient, submit: Submit) -> None:
    client.set_cookie("language", "fr")
    assert list_problems(submit(text="")) == {
        "text-problem": "Collez l’article ici, ou donnez son adresse ou un fichier."
    }


def test_engine_that_fails_gets_a_page_and_logs_no_text(
    make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    page = post(make_client(engine=FailingEngine()), text="Un secret.", source="fr", target="en")
    assert (page.status, page.read("//h1")) == (500, "Something failed on our side")
    assert "POST /articles failed: EngineError" in caplog.text
    assert "secret" not in caplog.text


def test_large_article_with_accents_passes_the_form(make_client: MakeClient) -> None:
    # Each accent takes six bytes in a form: half a million characters are past Flask's own limit on forms.
    page = post(make_client(settings={"article_limit": 1_000}), text="é" * 100_000)
    assert list_problems(page) == {
        "text-problem": "The text has 100,000 characters; at most 1,000 can be translated at once."
    }


def test_refused_form_that_is_reloaded_leads_home(client: FlaskClient) -> None:
    response = client.get("/articles")
    assert (response.status_code, response.headers["Location"]) == (302, "/")
