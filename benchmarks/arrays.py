"""An array of texts against as many calls, asked of a served site as clients ask it."""

from __future__ import annotations

import http.client
import json
import os
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.real.clients import list_texts
from tests.real.conftest import Server, list_children

TEXTS = 64
ROUNDS = 5
FIELDS = {"source": "fr", "target": "en"}

_TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """One way of asking, once.

    Args:
        seconds: How long the client waited.
        processor_seconds: What the server's processes spent meanwhile.
        translations: What came back.
    """

    seconds: float
    processor_seconds: float
    translations: list[str]


def compare_array(server: Server) -> bool:
    """Print how much longer as many calls take than an array; return whether the translations are equal.

    The ways take turns on one server, and each one's best round counts.
    """
    texts = list_texts(TEXTS)
    ways: dict[str, Callable[[], list[str]]] = {
        "array": lambda: ask_at_once(server, texts),
        "calls, a connection each": lambda: ask_one_by_one(server, texts, keeps_connection=False),
        "calls, one connection": lambda: ask_one_by_one(server, texts, keeps_connection=True),
    }
    rounds: dict[str, list[Round]] = {name: [] for name in ways}
    for _ in range(ROUNDS):
        for name, ask in ways.items():
            rounds[name].append(measure(server, ask))
    best = {name: min(each.seconds for each in made) for name, made in rounds.items()}
    spent = {name: min(each.processor_seconds for each in made) for name, made in rounds.items()}
    for name in ways:
        print(
            f"{TEXTS} texts, {name:25} {best[name]:5.2f} s, {best[name] / best['array']:5.2f} times the array's"
            f"   server's processor {spent[name]:5.2f} s, {spent[name] / spent['array']:5.2f} times"
        )
    is_equal = len({tuple(each.translations) for made in rounds.values() for each in made}) == 1
    print(f"equal: {is_equal}")
    return is_equal


def measure(server: Server, ask: Callable[[], list[str]]) -> Round:
    """Ask once, and take both times."""
    spent, began = count_processor_seconds(server.pid), time.perf_counter()
    translations = ask()
    return Round(time.perf_counter() - began, count_processor_seconds(server.pid) - spent, translations)


def ask_at_once(server: Server, texts: list[str]) -> list[str]:
    """Send all texts in one call."""
    translations: list[str] = server.call("/translate", body={"q": texts, **FIELDS})[1]["translatedText"]
    return translations


def ask_one_by_one(server: Server, texts: list[str], *, keeps_connection: bool) -> list[str]:
    """Send a call for each text, one after the other: over one connection, or over a new one each time as curl does."""
    translations = []
    with closing(http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=60)) as connection:
        for text in texts:
            body = json.dumps({"q": text, **FIELDS})
            connection.request("POST", "/translate", body, {"Content-Type": "application/json"})
            translations.append(json.load(connection.getresponse())["translatedText"])
            if not keeps_connection:
                connection.close()
    return translations


def count_processor_seconds(pid: int) -> float:
    """Return what a process and those that it started have spent so far, as Linux counts it; 0.0 elsewhere."""
    folder = Path("/proc") / str(pid)
    if not folder.is_dir():
        return 0.0
    # The name, in brackets, may hold spaces; user and system time are the 12th and 13th fields after it.
    fields = (folder / "stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / _TICKS_A_SECOND
    return own + sum(map(count_processor_seconds, list_children(pid)))
