from __future__ import annotations

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from translator.errors import FieldError

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: \\n"\n\n'
CATALOGUE = (
    HEADER
    + """#. A comment
#: a.c:1
#, c-format
msgctxt "menu"
msgid "Open %s, %(name)s or {0}: 100% <b>safe</b>\\n"
msgstr ""

#, fuzzy
#| msgid "oldest"
msgid "old"
msgstr "vieux"

msgid "done"
msgstr "fini"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""
msgstr[1] ""

#~ msgid "gone"
#~ msgstr ""
"""
)


def test_entries_without_a_translation_and_fuzzy_ones_are_texts() -> None:
    assert list_texts("a.po", CATALOGUE.encode()) == [
        '<u>Open <k>%s</k>, <k>%(name)s</k> or <k>{0}</k>: 100% <g id="0">safe</g>\n</u>\n<u>old</u>\n'
        "<u><k>%d</k> file</u>\n<u><k>%d</k> files</u>\n"
    ]


def test_a_catalogue_is_filled() -> None:
    target = replace_in(
        "a.po",
        CATALOGUE.encode(),
        ("Open", "Ouvrir"),
        ("old<", "ancien<"),
        ("files", "fichiers"),
        (" file<", " fichier<"),
    ).decode()
    assert 'msgctxt "menu"\nmsgid "Open' in target
    assert 'msgstr "Ouvrir %s, %(name)s or {0}: 100% <b>safe</b>\\n"' in target
    assert '#, fuzzy\n#| msgid "oldest"\nmsgid "old"\nmsgstr "ancien"' in target
    assert 'msgid "done"\nmsgstr "fini"' in target
    assert 'msgstr[0] "%d fichier"\nmsgstr[1] "%d fichiers"' in target
    assert '#~ msgid "gone"' in target


@pytest.mark.parametrize(
    ("locale", "language", "rule"),
    [("fr", "fr", "nplurals=2; plural=(n > 1);"), ("en-GB", "en_GB", "nplurals=2; plural=(n != 1);")],
)
def test_the_header_names_language_and_plural_forms(locale: str, language: str, rule: str) -> None:
    target = replace_in("a.po", CATALOGUE.encode(), locale=locale).decode()
    assert f'"Language: {language}\\n"' in target
    assert f'"Plural-Forms: {rule}\\n"' in target


@pytest.mark.parametrize("content", [b"", b"Hello there", HEADER.encode(), b"\xff\xfe\x00msgid"])
def test_what_is_no_catalogue_is_refused(content: bytes) -> None:
    with pytest.raises(FieldError, match=r"^file is no gettext catalogue: "):
        list_texts("a.po", content)
