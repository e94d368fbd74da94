"""Delta and $batch."""

from typing import Any

import pytest

from tests.local_tenant.sharepoint.graph_caller import Caller, Json, error


async def round_(graph: Caller, link: str | None = None, **query: Any) -> tuple[dict[str, Any], str]:
    """One round of delta: the state it gives, last wins, and the link to the next."""
    pages = await graph.pages(link or f"{graph.at}/items/delta", **query)
    state = {item["id"]: item for page in pages for item in page["value"]}
    assert all("@odata.deltaLink" not in page for page in pages[:-1])
    return state, pages[-1]["@odata.deltaLink"]


async def test_delta_tells_what_has_changed(graph: Caller) -> None:
    for title in "abcde":
        await graph.add(Title=title)
    state, link = await round_(graph, **{"$expand": "fields", "$top": "2"})
    assert [one["fields"]["Title"] for one in state.values()] == list("abcde")
    assert (await round_(graph, link))[0] == {}
    await graph.call("PATCH", f"{graph.at}/items/2/fields", {"Title": "B"})
    await graph.call("DELETE", f"{graph.at}/items/3")
    await graph.add(Title="f")
    state, link = await round_(graph, link)
    assert set(state) == {"2", "3", "6"}
    assert state["2"]["fields"]["Title"] == "B"
    assert state["3"]["deleted"] == {"state": "deleted"}
    assert (await round_(graph, link))[0] == {}


async def test_delta_leaves_out_fields_unless_asked(graph: Caller) -> None:
    await graph.add(Title="a")
    assert "fields" not in (await round_(graph))[0]["1"]
    state, _ = await round_(graph, **{"$expand": "fields($select=Title)", "$select": "id"})
    assert {key for key in state["1"] if "@" not in key} == {"id", "fields"}
    as_function = await graph.get(f"{graph.at}/items/delta()")
    assert len(as_function["value"]) == 1


async def test_a_first_round_tells_nothing_of_items_long_gone(graph: Caller) -> None:
    await graph.add(Title="a")
    await graph.call("DELETE", f"{graph.at}/items/1")
    state, link = await round_(graph)
    assert state == {}
    assert (await round_(graph, link))[0] == {}


async def test_what_happens_while_paging_is_not_lost(graph: Caller) -> None:
    for title in "abcd":
        await graph.add(Title=title)
    first = await graph.get(f"{graph.at}/items/delta", **{"$top": "2"})
    await graph.call("DELETE", f"{graph.at}/items/1")
    await graph.call("PATCH", f"{graph.at}/items/2/fields", {"Title": "B"})
    rest, _ = await round_(graph, first["@odata.nextLink"])
    assert rest["1"]["deleted"] == {"state": "deleted"}
    assert {"2", "3", "4"} <= rest.keys()


async def test_delta_from_now_on(graph: Caller) -> None:
    await graph.add(Title="a")
    latest = await graph.get(f"{graph.at}/items/delta", token="latest")
    assert latest["value"] == []
    await graph.add(Title="b")
    assert set((await round_(graph, latest["@odata.deltaLink"]))[0]) == {"2"}


async def test_an_expired_token_says_where_to_begin_again(graph: Caller) -> None:
    await graph.add(Title="a")
    _, link = await round_(graph)
    await graph.add(Title="b")
    graph.tenant.sharepoint.delta.expire()
    gone = await graph.call("GET", link)
    assert error(gone)[:2] == (410, "resyncChangesApplyDifferences")
    state, link = await round_(graph, gone.headers["Location"])
    assert set(state) == {"1", "2"}
    assert (await round_(graph, link))[0] == {}


@pytest.mark.parametrize("token", ["x", "MSYx", "////"])
async def test_tokens_that_are_none(graph: Caller, token: str) -> None:
    answer = await graph.call("GET", f"{graph.at}/items/delta", params={"token": token})
    assert error(answer)[:2] == (400, "invalidRequest")


async def test_delta_may_repeat_and_send_empty_pages(graph: Caller) -> None:
    for title in "abc":
        await graph.add(Title=title)
    graph.tenant.sharepoint.mode.empty_pages = True
    graph.tenant.sharepoint.mode.delta_repeats = True
    pages = await graph.pages(f"{graph.at}/items/delta", **{"$top": "2"})
    ids = [[item["id"] for item in page["value"]] for page in pages]
    assert ids == [[], ["1", "2"], [], ["2", "3"]]


