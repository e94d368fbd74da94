"""What a collector is told: numbers and patterns of ours, and nothing of anybody. Nobody waits for it."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import fields
from pathlib import Path

from local_tenant.faults import Fault
from teams_app.faces import PULSE
from teams_app.server.health_metrics import HealthMetrics
from teams_app.server.telemetry import ENDPOINT, Telemetry, from_environment
from tests.bot.chatting import asks_for
from tests.stories.playing import server_in, tenant_with_lists
from tests.teams_app.server.collector import Collector, collecting, point
from tests.teams_app.server.listening import Witness, canary, logged
from tests.teams_app.tab import pages
from tests.town import Town

ATTRIBUTES = {
    "http.request.method",
    "http.route",
    "http.response.status_code",
    "status",
    "kind",
    "outcome",
    "verb",
}
SENDER = {"service.name", "service.version", "service.instance.id"}


@contextmanager
def told(collector: Collector) -> Iterator[Telemetry]:
    """Telemetry that goes to the collector."""
    telemetry = from_environment({ENDPOINT: collector.url})
    try:
        yield telemetry
    finally:
        telemetry.close()


def sending_threads() -> list[str]:
    """OpenTelemetry's threads that are at work now."""
    return [one.name for one in threading.enumerate() if one.name.startswith("Otel")]


async def a_day(at: Town) -> None:
    """Mette hands in and searches, asks for nonsense, and SharePoint is in a bad mood."""
    texts = {name: canary(name) for name in ("problem", "solution", "expected_benefits", "title")}
    assert (await at.sends("mette", "proposals", pages.proposal(**texts))).status_code == 200
    await asks_for(at, "mette", f"søg {canary('search')}")
    await asks_for(at, "mette", "hjælp")
    await at.reads("jonas", f"named/{canary('address')}")
    await at.http.get(f"/{canary('path')}", params={"q": canary("query")})
    await at.http.request("PROPFIND", "/tab/part/board")
    at.tenant.faults.add(Fault("throttle", retry_after=0, times=1))
    await at.server.store.catch_up()
    at.tenant.faults.add(Fault("before", status=500, body=canary("graph"), times=1))
    await at.server.store.catch_up()
    await at.http.get("/readyz")


async def test_the_collector_hears_how_the_house_is_and_nothing_of_anybody(tmp_path: Path) -> None:
    with collecting() as collector, told(collector) as telemetry, logged() as stream:
        async with (
            tenant_with_lists(tmp_path / "lists") as tenant,
            server_in(tenant, tmp_path, telemetry=telemetry) as at,
        ):
            await a_day(at)
            await asyncio.to_thread(telemetry.flush)
    found, said = collector.metrics(), collector.attributes()
    assert set(said) <= ATTRIBUTES
    assert point(found["http.server.request.duration"], **{"http.route": "/tab/part/proposals"}).count == 1
    assert point(found["teknologikort.bot.turn.duration"], verb="search", outcome="done").count == 1
    assert point(found["teknologikort.graph.call.duration"], kind="create", outcome="2xx").count >= 1
    assert point(found["teknologikort.graph.throttles"], kind="batch").as_int == 1
    assert point(found["teknologikort.graph.units"], kind="create").as_double >= 2
    for gauge in ("replica.age", "outbox.depth", "outbox.oldest.age", "outgoing.waiting", "roster.age"):
        assert f"teknologikort.{gauge}" in found
    assert {"2xx", "5xx", "throttled", "done"} <= said["outcome"]
    assert said["http.request.method"] == {"GET", "POST", "_OTHER"}
    whole = " ".join(map(str, (*collector.numbers, *collector.traces)))
    witness = Witness(stream)
    assert [secret for secret in witness.secrets() if secret.lower() in whole.lower()] == []
    assert all(set(sender) >= SENDER for sender in collector.senders())
    assert len({sender["service.instance.id"] for sender in collector.senders()}) == 1


async def test_a_call_to_graph_is_told_within_the_request_that_waited_for_it(tmp_path: Path) -> None:
    with collecting() as collector, told(collector) as telemetry, logged() as stream:
        async with (
            tenant_with_lists(tmp_path / "lists") as tenant,
            server_in(tenant, tmp_path, telemetry=telemetry) as at,
        ):
            await at.sends("mette", "proposals", pages.proposal())
            await asyncio.to_thread(telemetry.flush)
    [request] = [one for one in collector.spans() if one.name == "POST /tab/part/proposals"]
    inside = [one.name for one in collector.spans() if one.parent_span_id == request.span_id]
    assert "graph create" in inside
    [line] = [one for one in Witness(stream).lines if one.get("route") == "/tab/part/proposals"]
    assert line["trace_id"] == request.trace_id.hex()


async def test_a_collector_that_says_nothing_costs_nobody_a_request(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as mute, logged():
        telemetry = from_environment({ENDPOINT: f"http://127.0.0.1:{mute.getsockname()[1]}"})
        async with (
            tenant_with_lists(tmp_path / "lists") as tenant,
            server_in(tenant, tmp_path, telemetry=telemetry) as at,
        ):
            flushing = asyncio.create_task(asyncio.to_thread(telemetry.flush))
            assert (await at.sends("mette", "proposals", pages.proposal())).status_code == 200
            assert "Sensorer" in (await at.reads("jonas", "board")).text
            assert not flushing.done()
            assert sending_threads()
            await asyncio.to_thread(telemetry.close)
            await flushing
        assert sending_threads() == []


async def test_where_the_environment_names_no_collector_nothing_is_sent(tmp_path: Path) -> None:
    with collecting() as collector:
        asked = {ENDPOINT: collector.url, "OTEL_METRICS_EXPORTER": "none", "OTEL_TRACES_EXPORTER": "none"}
        for environment in ({}, {ENDPOINT: ""}, asked):
            telemetry = from_environment(environment)
            with telemetry.request("GET", "/tab/") as span:
                telemetry.finished(span, "GET", "/tab/", 200, 0.1)
            telemetry.flush()
            telemetry.close()
    assert (collector.numbers, collector.traces) == ([], [])


async def test_the_vitals_stand_in_the_log_every_so_often(tmp_path: Path) -> None:
    with logged() as stream:
        async with tenant_with_lists(tmp_path / "lists") as tenant, server_in(tenant, tmp_path) as at:
            beating = asyncio.create_task(at.server.application[PULSE].beat(every=0.001))
            async with asyncio.timeout(30):
                while '"health_metrics"' not in stream.getvalue():
                    await at.http.get("/healthz")
            beating.cancel()
    told = [one for one in Witness(stream).lines if one["event"] == "health_metrics"]
    assert told[0].keys() - {"event", "level", "timestamp"} == {one.name for one in fields(HealthMetrics)}
    assert (told[0]["outbox"], told[0]["outgoing"], told[0]["drift"]) == (0, 0, None)


def test_the_agent_of_azure_container_apps_is_found_by_the_names_it_gives() -> None:
    with collecting() as collector:
        telemetry = from_environment(
            {
                "CONTAINERAPP_OTEL_TRACING_GRPC_ENDPOINT": f"{collector.url}/v1/traces/",
                "CONTAINERAPP_OTEL_METRIC_GRPC_ENDPOINT": f"{collector.url}/v1/metrics/",
                "OTEL_METRICS_EXPORTER": "none",
            }
        )
        with telemetry.request("GET", "/tab/") as span:
            telemetry.finished(span, "GET", "/tab/", 200, 0.1)
        telemetry.flush()
        telemetry.close()
    assert [one.name for one in collector.spans()] == ["GET /tab/"]
    assert collector.numbers == []
