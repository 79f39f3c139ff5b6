"""Run an exported package as the service would: long segments in parts, SentencePiece, then CTranslate2."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import ctranslate2
import sentencepiece
from translator.engines.loaded import DEFAULT_MAX_INPUT_TOKENS
from translator.engines.splitting import join_parts, split_overlong
from translator.engines.tokens import rank_proposals, run_without_surplus

BATCH_PIECES = 2_048
LONGEST_OUTPUT = 256


@dataclass(frozen=True)
class Package:
    """Hold a package's engine and vocabulary, and its languages."""

    engine: ctranslate2.Translator
    vocabulary: sentencepiece.SentencePieceProcessor
    source: str
    target: str

    def translate(self, texts: list[str], *, beam: int) -> list[str]:
        """Return the translation, in canonical form, of every canonical text."""
        plans = [split_overlong(text, limit=DEFAULT_MAX_INPUT_TOKENS, count_tokens=self._count) for text in texts]
        sources = [self.vocabulary.encode(part.text, out_type=str) for parts in plans for part in parts]
        results = self._run(sources, beam=beam)
        targets = (self._choose(source, result, beam=beam) for source, result in zip(sources, results, strict=True))
        return [join_parts([next(targets) for _ in parts], parts) for parts in plans]

    def _run(self, sources: list[list[str]], *, beam: int, **extra: Any) -> list[Any]:
        results: list[Any] = self.engine.translate_batch(
            sources,
            beam_size=beam,
            num_hypotheses=beam,
            max_batch_size=BATCH_PIECES,
            batch_type="tokens",
            max_decoding_length=LONGEST_OUTPUT,
            **extra,
        )
        return results

    def _choose(self, source: list[str], result: Any, *, beam: int) -> str:
        """Return the proposal that keeps the placeholders best, as the service would have it."""
        sound = run_without_surplus(source, result, run=partial(self._run, [source], beam=beam))
        proposals: list[list[str]] = sound.hypotheses
        return str(self.vocabulary.decode(proposals[rank_proposals(source, proposals)[0]]))

    def _count(self, text: str) -> int:
        return len(self.vocabulary.encode(text))


@contextmanager
def open_package(path: Path, *, threads: int, compute_type: str = "int8") -> Iterator[Package]:
    """Unpack an `.argosmodel` file for as long as the context lasts.

    Arguments: `compute_type` is CTranslate2's; sums of int8 come out differently from processor to processor.
    """
    source, target = path.stem.split("-")[1].split("_")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(path) as archive:
            archive.extractall(folder)
        (root,) = Path(folder).iterdir()
        engine = ctranslate2.Translator(
            str(root / "model"), compute_type=compute_type, inter_threads=1, intra_threads=threads
        )
        vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(root / "sentencepiece.model"))
        yield Package(engine, vocabulary, source, target)
