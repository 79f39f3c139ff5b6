from __future__ import annotations

import re
import string

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from tests.pages.catalogue_faults import find_faults, list_all_faults, list_keys, list_messages, read_catalogue
from tests.pages.catalogues import LOCALES, list_catalogues
from translator.checks import ISSUE_CODES
from translator.pages.interface import INTERFACE_LANGUAGES

ROOT = LOCALES.parent

#: What marks a message, and which argument it is; the Makefile's target `messages` has the same.
KEYWORDS = {**DEFAULT_KEYWORDS, "FieldError": (2,), "ConflictError": (1,)}


def extract_keys() -> set[object]:
    with (LOCALES / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT / "translator",
        method_map=strip_folder(methods),
        options_map={pattern.removeprefix("translator/"): each for pattern, each in options.items()},
        keywords=KEYWORDS,
    )
    return {message for _, _, message, _, _ in found if message}


def strip_folder(methods: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(pattern.removeprefix("translator/"), method) for pattern, method in methods]


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


@pytest.mark.parametrize("message", FRENCH, ids=lambda message: list_keys(message)[0])
def test_french_message_is_whole_and_set_as_french_is_printed(message: Message) -> None:
    assert find_faults(message, language="fr", plurals=2) == []


@pytest.mark.parametrize(
    ("key", "string", "fault"),
    [
        ("Go!", "", "not translated"),
        ("Go to %(name)s", "Aller", "not the places name"),
        ("Go", "Aller à %(name)s", "not the places none"),
        ("Go!", "Allez !", "no thin no-break space before ; ! ?"),
        ("Go?", "On y va\u00a0?", "no thin no-break space before ; ! ?"),
        ("To: %(name)s", "À : %(name)s", "no no-break space before : »"),
        ("“Go”", "« Va\u00a0»", "no no-break space after «"),
        ("“Go”", "“Va”", "typewriter’s or English quotation marks or apostrophe"),
        ("The sea", "L'eau", "typewriter’s or English quotation marks or apostrophe"),
        ("Wait…", "Attendez...", "three dots instead of …"),
        ("5%", "5 %", "no no-break space before %"),
        (("%(num)s port", "%(num)s ports"), ("%(num)s port",), "not as many forms as the language has"),
    ],
)
def test_faults_of_a_message_are_found(key: str | tuple[str, str], string: str | tuple[str, ...], fault: str) -> None:
    assert find_faults(Message(key, string), language="fr", plurals=2) == [fault]


@pytest.mark.parametrize(
    ("key", "string"),
    [
        ("See https://a.example", "Voir https://a.example"),
        ("%(num)s%", "%(num)s\u00a0%"),
        ("“Go!”", "«\u00a0Va\u202f!\u00a0»"),
    ],
)
def test_message_without_fault_is_left_alone(key: str, string: str) -> None:
    assert find_faults(Message(key, string), language="fr", plurals=2) == []


def test_fuzzy_message_is_a_fault() -> None:
    assert find_faults(Message("Go", "Va", flags=["fuzzy"]), language="fr", plurals=2) == ["fuzzy"]


def test_command_finds_what_the_tests_find() -> None:
    assert list(list_all_faults()) == []


def test_placeholders_of_keys_are_named() -> None:
    formatter = string.Formatter()
    keys = [key for message in FRENCH for key in list_keys(message)]
    assert [key for key in keys if re.search(r"%[sd]", key)] == []
    assert [key for key in keys if any(field for _, field, _, _ in formatter.parse(key))] == []
