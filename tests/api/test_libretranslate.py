"""The rows of the LibreTranslate contract, by their numbers."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import FRENCH_ENGLISH, FakeEngine
from translator.languages import LanguagePair

FRENCH = "Le ministre est venu hier soir."
ENGLISH = "The minister came here yesterday evening."
HELLO = {"q": "hello", "source": "en", "target": "fr"}


def translate(client: FlaskClient, **fields: Any) -> TestResponse:
    return client.post("/translate", json={**HELLO, **fields})


def read(response: TestResponse) -> tuple[int, Any]:
    return response.status_code, response.get_json()


def refuse(text: str) -> tuple[int, Any]:
    return 400, {"error": text}


@pytest.mark.parametrize("way", ["data", "query_string"])
def test_lt_01_form_and_query_string_answer_with_the_text_and_nothing_else(client: FlaskClient, way: str) -> None:
    assert read(client.post("/translate", **{way: HELLO})) == (200, {"translatedText": "olleh"})


def test_lt_01_multipart_answers_as_a_form_does(client: FlaskClient) -> None:
    response = client.post("/translate", data=HELLO, content_type="multipart/form-data")
    assert read(response) == (200, {"translatedText": "olleh"})


def test_lt_02_json_answers_as_a_form_does(client: FlaskClient) -> None:
    assert read(translate(client)) == (200, {"translatedText": "olleh"})


def test_lt_02_json_body_alone_is_read_where_there_is_one(client: FlaskClient) -> None:
    response = client.post("/translate?q=goodbye&target=en", json=HELLO)
    assert read(response) == (200, {"translatedText": "olleh"})


def test_lt_03_array_keeps_length_and_order(client: FlaskClient) -> None:
    assert read(translate(client, q=["one", "cat", "one"])) == (200, {"translatedText": ["eno", "tac", "eno"]})


def test_lt_03_array_of_one_is_not_taken_for_a_string(client: FlaskClient) -> None:
    assert read(translate(client, q="one|cat")) == (200, {"translatedText": "eno|tac"})
    assert read(translate(client, q=["one", "cat"])) == (200, {"translatedText": ["eno", "tac"]})
    assert read(translate(client, q=["one"])) == (200, {"translatedText": ["eno"]})


def test_lt_04_auto_adds_the_detected_language(client: FlaskClient) -> None:
    status, answer = read(translate(client, q=FRENCH, source="auto", target="en"))
    assert status == 200
    assert answer.keys() == {"translatedText", "detectedLanguage"}
    detected = answer["detectedLanguage"]
    assert (detected.keys(), detected["language"]) == ({"confidence", "language"}, "fr")
    assert isinstance(detected["confidence"], float)
    assert 50 < detected["confidence"] <= 100


def test_lt_05_auto_detects_each_text_of_an_array(client: FlaskClient) -> None:
    status, answer = read(translate(client, q=[FRENCH, ENGLISH, "…"], source="auto", target="en"))
    assert status == 200
    assert [detected["language"] for detected in answer["detectedLanguage"]] == ["fr", "en", "en"]
    assert answer["translatedText"][1:] == [ENGLISH, "…"]


def test_lt_07_text_is_the_default_format(client: FlaskClient) -> None:
    expected = (200, {"translatedText": "olleh"})
    assert [read(translate(client, format=name)) for name in ("text", "", None)] == [expected] * 3


def test_html_keeps_its_tags_and_has_no_alternatives(make_client: MakeClient) -> None:
    asked = {"q": "<p>Il <b>pleut</b> &amp; neige</p>", "source": "fr", "target": "en", "format": "html"}
    answer = make_client().post("/translate", json={**asked, "alternatives": 2})
    assert answer.get_json() == {"translatedText": "<p>Il <b>tuelp</b> &amp; egien</p>", "alternatives": []}


@pytest.mark.parametrize("name", ["md", "xml", "TEXT"])
def test_lt_07_other_formats_are_refused(client: FlaskClient, name: str) -> None:
    assert read(translate(client, format=name)) == refuse(f"{name} format is not supported")


def test_lt_08_codes_are_case_insensitive(client: FlaskClient) -> None:
    assert read(translate(client, source="EN", target="Fr")) == (200, {"translatedText": "olleh"})
    assert read(translate(client, q="hello", source="AUTO"))[0] == 200


@pytest.mark.parametrize("field", ["source", "target"])
def test_lt_09_regions_are_refused_as_languages(client: FlaskClient, field: str) -> None:
    assert read(translate(client, **{field: "fr-CA"})) == refuse("fr-ca is not supported")


@pytest.mark.parametrize(("alias", "code"), [("zh-Hans", "zh"), ("zh-Hant", "zt"), ("pt-BR", "pb")])
def test_lt_09_aliases_mean_the_codes_of_packages(make_client: MakeClient, alias: str, code: str) -> None:
    client = make_client(engine=FakeEngine(pairs=(LanguagePair("en", code),)))
    assert read(translate(client, target=alias)) == (200, {"translatedText": "olleh"})
    assert read(translate(make_client(), target=alias)) == refuse(f"{alias.lower()} is not supported")


def test_lt_10_same_language_leaves_the_text_unchanged(client: FlaskClient) -> None:
    text = 'il a dit "oui" !\r\n'
    assert read(translate(client, q=text, source="fr", target="fr")) == (200, {"translatedText": text})


@pytest.mark.parametrize("text", ["😆", " ", "\n\n", "…", "12"])
def test_lt_11_text_without_letters_is_unchanged_and_undetected(client: FlaskClient, text: str) -> None:
    assert read(translate(client, q=text, source="auto", target="en")) == (
        200,
        {"translatedText": text, "detectedLanguage": {"confidence": 0.0, "language": "en"}},
    )


def test_lt_12_empty_string_in_an_array_is_a_text(client: FlaskClient) -> None:
    assert read(translate(client, q=[""])) == (200, {"translatedText": [""]})


@pytest.mark.parametrize("q", [[], "", None])
def test_lt_12_empty_q_is_missing(client: FlaskClient, q: object) -> None:
    assert read(translate(client, q=q)) == refuse("Invalid request: missing q parameter")


def test_lt_12_absent_q_is_missing(client: FlaskClient) -> None:
    expected = refuse("Invalid request: missing q parameter")
    assert read(client.post("/translate", json={"source": "en", "target": "fr"})) == expected
    assert read(client.post("/translate", data={"source": "en", "target": "fr"})) == expected
    assert read(client.post("/translate")) == expected


@pytest.mark.parametrize("field", ["source", "target"])
@pytest.mark.parametrize("value", ["", None])
def test_lt_13_source_and_target_are_required(client: FlaskClient, field: str, value: object) -> None:
    assert read(translate(client, **{field: value})) == refuse(f"Invalid request: missing {field} parameter")
    without = {name: value for name, value in HELLO.items() if name != field}
    assert read(client.post("/translate", data=without)) == refuse(f"Invalid request: missing {field} parameter")


@pytest.mark.parametrize("field", ["source", "target"])
def test_lt_14_unknown_codes_are_refused(client: FlaskClient, field: str) -> None:
    assert read(translate(client, **{field: "zz"})) == refuse("zz is not supported")


def test_lt_14_auto_is_no_target(client: FlaskClient) -> None:
    assert read(translate(client, source="auto", target="auto")) == refuse("auto is not supported")


def test_lt_15_missing_pair_is_refused_by_names(make_client: MakeClient) -> None:
    client = make_client(engine=FakeEngine(pairs=(FRENCH_ENGLISH, LanguagePair("de", "en"))))
    assert read(translate(client, source="en", target="fr")) == refuse(
        "French (fr) is not available as a target language from English (en)"
    )
    assert read(translate(client, source="fr", target="de")) == refuse(
        "de (de) is not available as a target language from French (fr)"
    )


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b'{"q": "hel', "Invalid JSON: the string that begins at line 1 column 7 does not end"),
        (b'{"q": }', "Invalid JSON: expecting a value at line 1 column 7"),
        (b"{'q': 1}", "Invalid JSON: expecting a name in double quotes at line 1 column 2"),
        (b'{"q" 1}', "Invalid JSON: expecting a colon at line 1 column 6"),
        (b'{"q": 1 2}', "Invalid JSON: expecting a comma or an end at line 1 column 9"),
        (b'{"q": "\\x"}', "Invalid JSON: a wrong escape at line 1 column 8"),
        (b"{} {}", "Invalid JSON: something follows its end at line 1 column 4"),
        (
            b'{"q": "a\nb"}',
            "Invalid JSON: a line break or another control character in a string at line 1 column 9; "
            "write it as an escape",
        ),
        (b"", "Invalid JSON: the body is empty"),
        (b'{"q": "\xe9"}', "Invalid JSON: not UTF-8, or a number with too many digits"),
        (b'{"alternatives": ' + b"9" * 5000 + b"}", "Invalid JSON: not UTF-8, or a number with too many digits"),
        (b"[" * 100_000, "Invalid JSON: nested too deeply"),
        (b'["hello"]', "Invalid JSON format"),
        (b'"hello"', "Invalid JSON format"),
        (b"null", "Invalid JSON format"),
    ],
)
def test_lt_16_what_is_not_a_json_object_is_refused(client: FlaskClient, body: bytes, text: str) -> None:
    assert read(client.post("/translate", data=body, content_type="application/json")) == refuse(text)


@pytest.mark.parametrize(("path", "name"), [("/translate", "error"), ("/v2/translate", "message")])
@pytest.mark.parametrize("body", ['{"q": "hello"}', ' [{"q": "a=b&c"}]'])
def test_json_that_comes_as_a_form_is_told(client: FlaskClient, path: str, name: str, body: str) -> None:
    answer = client.post(path, data=body, content_type="application/x-www-form-urlencoded")
    text = "the body looks like JSON; send it with the header Content-Type: application/json"
    assert read(answer) == (400, {name: text})


def test_answers_are_written_as_they_are_read(client: FlaskClient) -> None:
    answer = translate(client, q="été", source="fr", target="fr")
    assert answer.data == '{"translatedText":"été"}\n'.encode()


@pytest.mark.parametrize("value", ["abc", [1], {}, True, float("nan"), float("inf")])
def test_lt_17_alternatives_must_be_a_number(client: FlaskClient, value: object) -> None:
    text = "Invalid request: alternatives parameter is not a number"
    assert read(translate(client, alternatives=value)) == refuse(text)


def test_lt_17_alternatives_of_a_form_must_be_a_number(client: FlaskClient) -> None:
    response = client.post("/translate", data={**HELLO, "alternatives": "abc"})
    assert read(response) == refuse("Invalid request: alternatives parameter is not a number")


@pytest.mark.parametrize("value", [0, "0", -3, None, ""])
def test_lt_06_no_alternatives_are_added_where_none_are_asked_for(client: FlaskClient, value: object) -> None:
    assert read(translate(client, alternatives=value)) == (200, {"translatedText": "olleh"})


@pytest.mark.parametrize("q", [123, 0, True, {}, {"text": "a"}, [1], ["a", None], [["a"]]])
def test_lt_18_q_of_another_type_is_refused(client: FlaskClient, q: object) -> None:
    expected = refuse("Invalid request: q parameter is not a string or an array of strings")
    assert read(translate(client, q=q)) == expected
    assert read(client.post("/detect", json={"q": q})) == expected


def test_lt_19_each_text_is_held_to_the_limit(make_client: MakeClient) -> None:
    client = make_client(character_limit=5)
    expected = refuse("Invalid request: request (11) exceeds text limit (5)")
    assert read(translate(client, q="hello world")) == expected
    assert read(translate(client, q=["hello", "hello world"])) == expected
    assert read(client.post("/detect", json={"q": "hello world"})) == expected
    assert read(translate(client, q=["hello", "world"])) == (200, {"translatedText": ["olleh", "dlrow"]})


def test_lt_20_arrays_are_held_to_the_limit(make_client: MakeClient) -> None:
    client = make_client(batch_limit=2)
    assert read(translate(client, q=["a", "b", "c"])) == refuse("Invalid request: request (3) exceeds text limit (2)")


def test_lt_20_detection_of_arrays_is_held_to_the_limit(make_client: MakeClient) -> None:
    texts = ["hello"] * 3
    assert read(make_client(batch_limit=2).post("/detect", json={"q": texts})) == refuse(
        "Invalid request: request (3) exceeds text limit (2)"
    )
    assert make_client(batch_limit=2, limits="off").post("/detect", json={"q": texts}).status_code == 200


def test_texts_of_a_request_are_limited_together(make_client: MakeClient) -> None:
    client = make_client(character_limit=5, request_limit=8)
    assert read(translate(client, q=["abc", "abcde"]))[0] == 200
    assert read(translate(client, q=["abcd", "abcde"])) == refuse("Invalid request: request (9) exceeds text limit (8)")


def test_lt_21_alternatives_are_held_to_the_limit(make_client: MakeClient) -> None:
    client = make_client(alternatives_limit=1)
    expected = refuse("Invalid request: alternatives parameter must be <= 1")
    assert [read(translate(client, alternatives=wanted)) for wanted in (2, "2", 10**30)] == [expected] * 3


def test_lt_19_to_21_limits_can_be_lifted(make_client: MakeClient) -> None:
    client = make_client(character_limit=5, batch_limit=1, alternatives_limit=0, limits="off")
    assert read(translate(client, q=["hello world", "hello"]))[0] == 200
    assert read(translate(client, alternatives=10**30))[0] == 200


@pytest.mark.parametrize("key", [None, ""])
def test_lt_25_a_key_is_not_needed(client: FlaskClient, key: object) -> None:
    assert read(translate(client, api_key=key)) == (200, {"translatedText": "olleh"})


def test_lt_26_line_ends_of_a_form_are_counted_once(make_client: MakeClient) -> None:
    client = make_client(character_limit=6)
    response = client.post("/translate", data={**HELLO, "q": "aa\r\n\r\nbb"})
    assert read(response) == (200, {"translatedText": "aa\n\nbb"})


def test_lt_26_line_ends_of_json_are_kept(client: FlaskClient) -> None:
    assert read(translate(client, q="aa\r\n\r\nbb")) == (200, {"translatedText": "aa\r\n\r\nbb"})


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("GET", "/translate", "OPTIONS or POST"),
        ("PUT", "/translate", "OPTIONS or POST"),
        ("GET", "/detect", "OPTIONS or POST"),
        ("POST", "/languages", "GET or HEAD or OPTIONS"),
        ("POST", "/health", "GET or HEAD or OPTIONS"),
        ("DELETE", "/api/articles", "GET or HEAD or OPTIONS or POST"),
    ],
)
def test_lt_27_wrong_method_is_told_in_json(client: FlaskClient, method: str, path: str, allowed: str) -> None:
    response = client.open(path, method=method)
    assert read(response) == (405, {"error": f"{method} is not allowed here; use {allowed}"})
    assert sorted(response.allow) == allowed.split(" or ")


@pytest.mark.parametrize("path", ["/translate/more", "/api", "/api/nothing", "/languages/fr"])
def test_lt_27_wrong_address_is_told_in_json(client: FlaskClient, path: str) -> None:
    assert read(client.get(path)) == (404, {"error": "there is nothing at this address"})


CORS_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Max-Age": "1728000",
}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("OPTIONS", "/translate", 200),
        ("POST", "/translate", 400),
        ("GET", "/languages", 200),
        ("GET", "/health", 200),
        ("OPTIONS", "/translate_file", 200),
        ("GET", "/download_file/x", 400),
        ("GET", "/frontend/settings", 200),
        ("POST", "/suggest", 403),
        ("OPTIONS", "/immersive", 200),
    ],
)
def test_lt_28_pages_of_any_site_may_call_without_credentials(
    client: FlaskClient, method: str, path: str, status: int
) -> None:
    response = client.open(path, method=method)
    sent = {name: value for name, value in response.headers if name.startswith("Access-Control-")}
    assert (response.status_code, sent) == (status, CORS_HEADERS)


@pytest.mark.parametrize("way", ["json", "data", "query_string"])
def test_lt_30_detect_ranks_the_languages_of_a_text(client: FlaskClient, way: str) -> None:
    status, guesses = read(client.post("/detect", **{way: {"q": FRENCH}}))
    assert status == 200
    assert guesses[0]["language"] == "fr"
    assert [guess.keys() for guess in guesses] == [{"confidence", "language"}] * len(guesses)
    assert len(guesses) <= 3
    confidences = [guess["confidence"] for guess in guesses]
    assert confidences == sorted(confidences, reverse=True)


def test_lt_30_detect_gives_one_guess_for_each_text_of_an_array(client: FlaskClient) -> None:
    status, guesses = read(client.post("/detect", json={"q": [FRENCH, ENGLISH, ""]}))
    assert status == 200
    assert [guess["language"] for guess in guesses] == ["fr", "en", "en"]
    assert guesses[2] == {"confidence": 0.0, "language": "en"}


def test_lt_30_detect_needs_a_text(client: FlaskClient) -> None:
    assert read(client.post("/detect", json={})) == refuse("Invalid request: missing q parameter")


def test_lt_31_languages_have_targets_that_include_themselves(client: FlaskClient) -> None:
    assert read(client.get("/languages")) == (
        200,
        [
            {"code": "en", "name": "English", "targets": ["en", "fr"]},
            {"code": "fr", "name": "French", "targets": ["en", "fr"]},
        ],
    )


def test_lt_31_languages_ignore_a_body(client: FlaskClient) -> None:
    assert client.get("/languages", data="q=a", content_type="application/x-www-form-urlencoded").status_code == 200
    assert client.get("/languages", data="", content_type="application/json").status_code == 200


def test_lt_32_health_is_ok_where_all_parts_answer(client: FlaskClient) -> None:
    assert read(client.get("/health")) == (200, {"status": "ok"})
