from __future__ import annotations

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fakes import (
    FRENCH_ENGLISH,
    MISBEHAVIOURS,
    NOON,
    AligningEngine,
    FailingEngine,
    FakeEngine,
    FakeGlossary,
    FakeMemory,
    RankingEngine,
    echo_text,
    get_noon,
    reverse_words,
)
from tests.protection.strategies import texts
from translator.detection import Detector
from translator.document import SpanKind
from translator.errors import EngineError, UnsupportedFormatError
from translator.languages import LanguagePair, parse_locale
from translator.pipeline import SourceText, Stages, TranslationOrder, translate_articles
from translator.translation import (
    Engine,
    GlossaryEntry,
    Origin,
    QuotationPolicy,
    Rung,
    Severity,
    State,
    TermStatus,
    TranslatedArticle,
)

DETECTOR = Detector(("en", "fr"))
INTO_ENGLISH = TranslationOrder(source="fr", locale=parse_locale("en"))
INTO_FRENCH = TranslationOrder(source="en", locale=parse_locale("fr"))

NEWS = """Le ministre promet un nouveau pont

Le ministre des Transports, Karim Benali, a rencontré Olga Petrova à Brest mardi.
Il a déclaré : « Nous ne céderons pas. » Le chantier coûtera 12 345,67 € et durera 18 mois.

Écrire à redaction@exemple.fr ou lire https://exemple.fr/pont_2026."""


def translate(
    *texts: str, engine: Engine | None = None, order: TranslationOrder = INTO_ENGLISH, **parts: object
) -> list[TranslatedArticle]:
    stages = Stages(
        engine=engine or FakeEngine(),
        detector=DETECTOR,
        glossary=FakeGlossary(),
        memory=FakeMemory(),
        get_time=get_noon,
    )
    return translate_articles(
        [SourceText(text) for text in texts],
        order=order,
        stages=replace(stages, **parts),  # type: ignore[arg-type]
    )


def list_codes(result: TranslatedArticle) -> list[str]:
    return [issue.code for translation in result.translations for issue in translation.issues]


def test_each_offset_cuts_the_text_it_claims() -> None:
    (result,) = translate(NEWS)
    segments = [segment for _, segment in result.article.iterate_segments()]
    for segment, translation, (start, end, target_start, target_end) in zip(
        segments, result.translations, result.offsets, strict=True
    ):
        assert NEWS[start:end] == segment.source
        assert result.text[target_start:target_end] == translation.target


