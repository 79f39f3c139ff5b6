"""The rows DL-01 to DL-43 of DeepL's contract, asked directly; its own client is tested in tests/real.

The rows that a test shows stand in its name; ``test_rows.py`` tells of a row that no test shows.
"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.api.conftest import MakeClient
from tests.fakes import FakeEngine, reverse_words
from translator.access import Scope
from translator.workflows import named_glossaries
from translator.workflows.keys import KeyOrder, create_key
from translator.workflows.services import Services

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def key(services: Services) -> dict[str, str]:
    """The header of a key of its own for each test."""
    order = KeyOrder(name="CAT tool", scopes=frozenset({Scope.TRANSLATE}), monthly_characters=1_000)
    return {"Authorization": f"DeepL-Auth-Key {create_key(services, order)[1]}"}


def translate(client: FlaskClient, *, headers: dict[str, str] | None = None, **fields: object) -> TestResponse:
    return client.post("/v2/translate", json={"text": ["hello"], "target_lang": "FR", **fields}, headers=headers)


def add_glossary(client: FlaskClient, key: dict[str, str], **fields: object) -> TestResponse:
    body = {
        "name": "desk",
        "source_lang": "en",
        "target_lang": "fr",
        "entries": "hello\tbonjour",
        "entries_format": "tsv",
    }
    return client.post("/v2/glossaries", json=body | fields, headers=key)


def add_editable(client: FlaskClient, key: dict[str, str], *pairs: tuple[str, str]) -> str:
    dictionaries = [
        {"source_lang": source, "target_lang": target, "entries": "hello\tbonjour", "entries_format": "tsv"}
        for source, target in pairs or [("en", "fr")]
    ]
    answer = client.post("/v3/glossaries", json={"name": "desk", "dictionaries": dictionaries}, headers=key)
    assert answer.status_code == 201
    identifier: str = answer.json["glossary_id"]
    return identifier


def test_dl_01_texts_come_back_in_order_with_their_languages(client: FlaskClient) -> None:
    answer = translate(client, text=["The ministers will decide tomorrow.", "Le conseil a voté hier soir."])
    assert answer.status_code == 200
    assert [(one["detected_source_language"], one["text"]) for one in answer.json["translations"]] == [
        ("EN", "The sretsinim lliw ediced worromot."),
        ("FR", "Le conseil a voté hier soir."),
    ]
    assert re.fullmatch("[0-9a-f]{32}", answer.headers.get("X-Trace-ID", "0" * 32))


def test_dl_02_billed_characters_are_told_when_asked_for(client: FlaskClient) -> None:
    (plain,) = translate(client).json["translations"]
    (billed,) = translate(client, show_billed_characters=True).json["translations"]
    assert ("billed_characters" in plain, billed["billed_characters"]) == (False, 5)


def test_dl_03_a_form_may_repeat_its_text(client: FlaskClient) -> None:
    answer = client.post("/v2/translate", data={"text": ["hello", "there"], "target_lang": "FR", "source_lang": "EN"})
    assert [one["text"] for one in answer.json["translations"]] == ["olleh", "ereht"]


@pytest.mark.parametrize("source", ["en", "EN", "en-GB"])
def test_dl_04_a_given_source_is_repeated_without_region(client: FlaskClient, source: str) -> None:
    (one,) = translate(client, source_lang=source).json["translations"]
    assert one == {"detected_source_language": "EN", "text": "olleh"}


@pytest.mark.parametrize(("target", "text"), [("EN-GB", "‘ino’"), ("en-us", "“ino”"), ("EN", "“ino”")])
def test_dl_05_regions_decide_the_marks(client: FlaskClient, target: str, text: str) -> None:
    (one,) = translate(client, text=["« oni »"], source_lang="FR", target_lang=target).json["translations"]
    assert one["text"] == text


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"target_lang": "XX"}, "target_lang"),
        ({"target_lang": "DE"}, "target_lang"),
        ({"target_lang": "fr-XX"}, "target_lang"),
        ({"target_lang": ""}, "target_lang"),
        ({"source_lang": "XX"}, "source_lang"),
        ({"source_lang": "XX", "target_lang": "DE"}, "source_lang"),
        ({"source_lang": ["EN"]}, "source_lang"),
        ({"split_sentences": "2"}, "split_sentences"),
        ({"preserve_formatting": "maybe"}, "preserve_formatting"),
        ({"formality": "polite"}, "formality"),
        ({"model_type": "huge"}, "model_type"),
        ({"context": ["a", "b"]}, "context"),
        ({"show_billed_characters": 2}, "show_billed_characters"),
        ({"glossary_id": 7}, "glossary_id"),
        ({"glossary_ids": [7]}, "glossary_ids"),
        ({"translation_memory_threshold": 101}, "translation_memory_threshold"),
        ({"translation_memory_threshold": "most"}, "translation_memory_threshold"),
        ({"style_id": 7}, "style_id"),
        ({"custom_instructions": ["Be brief."] * 11}, "custom_instructions"),
        ({"custom_instructions": ["x" * 301]}, "custom_instructions"),
    ],
)
def test_dl_06_to_15_a_wrong_value_names_its_field(client: FlaskClient, fields: dict[str, object], name: str) -> None:
    answer = translate(client, **fields)
    assert (answer.status_code, answer.json) == (400, {"message": f"Value for '{name}' not supported."})


ITEMS = ("The ministers met. They will", "decide tomorrow.", "The others wait.", "All left.")
LINES = f"{ITEMS[0]}\n{ITEMS[1]}\n\n- {ITEMS[2]} {ITEMS[3]}"


@pytest.mark.parametrize(
    ("split", "sentences"),
    [
        (None, ["The ministers met.", "They will", *ITEMS[1:]]),
        (1, ["The ministers met.", "They will", *ITEMS[1:]]),
        ("nonewlines", ["The ministers met.", f"They will {ITEMS[1]}", *ITEMS[2:]]),
        ("0", [f"{ITEMS[0]} {ITEMS[1]}", f"{ITEMS[2]} {ITEMS[3]}"]),
    ],
)
def test_dl_07_sentences_are_cut_as_asked(
    make_client: MakeClient, split: str | int | None, sentences: list[str]
) -> None:
    engine = FakeEngine()
    answer = translate(make_client(engine=engine), text=[LINES], source_lang="EN", split_sentences=split)
    (asked,) = {texts for _, texts in engine.calls}
    assert list(asked) == sentences
    (one,) = answer.json["translations"]
    assert one["text"].split() == reverse_words(LINES).split()
    assert one["text"].count("\n\n- ") == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"preserve_formatting": True},
        {"preserve_formatting": "0"},
        {"formality": "prefer_more"},
        {"formality": "default"},
        {"context": "A meeting"},
        {"tag_handling_version": "v2"},
        {"translation_memory_id": UNKNOWN, "translation_memory_threshold": 75},
        {"style_id": UNKNOWN, "custom_instructions": ["Be brief."]},
        {"custom_instructions": "x" * 300},
        {"something_new": {"deep": 1}},
        {"model_type": None, "glossary_id": None, "context": None},
    ],
)
def test_dl_07_to_16_what_has_no_effect_is_taken(client: FlaskClient, fields: dict[str, object]) -> None:
    (one,) = translate(client, source_lang="EN", **fields).json["translations"]
    assert one == {"detected_source_language": "EN", "text": "olleh"}


@pytest.mark.parametrize("formality", ["more", "less"])
def test_dl_09_a_formality_that_cannot_be_had_is_told(client: FlaskClient, formality: str) -> None:
    answer = translate(client, formality=formality)
    assert (answer.status_code, answer.json) == (400, {"message": "Target language 'FR' doesn't support formality."})


def test_dl_10_tags_stay_in_their_places(client: FlaskClient) -> None:
    (one,) = translate(
        client,
        text="<p>hello <b>there</b> &amp; <x>stay</x></p>",
        source_lang="EN",
        tag_handling="xml",
        ignore_tags="x",
    ).json["translations"]
    assert one["text"] == "<p>olleh <b>ereht</b> &amp; <x>stay</x></p>"
    (one,) = translate(
        client, text='<p>hello <i translate="no">stay</i></p>', source_lang="EN", tag_handling="html"
    ).json["translations"]
    assert one["text"] == '<p>olleh <i translate="no">stay</i></p>'
    assert translate(client, tag_handling="markdown").status_code == 400


def test_dl_11_context_tells_names_and_costs_nothing(client: FlaskClient, key: dict[str, str]) -> None:
    context = "The mayor met Odette Marchand on Monday."
    (one,) = translate(
        client, text="Marchand voted.", source_lang="EN", context=context, show_billed_characters=True, headers=key
    ).json["translations"]
    assert (one["text"], one["billed_characters"]) == ("Marchand detov.", 15)
    assert client.get("/v2/usage", headers=key).json["character_count"] == 15


def test_dl_12_the_model_is_told_when_one_was_wished_for(client: FlaskClient) -> None:
    (one,) = translate(client, model_type="prefer_quality_optimized").json["translations"]
    assert one["model_type_used"] == "latency_optimized"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"target_lang": "FR"}, "Parameter 'text' not specified."),
        ({"text": [], "target_lang": "FR"}, "Parameter 'text' not specified."),
        ({"text": [1], "target_lang": "FR"}, "Value for 'text' must be a string or a list of strings."),
        ({"text": "a\x00", "target_lang": "FR"}, "Value for 'text' holds the unusable character U+0000."),
        (
            {"text": "x" * 50_001, "target_lang": "FR"},
            "Value for 'text' not supported: holds a text of 50001 characters",
        ),
    ],
)
def test_a_text_that_cannot_be_used_is_told(client: FlaskClient, body: dict[str, object], message: str) -> None:
    answer = client.post("/v2/translate", json=body)
    assert answer.status_code == 400
    assert answer.json["message"].startswith(message)


def test_an_empty_text_comes_back_empty(client: FlaskClient) -> None:
    assert translate(client, text="").json["translations"][0]["text"] == ""


def test_errors_are_told_as_messages(client: FlaskClient) -> None:
    answers = [
        client.post("/v2/translate", data="{", content_type="application/json"),
        client.get("/v2/translate"),
        client.get("/v2/nothing"),
        translate(client, headers={"Authorization": "DeepL-Auth-Key unknown"}),
    ]
    assert [answer.status_code for answer in answers] == [400, 405, 404, 403]
    assert all(isinstance(answer.json["message"], str) and "error" not in answer.json for answer in answers)


def test_the_key_is_also_read_from_the_body(make_client: MakeClient, key: dict[str, str]) -> None:
    client = make_client(require_key="on")
    assert translate(client).status_code == 403
    assert translate(client, auth_key=key["Authorization"].split()[1]).status_code == 200


def test_dl_21_a_used_up_quota_is_456_and_costs_nothing(client: FlaskClient, key: dict[str, str]) -> None:
    assert translate(client, text=["x" * 990], headers=key).status_code == 200
    refused = translate(client, text=["x" * 11], headers=key)
    assert (refused.status_code, refused.json["message"]) == (456, "Quota Exceeded")
    usage = client.get("/v2/usage", headers=key).json
    assert (usage["character_count"], usage["character_limit"]) == (990, 1_000)


def test_dl_20_languages_are_listed_by_type(client: FlaskClient) -> None:
    sources = [{"language": "EN", "name": "English"}, {"language": "FR", "name": "French"}]
    assert client.get("/v2/languages").json == sources
    assert client.get("/v2/languages?type=source").json == sources
    for answer in (client.get("/v2/languages?type=target"), client.get("/v2/languages", data={"type": "target"})):
        assert [one["language"] for one in answer.json] == ["EN-GB", "EN-US", "FR", "FR-CA"]
        assert {one["supports_formality"] for one in answer.json} == {False}
    assert client.get("/v2/languages?type=other").status_code == 400


def test_dl_22_languages_tell_what_they_can_be_used_for(client: FlaskClient) -> None:
    listed = {one["lang"]: one for one in client.get("/v3/languages?resource=translate_text").json}
    assert {code: (one["usable_as_source"], one["usable_as_target"]) for code, one in listed.items()} == {
        "en": (True, False),
        "fr": (True, True),
        "en-GB": (False, True),
        "en-US": (False, True),
        "fr-CA": (False, True),
    }
    assert set(listed["fr"]["features"]) == {"glossary", "tag_handling", "auto_detection"}
    assert [one["lang"] for one in client.get("/v3/languages?resource=glossary").json] == ["en", "fr"]
    assert client.get("/v3/languages").status_code == 400


def test_dl_30_directions_are_listed(client: FlaskClient) -> None:
    assert client.get("/v2/glossary-language-pairs").json == {
        "supported_languages": [
            {"source_lang": "en", "target_lang": "fr"},
            {"source_lang": "fr", "target_lang": "en"},
        ]
    }


def test_dl_31_to_33_a_glossary_is_kept_listed_read_and_deleted(client: FlaskClient, key: dict[str, str]) -> None:
    made = add_glossary(client, key)
    assert made.status_code == 201
    described = made.json
    assert described | {"glossary_id": ""} == {
        "glossary_id": "",
        "name": "desk",
        "ready": True,
        "source_lang": "en",
        "target_lang": "fr",
        "creation_time": "2026-03-01T12:00:00.000Z",
        "entry_count": 1,
    }
    path = f"/v2/glossaries/{described['glossary_id']}"
    assert client.get("/v2/glossaries", headers=key).json == {"glossaries": [described]}
    assert client.get(path, headers=key).json == described
    entries = client.get(f"{path}/entries", headers=key | {"Accept": "text/tab-separated-values"})
    assert (entries.text, entries.mimetype) == ("hello\tbonjour\n", "text/tab-separated-values")
    assert client.get(f"{path}/entries", headers=key | {"Accept": "application/json"}).status_code == 415
    assert client.delete(path, headers=key).status_code == 204
    assert client.get(path, headers=key).status_code == 404
    assert client.delete(path, headers=key).status_code == 404


def test_dl_34_a_wrong_id_is_told_from_an_unknown_one(client: FlaskClient, key: dict[str, str]) -> None:
    assert client.get("/v2/glossaries/nonsense", headers=key).status_code == 400
    assert client.get(f"/v2/glossaries/{UNKNOWN}", headers=key).status_code == 404
    for field in ({"glossary_id": UNKNOWN}, {"glossary_ids": [UNKNOWN]}):
        assert translate(client, source_lang="EN", headers=key, **field).status_code == 404


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        (
            {"entries": "Elephant\tE\nGiraffe\tG\nElephant\tX"},
            "Key with the index 2 (starting at position 21) duplicates key with the index 0 (starting at position 0)",
        ),
        (
            {"entries": 'a,"b,c"\r\nd,e\r\na,f', "entries_format": "csv"},
            "Key with the index 2 (starting at position 14) duplicates key with the index 0 (starting at position 0)",
        ),
        ({"entries": "hello"}, "the entry with the index 0 has no target"),
        ({"entries": "hello\t "}, "the entry with the index 0 has an empty target"),
        ({"entries": "\thello"}, "the entry with the index 0 has an empty source"),
        ({"entries": "x" * 1025 + "\ty"}, "the source of the entry with the index 0 is over 1024 bytes"),
        ({"entries": "a\tb\u2028c"}, "the target of the entry with the index 0 holds a control character"),
        ({"entries": "\n"}, "there are no entries"),
        ({"entries": 'a,"b', "entries_format": "csv"}, "the table is not CSV: unexpected end of data"),
    ],
)
def test_dl_35_wrong_entries_are_told_with_their_place(
    client: FlaskClient, key: dict[str, str], fields: dict[str, object], detail: str
) -> None:
    answer = add_glossary(client, key, **fields)
    assert (answer.status_code, answer.json) == (
        400,
        {"message": "Invalid glossary entries provided", "detail": detail},
    )
    assert client.get("/v2/glossaries", headers=key).json == {"glossaries": []}


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "x" * 1025},
        {"name": None},
        {"source_lang": "english"},
        {"target_lang": "EN"},
        {"target_lang": None},
        {"entries": None},
        {"entries": ["a\tb", "c\td"]},
        {"entries_format": "xlsx"},
    ],
)
def test_a_glossary_that_makes_no_sense_is_refused(
    client: FlaskClient, key: dict[str, str], fields: dict[str, object]
) -> None:
    answer = add_glossary(client, key, **fields)
    assert (answer.status_code, type(answer.json["message"])) == (400, str)


def test_dl_36_ten_thousand_entries_come_back_as_they_were(client: FlaskClient, key: dict[str, str]) -> None:
    table = "".join(f"terme {number}\tterm {number} ’“\n" for number in range(10_000))
    made = add_glossary(client, key, entries=table, source_lang="fr", target_lang="en")
    assert made.json["entry_count"] == 10_000
    path = f"/v2/glossaries/{made.json['glossary_id']}/entries"
    assert client.get(path, headers=key | {"Accept": "text/tab-separated-values"}).text == table


@pytest.mark.parametrize(
    "entries",
    ['tea,thé\r\n"salt, fine","sel ""fin"""\r\n', 'tea,thé,en,fr\n"salt, fine","sel ""fin""",en,fr'],
)
def test_dl_43_commas_stand_between_two_columns_or_four(client: FlaskClient, key: dict[str, str], entries: str) -> None:
    made = add_glossary(client, key, entries=entries, entries_format="csv")
    path = f"/v2/glossaries/{made.json['glossary_id']}/entries"
    kept = client.get(path, headers=key | {"Accept": "text/tab-separated-values"}).text
    assert kept == 'tea\tthé\nsalt, fine\tsel "fin"\n'


