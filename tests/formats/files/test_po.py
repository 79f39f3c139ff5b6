from __future__ import annotations

from html import escape
from io import BytesIO

import pytest
from babel.messages.pofile import read_po

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


PLACEHOLDERS = (
    *("%s", "%d", "%5.2f", "%-10s", "%1$s", "%2$d", "%(name)s", "%(n)05d", "%%", "%@", "%lu", "%zu", "%1", "%n", "%L2"),
    *("{0}", "{}", "{name}", "{name!r:>10}", "{a.b[0]}", "{{ count }}", "{{count}}", "${name}", "%{name}", "%<name>s"),
    *("$name", "&nbsp;", "&#8217;", "&hellip;"),
)


@pytest.mark.parametrize("placeholder", PLACEHOLDERS)
def test_placeholders_come_back_byte_for_byte(placeholder: str) -> None:
    content = f'{HEADER}msgid "Open {placeholder} now"\nmsgstr ""\n'.encode()
    (text,) = list_texts("a.po", content)
    assert text == f"<u>Open <k>{escape(placeholder, quote=False)}</k> now</u>\n"
    target = replace_in("a.po", content, ("Open ", "Ouvrir "), (" now", ""))
    assert f'msgstr "Ouvrir {placeholder}"'.encode() in target


@pytest.mark.parametrize("text", ["100% safe", "5 % off", "a {b c} d", "it costs $5", "50%of", "a % b"])
def test_what_is_no_placeholder_is_translated(text: str) -> None:
    assert list_texts("a.po", f'{HEADER}msgid "{text}"\nmsgstr ""\n'.encode()) == [f"<u>{text}</u>\n"]


def test_menu_marks_are_taken_out_and_put_back() -> None:
    content = f'{HEADER}msgid "_File"\nmsgstr ""\n\nmsgid "Save <b>&all</b>"\nmsgstr ""\n'.encode()
    assert list_texts("a.po", content) == ['<u>File</u>\n<u>Save <g id="0">all</g></u>\n']
    target = replace_in("a.po", content, ("File", "Fichier"), ("Save", "Garder"), (">all<", ">tout<")).decode()
    assert 'msgstr "_Fichier"' in target
    assert 'msgstr "G&arder <b>tout</b>"' in target


def test_forms_that_a_person_translated_stay() -> None:
    forms = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "un dossier"\nmsgstr[1] ""\n'
    target = replace_in("a.po", (HEADER + forms).encode(), (" files", " fichiers")).decode()
    assert 'msgstr[0] "un dossier"\nmsgstr[1] "%d fichiers"' in target


def test_a_choice_in_icus_way_is_left_to_a_person() -> None:
    choice = 'msgid "{n, plural, one {# file} other {# files}}"\nmsgstr ""\n'
    content = f'{HEADER}{choice}\nmsgid "word"\nmsgstr ""\n'.encode()
    assert list_texts("a.po", content) == ["<u>word</u>\n"]
    assert choice in replace_in("a.po", content, ("word", "mot")).decode()


@pytest.mark.parametrize(
    ("header", "encoding"),
    [
        ("", "utf-8"),
        ("\ufeff", "utf-8"),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=CHARSET\\n"\n\n', "utf-8"),
        ('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n', "latin-1"),
        (HEADER.replace("\n", "\r\n"), "utf-8"),
    ],
)
def test_a_catalogue_is_one_that_gettext_reads(header: str, encoding: str) -> None:
    plural = 'msgid "a caf\xe9"\nmsgid_plural "%d caf\xe9s"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    target = replace_in("a.po", (header + plural).encode(encoding), ("a caf\xe9", "un c\u0153ur"))
    catalogue = read_po(BytesIO(target))
    assert (catalogue.charset, catalogue.num_plurals, catalogue.plural_expr) == ("utf-8", 2, "(n > 1)")
    assert catalogue["a caf\xe9"].string == ("un c\u0153ur", "%d caf\xe9s")


@pytest.mark.parametrize("content", [b"", b"Hello there", HEADER.encode(), b"\xff\xfe\x00msgid"])
def test_what_is_no_catalogue_is_refused(content: bytes) -> None:
    with pytest.raises(FieldError, match=r"^file is no gettext catalogue: "):
        list_texts("a.po", content)
