"""Telemetry: numbers and spans to an OpenTelemetry collector, where the environment names one.

Only what stands here leaves the server: routes as patterns, verbs of ours, kinds, outcomes, counts
and seconds. No id, name, address or text of anybody, and nobody waits for the collector.
"""

import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import Protocol

from opentelemetry.metrics import MeterProvider, NoOpMeterProvider
from opentelemetry.trace import NoOpTracerProvider, Span, SpanKind, TracerProvider

from sharepoint_lists.graph.observing import GraphCall
from teams_app.server.health_metrics import Pulse

ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
SERVICE = "teknologikort"
LAST_WORDS = 3.0
"""Seconds at the end for what is not sent yet."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Carrier(Protocol):
    """What carries numbers or spans to the collector."""

    def shutdown(self) -> None:
        """Give up: a call under way ends at once, and no other begins."""


class Telemetry:
    """Counts and times. Without providers it does nothing, at next to no cost."""

    def __init__(
        self,
        meters: MeterProvider | None = None,
        tracers: TracerProvider | None = None,
        carriers: Sequence[Carrier] = (),
    ) -> None:
        self._carriers = carriers
        self._meters = meters or NoOpMeterProvider()
        self._tracers = tracers or NoOpTracerProvider()
        self._tracer = self._tracers.get_tracer(SERVICE)
        meter = self._meter = self._meters.get_meter(SERVICE)
        self._requests = meter.create_histogram("http.server.request.duration", unit="s")
        self._turns = meter.create_histogram("teknologikort.bot.turn.duration", unit="s")
        self._calls = meter.create_histogram("teknologikort.graph.call.duration", unit="s")
        self._units = meter.create_counter("teknologikort.graph.units", unit="{unit}")
        self._throttles = meter.create_counter("teknologikort.graph.throttles", unit="{call}")

    @contextmanager
    def request(self, method: str, route: str) -> Iterator[Span]:
        """A span for the time of a request; `finished` is called inside it."""
        known = method if method in _METHODS else "_OTHER"
        attributes = {"http.request.method": known, "http.route": route}
        with self._tracer.start_as_current_span(
            f"{known} {route}", kind=SpanKind.SERVER, attributes=attributes, record_exception=False
        ) as span:
            yield span

    def finished(self, span: Span, method: str, route: str, status: int, seconds: float) -> None:
        """A request is over."""
        known = method if method in _METHODS else "_OTHER"
        span.set_attribute("http.response.status_code", status)
        attributes = {"http.request.method": known, "http.route": route, "status": f"{status // 100}xx"}
        self._requests.record(seconds, attributes)

    def turned(self, verb: str, outcome: str, seconds: float) -> None:
        """A turn of the bot is over; `verb` is one of ours."""
        self._turns.record(seconds, {"verb": verb, "outcome": outcome})

    def called(self, call: GraphCall) -> None:
        """A call to Graph is over: a number, and a span in the request that waited for it."""
        attributes = {"kind": call.kind, "outcome": call.outcome}
        self._calls.record(call.seconds, attributes)
        self._units.add(call.units, {"kind": call.kind})
        if call.outcome == "throttled":
            self._throttles.add(1, {"kind": call.kind})
        ended = time.time_ns()
        began = ended - int(call.seconds * 1e9)
        span = self._tracer.start_span(
            f"graph {call.kind}", kind=SpanKind.CLIENT, attributes=attributes, start_time=began
        )
        span.end(ended)

    def watch(self, pulse: Pulse) -> None:
        """From now on tell how the server is, whenever numbers are collected."""
        from teams_app.server.gauges import gauges

        gauges(self._meter, pulse)

    def flush(self) -> None:
        """Send what is not sent yet, and wait for it, for a few seconds at most."""
        for one in (self._meters, self._tracers):
            if hasattr(one, "force_flush"):
                one.force_flush(int(LAST_WORDS * 1000))

    def close(self) -> None:
        """The end: what is not sent within a few seconds is lost, and no thread lives on."""
        ends = [one.shutdown for one in (self._meters, self._tracers) if hasattr(one, "shutdown")]
        threads = [threading.Thread(target=end, daemon=True) for end in ends]
        for thread in threads:
            thread.start()
        latest = time.monotonic() + LAST_WORDS
        for thread in threads:
            thread.join(max(latest - time.monotonic(), 0.0))
        if any(thread.is_alive() for thread in threads):
            for carrier in self._carriers:
                carrier.shutdown()
        for thread in threads:
            thread.join(LAST_WORDS)


def from_environment(environment: Mapping[str, str]) -> Telemetry:
    """What OpenTelemetry's own variables ask for; nothing where they name no collector."""
    numbers = _collector(environment, "METRICS", "METRIC")
    spans = _collector(environment, "TRACES", "TRACING")
    if not numbers and not spans:
        return Telemetry()
    from teams_app.server.otlp import meters, resource, tracers

    ours = resource(SERVICE, version(SERVICE))
    metering, numbers_carrier = meters(numbers, ours) if numbers else (None, None)
    tracing, spans_carrier = tracers(spans, ours) if spans else (None, None)
    return Telemetry(metering, tracing, [one for one in (numbers_carrier, spans_carrier) if one])


def _collector(environment: Mapping[str, str], signal: str, azure: str) -> str:
    """Where a signal goes. The agent of Azure Container Apps is found under names of its own."""
    if environment.get(f"OTEL_{signal}_EXPORTER", "otlp") != "otlp":
        return ""
    return environment.get(ENDPOINT) or environment.get(f"CONTAINERAPP_OTEL_{azure}_GRPC_ENDPOINT", "")
