"""One package's weights and tokenizer in memory, and the batch that goes through them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from translator.engines.attention import DeferredLinks, SharedAttention, join_links, link_words, locate_words
from translator.engines.loops import LOOP_GROUP, is_loop
from translator.engines.packages import Package
from translator.engines.splitting import Part, join_parts, split_overlong
from translator.engines.tokenizers import Tokenizer, load_tokenizer
from translator.engines.tokens import rank_proposals, run_without_surplus
from translator.errors import EngineError, PackageError
from translator.translation import Hypothesis, Link

#: A target is cut off at this many times its source's length plus a margin for very short ones.
TARGET_LENGTH_FACTOR, TARGET_LENGTH_MARGIN = 2, 20

#: Measured with the packages 1.0 (few examples above 64 tokens in training) on 240 sentences of flores-dev: single
#: sentences lose nothing at 64 (BLEU 23.1 and 22.3, uncut 23.0 and 22.1); of three sentences in one segment, 64 keeps
#: 23.5 and 21.9 where 128 falls to 17.5 and 14.9 and leaves much unsaid. Better weights bear more.
DEFAULT_MAX_INPUT_TOKENS = 64

#: Two batches for each worker even out that one ends before the other. Measured on 64 texts of 24 tokens and on 156
#: segments of news: from 192 to 1024 tokens a batch takes the same processor time for each token; smaller ones take
#: 5 to 30 % more, and one of 2048 tokens 15 % more.
BATCHES_A_WORKER, LEAST_BATCH_TOKENS = 2, 192


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How the weights are run.

    Args:
        compute_type: CTranslate2's name of the number type, such as ``int8`` or ``float32``.
        intra_threads: Threads within one batch; 0 leaves their number to CTranslate2. For weights this small, threads
            that wait for each other cost more than they save wherever another process wants the cores too.
        inter_threads: Batches worked on at once, sharing one copy of the weights.
        beam_size: Hypotheses followed for each segment, at least 1.
        batch_tokens: Tokens in one batch at most, at least 1.
        max_input_tokens: Longer segments are cut and translated in parts; at least 16.
    """

    compute_type: str = "int8"
    intra_threads: int = 1
    inter_threads: int = 1
    beam_size: int = 4
    batch_tokens: int = 2_048
    max_input_tokens: int = DEFAULT_MAX_INPUT_TOKENS


