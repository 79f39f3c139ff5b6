"""Full-text search: what a text's words are, what people ask for, and an index of each kind of database.

Both databases are given the same words, made here: folded (no case, no accents), without elided articles, and beside
each word the stems that French and English give it. So a search finds the same on SQLite and PostgreSQL, and what it
found can be marked in the text as people wrote it.
"""
