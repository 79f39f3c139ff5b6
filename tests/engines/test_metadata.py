from __future__ import annotations

import json

import pytest

from tests.engines.tiny_packages import describe_package
from translator.engines.metadata import PackageMetadata, order_version, parse_metadata
from translator.errors import PackageError
from translator.languages import LanguagePair


def encode(**changes: object) -> bytes:
    fields = {**describe_package("fr", "en"), **changes}
    return json.dumps({name: value for name, value in fields.items() if value is not None}).encode()


def test_metadata_are_read_with_their_names_and_prefix() -> None:
    metadata = parse_metadata(encode(from_name="French", to_name="English", target_prefix="__en__"), where="p")

    assert metadata == PackageMetadata(LanguagePair("fr", "en"), "French", "English", "1.0", "__en__")


def test_metadata_name_the_archive_as_the_argos_index_does() -> None:
    metadata = parse_metadata(encode(package_version="1.10"), where="p")

    assert (metadata.name, metadata.file_name) == ("translate-fr_en", "translate-fr_en-1_10.argosmodel")


def test_metadata_without_names_use_the_codes() -> None:
    metadata = parse_metadata(encode(from_name=None, to_name=""), where="p")

    assert (metadata.source_name, metadata.target_name) == ("fr", "en")


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"from_code": None}, "from_code must be a string"),
        ({"to_code": 7}, "to_code must be a string"),
        ({"to_code": "../en"}, "to_code must be a language code such as fr"),
        ({"from_code": ""}, "from_code must be a language code such as fr"),
        ({"package_version": None}, "package_version must be a string"),
        ({"package_version": "../1"}, "package_version must be a version such as 1.0"),
        ({"package_version": 1.0}, "package_version must be a string"),
        ({"from_name": ["French"]}, "from_name must be a string"),
        ({"target_prefix": 3}, "target_prefix must be a string"),
        ({"type": "sbd"}, "type is 'sbd'; only translate packages are used"),
    ],
)
def test_metadata_with_a_wrong_field_are_refused(changes: dict[str, object], problem: str) -> None:
    with pytest.raises(PackageError) as caught:
        parse_metadata(encode(**changes), where="p.argosmodel")

    assert str(caught.value) == f"p.argosmodel: metadata.json: {problem}"


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{", "metadata.json is not valid JSON"),
        (b"\xff\xfe{}", "metadata.json is not valid JSON"),
        (b"[" * 20_000, "metadata.json is not valid JSON"),
        (b"[1]", "metadata.json must hold an object"),
    ],
)
def test_metadata_that_are_no_object_are_refused(content: bytes, problem: str) -> None:
    with pytest.raises(PackageError) as caught:
        parse_metadata(content, where="p")

    assert str(caught.value) == f"p: {problem}"


def test_versions_sort_by_number_and_before_them_their_candidates() -> None:
    versions = ["1.10", "1.9", "2.0", "1.10rc1", "?", "0.9"]

    assert sorted(versions, key=order_version) == ["?", "0.9", "1.9", "1.10rc1", "1.10", "2.0"]


def test_versions_with_trailing_zeros_are_equal() -> None:
    assert order_version("1") == order_version("1.0.0")
