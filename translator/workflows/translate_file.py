"""Translate a file into a file of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from translator.access import ANYBODY, Caller
from translator.errors import FieldError
from translator.formats.files import FileContent, FileText, read_file
from translator.pipeline import SourceText, Stages, TranslationOrder, translate_articles
from translator.terminology import Terms
from translator.translation import QuotationPolicy
from translator.workflows.keys import charge
from translator.workflows.services import Services
from translator.workflows.translate_text import build_stages, check_languages, prefer_terms


def translate_file(
    services: Services,
    *,
    name: str,
    content: bytes,
    source: str | None,
    target: str,
    quotations: QuotationPolicy | None = None,
    caller: Caller = ANYBODY,
    terms: Terms = (),
) -> bytes:
    """Translate a file; its form, and all that is no text to translate, is kept.

    Args:
        services: The parts.
        name: The file's name, whose ending tells what it is.
        content: Its bytes.
        source: ISO 639 code of its language, or None to detect it.
        target: ISO 639 code or locale tag.
        quotations: What becomes of quotations; None for the site's default.
        caller: Whose key the characters are counted for.
        terms: Terms that win over the house's glossary, of the direction from ``source`` to the target.

    Returns:
        The bytes of the translated file.

    Raises:
        FieldError: ``file``: no reader knows its kind, it is damaged or unsafe, or it is over its limit.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
        QuotaError: The caller's characters of this month do not suffice.
    """
    file = open_file(services, name=name, content=content, source=source, target=target)
    settings = services.settings
    locale = settings.choose_locale(target)
    order = TranslationOrder(source=source, locale=locale, quotations=quotations or settings.quotations)
    charge(services, caller, characters=count_characters(file))
    stages = prefer_terms(build_stages(services), terms, order=order)
    return file.write(_translate(services, file.texts, order=order, stages=stages), locale)


def open_file(services: Services, *, name: str, content: bytes, source: str | None, target: str) -> FileContent:
    """Read a file that is to be translated, and refuse one that cannot be.

    Raises:
        FieldError: ``file``: no reader knows its kind, it is damaged or unsafe, or it is over its limit.
        UnsupportedLanguageError: The source or target has no package.
        UnsupportedPairError: The direction has no package.
    """
    settings = services.settings
    if settings.has_limits and len(content) > settings.file_limit:
        raise FieldError(
            "file", "has %(size)s bytes; at most %(limit)s are allowed", size=len(content), limit=settings.file_limit
        )
    check_languages(services, source=source, target=settings.choose_locale(target).language)
    file = read_file(name, content=content)
    characters = count_characters(file)
    if settings.has_limits and characters > settings.file_character_limit:
        raise FieldError(
            "file",
            "has %(size)s characters; at most %(limit)s are allowed",
            size=characters,
            limit=settings.file_character_limit,
        )
    return file


def count_characters(file: FileContent) -> int:
    """Count the characters of a file's texts, which are what is charged."""
    return sum(len(text.text) for text in file.texts)


def _translate(services: Services, texts: Sequence[FileText], *, order: TranslationOrder, stages: Stages) -> list[str]:
    """Translate the texts of a file, those of one format together."""
    targets: dict[FileText, str] = {}
    for form in dict.fromkeys((text.format, text.markup) for text in texts):
        asked = [text for text in dict.fromkeys(texts) if (text.format, text.markup) == form]
        formed = replace(order, format=form[0], markup=form[1])
        results = translate_articles([SourceText(text.text) for text in asked], order=formed, stages=stages)
        services.count(results)
        targets |= dict(zip(asked, (result.text for result in results), strict=True))
    return [targets[text] for text in texts]
