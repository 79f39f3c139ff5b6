"""Small Argos packages whose weights copy their source, built in well under a second.

One-layer Transformers with weights set by hand: a position's code in the decoder finds the same code in the encoder,
and the piece found there is written. So a test can say what comes out of a real CTranslate2 model, not only that
something does.
"""

from __future__ import annotations

import functools
import hashlib
import io
import itertools
import json
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece

#: Sources longer than this make CTranslate2 fail.
POSITIONS = 320
#: Each of these is one piece of the vocabulary, wherever it stands.
SINGLE_PIECES = (".", "!", "⟦0⟧", "⟦1⟧")
TAGS = ("<2en>", "<2fr>")

_WIDTH = 128  # half of the model's width: enough random signs to tell some hundreds of pieces or positions apart

_SUBJECTS = ("la mairie", "le maire", "une élue", "le journal", "the council", "a reporter", "the mayor", "Anne Petit")
_VERBS = ("ouvre", "annonce", "visite", "raconte", "opens", "reports", "visits", "describes")
_OBJECTS = ("le pont", "une école", "la gare", "the bridge", "a school", "the station", "Lyon", "Bristol")


def list_sentences() -> list[str]:
    """Return the sentences that the vocabulary is learnt from."""
    words = itertools.product(_SUBJECTS, _VERBS, _OBJECTS)
    return [
        f"{subject} {verb} {thing}, {number} _x_ “oui” : l'été ; no"
        for number, (subject, verb, thing) in enumerate(words)
    ]


@functools.cache
def build_vocabulary() -> bytes:
    """Train a SentencePiece vocabulary with byte fall-back and return its file."""
    file = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(list_sentences()),
        model_writer=file,
        model_type="unigram",
        vocab_size=420,
        hard_vocab_limit=False,
        byte_fallback=True,
        normalization_rule_name="identity",
        control_symbols=list(TAGS),
        user_defined_symbols=list(SINGLE_PIECES),
        minloglevel=2,
        num_threads=1,
    )
    return file.getvalue()


def _set_linear(linear: Any, weight: np.ndarray) -> None:
    linear.weight = weight.astype(np.float32)
    linear.bias = np.zeros(len(weight), np.float32)


def _set_norm(norm: Any, width: int) -> None:
    norm.gamma, norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)


def _silence_feed_forward(layer: Any, width: int) -> None:
    _set_norm(layer.ffn.layer_norm, width)
    _set_linear(layer.ffn.linear_0, np.zeros((width, width)))
    _set_linear(layer.ffn.linear_1, np.zeros((width, width)))


def _silence_self_attention(layer: Any, width: int) -> None:
    _set_norm(layer.self_attention.layer_norm, width)
    _set_linear(layer.self_attention.linear[0], np.zeros((3 * width, width)))
    _set_linear(layer.self_attention.linear[1], np.zeros((width, width)))


def _set_cross_attention(attention: Any, width: int) -> None:
    place, piece = np.zeros((width, width)), np.zeros((width, width))
    place[_WIDTH:, _WIDTH:] = np.eye(_WIDTH)
    piece[:_WIDTH, :_WIDTH] = np.eye(_WIDTH)
    _set_norm(attention.layer_norm, width)
    _set_linear(attention.linear[0], 4 * place)
    _set_linear(attention.linear[1], np.concatenate([place, piece]))
    _set_linear(attention.linear[2], piece)


def build_spec(pieces: list[str], writes: Mapping[str, str]) -> Any:
    """Return a CTranslate2 model that writes each source piece, or what `writes` names in its stead, and then ends."""
    width = 2 * _WIDTH
    random = np.random.default_rng(7)
    piece_codes = random.choice([-1.0, 1.0], (len(pieces), _WIDTH))
    place_codes = np.hstack([np.zeros((POSITIONS, _WIDTH)), random.choice([-1.0, 1.0], (POSITIONS, _WIDTH))])
    spec = ctranslate2.specs.TransformerSpec.from_config((1, 1), 1, pre_norm=True)
    for part in (spec.encoder, spec.decoder):
        part.scale_embeddings = False
        part.position_encodings.encodings = place_codes.astype(np.float32)
        _set_norm(part.layer_norm, width)
        _silence_self_attention(part.layer[0], width)
        _silence_feed_forward(part.layer[0], width)
    spec.decoder.embeddings.weight = np.zeros((len(pieces), width), np.float32)
    _set_cross_attention(spec.decoder.layer[0].attention, width)
    index = {piece: number for number, piece in enumerate(pieces)}
    read_codes = piece_codes[[index[writes.get(piece, piece)] for piece in pieces]]
    spec.encoder.embeddings[0].weight = np.hstack([read_codes, np.zeros_like(read_codes)]).astype(np.float32)
    _set_linear(spec.decoder.projection, np.hstack([piece_codes / 8, np.zeros_like(piece_codes)]))
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


@functools.cache
def _build_members(writes: tuple[tuple[str, str], ...]) -> dict[str, bytes]:
    vocabulary = build_vocabulary()
    processor = sentencepiece.SentencePieceProcessor(model_proto=vocabulary)
    pieces = [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
    with tempfile.TemporaryDirectory() as folder:
        build_spec(pieces, dict(writes)).save(folder)
        members = {f"model/{path.name}": path.read_bytes() for path in sorted(Path(folder).iterdir())}
    return {"sentencepiece.model": vocabulary, **members}


def describe_package(source: str, target: str, **changes: Any) -> dict[str, Any]:
    """Return the metadata of a package."""
    metadata = {
        "type": "translate",
        "package_version": "1.0",
        "argos_version": "1.9",
        "from_code": source,
        "from_name": f"Name of {source}",
        "to_code": target,
        "to_name": f"Name of {target}",
    }
    return {**metadata, **changes}


def build_members(
    source: str, target: str, *, writes: Mapping[str, str] | None = None, **changes: Any
) -> dict[str, bytes]:
    """Return the files of a package by their path inside its folder."""
    metadata = json.dumps(describe_package(source, target, **changes)).encode()
    return {"metadata.json": metadata, **_build_members(tuple((writes or {}).items()))}


def write_archive(path: Path, members: Mapping[str, bytes], *, top: str = "package") -> Path:
    """Write files into a zip archive under one top folder."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{top}/{name}", content)
    return path


def write_package(folder: Path, source: str, target: str, *, name: str | None = None, **changes: Any) -> Path:
    """Write a package that copies its source, with other pieces for those named in `writes`, and return its path."""
    version = str(changes.get("package_version", "1.0")).replace(".", "_")
    path = folder / (name or f"translate-{source}_{target}-{version}.argosmodel")
    return write_archive(path, build_members(source, target, **changes))


def write_unpacked(folder: Path, source: str, target: str, **changes: Any) -> Path:
    """Write a package unpacked, as Argos Translate keeps it, and return its folder."""
    root = folder / f"translate-{source}_{target}"
    for name, content in build_members(source, target, **changes).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return root


def write_manifest(models_dir: Path, *packages: Path, sha256: str | None = None) -> Path:
    """Write a manifest that lists packages, with their digests or with a given one."""
    rows = [
        f'[[package]]\nfile = "{path.name}"\nsha256 = "{sha256 or hashlib.sha256(path.read_bytes()).hexdigest()}"\n'
        for path in packages
    ]
    manifest = models_dir / "manifest.toml"
    manifest.write_text("\n".join(rows), encoding="utf-8")
    return manifest
