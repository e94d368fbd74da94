"""Takes in an uploaded file: its bytes are the body of the request, and there are not too many of them."""

from aiohttp import web

from technology_map.imports.csv_rows import SIZE_LIMIT
from technology_map.validation.refusals import Refused

UPLOAD_TYPE = "application/octet-stream"
"""Not one that a form of another site could send (trust.md row 14)."""


async def uploaded(request: web.Request) -> bytes:
    """The file. Raises Refused: `import_too_big` (a workbook may be smaller still), `import_no_rows`."""
    if request.content_type != UPLOAD_TYPE:
        raise web.HTTPUnsupportedMediaType
    too_big = Refused("import_too_big", megabytes=str(SIZE_LIMIT // (1024 * 1024)))
    if (request.content_length or 0) > SIZE_LIMIT:
        raise too_big
    pieces = bytearray()
    async for piece in request.content.iter_chunked(64 * 1024):
        pieces += piece
        if len(pieces) > SIZE_LIMIT:
            raise too_big
    if not pieces:
        raise Refused("import_no_rows")
    return bytes(pieces)
