"""Commands on texts: translate, detect, and lay an article out side by side."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePath
from typing import BinaryIO, TextIO

import click

from translator.cli.context import CommandContext
from translator.cli.files import is_document, output_option, read_submission, translate_document
from translator.cli.progress import watch_engine
from translator.cli.reporting import warn
from translator.cli.streams import read_text, text_argument, write_bytes, write_text
from translator.languages import SERVED_LANGUAGES
from translator.translation import QuotationPolicy, Severity, TranslatedArticle

_FORMATS = {".htm": "html", ".html": "html", ".markdown": "markdown", ".md": "markdown", ".xml": "xml"}

#: Opened at the first write and put in place when it is complete, so that a failure leaves an older page as it was.
_HTML_FILE = click.File("w", encoding="utf-8", lazy=True, atomic=True)


_QUOTATIONS = click.option(
    "--quotations",
    type=click.Choice([policy.value for policy in QuotationPolicy]),
    callback=lambda _context, _option, value: QuotationPolicy(value) if value else None,
    help="What becomes of quotations; the site's setting decides by default.",
)


@click.command()
@text_argument
@click.option("--from", "source", metavar="LANGUAGE", help="Language of the text; detected where it is not given.")
@click.option("--to", "target", metavar="LOCALE", help="Language or locale wanted, such as fr or fr-CA.")
@click.option("--details", is_flag=True, help="Write JSON that tells what became of each segment.")
@click.option(
    "--format", "format_name", metavar="FORMAT", help="text, html, xml or markdown; told by FILE's suffix if not given."
)
@_QUOTATIONS
@output_option
@click.pass_obj
def translate(
    context: CommandContext,
    file: BinaryIO,
    source: str | None,
    target: str | None,
    details: bool,
    format_name: str | None,
    quotations: QuotationPolicy | None,
    output: BinaryIO | None,
) -> None:
    """Translate FILE, or standard input, to standard output.

    Without --to, English becomes French and any other language English. FILE may also be a document (docx, odt, epub),
    subtitles (srt, vtt), or a translator's file (xliff, po), which keeps its form.
    """
    from translator.workflows.detect_language import detect_languages
    from translator.workflows.translate_text import TextRequest, translate_texts

    source = source.lower() if source else None
    if is_document(file):
        document = translate_document(context, file, source=source, target=target, quotations=quotations)
        write_bytes(document, output=output)
        return
    text = read_text(file)
    services = watch_engine(context.make_unlimited_services())
    if target is None:
        target = choose_target(source or detect_languages(services, [text])[0][0].language)
    format_name = format_name or choose_format(getattr(file, "name", ""))
    request = TextRequest(texts=(text,), source=source, target=target, format=format_name, quotations=quotations)
    (translated,) = translate_texts(services, request)
    shown = _write_details(context, translated) if details else translated.text
    if output:
        write_bytes(shown.encode(), output=output)
    else:
        write_text(shown)
    if not details:
        _warn_of_errors(translated, where="--details names them")


@click.command()
@text_argument
@click.pass_obj
def detect(context: CommandContext, file: BinaryIO) -> None:
    """Rank the likely languages of FILE, or standard input: a code and a confidence of 0 to 100 on each line."""
    from translator.workflows.detect_language import detect_languages

    (ranking,) = detect_languages(context.make_services(), [read_text(file)])
    write_text("".join(f"{detection.language} {detection.confidence:.1f}\n" for detection in ranking))


@click.command()
@click.argument("place", metavar="URL|FILE", default="-")
@click.option("--title", default="", help="Headline; it is translated with the text.")
@click.option("--from", "source", metavar="LANGUAGE", help="Language of the article; detected where it is not given.")
@click.option("--to", "target", metavar="LOCALE", help="Language or locale wanted, such as en or en-GB.")
@click.option("--html", "output", type=_HTML_FILE, required=True, help="File to write; - is standard output.")
@_QUOTATIONS
@click.pass_obj
def article(
    context: CommandContext,
    place: str,
    title: str,
    source: str | None,
    target: str | None,
    output: TextIO,
    quotations: QuotationPolicy | None,
) -> None:
    """Translate an article and lay both sides out in one HTML file that needs no other; nothing is kept.

    It is taken from the web page at URL, from FILE (txt, md, html, docx or epub), or as text from standard input.
    """
    from translator.workflows.add_article import translate_submission

    stored = translate_submission(
        watch_engine(context.make_unlimited_services()),
        read_submission(place, title=title),
        source=source.lower() if source else None,
        target=target,
        quotations=quotations,
    )
    output.write(context.render_article(stored))
    _warn_of_errors(stored.translated, where="the page marks them")


def choose_format(name: str) -> str:
    """Return the format that a file's name tells; plain text where it tells none."""
    return _FORMATS.get(PurePath(name).suffix.lower(), "text")


def choose_target(source: str) -> str:
    """Return the language that a text is translated into unless told: French for English, English for any other."""
    return next(code for code in SERVED_LANGUAGES if code != source)


def _write_details(context: CommandContext, translated: TranslatedArticle) -> str:
    answer: dict[str, object] = {"translatedText": translated.text}
    if translated.detection is not None:
        answer["detectedLanguage"] = asdict(translated.detection)
    answer["segments"] = context.describe_segments(translated)
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _warn_of_errors(translated: TranslatedArticle, *, where: str) -> None:
    failed = sum(
        any(issue.severity is Severity.ERROR for issue in translation.issues) for translation in translated.translations
    )
    if failed:
        warn(f"{failed} of {len(translated.translations)} segments carry errors; {where}")
