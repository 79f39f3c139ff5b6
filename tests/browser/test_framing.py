from __future__ import annotations

from tests.browser.conftest import OpenPage

_FRAME = """() => new Promise((resolve) => {
  const frame = document.createElement("iframe");
  frame.src = "/articles/ferry/embed";
  frame.width = "600";
  addEventListener("message", ({ source, data }) => {
    if (source === frame.contentWindow) resolve(data);
  });
  document.body.append(frame);
})"""


def test_frame_tells_the_page_around_it_how_high_it_is(open_page: OpenPage) -> None:
    page = open_page("/")
    told = page.evaluate(_FRAME)
    (frame,) = page.frames[1:]
    height = frame.evaluate("document.documentElement.scrollHeight")
    assert (told["type"], told["path"]) == ("vis-a-vis:height", "/articles/ferry/embed")
    assert abs(told["height"] - height) <= 1
    assert height > 2000
