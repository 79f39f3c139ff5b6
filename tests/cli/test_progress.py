from __future__ import annotations

import pytest

from tests.cli.conftest import Terminal
from tests.fakes import FRENCH_ENGLISH, FakeEngine
from translator.cli.progress import LONG_WORK, STEP, WatchedEngine, watch_engine


@pytest.mark.parametrize(("count", "calls"), [(LONG_WORK - 1, 1), (LONG_WORK, LONG_WORK // STEP), (LONG_WORK + 1, 3)])
def test_watched_engine_translates_many_texts_in_steps_and_in_order(count: int, calls: int) -> None:
    texts = [f"phrase numéro {number}" for number in range(count)]
    engine = FakeEngine()
    watched = WatchedEngine(engine).translate(texts, pair=FRENCH_ENGLISH)
    assert len(engine.calls) == calls
    assert watched == FakeEngine().translate(texts, pair=FRENCH_ENGLISH)


def test_engine_is_watched_only_on_a_terminal(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch_engine(terminal.services) is terminal.services
    monkeypatch.setattr("translator.cli.progress.is_watched", lambda: True)
    watched = watch_engine(terminal.services).engine
    assert isinstance(watched, WatchedEngine)
    assert watched.list_pairs() == terminal.services.engine.list_pairs()