class LoadedPackage:
    """A package ready to translate; safe to use from several threads at once.

    Args:
        package: Where it comes from.
        folder: The unpacked package.
        options: How to run it.

    Raises:
        PackageError: A file is missing or damaged.
    """

    def __init__(self, package: Package, *, folder: Path, options: EngineOptions) -> None:
        self.package = package
        self._options = options
        self._tokenizer: Tokenizer = load_tokenizer(folder, pair=package.metadata.pair)
        self._weights: Any = _load_weights(folder / "model", options=options)

    def translate(
        self, texts: Sequence[str], *, hypotheses: int = 1, links: bool = False
    ) -> list[tuple[Hypothesis, ...]]:
        """Translate texts in one batch, equal texts once.

        Args:
            texts: In any order and number.
            hypotheses: Proposals wanted for each, at least 1.
            links: Whether word alignments are wanted.

        Returns:
            For each text in order, its proposals, no two alike: those that keep the placeholders first, then by score.

        Raises:
            EngineError: CTranslate2 failed.
        """
        plans = {text: self._plan_parts(text) for text in dict.fromkeys(texts)}
        sources = list(dict.fromkeys(part.text for parts in plans.values() for part in parts))
        translated = self._translate_parts(sources, hypotheses=hypotheses, links=links)
        proposals = dict(zip(sources, translated, strict=True))
        joined = {
            text: _join_proposals([proposals[part.text] for part in parts], parts=parts)
            for text, parts in plans.items()
        }
        return [joined[text] for text in texts]

    def _plan_parts(self, text: str) -> tuple[Part, ...]:
        return split_overlong(
            text,
            limit=self._options.max_input_tokens,
            count_tokens=lambda part: len(self._tokenizer.encode(part)),
        )

    def _translate_parts(self, parts: Sequence[str], *, hypotheses: int, links: bool) -> list[tuple[Hypothesis, ...]]:
        encoded = [self._tokenizer.encode(part) if not part.isspace() else [] for part in parts]
        spoken = [tokens for tokens in encoded if tokens]
        results = iter(self._run_soundly(spoken, hypotheses=hypotheses, return_attention=links))
        return [
            self._decode_result(next(results), source=part, pieces=pieces, links=links)
            if pieces
            else (Hypothesis(part, 0.0),)
            for part, pieces in zip(parts, encoded, strict=True)
        ]

    def _run_soundly(self, sources: list[list[str]], **options: Any) -> list[Any]:
        """Run the weights over all sources, and over those once more that made them loop or double a placeholder."""
        results = self._run_without_loops(sources, **options)
        return [
            run_without_surplus(source, result, run=partial(self._run_batch, [source], **options))
            for source, result in zip(sources, results, strict=True)
        ]

    def _run_without_loops(self, sources: list[list[str]], **options: Any) -> list[Any]:
        """Run the weights over all sources in one batch, and over those that made them loop once more."""
        results = self._run_batch(sources, **options)
        looping = [
            number
            for number, (source, result) in enumerate(zip(sources, results, strict=True))
            if is_loop(result.hypotheses[0], source=source)
        ]
        again = self._run_batch([sources[number] for number in looping], no_repeat_ngram_size=LOOP_GROUP, **options)
        for number, result in zip(looping, again, strict=True):
            results[number] = result
        return results

    def _run_batch(self, sources: list[list[str]], *, hypotheses: int, **extra: Any) -> list[Any]:
        """Run the weights over all sources; CTranslate2 sorts them by length and fills batches up to their size."""
        if not sources:
            return []
        prefix = self.package.metadata.target_prefix
        options = self._options
        given = {"target_prefix": [[prefix]] * len(sources) if prefix else None} | extra
        try:
            results: list[Any] = self._weights.translate_batch(
                sources,
                max_batch_size=choose_batch_size(sum(map(len, sources)), options=options),
                batch_type="tokens",
                beam_size=max(options.beam_size, hypotheses),
                num_hypotheses=hypotheses,
                max_input_length=0,
                max_decoding_length=TARGET_LENGTH_FACTOR * max(map(len, sources)) + TARGET_LENGTH_MARGIN,
                replace_unknowns=True,
                return_scores=True,
                **given,
            )
        # CTranslate2 reports every failure as one of these; its own words stay in the cause.
        except (RuntimeError, ValueError, MemoryError) as error:
            raise EngineError(f"{self.package.identifier}: CTranslate2 failed on {len(sources)} segments") from error
        return results

    def _decode_result(self, result: Any, *, source: str, pieces: Sequence[str], links: bool) -> tuple[Hypothesis, ...]:
        found: dict[str, Hypothesis] = {}
        attention = SharedAttention(
            read=lambda: result.attention,
            locate=lambda: locate_words(source, places=self._tokenizer.locate_source(source)),
        )
        proposals: list[list[str]] = result.hypotheses
        for rank in rank_proposals(pieces, proposals):
            tokens = self._strip_prefix(proposals[rank])
            text = self._tokenizer.decode(tokens)
            if text.strip() not in found:
                link = partial(self._link, attention, rank, tokens=tokens, text=text)
                found[text.strip()] = Hypothesis(
                    text.strip(), result.scores[rank], DeferredLinks(link) if links else ()
                )
        return tuple(found.values())

    def _link(self, attention: SharedAttention, rank: int, *, tokens: list[str], text: str) -> tuple[Link, ...]:
        """Link the words of a target, counted from its first letter; nothing where the weights pay no attention."""
        if not attention.weights:
            return ()
        weights = attention.weights[rank]
        margin = len(text) - len(text.lstrip())
        places = [(start - margin, end - margin) for start, end in self._tokenizer.locate_target(tokens)]
        target = locate_words(text.strip(), places=places)
        return link_words(weights[len(weights) - len(tokens) :], source=attention.source, target=target)

    def _strip_prefix(self, tokens: list[str]) -> list[str]:
        prefix = self.package.metadata.target_prefix
        return tokens[1:] if prefix and tokens[:1] == [prefix] else tokens


def choose_batch_size(tokens: int, *, options: EngineOptions) -> int:
    """Return how many tokens a batch takes, so that what one call brings keeps all of the engine's workers busy.

    Args:
        tokens: How many there are in all.
        options: The limit and the number of workers.
    """
    share = math.ceil(tokens / (BATCHES_A_WORKER * options.inter_threads))
    return min(options.batch_tokens, max(share, LEAST_BATCH_TOKENS))


def _load_weights(folder: Path, *, options: EngineOptions) -> Any:
    import ctranslate2  # type: ignore[import-untyped]

    try:
        return ctranslate2.Translator(
            str(folder),
            device="cpu",
            compute_type=options.compute_type,
            intra_threads=options.intra_threads,
            inter_threads=options.inter_threads,
        )
    except (RuntimeError, ValueError) as error:
        raise PackageError(f"{folder}: not a model that CTranslate2 can load: {error}") from error


def _join_proposals(proposals: Sequence[tuple[Hypothesis, ...]], *, parts: Sequence[Part]) -> tuple[Hypothesis, ...]:
    """Join the best proposals of a segment's parts, then the second best, and so on; scores weigh by length."""
    if len(parts) == 1:
        return proposals[0]
    size = sum(len(part.text) for part in parts)
    joined = []
    for rank in range(max(map(len, proposals))):
        chosen = [ranked[min(rank, len(ranked) - 1)] for ranked in proposals]
        score = sum(each.score * len(part.text) for each, part in zip(chosen, parts, strict=True)) / size
        targets = [each.text for each in chosen]
        links = join_links([each.links for each in chosen], parts=parts, targets=targets)
        joined.append(Hypothesis(join_parts(targets, parts), score, links))
    return tuple(joined)
