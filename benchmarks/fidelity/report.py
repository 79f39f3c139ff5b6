"""Add up outcomes and write them down for a reader."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import sacrebleu

from benchmarks.fidelity.news import News
from benchmarks.fidelity.running import Answer
from benchmarks.fidelity.scoring import Kind, Outcome, judge, judge_consistency, make_plain

#: Issues that tell of a miss of each kind, by the beginning of their codes; ``source_kept`` tells of any.
_TELLING = {
    Kind.NAMES: ("name_", "term_"),
    Kind.QUOTATIONS: ("quotation_",),
    Kind.MARKS: ("quotation_",),
    Kind.NUMBERS: ("number_",),
    Kind.TERMS: ("term_", "name_"),
    Kind.CONSISTENT: ("term_", "name_"),
    Kind.KEPT: ("address_",),
    Kind.LOOPS: ("repetition_",),
    Kind.TRANSLATED: ("untranslated", "language_"),
    Kind.SENTENCES: ("length_", "empty_", "sentence_"),
}

#: Kinds whose issues quote the words that the news expects.
_NAMED = frozenset({Kind.NAMES, Kind.TERMS, Kind.KEPT})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Miss:
    """An expectation that the service did not meet, and whether an issue tells of it."""

    outcome: Outcome
    answer: Answer

    @property
    def is_silent(self) -> bool:
        """Whether no issue of the passage is of the miss's kind and, where both are words, about the same words."""
        return not any(
            code == "source_kept" or (code.startswith(_TELLING[self.outcome.kind]) and self._is_about(text))
            for code, text in self.answer.issues
        )

    def _is_about(self, text: str) -> bool:
        if self.outcome.kind not in _NAMED or not text:
            return True
        return not set(_WORD.findall(self.outcome.expected)).isdisjoint(_WORD.findall(text))

    def describe(self) -> str:
        """Return what was expected, the issues and rungs, the source and the target."""
        where = f"{self.answer.article}/{self.outcome.passage}".lstrip("/")
        told = ", ".join(sorted({code for code, _ in self.answer.issues})) or "no issue"
        return (
            f"{'SILENT ' if self.is_silent else ''}{self.outcome.kind}: {self.outcome.expected!r} in {where}"
            f" ({told}; {', '.join(self.answer.rungs)})\n  {self.answer.passage.source}\n  {self.answer.target}\n"
        )


def judge_answers(
    answers: Sequence[Answer], *, language: str, get: Callable[[Answer], str]
) -> Iterator[tuple[Outcome, Answer]]:
    """Yield each outcome with the answer it is about, ``get`` naming the translation to judge."""
    for answer in answers:
        for outcome in judge(answer.passage, get(answer), language=language):
            yield outcome, answer
    for name in dict.fromkeys(answer.article for answer in answers if answer.article):
        own = [answer for answer in answers if answer.article == name]
        for outcome in judge_consistency(name, [answer.passage for answer in own], [get(answer) for answer in own]):
            yield outcome, own[0]


def get_target(answer: Answer) -> str:
    """Return the service's translation."""
    return answer.target


def get_bare(answer: Answer) -> str:
    """Return the engine's."""
    return answer.bare


def measure(answers: Sequence[Answer], *, language: str, get: Callable[[Answer], str]) -> dict[str, float]:
    """Return the share of expectations met, in per cent, of each kind, and BLEU and chrF."""
    outcomes = [outcome for outcome, _ in judge_answers(answers, language=language, get=get)]
    shares = {kind.value: _share(outcome.is_met for outcome in outcomes if outcome.kind is kind) for kind in Kind}
    targets = [make_plain(get(answer)) for answer in answers]
    references = [[make_plain(answer.passage.reference) for answer in answers]]
    bleu, chrf = sacrebleu.corpus_bleu(targets, references), sacrebleu.corpus_chrf(targets, references)
    return {**shares, "BLEU": round(bleu.score, 2), "chrF": round(chrf.score, 2)}


def list_misses(answers: Sequence[Answer], *, language: str) -> list[Miss]:
    """Return what the service did not meet, the silent misses first."""
    judged = judge_answers(answers, language=language, get=get_target)
    misses = [Miss(outcome, answer) for outcome, answer in judged if not outcome.is_met]
    return sorted(misses, key=lambda miss: (not miss.is_silent, list(Kind).index(miss.outcome.kind)))


def format_table(columns: dict[str, dict[str, float]]) -> str:
    """Return measurements as a table, one line for each thing measured and one column for each name."""
    names = list(next(iter(columns.values())))
    width = max(len(name) for name in columns) + 2
    head = f"{'':14}" + "".join(f"{column:>{width}}" for column in columns)
    rows = [f"{name:14}" + "".join(f"{values[name]:>{width}.2f}" for values in columns.values()) for name in names]
    return "\n".join([head, *rows])


def describe_news(news: News) -> str:
    """Return what a direction's news holds, in a line."""
    paragraphs = sum(map(len, news.articles.values()))
    return (
        f"{news.source}-{news.target}: {len(news.sentences)} sentences, {len(news.articles)} articles "
        f"of {paragraphs} paragraphs"
    )


def _share(outcomes: Iterable[bool]) -> float:
    met = list(outcomes)
    return round(100 * sum(met) / len(met), 2) if met else 100.0
