import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translator.document import Article
from translator.errors import UnsupportedFormatError
from translator.formats import read_text, write_text

ANY_TEXT = st.text() | st.text(st.sampled_from("aé. \t\r\n\u2028\u00a0\ufeff-—•«»7)😆"))
WRAPPED = """\
La rivière est sortie de son lit dans la nuit de lundi à
mardi, et les pompiers ont évacué trois rues du bourg. Le
Rhône monte encore. Selon la préfecture, plus de deux cents
Lyonnais sont hébergés au gymnase."""


def list_paragraphs(text: str) -> list[tuple[str, str]]:
    return [(str(paragraph.kind), paragraph.text) for paragraph in read_text(text).paragraphs]


def list_texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_text(text).paragraphs]


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_reading_loses_nothing(text: str) -> None:
    article = read_text(text)
    assert article.text == text
    assert len(article.skeleton) == len(article.paragraphs) + 1
    assert [paragraph.index for paragraph in article.paragraphs] == list(range(len(article.paragraphs)))


@given(ANY_TEXT)
@settings(max_examples=300, deadline=None)
def test_writing_the_same_paragraphs_gives_the_text_back(text: str) -> None:
    article = read_text(text)
    written, offsets = write_text(article, paragraphs=[paragraph.text for paragraph in article.paragraphs])
    assert written == text
    assert [written[start:][: len(p.text)] for start, p in zip(offsets, article.paragraphs, strict=True)] == [
        paragraph.text for paragraph in article.paragraphs
    ]


@given(ANY_TEXT, st.data())
@settings(max_examples=100, deadline=None)
def test_each_offset_is_where_its_paragraph_begins(text: str, data: st.DataObject) -> None:
    article = read_text(text)
    paragraphs = [data.draw(st.text(max_size=5)) for _ in article.paragraphs]
    written, offsets = write_text(article, paragraphs=paragraphs)
    cut = [written[start : start + len(new)] for start, new in zip(offsets, paragraphs, strict=True)]
    assert cut == paragraphs


@given(ANY_TEXT)
@settings(max_examples=200, deadline=None)
def test_a_paragraph_has_something_at_both_ends(text: str) -> None:
    for paragraph in list_texts(text):
        assert (paragraph[0].isspace(), paragraph[-1].isspace()) == (False, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\r\n", []),
        ("\n\nTitre", ["Titre"]),
        ("Un\nDeux", ["Un", "Deux"]),
        ("Un\r\n\r\nDeux\r\n", ["Un", "Deux"]),
        ("Un\rDeux", ["Un", "Deux"]),
        ("Un\u2028Deux", ["Un", "Deux"]),
        ("\ufeffUn\u200b \n\tDeux\u00a0", ["Un", "Deux"]),
        ("😆\n---\n12", ["😆", "---", "12"]),
        ("Un  deux", ["Un  deux"]),
    ],
)
def test_lines_become_paragraphs_without_the_space_around_them(text: str, expected: list[str]) -> None:
    assert list_texts(text) == expected


@pytest.mark.parametrize(
    "mark", ["- ", "• ", "* ", "7. ", "7) ", "(7) ", "2.1. ", "a) ", "(b) ", "IV. ", "→ ", "-\u00a0"]
)
def test_the_mark_of_an_item_belongs_to_the_skeleton(mark: str) -> None:
    article = read_text(f"{mark}Quels cookies ?")
    assert ([(str(p.kind), p.text) for p in article.paragraphs], article.skeleton) == (
        [("item", "Quels cookies ?")],
        (mark, ""),
    )


@pytest.mark.parametrize(
    "line",
    [
        *(
            "1789. Une année",
            "A. Martin est venu",
            "M. Martin est venu",
            "MM. Martin et Petit",
            "I. Newton",
            "— Viens !",
        ),
        *("– Non.", "-5 degrés", "3.5 millions", "* * *", "- - -", "7.", "a)", "3,5 %", "#sport", "12 345 euros", "•"),
    ],
)
def test_a_line_that_only_resembles_an_item_stays_whole(line: str) -> None:
    assert list_paragraphs(line) == [("body", line)]


def test_a_hard_wrapped_paragraph_is_one_paragraph() -> None:
    assert list_texts(f"Une crue\n\n{WRAPPED}\n\nFin\n") == ["Une crue", WRAPPED, "Fin"]


def test_two_long_lines_are_joined_only_where_a_sentence_goes_on() -> None:
    first = "La rivière est sortie de son lit dans la nuit de lundi"
    assert list_texts(f"{first}\nà mardi.") == [f"{first}\nà mardi."]
    assert list_texts(f"{first}.\nà mardi.") == [f"{first}.", "à mardi."]
    assert list_texts(f"{first}\nMardi.") == [first, "Mardi."]
    assert list_texts(f"{first}\n\nà mardi.") == [first, "à mardi."]


def test_a_hard_wrapped_item_keeps_its_lines() -> None:
    text = "- La rivière est sortie de son lit dans la nuit de lundi à\n  mardi.\n- Le pont est fermé."
    assert list_texts(text) == [
        "La rivière est sortie de son lit dans la nuit de lundi à\n  mardi.",
        "Le pont est fermé.",
    ]


def test_a_headline_above_a_wrapped_paragraph_stands_alone() -> None:
    assert list_texts(f"La crue\n{WRAPPED}") == ["La crue", WRAPPED]


VERSE = ["Le soir descend sur la ville", "et les lampes s'allument", "une à une au bord de l'eau"]
SUBTITLES = ["00:00:01,000 --> 00:00:04,000", "Je ne sais pas ce que", "tu attends de moi."]
HEADLINES = [
    "La mairie annonce un budget en hausse pour les écoles",
    "Le stade fermera pendant tout l'hiver prochain, hélas",
    "Trois candidats se disputent la présidence du club",
]
CHAT = ["oui je viens demain avec mes frères et mes sœurs tous les trois", "ok"]


@pytest.mark.parametrize("lines", [VERSE, SUBTITLES, HEADLINES, CHAT])
def test_verse_subtitles_headlines_and_messages_keep_their_lines(lines: list[str]) -> None:
    assert list_texts("\n".join(lines)) == lines


def test_a_text_of_one_huge_line_is_one_paragraph() -> None:
    text = "mot " * 50_000
    assert list_texts(text) == [text.strip()]


def test_a_text_of_many_lines_keeps_each() -> None:
    assert list_texts("Un mot.\n" * 25_000) == ["Un mot."] * 25_000


@pytest.mark.parametrize("name", ["md", "TEXT", ""])
def test_reading_an_unknown_format_names_it(name: str) -> None:
    with pytest.raises(UnsupportedFormatError, match=f"^{name} format is not supported$"):
        read_text("Un", format=name)


def test_writing_an_unknown_format_names_it() -> None:
    with pytest.raises(UnsupportedFormatError, match=r"^odt format is not supported$"):
        write_text(Article("", "", "", "odt", (), ("",)), paragraphs=[])


def test_writing_too_few_paragraphs_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^paragraphs must be 2 texts, not 1$"):
        write_text(read_text("Un\nDeux"), paragraphs=["One"])
