"""What /translate offers beyond LibreTranslate's contract."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.api.conftest import MakeClient
from tests.fakes import FakeEngine
from translator.access import Scope
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def key(services: Services) -> str:
    return create_key(services, KeyOrder(name="CMS", scopes=frozenset({Scope.TRANSLATE})))[1]


def ask(client: FlaskClient, text: object = "The council voted.", **fields: object) -> tuple[int, dict[str, object]]:
    answer = client.post("/translate", json={"q": text, "source": "en", "target": "fr", **fields})
    return answer.status_code, answer.json


def test_a_text_that_is_not_sure_enough_comes_back_as_it_was(client: FlaskClient) -> None:
    _, answer = ask(client, min_confidence=1, details=True)
    assert (answer["translatedText"], answer["belowConfidence"]) == ("The council voted.", True)
    (segment,) = answer["segments"]  # type: ignore[misc]
    assert [issue["code"] for issue in segment["issues"]] == ["low_confidence"]
    assert (segment["rung"], segment["origin"]) == ("source", "source")
    assert 0 < segment["confidence"] < 1


def test_a_text_that_is_sure_enough_is_translated_and_says_so(client: FlaskClient) -> None:
    _, answer = ask(client, ["The council voted.", ""], min_confidence="0.0")
    assert (answer["translatedText"], answer["belowConfidence"]) == (["The licnuoc detov.", ""], [False, False])
    _, plain = ask(client)
    assert "belowConfidence" not in plain


@pytest.mark.parametrize("value", ["high", -0.1, 1.1, "nan", True, [0.5]])
def test_a_confidence_that_is_none_is_refused(client: FlaskClient, value: object) -> None:
    error = {"error": "Invalid request: min_confidence parameter is not a number from 0 to 1"}
    assert ask(client, min_confidence=value) == (400, error)


def test_context_tells_what_is_a_name(client: FlaskClient) -> None:
    text = "Marchand voted against it."
    _, alone = ask(client, text, details=True)
    _, beside = ask(client, text, details=True, context="The mayor met Odette Marchand on Monday.")
    names = [[name["source"] for name in answer["segments"][0]["names"]] for answer in (alone, beside)]  # type: ignore[index]
    assert names[1] == ["Marchand"]
    assert beside["translatedText"].startswith("Marchand")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("context", "problem"),
    [
        (5, "is not a string"),
        ("a\x00", "holds the unusable character U+0000"),
        ("x" * 50_001, "has 50001 characters; at most 50000 are allowed"),
    ],
)
def test_a_context_that_cannot_be_used_is_refused(client: FlaskClient, context: object, problem: str) -> None:
    assert ask(client, context=context) == (400, {"error": f"Invalid request: context parameter {problem}"})


def test_the_callers_glossary_wins_and_none_leaves_the_house_out(client: FlaskClient, key: str) -> None:
    made = client.post(
        "/v2/glossaries",
        json={"name": "desk", "source_lang": "en", "target_lang": "fr", "entries": "council\tConseil municipal"},
        headers={"Authorization": f"Bearer {key}"},
    )
    _, answer = ask(client, glossary=made.json["glossary_id"], api_key=key)
    assert "Conseil municipal" in str(answer["translatedText"])
    for value in ("house", "none", None, ""):
        assert ask(client, glossary=value) == (200, {"translatedText": "The licnuoc detov."})


@pytest.mark.parametrize("value", ["mine", 5, ["house"]])
def test_a_glossary_that_is_none_is_refused(client: FlaskClient, value: object) -> None:
    error = {"error": "Invalid request: glossary parameter is not house, none or the id of a glossary"}
    assert ask(client, glossary=value) == (400, error)


def test_a_glossary_is_its_owners_and_needs_a_source(client: FlaskClient, key: str) -> None:
    assert ask(client, glossary=UNKNOWN, api_key=key)[0] == 404
    assert ask(client, glossary=UNKNOWN)[0] == 400
    status, answer = ask(client, glossary=UNKNOWN, api_key=key, source="auto")
    assert (status, answer["error"]) == (400, "Invalid request: glossary parameter needs a source other than auto")


def test_details_tell_what_made_a_segment(client: FlaskClient) -> None:
    _, answer = ask(client, details=True)
    (segment,) = answer["segments"]  # type: ignore[misc]
    assert segment["provenance"] == {
        "engine": "fake 1",
        "package": "fake-en-fr 1.0",
        "package_sha256": "0" * 64,
        "glossary_revision": segment["provenance"]["glossary_revision"],
        "pipeline_version": segment["provenance"]["pipeline_version"],
    }


def _get_tag(client: FlaskClient, **fields: object) -> str | None:
    answer = client.post("/translate", json={"q": "The council voted.", "source": "en", "target": "fr", **fields})
    return answer.headers["ETag"]


def test_the_mark_changes_with_text_and_weights_alone(make_client: MakeClient) -> None:
    client = make_client()
    other = make_client(engine=FakeEngine(weights="1"))
    assert _get_tag(client) == _get_tag(client)
    assert len({_get_tag(client), _get_tag(client, q="It rained."), _get_tag(other)}) == 3


def test_an_article_that_is_known_is_not_sent_again(client: FlaskClient) -> None:
    made = client.post("/api/articles", json={"text": "Il pleut à Lyon.", "source": "fr", "target": "en"})
    path = made.headers["Location"]
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
