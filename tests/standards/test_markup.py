"""The W3C's own checker finds neither error nor warning in any page, either language, nor in the style sheets."""

from __future__ import annotations

import json
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from tests.pages.stored_articles import read_ferry_article
from tests.standards.packages import VNU, require, require_java
from tests.standards.pages import PAGES, PageCase
from tests.standards.site import Site
from translator.pages import assets, render_standalone

LANGUAGES = ("en", "fr")
STYLES = tuple(sorted(path.name for path in assets.FOLDER.glob("*.css")))

_POLICY = "violates Content Security Policy (meta tag)"

#: What the checker says that is no fault of ours: the file, a part of the message, and why.
JUSTIFIED = (
    (
        "standalone.",
        _POLICY,
        "it hashes no more than the first piece of a long inline style or script; tests/pages/test_standalone.py "
        "compares the whole of each with its hash, and Chromium runs the file in tests/browser/test_using.py",
    ),
    (
        "reading.css",
        "“max-width”: The types are incompatible",
        "it takes custom properties in a sum for numbers; these are lengths",
    ),
    (
        "revisions.css",
        "Property “field-sizing” doesn't exist",
        "it does not know this property yet (https://drafts.csswg.org/css-ui/#field-sizing); boxes do without",
    ),
    (
        "library-refused.",
        "The literal did not satisfy the date format",
        "an address typed by hand; no form sends such a day, and browsers leave it out of the field",
    ),
    *(
        (name, "CSS: Parse Error", "it does not know ::highlight() yet (https://www.w3.org/TR/css-highlight-api-1/)")
        for name in ("player.css", "standalone.")
    ),
)

#: Files with one fault each, to see that the checker is at work.
FAULTY = {
    "faulty.html": '<!doctype html><html lang="en"><title>Faulty</title><p><div></div></p></html>',
    "faulty.css": "p { colour: #000; }",
}

Findings = dict[str, list[str]]


@pytest.fixture(scope="module")
def findings(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """What is wrong with each file, by its name; all are checked at once, since Java starts slowly."""
    command = [require_java(), "-jar", str(require(VNU)), "--stdout", "--exit-zero-always", "--format", "json"]
    folder = tmp_path_factory.mktemp("markup")
    locales_dir = site.app.extensions["services"].settings.locales_dir
    for language in LANGUAGES:
        for case in PAGES:
            (folder / f"{case.name}.{language}.html").write_bytes(site.visit(case, language=language).get_data())
        file = render_standalone(read_ferry_article(), locale=language, locales_dir=locales_dir)
        (folder / f"standalone.{language}.html").write_text(file, encoding="utf-8")
    for name in STYLES:
        (folder / name).write_text(assets.read_asset(name), encoding="utf-8")
    for name, text in FAULTY.items():
        (folder / name).write_text(text, encoding="utf-8")
    command += ["--also-check-css", "--no-langdetect", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found: Findings = defaultdict(list)
    for message in json.loads(done.stdout)["messages"]:
        name = Path(message["url"]).name
        if not is_justified(name, message["message"], extract=message.get("extract", "")):
            place = f"{message.get('lastLine', '?')}: {message.get('extract', '').strip()[:160]}"
            found[name].append(f"{message['message']} | {place}")
    return found


def is_justified(name: str, message: str, *, extract: str) -> bool:
    """Tell whether a finding is no fault; a parse error only where the part of the style sheet is the one meant."""
    if "Parse Error" in message and "spoken-word" not in extract:
        return False
    return any(name.startswith(file) and part in message for file, part, _ in JUSTIFIED)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_page_is_valid(findings: Findings, case: PageCase, language: str) -> None:
    assert findings[f"{case.name}.{language}.html"] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_exported_page_is_valid(findings: Findings, language: str) -> None:
    assert findings[f"standalone.{language}.html"] == []


@pytest.mark.parametrize("name", STYLES)
def test_style_sheet_is_valid(findings: Findings, name: str) -> None:
    assert findings[name] == []


@pytest.mark.parametrize("name", FAULTY)
def test_checker_finds_what_is_wrong(findings: Findings, name: str) -> None:
    assert len(findings[name]) == 1
