"""The findings of the pipeline in plain words, for readers who know nothing of ladders and spans."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.translation import Origin, Rung, State, Translation


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for the catalogues; the template translates it."""
    return message


#: How far a translation has come.
STATES: Mapping[State, str] = {
    State.INITIAL: N_("Not translated"),
    State.TRANSLATED: N_("Translated, not yet reviewed"),
    State.REVIEWED: N_("Reviewed by a person"),
    State.FINAL: N_("Final"),
}


def name_state(state: State) -> str:
    """Say in the language in force how far a translation has come."""
    return str(gettext(STATES[state]))


#: What each attempt of the ladder means; one that passed was never tried.
RUNGS: Mapping[Rung, str] = {
    Rung.FIRST: N_("The engine’s first proposal kept everything that has to be kept."),
    Rung.HYPOTHESIS: N_("The engine’s first proposal had a defect; another one of its proposals serves better."),
    Rung.REPAIRED: N_("The engine’s proposal lost or changed something, which was put back where it belongs."),
    Rung.MASKED: N_("The engine lost something, so it translated again with a placeholder for what has to be kept."),
    Rung.AROUND: N_("What has to be kept was set aside, and the engine translated the text around it."),
    Rung.SOURCE: N_("No attempt gave a usable translation, so the source stands."),
}

#: The first attempt, where it served although a check objects.
WITH_ERRORS = N_(
    "The engine’s first proposal serves, because no other attempt did better; what is wrong is listed here."
)

#: What became of a stretch that has to survive.
VERDICTS: Mapping[str, str] = {
    "kept": N_("kept as it is"),
    "rendered": N_("rendered"),
    "lost": N_("lost or changed"),
    "unlinked": N_("not found again; no check objects"),
}

_WHOLE = N_("Readers see the source here. A person has to translate it.")
_TEXT = N_("Do not rely on this sentence; read the source.")
_NAME = N_(
    "Names are compared on both sides, in the spellings that each language uses. The check may err where the "
    "translation describes whom the source names."
)
_NUMBER = N_("Figures are compared as values, however they are written. Look at the source before you quote one.")
_QUOTATION = N_("Look at the source for who is quoted, and where the quotation begins and ends.")
_TERM = N_("The glossary prescribes a rendering. Another one may be right here; a translator decides.")

#: What to make of an issue, by its code.
ADVICE: Mapping[str, str] = {
    **dict.fromkeys(("source_kept", "low_confidence", "language_not_served"), _WHOLE),
    **dict.fromkeys(
        ("empty_target", "garbled", "repetition_loop", "untranslated", "language_wrong", "sentence_lost"), _TEXT
    ),
    **dict.fromkeys(("name_missing", "name_changed", "name_translated"), _NAME),
    **dict.fromkeys(("number_changed", "number_added", "address_changed"), _NUMBER),
    **dict.fromkeys(("term_missed", "term_unwanted"), _TERM),
    **dict.fromkeys(
        (
            "quotation_lost",
            "quotation_unbalanced",
            "quotation_added",
            "quotation_moved",
            "insertion_lost",
            "insertion_unbalanced",
        ),
        _QUOTATION,
    ),
    "place_guessed": N_("The brackets are not in the source. Write these words where they belong, or leave them out."),
    "placeholder_lost": N_("It was put back where it most likely belongs; look whether it reads well there."),
    "length_odd": N_("Such a difference often means that something was left out or added."),
}

#: The least confidence of each word for it, the surest first.
_SURETIES = ((0.7, N_("sure")), (0.4, N_("fairly sure")), (0.0, N_("unsure")))


def word_confidence(confidence: float | None) -> str:
    """Return a word or two for a confidence; empty where there is none."""
    if confidence is None:
        return ""
    return next(word for least, word in _SURETIES if confidence >= least)


def describe_origin(translation: Translation) -> str:
    """Say where a target came from."""
    if translation.origin is Origin.PERSON:
        return N_("Written by a person.")
    if translation.origin is Origin.MEMORY:
        return N_("Taken from the memory: the same sentence was translated before.")
    if translation.origin is Origin.ENGINE:
        return N_("Translated by machine.")
    if translation.issues:
        return N_("The source stands.")
    return N_("Left as it is: it needs no translation.")
