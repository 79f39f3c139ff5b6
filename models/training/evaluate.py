"""Score an exported package on evaluation sets, through CTranslate2, as the service would run it."""

from __future__ import annotations

import re
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import sacrebleu
import sentencepiece

from .corpus import read_pairs

BATCH_PIECES = 2_048
LONGEST_OUTPUT = 256
REPETITION_PENALTY = 1.0
LOOP_WORDS, LOOP_TIMES = 3, 4  # the same three words four times in a row are a loop

_NUMBER = re.compile(r"\d+(?:[.,  ]\d+)*")
_FRENCH_HIGH = re.compile(r"(?<=[\w”’)\]'»%]) ?([;:!?]+)(?=\s|$|»|”)")


@dataclass(frozen=True)
class Package:
    """Hold a package's engine and vocabulary, and its languages."""

    engine: ctranslate2.Translator
    vocabulary: sentencepiece.SentencePieceProcessor
    source: str
    target: str

    def translate(self, texts: list[str], *, beam: int) -> list[str]:
        """Return the translation, in canonical form, of every canonical text."""
        pieces = [self.vocabulary.encode(text, out_type=str) for text in texts]
        results = self.engine.translate_batch(
            pieces,
            beam_size=beam,
            max_batch_size=BATCH_PIECES,
            batch_type="tokens",
            max_decoding_length=LONGEST_OUTPUT,
            repetition_penalty=REPETITION_PENALTY,
        )
        return [self.vocabulary.decode(result.hypotheses[0]) for result in results]


@dataclass(frozen=True)
class Score:
    """Hold what one package does on one set with one beam size; rates are in per cent of the segments concerned."""

    test_set: str
    direction: str
    beam: int
    segments: int
    bleu: float
    chrf: float
    canonical_bleu: float
    words_per_second: float
    numbers_kept: float
    quotations_kept: float
    loops: int
    copied: int
    signatures: tuple[str, str]


@contextmanager
def open_package(path: Path, *, threads: int) -> Iterator[Package]:
    """Unpack an `.argosmodel` file for as long as the context lasts."""
    source, target = path.stem.split("-")[1].split("_")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        (root,) = Path(folder).iterdir()
        engine = ctranslate2.Translator(
            str(root / "model"), compute_type="int8", inter_threads=1, intra_threads=threads
        )
        vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        yield Package(engine, vocabulary, source, target)


def write_out(text: str, language: str) -> str:
    """Give canonical text the plain typography of references: `"` in English, `« »` and ` :` in French."""
    if language == "en":
        return text.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")
    text = text.replace("“", "« ").replace("”", " »").replace("‘", "“").replace("’", "”")
    return _FRENCH_HIGH.sub(r" \1", text)


def _numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", number) for number in _NUMBER.findall(text))


def keeps_numbers(source: str, output: str) -> bool:
    """Say whether every number of the source is in the output, separators apart."""
    return not _numbers(source) - _numbers(output)


def keeps_quotations(source: str, output: str) -> bool:
    """Say whether the output has as many opening and closing marks of the outer level as the source."""
    return all(source.count(mark) == output.count(mark) for mark in "“”")


def is_loop(text: str) -> bool:
    """Say whether a few words are repeated several times in a row."""
    words = text.split()
    span = LOOP_WORDS * LOOP_TIMES
    return any(
        words[start : start + span] == words[start : start + LOOP_WORDS] * LOOP_TIMES
        for start in range(len(words) - span + 1)
    )


def score_set(
    package: Package, path: Path, *, beam: int, limit: int | None
) -> tuple[Score, list[tuple[str, str, str]]]:
    """Return the score on a `.tsv.xz` set and (source, output, reference) of every segment.

    BLEU and chrF compare `write_out` output with references as they are, but for spaces; the canonical BLEU compares
    canonical forms, where straight and typographic marks are the same.
    """
    sides = [(pair.english, pair.french) for pair in read_pairs(path)][:limit]
    raw = [(english, french) for english, french in read_raw(path)][:limit]
    sources = [english if package.source == "en" else french for english, french in sides]
    references = [french if package.source == "en" else english for english, french in sides]
    raw_references = [french if package.source == "en" else english for english, french in raw]
    began = time.perf_counter()
    outputs = package.translate(sources, beam=beam)
    seconds = time.perf_counter() - began
    bleu, chrf = sacrebleu.BLEU(), sacrebleu.CHRF()
    written = [write_out(output, package.target) for output in outputs]
    numbered = [place for place, source in enumerate(sources) if _numbers(source)]
    quoted = [place for place, source in enumerate(sources) if "“" in source]
    score = Score(
        test_set=path.name.removesuffix(".tsv.xz"),
        direction=f"{package.source}-{package.target}",
        beam=beam,
        segments=len(sources),
        bleu=round(bleu.corpus_score(written, [raw_references]).score, 2),
        chrf=round(chrf.corpus_score(written, [raw_references]).score, 2),
        canonical_bleu=round(sacrebleu.corpus_bleu(outputs, [references]).score, 2),
        words_per_second=round(sum(len(source.split()) for source in sources) / seconds, 1),
        numbers_kept=_share(keeps_numbers(sources[place], outputs[place]) for place in numbered),
        quotations_kept=_share(keeps_quotations(sources[place], outputs[place]) for place in quoted),
        loops=sum(map(is_loop, outputs)),
        copied=sum(
            source == output and len(source.split()) > 3 for source, output in zip(sources, outputs, strict=True)
        ),
        signatures=(str(bleu.get_signature()), str(chrf.get_signature())),
    )
    return score, list(zip(sources, outputs, references, strict=True))


def _share(outcomes: Iterator[bool]) -> float:
    kept = list(outcomes)
    return round(100 * sum(kept) / len(kept), 1) if kept else 100.0


def read_raw(path: Path) -> Iterator[tuple[str, str]]:
    """Yield English and French of a `.tsv.xz` file with their own typography."""
    import lzma

    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            yield columns[0], columns[1]


def placeholder_rate(package: Package, path: Path, *, limit: int | None, beam: int) -> float:
    """Return the share, in per cent, of masked segments whose every placeholder arrives exactly once."""
    import random

    from .augment import PLACEHOLDERS, find_maskable, mask

    rng = random.Random(1)
    masked = []
    for pair in [pair for _, pair in zip(range(limit or 10**9), read_pairs(path), strict=False)]:
        maskable = find_maskable(pair)
        if maskable:
            changed = mask(pair, maskable, rng)
            masked.append(changed.english if package.source == "en" else changed.french)
    outputs = package.translate(masked, beam=beam)
    kept = (
        all(source.count(token) == output.count(token) for token in PLACEHOLDERS)
        for source, output in zip(masked, outputs, strict=True)
    )
    return _share(kept)


def format_table(scores: list[Score]) -> str:
    """Return the scores as lines of columns."""
    head = (
        "set                  dir    beam  segm   BLEU   chrF  BLEU(canonical)  words/s  numbers  quotes  loops  copied"
    )
    rows = [
        f"{s.test_set:<20} {s.direction:<6} {s.beam:>4} {s.segments:>5} {s.bleu:>6.2f} {s.chrf:>6.2f} "
        f"{s.canonical_bleu:>16.2f} {s.words_per_second:>8.0f} "
        f"{s.numbers_kept:>6.1f}% {s.quotations_kept:>6.1f}% {s.loops:>6} {s.copied:>7}"
        for s in scores
    ]
    signatures = sorted({signature for score in scores for signature in score.signatures})
    return "\n".join([head, *rows, *signatures])
