"""Finding items: filters and the index rule, order, selection, pages."""

import pytest

from tests.local_tenant.sharepoint.graph_caller import Caller, Json, error

ITEMS = [
    {"Title": "Æble", "Key": "a'b", "Status": "Ny", "Score": 1, "At": "2026-01-01T00:00:00Z"},
    {"Title": "Bær", "Key": "B", "Status": "Åben", "Score": 2.5, "At": "2026-02-01T00:00:00Z"},
    {"Title": "Citron", "Key": "bc", "Status": "Lukket", "Score": 9, "IsOpen": True},
    {"Title": "Dadel", "Key": "c)d", "Status": "Ny", "OwnerLookupId": 11},
]
LOOSELY = "HonorNonIndexedQueriesWarningMayFailRandomly"


@pytest.fixture
async def fruit(graph: Caller) -> Caller:
    for fields in ITEMS:
        await graph.add(**fields)
    return graph


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("fields/Status eq 'Ny'", ["1", "4"]),
        ("fields/Status ne 'Ny'", ["2", "3"]),
        ("fields/Key eq 'a''b'", ["1"]),
        ("fields/Key eq 'c)d'", ["4"]),
        ("startswith(fields/Key,'b')", ["2", "3"]),
        ("startswith(fields/Key, 'x')", []),
        ("fields/Score gt 1", ["2", "3"]),
        ("fields/Score ge 1 and fields/Score lt 2.5", ["1"]),
        ("(fields/Score le 1 or fields/Score eq 9)", ["1", "3"]),
        ("fields/Score eq null", ["4"]),
        ("fields/Score ne null", ["1", "2", "3"]),
        ("fields/At ge '2026-01-15T00:00:00Z'", ["2"]),
        ("fields/At lt 2026-01-15T00:00:00Z", ["1"]),
        ("fields/At eq '2026-01-01T01:00:00+01:00'", ["1"]),
        ("fields/id gt 2", ["3", "4"]),
        ("id eq '2'", ["2"]),
        ("fields/ID eq 99999999999999999999", []),
    ],
)
async def test_filters_on_one_indexed_column(fruit: Caller, condition: str, ids: list[str]) -> None:
    assert await fruit.found(condition) == ids


@pytest.mark.parametrize(
    "condition",
    ["fields/Title eq 'Bær'", "fields/Status eq 'Ny' and fields/Title eq 'Æble'", "fields/Problem eq 'x'"]
    + ["fields/IsOpen eq true", "fields/Created ge '2026-01-01'", "fields/OwnerLookupId eq 11"],
)
async def test_a_column_without_an_index_is_refused(fruit: Caller, condition: str) -> None:
    answer = await fruit.call("GET", f"{fruit.at}/items", params={"$filter": condition})
    status, code, message = error(answer)
    assert (status, code) == (400, "invalidRequest")
    assert "cannot be referenced in filter or orderby as it is not indexed" in message
    assert f"Provide the 'Prefer: {LOOSELY}' header" in message


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ("fields/Title eq 'bær'", ["2"]),
        ("fields/Status eq 'Ny' and fields/Title ne 'Æble'", ["4"]),
        ("fields/Status eq 'Ny' and fields/Score eq 1", ["1"]),
        ("fields/IsOpen eq true or startswith(fields/Title,'d')", ["3", "4"]),
        ("fields/OwnerLookupId eq 11", ["4"]),
    ],
)
async def test_the_prefer_header_lets_small_lists_be_searched(
    fruit: Caller, condition: str, ids: list[str]
) -> None:
    assert await fruit.found(condition, LOOSELY) == ids


async def test_two_indexed_columns_are_one_too_many(fruit: Caller) -> None:
    query = {"$filter": "fields/Status eq 'Ny' and fields/Score eq 1"}
    status, code, message = error(await fruit.call("GET", f"{fruit.at}/items", params=query))
    assert (status, code) == (400, "invalidRequest")
    assert "one indexed field at a time" in message


@pytest.mark.parametrize(
    "condition",
    ["", "fields/Key", "fields/Key eq", "fields/Key eq Ny", "fields/Key eq 'a", "fields/Key eq 'a' and"]
    + ["fields/Key eq 'a')", "(fields/Key eq 'a'", "fields/Key like 'a'", "fields/Key eq 'a' 'b'"]
    + ["fields/Nix eq 'a'", "contains(fields/Key,'a')", "not fields/Key eq 'a'", "createdDateTime ge '2026'"]
    + ["fields/Score eq 'a'", "fields/Key eq 3", "fields/At eq 'x'", "startswith(fields/Score,'1')"]
    + ["fields/Owner eq 'Mette Holm'", "(" * 200 + "fields/Key eq 'a'" + ")" * 200],
)
async def test_filters_that_make_no_sense(fruit: Caller, condition: str) -> None:
    answer = await fruit.call("GET", f"{fruit.at}/items", params={"$filter": condition})
    assert error(answer)[0] == 400


