"""Train and load the SentencePiece vocabulary that both languages and both directions share."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from .augment import PLACEHOLDERS

UNKNOWN, START, END = 0, 1, 2

# Characters that get a piece of their own however rare they are in the training text: signs of news prose and the
# letters of European names. Argos Translate writes byte pieces out as `<0xE2>`, so none of these may need them.
REQUIRED_CHARACTERS = (
    "".join(map(chr, range(33, 127))) + "€£¥¢‰°§©®™•·–—“”‘’×÷±½¼¾²³µ→←…«»¿¡ªº†"
    "ÀÂÄÆÇÈÉÊËÎÏÔŒÙÛÜŸàâäæçèéêëîïôœùûüÿÁÃÅÍÑÓÕÖØÚÝÞÐßáãåíñóõöøúýþð"
    "ĀāĂăĄąĆćČčĎďĐđĒēĖėĘęĚěĞğĢģĪīİıĶķĹĺĻļĽľŁłŃńŅņŇňŌōŐőŔŕŘřŚśŞşŠšŢţŤťŪūŮůŰűŲųŹźŻżŽžȘșȚț"
)
TAGS = {"fr": "<2fr>", "en": "<2en>"}  # the decoder starts with the tag of the language it writes


def train_vocabulary(sentences: Iterable[str], prefix: Path, *, size: int, threads: int) -> None:
    """Write `prefix`.model and `prefix`.vocab: a unigram vocabulary of `size` pieces with byte fall-back.

    Nothing is normalised here (`to_canonical` did it), so case, accents, `_` and emoji survive.
    """
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences),
        model_prefix=str(prefix),
        model_type="unigram",
        vocab_size=size,
        byte_fallback=True,
        split_digits=True,
        character_coverage=0.9998,
        required_chars=REQUIRED_CHARACTERS,
        normalization_rule_name="identity",
        control_symbols=list(TAGS.values()),
        user_defined_symbols=list(PLACEHOLDERS),
        unk_id=UNKNOWN,
        bos_id=START,
        eos_id=END,
        pad_id=-1,
        num_threads=threads,
        max_sentence_length=4000,
        minloglevel=1,
    )


def load_vocabulary(path: Path) -> sentencepiece.SentencePieceProcessor:
    """Load a SentencePiece model file."""
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def placeholder_pieces(vocabulary: sentencepiece.SentencePieceProcessor) -> list[int]:
    """Return the numbers of the placeholders' pieces."""
    return [vocabulary.piece_to_id(token) for token in PLACEHOLDERS]
