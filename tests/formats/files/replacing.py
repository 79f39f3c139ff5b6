from __future__ import annotations

from translator.formats.files import read_file
from translator.languages import parse_locale


def list_texts(name: str, content: bytes) -> list[str]:
    return [text.text for text in read_file(name, content=content).texts]


def replace_in(name: str, content: bytes, *replacements: tuple[str, str], locale: str = "fr") -> bytes:
    """Write a file with some of its texts replaced, each of which must be there."""
    file = read_file(name, content=content)
    texts = [text.text for text in file.texts]
    for before, after in replacements:
        assert any(before in text for text in texts), texts
        texts = [text.replace(before, after) for text in texts]
    return file.write(texts, parse_locale(locale))
