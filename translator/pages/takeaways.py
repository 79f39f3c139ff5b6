"""What the menu of an article's page offers to take away."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the customary name of a marker for message extraction
    """Mark a message for the catalogues; the template translates it."""
    return message


#: In the order of the menu: the format's name in addresses, and what it is called.
TAKEAWAYS = (
    ("epub", N_("E-book (EPUB)")),
    ("docx", N_("Word table (DOCX)")),
    ("html", N_("Web page (HTML)")),
    ("markdown", N_("Markdown")),
    ("xliff", N_("For translation tools (XLIFF)")),
    ("tmx", N_("Translation memory (TMX)")),
    ("json", N_("Data (JSON)")),
)
