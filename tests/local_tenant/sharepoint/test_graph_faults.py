"""What goes wrong on purpose: throttling, faults on a schedule, leaks, lag; and the counts."""

import asyncio
from typing import Any

import httpx
import pytest

from local_tenant.faults import Fault
from tests.local_tenant.sharepoint.graph_caller import Caller, error
from tests.local_tenant.sharepoint.test_graph_delta_and_batch import get, post

ITEMS = "POST /sites/{site-id}/lists/{list-id}/items"


def rows(graph: Caller) -> int:
    return len(graph.tenant.sharepoint.true_rows("teknologikort", "Ideer"))


async def test_the_minute_has_so_many_units(graph: Caller) -> None:
    tenant = graph.tenant
    tenant.sharepoint.units.per_minute = 20
    tenant.sharepoint.units.renew()
    answers = [await graph.call("GET", f"{graph.at}/items") for _ in range(11)]
    assert [one.status_code for one in answers] == [200] * 10 + [429]
    assert "RateLimit-Limit" not in answers[6].headers
    assert answers[7].headers["RateLimit-Limit"] == "20"
    assert answers[7].headers["RateLimit-Remaining"] == "4"
    assert error(answers[10])[:2] == (429, "activityLimitReached")
    wait = int(answers[10].headers["Retry-After"])
    assert 50 < wait <= 60
    assert tenant.counts.throttled == 1
    tenant.clock.advance(wait)
    assert (await graph.call("GET", f"{graph.at}/items")).status_code == 200


async def test_what_requests_cost(graph: Caller) -> None:
    await graph.add(Title="a")
    link = (await graph.get(f"{graph.at}/items/delta"))["@odata.deltaLink"]
    for method, path, cost in (
        ("GET", f"{graph.at}/items/1", 1),
        ("GET", link, 1),
        ("GET", f"{graph.at}/items/delta", 2),
        ("GET", f"{graph.at}/items", 2),
        ("PATCH", f"{graph.at}/items/1/fields", 2),
        ("GET", f"{graph.site}/permissions", 5),
    ):
        before = graph.tenant.counts.units
        await graph.call(method, path, {} if method == "PATCH" else None)
        assert graph.tenant.counts.units - before == cost


async def test_each_request_of_a_batch_is_throttled_alone(graph: Caller) -> None:
    graph.tenant.sharepoint.units.per_minute = 4
    graph.tenant.sharepoint.units.renew()
    answers = await graph.batch(*(post(graph, str(number)) for number in range(3)))
    assert sorted(one["status"] for one in answers.values()) == [201, 201, 429]
    refused = next(one for one in answers.values() if one["status"] == 429)
    assert int(refused["headers"]["Retry-After"]) > 0


async def test_requests_are_counted_by_route(graph: Caller) -> None:
    tenant = graph.tenant
    await graph.add(Title="a")
    await graph.get("/sites/localhost:/sites/teknologikort")
    await graph.get(f"{graph.at}/items/1", **{"$expand": "fields"})
    await graph.call("GET", "/nowhere")
    await graph.call("GET", "/teams/3a8b6c95-5d72-4e1f-b1c6-7d5e9f3a2b04/members")
    assert tenant.counts.total == 4
    assert tenant.counts.roster == 1
    assert tenant.counts.by_route == {
        ITEMS: 1,
        "GET /sites/{path}": 1,
        "GET /sites/{site-id}/lists/{list-id}/items/{item-id}": 1,
        "GET ?": 1,
    }
    tenant.counts.reset()
    assert tenant.counts.total == 0


