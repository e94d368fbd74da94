"""Sites, lists and columns: found, made, changed, deleted, and refused."""

from typing import Any

import pytest

from local_tenant.app import LittleTenant
from tests.local_tenant.sharepoint.graph_caller import Caller, Json, app, as_person, error


async def test_a_site_is_found_by_path_and_by_id(graph: Caller) -> None:
    by_path = await graph.get("/sites/localhost:/sites/teknologikort")
    host, collection, web = by_path["id"].split(",")
    assert host == "localhost"
    assert by_path["siteCollection"] == {"hostname": "localhost"}
    encoded = await graph.get(f"/sites/localhost%2C{collection}%2C{web}", **{"$select": "id,name"})
    assert {key for key in encoded if "@" not in key} == {"id", "name"}
    one_segment = await graph.get("/sites/localhost%3A%2Fsites%2Fteknologikort")
    assert one_segment["id"] == by_path["id"]
    lists = await graph.get("/sites/localhost:/sites/teknologikort:/lists")
    assert [one["displayName"] for one in lists["value"]] == ["Ideer"]
    one = await graph.get("/sites/localhost:/sites/teknologikort:/lists/Ideer/items")
    assert one["value"] == []


@pytest.mark.parametrize("path", ["/sites/localhost:/sites/andet", "/sites/contoso.com:/sites/teknologikort"])
async def test_other_sites_are_not_found(graph: Caller, path: str) -> None:
    status, code, _ = error(await graph.call("GET", path))
    assert (status, code) == (404, "itemNotFound")


async def test_a_list_is_made_and_found_by_id_and_name(graph: Caller) -> None:
    made = await graph.make_list("Løsnings kort")
    assert made["name"] == "Lsnings kort"
    assert made["list"] == {"contentTypesEnabled": False, "hidden": False, "template": "genericList"}
    assert made["eTag"] == f'"{made["id"]},1"'
    for name in (made["id"], made["id"].upper(), "Løsnings kort", "løsnings KORT", made["name"]):
        assert (await graph.get(f"{graph.site}/lists/{name}"))["id"] == made["id"]
    assert made["webUrl"].endswith("/sites/teknologikort/Lists/Lsnings%20kort")
    found = await graph.get(f"{graph.site}/lists", **{"$filter": "displayName eq 'Løsnings kort'"})
    assert [one["id"] for one in found["value"]] == [made["id"]]


async def test_a_display_name_is_taken_once(graph: Caller) -> None:
    again = await graph.call("POST", f"{graph.site}/lists", {"displayName": "ideer"})
    assert error(again)[:2] == (409, "nameAlreadyExists")
    other = await graph.make_list("Andre")
    renamed = await graph.call("PATCH", f"{graph.site}/lists/{other['id']}", {"displayName": "Ideer"})
    assert error(renamed)[:2] == (409, "nameAlreadyExists")


async def test_a_list_is_renamed_and_deleted(graph: Caller) -> None:
    changed = await graph.call("PATCH", graph.at, {"displayName": "Nyt", "description": "Om det"})
    assert changed.json()["displayName"] == "Nyt"
    assert changed.json()["name"] == "Ideer"
    assert (await graph.call("DELETE", graph.at)).status_code == 204
    assert error(await graph.call("GET", graph.at))[:2] == (404, "itemNotFound")


async def test_columns_are_listed_with_the_built_in_ones(graph: Caller) -> None:
    whole = await graph.get(graph.at, **{"$expand": "columns"})
    by_name = {one["name"]: one for one in whole["columns"]}
    assert {"Title", "ID", "Created", "Modified", "Author", "Editor", "Key"} <= by_name.keys()
    assert by_name["Key"]["enforceUniqueValues"] is True
    assert by_name["Key"]["text"]["maxLength"] == 255
    assert by_name["Tags"]["choice"]["displayAs"] == "checkBoxes"
    assert by_name["Status"]["defaultValue"] == {"value": "Ny"}
    left_out = {"isDeletable", "propagateChanges", "isReorderable", "isSealed", "validation"}
    left_out |= {"hyperlinkOrPicture", "term", "sourceContentType", "thumbnail", "type"}
    for one in whole["columns"]:
        assert not left_out & one.keys()


