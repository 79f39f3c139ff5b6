from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient
from tests.pages.reading import Page, read_page
from tests.people import make_person, sign_in
from translator.glossary import merge_entries, read_glossary
from translator.job import JobKind
from translator.languages import LanguagePair
from translator.people import Role
from translator.storage import GlossaryFiles, StoredGlossary
from translator.workflows.articles import create_article
from translator.workflows.glossary import list_all_entries
from translator.workflows.jobs import list_all_jobs
from translator.workflows.run_job import run_job
from translator.workflows.services import Services

PAIR = LanguagePair("fr", "en")
AT = "/glossary/fr/en"
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture
def working(services: Services, tmp_path: Path) -> Services:
    """Services with a glossary that people can change."""
    files = GlossaryFiles(tmp_path / "no locales", read_glossary=read_glossary)
    glossary = StoredGlossary(files, database=services.database, merge=merge_entries)
    return replace(services, glossary=glossary)


@pytest.fixture
def reader(make_client: MakeClient, working: Services) -> FlaskClient:
    return make_client(glossary=working.glossary)


@pytest.fixture
def editor(make_client: MakeClient, working: Services) -> FlaskClient:
    # Jobs wait for a worker, so that the test itself can be one.
    client = make_client(settings={"job_runner": "worker"}, glossary=working.glossary)
    sign_in(client, make_person(working, Role.TRANSLATOR, name="Anne", password=None))
    return client


def send(client: FlaskClient, path: str, *, form_at: str = AT, **fields: str) -> Page:
    token = read_page(client.get(form_at)).find_all('//input[@name="csrf_token"]')[0].get("value")
    return read_page(client.post(path, data={"csrf_token": token, **fields}, headers=ENGLISH))


def add(client: FlaskClient, source: str, target: str, **fields: str) -> str:
    send(client, AT, source=source, target=target, **fields)
    services: Services = client.application.extensions["services"]
    found = [entry.id for entry in list_all_entries(services, pair=PAIR) if entry.source == source]
    return f"{AT}/entries/{found[-1]}"


def show(client: FlaskClient, path: str) -> Page:
    return read_page(client.get(path, headers=ENGLISH))


def test_reader_sees_entries_and_no_way_to_change_them(editor: FlaskClient, reader: FlaskClient) -> None:
    path = add(editor, "maire", "mayor", note="of a town")
    page = show(reader, AT)
    assert page.read_all("//tbody/tr/*") == ["maire", "mayor", "preferred", "of a town"]
    assert page.find_all("//a[contains(@href, '/new')]") == []
    assert show(reader, path).find_all("//main//form") == []
    assert reader.get(f"{AT}/new").headers["Location"] == f"/sign-in?next={AT}/new"
    assert reader.get("/glossary/fr/de").status_code == 404
    assert reader.get("/glossary").headers["Location"] == AT


def test_translator_of_another_language_cannot_change_them(make_client: MakeClient, working: Services) -> None:
    client = make_client(glossary=working.glossary)
    sign_in(client, make_person(working, Role.TRANSLATOR, name="Paul", locales=("fr-FR",), password=None))
    assert client.get(f"{AT}/new").status_code == 403
    assert client.get("/glossary/en/fr/new").status_code == 200


def test_entries_are_searched(editor: FlaskClient) -> None:
    add(editor, "maire", "mayor")
    add(editor, "conseil", "council", status="forbidden")
    assert show(editor, f"{AT}?q=MAY").read_all("//tbody//th") == ["maire"]
    assert show(editor, f"{AT}?status=forbidden").read_all("//tbody//th") == ["conseil"]
    assert show(editor, f"{AT}?q=zzz").read('//div[@class="nothing"]/p[1]') == "No entry answers this."