@pytest.mark.parametrize(
    ("fault", "status", "stored"),
    [
        (Fault("throttle", retry_after=31), 429, 0),
        (Fault("before"), 503, 0),
        (Fault("before", status=500, body={"error": {"code": ""}}), 500, 0),
        (Fault("after"), 504, 1),
        (Fault("html"), 502, 0),
        (Fault("html", when="after", status=503), 503, 1),
    ],
)
async def test_a_write_fails_before_or_after(graph: Caller, fault: Fault, status: int, stored: int) -> None:
    fault.method, fault.path, fault.nth = "POST", r"/items$", 2
    graph.tenant.faults.add(fault)
    await graph.add(Title="a")
    answer = await graph.call("POST", f"{graph.at}/items", {"fields": {"Title": "b"}})
    assert (answer.status_code, rows(graph)) == (status, 1 + stored)
    assert answer.headers["Content-Type"].startswith("text/html") == (fault.kind == "html")
    assert answer.headers.get("Retry-After") == ("31" if fault.kind == "throttle" else None)
    await graph.add(Title="c")
    assert fault.seen == 3


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("middle", 1), ("after", 1)])
async def test_the_line_is_cut(graph: Caller, when: Any, stored: int) -> None:
    graph.tenant.faults.add(Fault("cut", path=r"/items$", when=when))
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await graph.call("POST", f"{graph.at}/items", {"fields": {"Title": "a"}})
    assert rows(graph) == stored


async def test_half_an_answer_looks_like_a_whole_one(graph: Caller) -> None:
    graph.tenant.faults.add(Fault("truncate", path=r"/items$"))
    answer = await graph.call("POST", f"{graph.at}/items", {"fields": {"Title": "a"}})
    assert answer.status_code == 201
    with pytest.raises(ValueError, match=r"."):
        answer.json()
    assert rows(graph) == 1


@pytest.mark.parametrize(("when", "stored"), [("before", 0), ("after", 1)])
async def test_an_answer_keeps_one_waiting(graph: Caller, when: Any, stored: int) -> None:
    graph.tenant.faults.add(Fault("stall", path=r"/items$", seconds=3600, when=when))
    call = asyncio.create_task(graph.call("POST", f"{graph.at}/items", {"fields": {}}))
    await graph.tenant.clock.somebody_sleeps()
    assert rows(graph) == stored
    graph.tenant.clock.advance(3600)
    assert (await call).status_code == 201
    assert rows(graph) == 1


async def test_an_answer_trickles(graph: Caller) -> None:
    graph.tenant.faults.add(Fault("slow", method="GET", seconds=0.02))
    assert (await graph.call("GET", f"{graph.at}/items")).json()["value"] == []


async def test_a_fault_that_never_ends_until_it_is_cleared(graph: Caller) -> None:
    graph.tenant.faults.add(Fault("throttle", times=None, retry_after="om lidt"))
    for _ in range(3):
        answer = await graph.call("GET", f"{graph.at}/items")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "om lidt")
    graph.tenant.faults.clear()
    assert (await graph.call("GET", f"{graph.at}/items")).status_code == 200


async def test_calls_before_the_wait_is_over_are_noticed(graph: Caller) -> None:
    graph.tenant.faults.add(Fault("throttle", retry_after=30))
    for _ in range(2):
        await graph.call("GET", f"{graph.at}/items")
    graph.tenant.clock.advance(30)
    await graph.call("GET", f"{graph.at}/items")
    assert graph.tenant.counts.too_early == 1


@pytest.mark.parametrize(
    ("fault", "status", "stored"),
    [
        (Fault("throttle", retry_after=7), 429, 2),
        (Fault("before"), 503, 2),
        (Fault("after"), 504, 3),
        (Fault("stall", seconds=0.01), 201, 3),
    ],
)
async def test_faults_inside_a_batch(graph: Caller, fault: Fault, status: int, stored: int) -> None:
    fault.method, fault.path, fault.nth, fault.inner = "POST", r"/items$", 2, True
    graph.tenant.faults.add(fault)
    answers = await graph.batch(*(post(graph, one) for one in "abc"))
    assert [answers[one]["status"] for one in "abc"] == [201, status, 201]
    assert rows(graph) == stored


async def test_a_cut_inside_a_batch_cuts_it_all(graph: Caller) -> None:
    graph.tenant.faults.add(Fault("cut", path=r"/items$", nth=2, inner=True))
    requests = [post(graph, "1"), {**post(graph, "2"), "dependsOn": ["1"]}]
    with pytest.raises((httpx.ReadError, httpx.RemoteProtocolError)):
        await graph.call("POST", "/$batch", {"requests": requests})
    assert rows(graph) == 1