@pytest.mark.parametrize(
    ("name", "internal"),
    [
        ("Beløb i år", "Bel_x00f8_b_x0020_i_x0020__x00e5"),
        ("æøå", "_x00e6__x00f8__x00e5_"),
        ("2 ting", "_x0032__x0020_ting"),
        ("🙂", "_xd83d__xde42_"),
    ],
)
async def test_names_outside_ascii_are_escaped(graph: Caller, name: str, internal: str) -> None:
    made = await graph.call("POST", f"{graph.at}/columns", {"name": name, "text": {}})
    assert (made.status_code, made.json()["name"]) == (201, internal)
    item = await graph.add(**{internal: "x"})
    assert item["fields"][internal] == "x"


@pytest.mark.parametrize(
    "body",
    [
        {"name": "A"},
        {"text": {}},
        {"name": "A", "text": {}, "number": {}},
        {"name": "A", "text": {"maxLength": 256}},
        {"name": "A", "text": {"colour": "red"}},
        {"name": "A", "text": {}, "colour": "red"},
        {"name": "A", "choice": {"choices": []}},
        {"name": "A", "choice": {"choices": ["x"], "displayAs": "slider"}},
        {"name": "A", "choice": {"choices": ["x", "x"]}},
        {"name": "A", "text": {"allowMultipleLines": True}, "indexed": True},
        {"name": "A", "choice": {"choices": ["x"], "displayAs": "checkBoxes"}, "indexed": True},
        {"name": "A", "text": {}, "enforceUniqueValues": True},
        {"name": "A", "boolean": {}, "indexed": True, "enforceUniqueValues": True},
        {"name": "A", "number": {}, "defaultValue": {"value": "mange"}},
        {"name": "A", "lookup": {"listId": "00000000-0000-0000-0000-000000000000"}},
        {"name": "Key", "text": {}},
        {"name": "A", "text": [], "indexed": 1},
    ],
)
async def test_columns_that_cannot_be(graph: Caller, body: Json) -> None:
    assert error(await graph.call("POST", f"{graph.at}/columns", body))[:2] == (400, "invalidRequest")


async def test_a_list_with_a_bad_column_is_not_made(graph: Caller) -> None:
    body = {"displayName": "Halv", "columns": [{"name": "A", "text": {}}, {"name": "B"}]}
    assert error(await graph.call("POST", f"{graph.site}/lists", body))[0] == 400
    assert len((await graph.get(f"{graph.site}/lists"))["value"]) == 1


@pytest.mark.parametrize(
    "body", [{}, {"displayName": " "}, {"displayName": "X", "name": "X"}, {"displayName": 3}]
)
async def test_lists_that_cannot_be(graph: Caller, body: Json) -> None:
    assert error(await graph.call("POST", f"{graph.site}/lists", body))[0] == 400


async def test_a_twenty_first_index_is_refused(graph: Caller) -> None:
    columns = [{"name": f"C{number}", "text": {}, "indexed": True} for number in range(20)]
    await graph.make_list("Mange", columns)
    more = await graph.call("POST", f"{graph.at}/columns", {"name": "D", "text": {}, "indexed": True})
    assert error(more)[0] == 400


async def column(graph: Caller, name: str) -> str:
    found = await graph.get(f"{graph.at}/columns")
    return next(f"{graph.at}/columns/{one['id']}" for one in found["value"] if one["name"] == name)


async def test_a_column_is_changed_and_deleted(graph: Caller) -> None:
    await graph.add(Title="a", Score=3)
    where = await column(graph, "Score")
    changed = await graph.call("PATCH", where, {"displayName": "Point", "number": {"maximum": 5}})
    assert changed.json()["displayName"] == "Point"
    assert changed.json()["number"]["maximum"] == 5
    assert (await graph.refused(Score=6))[0] == 400
    assert (await graph.call("DELETE", where)).status_code == 204
    assert (await graph.refused(Score=3))[2] == "Field 'Score' is not recognized"
    again = await graph.call("POST", f"{graph.at}/columns", {"name": "Score", "number": {}})
    assert again.status_code == 201
    assert "Score" not in (await graph.get(f"{graph.at}/items/1"))["fields"]


