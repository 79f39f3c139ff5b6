from __future__ import annotations

import pytest

from translator.formats.files.accelerators import read_label
from translator.formats.files.units import Kept, Mark, Unit


@pytest.mark.parametrize(
    ("marked", "plain", "target", "expected"),
    [
        ("_File", "File", "Fichier", "_Fichier"),
        ("&File", "File", "Fichier", "&Fichier"),
        ("~File", "File", "Fichier", "~Fichier"),
        ("Save _As…", "Save As…", "Enregistrer sous…", "_Enregistrer sous…"),
        ("E_xit", "Exit", "Quitter", "_Quitter"),
        ("S&ave all", "Save all", "Tout enregistrer", "&Tout enregistrer"),
        ("_Close the window", "Close the window", "Fermer la fenêtre", "_Fermer la fenêtre"),
        ("_Rows", "Rows", "Les rangs", "Les _rangs"),
        ("&Open", "Open", "12 %", "12 %"),
    ],
)
def test_a_mark_stands_before_the_same_letter_of_the_target(
    marked: str, plain: str, target: str, expected: str
) -> None:
    label = read_label((marked,))
    assert label.unit == (plain,)
    assert label.put_mark((target,)) == (expected,)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "file_name",
            "MAX_SIZE",
            "__init__",
            "Find & Replace",
            "R&D",
            "AT&T",
            "Q&A",
            "&amp; more",
            "~/notes",
            "a ~ b",
        ),
        *("_One and _two", "rock&roll", "see Some_file.txt", "https://a.b/_x", "a_b", "my_id is kept", "Read&nbsp;me"),
        "_This is a whole sentence, which is far too long to be the label of anything that one could press",
    ],
)
def test_what_is_no_mark_stays(text: str) -> None:
    label = read_label((text,))
    assert label.unit == (text,)
    assert label.put_mark(("autre",)) == ("autre",)


def test_a_string_that_did_not_change_has_its_mark_where_it_was() -> None:
    label = read_label(("Clo_se Saved",))
    assert label.put_mark(label.unit) == ("Clo_se Saved",)


def test_placeholders_and_tags_never_get_a_mark() -> None:
    unit: Unit = (Kept("%s"), Mark(0, ("_Save",)), " it")
    label = read_label(unit)
    assert label.unit == (Kept("%s"), Mark(0, ("Save",)), " it")
    assert label.put_mark((Mark(0, ("Tout",)), Kept("%s"), " sauver")) == (Mark(0, ("Tout",)), Kept("%s"), " _sauver")
