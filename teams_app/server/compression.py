"""Compresses the tab's answers on their way out: text, where it is worth it and where it is safe.

A page that holds a secret beside a text from its address can be guessed at by its length (BREACH).
No page of the tab holds a secret that lasts: the key of a form and the ticket for a file are drawn
anew for each answer and good once, and no cookie lets another site ask in a person's name. An answer
that is nothing but a ticket is left as it is all the same.
"""

from aiohttp import web
from aiohttp.web_response import ContentCoding

LEAST = 1_024
"""Bytes: below that the headers cost as much as is gained."""
TEXTS = frozenset({"text/html", "application/json", "text/plain", "text/csv"})
NEVER = ("/tab/part/files",)
"""Addresses whose answer is a ticket."""


def compress(request: web.Request, answer: web.StreamResponse) -> None:
    """Has the answer sent as gzip where the browser takes it. A file on disk is compressed already."""
    if not isinstance(answer, web.Response) or answer.content_type not in TEXTS:
        return
    if not request.path.startswith("/tab/") or request.path in NEVER or "Content-Encoding" in answer.headers:
        return
    answer.headers["Vary"] = "Accept-Encoding"
    body = answer.body
    if isinstance(body, bytes) and len(body) >= LEAST and _takes_gzip(request):
        answer.enable_compression(ContentCoding.gzip)


def _takes_gzip(request: web.Request) -> bool:
    """Whether `gzip` is among the codings that the browser names, and not with a weight of 0."""
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, weight = part.strip().partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "").lower() not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
