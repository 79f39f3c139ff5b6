"""What a package says about itself in its ``metadata.json``."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from translator.errors import PackageError
from translator.languages import LanguagePair

FILE_NAME = "metadata.json"

#: Real ones are under a kilobyte; anything near this is not metadata.
MAX_METADATA_BYTES = 65_536

_LANGUAGE_CODE = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
_VERSION = re.compile(r"(?P<release>\d+(?:\.\d+)*)(?P<suffix>[A-Za-z0-9.+-]*)")


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """A package's languages and version.

    Args:
        pair: Direction that it translates.
        source_name: English name of the source language; the code where the package gives none.
        target_name: English name of the target language; the code where the package gives none.
        version: The package's own version, such as ``1.9``.
        target_prefix: Token that each translation has to begin with; empty for most packages.
    """

    pair: LanguagePair
    source_name: str
    target_name: str
    version: str
    target_prefix: str = ""

    @property
    def name(self) -> str:
        """The name that the Argos index gives it, such as ``translate-fr_en``."""
        return f"translate-{self.pair.source}_{self.pair.target}"

    @property
    def file_name(self) -> str:
        """The name that its archive is stored under, such as ``translate-fr_en-1_0.argosmodel``."""
        return f"{self.name}-{self.version.replace('.', '_')}.argosmodel"


def order_version(version: str) -> tuple[tuple[int, ...], bool, str]:
    """Return a key by which versions sort: numbers as numbers, ``1`` equal to ``1.0``, ``1.0rc1`` before ``1.0``.

    A version that is not understood sorts before all others.
    """
    match = _VERSION.fullmatch(version)
    if match is None:
        return (), False, version
    release = [int(part) for part in match["release"].split(".")]
    while release and release[-1] == 0:
        release.pop()
    return tuple(release), not match["suffix"], match["suffix"]


def parse_metadata(content: bytes, *, where: str) -> PackageMetadata:
    """Read and check a package's metadata.

    Args:
        content: The bytes of ``metadata.json``.
        where: The package's file or folder, for messages.

    Raises:
        PackageError: It is not JSON, a field is missing or malformed, or the package does something else than
            translate between two languages.
    """
    try:
        fields = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PackageError(f"{where}: {FILE_NAME} is not valid JSON") from error
    if not isinstance(fields, dict):
        raise PackageError(f"{where}: {FILE_NAME} must hold an object")
    kind = fields.get("type", "translate")
    if kind != "translate":
        raise PackageError(f"{where}: {FILE_NAME}: type is {kind!r}; only translate packages are used")
    source, target = (_read_code(fields, field, where=where) for field in ("from_code", "to_code"))
    version = _read_text(fields, "package_version", where=where)
    if _VERSION.fullmatch(version) is None:
        raise PackageError(f"{where}: {FILE_NAME}: package_version must be a version such as 1.0")
    return PackageMetadata(
        pair=LanguagePair(source, target),
        source_name=_read_text(fields, "from_name", where=where, default=source) or source,
        target_name=_read_text(fields, "to_name", where=where, default=target) or target,
        version=version,
        target_prefix=_read_text(fields, "target_prefix", where=where, default=""),
    )


def _read_text(fields: Mapping[str, Any], field: str, *, where: str, default: str | None = None) -> str:
    value = fields.get(field, default)
    if not isinstance(value, str):
        raise PackageError(f"{where}: {FILE_NAME}: {field} must be a string")
    return value


def _read_code(fields: Mapping[str, Any], field: str, *, where: str) -> str:
    value = _read_text(fields, field, where=where)
    if _LANGUAGE_CODE.fullmatch(value) is None:
        raise PackageError(f"{where}: {FILE_NAME}: {field} must be a language code such as fr")
    return value