def test_entry_is_changed_with_a_reason_and_its_history_leads_back(editor: FlaskClient) -> None:
    path = add(editor, "maire", "mayor")
    send(
        editor,
        path,
        form_at=path,
        version="1",
        source="maire",
        target="lord mayor",
        status="preferred",
        reason="London",
    )
    page = show(editor, path)
    assert page.find('//input[@name="target"]').get("value") == "lord mayor"
    history = page.read_all('//ol[@class="history"]/li/p[1]/strong')
    assert history == ["Anne", "Anne"]
    assert page.read('//p[@class="why"]') == "London"
    send(editor, f"{path}/revert", form_at=path, version="1", present="2")
    assert show(editor, path).find('//input[@name="target"]').get("value") == "mayor"


def test_second_of_two_editors_loses_nothing_and_is_told(editor: FlaskClient) -> None:
    path = add(editor, "maire", "mayor")
    send(editor, path, form_at=path, version="1", source="maire", target="lord mayor", status="preferred")
    page = send(editor, path, form_at=path, version="1", source="maire", target="burgomaster", status="preferred")
    assert page.status == 409
    assert page.find('//input[@name="target"]').get("value") == "burgomaster"
    assert "lord mayor" in page.read('//div[@role="alert"]')
    version = page.find_all('//form[@class="editing"]/input[@name="version"]')[0].get("value")
    send(editor, path, form_at=path, version=version, source="maire", target="burgomaster", status="preferred")
    assert show(editor, path).find('//input[@name="target"]').get("value") == "burgomaster"


def test_deleted_entry_can_be_brought_back(editor: FlaskClient) -> None:
    path = add(editor, "maire", "mayor")
    send(editor, f"{path}/delete", form_at=path, version="1", reason="obsolete")
    page = show(editor, path)
    assert page.find_all('//form[@class="editing"]') == []
    send(editor, f"{path}/revert", form_at=path, version="1", present="2")
    assert show(editor, AT).read_all("//tbody//th") == ["maire"]


def test_wrong_entry_is_refused_with_its_text_kept(editor: FlaskClient) -> None:
    page = send(editor, AT, source="", target="mayor")
    assert page.status == 400
    assert page.read('//p[@id="source-problem"]') == "Give a term of up to 200 characters, with a letter or digit."
    assert page.find('//input[@name="target"]').get("value") == "mayor"
    add(editor, "maire", "mayor")
    contradicting = send(editor, AT, source="maire", target="burgomaster")
    assert contradicting.status == 409


def test_file_is_taken_in_whole_or_not_at_all(editor: FlaskClient) -> None:
    def upload(content: bytes) -> Page:
        token = show(editor, AT).find_all('//input[@name="csrf_token"]')[0].get("value")
        data = {"csrf_token": token, "file": (io.BytesIO(content), "terms.csv")}
        return read_page(editor.post(f"{AT}/import", data=data, headers=ENGLISH, follow_redirects=True))

    add(editor, "maire", "mayor")
    exported = editor.get(f"{AT}/file.csv").data
    page = upload(
        exported + exported.splitlines(keepends=True)[-1].replace(b"maire", b"conseil").replace(b"mayor", b"council")
    )
    assert page.read('//p[@class="notice"]') == "Taken in: 1 added, 0 changed, 1 known already."
    assert upload(b"nonsense").status == 400
    assert editor.get(f"{AT}/file.tbx").mimetype == "application/x-tbx"


def test_articles_that_hold_the_term_are_shown_and_translated_again_by_a_job(
    editor: FlaskClient, working: Services
) -> None:
    for text in ("Les maires votent\n\nLe maire a parlé.", "Il pleut sur la ville.\n\nEncore."):
        create_article(working, title="", text=text, source="fr", target="en")
    path = add(editor, "maire", "mayor")
    page = show(editor, path)
    assert [each.text for each in page.find_all('//ul[@class="affected"]/li/a')] == ["Les maires votent"]
    assert page.read('//section//button[@class="switch apply"]') == "Translate 1 article again"
    send(editor, f"{path}/retranslate", form_at=path)
    (job,) = list_all_jobs(working, limit=5)
    assert (job.kind, job.total) == (JobKind.RETRANSLATION, 1)
    assert run_job(working, job.id) is None
    (done,) = list_all_jobs(working, limit=5)
    assert (done.state.value, done.done) == ("done", 1)
