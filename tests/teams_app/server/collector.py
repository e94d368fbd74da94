"""A collector on loopback that keeps what it is sent: OpenTelemetry's own service, made of its own parts."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2 as metrics_pb
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2_grpc as metrics_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2 as trace_pb
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2_grpc as trace_grpc


@dataclass(slots=True)
class Collector:
    """What arrived: whole messages, in the order in which they came."""

    url: str = ""
    numbers: list[Any] = field(default_factory=list)
    traces: list[Any] = field(default_factory=list)

    def metrics(self) -> dict[str, Any]:
        """The metrics of the last message, by name."""
        return {
            metric.name: metric
            for resource in self.numbers[-1].resource_metrics
            for scope in resource.scope_metrics
            for metric in scope.metrics
        }

    def spans(self) -> list[Any]:
        """Every span."""
        return [
            span
            for message in self.traces
            for resource in message.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def attributes(self) -> dict[str, set[str]]:
        """Every attribute of every number and span, with the values it took."""
        found: dict[str, set[str]] = {}
        points = [point for metric in self.metrics().values() for point in _points(metric)]
        for one in (*points, *self.spans()):
            for attribute in one.attributes:
                value = attribute.value
                found.setdefault(attribute.key, set()).add(value.string_value or str(value.int_value))
        return found

    def senders(self) -> list[dict[str, str]]:
        """Who sent, of each message."""
        messages = [one for message in self.numbers for one in message.resource_metrics]
        messages += [one for message in self.traces for one in message.resource_spans]
        return [{at.key: at.value.string_value for at in one.resource.attributes} for one in messages]


def _points(metric: Any) -> list[Any]:
    for kind in ("histogram", "sum", "gauge"):
        if metric.HasField(kind):
            return list(getattr(metric, kind).data_points)
    return []


def point(metric: Any, **attributes: str) -> Any:
    """The one point of a metric that has these attributes."""
    [found] = [
        one
        for one in _points(metric)
        if attributes.items() <= {at.key: at.value.string_value for at in one.attributes}.items()
    ]
    return found


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector that listens until the block ends."""
    collector = Collector()
    server = grpc.server(ThreadPoolExecutor(2))  # type: ignore[no-untyped-call]  # it has no types

    class Numbers(metrics_grpc.MetricsServiceServicer):
        def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - gRPC's name
            collector.numbers.append(request)
            return metrics_pb.ExportMetricsServiceResponse()

    class Traces(trace_grpc.TraceServiceServicer):
        def Export(self, request: Any, context: Any) -> Any:  # noqa: N802 - gRPC's name
            collector.traces.append(request)
            return trace_pb.ExportTraceServiceResponse()

    metrics_grpc.add_MetricsServiceServicer_to_server(Numbers(), server)  # type: ignore[no-untyped-call]  # generated code
    trace_grpc.add_TraceServiceServicer_to_server(Traces(), server)  # type: ignore[no-untyped-call]  # generated code
    collector.url = f"http://127.0.0.1:{server.add_insecure_port('127.0.0.1:0')}"
    server.start()
    try:
        yield collector
    finally:
        server.stop(None).wait()