@given(st.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_into_its_own_language_comes_back_byte_for_byte(text: str) -> None:
    (result,) = translate(text, order=INTO_ENGLISH, engine=FakeEngine())
    same = translate(text, order=replace(INTO_ENGLISH, source="en"))[0]
    assert same.text == text
    assert result.article.text == text


@given(st.lists(st.text(max_size=80), max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_batch_has_offsets_that_cut_what_they_claim(texts: list[str]) -> None:
    for text, result in zip(texts, translate(*texts, order=replace(INTO_ENGLISH, source=None)), strict=True):
        segments = [segment.source for _, segment in result.article.iterate_segments()]
        assert [text[start:end] for start, end, _, _ in result.offsets] == segments
        assert [result.text[start:end] for _, _, start, end in result.offsets] == [
            translation.target for translation in result.translations
        ]


def test_blank_lines_and_line_ends_survive() -> None:
    text = "\n\nLe titre est long.\r\n\r\n\tLe texte est court.\n"
    (result,) = translate(text)
    assert result.text == f"\n\n{reverse_words('Le titre est long.')}\r\n\r\n\t{reverse_words('Le texte est court.')}\n"


def test_all_texts_of_a_request_go_to_the_engine_in_one_call() -> None:
    engine = FakeEngine()
    translate("Le chat dort bien. Le chien mange bien.", "Il pleut ce soir.", engine=engine)
    assert engine.calls == [(FRENCH_ENGLISH, ("Le chat dort bien.", "Le chien mange bien.", "Il pleut ce soir."))]


def test_a_text_in_the_target_language_never_reaches_the_engine() -> None:
    engine = FakeEngine()
    text = "The council will meet again on Thursday to discuss the future of the harbour."
    (result,) = translate(text, engine=engine, order=replace(INTO_ENGLISH, source=None))
    assert (result.text, engine.calls) == (text, [])
    assert result.detection is not None
    assert result.detection.language == "en"
    assert [(t.origin, t.rung, t.state) for t in result.translations] == [(Origin.SOURCE, Rung.PASSED, State.INITIAL)]


def test_a_language_not_served_passes_through_with_an_issue() -> None:
    text = "Сегодня в городе открылся новый мост через реку."
    (result,) = translate(text, order=replace(INTO_ENGLISH, source=None))
    assert result.text == text
    assert list_codes(result) == ["language_not_served"]


def test_a_text_without_words_is_its_own_translation() -> None:
    engine = FakeEngine()
    (result,) = translate("😆 — 😆", engine=engine)
    assert (result.text, engine.calls) == ("😆 — 😆", [])


def test_names_numbers_and_addresses_of_the_source_are_linked_with_the_target() -> None:
    (result,) = translate(NEWS)
    linked = {
        (kind, text)
        for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True)
        for span in translation.target_spans
        for kind, text in [(span.kind, translation.target[span.start : span.end])]
    }
    assert {(SpanKind.NAME, "Karim Benali"), (SpanKind.NAME, "Olga Petrova")} <= linked
    assert {
        (SpanKind.ADDRESS, "redaction@exemple.fr"),
        (SpanKind.ADDRESS, "https://exemple.fr/pont_2026"),
    } <= linked


def test_marks_follow_the_target_locale() -> None:
    text = "Il a déclaré : « Nous partons. »"
    assert translate(text)[0].text == "Il a éralcéd: “Nous snotrap.”"
    spoken = "He said: “We shall leave.”"
    assert translate(spoken, order=INTO_FRENCH)[0].text == "He dias\u00a0: «\u202fWe llahs evael.\u202f»"


def test_numbers_that_the_engine_copies_take_the_form_of_the_target_locale() -> None:
    text = "Le 3 mai, 12 345,67 € ont payé 1 250 repas, soit 3,5 % du total."
    (result,) = translate(text, engine=FakeEngine(render=lambda it: it.replace("repas", "meals")))
    assert [part in result.text for part in ("€12,345.67", "1,250 meals", "3.5%")] == [True] * 3
    (result,) = translate("Elle a payé 12 345,67 €.", engine=FakeEngine(render=lambda it: it.replace("€", "euros")))
    assert "€12,345.67" in result.text


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Il fait -4 °C ce soir.", "It is 4 °C tonight.", "It is -4 °C tonight."),
        ("Il fait -4 °C ce soir.", "It is -4 °C tonight.", "It is -4 °C tonight."),
        ("Il fait −4 °C ce soir.", "It is minus 4 °C tonight.", "It is minus 4 °C tonight."),
        ("Le taux : -3,2 % en mai.", "The rate fell by 3.2% in May.", "The rate fell by 3.2% in May."),
        ("Elle gagne 6-4 ce soir.", "She wins 6 to 4 tonight.", "She wins 6 to 4 tonight."),
    ],
)
def test_a_lost_minus_is_put_back(source: str, target: str, expected: str) -> None:
    (result,) = translate(source, engine=FakeEngine(render=lambda _: target))
    assert (result.text, list_codes(result)) == (expected, [])


def test_a_number_already_in_the_form_of_the_target_locale_stays() -> None:
    engine = FakeEngine(render=lambda _: "She asked for 5,000 billion today.")
    assert translate("Elle demande 5 000 milliards ce jour.", engine=engine)[0].text == engine.render("")


