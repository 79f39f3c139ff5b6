"""Fill in the form that adds an article, as a browser would."""

from __future__ import annotations

import io

from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page

TEXT = "Le maire a ouvert la bibliothèque ce matin, et les lecteurs sont venus nombreux pendant toute la journée."


def fill_in(client: FlaskClient, *, file: tuple[str, bytes] | None = None, **fields: str) -> Page:
    token = read_page(client.get("/")).find('//form[@action="/articles"]/input[@name="csrf_token"]').get("value")
    sent: dict[str, object] = {"csrf_token": token, **fields}
    # A browser sends an empty field where no file was chosen.
    sent["file"] = (io.BytesIO(file[1]), file[0]) if file else (io.BytesIO(), "")
    return read_page(client.post("/articles", data=sent, content_type="multipart/form-data"))


def list_problems(page: Page) -> dict[str, str]:
    return {each.get("id").removesuffix("-problem"): each.text for each in page.find_all('//p[@class="problem"]')}


def open_article(client: FlaskClient, answer: Page) -> Page:
    assert answer.status == 303, list_problems(answer)
    return read_page(client.get(answer.response.headers["Location"]))
