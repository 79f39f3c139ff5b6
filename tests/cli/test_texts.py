from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Terminal
from tests.fakes import FailingEngine, FakeEngine, drop_names, say_nothing
from translator.cli.texts import choose_target

FRENCH = "Le ministre est venu hier soir."
TURNED = "Le ertsinim tse unev reih rios."


def test_translate_reads_standard_input_and_writes_the_text_alone(terminal: Terminal) -> None:
    result = terminal.run("translate", "--from", "fr", "--to", "en", text=f"{FRENCH}\n")
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"{TURNED}\n", "")


def test_translate_reads_a_file(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_bytes(f"\ufeff{FRENCH}\r\n\r\n{FRENCH}".encode())
    result = terminal.run("translate", "--from", "FR", "--to", "en", str(file))
    assert (result.exit_code, result.stdout_bytes.decode()) == (0, f"{TURNED}\r\n\r\n{TURNED}")


def test_translate_takes_a_dash_for_standard_input(terminal: Terminal) -> None:
    result = terminal.run("translate", "--to", "en", "-", text=FRENCH)
    assert (result.exit_code, result.stdout) == (0, TURNED)


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "fr"), ("de", "en"), ("und", "en")])
def test_target_is_the_other_language_unless_told(source: str, target: str) -> None:
    assert choose_target(source) == target


def test_source_may_be_written_in_capitals(terminal: Terminal) -> None:
    results = [terminal.run("translate", "--from", source, text="The bridge opens.") for source in ("en", "EN")]
    assert results[1].stdout == results[0].stdout


def test_translate_without_languages_detects_both(terminal: Terminal) -> None:
    result = terminal.run("translate", "--details", text=FRENCH)
    answer = json.loads(result.stdout)
    assert answer["detectedLanguage"]["language"] == "fr"
    assert (answer["translatedText"], answer["segments"]) == (TURNED, [{"target": TURNED}])


def test_details_of_a_known_source_have_no_detection(terminal: Terminal) -> None:
    result = terminal.run("translate", "--from", "fr", "--details", text=FRENCH)
    assert json.loads(result.stdout) == {"translatedText": TURNED, "segments": [{"target": TURNED}]}


def test_limits_of_the_service_do_not_bind_its_owner(terminal: Terminal) -> None:
    text = f"{FRENCH}\n" * 20
    result = terminal.run("translate", "--from", "fr", "--to", "en", text=text)
    assert (result.exit_code, result.stdout) == (0, f"{TURNED}\n" * 20)


def test_empty_input_gives_empty_output(terminal: Terminal) -> None:
    result = terminal.run("translate")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_errors_in_segments_are_told_on_standard_error(terminal: Terminal) -> None:
    loses = terminal.with_engine(FakeEngine(render=say_nothing))
    result = loses.run("translate", "--from", "fr", "--to", "en", text=FRENCH)
    assert (result.exit_code, result.stdout) == (0, FRENCH)
    assert result.stderr == "translator: 1 of 1 segments carry errors; --details names them\n"


@pytest.mark.parametrize(
    ("arguments", "text", "line"),
    [
        (["translate"], b"caf\xe9", "<stdin>: not UTF-8 at byte 3 (0xe9)"),
        (["detect"], b"ok\0", "<stdin>: not a text; there is a NUL at byte 2"),
        (["translate", "--to", "zz"], FRENCH, "zz is not supported"),
        (["translate", "--from", "zz"], FRENCH, "zz is not supported"),
        (["translate", "--to", "fr-DE"], FRENCH, "fr-DE is not a supported locale"),
        (["translate", "--format", "md"], FRENCH, "md format is not supported"),
        (["translate", "--zz"], "", "No such option '--zz'; see 'translator translate --help'"),
        (["fly"], "", "No such command 'fly'; see 'translator --help'"),
        (
            ["translate", "nowhere.txt"],
            "",
            "Invalid value for '[FILE]': 'nowhere.txt': No such file or directory; see 'translator translate --help'",
        ),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    terminal: Terminal, arguments: list[str], text: str | bytes, line: str
) -> None:
    result = terminal.run(*arguments, text=text)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"translator: {line}\n")


def test_failure_of_the_engine_is_one_line_and_exit_code_1(terminal: Terminal) -> None:
    result = terminal.with_engine(FailingEngine()).run("translate", "--from", "fr", text=FRENCH)
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "translator: the engine failed\n")


