from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient
from tests.pages.reading import read_page
from translator.errors import EngineError, PackageError, SettingsError, TranslatorError


def test_unknown_article_gets_a_page(client: FlaskClient) -> None:
    page = read_page(client.get("/articles/unknown"))
    assert (page.status, page.read("//h1")) == (404, "Nothing at this address")


def test_unknown_address_gets_a_page_in_the_readers_language(client: FlaskClient) -> None:
    page = read_page(client.get("/nowhere", headers={"Accept-Language": "fr"}))
    assert (page.status, page.read("//h1")) == (404, "Rien à cette adresse")
    assert page.find("/html").get("lang") == "fr"


def test_unknown_address_of_a_program_gets_no_page(client: FlaskClient) -> None:
    response = client.get("/api/nowhere")
    assert (response.status_code, response.mimetype) == (404, "application/json")


@pytest.mark.parametrize(
    ("method", "headers"),
    [("POST", {"Content-Type": "application/json"}), ("GET", {"Accept": "application/json"})],
)
def test_unknown_address_of_who_speaks_json_gets_no_page(
    client: FlaskClient, method: str, headers: dict[str, str]
) -> None:
    response = client.open("/tranlsate", method=method, headers=headers)
    assert (response.status_code, response.get_json()) == (404, {"error": "there is nothing at this address"})


@pytest.mark.parametrize("path", ["/", "/nowhere", "/articles/unknown"])
def test_malformed_host_is_told_without_a_page(client: FlaskClient, path: str) -> None:
    response = client.get(path, headers={"Host": "a..b"})
    assert (response.status_code, response.mimetype) == (400, "text/plain")
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_wrong_method_gets_a_page_that_names_the_right_ones(client: FlaskClient) -> None:
    response = client.put("/")
    assert (response.status_code, response.mimetype) == (405, "text/html")
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_body_past_the_limit_gets_a_page(make_client: MakeClient) -> None:
    client = make_client(settings={"body_limit": 10_000})
    page = read_page(client.post("/language", data={"next": "a" * 10_001}))
    assert (page.status, page.read("//h1")) == (413, "That is too much at once")
    assert page.read("//h1/following-sibling::p[1]").startswith("At most 10,000 bytes are taken.")


@pytest.mark.parametrize("path", ["/articles", "/language"])
@pytest.mark.parametrize("token", [None, "", "forged"])
def test_form_without_its_token_is_refused(client: FlaskClient, path: str, token: str | None) -> None:
    data = {"language": "fr", "text": "Un texte."} | ({} if token is None else {"csrf_token": token})
    page = read_page(client.post(path, data=data))
    assert (page.status, page.read("//h1")) == (400, "This form can no longer be sent")


def test_token_of_another_session_is_refused(make_client: MakeClient) -> None:
    client, stranger = make_client(), make_client()
    client.get("/")
    token = read_page(stranger.get("/")).find('//form[@action="/language"]/input[@name="csrf_token"]').get("value")
    assert client.post("/language", data={"csrf_token": token, "language": "fr"}).status_code == 400


def test_failure_gets_a_page_and_its_message_stays_out_of_the_log(
    make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    message = "a reader's own words"

    def fail() -> None:
        raise EngineError(message)

    client = make_client()
    client.application.add_url_rule("/fail", view_func=fail)
    page = read_page(client.get("/fail"))
    assert (page.status, page.read("//h1")) == (500, "Something failed on our side")
    assert "GET /fail failed: EngineError" in caplog.text
    assert "own words" not in caplog.text


@pytest.mark.parametrize("kind", [PackageError, SettingsError])
def test_defect_of_the_installation_is_named_in_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, kind: type[TranslatorError]
) -> None:
    def fail() -> None:
        raise kind("model.bin: damaged")

    client.application.add_url_rule("/fail", view_func=fail)
    assert client.get("/fail").status_code == 500
    assert caplog.messages[0].splitlines()[0] == f"GET /fail failed: {kind.__name__}: model.bin: damaged"


def test_error_page_leads_home(client: FlaskClient) -> None:
    assert read_page(client.get("/nowhere")).find("//main//a").get("href") == "/"
