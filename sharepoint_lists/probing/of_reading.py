"""How rows are found and followed: lag, filters, order, delta, what is shown unasked."""

from uuid import uuid4

from sharepoint_lists.graph.responses import Answer, settled
from sharepoint_lists.probing.probe import Probe
from sharepoint_lists.probing.scratch import Scratch

PREFER = "HonorNonIndexedQueriesWarningMayFailRandomly"


def _answered(answer: Answer) -> str:
    return "answered" if answer.status == 200 else "refused"


async def read_after_write(at: Scratch) -> str:
    """Whether a query finds a row as soon as it is written."""
    key = uuid4().hex
    settled(await at.add(Key=key))
    return "at_once" if await at.found(f"$filter=fields/Key eq '{key}'") else "late"


async def filter_unindexed(at: Scratch) -> str:
    """A filter by a column without an index."""
    return _answered(await at.call("GET", f"{at.items}?$filter=fields/Loose eq 'x'"))


async def filter_unindexed_preferred(at: Scratch) -> str:
    """The same with the header that Graph's own message names."""
    return await _preferred(at, "fields/Loose eq 'x'")


async def filter_two_columns_preferred(at: Scratch) -> str:
    """A filter by two columns with that header."""
    return await _preferred(at, "fields/Key ge '0' and fields/Word eq 'x'")


async def _preferred(at: Scratch, condition: str) -> str:
    """In a batch, as it takes headers of its own."""
    query = {"id": "1", "method": "GET", "url": f"{at.items}?$filter={condition}"}
    body = {"requests": [{**query, "headers": {"Prefer": PREFER}}]}
    answer = settled(await at.call("POST", "/$batch", body)).json()
    return "answered" if answer["responses"][0]["status"] == 200 else "refused"


async def filter_two_columns(at: Scratch) -> str:
    """A filter by two columns that both have an index."""
    query = "$filter=fields/Key ge '0' and fields/Word eq 'x'"
    return _answered(await at.call("GET", f"{at.items}?{query}"))


async def filter_case(at: Scratch) -> str:
    """Whether a filter tells capital from small letters."""
    word = "w" + uuid4().hex
    await at.added(Word=word)
    return "alike" if await at.found(f"$filter=fields/Word eq '{word.upper()}'") else "apart"


async def order_by(at: Scratch) -> str:
    """Ordering by an indexed column."""
    return _answered(await at.call("GET", f"{at.items}?$orderby=fields/Word desc"))


async def select_unknown(at: Scratch) -> str:
    """A $select that names a column which is not there."""
    answer = await at.call("GET", f"{at.items}?$expand=fields($select=Title,NotThere)")
    return "ignored" if answer.status == 200 else "refused"


async def item_fields(at: Scratch) -> str:
    """Whether a single item comes with its fields unasked."""
    item = await at.added()
    return "with_item" if "fields" in await at.read(f"{at.items}/{item['id']}") else "when_expanded"


async def versions_with_fields(at: Scratch) -> str:
    """An item's versions with what each held."""
    item = await at.added()
    return _answered(await at.call("GET", f"{at.items}/{item['id']}/versions?$expand=fields"))


async def delta_latest(at: Scratch) -> str:
    """Asking for changes from now on."""
    return _answered(await at.call("GET", f"{at.items}/delta?token=latest"))


async def delta_after_write(at: Scratch) -> str:
    """Whether delta tells of a row as soon as it is written."""
    link = await _followed(at, f"{at.items}/delta")
    made = settled(await at.add()).json()
    return "at_once" if _tells(await at.call("GET", link), str(made["id"])) else "late"


async def delta_of_deleted(at: Scratch) -> str:
    """Whether delta tells that a row is gone."""
    made = await at.added()
    link = await _until(at, await _followed(at, f"{at.items}/delta"), str(made["id"]))
    settled(await at.call("DELETE", f"{at.items}/{made['id']}"))

    def told(answer: Answer) -> bool:
        rows = settled(answer).json().get("value") or []
        return any(str(one.get("id")) == str(made["id"]) and "deleted" in one for one in rows)

    return "told" if await at.patiently(link, told) else "silent"


async def _followed(at: Scratch, address: str) -> str:
    """The link to what changes after all that delta tells now."""
    page = await at.read(address)
    while following := page.get("@odata.nextLink"):
        page = await at.read(str(following))
    return str(page.get("@odata.deltaLink") or "")


async def _until(at: Scratch, link: str, item: str) -> str:
    """A link that has told of the item, where delta lags behind."""
    if await at.patiently(f"{at.items}/delta", lambda answer: _tells(answer, item)):
        return await _followed(at, f"{at.items}/delta")
    return link


def _tells(answer: Answer, item: str) -> bool:
    rows = settled(answer).json().get("value") or []
    return any(str(one.get("id")) == item for one in rows)


PROBES = (
    Probe("read_after_write", ("at_once", "late"), read_after_write),
    Probe("delta_after_write", ("at_once", "late"), delta_after_write),
    Probe("delta_of_deleted", ("told", "silent"), delta_of_deleted),
    Probe("delta_latest", ("answered", "refused"), delta_latest),
    Probe("filter_unindexed", ("refused", "answered"), filter_unindexed),
    Probe("filter_unindexed_preferred", ("answered", "refused"), filter_unindexed_preferred),
    Probe("filter_two_columns", ("refused", "answered"), filter_two_columns),
    Probe("filter_two_columns_preferred", ("answered", "refused"), filter_two_columns_preferred),
    Probe("filter_case", ("alike", "apart"), filter_case),
    Probe("order_by", ("answered", "refused"), order_by),
    Probe("select_unknown", ("refused", "ignored"), select_unknown),
    Probe("item_fields", ("with_item", "when_expanded"), item_fields),
    Probe("versions_with_fields", ("answered", "refused"), versions_with_fields),
)