def test_a_closing_mark_used_to_open_a_quotation_is_set_right() -> None:
    text = "Il assure qu’”il est tard” à Olga."
    engine = FakeEngine()
    (result,) = translate(text, engine=engine)
    assert engine.calls[0][1] == ("Il assure qu'“il est tard” à Olga.",)
    assert (result.text, list_codes(result)) == ("Il erussa uq’“li tse drat” à Olga.", [])


@pytest.mark.parametrize("way", MISBEHAVIOURS)
def test_whatever_the_engine_does_each_span_arrives_or_has_an_issue(way: str) -> None:
    (result,) = translate(NEWS, engine=FakeEngine(render=MISBEHAVIOURS[way]))
    for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True):
        arrived = {span.ref for span in translation.target_spans}
        missing = {str(index) for index in range(len(segment.spans))} - arrived
        errors = [issue for issue in translation.issues if issue.severity is Severity.ERROR]
        assert len(errors) >= len(missing)


def test_a_lost_name_is_masked_and_arrives() -> None:
    (result,) = translate(
        "Hier, Karim Benali est venu avec Olga Petrova.", engine=FakeEngine(render=MISBEHAVIOURS["loses names"])
    )
    assert [translation.rung for translation in result.translations] == [Rung.MASKED]
    assert "Karim Benali" in result.text
    assert "Olga Petrova" in result.text


def test_a_name_that_even_its_placeholder_loses_is_translated_around() -> None:
    def lose_everything(text: str) -> str:
        return MISBEHAVIOURS["drops"](MISBEHAVIOURS["loses names"](text))

    (result,) = translate("Hier, Karim Benali est venu ici.", engine=FakeEngine(render=lose_everything))
    assert [translation.rung for translation in result.translations] == [Rung.AROUND]
    assert "Karim Benali" in result.text


def test_more_addresses_than_there_are_tokens_arrive_all() -> None:
    addresses = [f"https://exemple.fr/page-{number}" for number in range(13)]
    (result,) = translate(f"Il faut lire {', '.join(addresses)} avant demain.")
    assert [translation.rung for translation in result.translations] == [Rung.AROUND]
    assert result.text == f"Il tuaf eril {', '.join(addresses)} tnava niamed."


def test_a_name_that_begins_a_piece_keeps_its_capital() -> None:
    def render(text: str) -> str:
        return {"Hier,": "Yesterday,", "à Londres parle.": "London speaks."}.get(text, "Nothing in London.")

    (result,) = translate("Hier, Karim Benali à Londres parle.", engine=FakeEngine(render=render))
    assert (result.text, list_codes(result)) == ("Yesterday, Karim Benali London speaks.", [])


def test_another_hypothesis_is_served_where_the_first_lost_a_name() -> None:
    (result,) = translate("Hier, Karim Benali est venu ici.", engine=RankingEngine())
    assert [translation.rung for translation in result.translations] == [Rung.HYPOTHESIS]
    assert result.text == reverse_words("Hier, Karim Benali est venu ici.")


def test_a_loop_falls_back_to_the_source_with_an_issue() -> None:
    text = "Les habitants attendent toujours le train du soir."
    (result,) = translate(text, engine=FakeEngine(render=MISBEHAVIOURS["loops"]))
    assert result.text == text
    assert list_codes(result) == ["source_kept"]
    assert [(t.origin, t.rung, t.state) for t in result.translations] == [(Origin.SOURCE, Rung.SOURCE, State.INITIAL)]


def test_what_loops_as_a_whole_is_translated_clause_by_clause() -> None:
    engine = FakeEngine(render=lambda it: MISBEHAVIOURS["loops"](it) if "," in it else reverse_words(it))
    (result,) = translate("Il pleut ce soir, le vent se lève, les trains restent au dépôt.", engine=engine)
    assert result.text == "Il tuelp ec rios, el tnev es evèl, sel sniart tnetser ua tôpéd."
    assert [t.rung for t in result.translations] == [Rung.AROUND]


