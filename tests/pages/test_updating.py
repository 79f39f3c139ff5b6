"""Updates that take long, on their page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.fakes import FakeEngine, reverse_words
from tests.fetching.site import Answer, Site
from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.fetching import Fetcher, FetchLimits
from translator.people import Role
from translator.workflows.add_article import Submission, add_article
from translator.workflows.articles import create_article, get_article
from translator.workflows.correct_segment import Signature
from translator.workflows.run_job import run_job
from translator.workflows.services import Services
from translator.workflows.update_article import update_article
from translator.workflows.update_plan import ArticleUpdate

TITLE, TEXT = "Le pont rouvre", "Le pont est ouvert. Les travaux sont finis."
LONG = "\n\n".join(f"Le maire numéro {number} a parlé du pont et de la rue." for number in range(300))
ARTICLE = "/articles/bridge"


@pytest.fixture
def editor(services: Services, make_client: MakeClient) -> FlaskClient:
    """An editor's browser at a site whose jobs are run by nobody but the test."""
    create_article(services, title=TITLE, text=TEXT, source="fr", target="en", identifier="bridge")
    fetcher = Fetcher(FetchLimits(networks=("127.0.0.0/8",)))
    client = make_client(settings={"job_runner": "worker"}, fetcher=fetcher)
    sign_in(client, make_person(services, Role.EDITOR))
    return client


def send(client: FlaskClient, path: str, *, form_at: str = ARTICLE, **fields: str) -> Page:
    token = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')[0].get("value")
    return read_page(client.post(path, data={"csrf_token": token, **fields}))


def save(client: FlaskClient, text: str = LONG, *, version: str = "1") -> str:
    """Save a text in the editing form; return where the browser is sent."""
    fields = {"title": TITLE, "text": text, "reason": "new facts", "version": version, "action": "save"}
    answer = send(client, f"{ARTICLE}/edit", form_at=f"{ARTICLE}/edit", **fields)
    assert answer.status == 303
    return str(answer.response.location)


def run(services: Services, address: str) -> None:
    run_job(services, address.rpartition("/")[2])


def read_state(client: FlaskClient, address: str) -> tuple[str, str]:
    section = read_page(client.get(address)).find("//section[@data-state]")
    return section.get("data-state"), " ".join(section.text_content().split())


def test_a_short_update_is_made_at_once(editor: FlaskClient, services: Services) -> None:
    assert save(editor, f"{TEXT}\n\nUne fête aura lieu.") == ARTICLE
    assert get_article(services, "bridge").version == 2


def test_a_long_update_is_told_of_until_it_is_made(editor: FlaskClient, services: Services) -> None:
    address = save(editor)
    assert address.startswith(f"{ARTICLE}/updates/")
    state, words = read_state(editor, address)
    assert (state, "Waiting for its turn" in words, "Look again" in words) == ("queued", True, True)
    assert get_article(services, "bridge").version == 1
    notice = read_page(editor.get(ARTICLE)).find('//p[@class="under-way"]/a')
    assert notice.get("href") == address
    seen: list[tuple[str, str]] = []

    def render(text: str) -> str:
        if "numéro 200" in text:
            seen.append(read_state(editor, address))
        return reverse_words(text)

    run(replace(services, engine=FakeEngine(render=render)), address)
    assert seen[0][0] == "running"
    assert "192 of 300 sentences are translated." in seen[0][1]
    state, words = read_state(editor, address)
    assert (state, "Version 2 is in force" in words, "300 sentences were translated." in words) == ("done", True, True)
    assert read_page(editor.get(ARTICLE)).find_all('//p[@class="under-way"]') == []
    part = editor.get(f"{address}?part=state").get_data(as_text=True)
    assert part.lstrip().startswith("<section")


