"""libretranslatepy, told of another server and of nothing else."""

from __future__ import annotations

import json
import re
import urllib.request

import pytest
from libretranslatepy import LibreTranslateAPI  # type: ignore[import-untyped]  # it ships no types

from tests.real.conftest import ADMIN_KEY, Server

pytestmark = pytest.mark.packages

FIELDS = {"source": "fr", "target": "en"}
SENTENCE = "Le ministre a déclaré : « Nous ne céderons pas. »"


@pytest.fixture
def client(server: Server) -> LibreTranslateAPI:
    return LibreTranslateAPI(f"{server.address}/", api_key=ADMIN_KEY)


def assert_is_english(text: str) -> None:
    """The sentence has English words and marks, however the weights word it."""
    assert re.fullmatch(r"The [Mm]inister \w+.*“We .+”\s*", text)


def test_a_text_is_translated(client: LibreTranslateAPI) -> None:
    translated = client.translate(SENTENCE, "fr", "en")
    assert translated == client.translate(SENTENCE, "auto", "en")
    assert_is_english(translated)


def test_languages_are_detected_and_listed(client: LibreTranslateAPI) -> None:
    assert client.detect(SENTENCE)[0]["language"] == "fr"
    assert [(each["code"], each["targets"]) for each in client.languages()] == [
        ("en", ["en", "fr"]),
        ("fr", ["en", "fr"]),
    ]


def test_a_file_is_translated_and_fetched_from_either_worker(server: Server) -> None:
    lines = (
        *(f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in FIELDS.items()),
        f'--x\r\nContent-Disposition: form-data; name="file"; filename="note.txt"\r\n\r\n{SENTENCE}',
        "--x--\r\n",
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    request = urllib.request.Request(  # noqa: S310  the address is this test's own
        f"{server.address}/translate_file", data="\r\n".join(lines).encode(), headers=headers
    )
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        address = json.load(answer)["translatedFileUrl"]
    assert address.startswith(f"{server.address}/download_file/")
    for _ in range(6):
        assert_is_english(server.read(address.removeprefix(server.address)))
