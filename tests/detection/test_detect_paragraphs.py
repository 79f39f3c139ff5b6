import pytest

from translator.detection import Detector, detect_paragraphs
from translator.document import Article, Paragraph, ParagraphKind

DETECTOR = Detector(["en", "fr"])
FRENCH = "Le conseil municipal a voté hier soir la fermeture de la piscine."
ENGLISH = "“We have never seen anything like it in this town,” she said on Monday."
GERMAN = "„Wir werden nicht nachgeben, auch wenn es noch lange dauert“, sagte der Vorsitzende."


def make_article(*texts: str) -> Article:
    paragraphs = tuple(Paragraph(index, text) for index, text in enumerate(texts))
    return Article("", "", "", "text", paragraphs, ("",) + ("\n",) * len(texts))


def detect(*texts: str, source: str | None = None) -> tuple[str, list[str]]:
    article = detect_paragraphs(make_article(*texts), detector=DETECTOR, source=source)
    return article.source_language, [paragraph.language for paragraph in article.paragraphs]


def test_paragraphs_get_the_language_that_most_of_the_text_votes_for() -> None:
    assert detect(FRENCH, FRENCH, "The end") == ("fr", ["fr", "fr", "fr"])


def test_a_long_english_paragraph_of_a_french_article_keeps_its_language() -> None:
    assert detect(FRENCH, ENGLISH, FRENCH, FRENCH) == ("fr", ["fr", "en", "fr", "fr"])


@pytest.mark.parametrize(
    "short", ["Yes we can!", "The Guardian", "« No comment »", "😆", "2010–2020", "Emmanuel Macron"]
)
def test_a_short_paragraph_follows_its_article(short: str) -> None:
    assert detect(FRENCH, short) == ("fr", ["fr", "fr"])


def test_a_given_source_holds_for_short_and_unsure_paragraphs() -> None:
    assert detect("Paris", "Yes we can!", FRENCH, source="fr") == ("fr", ["fr", "fr", "fr"])


def test_a_given_source_does_not_hold_for_a_paragraph_surely_in_another_language() -> None:
    assert detect(FRENCH, ENGLISH, GERMAN, source="fr") == ("fr", ["fr", "en", "de"])


def test_a_paragraph_in_a_language_not_served_is_named() -> None:
    assert detect(FRENCH, FRENCH, GERMAN) == ("fr", ["fr", "fr", "de"])


def test_an_article_without_words_is_undetermined() -> None:
    assert detect("😆", "* * *") == ("und", ["und", "und"])


def test_an_empty_article_is_undetermined() -> None:
    assert detect() == ("und", [])


def test_each_article_is_detected_by_itself() -> None:
    assert [detect(text) for text in (FRENCH, ENGLISH)] == [("fr", ["fr"]), ("en", ["en"])]


def test_boilerplate_does_not_vote_where_there_is_an_article() -> None:
    article = make_article(
        "We use cookies and similar technologies to make this site work for you.", "La séance est levée."
    )
    cookie = Paragraph(0, article.paragraphs[0].text, ParagraphKind.BOILERPLATE)
    article = Article("", "", "", "text", (cookie, article.paragraphs[1]), article.skeleton)
    found = detect_paragraphs(article, detector=DETECTOR, source=None)
    assert (found.source_language, [paragraph.language for paragraph in found.paragraphs]) == ("fr", ["en", "fr"])


def test_detection_changes_nothing_but_languages() -> None:
    article = make_article(FRENCH, ENGLISH)
    assert detect_paragraphs(article, detector=DETECTOR, source=None).text == article.text