@pytest.mark.parametrize("body", [{"name": "Andet"}, {"number": {}}, {"text": {"allowMultipleLines": True}}])
async def test_a_columns_nature_does_not_change(graph: Caller, body: Json) -> None:
    assert error(await graph.call("PATCH", await column(graph, "Key"), body))[0] == 400


async def test_built_in_columns_stay(graph: Caller) -> None:
    assert error(await graph.call("DELETE", await column(graph, "Title")))[0] == 400


async def test_duplicates_keep_a_column_from_becoming_unique(graph: Caller) -> None:
    await graph.add(Title="Samme")
    await graph.add(Title="samme")
    where, unique = await column(graph, "Title"), {"indexed": True, "enforceUniqueValues": True}
    assert error(await graph.call("PATCH", where, unique))[0] == 400
    await graph.call("PATCH", f"{graph.at}/items/2/fields", {"Title": "En anden"})
    assert (await graph.call("PATCH", where, unique)).status_code == 200
    assert (await graph.refused(Title="SAMME"))[0] == 400
    assert await graph.found("fields/Title eq 'samme'") == ["1"]


@pytest.mark.parametrize(
    ("who", "open_site", "closed_site"),
    [("mette", 200, 403), ("birgit", 200, 403), ("karen", 200, 200), ("hanne", 200, 200)]
    + [("gustav", 403, 403), ("frank", 403, 403)],
)
async def test_who_may_read_what(tenant: LittleTenant, who: str, open_site: int, closed_site: int) -> None:
    caller = as_person(tenant, who)
    for name, expected in (("teknologikort", open_site), ("teknologikort-raad", closed_site)):
        answer = await caller.call("GET", f"/sites/localhost:/sites/{name}")
        assert answer.status_code == expected
    await caller.http.aclose()


async def test_only_the_app_writes(tenant: LittleTenant, graph: Caller) -> None:
    hanne = as_person(tenant, "hanne")
    for method, path in (
        ("POST", graph.at + "/items"),
        ("POST", graph.site + "/lists"),
        ("DELETE", graph.at),
    ):
        assert error(await hanne.call(method, path, {}))[:2] == (403, "accessDenied")
    await hanne.http.aclose()


@pytest.mark.parametrize("token", [None, "xxx", "tab", "other roles"])
async def test_tokens_that_are_not_for_graph(tenant: LittleTenant, token: Any) -> None:
    made = {"tab": tenant.entra.token_for_person("mette")}
    made["other roles"] = tenant.entra.token_for_app(roles=("User.Read.All",))
    caller = app(tenant)
    caller.http.headers["Authorization"] = f"Bearer {made.get(token, token)}" if token else ""
    status, code, _ = error(await caller.call("GET", "/sites/localhost:/sites/teknologikort"))
    expected = (403, "accessDenied") if token == "other roles" else (401, "InvalidAuthenticationToken")
    assert (status, code) == expected
    await caller.http.aclose()


async def test_unknown_addresses_and_methods(graph: Caller) -> None:
    status, code, message = error(await graph.call("GET", f"{graph.at}/views"))
    assert (status, code, "'views'" in message) == (400, "BadRequest", True)
    assert error(await graph.call("PUT", graph.at, {}))[0] == 405
    assert error(await graph.call("POST", f"{graph.at}/items", content=b"{"))[0] == 400
    typed = {"Content-Type": "application/json"}
    broken = await graph.call("POST", f"{graph.at}/items", content=b"{", headers=typed)
    assert error(broken)[1] == "BadRequest"


async def test_answers_carry_the_callers_request_id(graph: Caller) -> None:
    mine = {"client-request-id": "11111111-2222-3333-4444-555555555555"}
    answer = await graph.call("GET", f"{graph.at}/items/99", headers=mine)
    assert answer.headers["client-request-id"] == mine["client-request-id"]
    inner = answer.json()["error"]["innerError"]
    assert inner["client-request-id"] == mine["client-request-id"]
    assert inner["request-id"] == answer.headers["request-id"]
