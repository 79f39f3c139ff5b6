from __future__ import annotations

import pytest

from translator.protection import find_addresses


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Voir https://exemple.fr/a?b=c&d=é#f.", ["https://exemple.fr/a?b=c&d=é#f"]),
        ("(https://fr.wikipedia.org/wiki/Paris_(Texas))", ["https://fr.wikipedia.org/wiki/Paris_(Texas)"]),
        ("« www.exemple.com » et lemonde.fr/sport, bit.ly/abc", ["www.exemple.com", "lemonde.fr/sport", "bit.ly/abc"]),
        ("Écrire à jean_dupont@exemple.fr, merci.", ["jean_dupont@exemple.fr"]),
        ("@le_monde et @anna@mastodon.social.", ["@le_monde", "@anna@mastodon.social"]),
        ("#JeSuis et #10ans, mais #1", ["#JeSuis", "#10ans"]),
        ("rapport-2024.pdf, ~/notes.txt, C:\\temp\\x.csv", ["rapport-2024.pdf", "~/notes.txt", "C:\\temp\\x.csv"]),
        ("au 192.168.0.1:8080 ou 2001:db8:0:0:0:0:0:1", ["192.168.0.1:8080", "2001:db8:0:0:0:0:0:1"]),
        ("+33 1 23 45 67 89, 01 23 45 67 89", ["+33 1 23 45 67 89", "01 23 45 67 89"]),
        ("(202) 555-0143 ou +447378099903", ["(202) 555-0143", "+447378099903"]),
        ("un :blobcat: et `x = 1`", [":blobcat:", "`x = 1`"]),
        ("sur places.ville.bzh ou ville.bzh, aux a.m. de", ["places.ville.bzh", "ville.bzh"]),
        ("le 0 800 31 26 48, the 0345 611 2345 or 0800 666 222", ["0 800 31 26 48", "0345 611 2345", "0800 666 222"]),
        ("no 2024-0512, agent 007", ["2024-0512", "007"]),
        ("Voir ⟦3⟧, ⟦zone a⟧ et ⟦⟧, ⟦ ou", ["⟦3⟧", "⟦zone a⟧"]),
        ("12 000 km, 0-0, 0,05 %, 1.000, 01-02-2024, 06:00", []),
        ("à 8:15:20, +12 500 000 habitants, +3,5 %", []),
        ("Il est parti.la porte, M.Dupont, U.S., J.-C.", []),
        ("It`s what Erdogan`s men said", []),
        ("", []),
    ],
)
def test_addresses_are_found(text: str, addresses: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_addresses(text)] == addresses


@pytest.mark.parametrize("piece", ["a.", "/a", "a-", "a@", "@a", "1:", ":a", "www.a.("])
def test_a_long_text_is_searched_in_linear_time(piece: str) -> None:
    assert len(find_addresses(piece * 20_000)) <= 1


@pytest.mark.parametrize(
    ("text", "emoji"),
    [
        ("Haha 😆 ! À demain.", ["😆"]),
        ("Bravo 👏🏽👏🏽 à tous", ["👏🏽👏🏽"]),
        ("Vive la France 🇫🇷!", ["🇫🇷"]),
        ("En famille 👨‍👩‍👧", ["👨‍👩‍👧"]),
        ("© 2026 La Gazette™", []),
        ("☀️ demain", ["☀️"]),
    ],
)
def test_emoji_are_kept_whole(text: str, emoji: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_addresses(text)] == emoji
