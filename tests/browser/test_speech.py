"""Reading aloud, with a stand-in for the browser's speech that says when a sentence is over."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.looking import list_lit, measure

#: Records what is said; ``window.finish()`` ends the sentence that is being said, as the voice would.
_FAKE = """(languages) => {
  const makeVoice = (lang) => ({ name: `Voice ${lang}`, lang, voiceURI: `voice:${lang}`, localService: true });
  const voices = languages.map(makeVoice);
  window.said = [];
  let current = null;
  class Utterance {
    constructor(text) { this.text = text; this.rate = 1; }
  }
  const synthesis = new EventTarget();
  Object.assign(synthesis, {
    getVoices: () => voices,
    speak: (utterance) => {
      current = utterance;
      window.said.push([utterance.text, utterance.lang, utterance.voice?.voiceURI ?? "", utterance.rate]);
    },
    cancel: () => { const former = current; current = null; former?.onerror?.({ error: "canceled" }); },
  });
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
  window.SpeechSynthesisUtterance = Utterance;
  window.finish = () => { const former = current; current = null; former.onend({}); };
  window.reach = (charIndex, charLength) => current.onboundary({ name: "word", charIndex, charLength });
  window.isSilent = () => current === null;
  window.fail = () => { const former = current; current = null; former.onerror({ error: "audio-busy" }); };
  window.addVoice = (language) => {
    voices.push(makeVoice(language));
    synthesis.dispatchEvent(new Event("voiceschanged"));
  };
}"""


@pytest.fixture
def open_speaking(open_page: OpenPage) -> OpenPage:
    """Open a page in a browser that speaks some languages."""

    def open_it(path: str, *, languages: Sequence[str] = ("fr-FR", "en-GB", "en-US"), **options: object) -> Page:
        page = open_page(path, **options)
        listed = ", ".join(f'"{each}"' for each in languages)
        page.add_init_script(f"({_FAKE})([{listed}])")
        page.reload()
        return page

    return open_it


def list_said(page: Page) -> list[str]:
    return [text for text, *_ in page.evaluate("said")]


def test_sentences_are_read_one_after_the_other_and_lit(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#s-p7s0").focus()
    page.keyboard.press("l")
    assert list_lit(page) == ["s-p7s0", "t-p7s0"]
    page.evaluate("finish()")
    assert list_said(page) == [page.locator(f"#s-p7s{n}").inner_text() for n in (0, 1)]
    page.locator(".brand").focus()
    assert list_lit(page) == ["s-p7s1", "t-p7s1"]
    assert {(language, voice) for _, language, voice, _ in page.evaluate("said")} == {("fr", "voice:fr-FR")}


def test_controls_pause_go_on_and_step(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.get_by_role("button", name="Listen").click()
    first = page.locator("#s-p0s0").inner_text()
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("isSilent()")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Next sentence").click()
    page.get_by_role("button", name="Previous sentence").click()
    assert list_said(page) == [first, first, page.locator("#s-p6s0").inner_text(), first]
    page.get_by_role("button", name="Stop reading aloud").click()
    assert page.evaluate("isSilent()")
    expect(page.locator("#player")).to_be_hidden()
    expect(page.locator("#listen")).to_be_focused()
    # The pointer lies where the controls were, over a passage perhaps.
    page.locator(".brand").hover()
    assert list_lit(page) == []


def test_controls_work_by_keyboard_alone(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#listen").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Space")
    assert page.evaluate("isSilent()")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert list_lit(page) == ["s-p6s0", "t-p6s0"]
    page.keyboard.press("Escape")
    expect(page.locator("#player")).to_be_hidden()


def test_other_language_speed_and_voice_can_be_chosen_and_are_kept(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#t-p7s0").focus()
    page.keyboard.press("l")
    player = page.locator("#player")
    player.locator('[data-part="rate"]').select_option("1.5")
    player.locator('[data-part="voice"]').select_option("voice:en-GB")
    said = page.evaluate("said")
    assert [each[1:] for each in said] == [
        ["en-US", "voice:en-US", 1],
        ["en-US", "voice:en-US", 1.5],
        ["en-US", "voice:en-GB", 1.5],
    ]
    page.reload()
    page.get_by_role("button", name="Listen").click()
    player.locator('[data-part="side"]').select_option("t")
    assert page.evaluate("said.at(-1)")[1:] == ["en-US", "voice:en-GB", 1.5]


def test_quotation_in_another_language_is_read_in_its_own(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#s-p15s0").focus()
    page.keyboard.press("l")
    assert page.evaluate("said.at(-1)")[1] == "en"


def test_word_being_said_is_lit_where_the_browser_can(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#s-p7s1").focus()
    page.keyboard.press("l")
    page.evaluate("reach(0, 3)")
    lit = page.evaluate("() => [...CSS.highlights.get('spoken-word')].map(String)")
    assert lit == [page.locator("#s-p7s1").inner_text()[:3]]


def test_sentence_being_read_is_in_view_above_the_controls(
    open_speaking: OpenPage, viewport: dict[str, object]
) -> None:
    page = open_speaking("/articles/ferry", **viewport)
    page.get_by_role("button", name="Listen").click()
    for _ in range(12):
        page.evaluate("finish()")
    read = measure(page.locator(".spoken").first)
    assert read.top >= measure(page.locator(".columns")).bottom - 1
    assert read.bottom <= measure(page.locator("#player")).top
    assert page.evaluate("document.documentElement.scrollWidth") == page.evaluate("innerWidth")


def test_end_of_the_article_ends_the_reading(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.locator("#s-p17s2").focus()
    page.keyboard.press("l")
    page.evaluate("finish()")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    assert len(list_said(page)) == 1


def test_language_that_is_not_shown_is_turned_to(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry?layout=source", **PHONE)
    page.get_by_role("button", name="Listen").tap()
    page.locator('#player [data-part="side"]').select_option("t")
    expect(page.locator("article")).to_have_attribute("data-layout", "target")


def test_only_a_language_with_a_voice_is_offered(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry", languages=["en-AU", "de-DE"])
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("said.at(-1)")[1:3] == ["en-US", "voice:en-AU"]
    expect(page.locator('#player option[value="s"]')).to_be_disabled()


@pytest.mark.parametrize("languages", [[], ["de-DE"]])
def test_browser_without_a_voice_offers_nothing(open_speaking: OpenPage, languages: list[str]) -> None:
    page = open_speaking("/articles/ferry", languages=languages)
    expect(page.locator("#listen")).to_be_hidden()
    page.keyboard.press("l")
    expect(page.locator("#player")).to_be_hidden()


def test_voices_that_come_late_are_offered(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry", languages=[])
    expect(page.locator("#listen")).to_be_hidden()
    page.evaluate("addVoice('en-GB')")
    page.get_by_role("button", name="Listen").click()
    assert page.evaluate("said.at(-1)")[1:3] == ["en-US", "voice:en-GB"]


def test_browser_without_speech_offers_nothing(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry")
    page.add_init_script("Object.defineProperty(window, 'speechSynthesis', { value: undefined });")
    page.reload()
    expect(page.locator("#listen")).to_be_hidden()
    page.keyboard.press("l")
    expect(page.locator("#player")).to_be_hidden()
    page.get_by_text("Keyboard", exact=True).click()
    expect(page.locator(".keys")).not_to_contain_text("read aloud", use_inner_text=True)


def test_voice_that_breaks_off_pauses_and_goes_on_from_its_sentence(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.get_by_role("button", name="Listen").click()
    page.evaluate("finish()")
    page.evaluate("fail()")
    page.get_by_role("button", name="Go on").click()
    second = page.locator("#s-p6s0").inner_text()
    assert list_said(page)[1:] == [second, second]


def test_reading_ends_when_its_page_is_left(open_speaking: OpenPage) -> None:
    page = open_speaking("/articles/ferry")
    page.get_by_role("button", name="Listen").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert page.evaluate("isSilent()")


def test_nothing_of_it_shows_without_scripts(open_page: OpenPage) -> None:
    page = open_page("/articles/ferry", java_script_enabled=False)
    expect(page.locator("#listen")).to_be_hidden()
    expect(page.locator("#player")).to_be_hidden()
