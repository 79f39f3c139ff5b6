from __future__ import annotations

from dataclasses import replace

import pytest

from translator.access import Scope
from translator.errors import FieldError, QuotaError, UnsupportedLanguageError
from translator.workflows.keys import KeyOrder, create_key, get_usage, identify_caller
from translator.workflows.services import Services
from translator.workflows.translate_file import translate_file


def translate(services: Services, content: bytes, *, name: str = "note.txt", target: str = "fr") -> bytes:
    return translate_file(services, name=name, content=content, source="en", target=target)


def test_a_text_comes_back_with_its_lines(services: Services) -> None:
    assert translate(services, b"cat dog\r\n\r\nbird\n") == b"tac god\r\n\r\ndrib\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_kept(services: Services, encoding: str) -> None:
    assert translate(services, "été\n".encode(encoding)) == "été\n"[-2::-1].encode(encoding) + "\n".encode(
        encoding.replace("-sig", "").replace("16", "16-le")
    )


def test_what_windows_wrote_is_read_and_becomes_utf_8(services: Services) -> None:
    assert translate(services, "café n’est".encode("cp1252")).decode() == "éfac n’tse"


@pytest.mark.parametrize("name", ["movie.mp4", "note", "note.txt.exe", ""])
def test_a_file_of_another_kind_is_refused(services: Services, name: str) -> None:
    with pytest.raises(FieldError, match=r"file format not supported; its name must end in \.txt, "):
        translate(services, b"one", name=name)


@pytest.mark.parametrize("content", [b"one\x00two", b"\x81\x8d\x8f"])
def test_what_is_no_text_is_refused(services: Services, content: bytes) -> None:
    with pytest.raises(FieldError, match="file is no text in UTF-8"):
        translate(services, content)


def test_an_unknown_language_is_refused_before_the_file_is_read(services: Services) -> None:
    with pytest.raises(UnsupportedLanguageError):
        translate(services, b"\x00", target="zz")


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        ({"file_limit": 4}, "file has 7 bytes; at most 4 are allowed"),
        ({"file_character_limit": 5}, "file has 7 characters; at most 5 are allowed"),
    ],
)
def test_a_file_over_its_limit_is_refused_unless_limits_are_off(
    services: Services, limits: dict[str, int], problem: str
) -> None:
    limited = replace(services, settings=services.settings.model_copy(update=limits))
    with pytest.raises(FieldError, match=problem):
        translate(limited, b"cat dog")
    lifted = replace(services, settings=services.settings.model_copy(update={**limits, "limits": "off"}))
    assert translate(lifted, b"cat dog") == b"tac god"


def test_the_characters_are_counted_for_the_callers_key(services: Services) -> None:
    order = KeyOrder("CMS", frozenset({Scope.TRANSLATE}), monthly_characters=10)
    caller = identify_caller(services, create_key(services, order)[1])
    asked = {"name": "note.txt", "content": b"cat dog", "source": "en", "target": "fr", "caller": caller}
    assert translate_file(services, **asked) == b"tac god"
    with pytest.raises(QuotaError):
        translate_file(services, **asked)
    assert get_usage(services, caller).characters == 7
