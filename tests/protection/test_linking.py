from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.protection.strategies import spaced_texts, texts
from translator.document import SpanKind
from translator.protection import find_spans, link_spans


def link(source: str, target: str, *, pair: str = "fr-en") -> list[tuple[str, str | None]]:
    """Each span of the source with the stretch of the target that answers it."""
    source_language, target_language = pair.split("-")
    spans = find_spans(source, language=source_language)
    linked = link_spans(
        source, spans=spans, target=target, source_language=source_language, target_language=target_language
    )
    answers = {span.ref: target[span.start : span.end] for span in linked}
    return [(source[span.start : span.end], answers.get(str(index))) for index, span in enumerate(spans)]


@pytest.mark.parametrize(
    ("source", "target", "linked"),
    [
        ("M. Dupont part.", "Mr Dupont leaves.", [("Dupont", "Dupont")]),
        ("Il va à Londres.", "He goes to London.", [("Londres", "London")]),
        ("Il va à Londres.", "He goes to Londres.", [("Londres", None)]),
        ("L’OTAN et Air Algérie", "OTAN and Air Algérie", [("OTAN", None), ("Air Algérie", "Air Algérie")]),
        ("Voici Netanyahou.", "Here is Netanyahou.", [("Netanyahou", "Netanyahou")]),
        ("Voici Vladimir Poutine.", "Here is Vladimir Putin.", [("Vladimir Poutine", "Vladimir Putin")]),
        ("Voici Bogotá.", "Here is Bogota.", [("Bogotá", "Bogota")]),
        ("Le chien d’Oleksii dort.", "Oleksii’s dog sleeps.", [("Oleksii", "Oleksii")]),
        ("La police de France vient.", "The French police are coming.", [("France", "French")]),
        ("Il vit à Tcherkassy.", "He lives in Cherkasy.", [("Tcherkassy", "Cherkasy")]),
        ("L’OTAN vote.", "NATO votes.", [("OTAN", "NATO")]),
        ("Hier, Dominique dort.", "Yesterday, Dominique slept.", [("Dominique", "Dominique")]),
        ("Hier, Dominique dort.", "Yesterday, Dominica slept.", [("Dominique", None)]),
        ("Hier, Maurice vote.", "Yesterday, Mauritius voted.", [("Maurice", "Mauritius")]),
        ("Il a vu Oleksii.", "He saw Oleksei.", [("Oleksii", None)]),
        ("Le Monde et Le Havre", "The Monde and Le Havre", [("Le Monde", None), ("Le Havre", "Le Havre")]),
        ("Ludivine de la Roche", "Ludivine of the Roche", [("Ludivine de la Roche", None)]),
        ("Mohammed ben Salmane", "Mohammed bin Salman", [("Mohammed ben Salmane", "Mohammed bin Salman")]),
        ("Karl von Brandt est là.", "Karl Brandt is here.", [("Karl von Brandt", None)]),
        ("J. K. Moreau écrit.", "J. Moreau writes.", [("J. K. Moreau", None)]),
        ("Il a vu Nadia Khan.", "Nadia supports Khan.", [("Nadia Khan", None)]),
        ("Il a vu Kanté.", "He saw Kantéé.", [("Kanté", None)]),
        ("la mer d’Azov", "the board of Azov", [("mer d’Azov", None)]),
        ("l’Arabie saoudite", "the Arabia saudite", [("Arabie saoudite", None)]),
        (
            "Virginie a fui la Virginie.",
            "Virginie fled Virginia.",
            [("Virginie", "Virginie"), ("Virginie", "Virginia")],
        ),
        ("Virginie dort.", "Virginia sleeps.", [("Virginie", None)]),
        ("Voici Nadia Khan.", "Here is Nadia, Khan.", [("Nadia Khan", None)]),
        ("Il a vu L’Haÿ-les-Roses.", "He saw the Haÿ-les-Roses.", [("L’Haÿ-les-Roses", None)]),
        ("Il a vu Aoife Ó Murchú.", "He saw Aoife Murchú.", [("Aoife Ó Murchú", None)]),
        ("Hier, l’Union Berlin gagne.", "The Union of Berlin wins.", [("Union Berlin", None)]),
        ("Hélas, Mme Florence dort.", "Alas, Ms. Florence sleeps.", [("Florence", "Florence")]),
        ("Marc Rouvel et Anna Rouvel", "Marc Rouvel and Anna", [("Marc Rouvel", "Marc Rouvel"), ("Anna Rouvel", None)]),
    ],
)
def test_names_are_answered_in_any_known_form(source: str, target: str, linked: list[tuple[str, str | None]]) -> None:
    assert link(source, target) == linked


