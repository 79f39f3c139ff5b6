"""Read an article out of what it came in: a web page, a piece of HTML, a file.

Each reader gives the article's words with the part that each paragraph plays; what surrounded the article on its page
comes along as boilerplate, marked as such. Nothing is fetched.

| what it came in | read by |
|---|---|
| a web page | `pages`: trafilatura finds the body, `metadata` the author, date and site |
| a piece of HTML | `pages` |
| `.txt` `.md` `.html` `.htm` | `files` |
| `.docx` | `word` |
| `.epub` | `books` |
"""

from translator.formats.sources.files import SOURCE_SUFFIXES, read_source_file
from translator.formats.sources.pages import decode_page, read_html_source, read_page

__all__ = ["SOURCE_SUFFIXES", "decode_page", "read_html_source", "read_page", "read_source_file"]