def post(graph: Caller, one_id: str, **fields: Any) -> Json:
    return {
        "id": one_id,
        "method": "POST",
        "url": f"{graph.at}/items",
        "headers": {"Content-Type": "application/json"},
        "body": {"fields": fields},
    }


async def test_a_batch_of_twenty(graph: Caller) -> None:
    responses = await graph.batch(*(post(graph, str(n), Key=f"k{n}") for n in range(20)))
    assert {one["status"] for one in responses.values()} == {201}
    assert all(responses[str(n)]["body"]["fields"]["Key"] == f"k{n}" for n in range(20))
    counts = graph.tenant.counts
    assert counts.total == counts.by_route["POST /$batch"] == 1
    assert counts.inner["POST /sites/{site-id}/lists/{list-id}/items"] == 20
    assert counts.units == 40


async def test_each_request_in_a_batch_fails_alone(graph: Caller) -> None:
    get = {"id": "g", "method": "GET", "url": f"{graph.at}/items?$top=1"}
    bare = {**post(graph, "n", Key="y"), "headers": {}}
    gone = {"id": "404", "method": "DELETE", "url": f"{graph.at}/items/77"}
    answers = await graph.batch(post(graph, "a", Key="x"), post(graph, "b", Key="x"), get, bare, gone)
    statuses = {key: one["status"] for key, one in answers.items()}
    assert statuses == {"a": 201, "b": 400, "g": 200, "n": 400, "404": 404}
    assert answers["404"]["body"]["error"]["code"] == "itemNotFound"


async def test_responses_do_not_come_in_order(graph: Caller) -> None:
    requests = [post(graph, one) for one in "abc"]
    answer = await graph.call("POST", "/$batch", {"requests": requests})
    assert [one["id"] for one in answer.json()["responses"]] != ["a", "b", "c"]


async def test_a_chain_stops_where_it_breaks(graph: Caller) -> None:
    await graph.add(Key="taken")
    requests = [post(graph, "4", Key="z"), post(graph, "1", Key="x"), post(graph, "2", Key="taken")]
    requests += [post(graph, "3", Key="y")]
    for one, before in ((requests[0], "3"), (requests[2], "1"), (requests[3], "2")):
        one["dependsOn"] = [before]
    answers = await graph.batch(*requests)
    statuses = {key: one["status"] for key, one in answers.items()}
    assert statuses == {"1": 201, "2": 400, "3": 424, "4": 424}
    assert len(graph.tenant.sharepoint.true_rows("teknologikort", "Ideer")) == 2


def get(one_id: str, *before: str, url: str = "/sites/x") -> Json:
    return {"id": one_id, "method": "GET", "url": url, **({"dependsOn": before} if before else {})}


@pytest.mark.parametrize(
    "requests",
    [
        [],
        "x",
        [get(str(number)) for number in range(21)],
        [get("1"), get("1")],
        [{"id": "1", "method": "GET"}],
        [{"id": 1, "method": "GET", "url": "/x"}],
        [get("1", url="http://localhost/v1.0/sites/x")],
        [{**get("1"), "depends_on": ["2"]}],
        [get("1"), get("2", "9")],
        [get("1"), get("2"), get("3", "2")],
        [get("1"), get("2", "1"), get("3", "1")],
        [get("1"), get("2", "1"), get("3", "1", "2")],
        [get("1", "2"), get("2", "1")],
    ],
)
async def test_batches_that_make_no_sense(graph: Caller, requests: Any) -> None:
    answer = await graph.call("POST", "/$batch", {"requests": requests})
    assert error(answer)[:2] == (400, "BadRequest")


async def test_a_batch_reads_what_a_filter_finds(graph: Caller) -> None:
    await graph.add(Key="a'b")
    url = f"{graph.at}/items?$filter=fields%2FKey%20eq%20%27a%27%27b%27&$expand=fields"
    answers = await graph.batch(get("1", url=url.lstrip("/")))
    assert answers["1"]["body"]["value"][0]["fields"]["Key"] == "a'b"
