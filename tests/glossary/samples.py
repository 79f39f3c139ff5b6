"""A glossary to find terms of."""

from __future__ import annotations

from tests.fakes import ENGLISH_FRENCH, FRENCH_ENGLISH
from translator.glossary import make_entry_id
from translator.languages import LanguagePair
from translator.translation import GlossaryEntry, TermStatus


def make_entry(
    source: str,
    target: str,
    *,
    pair: LanguagePair = FRENCH_ENGLISH,
    status: TermStatus = TermStatus.PREFERRED,
    case_sensitive: bool = False,
) -> GlossaryEntry:
    return GlossaryEntry(
        id=make_entry_id(pair=pair, source=source, target=target),
        pair=pair,
        source=source,
        target=target,
        status=status,
        case_sensitive=case_sensitive,
    )


FRENCH = (
    make_entry("Conseil d’État", "Council of State"),
    make_entry("État", "State"),
    make_entry("Premier ministre", "Prime Minister"),
    make_entry("Moyen-Orient", "Middle East"),
    make_entry("Maison Blanche", "White House", case_sensitive=True),
    make_entry("pari", "bet"),
    make_entry("U.S.", "US"),
    make_entry("Le Monde", "Le Monde", status=TermStatus.DO_NOT_TRANSLATE),
    make_entry("Œuvre au noir", "The Abyss"),
    make_entry("ministre délégué", "delegate minister", status=TermStatus.FORBIDDEN),
    make_entry("Union européenne", "European Union"),
    make_entry("Cour de justice", "Court of Justice"),
    make_entry("Cour de justice de l’Union européenne", "Court of Justice of the European Union"),
)

ENGLISH = (make_entry("UN", "ONU", pair=ENGLISH_FRENCH, case_sensitive=True),)
