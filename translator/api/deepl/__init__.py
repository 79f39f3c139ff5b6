"""The contract of DeepL: texts, documents, languages, usage and glossaries, with its field names, codes and messages.

Sources: DeepL's public API reference and its Python client.
"""

from translator.api.deepl import documents, glossaries, languages, multilingual_glossaries, texts
from translator.api.deepl.blueprint import blueprint

__all__ = ["blueprint", "documents", "glossaries", "languages", "multilingual_glossaries", "texts"]
