"""What outlives a request: articles, memory, keys and changes of glossaries in SQL, shipped glossaries in files.

Functions take a session and leave the commit to their caller, a workflow; adapters that the pipeline is handed open
sessions of their own. Only level 0 is imported, so what they need from a stage is handed to them.
"""

from sqlalchemy.orm import Session

from translator.storage import (
    account_events,
    feed_keys,
    feeds,
    job_leases,
    job_notices,
    jobs,
    library,
    people,
    revisions,
    sign_ins,
)
from translator.storage.article_addresses import count_articles, list_addressed
from translator.storage.article_origins import set_origin
from translator.storage.articles import ID_BYTES as ARTICLE_ID_BYTES
from translator.storage.articles import (
    find_article,
    get_article,
    list_articles,
    make_identifier,
    make_records,
    save_article,
)
from translator.storage.concordances import find_concordances
from translator.storage.database import Database
from translator.storage.glossary_changes import add_changes, advance_glossary, list_changes, list_last_changes
from translator.storage.glossary_files import GlossaryFiles
from translator.storage.kept_files import FileStore
from translator.storage.keys import (
    add_key,
    add_usage,
    find_key,
    find_key_by_id,
    get_usage,
    list_keys,
    list_usage,
    revoke_key,
)
from translator.storage.markers import has_marker, set_marker
from translator.storage.memory import (
    StoredMemory,
    add_entries,
    count_use,
    find_exact,
    list_entries,
    put_entry,
    withdraw_entry,
)
from translator.storage.named_glossaries import (
    add_named_glossary,
    count_named_glossaries,
    delete_dictionary,
    delete_named_glossary,
    find_dictionary,
    get_named_glossary,
    list_named_glossaries,
    put_dictionary,
    rename_named_glossary,
)
from translator.storage.stored_glossary import StoredGlossary
from translator.storage.suggestions import add_suggestion, list_suggestions

__all__ = [
    "ARTICLE_ID_BYTES",
    "Database",
    "FileStore",
    "GlossaryFiles",
    "Session",
    "StoredGlossary",
    "StoredMemory",
    "account_events",
    "add_changes",
    "add_entries",
    "add_key",
    "add_named_glossary",
    "add_suggestion",
    "add_usage",
    "advance_glossary",
    "count_articles",
    "count_named_glossaries",
    "count_use",
    "delete_dictionary",
    "delete_named_glossary",
    "feed_keys",
    "feeds",
    "find_article",
    "find_concordances",
    "find_dictionary",
    "find_exact",
    "find_key",
    "find_key_by_id",
    "get_article",
    "get_named_glossary",
    "get_usage",
    "has_marker",
    "job_leases",
    "job_notices",
    "jobs",
    "library",
    "list_addressed",
    "list_articles",
    "list_changes",
    "list_entries",
    "list_keys",
    "list_last_changes",
    "list_named_glossaries",
    "list_suggestions",
    "list_usage",
    "make_identifier",
    "make_records",
    "people",
    "put_dictionary",
    "put_entry",
    "rename_named_glossary",
    "revisions",
    "revoke_key",
    "save_article",
    "set_marker",
    "set_origin",
    "sign_ins",
    "withdraw_entry",
]
