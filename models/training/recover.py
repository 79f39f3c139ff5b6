"""Make a checkpoint from shipped packages, so that training can go on where no checkpoint was kept.

The weights are read back from CTranslate2's binary file; int8 rows are scaled to float32, which loses what
quantisation lost. The optimisers begin without moments.
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from .batches import Position
from .model import Shape
from .vocabulary import TAGS

# The numbers that CTranslate2's file format gives to types of values (`ctranslate2/specs/model_spec.py`).
TYPES: dict[int, str] = {0: "float32", 1: "int8", 2: "int16", 3: "int32", 4: "float16"}
HEADS = 4  # stored by CTranslate2 as a number beside the weights, and the same in every package of this recipe

FloatArray = npt.NDArray[np.float32]


def _read_string(file: BinaryIO) -> str:
    (length,) = struct.unpack("<H", file.read(2))
    return file.read(length)[:-1].decode()


def _read_number(file: BinaryIO, form: str) -> int:
    (number,) = struct.unpack(form, file.read(struct.calcsize(form)))
    return int(number)


def read_engine_variables(file: BinaryIO) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays of a CTranslate2 `model.bin` by name, aliases included."""
    _read_number(file, "<I")
    _read_string(file)
    _read_number(file, "<I")
    variables: dict[str, npt.NDArray[Any]] = {}
    for _ in range(_read_number(file, "<I")):
        name = _read_string(file)
        shape = [_read_number(file, "<I") for _ in range(_read_number(file, "<B"))]
        kind = TYPES[_read_number(file, "<B")]
        content = file.read(_read_number(file, "<I"))
        variables[name] = np.frombuffer(content, dtype=kind).reshape(shape)
    for _ in range(_read_number(file, "<I")):
        alias = _read_string(file)
        variables[alias] = variables[_read_string(file)]
    return variables


def _weight(variables: dict[str, npt.NDArray[Any]], name: str) -> FloatArray:
    stored = variables[f"{name}/weight"]
    if stored.dtype != np.int8:
        return stored.astype(np.float32)
    scales = variables[f"{name}/weight_scale"].astype(np.float32)
    return stored.astype(np.float32) / scales.reshape(-1, 1)


def _attention(variables: dict[str, npt.NDArray[Any]], name: str, *, to_itself: bool) -> dict[str, FloatArray]:
    first = _weight(variables, f"{name}/linear_0")
    parts = first if to_itself else np.concatenate([first, _weight(variables, f"{name}/linear_1")])
    query, key, value = np.split(parts, 3)
    output = _weight(variables, f"{name}/linear_{1 if to_itself else 2}")
    return {
        "norm.weight": variables[f"{name}/layer_norm/gamma"],
        "norm.bias": variables[f"{name}/layer_norm/beta"],
        "query.weight": query,
        "key.weight": key,
        "value.weight": value,
        "output.weight": output,
    }


def _feed_forward(variables: dict[str, npt.NDArray[Any]], name: str) -> dict[str, FloatArray]:
    return {
        "norm.weight": variables[f"{name}/layer_norm/gamma"],
        "norm.bias": variables[f"{name}/layer_norm/beta"],
        "inner.weight": _weight(variables, f"{name}/linear_0"),
        "outer.weight": _weight(variables, f"{name}/linear_1"),
    }


def read_package_weights(path: Path) -> tuple[Shape, dict[str, Tensor]]:
    """Return the sizes and float32 weights of the model in an `.argosmodel` file that this recipe exported."""
    with zipfile.ZipFile(path) as archive:
        (member,) = [name for name in archive.namelist() if name.endswith("/model/model.bin")]
        with archive.open(member) as file:
            variables = read_engine_variables(file)  # type: ignore[arg-type]
    embedding = _weight(variables, "decoder/embeddings")
    layers = {
        part: sum(name.startswith(f"{part}/layer_") and name.endswith("/ffn/linear_0/weight") for name in variables)
        for part in ("encoder", "decoder")
    }
    arrays: dict[str, FloatArray] = {"embedding.weight": embedding}
    for part in ("encoder", "decoder"):
        arrays[f"{part}_norm.weight"] = variables[f"{part}/layer_norm/gamma"]
        arrays[f"{part}_norm.bias"] = variables[f"{part}/layer_norm/beta"]
        for number in range(layers[part]):
            source, own = f"{part}/layer_{number}", f"{part}.{number}"
            blocks = {
                "attention": _attention(variables, f"{source}/self_attention", to_itself=True),
                "forward_block": _feed_forward(variables, f"{source}/ffn"),
            }
            if part == "decoder":
                blocks["cross"] = _attention(variables, f"{source}/attention", to_itself=False)
            for block, weights in blocks.items():
                arrays |= {f"{own}.{block}.{name}": array for name, array in weights.items()}
    hidden = arrays["encoder.0.forward_block.inner.weight"].shape[0]
    shape = Shape(*embedding.shape, HEADS, hidden, layers["encoder"], layers["decoder"])
    return shape, {name: torch.from_numpy(array.astype(np.float32)) for name, array in arrays.items()}


def recover(packages: list[Path], output: Path, *, tokens: int) -> Path:
    """Write the checkpoint `output` with the mean weights of some packages and, beside it, their vocabulary.

    Packages of both directions have one ancestor, so that their mean is a fair beginning for a model of both.

    Arguments: `tokens` is the number of target pieces to count as seen; it places the run in its curriculum.
    Returns the path of the vocabulary. Raises ValueError when the packages differ in sizes or vocabulary.
    """
    loaded = [read_package_weights(path) for path in packages]
    vocabularies = {_read_vocabulary(path) for path in packages}
    if len(vocabularies) != 1 or len({shape for shape, _ in loaded}) != 1:
        raise ValueError("the packages differ in sizes or vocabulary")
    shape, first = loaded[0]
    states = {name: {"weight": sum(weights[name] for _, weights in loaded) / len(loaded)} for name in first}
    output.parent.mkdir(parents=True, exist_ok=True)
    state = {
        "shape": asdict(shape),
        "states": states,
        "step": 0,
        "tokens": tokens,
        "seconds": 0.0,
        "positions": {language: asdict(Position()) for language in TAGS},
    }
    torch.save(state, output)
    vocabulary = output.with_suffix(".vocabulary")
    vocabulary.write_bytes(vocabularies.pop())
    return vocabulary


def _read_vocabulary(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        (member,) = [name for name in archive.namelist() if name.endswith("/sentencepiece.model")]
        return archive.read(member)