def test_dl_36_a_name_and_a_term_may_have_1024_bytes(client: FlaskClient, key: dict[str, str]) -> None:
    made = add_glossary(client, key, name="é" * 512, entries="é" * 512 + "\ta")
    assert (made.status_code, made.json["name"]) == (201, "é" * 512)
    assert add_glossary(client, key, name="é" * 513).status_code == 400


def test_dl_36_one_glossary_too_many_is_refused(
    client: FlaskClient, key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(named_glossaries, "GLOSSARY_COUNT", 2)
    assert [add_glossary(client, key).status_code for _ in range(3)] == [201, 201, 400]
    assert len(client.get("/v2/glossaries", headers=key).json["glossaries"]) == 2


def test_a_glossary_needs_a_key_to_be_kept_under(client: FlaskClient) -> None:
    assert add_glossary(client, {}).status_code == 403
    assert client.get("/v3/glossaries").status_code == 403


def test_no_key_sees_anothers_glossary(client: FlaskClient, key: dict[str, str], services: Services) -> None:
    identifier = add_glossary(client, key).json["glossary_id"]
    order = KeyOrder(name="other", scopes=frozenset({Scope.TRANSLATE}))
    other = {"Authorization": f"DeepL-Auth-Key {create_key(services, order)[1]}"}
    assert client.get("/v2/glossaries", headers=other).json == {"glossaries": []}
    assert client.get(f"/v2/glossaries/{identifier}", headers=other).status_code == 404
    assert client.delete(f"/v2/glossaries/{identifier}", headers=other).status_code == 404
    assert translate(client, source_lang="EN", glossary_id=identifier, headers=other).status_code == 404


def test_dl_40_to_42_a_glossary_of_several_directions_is_edited(client: FlaskClient, key: dict[str, str]) -> None:
    identifier = add_editable(client, key, ("en", "fr"), ("fr", "en"))
    path = f"/v3/glossaries/{identifier}"
    merged = {"source_lang": "EN", "target_lang": "FR", "entries": "hello\tsalut\nbye\tadieu", "entries_format": "tsv"}
    changed = client.patch(path, json={"name": "night desk", "dictionaries": [merged]}, headers=key)
    assert (changed.status_code, changed.json["name"]) == (200, "night desk")
    assert changed.json["dictionaries"] == [
        {"source_lang": "en", "target_lang": "fr", "entry_count": 2},
        {"source_lang": "fr", "target_lang": "en", "entry_count": 1},
    ]
    entries = client.get(f"{path}/entries?source_lang=en&target_lang=fr", headers=key).json
    assert entries["dictionaries"][0]["entries"] == "hello\tsalut\nbye\tadieu"
    replaced = client.put(f"{path}/dictionaries", json=merged | {"entries": "tea\tthé"}, headers=key)
    assert replaced.json == {"source_lang": "en", "target_lang": "fr", "entry_count": 1}
    gone = client.delete(f"{path}/dictionaries?source_lang=fr&target_lang=en", headers=key)
    assert gone.status_code == 204
    assert client.delete(f"{path}/dictionaries?source_lang=fr&target_lang=en", headers=key).status_code == 404
    assert client.get(f"{path}/entries?source_lang=fr&target_lang=en", headers=key).status_code == 404
    assert [part["source_lang"] for part in client.get(path, headers=key).json["dictionaries"]] == ["en"]
    assert client.delete(path, headers=key).status_code == 204
    assert client.get("/v3/glossaries", headers=key).json == {"glossaries": []}


def test_a_glossary_made_not_to_change_stays(client: FlaskClient, key: dict[str, str]) -> None:
    identifier = add_glossary(client, key).json["glossary_id"]
    answer = client.patch(f"/v3/glossaries/{identifier}", json={"name": "other"}, headers=key)
    assert (answer.status_code, answer.json["message"]) == (400, "this glossary cannot be changed; make another")
    assert client.get(f"/v2/glossaries/{identifier}", headers=key).json["name"] == "desk"


def test_a_change_that_fails_half_way_changes_nothing(client: FlaskClient, key: dict[str, str]) -> None:
    identifier = add_editable(client, key)
    wrong = {"source_lang": "en", "target_lang": "fr", "entries": "a", "entries_format": "tsv"}
    answer = client.patch(f"/v3/glossaries/{identifier}", json={"name": "other", "dictionaries": [wrong]}, headers=key)
    assert answer.status_code == 400
    assert client.get(f"/v3/glossaries/{identifier}", headers=key).json["name"] == "desk"


def test_dl_13_a_term_is_put_where_its_source_stands(client: FlaskClient, key: dict[str, str]) -> None:
    identifier = add_glossary(client, key, entries="council\tConseil municipal").json["glossary_id"]
    (one,) = translate(client, text="The council voted.", source_lang="EN", glossary_id=identifier, headers=key).json[
        "translations"
    ]
    assert "Conseil municipal" in one["text"]


def test_a_text_that_is_a_term_takes_its_target_in_any_languages(client: FlaskClient, key: dict[str, str]) -> None:
    identifier = add_glossary(client, key, source_lang="de", target_lang="it", entries="Zug\ttreno").json["glossary_id"]
    answer = translate(
        client, text=[" Zug\n", "Zug"], source_lang="DE", target_lang="IT", glossary_id=identifier, headers=key
    )
    assert [one["text"] for one in answer.json["translations"]] == [" treno\n", "treno"]
    other = translate(
        client, text="Zug um Zug", source_lang="DE", target_lang="IT", glossary_id=identifier, headers=key
    )
    assert (other.status_code, other.json) == (400, {"message": "Value for 'source_lang' not supported."})


def test_an_earlier_glossary_wins_over_a_later(client: FlaskClient, key: dict[str, str]) -> None:
    ids = [add_glossary(client, key, entries=f"hello\t{word}").json["glossary_id"] for word in ("salut", "coucou")]
    (one,) = translate(client, source_lang="EN", glossary_ids=ids, headers=key).json["translations"]
    assert one["text"] == "salut"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"glossary_id": UNKNOWN}, "Use of a glossary requires the source_lang parameter to be specified"),
        (
            {"glossary_id": UNKNOWN, "glossary_ids": [UNKNOWN], "source_lang": "EN"},
            "Only one of 'glossary_id' and 'glossary_ids' can be specified",
        ),
        (
            {"glossary_ids": [UNKNOWN] * 6, "source_lang": "EN"},
            "Value for 'glossary_ids' not supported: must name at most 5 glossaries.",
        ),
    ],
)
def test_a_glossary_named_in_a_wrong_way_is_told(
    client: FlaskClient, key: dict[str, str], fields: dict[str, object], message: str
) -> None:
    answer = translate(client, headers=key, **fields)
    assert answer.status_code == 400
    assert answer.json["message"] == message
