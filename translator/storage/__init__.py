"""What outlives a request: articles, memory entries and markers in SQL, glossaries in files.

Functions take a session and leave the commit to their caller, a workflow; adapters that the pipeline is handed open
sessions of their own. Only level 0 is imported, so what they need from a stage is handed to them.
"""

from translator.storage.articles import find_article, get_article, list_articles, save_article
from translator.storage.database import Database
from translator.storage.glossary_files import GlossaryFiles
from translator.storage.keys import add_key, add_usage, find_key, get_usage, list_keys, list_usage, revoke_key
from translator.storage.markers import has_marker, set_marker
from translator.storage.memory import StoredMemory, add_entries, count_use, find_exact, list_entries

__all__ = [
    "Database",
    "GlossaryFiles",
    "StoredMemory",
    "add_entries",
    "add_key",
    "add_usage",
    "count_use",
    "find_article",
    "find_exact",
    "find_key",
    "get_article",
    "get_usage",
    "has_marker",
    "list_articles",
    "list_entries",
    "list_keys",
    "list_usage",
    "revoke_key",
    "save_article",
    "set_marker",
]
