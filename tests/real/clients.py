"""Clients who ask at the same time, each of its own people and towns."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

#: Sends a body to ``/translate`` and returns the status and the answer.
Ask = Callable[[dict[str, object]], tuple[int, Any]]

_PEOPLE = ("Odile Kervran", "Karim Benali", "Fatima Zerhouni", "Olga Petrova")
_TOWNS = ("Quimper", "Brest", "Nantes", "Lorient")


@dataclass
class Tally:
    """What the clients met."""

    answers: int = 0
    failures: list[str] = field(default_factory=list)


def ask_in_parallel(ask: Ask, *, clients: int, seconds: float) -> Tally:
    """Let clients ask for a time; each checks that the names in an answer are those that it sent.

    Args:
        ask: Sends a request.
        clients: How many, at most as many as there are pairs of a person and a town.
        seconds: For how long they ask; each asks at least once.
    """
    tally, lock = Tally(), threading.Lock()
    end = time.monotonic() + seconds

    def visit(number: int) -> None:
        person, town = _PEOPLE[number % 4], _TOWNS[number // 4]
        turn = 0
        while turn == 0 or time.monotonic() < end:
            turn += 1
            problem = _ask_once(ask, person=person, town=town, figure=1_000 * (number + 1) + turn)
            with lock:
                tally.answers += 1
                tally.failures += [problem] if problem else []

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def _ask_once(ask: Ask, *, person: str, town: str, figure: int) -> str:
    """Return what was wrong with an answer; empty where nothing was."""
    text = f"{person} a vendu {figure} billets à {town}."
    try:
        status, answer = ask({"q": text, "source": "fr", "target": "en"})
    except OSError as error:
        return f"{text}: {error}"
    if status != 200:
        return f"{text}: {status} {answer}"
    # Whether a figure is grouped is not what is asked here.
    target = answer["translatedText"].replace(",", "")
    own = (person, town, str(figure))
    foreign = [name for name in (*_PEOPLE, *_TOWNS) if name in target and name not in own]
    is_right = all(name in target for name in own) and not foreign
    return "" if is_right else f"{text}: {target}"


def list_texts(count: int) -> list[str]:
    """Return texts of which no two are equal."""
    return [
        f"{_PEOPLE[number % 4]} a présenté {number + 2} projets aux élus de {_TOWNS[number // 4 % 4]} mardi soir."
        for number in range(count)
    ]
