"""What we add to the LibreTranslate contract, and what must not be sent."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import FailingEngine, FakeEngine
from translator.api.libretranslate import texts as libretranslate
from translator.errors import PackageError
from translator.storage import Database
from translator.workflows.translate_text import translate_texts

HELLO = {"q": "hello", "source": "en", "target": "fr"}
SECRET = "ornithorynque"


def translate(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/translate", json={**HELLO, **fields})


def read(response: TestResponse) -> tuple[int, Any]:
    return response.status_code, response.get_json()


def test_alternatives_are_told_once_and_never_repeat_the_text(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        libretranslate,
        "translate_texts",
        lambda services, request: [
            replace(result, alternatives=("salut", "olleh", "", "bonjour", "salut"))
            for result in translate_texts(services, request)
        ],
    )
    expected = ["salut", "bonjour"]
    assert read(translate(client, alternatives=5)) == (200, {"translatedText": "olleh", "alternatives": expected})
    assert read(translate(client, q=["hello", "hello"], alternatives="5")) == (
        200,
        {"translatedText": ["olleh", "olleh"], "alternatives": [expected, expected]},
    )


@pytest.mark.parametrize("yes", [True, "true", "1", 1, "TRUE"])
def test_details_of_a_text_are_a_list(client: FlaskClient, yes: object) -> None:
    status, answer = read(translate(client, q="hello world", details=yes))
    assert status == 200
    assert [segment["source"] for segment in answer["segments"]] == ["hello world"]


def test_details_of_an_array_are_a_list_for_each_text(client: FlaskClient) -> None:
    _, answer = read(translate(client, q=["hello", "", "good day"], details=True))
    assert [[segment["target"] for segment in segments] for segments in answer["segments"]] == [
        ["olleh"],
        [],
        ["doog yad"],
    ]


@pytest.mark.parametrize("no", [False, "false", "0", 0, "", None])
def test_details_are_left_out_unless_asked_for(client: FlaskClient, no: object) -> None:
    assert read(translate(client, details=no)) == (200, {"translatedText": "olleh"})


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("details", "perhaps", "Invalid request: details parameter is not true or false"),
        ("details", [], "Invalid request: details parameter is not true or false"),
        ("quotations", "none", "Invalid request: quotations parameter is not translate, keep or both"),
        ("quotations", 1, "Invalid request: quotations parameter is not translate, keep or both"),
        ("locale", "en-GB", "Invalid request: locale parameter is not a locale of the target fr"),
        ("locale", "fr-DE", "fr-DE is not a supported locale"),
        ("locale", "???", "??? is not a supported locale"),
        ("source", 7, "Invalid request: source parameter is not a string"),
        ("target", "x" * 36, "Invalid request: target parameter is longer than 35 characters"),
        ("format", "\ud800", "Invalid request: format parameter holds the unusable character U+D800"),
        ("q", "a\ud800", "Invalid request: q parameter holds the unusable character U+D800"),
        ("q", ["a", "\0"], "Invalid request: q parameter holds the unusable character U+0000"),
    ],
)
def test_wrong_options_are_refused_by_name(client: FlaskClient, field: str, value: object, text: str) -> None:
    assert read(translate(client, **{field: value})) == (400, {"error": text})


def test_form_field_given_twice_is_refused_rather_than_dropped(client: FlaskClient) -> None:
    twice = client.post("/translate?q=hello", data=HELLO)
    assert read(twice) == (
        400,
        {"error": "Invalid request: q parameter is given more than once; send an array as JSON"},
    )
    assert read(client.post("/translate?source=fr", data=HELLO)) == (
        400,
        {"error": "Invalid request: source parameter is not a string"},
    )


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        (None, "Yes\u202f!"),
        ("", "Yes\u202f!"),
        ("fr", "Yes\u202f!"),
        ("fr-FR", "Yes\u202f!"),
        ("fr-CA", "Yes!"),
        ("FR_ca", "Yes!"),
    ],
)
def test_locale_decides_the_typography_of_the_target(client: FlaskClient, locale: str | None, expected: str) -> None:
    assert read(translate(client, q="Yes!", locale=locale)) == (200, {"translatedText": expected})


def test_locale_of_the_site_is_the_default(make_client: MakeClient) -> None:
    client = make_client(locales=("fr-CA",))
    assert read(translate(client, q="Yes!")) == (200, {"translatedText": "Yes!"})
    assert read(translate(client, q="Yes!", locale="fr-FR")) == (200, {"translatedText": "Yes\u202f!"})


def test_quotations_can_be_kept(client: FlaskClient) -> None:
    text = "Le ministre a dit : « nous partirons demain »."
    kept = translate(client, q=text, source="fr", target="en", quotations="keep").get_json()["translatedText"]
    translated = translate(client, q=text, source="fr", target="en", quotations="translate").get_json()[
        "translatedText"
    ]
    assert ["nous partirons demain" in kept, "nous partirons demain" in translated] == [True, False]


def test_body_over_the_limit_is_told_with_the_limit(make_client: MakeClient) -> None:
    client = make_client(body_limit=10_000)
    expected = (413, {"error": "the body is over the limit of 10000 bytes"})
    assert read(translate(client, q="a" * 10_000)) == expected
    assert read(client.post("/translate", data={**HELLO, "q": "a" * 10_000})) == expected
    assert (
        read(client.post("/translate", data={**HELLO, "q": "a" * 10_000}, content_type="multipart/form-data"))
        == expected
    )
    assert read(client.post("/detect", data=b"a" * 10_001, content_type="application/json")) == expected


@pytest.mark.parametrize(("path", "status"), [("/translate", 413), ("/api/nothing", 404)])
def test_refused_body_is_read_to_its_end_so_that_its_sender_hears_why(
    make_client: MakeClient, path: str, status: int
) -> None:
    body = BytesIO(b'"' + b"a" * 300_000 + b'"')
    marked = {"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": "300002"}
    client = make_client(body_limit=10_000)
    response = client.post(path, content_type="application/json", environ_overrides=marked)
    assert (response.status_code, body.tell()) == (status, 300_002)


def test_body_in_chunks_over_the_limit_is_refused_rather_than_cut(make_client: MakeClient) -> None:
    client = make_client(body_limit=10_000, limits="off")

    def send(text: str) -> TestResponse:
        body = f"source=en&target=fr&q={text}".encode()
        chunked = {"wsgi.input": BytesIO(body), "wsgi.input_terminated": True, "HTTP_TRANSFER_ENCODING": "chunked"}
        return client.post("/translate", content_type="application/x-www-form-urlencoded", environ_overrides=chunked)

    assert read(send("hello")) == (200, {"translatedText": "olleh"})
    assert read(send("a" * 10_000)) == (413, {"error": "the body is over the limit of 10000 bytes"})


def test_long_form_within_the_limits_is_read(client: FlaskClient) -> None:
    # Flask itself stops at 500 kB of form; each of these characters is nine bytes of it.
    text = "—" * 49_000
    assert read(client.post("/translate", data={**HELLO, "q": text})) == (200, {"translatedText": text})


def test_failure_is_answered_without_detail_and_logged_without_text(
    make_client: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    class Quoting(FailingEngine):
        def translate(self, texts: Any, **options: Any) -> Any:
            del options
            try:
                raise KeyError(SECRET)
            except KeyError as error:
                raise ValueError(f"cannot read {texts}") from error

    client = make_client(engine=Quoting())
    assert read(translate(client, q=SECRET)) == (500, {"error": "internal server error"})
    (record,) = caplog.records
    written = record.getMessage()
    assert written.startswith("POST /translate failed: builtins.ValueError\n")
    assert "raised from builtins.KeyError\n" in written
    assert "test_additions.py" in written
    assert SECRET not in written
    assert record.exc_info is None


def test_defect_of_a_package_is_named_in_the_log(make_client: MakeClient, caplog: pytest.LogCaptureFixture) -> None:
    class Damaged(FailingEngine):
        def translate(self, texts: Any, **options: Any) -> Any:
            del texts, options
            raise PackageError("model.bin: damaged")

    assert read(translate(make_client(engine=Damaged()))) == (500, {"error": "internal server error"})
    first = caplog.messages[0].splitlines()[0]
    assert first == "POST /translate failed: translator.errors.PackageError: model.bin: damaged"


@pytest.mark.parametrize("path", ["/languages", "/api/articles", "/api/nowhere"])
def test_no_browser_may_guess_what_an_answer_is(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["X-Content-Type-Options"] == "nosniff"


def test_engine_failure_is_our_fault(make_client: MakeClient) -> None:
    client = make_client(engine=FailingEngine())
    assert read(translate(client)) == (500, {"error": "internal server error"})


def test_health_fails_without_packages(make_client: MakeClient) -> None:
    assert read(make_client(engine=FakeEngine(pairs=())).get("/health")) == (503, {"status": "error"})


def test_health_fails_without_a_database(make_client: MakeClient, tmp_path: Path) -> None:
    client = make_client(database=Database(f"sqlite:///{tmp_path / 'empty.sqlite3'}"))
    assert read(client.get("/health")) == (503, {"status": "error"})


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
texts = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["« Oui », a dit M. Le Goff.", "⟦0⟧ 3,5 % @a #b", "\n\nA\n"]
)
bodies = values | st.fixed_dictionaries(
    {},
    optional={
        "q": values | texts | st.lists(texts, max_size=3),
        "source": st.sampled_from(["fr", "en", "auto"]) | values,
        "target": st.sampled_from(["fr", "en", "EN"]) | values,
        "alternatives": st.integers(0, 5) | values,
        "format": st.just("text") | values,
        "details": st.booleans() | values,
        "quotations": st.sampled_from(["keep", "translate", "both"]) | values,
        "locale": st.sampled_from(["fr-CA", "en-GB"]) | values,
        "api_key": values,
    },
)


@pytest.mark.parametrize("path", ["/translate", "/detect"])
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies)
def test_no_json_body_is_a_failure_of_ours(client: FlaskClient, path: str, body: object) -> None:
    response = client.post(path, data=json.dumps(body), content_type="application/json")
    # No key exists here, so any that is given is unknown.
    has_key = isinstance(body, dict) and isinstance(body.get("api_key"), str) and body["api_key"] != ""
    assert response.status_code in ((400, 403) if has_key else (200, 400))
    if response.status_code != 200:
        assert list(response.get_json()) == ["error"]


words = st.sampled_from(
    ["le", "ministre", "Olga Petrova", "Brest", "12 345,67 €", "« oui »", "a dit :", ".", "!", "\n\n", " "]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.lists(words, max_size=12).map(" ".join), min_size=1, max_size=3))
def test_details_cut_exactly_the_strings_they_claim(client: FlaskClient, texts: list[str]) -> None:
    answer = translate(client, q=texts, source="fr", target="en", details=True).get_json()
    for source, target, segments in zip(texts, answer["translatedText"], answer["segments"], strict=True):
        for segment in segments:
            parts = [segment, *segment["names"], *segment["quotations"], *segment["numbers"], *segment["terms"]]
            for part in parts:
                assert source[part["start"] : part["end"]] == part["source"]
                if part["target"] is not None:
                    assert target[part["target_start"] : part["target_end"]] == part["target"]
