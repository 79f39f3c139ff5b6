"""The form that adds an article: what was filled in, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import format_decimal, gettext  # type: ignore[import-untyped]  # it ships no py.typed

from translator.errors import FieldError, InputError, UnsupportedLanguageError, UnsupportedPairError
from translator.pages.interface import name_language_here
from translator.settings import Settings
from translator.translation import QuotationPolicy
from translator.workflows.articles import TITLE_LIMIT
from translator.workflows.detect_language import ServedLanguage

_FIELDS = ("title", "text", "source", "target", "quotations")

#: NUL, which PostgreSQL cannot keep, and halves of surrogate pairs, which UTF-8 cannot.
_UNUSABLE_CHARACTER = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """The form's fields as they were sent.

    Args:
        title: Headline; empty where there is none.
        text: The article.
        source: ISO 639 code, or empty to detect it.
        target: ISO 639 code, or empty for the other language.
        quotations: Name of the policy for quotations, or empty for the site's.
    """

    title: str = ""
    text: str = ""
    source: str = ""
    target: str = ""
    quotations: str = ""


def read_draft(fields: Mapping[str, str]) -> ArticleDraft:
    """Read the form, with line ends as the rest of the program writes them."""
    values = {name: fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n") for name in _FIELDS}
    return ArticleDraft(
        title=" ".join(values["title"].split()),
        text=values["text"],
        source=values["source"].strip(),
        target=values["target"].strip(),
        quotations=values["quotations"].strip(),
    )


def find_problems(draft: ArticleDraft, *, settings: Settings, languages: Sequence[ServedLanguage]) -> dict[str, str]:
    """Return what must be mended before the draft can be translated, by field, in the visitor's language."""
    problems = {}
    if problem := _find_title_problem(draft.title):
        problems["title"] = problem
    if problem := _find_text_problem(draft.text, settings=settings):
        problems["text"] = problem
    known = {language.code for language in languages}
    for name, code in (("source", draft.source), ("target", draft.target)):
        if code and code not in known:
            problems[name] = _word_unknown_language(code)
    if draft.source and draft.source == draft.target:
        problems["target"] = gettext("Choose a language other than the article’s.")
    if draft.quotations and draft.quotations not in set(QuotationPolicy):
        problems["quotations"] = gettext("Choose one of the three.")
    return problems


def describe_refusal(error: InputError) -> dict[str, str]:
    """Return what a workflow's refusal says, by the field that it is about."""
    if isinstance(error, UnsupportedPairError):
        source, target = name_language_here(error.source), name_language_here(error.target)
        text = gettext("No installed package for %(source)s → %(target)s.", source=source, target=target)
        return {"target": text}
    if isinstance(error, UnsupportedLanguageError):
        return {"source": _word_unknown_language(error.code)}
    field = error.field if isinstance(error, FieldError) and error.field in _FIELDS else "text"
    return {field: gettext("This cannot be translated: %(problem)s.", problem=error)}


def _find_title_problem(title: str) -> str:
    if len(title) > TITLE_LIMIT:
        limit = format_decimal(TITLE_LIMIT)
        return str(gettext("The headline is longer than %(limit)s characters.", limit=limit))
    return _find_unusable(title)


def _find_text_problem(text: str, *, settings: Settings) -> str:
    if not text.strip():
        return str(gettext("Paste the article here first."))
    if settings.has_limits and len(text) > settings.article_limit:
        return str(
            gettext(
                "The text has %(length)s characters; at most %(limit)s can be translated at once.",
                length=format_decimal(len(text)),
                limit=format_decimal(settings.article_limit),
            )
        )
    return _find_unusable(text)


def _find_unusable(text: str) -> str:
    match = _UNUSABLE_CHARACTER.search(text)
    if match is None:
        return ""
    return str(gettext("It holds a character that cannot be kept: U+%(code)s.", code=f"{ord(match[0]):04X}"))


def _word_unknown_language(code: str) -> str:
    return str(gettext("No installed package knows the language “%(code)s”.", code=code))