def test_an_exact_match_of_the_memory_needs_no_engine() -> None:
    engine = FakeEngine()
    memory = FakeMemory({"Le chat dort bien.": "The cat is fast asleep."})
    (result,) = translate("Le chat dort bien. Il pleut ce soir.", engine=engine, memory=memory)
    assert result.text == "The cat is fast asleep. Il tuelp ec rios."
    assert engine.calls == [(FRENCH_ENGLISH, ("Il pleut ce soir.",))]
    assert [translation.origin for translation in result.translations] == [Origin.MEMORY, Origin.ENGINE]


def test_a_match_of_the_memory_is_set_in_the_typography_of_the_locale() -> None:
    memory = FakeMemory({"He said: “We shall leave.”": 'Il a dit : "Nous partirons."'})
    (result,) = translate("He said: “We shall leave.”", order=INTO_FRENCH, memory=memory)
    assert result.text == "Il a dit\u00a0: «\u202fNous partirons.\u202f»"
    assert [(t.origin, t.rung) for t in result.translations] == [(Origin.MEMORY, Rung.PASSED)]


def test_a_match_of_the_memory_that_lost_a_number_is_climbed_over() -> None:
    text = "Hier, 12 voisins sont venus ici."
    (result,) = translate(text, memory=FakeMemory({text: "Some neighbours came here yesterday."}))
    assert result.text == reverse_words(text)
    assert [(t.origin, t.rung) for t in result.translations] == [(Origin.ENGINE, Rung.FIRST)]


def test_a_match_of_the_memory_without_a_name_stands_with_an_issue() -> None:
    text = "Hier, Karim Benali est venu ici."
    engine = FakeEngine()
    (result,) = translate(text, memory=FakeMemory({text: "He came here yesterday."}), engine=engine)
    assert (result.text, list_codes(result)) == ("He came here yesterday.", ["name_missing"])
    assert [(t.origin, t.rung) for t in result.translations] == [(Origin.MEMORY, Rung.PASSED)]
    assert engine.calls == []


def test_a_match_of_the_memory_stands_where_the_engine_does_no_better() -> None:
    text = "Hier, 12 voisins sont venus ici."
    engine = FakeEngine(render=MISBEHAVIOURS["echoes"])
    (result,) = translate(text, memory=FakeMemory({text: "Some neighbours came here yesterday."}), engine=engine)
    assert (result.text, list_codes(result)) == ("Some neighbours came here yesterday.", ["number_changed"])


@pytest.mark.parametrize(
    ("kept", "origin"),
    [("“We said « Nous partons »” today.", Origin.MEMORY), ("“We leave”, they said.", Origin.ENGINE)],
)
def test_a_match_of_the_memory_must_keep_quotations_where_they_are_to_be_kept(kept: str, origin: Origin) -> None:
    text = "Ils ont dit « Nous partons » ce soir."
    order = replace(INTO_ENGLISH, quotations=QuotationPolicy.KEEP)
    (result,) = translate(text, memory=FakeMemory({text: kept.replace("“", "").replace("”", "")}), order=order)
    assert [t.origin for t in result.translations] == [origin]
    assert "« Nous partons »" in result.text


@dataclass
class TallyObserver:
    """Keeps what it is told."""

    told: list[tuple[str, int, int]] = field(default_factory=list)

    def observe_rung(self, rung: Rung, *, pair: LanguagePair, tried: int, served: int) -> None:
        assert pair == FRENCH_ENGLISH
        self.told.append((rung.value, tried, served))


def test_each_rung_is_counted() -> None:
    observer = TallyObserver()
    engine = FakeEngine(render=MISBEHAVIOURS["loses names"])
    translate("Hier, Karim Benali est venu ici. Il pleut ce soir.", engine=engine, observer=observer)
    assert observer.told == [("first", 2, 1), ("masked", 1, 1)]


