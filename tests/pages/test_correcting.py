from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.people import Person, Role
from translator.translation import State
from translator.workflows.correct_segment import Signature, correct_segment
from translator.workflows.segments import open_segment
from translator.workflows.services import Services

PATH = "/articles/ferry/segments/p7s1/correct"
Send = Callable[..., Page]


@pytest.fixture
def anne(services: Services, client: FlaskClient) -> Person:
    person = make_person(services, name="Anne")
    sign_in(client, person)
    return person


@pytest.fixture
def send(client: FlaskClient, ferry: str, anne: Person) -> Send:
    """Fill in the form as a browser would, and send it."""
    del ferry, anne

    def fill(*, path: str = PATH, **fields: str) -> Page:
        form = read_page(client.get(PATH)).find('//form[@class="correction"]')
        hidden = {each.get("name"): each.get("value") for each in form.xpath('.//input[@type="hidden"]')}
        return read_page(client.post(path, data={**hidden, "state": "reviewed", "action": "save", **fields}))

    return fill


def test_form_shows_both_sides_and_begins_with_what_stands_there(
    client: FlaskClient, services: Services, ferry: str, anne: Person
) -> None:
    del ferry, anne
    page = read_page(client.get(PATH))
    opened = open_segment(services, "ferry", "p7s1")
    assert page.find('//blockquote[@lang="fr"]').text == opened.segment.source
    box = page.find("//textarea")
    assert (box.text, box.get("lang")) == (opened.translation.target, "en-US")


def test_saved_correction_is_on_the_page_and_marked(client: FlaskClient, send: Send, services: Services) -> None:
    answer = send(target="A person’s sentence.", reason="better")
    assert (answer.status, answer.response.headers["Location"]) == (303, "/articles/ferry#t-p7s1")
    page = read_page(client.get("/articles/ferry"))
    assert page.find('//span[@id="t-p7s1"]').text_content() == "A person’s sentence."
    marks = page.find_all('//span[@class="by-person"]')
    assert [each.get("aria-label") for each in marks] == ["Reviewed by a person"]
    assert "sentences reviewed by a person" in page.find_all('//header[@class="facts"]//li')[0].text_content()
    (correction,) = open_segment(services, "ferry", "p7s1").corrections
    assert correction.reason == "better"


def test_check_without_scripts_keeps_nothing(send: Send, services: Services) -> None:
    page = send(target="Nothing is kept of  it...", action="check")
    assert page.status == 200
    assert page.find("//textarea").text == "Nothing is kept of it..."
    assert page.find_all('//div[@class="found"]//li[@class="error"]')
    assert open_segment(services, "ferry", "p7s1").record.version == 0


def test_script_gets_the_issues_of_a_text(client: FlaskClient, ferry: str, anne: Person) -> None:
    del ferry, anne
    form = read_page(client.get(PATH)).find('//form[@class="correction"]')
    token = form.xpath('.//input[@name="csrf_token"]')[0].get("value")
    answer = client.post(form.get("data-check"), data={"csrf_token": token, "target": " "})
    assert answer.get_json() == {"target": "", "issues": [{"text": "Write the translation first.", "is_error": True}]}
    answer = client.post(form.get("data-check"), data={"csrf_token": token, "target": "No name here."})
    assert any(issue["is_error"] for issue in answer.get_json()["issues"])


def test_second_editor_sees_both_wordings(send: Send, services: Services, client: FlaskClient) -> None:
    form = read_page(client.get(PATH)).find('//form[@class="correction"]')
    tag = form.xpath('.//input[@name="tag"]')[0].get("value")
    ben = make_person(services, name="Ben")
    correct_segment(
        services, "ferry", "p7s1", target="Ben’s sentence.", state=State.REVIEWED, signature=Signature(ben.id)
    )
    page = send(target="Anne’s sentence.", tag=tag)
    assert page.status == 409
    conflict = page.find('//section[@class="conflict"]').text_content()
    assert "Ben saved another wording" in conflict
    assert "Ben’s sentence." in conflict
    assert page.find("//textarea").text == "Anne’s sentence."
    fresh = page.find('//form[@class="correction"]//input[@name="tag"]').get("value")
    assert send(target="Anne’s sentence.", tag=fresh).status == 303
    assert open_segment(services, "ferry", "p7s1").translation.target == "Anne’s sentence."


def test_history_shows_who_changed_what_and_leads_back(send: Send, services: Services, client: FlaskClient) -> None:
    before = open_segment(services, "ferry", "p7s1").translation.target
    send(target="A new wording.", reason="shorter")
    page = read_page(client.get(PATH))
    (entry,) = page.find_all('//section[@class="history"]//li')
    assert "Anne" in entry.text_content()
    assert "shorter" in entry.text_content()
    assert [each.text for each in entry.xpath(".//ins | .//del")] == [before, "A new wording."]
    token = entry.xpath('.//input[@name="csrf_token"]')[0].get("value")
    answer = client.post("/articles/ferry/segments/p7s1/revert", data={"csrf_token": token, "version": "0"})
    assert answer.status_code == 303
    assert open_segment(services, "ferry", "p7s1").translation.target == before


def test_unusable_text_is_refused_beside_the_box(send: Send) -> None:
    page = send(target="   ")
    assert page.status == 400
    assert page.find('//p[@class="problem"]').text == "Write the translation first."
    assert page.find("//textarea").get("aria-invalid") == "true"


def test_only_translators_of_the_locale_correct(client: FlaskClient, services: Services, ferry: str) -> None:
    del ferry
    answer = client.get(PATH)
    assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/sign-in")
    for name, role, locales in (("Rea", Role.READER, ()), ("Tom", Role.TRANSLATOR, ("fr-FR",))):
        sign_in(client, make_person(services, role, name=name, locales=locales))
        assert client.get(PATH).status_code == 403
        assert not read_page(client.get("/articles/ferry/segments/p7s1")).find_all('//form[@class="correction"]')


def test_only_editors_call_a_sentence_final(send: Send, services: Services, client: FlaskClient) -> None:
    assert send(target="A sentence.", state="final").status == 403
    sign_in(client, make_person(services, Role.EDITOR, name="Eve"))
    assert send(target="A sentence.", state="final").status == 303
    assert open_segment(services, "ferry", "p7s1").translation.state is State.FINAL
    sign_in(client, make_person(services, name="Tim"))
    assert client.get(PATH).status_code == 403


def test_panel_has_the_form_for_those_who_may(client: FlaskClient, ferry: str, anne: Person) -> None:
    del ferry, anne
    for address in ("/articles/ferry/segments/p7s1", "/articles/ferry/segments/p7s1?part=panel"):
        form = read_page(client.get(address)).find('//form[@class="correction"]')
        assert form.get("action") == PATH


def test_form_of_another_site_is_refused(client: FlaskClient, ferry: str, anne: Person) -> None:
    del ferry, anne
    assert client.post(PATH, data={"target": "a", "state": "reviewed"}).status_code == 400


def test_unknown_sentence_is_not_found(client: FlaskClient, ferry: str, anne: Person) -> None:
    del ferry, anne
    assert client.get("/articles/ferry/segments/p99s0/correct").status_code == 404
