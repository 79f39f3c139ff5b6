"""Real sentences through the shipped packages: properties, never wording."""

from __future__ import annotations

import pytest

from translator.translation import Origin, QuotationPolicy, Severity
from translator.workflows.services import Services
from translator.workflows.translate_text import TextRequest, translate_texts

pytestmark = pytest.mark.packages

FRENCH = """Le conseil municipal de Quimper a voté hier soir le budget de la nouvelle bibliothèque.
La maire, Fatima Zerhouni, a promis que les travaux commenceraient avant l’été.
« Nous avons attendu dix ans », a déclaré Jean-Marc Le Goff, président de l’association.
Le chantier coûtera 3,5 millions d’euros et durera 18 mois.
Selon la préfecture, 1 250 personnes ont manifesté à Lyon le 14 juillet 2024.
Le médecin a répondu : « Il faut vacciner les enfants. »
Les pêcheurs de Concarneau demandent une aide de l’État.
La ministre se rendra à Londres puis à Genève la semaine prochaine.
Le président de la Commission européenne a présenté un nouveau plan.
Il n’y aura pas de trains entre Rennes et Brest dimanche."""

ENGLISH = """The city council of Bristol approved a plan to build 400 new homes near the river.
“We have waited ten years for this,” said Margaret Okafor, who leads the residents’ group.
The project will cost £3.5 million and take 18 months.
Police said that 1,250 people marched in Manchester on Saturday.
The European Commission presented a new plan on Tuesday.
The minister will travel to London and then to Geneva next week.
The doctor answered: “Children must be vaccinated.”
Fishermen in Cornwall are asking the government for help.
There will be no trains between Leeds and York on Sunday.
Tariq Hussain, 34, won the election with 52% of the vote."""

CASES = [("fr", "en", FRENCH.splitlines()), ("en", "fr", ENGLISH.splitlines())]


@pytest.mark.parametrize(("source", "target", "texts"), CASES)
def test_each_sentence_is_translated_without_looping(
    services: Services, source: str, target: str, texts: list[str]
) -> None:
    results = translate_texts(services, TextRequest(texts=tuple(texts), source=source, target=target))
    assert [result.text == text for result, text in zip(results, texts, strict=True)] == [False] * len(texts)
    codes = {issue.code for result in results for translation in result.translations for issue in translation.issues}
    assert codes & {"repetition_loop", "empty_target", "source_kept", "untranslated"} == set()


@pytest.mark.parametrize(("source", "target", "texts"), CASES)
def test_each_span_arrives_or_is_reported(services: Services, source: str, target: str, texts: list[str]) -> None:
    results = translate_texts(services, TextRequest(texts=tuple(texts), source=source, target=target))
    for result in results:
        for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True):
            missing = {str(index) for index in range(len(segment.spans))} - {
                span.ref for span in translation.target_spans
            }
            errors = [issue for issue in translation.issues if issue.severity is Severity.ERROR]
            assert len(errors) >= len(missing)


@pytest.mark.parametrize(("source", "target", "texts"), CASES)
def test_most_sentences_keep_all_that_must_be_kept(
    services: Services, source: str, target: str, texts: list[str]
) -> None:
    results = translate_texts(services, TextRequest(texts=tuple(texts), source=source, target=target))
    clean = [all(not translation.issues for translation in result.translations) for result in results]
    assert sum(clean) >= 8


@pytest.mark.parametrize(("source", "target", "texts"), CASES)
def test_a_batch_gives_what_each_text_gives_alone(
    services: Services, source: str, target: str, texts: list[str]
) -> None:
    together = translate_texts(services, TextRequest(texts=tuple(texts), source=source, target=target))
    alone = [translate_texts(services, TextRequest(texts=(text,), source=source, target=target))[0] for text in texts]
    assert [result.text for result in together] == [result.text for result in alone]


def test_a_mixed_batch_is_detected_text_by_text(services: Services) -> None:
    texts = (FRENCH.splitlines()[0], ENGLISH.splitlines()[0])
    french, english = translate_texts(services, TextRequest(texts=texts, source=None, target="en"))
    assert (french.detection.language, english.detection.language) == ("fr", "en")  # type: ignore[union-attr]
    assert english.text == texts[1]
    assert [translation.origin for translation in french.translations] == [Origin.ENGINE]


def test_kept_quotations_are_byte_for_byte(services: Services) -> None:
    text = FRENCH.splitlines()[5]
    request = TextRequest(texts=(text,), source="fr", target="en", quotations=QuotationPolicy.KEEP)
    assert "« Il faut vacciner les enfants. »" in translate_texts(services, request)[0].text


def test_the_same_text_gives_the_same_answer(services: Services) -> None:
    request = TextRequest(texts=(FRENCH,), source="fr", target="en")
    assert translate_texts(services, request)[0].text == translate_texts(services, request)[0].text