def test_a_misspelt_name_is_put_where_the_alignment_says() -> None:
    text = "Hier, Karim Benali est venu ici."
    engine = AligningEngine(render=lambda it: reverse_words(it).replace("Benali", "Bnalla"))
    (result,) = translate(text, engine=engine)
    assert (result.text, list_codes(result)) == (reverse_words(text), [])
    assert [t.rung for t in result.translations] == [Rung.REPAIRED]


@pytest.mark.parametrize("text", ["Hier, le P.I.B. a encore reculé.", "Hier a encore reculé le P.I.B."])
def test_an_acronym_that_is_repaired_leaves_no_stop_behind(text: str) -> None:
    (result,) = translate(text, engine=AligningEngine(render=echo_text))
    assert "GDP" in result.text
    assert result.text.count(".") == 1
    assert [t.rung for t in result.translations] == [Rung.REPAIRED]


def test_lost_quotation_marks_are_put_where_the_alignment_says() -> None:
    engine = AligningEngine(render=lambda it: reverse_words(it.replace("“", "").replace("”", "")))
    (result,) = translate("Elle a dit « Nous partons demain » ce soir.", engine=engine)
    assert (result.text, list_codes(result)) == ("Elle a tid “Nous snotrap niamed” ec rios.", [])
    assert [t.rung for t in result.translations] == [Rung.REPAIRED]


def test_lost_bracket_of_an_insertion_is_put_where_the_alignment_says() -> None:
    engine = AligningEngine(render=lambda it: reverse_words(it.replace("[", "")))
    (result,) = translate("Elle a dit que [le projet] restait [sic] vivant.", engine=engine)
    assert (result.text, list_codes(result)) == ("Elle a tid euq [el tejorp] tiatser [sic] tnaviv.", [])


def test_insertion_is_translated_between_its_brackets_where_nothing_else_helps() -> None:
    engine = FakeEngine(render=lambda it: reverse_words(it.replace("[", "").replace("]", "")))
    (result,) = translate("Elle a dit que [le projet] restait vivant.", engine=engine)
    assert (result.text, list_codes(result)) == ("Elle a tid euq [el tejorp] tiatser tnaviv.", [])


def test_bracket_that_the_engine_invents_is_told() -> None:
    (result,) = translate("Elle a dit oui.", engine=FakeEngine(render=lambda it: f"{reverse_words(it)} ]"))
    assert "insertion_unbalanced" in list_codes(result)


def test_insertion_over_two_segments_keeps_each_bracket() -> None:
    engine = FakeEngine()
    (result,) = translate("Elle a dit oui. [Le projet est mort. La gare reste.]", engine=engine)
    assert (result.text.count("["), result.text.count("]"), list_codes(result)) == (1, 1, [])
    seen = [text for _, texts in engine.calls for text in texts]
    assert all(text.count("[") == text.count("]") for text in seen)


def test_dash_of_a_dialogue_is_no_business_of_the_engine() -> None:
    engine = FakeEngine(render=lambda it: f"-- {reverse_words(it)}")
    (result,) = translate("— Tu viens demain ? — Non, je reste.", engine=engine)
    assert (result.text, list_codes(result)) == ("— Tu sneiv niamed? — Non, ej etser.", [])
    assert not any("—" in text for _, texts in engine.calls for text in texts)


def test_the_alignment_of_a_translation_is_given_where_it_is_asked_for() -> None:
    text = "Hier, Karim Benali paie 12 345,67 €."
    (result,) = translate(text, order=replace(INTO_ENGLISH, links=True))
    (translation,) = result.translations
    linked = {
        text[link.source_start : link.source_end]: translation.target[link.target_start : link.target_end]
        for link in translation.links
    }
    assert (linked["Benali"], linked["paie"]) == ("Benali", "eiap")
    assert translate(text)[0].translations[0].links == ()


