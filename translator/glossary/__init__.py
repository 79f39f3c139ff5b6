"""Find the terms of a glossary in a source, and see whether their targets arrived.

Entries come in as arguments; where they are kept and edited is the business of storage. Matching takes the longest
term first, knows French elision, hyphens and capitals without accents, and costs the same for ten entries as for
ten thousand.
"""

from translator.glossary.entries import (
    ENTRY_LIMIT,
    FIELD_LIMITS,
    EntryRow,
    collect_entries,
    find_contradiction,
    get_preference,
    make_entry,
    make_entry_id,
    merge_entries,
)
from translator.glossary.index import GlossaryIndex, get_index
from translator.glossary.inflection import render_term
from translator.glossary.layered import LayeredGlossary
from translator.glossary.matching import find_terms
from translator.glossary.placing import UnwantedTerm, find_unwanted, link_terms
from translator.glossary.table import read_glossary, write_glossary
from translator.glossary.term_tables import read_term_table, write_term_table

__all__ = [
    "ENTRY_LIMIT",
    "FIELD_LIMITS",
    "EntryRow",
    "GlossaryIndex",
    "LayeredGlossary",
    "UnwantedTerm",
    "collect_entries",
    "find_contradiction",
    "find_terms",
    "find_unwanted",
    "get_index",
    "get_preference",
    "link_terms",
    "make_entry",
    "make_entry_id",
    "merge_entries",
    "read_glossary",
    "read_term_table",
    "render_term",
    "write_glossary",
    "write_term_table",
]
