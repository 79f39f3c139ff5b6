"""What browsers and proxies may keep of the pages, and how they learn that a page is still the same.

Every page is asked for again each time (``no-cache``), so that nobody reads a text that was corrected since; where
nothing changed the answer is a 304 without a body. The mark that tells so is made of the finished page, which holds
everything that it depends on: the article, the interface's language, who is signed in, the style sheets' addresses.
"""

from __future__ import annotations

import hashlib

from flask import Response, g, request, session

from translator.pages.packing import TYPES, is_packed_for_asker, pack


def keep_for_one_visitor(response: Response) -> Response:
    """Let nobody but the visitor's own browser keep a page that depends on its language, cookies and session."""
    if response.mimetype == "text/html" and not response.cache_control.public:
        response.cache_control.private = True
        response.cache_control.no_cache = True
        response.vary.update(("Accept-Language", "Cookie"))
    return response


def keep_for_all(response: Response) -> Response:
    """Let shared caches keep a page that is the same for every visitor."""
    response.cache_control.public = True
    response.cache_control.no_cache = True
    return response


def finish_page(response: Response) -> Response:
    """Give a page an ``ETag``, leave out its body where the visitor has it already, and pack it where it is sent.

    A form's token is written anew each time and is good as long as its session: its place counts as the session, and
    the mark is a weak one, since two such pages are alike but not the same to the byte.
    """
    if response.mimetype not in TYPES or response.is_streamed:
        return response
    token: str = g.get("csrf_token", "")
    response.vary.add("Accept-Encoding")
    is_packed = is_packed_for_asker(response)
    if _may_be_marked(response):
        body = response.get_data()
        if token:
            body = body.replace(token.encode(), str(session.get("csrf_token")).encode())
        mark = hashlib.sha256(body).hexdigest()[:32]
        # A strong mark stands for bytes: packed ones are others.
        response.set_etag(f"{mark}-gzip" if is_packed and not token else mark, weak=bool(token))
        response.make_conditional(request)
    if is_packed and response.status_code != 304:
        pack(response, holds_secret=bool(token))
    return response


def _may_be_marked(response: Response) -> bool:
    is_answer = request.method in ("GET", "HEAD") and response.status_code == 200
    return is_answer and not response.cache_control.no_store and "ETag" not in response.headers
