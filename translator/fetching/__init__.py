"""Fetch pages and feeds from the web, politely and without becoming a way into the network that the service is in.

Only public addresses are asked, or networks that the site allows, and each redirect anew; what robots.txt forbids is
left alone; size, time and type of an answer have limits. Nothing of a page is understood here.
"""

from translator.fetching.addresses import normalise_address
from translator.fetching.fetcher import FEED_TYPES, PAGE_TYPES, Fetcher, FetchLimits
from translator.fetching.walking import FetchedPage

__all__ = ["FEED_TYPES", "PAGE_TYPES", "FetchLimits", "FetchedPage", "Fetcher", "normalise_address"]
