"""The tables, a module for each kind of record."""

from translator.storage.tables.articles import ArticleRow, ParagraphRow, SegmentRow, TranslationRow
from translator.storage.tables.base import Base
from translator.storage.tables.feeds import FeedEntryRow, FeedRow
from translator.storage.tables.glossary import DictionaryRow, GlossaryChangeRow, GlossaryRevisionRow, NamedGlossaryRow
from translator.storage.tables.jobs import JobNoticeRow, JobPartRow, JobRow
from translator.storage.tables.keys import ApiKeyRow, UsageRow
from translator.storage.tables.markers import MarkerRow
from translator.storage.tables.memory import MemoryRow, SuggestionRow
from translator.storage.tables.origins import ArticleOriginRow
from translator.storage.tables.people import AccountEventRow, FeedKeyRow, IdentityRow, PersonRow, SignInRow
from translator.storage.tables.revisions import ArticleVersionRow, CorrectionRow
from translator.storage.tables.texts import ArticleTextRow, MemoryTextRow

__all__ = [
    "AccountEventRow",
    "ApiKeyRow",
    "ArticleOriginRow",
    "ArticleRow",
    "ArticleTextRow",
    "ArticleVersionRow",
    "Base",
    "CorrectionRow",
    "DictionaryRow",
    "FeedEntryRow",
    "FeedKeyRow",
    "FeedRow",
    "GlossaryChangeRow",
    "GlossaryRevisionRow",
    "IdentityRow",
    "JobNoticeRow",
    "JobPartRow",
    "JobRow",
    "MarkerRow",
    "MemoryRow",
    "MemoryTextRow",
    "NamedGlossaryRow",
    "ParagraphRow",
    "PersonRow",
    "SegmentRow",
    "SignInRow",
    "SuggestionRow",
    "TranslationRow",
    "UsageRow",
]
