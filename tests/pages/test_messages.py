from __future__ import annotations

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.pages.catalogues import LOCALES, list_catalogues
from translator.checks import ISSUE_CODES
from translator.pages.interface import INTERFACE_LANGUAGES

ROOT = LOCALES.parent
PLACE = re.compile(r"%\((\w+)\)s")


def read_catalogue(path: Path, *, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def extract_keys() -> set[object]:
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT / "translator",
        method_map=strip_folder(methods),
        options_map={pattern.removeprefix("translator/"): each for pattern, each in options.items()},
        keywords=DEFAULT_KEYWORDS,
    )
    return {message for _, _, message, _, _ in found if message}


def strip_folder(methods: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(pattern.removeprefix("translator/"), method) for pattern, method in methods]


def list_messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def list_strings(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def list_keys(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, (tuple, list)) else (message.id,)


FRENCH = list(list_messages(read_catalogue(list_catalogues()["fr"], language="fr")))


def test_every_interface_language_but_that_of_the_keys_has_a_catalogue() -> None:
    assert sorted(list_catalogues()) == sorted(INTERFACE_LANGUAGES[1:])


def test_template_holds_exactly_the_messages_of_the_program() -> None:
    template = read_catalogue(LOCALES / "messages.pot")
    assert {message.id for message in list_messages(template)} == extract_keys()


def test_template_holds_what_every_issue_says() -> None:
    messages = {kind.message for kind in ISSUE_CODES.values()}
    assert messages - extract_keys() == set()


@pytest.mark.parametrize("language", sorted(list_catalogues()))
def test_catalogue_holds_exactly_the_messages_of_the_template(language: str) -> None:
    catalogue = read_catalogue(list_catalogues()[language], language=language)
    template = read_catalogue(LOCALES / "messages.pot")
    assert {each.id for each in list_messages(catalogue)} == {each.id for each in list_messages(template)}
    assert list(catalogue.obsolete) == []


@pytest.mark.parametrize("language", sorted(list_catalogues()))
def test_every_message_is_translated_and_none_is_fuzzy(language: str) -> None:
    catalogue = read_catalogue(list_catalogues()[language], language=language)
    unfinished = [each.id for each in list_messages(catalogue) if each.fuzzy or not all(list_strings(each))]
    assert unfinished == []
    assert [
        each.id for each in list_messages(catalogue) if len(list_strings(each)) not in (1, catalogue.num_plurals)
    ] == []


@pytest.mark.parametrize("message", FRENCH, ids=lambda message: list_keys(message)[0])
def test_french_message_keeps_every_place(message: Message) -> None:
    places = {place for key in list_keys(message) for place in PLACE.findall(key)}
    assert [set(PLACE.findall(each)) for each in list_strings(message)] == [places] * len(list_strings(message))


@pytest.mark.parametrize("message", FRENCH, ids=lambda message: list_keys(message)[0])
def test_french_message_is_set_as_french_is_printed(message: Message) -> None:
    for text in list_strings(message):
        assert set(text) & {"'", '"', "“", "”"} == set()
        assert re.findall(r"(?<![\u202f])[;!?]|(?<![\u00a0])[:»]|«(?!\u00a0)", text) == []


def test_placeholders_of_keys_are_named() -> None:
    formatter = string.Formatter()
    keys = [key for message in FRENCH for key in list_keys(message)]
    assert [key for key in keys if re.search(r"%[sd]", key)] == []
    assert [key for key in keys if any(field for _, field, _, _ in formatter.parse(key))] == []