async def test_a_big_list_is_not_searched_without_an_index(fruit: Caller) -> None:
    with fruit.tenant.sharepoint.database.writing():
        home = fruit.tenant.sharepoint.list_named("teknologikort", "Ideer")
        for number in range(5000):
            values = {"Title": f"t{number}", "Status": "Ny", "Score": number}
            fruit.tenant.sharepoint.items.rows.born(home, values, None, 1.8e9)
    for condition in ("fields/Title eq 't1'", "fields/Status eq 'Ny' and fields/Title eq 't1'"):
        query = {"$filter": condition}
        headers = {"Prefer": LOOSELY}
        answer = await fruit.call("GET", f"{fruit.at}/items", params=query, headers=headers)
        assert error(answer)[:2] == (429, "activityLimitReached")
    assert await fruit.found("fields/Score eq 77") == ["82"]
    narrow = "fields/Score eq 77 and fields/Title eq 't77'"
    assert await fruit.found(narrow, LOOSELY) == ["82"]
    pages = await fruit.pages(f"{fruit.at}/items", **{"$top": "1000", "$expand": "fields"})
    ids = [int(item["id"]) for page in pages for item in page["value"]]
    assert ids == list(range(1, 5005))
    assert len(pages) == 6


async def test_order_follows_an_index(fruit: Caller) -> None:
    async def ordered(order: str) -> list[str]:
        pages = await fruit.pages(f"{fruit.at}/items", **{"$orderby": order, "$top": "3"})
        return [item["id"] for page in pages for item in page["value"]]

    assert await ordered("fields/Score desc") == ["3", "2", "1", "4"]
    assert await ordered("fields/Score") == ["4", "1", "2", "3"]
    assert await ordered("fields/ID desc") == ["4", "3", "2", "1"]
    for order in ("fields/Title", "createdDateTime desc", "fields/Nix", "fields/Problem"):
        answer = await fruit.call("GET", f"{fruit.at}/items", params={"$orderby": order})
        assert error(answer)[0] == 400


async def test_fields_come_only_when_asked_for(fruit: Caller) -> None:
    plain = (await fruit.get(f"{fruit.at}/items"))["value"][0]
    assert "fields" not in plain
    assert {"id", "eTag", "createdDateTime", "webUrl", "lastModifiedBy"} <= plain.keys()
    query = {"$select": "id", "$expand": "fields($select=Title,Score)"}
    item: Json = (await fruit.get(f"{fruit.at}/items", **query))["value"][3]
    assert {key for key in item if "@" not in key} == {"id", "fields"}
    assert item["fields"] == {"@odata.etag": item["@odata.etag"], "Title": "Dadel"}
    without_dollars = await fruit.get(f"{fruit.at}/items", expand="fields(select=Title)")
    assert without_dollars["value"][0]["fields"]["Title"] == "Æble"


@pytest.mark.parametrize(
    "query",
    [{"$expand": "fields($select=Nix)"}, {"$expand": "fields($filter=x)"}, {"$expand": "children"}]
    + [{"$select": "titel"}, {"$top": "0"}, {"$top": "x"}, {"$skip": "1"}, {"$search": "x"}]
    + [{"$skiptoken": "x"}, {"$skiptoken": "MTIz"}, {"$expand": "fields($select=)"}],
)
async def test_options_that_make_no_sense(fruit: Caller, query: dict[str, str]) -> None:
    assert error(await fruit.call("GET", f"{fruit.at}/items", params=query))[0] == 400


async def test_pages_may_be_empty_and_go_on(fruit: Caller) -> None:
    fruit.tenant.sharepoint.mode.empty_pages = True
    query = {"$top": "2", "$filter": "fields/Status ne 'x'", "$expand": "fields($select=Key)"}
    pages = await fruit.pages(f"{fruit.at}/items", **query)
    assert [len(page["value"]) for page in pages] == [0, 2, 0, 2]
    assert pages[3]["value"][1]["fields"]["Key"] == "c)d"


async def test_links_keep_the_callers_host(fruit: Caller) -> None:
    port = fruit.tenant.url.rpartition(":")[2]
    address = f"http://127.0.0.1:{port}/v1.0{fruit.at}/items?$top=1"
    assert (await fruit.get(address))["@odata.nextLink"].startswith(f"http://127.0.0.1:{port}/v1.0/")
    forged = await fruit.call("GET", f"{fruit.at}/items?$top=1", headers={"Host": "evil.example"})
    assert forged.json()["@odata.nextLink"].startswith(fruit.tenant.url)


async def test_thirteen_people_are_one_lookup_too_many(graph: Caller) -> None:
    columns = [{"name": f"P{number}", "personOrGroup": {}} for number in range(11)]
    await graph.make_list("Mange", columns)
    answer = await graph.call("GET", f"{graph.at}/items", params={"$expand": "fields"})
    assert "lookup column threshold" in error(answer)[2]
    await graph.get(f"{graph.at}/items", **{"$expand": "fields($select=Title,P1LookupId)"})
