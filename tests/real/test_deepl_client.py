"""DeepL's own Python client, told of another server and of nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import deepl
import pytest
from deepl.api_data import MultilingualGlossaryDictionaryEntries

from tests.real.conftest import ADMIN_KEY, Server

pytestmark = pytest.mark.packages


@pytest.fixture
def client(server: Server) -> Iterator[deepl.DeepLClient]:
    client = deepl.DeepLClient(ADMIN_KEY, server_url=server.address, send_platform_info=False)
    yield client
    client.close()


def test_a_text_is_detected_and_translated(client: deepl.DeepLClient) -> None:
    result = client.translate_text("Le ministre a déclaré : « Nous ne céderons pas. »", target_lang="EN-GB")
    assert isinstance(result, deepl.TextResult)
    assert (result.detected_source_lang, result.billed_characters) == ("FR", 49)
    # The closing mark is an apostrophe's character, which the words may hold too.
    assert (result.text.count("‘"), result.text[-1]) == (1, "’")


def test_texts_come_back_in_order(client: deepl.DeepLClient) -> None:
    texts = [f"The committee of {city} met on Monday." for city in ("Lyon", "Brest", "Nantes", "Lille")]
    results = client.translate_text(
        texts, source_lang="EN", target_lang="FR", context="City councils", formality="prefer_more"
    )
    assert isinstance(results, list)
    for city, result in zip(("Lyon", "Brest", "Nantes", "Lille"), results, strict=True):
        assert city in result.text


def test_languages_and_usage_are_read(client: deepl.DeepLClient) -> None:
    assert [language.code for language in client.get_source_languages()] == ["EN", "FR"]
    assert [language.code for language in client.get_target_languages()] == ["EN-GB", "EN-US", "FR", "FR-CA"]
    before = client.get_usage().character.count
    client.translate_text("Bonjour.", source_lang="FR", target_lang="EN-US")
    assert client.get_usage().character.count == (before or 0) + 8


def test_a_glossary_of_one_direction_goes_its_way(client: deepl.DeepLClient) -> None:
    entries = {"artist": "maler", "prize": "gewinn"}
    glossary = client.create_glossary("Kunst", "EN", "DE", entries)
    try:
        assert (glossary.ready, glossary.entry_count) == (True, 2)
        assert abs(glossary.creation_time - datetime.now(UTC)) < timedelta(minutes=5)
        assert client.get_glossary_entries(glossary) == entries
        assert glossary.glossary_id in [one.glossary_id for one in client.list_glossaries()]
        result = client.translate_text("artist", source_lang="EN", target_lang="DE", glossary=glossary)
        assert isinstance(result, deepl.TextResult)
        assert result.text == "maler"
    finally:
        client.delete_glossary(glossary)
    with pytest.raises(deepl.GlossaryNotFoundException):
        client.get_glossary(glossary.glossary_id)


def test_a_glossary_of_several_directions_is_edited(client: deepl.DeepLClient) -> None:
    part = MultilingualGlossaryDictionaryEntries
    glossary = client.create_multilingual_glossary(
        "desk", [part("EN", "FR", {"council": "conseil"}), part("FR", "EN", {"conseil": "council"})]
    )
    try:
        client.update_multilingual_glossary_dictionary(glossary, part("EN", "FR", {"mayor": "maire"}))
        client.replace_multilingual_glossary_dictionary(glossary, part("FR", "EN", {"maire": "mayor"}))
        client.update_multilingual_glossary_name(glossary, "night desk")
        read = client.get_multilingual_glossary(glossary.glossary_id)
        assert (read.name, {(one.source_lang, one.entry_count) for one in read.dictionaries}) == (
            "night desk",
            {("EN", 2), ("FR", 1)},
        )
        (kept,) = client.get_multilingual_glossary_entries(glossary, "EN", "FR").dictionaries
        assert kept.entries == "council\tconseil\nmayor\tmaire"
        client.delete_multilingual_glossary_dictionary(glossary, source_lang="FR", target_lang="EN")
        assert [one.source_lang for one in client.get_multilingual_glossary(glossary.glossary_id).dictionaries] == [
            "EN"
        ]
    finally:
        client.delete_multilingual_glossary(glossary)


def test_a_term_of_the_glossary_stands_in_the_translation(client: deepl.DeepLClient) -> None:
    glossary = client.create_glossary("desk", "FR", "EN", {"Conseil d’État": "Council of State (France)"})
    try:
        result = client.translate_text(
            "Le Conseil d’État a rejeté la demande.", source_lang="FR", target_lang="EN-US", glossary=glossary
        )
        assert isinstance(result, deepl.TextResult)
        assert "Council of State (France)" in result.text
    finally:
        client.delete_glossary(glossary)


def test_errors_are_the_clients_own(client: deepl.DeepLClient, server: Server) -> None:
    with pytest.raises(deepl.DeepLException, match="target_lang"):
        client.translate_text("Hello.", target_lang="XX")
    with pytest.raises(deepl.DeepLException, match="source_lang"):
        client.translate_text("Hello.", source_lang="XX", target_lang="DE")
    with pytest.raises(deepl.DeepLException, match="duplicates key"):
        client.create_glossary_from_csv("desk", "EN", "FR", "a,b\na,c\n")
    stranger = deepl.DeepLClient("unknown", server_url=server.address)
    with pytest.raises(deepl.AuthorizationException):
        stranger.translate_text("Hello.", target_lang="FR")
    stranger.close()


def test_a_document_is_translated_and_fetched_once(client: deepl.DeepLClient, tmp_path: Path) -> None:
    text = "Le ministre a déclaré : « Nous ne céderons pas. »\n\nIl pleut à Brest.\n"
    given, made = tmp_path / "pont.txt", tmp_path / "bridge.txt"
    given.write_text(text)
    status = client.translate_document_from_filepath(given, made, source_lang="FR", target_lang="EN-US")
    assert (status.status, status.billed_characters) == (deepl.DocumentStatus.Status.DONE, len(text))
    translated = made.read_text()
    assert "Brest" in translated
    assert (translated.count("“"), translated.count("\n\n"), translated[-1]) == (1, 1, "\n")


def test_the_glossary_holds_in_a_document(client: deepl.DeepLClient) -> None:
    glossary = client.create_glossary("desk", "FR", "EN", {"Conseil d’État": "Council of State (France)"})
    handle = client.translate_document_upload(
        "Le Conseil d’État a rejeté la demande.",
        filename="a.txt",
        source_lang="FR",
        target_lang="EN-US",
        glossary=glossary,
    )
    client.delete_glossary(glossary)
    status = client.translate_document_wait_until_done(handle)
    assert status.ok
    made = io.BytesIO()
    client.translate_document_download(handle, made)
    assert "Council of State (France)" in made.getvalue().decode()
    with pytest.raises(deepl.DeepLException, match="not found"):
        client.translate_document_get_status(handle)


def test_documents_that_cannot_be_are_refused(client: deepl.DeepLClient) -> None:
    with pytest.raises(deepl.DeepLException, match="format not supported"):
        client.translate_document_upload("a", filename="a.mp4", target_lang="FR")
    with pytest.raises(deepl.DeepLException, match="target_lang"):
        client.translate_document_upload("a", filename="a.txt", target_lang="XX")
    handle = client.translate_document_upload("Il pleut.", filename="a.txt", target_lang="EN-US")
    with pytest.raises(deepl.DeepLException, match="not found"):
        client.translate_document_get_status(deepl.DocumentHandle(handle.document_id, "wrong"))
