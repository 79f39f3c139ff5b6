"""Cut text into the pieces that a package's weights know, and put pieces together again.

Unlike Argos Translate's, these keep ``_`` as it is, and the byte-pair one leaves quotation marks alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

from translator.errors import PackageError
from translator.languages import LanguagePair

SENTENCEPIECE_FILE = "sentencepiece.model"
BPE_FILE = "bpe.model"

_BPE_JOINER = "@@"

# Moses would set the parts of these apart and not join them again.
_WHOLE_WORDS = [r"⟦\d+⟧", r"\w*(?:_\w*)+"]
# Moses joins straight quotation marks to what they enclose, but not these.
_SPACE_INSIDE_MARKS = re.compile(r"(?<=[“‘]) | (?=[”’])")


#: For each piece, where it begins and ends in the text; equal where it has no place of its own.
Places: TypeAlias = Sequence[tuple[int, int]]


class Tokenizer(Protocol):
    """Text to pieces and back; safe to use from several threads at once."""

    def encode(self, text: str) -> list[str]:
        """Cut a source text into pieces."""
        ...

    def decode(self, tokens: Sequence[str]) -> str:
        """Put the pieces of one target text together."""
        ...

    def locate_source(self, text: str) -> Places:
        """Return where the pieces of a source text stand in it, or nothing if that is not known."""
        ...

    def locate_target(self, tokens: Sequence[str]) -> Places:
        """Return where pieces stand in the target text that they make, or nothing if that is not known."""
        ...


def load_tokenizer(folder: Path, *, pair: LanguagePair) -> Tokenizer:
    """Load the tokenizer that a package brings along.

    Args:
        folder: The unpacked package.
        pair: Its direction; byte-pair tokenizers have rules for each language.

    Raises:
        PackageError: It has none, or it is damaged.
    """
    if (folder / SENTENCEPIECE_FILE).is_file():
        return SentencePieceTokenizer(folder / SENTENCEPIECE_FILE)
    if (folder / BPE_FILE).is_file():
        return BpeTokenizer(folder / BPE_FILE, pair=pair)
    raise PackageError(f"{folder}: holds neither {SENTENCEPIECE_FILE} nor {BPE_FILE}")


class SentencePieceTokenizer:
    """Pieces of a SentencePiece vocabulary.

    Raises:
        PackageError: The file is damaged.
    """

    def __init__(self, path: Path) -> None:
        from sentencepiece import SentencePieceProcessor

        try:
            self._processor = SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise PackageError(f"{path}: not a SentencePiece model") from error

    def encode(self, text: str) -> list[str]:
        """Cut a source text into pieces."""
        pieces: list[str] = self._processor.encode(replace_surrogates(text), out_type=str)
        return pieces

    def decode(self, tokens: Sequence[str]) -> str:
        """Put the pieces of one target text together."""
        text: str = self._processor.decode_pieces(list(tokens))
        return text

    def locate_source(self, text: str) -> Places:
        """Return where the pieces of a source text stand in it."""
        places: Places = self._processor.encode(replace_surrogates(text), return_type="offset_mapping")["offsets"]
        return places

    def locate_target(self, tokens: Sequence[str]) -> Places:
        """Return where pieces stand in the target text that they make."""
        places: Places = self._processor.decode(list(tokens), return_type="offset_mapping")["offsets"]
        return places


class BpeTokenizer:
    """Moses words cut into byte-pair units, as older Argos packages have them.

    Argos Translate also runs the Moses punctuation normaliser on the source, which turns every quotation mark into
    ``"``; canonical text needs no normaliser.

    Raises:
        PackageError: The file is damaged.
    """

    def __init__(self, path: Path, *, pair: LanguagePair) -> None:
        from argostranslate.apply_bpe import BPE  # type: ignore[import-untyped]
        from sacremoses.tokenize import MosesDetokenizer, MosesTokenizer  # type: ignore[import-untyped]

        self._words: Any = MosesTokenizer(pair.source)
        self._joiner: Any = MosesDetokenizer(pair.target)
        try:
            with path.open(encoding="utf-8") as file:
                self._units: Any = BPE(file)
        # The reader leaves the whole process where a line is malformed.
        except (OSError, ValueError, SystemExit) as error:
            raise PackageError(f"{path}: not a list of byte-pair merges") from error

    def encode(self, text: str) -> list[str]:
        """Cut a source text into byte-pair units."""
        units: list[str] = self._units.segment_tokens(
            self._words.tokenize(replace_surrogates(text), protected_patterns=_WHOLE_WORDS)
        )
        return units

    def decode(self, tokens: Sequence[str]) -> str:
        """Put the byte-pair units of one target text together."""
        words = " ".join(tokens).replace(f"{_BPE_JOINER} ", "").removesuffix(_BPE_JOINER)
        text: str = self._joiner.detokenize(words.split(" "))
        return _SPACE_INSIDE_MARKS.sub("", text)

    def locate_source(self, text: str) -> Places:
        """Return nothing: Moses rewrites the text on its way to the pieces."""
        del text
        return ()

    def locate_target(self, tokens: Sequence[str]) -> Places:
        """Return nothing: Moses rewrites the text on its way from the pieces."""
        del tokens
        return ()


def replace_surrogates(text: str) -> str:
    """Replace lone surrogates, which JSON can carry and UTF-8 cannot, by question marks."""
    return text.encode("utf-8", errors="replace").decode("utf-8")
