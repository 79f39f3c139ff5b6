"""``make bench``: what batching gains, what fidelity costs, what a process weighs.

Each pair of ways is run alternately on the same texts in one process, and the ratio of their best times is what
counts; the times themselves depend on the machine.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.fidelity.news import read_news
from benchmarks.metering import MeteredEngine
from benchmarks.texts import build_articles
from translator.app import build_services
from translator.languages import LanguagePair
from translator.protection import to_canonical
from translator.settings import read_settings
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two ways to the same end, and how long each took at best, in seconds."""

    name: str
    way: str
    seconds: float
    other_way: str
    other_seconds: float

    def describe(self) -> str:
        """Return one line: both times, and how many times longer the second takes."""
        return (
            f"{self.name:34} {self.way} {self.seconds:7.2f} s   {self.other_way} {self.other_seconds:7.2f} s"
            f"   ratio {self.other_seconds / self.seconds:5.2f}"
        )


def compare(name: str, way: tuple[str, Callable[[], object]], other: tuple[str, Callable[[], object]]) -> Comparison:
    """Time two ways in turn and keep each one's best round."""
    times: dict[str, list[float]] = {way[0]: [], other[0]: []}
    for _ in range(ROUNDS):
        for label, run in (way, other):
            started = time.perf_counter()
            run()
            times[label].append(time.perf_counter() - started)
    return Comparison(name, way[0], min(times[way[0]]), other[0], min(times[other[0]]))


def list_segments(services: Services, texts: list[str], *, language: str) -> list[str]:
    """Return the segments of texts in the form that the engine sees."""
    results = translate_texts(services, TextRequest(texts=tuple(texts), source=language, target=language))
    return [to_canonical(segment.source) for result in results for _, segment in result.article.iterate_segments()]


def measure_pair(services: Services, *, source: str, target: str) -> None:
    """Print the comparisons of one direction."""
    texts = build_articles(source)
    segments = list_segments(services, texts, language=source)
    words = sum(len(text.split()) for text in texts)
    pair = LanguagePair(source, target)
    engine = services.engine
    print(f"\n{pair}: {len(texts)} articles, {len(segments)} segments, {words} words")
    engine.translate(segments[:1], pair=pair)
    batched = compare(
        "engine, all segments of a request",
        ("one batch", lambda: engine.translate(segments, pair=pair)),
        ("one by one", lambda: [engine.translate([segment], pair=pair) for segment in segments]),
    )
    print(batched.describe())
    print(f"{'':34} {words / batched.seconds:.0f} words/s against {words / batched.other_seconds:.0f}")
    fidelity = compare(
        "whole service, fidelity included",
        ("engine, 4 hypotheses", lambda: engine.translate(segments, pair=pair, hypotheses=4)),
        (
            "workflow",
            lambda: translate_texts(services, TextRequest(texts=tuple(texts), source=source, target=target)),
        ),
    )
    print(fidelity.describe())
    print(describe_stages(services, source=source, target=target))


def describe_stages(services: Services, *, source: str, target: str) -> str:
    """Return what all but the engine costs on the news articles, each found out about and translated in one request.

    Processor time of the same requests is divided between the engine and the rest, the best round counting, so that
    what else the machine does changes neither.
    """
    articles = read_news(f"{source}-{target}").articles.values()
    texts = tuple("\n\n".join(passage.source for passage in article) for article in articles)
    engine = MeteredEngine(services.engine)
    metered = replace(services, engine=engine)
    rounds = []
    for _ in range(ROUNDS):
        engine.seconds = 0.0
        started = time.process_time()
        translate_texts(metered, TextRequest(texts=texts, source=None, target=target))
        rounds.append((time.process_time() - started - engine.seconds, engine.seconds))
    rest, translating = (min(times) for times in zip(*rounds, strict=True))
    return (
        f"{'stages on whole articles':34} engine {translating:.2f} s   all else {rest:.2f} s"
        f"   {100 * rest / translating:.0f} % of the engine's, {1000 * rest / len(texts):.0f} ms an article"
    )


def main() -> None:
    """Run all measurements with the shipped packages."""
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"TRANSLATOR_LIMITS": "off"}, data_dir=Path(folder)))
        services.database.upgrade()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        for pair in services.engine.list_pairs():
            measure_pair(services, source=pair.source, target=pair.target)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"\npeak memory: {before / 1024:.0f} MiB before the first translation, {after / 1024:.0f} MiB after all")


if __name__ == "__main__":
    sys.exit(main())
