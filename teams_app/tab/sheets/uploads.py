"""Takes in an uploaded file: its bytes are the body of the request, and there are not too many of them."""

from aiohttp import web

from technology_map.imports.matching import SIZE_LIMIT as MATCHING_LIMIT
from technology_map.imports.matching import Matching, read_matching
from technology_map.validation.limits import CSV_SIZE_LIMIT
from technology_map.validation.refusals import Refused

UPLOAD_TYPE = "application/octet-stream"
"""Not one that a form of another site could send (trust.md row 14)."""


async def uploaded(request: web.Request) -> tuple[bytes, Matching]:
    """The file, and what was chosen for it: the first `matched` bytes of the body are that, as JSON.

    Raises Refused: `import_too_big` (a workbook may be smaller still), `import_no_rows`, `damaged_form`.
    """
    if request.content_type != UPLOAD_TYPE:
        raise web.HTTPUnsupportedMediaType
    said = request.query.get("matched", "0")
    matched = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
    if matched > MATCHING_LIMIT:
        raise Refused("damaged_form")
    too_big = Refused("import_too_big", megabytes=str(CSV_SIZE_LIMIT // (1024 * 1024)))
    whole = await read_body(request, CSV_SIZE_LIMIT + matched, too_big)
    if not whole[matched:]:
        raise Refused("import_no_rows")
    return whole[matched:], read_matching(whole[:matched]) if matched else Matching()


async def read_body(request: web.Request, limit: int, too_big: Refused) -> bytes:
    """The request's bytes, at most so many. Raises `too_big`."""
    if (request.content_length or 0) > limit:
        raise too_big
    pieces = bytearray()
    async for piece in request.content.iter_chunked(64 * 1024):
        pieces += piece
        if len(pieces) > limit:
            raise too_big
    return bytes(pieces)
