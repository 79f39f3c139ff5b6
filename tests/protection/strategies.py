"""Texts full of what the stages look for: marks of every kind, spaces, numbers, addresses, tokens."""

from __future__ import annotations

from hypothesis import strategies as st

PIECES = (
    *"\"'«»“”„‘’‹›‚",
    *" \u00a0\u202f\n",
    *".,;:!?…()-–—%€$",
    *"aàéEÉsn",
    *"0159",
    "mot",
    "l'",
    "qu’",
    "workers’ ",
    "'90s ",
    "12 345",
    "8:15",
    " :)",
    "http://a.b/c?d;e",
    "x@y.fr",
    "@le_monde",
    "...",
    "⟦3⟧",
    "⟦",
    "⟧",
    "M. Dupont",
    "OTAN",
    "3,5 %",
    "😆",
)

texts = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)

#: The same with spaces between the pieces, so that no two make a third.
spaced_texts = st.lists(st.sampled_from(PIECES), max_size=16).map(" ".join)
