from __future__ import annotations

import pytest

from translator.protection import find_spans, link_spans, respell_names


def respell(source: str, target: str, *, pair: str) -> str:
    source_language, target_language = pair.split("-")
    spans = find_spans(source, language=source_language)
    answers = link_spans(
        source, spans=spans, target=target, source_language=source_language, target_language=target_language
    )
    return respell_names(
        target,
        target_spans=answers,
        source=source,
        spans=spans,
        source_language=source_language,
        target_language=target_language,
    )


@pytest.mark.parametrize(
    ("pair", "source", "target", "expected"),
    [
        ("fr-en", "Hier, Éric Coquerel a dit non.", "Eric Coquerel said no.", "Éric Coquerel said no."),
        ("fr-en", "Il a vu Benyamin Netanyahou.", "He saw Benyamin Netanyahou.", "He saw Benjamin Netanyahu."),
        ("en-fr", "It is Netanyahu's plan.", "C’est le plan de Netanyahu.", "C’est le plan de Netanyahou."),
        ("fr-en", "Il a vu Ayşe Çelik.", "He saw Ayse Celik's dog.", "He saw Ayşe Çelik's dog."),
        ("fr-en", "Il vit à Londres.", "He lives in London.", "He lives in London."),
        ("fr-en", "Il est au Québec.", "He is in Quebec.", "He is in Quebec."),
        ("fr-en", "Il a vu Éric Marin.", "He saw ERIC MARIN.", "He saw ERIC MARIN."),
        ("fr-en", "La police de France", "The French police", "The French police"),
        ("fr-en", "Il vit à Ploulouan.", "He lives in Pluluan.", "He lives in Ploulouan."),
        ("fr-en", "Voici Awa Keïta.", "Here is Awa Keyta.", "Here is Awa Keïta."),
        ("fr-en", "Voici Jean-Baptiste Diop.", "Here is Jean-Baptiste Diop.", "Here is Jean-Baptiste Diop."),
        ("fr-en", "Voici Marie-Ange Diop.", "Here is Mary-Ange Diop.", "Here is Marie-Ange Diop."),
        ("fr-en", "Voici Thibault d’Orcival.", "Here is Thibault of Orcival.", "Here is Thibault d’Orcival."),
        ("fr-en", "Voici Piet van der Meer.", "Here is Piet van derive Meer.", "Here is Piet van der Meer."),
        ("fr-en", "C’est l’île Sainte-Lucile.", "It is Ste-Lucile island.", "It is Sainte-Lucile island."),
        ("fr-en", "Ils vont à La Haye.", "They go to the Hague.", "They go to The Hague."),
        ("fr-en", "Voici Mohammed ben Salmane.", "Here is Mohammed bin Salman.", "Here is Mohammed bin Salman."),
        ("fr-en", "Il vit à Tcherkassy.", "He lives in Cherkasy.", "He lives in Cherkasy."),
        ("en-fr", "This is Ricky Tran.", "Voici Ricky Tra Tran.", "Voici Ricky Tran."),
        ("en-fr", "Kenji Vass left.", "Kenji Vas est parti.", "Kenji Vass est parti."),
        ("en-fr", "The Kowalskis left.", "Les Kowalski sont partis.", "Les Kowalski sont partis."),
        ("en-fr", "It is in Saudi Arabia.", "C’est en Arabie Saoudite.", "C’est en Arabie saoudite."),
        ("en-fr", "She left Great Britain.", "Elle a quitté la Grande Bretagne.", "Elle a quitté la Grande-Bretagne."),
        ("en-fr", "They sell the iPhone.", "Les ventes d’IPhone.", "Les ventes d’iPhone."),
        ("en-fr", "They saw eBay.", "EBay est là.", "eBay est là."),
        ("en-fr", "It is Columbus High.", "C’est Columbus High.", "C’est Columbus High."),
        ("en-fr", "It is in Lebanon.", "C’est au Libans.", "C’est au Liban."),
        ("fr-en", "Voici Igor Tchernov.", "Here is Igor Chernov.", "Here is Igor Chernov."),
        ("fr-en", "Voici Sergueï Tchernov.", "Here is Sergei Tchernov.", "Here is Sergueï Tchernov."),
        ("en-fr", "He studies at Yale University.", "Il étudie à l’université Yale.", "Il étudie à l’université Yale."),
    ],
)
def test_a_name_is_written_as_the_source_or_the_target_language_writes_it(
    pair: str, source: str, target: str, expected: str
) -> None:
    assert respell(source, target, pair=pair) == expected