def test_a_text_that_came_second_is_kept_and_opened_again(editor: FlaskClient, services: Services) -> None:
    address = save(editor)
    update_article(services, "bridge", update=ArticleUpdate(text="Le pont ferme."), signature=Signature("other"))
    run(services, address)
    page = read_page(editor.get(address))
    assert "The article was changed meanwhile" in page.read("//main")
    way = page.find('//section[@data-state="failed"]//a[contains(@href, "/edit")]').get("href")
    form = read_page(editor.get(way))
    assert form.find('//textarea[@name="text"]').text_content().strip() == LONG
    assert form.find('//input[@name="reason"]').get("value") == "new facts"
    assert form.find('//input[@name="version"]').get("value") == "2"
    again = save(editor, version="2")
    run(services, again)
    assert get_article(services, "bridge").translated.article.text == f"{TITLE}\n\n{LONG}"


def test_an_update_is_taken_back(editor: FlaskClient, services: Services) -> None:
    address = save(editor)
    send(editor, f"{address}/cancel", form_at=address)
    run(services, address)
    assert read_state(editor, address)[0] == "cancelled"
    assert get_article(services, "bridge").version == 1


def test_an_article_is_fetched_again(editor: FlaskClient, services: Services, site: Site) -> None:
    client_services = editor.application.extensions["services"]
    submission = Submission(url=f"{site.url}/bac")
    stored = add_article(client_services, submission, source="fr", target="en")
    article = f"/articles/{stored.translated.article.id}"
    button = read_page(editor.get(article)).find("//button[@formaction]")
    assert button.get("formaction") == f"{article}/fetch"
    address = str(send(editor, f"{article}/fetch", form_at=article).response.location)
    run(client_services, address)
    assert "Nothing has changed" in read_state(editor, address)[1]
    site.pages["/bac"] = Answer(b"", 503)
    address = str(send(editor, f"{article}/fetch", form_at=article).response.location)
    run(client_services, address)
    state, words = read_state(editor, address)
    assert (state, "This address cannot be used: the site answers with the status 503." in words) == ("failed", True)
    assert get_article(services, stored.translated.article.id).version == 1


def test_what_was_not_taken_from_the_web_is_not_fetched(editor: FlaskClient) -> None:
    assert read_page(editor.get(ARTICLE)).find_all("//button[@formaction]") == []
    refused = send(editor, f"{ARTICLE}/fetch")
    assert (refused.status, "the article was not taken from the web" in refused.read("//main")) == (400, True)


def test_a_crowd_of_updates_is_refused_and_keeps_the_text(services: Services, make_client: MakeClient) -> None:
    create_article(services, title=TITLE, text=TEXT, source="fr", target="en", identifier="bridge")
    client = make_client(settings={"job_runner": "worker", "open_jobs_limit": 1})
    sign_in(client, make_person(services, Role.EDITOR, name="Second"))
    save(client)
    fields = {"title": TITLE, "text": LONG[:-10] + ".", "version": "1", "action": "save"}
    refused = send(client, f"{ARTICLE}/edit", form_at=f"{ARTICLE}/edit", **fields)
    assert refused.status == 429
    assert refused.find('//textarea[@name="text"]').text_content().strip() == fields["text"]


@pytest.mark.parametrize("role", [None, Role.READER, Role.TRANSLATOR])
def test_updates_are_for_editors(
    services: Services, make_client: MakeClient, editor: FlaskClient, role: Role | None
) -> None:
    address = save(editor)
    client = make_client()
    if role is not None:
        sign_in(client, make_person(services, role))
    assert client.get(address).status_code == (303 if role is None else 403)
    assert "under way" not in client.get(ARTICLE).get_data(as_text=True)


def test_an_update_of_another_article_is_not_found(editor: FlaskClient, services: Services) -> None:
    create_article(services, title=TITLE, text=TEXT, source="fr", target="en", identifier="other")
    address = save(editor)
    assert editor.get(address.replace("bridge", "other")).status_code == 404
    assert editor.get(f"/articles/other/edit?update={address.rpartition('/')[2]}").status_code == 404
