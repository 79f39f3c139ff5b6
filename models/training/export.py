"""Turn a checkpoint into a CTranslate2 model and an Argos package, and look whether both translate alike."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import attention_spec, common_spec, transformer_spec
from torch import Tensor

from .model import Attention, FeedForward, Shape, Translator
from .vocabulary import END, START, TAGS, UNKNOWN, load_vocabulary

LANGUAGE_NAMES = {"fr": "French", "en": "English"}
ARGOS_VERSION = "1.9.0"  # the package format that Argos Translate has read since then
ZIP_DATE = (2026, 1, 1, 0, 0, 0)  # one date for all files, so that the same weights make the same bytes


@dataclass(frozen=True)
class PackageName:
    """Hold the languages and the version of a package, and what its file and folder are called."""

    source: str
    target: str
    version: str

    @property
    def stem(self) -> str:
        """Return the name that Argos gives to such a package, without its suffix."""
        return f"translate-{self.source}_{self.target}-{self.version.replace('.', '_')}"


def load_weights(path: Path) -> tuple[Shape, dict[str, Tensor]]:
    """Return a model's sizes and its float32 weights from a checkpoint or a snapshot."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=True)
    if "weights" in state:
        weights = state["weights"]
    else:
        weights = {name: part["weight"] for name, part in state["states"].items()}
    return Shape(**state["shape"]), {name: weight.float() for name, weight in weights.items()}


def average(paths: list[Path]) -> tuple[Shape, dict[str, Tensor]]:
    """Return the mean of the weights in several checkpoints or snapshots of one shape."""
    shape, total = load_weights(paths[0])
    for path in paths[1:]:
        for name, weight in load_weights(path)[1].items():
            total[name] = total[name] + weight
    return shape, {name: weight / len(paths) for name, weight in total.items()}


def save_weights(path: Path, shape: Shape, weights: dict[str, Tensor]) -> None:
    """Write a snapshot: a model's sizes and weights, without what training needs to go on."""
    torch.save({"shape": asdict(shape), "weights": weights}, path)


def build_model(shape: Shape, weights: dict[str, Tensor]) -> Translator:
    """Return a float32 model with the given weights."""
    model = Translator(shape)
    model.load_state_dict(weights, strict=False)
    return model.eval()


def _array(tensor: Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    return tensor.detach().float().numpy().copy()  # quantisation writes into the array that it is given


def _set_attention(spec: attention_spec.MultiHeadAttentionSpec, attention: Attention, *, to_itself: bool) -> None:
    spec.layer_norm.gamma, spec.layer_norm.beta = _array(attention.norm.weight), _array(attention.norm.bias)
    query, key, value = (_array(part.weight) for part in (attention.query, attention.key, attention.value))
    if to_itself:
        spec.linear[0].weight = np.concatenate([query, key, value])
    else:
        spec.linear[0].weight, spec.linear[1].weight = query, np.concatenate([key, value])
    spec.linear[-1].weight = _array(attention.output.weight)


def _set_feed_forward(spec: transformer_spec.FeedForwardSpec, block: FeedForward) -> None:
    spec.layer_norm.gamma, spec.layer_norm.beta = _array(block.norm.weight), _array(block.norm.bias)
    spec.linear_0.weight, spec.linear_1.weight = _array(block.inner.weight), _array(block.outer.weight)


def to_spec(model: Translator) -> transformer_spec.TransformerSpec:
    """Return the model as CTranslate2 describes it; the first head of the last layer gives the alignments."""
    shape = model.shape
    spec = transformer_spec.TransformerSpec.from_config(
        (shape.encoder_layers, shape.decoder_layers),
        shape.heads,
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=1,
    )
    embedding, positions = _array(model.embedding.weight), _array(model.positions)
    spec.encoder.embeddings[0].weight = embedding
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    for part, norm in ((spec.encoder, model.encoder_norm), (spec.decoder, model.decoder_norm)):
        part.position_encodings.encodings = positions
        part.layer_norm.gamma, part.layer_norm.beta = _array(norm.weight), _array(norm.bias)
    for layer_spec, layer in zip(spec.encoder.layer, model.encoder, strict=True):
        _set_attention(layer_spec.self_attention, layer.attention, to_itself=True)
        _set_feed_forward(layer_spec.ffn, layer.forward_block)
    for layer_spec, layer in zip(spec.decoder.layer, model.decoder, strict=True):
        _set_attention(layer_spec.self_attention, layer.attention, to_itself=True)
        _set_attention(layer_spec.attention, layer.cross, to_itself=False)
        _set_feed_forward(layer_spec.ffn, layer.forward_block)
    return spec


def save_engine_model(
    model: Translator,
    vocabulary: sentencepiece.SentencePieceProcessor,
    target: str,
    folder: Path,
    *,
    quantization: str = "int8",
) -> None:
    """Write `model.bin`, `config.json` and `shared_vocabulary.json`; the decoder starts with the tag of `target`."""
    spec = to_spec(model)
    pieces = [vocabulary.id_to_piece(number) for number in range(vocabulary.get_piece_size())]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.bos_token, spec.config.eos_token, spec.config.unk_token = (pieces[i] for i in (START, END, UNKNOWN))
    spec.config.decoder_start_token = TAGS[target]
    spec.config.add_source_bos, spec.config.add_source_eos = False, True
    spec.validate()
    spec.optimize(quantization=quantization)
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))


def check_parity(
    model: Translator, vocabulary: sentencepiece.SentencePieceProcessor, name: PackageName, sentences: list[str]
) -> float:
    """Return the share of sentences that this model and its float32 CTranslate2 form translate alike, greedily."""
    from .progress import greedy

    with tempfile.TemporaryDirectory() as folder:
        save_engine_model(model, vocabulary, name.target, Path(folder), quantization="float32")
        engine = ctranslate2.Translator(folder, compute_type="float32")
        results = engine.translate_batch(
            [vocabulary.encode(text, out_type=str) for text in sentences], beam_size=1, max_decoding_length=110
        )
    tag = vocabulary.piece_to_id(TAGS[name.target])
    ours = greedy(model, [vocabulary.encode(text) for text in sentences], tag)
    theirs = [[vocabulary.piece_to_id(piece) for piece in result.hypotheses[0]] for result in results]
    return sum(one == other for one, other in zip(ours, theirs, strict=True)) / len(sentences)


def write_package(model: Translator, vocabulary_path: Path, name: PackageName, card: str, folder: Path) -> Path:
    """Write the `.argosmodel` file, a zip with one folder, reproducibly; return its path."""
    metadata = {
        "package_version": name.version,
        "argos_version": ARGOS_VERSION,
        "from_code": name.source,
        "from_name": LANGUAGE_NAMES[name.source],
        "to_code": name.target,
        "to_name": LANGUAGE_NAMES[name.target],
    }
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"{name.stem}.argosmodel"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        root = Path(scratch) / name.stem
        save_engine_model(model, load_vocabulary(vocabulary_path), name.target, root / "model")
        shutil.copyfile(vocabulary_path, root / "sentencepiece.model")
        (root / "metadata.json").write_text(json.dumps(metadata, indent=4) + "\n", encoding="utf-8")
        (root / "README.md").write_text(card, encoding="utf-8")
        _zip_reproducibly(root, package)
    return package


def _zip_reproducibly(root: Path, package: Path) -> None:
    temporary = package.with_suffix(".new")
    with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(root.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(str(path.relative_to(root.parent)), ZIP_DATE)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, path.read_bytes())
    temporary.replace(package)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
