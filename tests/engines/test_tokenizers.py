from __future__ import annotations

from pathlib import Path

import pytest

from tests.engines import tiny_packages
from translator.engines.tokenizers import Tokenizer, load_tokenizer
from translator.errors import PackageError
from translator.languages import LanguagePair

MERGES = "#version: 0.2\nl a</w>\nm a\nma i\nmai r\nmair i\nmairi e</w>\n"


@pytest.fixture
def sentencepiece(tmp_path: Path) -> Tokenizer:
    (tmp_path / "sentencepiece.model").write_bytes(tiny_packages.build_vocabulary())
    return load_tokenizer(tmp_path, pair=LanguagePair("fr", "en"))


@pytest.fixture
def bpe(tmp_path: Path) -> Tokenizer:
    (tmp_path / "bpe.model").write_text(MERGES, encoding="utf-8")
    return load_tokenizer(tmp_path, pair=LanguagePair("fr", "fr"))


@pytest.mark.parametrize(
    "text",
    [
        "la mairie ouvre le pont.",
        "@jean_dupont écrit _ici_",
        "“Non !” a dit ‘elle’, l'été",
        "⟦0⟧ et ⟦1⟧, 12 345 € 😆 北京",
    ],
)
def test_sentencepiece_gives_back_what_it_cut(sentencepiece: Tokenizer, text: str) -> None:
    assert sentencepiece.decode(sentencepiece.encode(text)) == text


def test_sentencepiece_keeps_a_placeholder_in_one_piece(sentencepiece: Tokenizer) -> None:
    assert [piece for piece in sentencepiece.encode("avec ⟦1⟧.") if "1" in piece] == ["⟦1⟧"]


def test_sentencepiece_replaces_lone_surrogates(sentencepiece: Tokenizer) -> None:
    assert sentencepiece.decode(sentencepiece.encode("la \ud83d mairie")) == "la ? mairie"


@pytest.mark.parametrize("text", ["la mairie ouvre le pont.", "avec  ⟦1⟧ 😆 «Non»", "l'été\udc80"])
def test_sentencepiece_knows_where_its_pieces_stand(sentencepiece: Tokenizer, text: str) -> None:
    pieces, places = sentencepiece.encode(text), sentencepiece.locate_source(text)
    target = sentencepiece.decode(pieces)

    assert len(places) == len(pieces)
    assert "".join(text[start:end] for start, end in places) == text
    assert "".join(target[start:end] for start, end in sentencepiece.locate_target(pieces)) == target


def test_bpe_does_not_know_where_its_pieces_stand(bpe: Tokenizer) -> None:
    assert bpe.locate_source("la mairie") == bpe.locate_target(["la", "mairie"]) == ()


def test_bpe_cuts_words_into_the_longest_known_units(bpe: Tokenizer) -> None:
    assert bpe.encode("la mairie mai") == ["la", "mairie", "ma@@", "i"]


@pytest.mark.parametrize("text", ["la mairie, enfin.", "“la mairie” n'est ‘pas’ là", "jean_dupont & _ “⟦0⟧ Cie”, _x_"])
def test_bpe_gives_back_what_it_cut(bpe: Tokenizer, text: str) -> None:
    assert bpe.decode(bpe.encode(text)) == text


def test_bpe_drops_a_joiner_left_at_the_end(bpe: Tokenizer) -> None:
    assert bpe.decode(["la", "mai@@"]) == "la mai"


def test_bpe_replaces_lone_surrogates(bpe: Tokenizer) -> None:
    assert bpe.decode(bpe.encode("la \ud83d mairie")) == "la ? mairie"


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("sentencepiece.model", b"?", "not a SentencePiece model"),
        ("bpe.model", b"one two three\n", "not a list of byte-pair merges"),
        ("bpe.model", b"\xff\xfe", "not a list of byte-pair merges"),
    ],
)
def test_tokenizer_that_is_damaged_is_refused(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(content)

    with pytest.raises(PackageError) as caught:
        load_tokenizer(tmp_path, pair=LanguagePair("fr", "en"))

    assert str(caught.value) == f"{tmp_path / name}: {problem}"


def test_tokenizer_that_is_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(PackageError) as caught:
        load_tokenizer(tmp_path, pair=LanguagePair("fr", "en"))

    assert str(caught.value) == f"{tmp_path}: holds neither sentencepiece.model nor bpe.model"
