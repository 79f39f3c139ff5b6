from __future__ import annotations

import json
import zipfile
from io import BytesIO
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from tests.pages.conftest import MakeClient
from tests.pages.reading import parse_html, read_page
from translator.errors import SettingsError
from translator.settings import read_settings

MENU = '//details[@class="take-away"]'


def test_each_entry_of_the_menu_gives_a_file(client: FlaskClient, ferry: str) -> None:
    page = read_page(client.get(f"/articles/{ferry}"))
    links = page.find_all(f"{MENU}//a")
    assert [link.get("href").rpartition("/")[2] for link in links] == [
        "epub", "docx", "html", "markdown", "xliff", "tmx", "json", "fr", "en",
    ]  # fmt: skip
    # The last two are pages in one language.
    for link in links[:-2]:
        response = client.get(link.get("href"))
        assert (response.status_code, response.headers["X-Content-Type-Options"]) == (200, "nosniff")
        assert response.headers["Content-Disposition"].startswith("attachment; ")
        assert response.data


def test_file_is_named_for_old_and_new_browsers(client: FlaskClient, ferry: str) -> None:
    headers = client.get(f"/api/articles/{ferry}/export/epub").headers
    plain, _, encoded = headers["Content-Disposition"].partition("; filename*=UTF-8''")
    assert plain.isascii()
    assert plain.endswith('.fr-en-US.epub"')
    assert unquote(encoded) == (
        "Le bac de Port-Lannec reprend la mer – The Port-Lannec ferry is back at sea.fr-en-US.epub"
    )


@pytest.mark.parametrize("name", ["epub", "docx", "html", "markdown", "xliff", "tmx", "json"])
def test_file_that_is_known_is_not_sent_again(client: FlaskClient, ferry: str, name: str) -> None:
    address = f"/api/articles/{ferry}/export/{name}"
    tag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")


def test_json_is_what_the_api_answers(client: FlaskClient, ferry: str) -> None:
    exported = client.get(f"/api/articles/{ferry}/export/json")
    assert json.loads(exported.data) == client.get(f"/api/articles/{ferry}").get_json()


def test_html_needs_no_other_file(client: FlaskClient, ferry: str) -> None:
    page = parse_html(client.get(f"/api/articles/{ferry}/export/html").text)
    assert page.xpath("//link | //img | //@src") == []
    assert page.xpath(MENU) == []


def test_book_is_a_book(client: FlaskClient, ferry: str) -> None:
    response = client.get(f"/api/articles/{ferry}/export/epub")
    assert response.mimetype == "application/epub+zip"
    assert zipfile.ZipFile(BytesIO(response.data)).read("mimetype") == b"application/epub+zip"


def test_unknown_article_or_format_has_no_file(client: FlaskClient, ferry: str) -> None:
    assert client.get(f"/api/articles/{ferry}/export/pdf").status_code == 404
    assert client.get("/api/articles/none/export/epub").status_code == 404
    assert client.get("/articles/none/embed").status_code == 404


def read_policy(client: FlaskClient, path: str) -> str:
    return client.get(path).headers["Content-Security-Policy"]


def test_frame_holds_the_article_alone(client: FlaskClient, ferry: str) -> None:
    response = client.get(f"/articles/{ferry}/embed")
    page = read_page(response)
    assert len(page.find_all('//*[@class="cell target"]')) > 10
    assert page.find_all(f'//header[@class="site"] | //footer | //form[@method="post"] | {MENU}') == []
    assert page.find('//p[@class="link-back"]/a').get("href") == f"/articles/{ferry}"
    assert page.find('//p[@class="link-back"]/a').get("target") == "_blank"
    assert "Set-Cookie" not in response.headers


def test_only_this_site_may_frame_an_article_unless_told(client: FlaskClient, ferry: str) -> None:
    assert "frame-ancestors 'self';" in read_policy(client, f"/articles/{ferry}/embed")
    assert "frame-ancestors 'none';" in read_policy(client, f"/articles/{ferry}")
    assert read_page(client.get(f"/articles/{ferry}")).find_all("//textarea") == []


def test_sites_that_are_named_may_frame_an_article_and_nothing_else(make_client: MakeClient, ferry: str) -> None:
    client = make_client(settings={"embed_origins": ("https://news.example", "https://*.press.example:8443")})
    assert "frame-ancestors 'self' https://news.example https://*.press.example:8443;" in read_policy(
        client, f"/articles/{ferry}/embed"
    )
    assert "frame-ancestors 'none';" in read_policy(client, f"/articles/{ferry}")
    snippet = parse_html(read_page(client.get(f"/articles/{ferry}")).find("//textarea").text)
    (frame,) = snippet.xpath("//iframe")
    assert frame.get("src") == f"http://localhost/articles/{ferry}/embed"
    assert frame.get("title")


@pytest.mark.parametrize("origin", ["*", "news.example", "https://a; script-src *", "https://a/b", "javascript:x"])
def test_origin_that_could_widen_the_policy_is_refused(origin: str) -> None:
    with pytest.raises(SettingsError, match=r"TRANSLATOR_EMBED_ORIGINS: .* is no origin"):
        read_settings({"TRANSLATOR_EMBED_ORIGINS": origin})


def test_origins_are_read_without_their_last_slash() -> None:
    settings = read_settings({"TRANSLATOR_EMBED_ORIGINS": "https://news.example/, http://localhost:3000"})
    assert settings.embed_origins == ("https://news.example", "http://localhost:3000")