@pytest.mark.parametrize(
    ("source", "target", "linked"),
    [
        ("Il coûte 12 345,67 €.", "It costs €12,345.67.", [("12 345,67 €", "€12,345.67")]),
        ("à 20h15", "at 8:15 p.m.", [("20h15", "8:15 p.m.")]),
        ("de 3 à 5 jours", "3-5 days", [("3", "3"), ("5", "5")]),
        ("3-5 jours", "3 to 5 to 9 days", [("3-5", None)]),
        ("3-5 jours", "three to five days", [("3-5", "three to five")]),
        ("2 fois 2", "2 times two", [("2", "2"), ("2", "two")]),
        ("le 14/07/1789", "on July 14, 1789", [("14/07/1789", "14, 1789")]),
        ("30 des 35", "30 of 36", [("30", "30"), ("35", None)]),
        ("5 $", "5 €", [("5 $", None)]),
        ("3 lots", "30 lots", [("3", None)]),
        ("dix-huit mois", "ten months", [("dix-huit", None)]),
        ("dix-huit mois", "18 months", [("dix-huit", "18")]),
        ("une douzaine d’œufs", "a dozen eggs", [("une douzaine", "a dozen")]),
        ("une douzaine d’œufs", "an egg", [("une douzaine", None)]),
        ("trois millions et demi", "3.5 million", [("trois millions et demi", "3.5 million")]),
        ("trois millions et demi", "three million", [("trois millions et demi", None)]),
        ("un million et demi", "one and a half million", [("un million et demi", "one and a half million")]),
        ("vingt et une communes", "twenty towns", [("vingt et une", None)]),
        ("les deux frères", "both brothers", [("deux", "both")]),
        ("le deuxième", "the second", [("deuxième", "second")]),
        ("à 16 h", "at 40", [("16 h", None)]),
        ("à 16 h", "at 16", [("16 h", None)]),
        ("à 16 h", "at 4 o’clock", [("16 h", "4")]),
        ("de 16 h à 18 h", "from 4 to 6 pm", [("16 h", "4"), ("18 h", "6 pm")]),
    ],
)
def test_numbers_are_answered_by_their_value(source: str, target: str, linked: list[tuple[str, str | None]]) -> None:
    assert link(source, target) == linked


@pytest.mark.parametrize(
    ("source", "target", "linked"),
    [
        ("« oui » et « non »", "“yes” and “no”", [("« oui »", "“yes”"), ("« non »", "“no”")]),
        (
            "« un “deux” trois »",
            "“one ‘two’ three”",
            [
                ("« un “deux” trois »", "“one ‘two’ three”"),
                ("“deux”", "‘two’"),
                ("deux", "two"),
                ("trois", "three"),
            ],
        ),
        ("« oui » et « non »", "“yes” and no", [("« oui »", "“yes”"), ("« non »", None)]),
        ("« si “non” »", "“if” “no”", [("« si “non” »", "“if”"), ("“non”", "“no”")]),
        ("voir x@y.fr et x@y.fr", "see x@y.fr", [("x@y.fr", "x@y.fr"), ("x@y.fr", None)]),
        ("voir http://a.org/b", "see http://a.org/B", [("http://a.org/b", None)]),
        ("dit @le_monde", "says @le_monde_fr", [("@le_monde", None)]),
        ("en 2024 : x.fr/2024/a", "in the year: x.fr/2024/a", [("2024", None), ("x.fr/2024/a", "x.fr/2024/a")]),
        ("à Brest : x.fr/Brest", "there: x.fr/Brest", [("Brest", None), ("x.fr/Brest", "x.fr/Brest")]),
        ('tapez `"a"` puis « b »', 'type `"a"`, then “b”', [('`"a"`', '`"a"`'), ("« b »", "“b”")]),
    ],
)
def test_quotations_and_addresses_are_answered_once(
    source: str, target: str, linked: list[tuple[str, str | None]]
) -> None:
    assert link(source, target) == linked


def test_the_answer_carries_the_kind_and_the_level_of_the_quotation() -> None:
    source = "Il dit « oui » à Londres."
    spans = find_spans(source, language="fr")
    linked = link_spans(
        source, spans=spans, target="In London he says “yes”.", source_language="fr", target_language="en"
    )
    assert [(span.kind, span.ref, span.level) for span in linked] == [
        (SpanKind.NAME, "1", 0),
        (SpanKind.QUOTATION, "0", 1),
    ]


@settings(max_examples=200, deadline=None)
@given(source=texts, target=texts, pair=st.sampled_from([("fr", "en"), ("en", "fr"), ("fr", "de")]))
def test_no_stretch_answers_twice_and_each_lies_in_the_target(source: str, target: str, pair: tuple[str, str]) -> None:
    spans = find_spans(source, language=pair[0])
    linked = link_spans(source, spans=spans, target=target, source_language=pair[0], target_language=pair[1])
    assert len({span.ref for span in linked}) == len(linked)
    assert all(spans[int(span.ref)].kind is span.kind for span in linked)
    assert all(0 <= span.start < span.end <= len(target) for span in linked)
    for kind in SpanKind:
        ends = [(span.start, span.end) for span in linked if span.kind is kind and not span.level]
        assert all(one[1] <= other[0] for one, other in zip(sorted(ends), sorted(ends)[1:], strict=False))


