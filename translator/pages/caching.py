"""What browsers and proxies may keep of the pages, and how they learn that a page is still the same.

Every page is asked for again each time (``no-cache``), so that nobody reads a text that was corrected since; where
nothing changed the answer is a 304 without a body. The mark that tells so is made of the finished page, which holds
everything that it depends on: the article, the interface's language, who is signed in, the style sheets' addresses.
"""

from __future__ import annotations

import hashlib

from flask import Response, g, request, session

#: What may be asked for again by its mark.
_TYPES = ("text/html", "application/xml", "text/plain")


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


def mark_page(response: Response) -> Response:
    """Give a page an ``ETag``, and leave out its body where the visitor has it already.

    A form's token is written anew each time and is good as long as its session: its place counts as the session, and
    the mark is a weak one, since two such pages are alike but not the same to the byte.
    """
    is_answer = request.method in ("GET", "HEAD") and response.status_code == 200 and response.mimetype in _TYPES
    if not is_answer or response.is_streamed or response.cache_control.no_store or "ETag" in response.headers:
        return response
    body = response.get_data()
    token: str = g.get("csrf_token", "")
    if token:
        body = body.replace(token.encode(), str(session.get("csrf_token")).encode())
    response.set_etag(hashlib.sha256(body).hexdigest()[:32], weak=bool(token))
    response.make_conditional(request)
    return response