def test_a_term_that_the_engine_renders_otherwise_takes_its_target() -> None:
    entry = GlossaryEntry(
        id="e1", pair=FRENCH_ENGLISH, source="Conseil d’État", target="Council of State", status=TermStatus.PREFERRED
    )
    (result,) = translate("Hier, le Conseil d’État a rendu sa décision.", glossary=FakeGlossary((entry,)))
    assert result.text == "Hier, el Council of State a udner as noisicéd."
    assert list_codes(result) == []


def test_a_rendering_that_the_glossary_forbids_is_reported() -> None:
    entry = GlossaryEntry(
        id="e2", pair=FRENCH_ENGLISH, source="pasteur", target="minister", status=TermStatus.FORBIDDEN
    )
    engine = FakeEngine(render=lambda _: "The minister is here tonight.")
    (result,) = translate("Le pasteur est là ce soir.", engine=engine, glossary=FakeGlossary((entry,)))
    assert list_codes(result) == ["term_unwanted"]


@pytest.mark.parametrize(
    ("source", "target", "codes"),
    [
        ("Elle paie 12 € ici.", "She pays €12 and €12 here.", ["number_added"]),
        ("Elle vient en 2024.", "She comes in 2024, in 2042.", ["number_added"]),
        ("Elle a trente ans.", "She is 30 years old.", []),
        ("Ils sont deux ici.", "There are 2 of them.", []),
        ("Elle a 12 ans et douze chats.", "She is 12 and has 12 cats.", []),
        ("Elle a 12 ans et douze chats.", "She is 12, is 12 and has 12 cats.", ["number_added"]),
    ],
)
def test_a_number_that_the_source_does_not_have_is_reported(source: str, target: str, codes: list[str]) -> None:
    (result,) = translate(source, engine=FakeEngine(render=lambda text: target if " " in text else text))
    assert list_codes(result) == codes


def test_quotations_can_keep_their_words() -> None:
    order = replace(INTO_ENGLISH, quotations=QuotationPolicy.KEEP)
    (result,) = translate("Il a dit hier : « Nous ne céderons pas » avant de partir.", order=order)
    assert result.text == "Il a tid reih: « Nous ne céderons pas » tnava ed ritrap."


def test_alternatives_are_whole_texts_that_differ() -> None:
    engine = RankingEngine(renderings=(reverse_words, str.lower, str.lower))
    (result,) = translate(
        "Il pleut ce soir.\nLe vent se lève.", engine=engine, order=replace(INTO_ENGLISH, alternatives=2)
    )
    assert result.alternatives == ("il pleut ce soir.\nle vent se lève.",)


def test_the_answer_says_what_made_it() -> None:
    (result,) = translate("Il pleut ce soir.")
    provenance = result.translations[0].provenance
    assert (provenance.engine, provenance.package, provenance.made_at) == ("fake 1", "fake-fr-en 1.0", NOON)


def test_a_failing_engine_is_an_error_not_an_empty_text() -> None:
    with pytest.raises(EngineError):
        translate("Il pleut ce soir.", engine=FailingEngine())


def test_a_format_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(UnsupportedFormatError, match="docx format is not supported"):
        translate("Il pleut.", order=replace(INTO_ENGLISH, format="docx"))


def test_an_engine_that_echoes_is_reported_as_untranslated() -> None:
    (result,) = translate("Les habitants attendent toujours le train du soir.", engine=FakeEngine(render=echo_text))
    assert list_codes(result) == ["untranslated"]


def test_a_quotation_over_paragraphs_keeps_its_marks_and_its_number() -> None:
    (result,) = translate("« Nous partons demain.\n\n« Nous avons fini. » Elle dit « oui ».")
    assert result.text == "“Nous snotrap niamed.\n\n“Nous snova inif.” Elle tid “iuo.”"
    refs = [span.ref for _, each in result.article.iterate_segments() for span in each.spans]
    assert refs == ["1", "1", "2"]