@settings(max_examples=100, deadline=None)
@given(text=spaced_texts)
def test_a_text_answers_all_spans_of_itself(text: str) -> None:
    spans = find_spans(text, language="fr")
    linked = link_spans(text, spans=spans, target=text, source_language="fr", target_language="de")
    numberless = [index for index, span in enumerate(spans) if span.kind is not SpanKind.NUMBER]
    assert {str(index) for index in numberless} <= {span.ref for span in linked}


@pytest.mark.parametrize(
    ("source", "target", "answers"),
    [
        ("Fatima Zerhouni est là.", "Fatim Zerhouni is here.", []),
        ("Marin Kervella est là.", "Marina Kervelle is here.", []),
        ("Il coûte 2,50 €.", "It costs 2.50 8.", []),
        ("Cela coûte 3,5 millions d’euros.", "It costs 3.5 million.", []),
        ("Entre 3 et 4 millions d’euros.", "Between 3 and 4 million euros.", ["3", "4 million euros"]),
        ("De 3 € à 4 €.", "From 3 to 4 euros.", ["3", "4 euros"]),
        ("La Californie est loin.", "California is far.", ["California"]),
    ],
)
def test_mangled_names_and_lost_currencies_are_no_answer(source: str, target: str, answers: list[str]) -> None:
    spans = find_spans(source, language="fr")
    linked = link_spans(source, spans=spans, target=target, source_language="fr", target_language="en")
    assert [target[span.start : span.end] for span in linked] == answers


def test_a_table_of_numbers_is_linked_in_linear_time() -> None:
    text = "1 " * 8_000
    spans = find_spans(text, language="fr")
    linked = link_spans(text, spans=spans, target=text, source_language="fr", target_language="en")
    assert len(linked) == len(spans) == 8_000


def test_a_french_hour_is_of_twenty_four() -> None:
    assert link("at 4 p.m.", "à 4 heures", pair="en-fr") == [("4 p.m.", None)]
    assert link("at 4 p.m.", "à 16 heures", pair="en-fr") == [("4 p.m.", "16")]


@pytest.mark.parametrize(
    ("source", "target", "linked"),
    [
        ("He flew to Cairo.", "Il est allé au Caire.", [("Cairo", "Caire")]),
        ("He flew to Cairo.", "Il est allé à Caire.", [("Cairo", None)]),
        ("a third of the dam", "un troisième du barrage", [("third", None)]),
        ("a third of the dam", "le tiers du barrage", [("third", "tiers")]),
        ("the third of the group", "le troisième du groupe", [("third", "troisième")]),
        ("a man in his 40s", "un homme dans ses 40 ans", [("his 40s", None)]),
        ("a man in his 40s", "un homme dans la quarantaine", [("his 40s", "la quarantaine")]),
        ("the music of the 40s", "la musique des années 40", [("40s", "40")]),
        ("He flew to Kyiv.", "Il est allé à Kiev.", [("Kyiv", "Kiev")]),
        ("The G.D.P. grew.", "Le P.I.B. a crû.", [("G.D.P.", "P.I.B")]),
        ("The GDP grew.", "Le P, I et B ont crû.", [("GDP", None)]),
        ("He left the UK.", "Il a quitté la Grande-Bretagne.", [("UK", "Grande-Bretagne")]),
        ("He reads The Guardian.", "Il lit le Guardian.", [("The Guardian", "Guardian")]),
        ("The Sea of Azov froze.", "La mer d’Azov a gelé.", [("Sea of Azov", "mer d’Azov")]),
        ("The Arthurian legend", "La légende arthurienne", [("Arthurian", "arthurienne")]),
        ("They left their Albuquerque home.", "Ils ont quitté leur albuquer.", [("Albuquerque", None)]),
        ("President Macron left.", "Le macronois est parti.", [("Macron", None)]),
        (
            "“The Silent Orchard” sold well.",
            "« La Silent Orchard » se vend.",
            [("“The Silent Orchard”", "« La Silent Orchard »"), ("The Silent Orchard", None)],
        ),
        ("The Kowalskis left.", "Les Kowalski sont partis.", [("Kowalskis", "Kowalski")]),
    ],
)
def test_names_are_answered_in_french(source: str, target: str, linked: list[tuple[str, str | None]]) -> None:
    assert link(source, target, pair="en-fr") == linked
