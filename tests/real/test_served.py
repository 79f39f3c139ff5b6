"""The service as a newsroom runs it: gunicorn, the shipped packages, a database on disk."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.real.conftest import Server

pytestmark = pytest.mark.packages

SENTENCE = "Le ministre a déclaré : « Nous ne céderons pas. »"


def test_the_sentence_of_the_readme_is_detected_and_gets_english_marks(server: Server) -> None:
    status, answer = server.call("/translate", body={"q": SENTENCE, "source": "auto", "target": "en"})
    assert status == 200
    assert answer["detectedLanguage"]["language"] == "fr"
    text = answer["translatedText"]
    assert (text.count("“"), text.count("”"), text.count("«"), text.count("»")) == (1, 1, 0, 0)


def test_details_cut_exactly_the_strings_they_claim(server: Server) -> None:
    text = f"{SENTENCE}\n\nÀ Brest, Olga Petrova a payé 12 345,67 € mardi."
    _, answer = server.call("/translate", body={"q": text, "source": "fr", "target": "en", "details": True})
    assert len(answer["segments"]) == 2
    for segment in answer["segments"]:
        assert text[segment["start"] : segment["end"]] == segment["source"]
        assert answer["translatedText"][segment["target_start"] : segment["target_end"]] == segment["target"]


@pytest.mark.parametrize(
    ("path", "method", "raw", "status"),
    [
        ("/translate", "POST", b"{}", 400),
        ("/translate", "POST", b'{"q": 123, "source": "fr", "target": "en"}', 400),
        ("/translate", "POST", b'{"q": [1, null], "source": "fr", "target": "en"}', 400),
        ("/translate", "POST", b'{"q": "Bonjour", "source": "xx", "target": "en"}', 400),
        ("/translate", "POST", b'{"q": "Bonjour', 400),
        ("/translate", "POST", b'"' + b"a" * 10_000_000 + b'"', 413),
        ("/translate", "GET", None, 405),
        ("/api/nothing", "GET", None, 404),
    ],
)
def test_bad_input_is_answered_in_json(server: Server, path: str, method: str, raw: bytes | None, status: int) -> None:
    answered, body = server.call(path, raw=raw, method=method)
    assert answered == status
    assert list(body) == ["error"]
    assert isinstance(body["error"], str)
    assert body["error"]


def test_parallel_callers_get_their_own_answers(server: Server) -> None:
    texts = [f"Le train numéro {number} part ce soir." for number in range(100, 116)]
    alone = [server.call("/translate", body={"q": text, "source": "fr", "target": "en"}) for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(
            pool.map(lambda text: server.call("/translate", body={"q": text, "source": "fr", "target": "en"}), texts)
        )
    assert together == alone


def test_an_article_is_kept_and_its_page_is_served(server: Server) -> None:
    status, made = server.call(
        "/api/articles",
        body={"title": "Un pont neuf", "text": f"{SENTENCE}\n\nIl pleut.", "source": "fr", "target": "en"},
    )
    assert status == 201
    status, kept = server.call(f"/api/articles/{made['id']}")
    assert (status, kept["id"]) == (200, made["id"])


def test_the_sample_article_is_there_after_the_first_start(server: Server) -> None:
    status, listed = server.call("/api/articles")
    assert status == 200
    assert [summary["source"] for summary in listed["articles"]][-1:] == ["fr"]


def test_ready_means_that_a_translation_worked(server: Server) -> None:
    assert server.call("/health/live") == (200, {"status": "ok"})
    assert server.call("/health/ready") == (200, {"status": "ok"})


def _count_translated(server: Server) -> int:
    counts = re.findall(r'^translator_segments_total\{.*source="fr".*\} (\d+)', server.read("/metrics"), re.MULTILINE)
    return sum(map(int, counts))


def test_metrics_are_added_up_over_the_workers(server: Server) -> None:
    before = _count_translated(server)
    with ThreadPoolExecutor(4) as callers:
        for status, _ in callers.map(
            lambda _: server.call("/translate", body={"q": SENTENCE, "source": "fr", "target": "en"}), range(12)
        ):
            assert status == 200
    assert _count_translated(server) == before + 12


def test_log_is_one_object_a_line_and_holds_no_text(server: Server) -> None:
    server.call("/translate", body={"q": "Odile Kervran habite Quimper.", "source": "fr", "target": "en"})
    lines = server.log.read_text().splitlines()
    own = [json.loads(line) for line in lines if line.startswith("{")]
    answered = {
        (line["method"], line["route"], line["status"]) for line in own if line["logger"] == "translator.access"
    }
    assert {("POST", "/translate", 200), ("GET", "/health", 200)} <= answered
    assert not any(word in line for line in lines for word in ("Kervran", "Quimper"))