def test_a_quotation_over_segments_and_paragraphs_keeps_its_words() -> None:
    order = replace(INTO_ENGLISH, quotations=QuotationPolicy.KEEP)
    long = "Nous avons attendu pendant des heures dans le froid. " * 3
    text = f"Elle dit : « {long}\n\n« Rien ne vient. » Il pleut."
    (result,) = translate(text, order=order)
    assert result.text == f"Elle tid: « {long}\n\n« Rien ne vient. » Il tuelp."


@settings(max_examples=150, deadline=None)
@given(text=texts, way=st.sampled_from(sorted(MISBEHAVIOURS)), policy=st.sampled_from(QuotationPolicy))
def test_whatever_the_engine_does_each_quotation_arrives_or_has_an_issue(
    text: str, way: str, policy: QuotationPolicy
) -> None:
    order = replace(INTO_ENGLISH, quotations=policy)
    (result,) = translate(text, engine=FakeEngine(render=MISBEHAVIOURS[way]), order=order)
    for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True):
        answered = {span.ref for span in translation.target_spans}
        lost = [
            index
            for index, span in enumerate(segment.spans)
            if span.kind is SpanKind.QUOTATION and str(index) not in answered
        ]
        codes = [issue.code for issue in translation.issues]
        assert codes.count("quotation_lost") >= len(lost) or "source_kept" in codes


def test_a_quotation_in_the_target_language_keeps_its_words_in_the_marks_of_the_locale() -> None:
    text = "Il a dit hier : « We will never 'ever' surrender... » avant de partir."
    (result,) = translate(text)
    assert result.text == "Il a tid reih: “We will never 'ever' surrender...” tnava ed ritrap."
    (quotation,) = (
        span
        for _, segment in result.article.iterate_segments()
        for span in segment.spans
        if span.kind is SpanKind.QUOTATION and span.level == 1
    )
    assert quotation.language == "en"


def test_a_segment_in_another_language_than_its_paragraph_is_treated_by_its_own() -> None:
    english = "The minister said on Monday that the new bridge would open before the end of the year."
    text = (
        f"Le ministre a parlé longuement devant les élus de la région. {english} Il pleut ce soir sur toute la ville."
    )
    (result,) = translate(text)
    assert [each.rung for each in result.translations] == [Rung.FIRST, Rung.PASSED, Rung.FIRST]
    assert (english in result.text, list_codes(result)) == (True, [])
    assert [segment.language for _, segment in result.article.iterate_segments()] == ["", "en", ""]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("« Nous partons », dit Léa.", "“Nous snotrap” (« Nous partons »), tid Léa."),
        ("Elle a dit : « Je pars. » Il pleut.", "Elle a tid: “Je srap.” (« Je pars. ») Il tuelp."),
        ("« Un “mot” fin » ici.", "“Un ‘tom’ nif” (« Un “mot” fin ») ici."),
        (
            "« Oui, je pars.\n\n« Fin de tout. »",
            "“Oui, ej srap. (« Oui, je pars.)\n\n“Fin ed tuot.” (« Fin de tout. »)",
        ),
        ("Il crie « We will never surrender » ici.", "Il eirc “We will never surrender” ici."),
    ],
)
def test_an_original_can_stand_beside_its_translation(source: str, expected: str) -> None:
    (result,) = translate(source, order=replace(INTO_ENGLISH, quotations=QuotationPolicy.BOTH))
    assert (result.text, list_codes(result)) == (expected, [])
    for (_, segment), translation in zip(result.article.iterate_segments(), result.translations, strict=True):
        for span in translation.target_spans:
            if span.kind is SpanKind.QUOTATION and segment.spans[int(span.ref)].closes:
                assert translation.target[span.end - 1] in "”’"


def test_a_stop_inside_for_its_looks_moves_behind_the_original() -> None:
    engine = FakeEngine(render=lambda text: reverse_words(text.replace("”,", ",”")))
    (result,) = translate(
        "« Nous partons », dit Léa.", engine=engine, order=replace(INTO_ENGLISH, quotations=QuotationPolicy.BOTH)
    )
    assert result.text == "“Nous snotrap” (« Nous partons »), tid Léa."
