"""The protocol itself: entity tags, what refusals say, batches, throttle headers, names in addresses.

Not asked: what 423 says. A file that one identity has locked is open to the same identity, so it would
take two.
"""

from typing import Any

from sharepoint_lists.graph.responses import Answer, Json, settled
from sharepoint_lists.probing.probe import Probe
from sharepoint_lists.probing.scratch import COLUMNS, TITLE, Scratch

_ASKED = ("1", "2", "3", "4")


async def etag_form(at: Scratch) -> str:
    """Whether the quotes are part of an entity tag."""
    tag = str((await at.added()).get("eTag") or "")
    return "quoted" if tag.startswith('"') and tag.endswith('"') else "unquoted"


async def etag_in_fields(at: Scratch) -> str:
    """Whether the fields carry the item's entity tag."""
    item = await at.added()
    tag = item["fields"].get("@odata.etag")
    if tag is None:
        return "absent"
    return "same" if tag == item.get("eTag") else "differs"


async def stale_change(at: Scratch) -> str:
    """Status and code of a change of an old version."""
    item = await at.added()
    tag, fields = str(item.get("eTag") or ""), f"{at.items}/{item['id']}/fields"
    settled(await at.call("PATCH", fields, {"Title": "1"}, tag))
    return _said(await at.call("PATCH", fields, {"Title": "2"}, tag))


async def taken_list_name(at: Scratch) -> str:
    """Status and code of a second list of one name."""
    body: Json = {"displayName": TITLE, "list": {"template": "genericList"}, "columns": COLUMNS[:1]}
    answer = await at.owner.call("POST", f"{at.site}/lists", at.owner.in_background(), body=body, wait=30.0)
    return _said(answer)


async def list_address(at: Scratch) -> str:
    """What becomes of Danish letters in a list's address."""
    name = str(at.made.get("name"))
    return {TITLE: "as_written", TITLE.replace("ø", ""): "ascii_only"}.get(name, "")


async def unique_without_index(at: Scratch) -> str:
    """A unique column that no index was asked for."""
    column: Json = {"name": "Lonely", "text": {"maxLength": 255}, "enforceUniqueValues": True}
    answer = await _column(at, column)
    if answer.status != 201:
        return "refused"
    return "indexed_too" if answer.json().get("indexed") else "taken"


async def long_column_name(at: Scratch) -> str:
    """The name of a column that was only given a long title."""
    title = "A" * 40
    name = str(settled(await _column(at, {"displayName": title, "text": {}})).json().get("name"))
    return {title: "whole", title[:32]: "cut"}.get(name, "")


async def _column(at: Scratch, body: Json) -> Answer:
    """Making columns is the owner's, as making lists is."""
    address, deadline = f"{at.site}/lists/{at.made['id']}/columns", at.owner.in_background()
    return await at.owner.call("POST", address, deadline, body=body, wait=30.0)


async def batch_order(at: Scratch) -> str:
    """Whether a batch's answers come in the order of its questions."""
    item = await at.added()
    address = f"{at.items}/{item['id']}"
    requests = [{"id": one, "method": "GET", "url": address} for one in _ASKED]
    order = tuple(str(one.get("id")) for one in await _batch(at, requests))
    return "as_asked" if order == _ASKED else "any"


async def batch_failed_dependency(at: Scratch) -> str:
    """What happens to a request whose forerunner failed."""
    item = await at.added()
    address = f"{at.items}/{item['id']}"
    first = {"id": "1", "method": "GET", "url": f"{at.items}/999999"}
    second = {"id": "2", "method": "GET", "url": address, "dependsOn": ["1"]}
    by_id = {str(one.get("id")): one.get("status") for one in await _batch(at, [first, second])}
    return str(by_id.get("2"))


async def rate_limit_headers(at: Scratch) -> str:
    """Whether answers tell how much may still be asked while there is plenty. Asked last."""
    return "always" if at.counted_early else "when_busy"


async def _batch(at: Scratch, requests: list[Json]) -> list[dict[str, Any]]:
    answer = settled(await at.call("POST", "/$batch", {"requests": requests})).json()
    found = answer.get("responses")
    return found if isinstance(found, list) else []


def _said(answer: Answer) -> str:
    return f"{answer.status} {answer.code()}"


PROBES = (
    Probe("etag_form", ("quoted", "unquoted"), etag_form),
    Probe("etag_in_fields", ("same", "absent"), etag_in_fields),
    Probe(
        "stale_change",
        ("412 resourceModified", "409 resourceModified", "412 notAllowed"),
        stale_change,
    ),
    Probe("taken_list_name", ("409 nameAlreadyExists", "400 invalidRequest"), taken_list_name),
    Probe("list_address", ("ascii_only", "as_written"), list_address),
    Probe("unique_without_index", ("refused", "indexed_too"), unique_without_index),
    Probe("long_column_name", ("cut", "whole"), long_column_name),
    Probe("batch_order", ("any", "as_asked"), batch_order),
    Probe("batch_failed_dependency", ("424", "200"), batch_failed_dependency),
    Probe("rate_limit_headers", ("when_busy", "always"), rate_limit_headers),
)
