"""What an answer says about each segment, as :mod:`translator.api.details` writes it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from translator.api.schemas.base import N_, Answer, Count
from translator.translation import Origin, Rung, Severity, State

Confidence = Annotated[float, Field(ge=0, le=1)]

_START = N_("where it begins in the source, in code points")
_END = N_("where it ends in the source, not included")
_TARGET = N_("what answers it in the translation; null where it did not arrive")
_TARGET_START = N_("where it begins in the translation")
_TARGET_END = N_("where it ends in the translation, not included")


class Issue(Answer):
    """What may be wrong with a translation."""

    code: str = Field(description=N_("stable code of the issue"))
    severity: Severity = Field(description=N_("error is worth holding a publication on, warning only informs"))
    message: str = Field(description=N_("the issue as an English sentence"))


class KeptSpan(Answer):
    """A name, term or number that must survive."""

    source: str = Field(description=N_("as it stands in the source"))
    start: Count = Field(description=_START)
    end: Count = Field(description=_END)
    target: str | None = Field(description=_TARGET)
    target_start: Count | None = Field(description=_TARGET_START)
    target_end: Count | None = Field(description=_TARGET_END)


class KeptQuotation(KeptSpan):
    """A stretch of a quotation."""

    number: int | None = Field(description=N_("number of the quotation in the text, shared by its stretches"))
    language: str = Field(description=N_("language that it was spoken in"))


class Provenance(Answer):
    """What made a translation."""

    engine: str = Field(description=N_("the engine and its version"))
    package: str = Field(description=N_("the package and its version"))
    package_sha256: str = Field(description=N_("SHA-256 of the package"))
    glossary_revision: str = Field(description=N_("revision of the glossary"))
    pipeline_version: str = Field(description=N_("version of the pipeline"))


class DescribedSegment(Answer):
    """A segment, its translation and what was kept in it."""

    source: str = Field(description=N_("the segment, usually a sentence"))
    target: str = Field(description=N_("its translation"))
    start: Count = Field(description=_START)
    end: Count = Field(description=_END)
    target_start: Count = Field(description=_TARGET_START)
    target_end: Count = Field(description=_TARGET_END)
    language: str = Field(description=N_("language found for the segment"))
    origin: Origin = Field(description=N_("where the translation comes from"))
    rung: Rung = Field(description=N_("which attempt is served"))
    score: float | None = Field(description=N_("the engine’s mean log-probability for a token"))
    confidence: Confidence | None = Field(description=N_("how likely the translation is good, from 0 to 1"))
    provenance: Provenance = Field(description=N_("what made it"))
    issues: list[Issue] = Field(description=N_("what may be wrong"))
    names: list[KeptSpan] = Field(description=N_("names, in order"))
    quotations: list[KeptQuotation] = Field(description=N_("quotations, in order"))
    terms: list[KeptSpan] = Field(description=N_("terms of the glossary, told as names are"))
    numbers: list[KeptSpan] = Field(description=N_("numbers, told as names are"))


class ArticleSegment(DescribedSegment):
    """A segment of an article."""

    id: str = Field(description=N_("its id, which is also the one on the page"))
    state: State = Field(description=N_("how far the translation has come: initial, translated, reviewed or final"))