def test_unexpected_failure_names_its_place_and_quotes_nothing(terminal: Terminal) -> None:
    def fail(text: str) -> str:
        raise KeyError(text)

    result = terminal.with_engine(FakeEngine(render=fail)).run("translate", "--from", "fr", text=FRENCH)
    head, _, line = result.stderr.rpartition(":")
    assert (result.exit_code, result.stdout, head) == (1, "", "translator: internal error: KeyError at test_texts.py")
    assert line.strip().isdigit()


def test_interruption_ends_with_130(terminal: Terminal) -> None:
    def interrupt(text: str) -> str:
        del text
        raise KeyboardInterrupt

    result = terminal.with_engine(FakeEngine(render=interrupt)).run("translate", "--from", "fr", text=FRENCH)
    assert (result.exit_code, result.stdout) == (130, "")


def test_detect_ranks_languages(terminal: Terminal) -> None:
    result = terminal.run("detect", text=FRENCH)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split()[0] == "fr"
    assert terminal.run("detect", text="…").stdout == "und 0.0\n"


def test_article_is_written_as_one_page(terminal: Terminal, tmp_path: Path) -> None:
    output = tmp_path / "article.html"
    result = terminal.run(
        "article", "-", "--title", "Un pont", "--from", "fr", "--to", "en", "--html", str(output), text=FRENCH
    )
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert output.read_text(encoding="utf-8") == (f"<html>Un pont\n\n{FRENCH} | Un tnop\n\n{TURNED}</html>\n")


def test_article_may_be_written_to_standard_output(terminal: Terminal) -> None:
    result = terminal.run("article", "-", "--to", "en", "--html", "-", text=FRENCH)
    assert (result.exit_code, result.stdout) == (0, f"<html>{FRENCH} | {TURNED}</html>\n")


def test_article_that_cannot_be_translated_leaves_the_page_as_it_was(terminal: Terminal, tmp_path: Path) -> None:
    output = tmp_path / "article.html"
    output.write_text("before")
    failing = terminal.with_engine(FailingEngine())
    result = failing.run("article", "-", "--from", "fr", "--to", "en", "--html", str(output), text=FRENCH)
    assert (result.exit_code, output.read_text()) == (1, "before")


def test_article_says_that_its_page_marks_the_errors(terminal: Terminal) -> None:
    loses = terminal.with_engine(FakeEngine(render=say_nothing))
    result = loses.run("article", "-", "--from", "fr", "--to", "en", "--html", "-", text=FRENCH)
    assert result.stderr == "translator: 1 of 1 segments carry errors; the page marks them\n"


def test_article_needs_a_page_to_write(terminal: Terminal) -> None:
    result = terminal.run("article", "-", text=FRENCH)
    assert (result.exit_code, result.stderr) == (
        2,
        "translator: Missing option '--html'; see 'translator article --help'\n",
    )


def test_details_tell_the_errors_so_that_nothing_is_said_beside_them(terminal: Terminal) -> None:
    loses = terminal.with_engine(FakeEngine(render=say_nothing))
    result = loses.run("translate", "--from", "fr", "--to", "en", "--details", text=FRENCH)
    assert (result.exit_code, result.stderr) == (0, "")


def test_names_that_a_further_attempt_saved_are_no_errors(terminal: Terminal) -> None:
    result = terminal.with_engine(FakeEngine(render=drop_names)).run(
        "translate", "--from", "fr", "--to", "en", text="Olga Petrova est venue à Brest."
    )
    assert (result.exit_code, result.stderr) == (0, "")


@pytest.mark.parametrize(("name", "is_read"), [("a.HTML", True), ("a.htm", True), ("a.txt", False)])
def test_format_is_told_by_the_suffix(terminal: Terminal, tmp_path: Path, name: str, is_read: bool) -> None:
    file = tmp_path / name
    file.write_text("<title>Il pleut</title><pre>il pleut</pre>", encoding="utf-8")
    result = terminal.run("translate", "--from", "fr", "--to", "en", str(file))
    assert (result.stdout == "<title>Il tuelp</title><pre>il pleut</pre>") is is_read


def test_format_option_goes_before_the_suffix(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("# Il **pleut**", encoding="utf-8")
    result = terminal.run("translate", "--from", "fr", "--to", "en", "--format", "markdown", str(file))
    assert result.stdout == "# Il **tuelp**"


def test_translate_takes_a_policy_for_quotations(terminal: Terminal) -> None:
    spoken = "« nous partirons demain »"
    texts = [
        terminal.run(
            "translate", "--from", "fr", "--to", "en", "--quotations", policy, text=f"Il a dit {spoken}."
        ).stdout
        for policy in ("translate", "keep", "both")
    ]
    assert [spoken in text for text in texts] == [False, True, True]
    assert ["“" in text for text in texts] == [True, False, True]
