from __future__ import annotations

import re

import pytest

from tests.formats.files.replacing import list_texts, replace_in
from translator.errors import FieldError
from translator.formats.files.wrapping import share_text, wrap_cue

SRT = (
    "\ufeff1\r\n00:00:01,000 --> 00:00:02,500\r\nI saw the <i>president</i>\r\nof the republic\r\n\r\n"
    "2\r\n00:00:03,000 --> 00:00:04,000 X1:10 X2:20\r\n{\\an8}who was late.\r\n\r\n"
    "7\r\n00:00:05,000 --> 00:00:06,000\r\n- Hello!\r\n- Hi.\r\n\r\n"
    "8\r\n00:00:07,000 --> 00:00:08,000\r\n\r\n"
)
VTT = (
    "WEBVTT - A film\n\nNOTE the door\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:02.000 line:0\n"
    "<v Anna>The door &amp; the key.\n\n00:00:03.000 --> 00:00:04.000\n<c.loud>Open <00:00:03.500>it</c>!\n"
)


def test_cues_of_one_sentence_are_one_unit_and_speakers_are_their_own() -> None:
    assert list_texts("a.srt", SRT.encode()) == [
        '<u>I saw the <g id="0">president</g> of the republic <x id="1"/>who was late.</u>\n'
        "<u>- Hello!</u>\n<u>- Hi.</u>\n"
    ]


@pytest.mark.parametrize(("name", "text"), [("a.srt", SRT), ("a.vtt", VTT)])
def test_what_did_not_change_comes_back_byte_for_byte(name: str, text: str) -> None:
    assert replace_in(name, text.encode()) == text.encode()


def test_times_numbers_and_line_ends_are_kept_byte_for_byte() -> None:
    target = replace_in(
        "a.srt", SRT.encode(), ("I saw the", "J’ai vu le"), ("who was late", "qui avait du retard"), ("Hello", "Salut")
    ).decode()
    assert target == (
        SRT.replace("I saw the", "J’ai vu le").replace("who was late", "qui avait du retard").replace("Hello", "Salut")
    )


def test_the_next_cue_begins_where_its_mark_came_to_stand() -> None:
    target = replace_in(
        "a.srt",
        SRT.encode(),
        ('I saw the <g id="0">president</g> of the republic <x id="1"/>', 'Late was <x id="1"/>the <g id="0">man</g>'),
    ).decode()
    cues = [block.split("\r\n")[2:] for block in target.split("\r\n\r\n")]
    assert cues[:2] == [["Late", "was"], ["{\\an8}the <i>man</i>who was late."]]


def test_webvtt_keeps_header_notes_styles_settings_and_voices() -> None:
    assert list_texts("a.vtt", VTT.encode()) == [
        '<u>The door <k>&amp;amp;</k> the key.</u>\n<u><g id="0">Open <x id="1"/>it</g>!</u>\n'
    ]
    target = replace_in("a.vtt", VTT.encode(), ("The door", "La porte")).decode()
    assert target == VTT.replace("The door", "La porte")


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_the_header_of_webvtt_names_the_target(line_end: str) -> None:
    text = "WEBVTT - A film\nKind: captions\nLanguage: en-GB\n\n00:01.000 --> 00:02.000\nHello\nLanguage: en\n"
    source = text.replace("\n", line_end).encode()
    target = replace_in("a.vtt", source, ("Hello", "Salut"))
    expected = text.replace("Language: en-GB", "Language: fr").replace("Hello\nLanguage: en", "Salut\nLanguage: en")
    assert target == expected.replace("\n", line_end).encode()


def test_a_language_in_a_cue_is_no_header() -> None:
    source = b"WEBVTT\n\n00:01.000 --> 00:02.000\nLanguage: en\n"
    assert replace_in("a.vtt", source) == source


def test_each_speaker_of_a_cue_is_one_unit_over_the_lines() -> None:
    vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Where is\nthe key?</v>\n<v Bob>Here.</v>\n"
    srt = "1\n00:00:01,000 --> 00:00:02,000\n- Where is\nthe key?\n- Here.\n"
    assert list_texts("a.vtt", vtt.encode()) == ['<u>Where is the key?<x id="0"/></u>\n<u><g id="0">Here.</g></u>\n']
    assert list_texts("a.srt", srt.encode()) == ["<u>- Where is the key?</u>\n<u>- Here.</u>\n"]
    for name, text in (("a.vtt", vtt), ("a.srt", srt)):
        target = replace_in(name, text.encode(), ("Where is the key", "Où est la clé"), ("Here", "Voici")).decode()
        assert target == text.replace("Where is\nthe key", "Où est\nla clé").replace("Here", "Voici")


def test_every_cue_gets_words_where_marks_came_together() -> None:
    assert share_text(["", "one two three four"], lengths=[10, 10]) == ["one two", "three four"]
    assert share_text(["one two", "three"], lengths=[1, 30]) == ["one two", "three"]
    assert share_text(["one two three"], lengths=[10, 20]) == ["one", "two three"]


def test_lines_are_of_about_one_length_and_never_too_long() -> None:
    tags = re.compile("<[^>]*>")
    assert wrap_cue("one two three four", lines=2, tags=tags) == "one two\nthree four"
    assert wrap_cue("one", lines=2, tags=tags) == "one"
    assert wrap_cue("<v Anna Roe>one two", lines=1, tags=tags) == "<v Anna Roe>one two"
    wrapped = wrap_cue("word " * 20, lines=1, tags=tags)
    assert max(map(len, wrapped.split("\n"))) <= 44
    assert wrapped.split() == ["word"] * 20


def test_a_sentence_does_not_go_on_for_ever() -> None:
    cues = "".join(f"{number}\n00:00:0{number},000 --> 00:00:0{number},900\nand on\n\n" for number in range(1, 10))
    (text,) = list_texts("a.srt", cues.encode())
    assert text.count("<u>") == 2


def test_a_text_without_times_is_refused() -> None:
    with pytest.raises(FieldError, match="file holds no subtitle: there is no line of times"):
        list_texts("a.srt", b"Hello.\n")
