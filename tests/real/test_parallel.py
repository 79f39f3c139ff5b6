"""Many clients at once: ``python -m benchmarks.clients`` asks for longer."""

from __future__ import annotations

import pytest

from tests.real.clients import ask_in_parallel, list_texts
from tests.real.conftest import Server

pytestmark = pytest.mark.packages


def test_sixteen_clients_at_once_get_their_own_names(server: Server) -> None:
    tally = ask_in_parallel(lambda body: server.call("/translate", body=body), clients=16, seconds=3)
    assert tally.failures == []
    assert tally.answers >= 16


def test_an_array_of_64_texts_equals_64_calls(server: Server) -> None:
    texts = list_texts(64)
    together = server.call("/translate", body={"q": texts, "source": "fr", "target": "en"})[1]["translatedText"]
    alone = [server.call("/translate", body={"q": text, "source": "fr", "target": "en"})[1] for text in texts]
    assert together == [answer["translatedText"] for answer in alone]
