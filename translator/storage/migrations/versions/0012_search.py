"""Make the index that searches ask, and take in the articles and past translations that are there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

from translator.storage.search.index import SideText, build_columns

revision = "0012"
down_revision = "0013"

#: Records that are read and indexed at once.
_BATCH = 200

#: Each table of words, the column and table of what it describes, and its full-text index on SQLite.
_TABLES = (
    ("article_texts", "article_id", "articles", "article_search"),
    ("memory_texts", "entry_id", "memory_entries", "memory_search"),
)


def upgrade() -> None:
    for texts, column, owner, search in _TABLES:
        op.create_table(
            texts,
            sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
            sa.Column(column, sa.String(64), nullable=False),
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("text", sa.Text(), nullable=False),
            sa.Column("lexemes", sa.Text().with_variant(TSVECTOR(), "postgresql"), nullable=True),
            sa.ForeignKeyConstraint([column], [f"{owner}.id"], name=f"fk_{texts}_{owner}", ondelete="CASCADE"),
            sa.PrimaryKeyConstraint("id", name=f"pk_{texts}"),
            sa.UniqueConstraint(column, name=f"uq_{texts}_{column}"),
        )
        op.create_index(f"ix_{texts}_lexemes", texts, ["lexemes"], postgresql_using="gin")
        if op.get_bind().dialect.name == "sqlite":
            _make_search(texts, search)
    _take_in_articles()
    _take_in_memory()


def downgrade() -> None:
    for texts, _, _, search in _TABLES:
        if op.get_bind().dialect.name == "sqlite":
            # The table's triggers go with it.
            op.execute(f"DROP TABLE {search}")
        op.drop_table(texts)


def _make_search(texts: str, search: str) -> None:
    """Make an index beside a table, and the triggers that keep it true however the table is changed."""
    op.execute(
        f"CREATE VIRTUAL TABLE {search} USING fts5(title, text, content='{texts}', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 2 tokenchars '='\")"
    )
    added = f"INSERT INTO {search}(rowid, title, text) VALUES (new.id, new.title, new.text);"  # noqa: S608
    removed = f"INSERT INTO {search}({search}, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);"  # noqa: S608
    for name, event, actions in (
        ("added", "INSERT", added),
        ("removed", "DELETE", removed),
        ("changed", "UPDATE", f"{removed} {added}"),
    ):
        op.execute(f"CREATE TRIGGER {texts}_{name} AFTER {event} ON {texts} BEGIN {actions} END")


def _take_in_articles() -> None:
    connection = op.get_bind()
    articles = sa.text("SELECT id, title, target_title, source_language, target_locale FROM articles ORDER BY id")
    rows = connection.execute(articles).all()
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        passages = _read_passages(connection, batch)
        _insert("article_texts", [_index_article(row, passages[row.id]) for row in batch])


def _read_passages(connection: sa.Connection, batch: Sequence[Any]) -> dict[str, list[tuple[str, str]]]:
    query = sa.text(
        "SELECT s.article_id, s.source, t.target FROM segments s"
        " JOIN articles a ON a.id = s.article_id"
        " JOIN paragraphs p ON p.article_id = s.article_id AND p.position = s.paragraph_position"
        " JOIN translations t ON t.article_id = s.article_id AND t.segment_id = s.segment_id"
        " AND t.target_locale = a.target_locale"
        " WHERE a.id BETWEEN :first AND :last AND p.kind <> 'boilerplate' ORDER BY s.article_id, s.position"
    )
    passages = defaultdict(list)
    for identifier, source, target in connection.execute(query, {"first": batch[0].id, "last": batch[-1].id}):
        passages[identifier].append((source, target))
    return passages


def _index_article(row: Any, passages: list[tuple[str, str]]) -> dict[str, Any]:
    source = SideText(row.source_language, " ".join(each[0] for each in passages), row.title)
    language = row.target_locale.partition("-")[0].lower()
    target = SideText(language, " ".join(each[1] for each in passages), row.target_title)
    return {"article_id": row.id, **_build_columns(source, target)}


def _take_in_memory() -> None:
    query = sa.text("SELECT id, source_language, target_language, source, target FROM memory_entries")
    rows = op.get_bind().execute(query).all()
    for start in range(0, len(rows), _BATCH):
        _insert("memory_texts", [_index_entry(row) for row in rows[start : start + _BATCH]])


def _index_entry(row: Any) -> dict[str, Any]:
    sides = (SideText(row.source_language, row.source), SideText(row.target_language, row.target))
    return {"entry_id": row.id, **_build_columns(*sides)}


def _build_columns(*sides: SideText) -> dict[str, str | None]:
    return build_columns(sides, is_postgresql=op.get_bind().dialect.name == "postgresql")


def _insert(texts: str, rows: list[dict[str, Any]]) -> None:
    table = sa.table(texts, *(sa.column(name) for name in rows[0]))
    table.c.lexemes.type = sa.Text().with_variant(TSVECTOR(), "postgresql")
    op.get_bind().execute(sa.insert(table), rows)
