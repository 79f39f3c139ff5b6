"""The page for programs tells what the description holds, without a script."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.pages.reading import Page, read_page


@pytest.fixture
def description(client: FlaskClient) -> Any:
    return client.get("/openapi.json").get_json()


def open_reference(client: FlaskClient, language: str) -> Page:
    return read_page(client.get("/docs", headers={"Accept-Language": language}))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_route_is_told_under_its_contract(client: FlaskClient, description: Any, language: str) -> None:
    page = open_reference(client, language)
    assert page.status == 200
    told = {
        (section.xpath("count(preceding-sibling::section)"), method, path)
        for section in page.find_all("//section")
        for method, path in zip(
            section.xpath(".//*[@class='method']/text()"),
            ["".join(code.itertext()) for code in section.xpath(".//summary//code")],
            strict=True,
        )
    }
    names = [tag["name"] for tag in description["tags"]]
    assert told == {
        (float(names.index(operation["tags"][0])), method.upper(), path)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }


def test_routes_with_an_example_come_first_and_the_first_is_open(client: FlaskClient) -> None:
    page = open_reference(client, "en")
    assert [each.get("id") for each in page.find_all("//details[@open]")] == ["libretranslate_translate_post"]
    for section in page.find_all("//section"):
        has_example = [bool(each.xpath(".//figure")) for each in section.xpath("details")]
        assert has_example == sorted(has_example, reverse=True)


def test_fields_and_statuses_of_a_route_are_told(client: FlaskClient, description: Any) -> None:
    page = open_reference(client, "en")
    route = "//details[@id='libretranslate_translate_post']"
    reads = page.read_all(f"{route}//table[caption='It reads']/tbody/tr/th/code")
    assert reads == list(description["components"]["schemas"]["TranslateFields"]["properties"])
    answers = page.read_all(f"{route}//table[caption='It answers']/tbody/tr/th/code")
    assert {"translatedText", "detectedLanguage.confidence", "segments.issues.code"} <= set(answers)
    statuses = page.read_all(f"{route}//dt")
    assert statuses == list(description["paths"]["/translate"]["post"]["responses"])


def test_examples_are_those_of_the_description(client: FlaskClient, description: Any) -> None:
    page = open_reference(client, "en")
    command, answer = page.read_all("//details[@id='libretranslate_detect_post']//pre")
    operation = description["paths"]["/detect"]["post"]
    assert command.startswith("curl http://localhost/detect ")
    assert json.dumps(operation["requestBody"]["content"]["application/json"]["example"]) in command
    assert json.loads(answer) == operation["responses"]["200"]["content"]["application/json"]["example"]


def test_page_loads_nothing_from_elsewhere_and_every_page_leads_to_it(client: FlaskClient) -> None:
    page = open_reference(client, "en")
    loaded = [str(value) for value in page.find_all("//script/@src | //link/@href | //img/@src")]
    assert [address for address in loaded if not address.startswith("/")] == []
    assert "default-src 'self'" in page.response.headers["Content-Security-Policy"]
    assert read_page(client.get("/")).find_all("//footer//a/@href") == ["/docs"]
