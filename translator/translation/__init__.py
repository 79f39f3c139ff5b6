"""The target side: what an engine, a memory or a person made of a segment, and what was found wrong with it.

The protocols among them are what the pipeline asks of its engine, memory and glossary; adapters and test fakes
implement them.
"""

from translator.translation.engines import Engine, EngineIdentity, Hypothesis, Link, RungObserver, WrappedEngine
from translator.translation.glossaries import FixedGlossary, Glossary, GlossaryChange, GlossaryEntry, TermStatus
from translator.translation.issues import Issue, Severity
from translator.translation.masks import MaskedSegment, Placeholder, Restored
from translator.translation.memories import CORRECTION_ORIGIN, Match, Memory, MemoryEntry
from translator.translation.results import (
    AddressedArticle,
    ArticleSummary,
    Detection,
    Provenance,
    StoredArticle,
    TranslatedArticle,
    Translation,
)
from translator.translation.states import Origin, QuotationPolicy, Rung, State

__all__ = [
    "CORRECTION_ORIGIN",
    "AddressedArticle",
    "ArticleSummary",
    "Detection",
    "Engine",
    "EngineIdentity",
    "FixedGlossary",
    "Glossary",
    "GlossaryChange",
    "GlossaryEntry",
    "Hypothesis",
    "Issue",
    "Link",
    "MaskedSegment",
    "Match",
    "Memory",
    "MemoryEntry",
    "Origin",
    "Placeholder",
    "Provenance",
    "QuotationPolicy",
    "Restored",
    "Rung",
    "RungObserver",
    "Severity",
    "State",
    "StoredArticle",
    "TermStatus",
    "TranslatedArticle",
    "Translation",
    "WrappedEngine",
]