@pytest.mark.parametrize(
    "plan", [{"kind": "quake"}, {"kind": "cut", "when": "never"}, {"kind": "cut", "nth": 0}]
)
async def test_faults_that_cannot_be_planned(graph: Caller, plan: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Fault(**plan)
    answer = await graph.http.post(f"{graph.tenant.url}/control/faults", json=plan)
    assert answer.status_code == 400


async def test_unique_columns_may_leak(graph: Caller) -> None:
    graph.tenant.sharepoint.mode.uniqueness_leaks = True
    body = {"fields": {"Key": "samme"}}
    both = await asyncio.gather(*(graph.call("POST", f"{graph.at}/items", body) for _ in range(2)))
    assert [one.status_code for one in both] == [201, 201]
    assert (await graph.refused(Key="samme"))[0] == 400
    alone = await graph.call("POST", f"{graph.at}/items", {"fields": {"Key": "anden"}})
    assert alone.status_code == 201


async def test_reads_may_lag(graph: Caller) -> None:
    tenant = graph.tenant
    tenant.clock.freeze()
    await graph.add(Title="før", Key="1")
    link = (await graph.get(f"{graph.at}/items/delta"))["@odata.deltaLink"]
    tenant.clock.advance(5)
    tenant.sharepoint.mode.reads_lag = 1.0
    await graph.call("PATCH", f"{graph.at}/items/1/fields", {"Title": "efter"})
    await graph.add(Title="ny", Key="2")
    assert (await graph.get(f"{graph.at}/items/1/fields"))["Title"] == "før"
    assert (await graph.call("GET", f"{graph.at}/items/2")).status_code == 404
    assert await graph.found("fields/Key eq '2'") == []
    assert (await graph.refused(Key="2"))[0] == 400
    lagging = await graph.get(link)
    assert lagging["value"] == []
    tenant.clock.advance(1)
    assert (await graph.get(f"{graph.at}/items/1/fields"))["Title"] == "efter"
    assert await graph.found("fields/Key eq '2'") == ["2"]
    caught_up = await graph.get(lagging["@odata.deltaLink"])
    assert [one["id"] for one in caught_up["value"]] == ["1", "2"]


async def test_everything_can_be_turned_from_outside(graph: Caller) -> None:
    control = f"{graph.tenant.url}/control"
    plan = {"kind": "before", "path": "/items$", "times": 2}
    assert (await graph.http.post(f"{control}/faults", json=[plan])).status_code == 201
    assert (await graph.call("GET", f"{graph.at}/items")).status_code == 503
    assert (await graph.http.get(f"{control}/faults")).json()[0]["seen"] == 1
    await graph.http.delete(f"{control}/faults")
    await graph.add(Title="a")
    assert (await graph.http.get(f"{control}/counts")).json()["by_route"][ITEMS] == 1
    assert (await graph.http.delete(f"{control}/counts")).json()["total"] == 0
    modes = await graph.http.post(f"{control}/modes", json={"reads_lag": 2, "units_per_minute": 9})
    assert (modes.json()["reads_lag"], modes.json()["units_per_minute"]) == (2, 9)
    assert (await graph.http.post(f"{control}/modes", json={"nix": 1})).status_code == 400
    truth = await graph.http.get(f"{control}/rows/teknologikort/Ideer")
    assert [one["Title"] for one in truth.json()] == ["a"]
    assert (await graph.http.get(f"{control}/rows/teknologikort/Nix")).status_code == 404
    await graph.http.post(f"{control}/clock", json={"advance": 60})
    assert (await graph.http.post(f"{control}/delta/expire")).status_code == 200


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"Origin": "https://evil.example"}])
async def test_no_page_from_elsewhere_turns_anything(graph: Caller, headers: dict[str, str]) -> None:
    answer = await graph.http.get(f"{graph.tenant.url}/control/counts", headers=headers)
    assert answer.status_code == 403


async def test_a_batch_counts_once(graph: Caller) -> None:
    await graph.batch(get("1", url=f"{graph.at}/items"), get("2", url="/nowhere"))
    counts = graph.tenant.counts
    assert (counts.total, sum(counts.inner.values())) == (1, 2)
