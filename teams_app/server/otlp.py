"""Where OpenTelemetry's SDK is a guest: providers that send to a collector by OTLP over gRPC.

Each sends from a thread of its own. A collector that is slow or gone costs that thread its time and
us the numbers; everything else (interval, limits, headers, certificate) is as the standard variables say.
"""

from secrets import token_hex

from opentelemetry.exporter.otlp.proto.grpc.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def resource(name: str, version: str) -> Resource:
    """Who sends: the service, its version, and a name for this instance that means nothing elsewhere."""
    return Resource.create(
        {"service.name": name, "service.version": version, "service.instance.id": token_hex(8)}
    )


def meters(endpoint: str, sender: Resource) -> tuple[MeterProvider, OTLPMetricExporter]:
    """A provider whose numbers go to the collector, and what carries them there."""
    exporter = OTLPMetricExporter(endpoint=endpoint, insecure=_plain(endpoint))
    reader = PeriodicExportingMetricReader(exporter)
    return MeterProvider([reader], resource=sender, shutdown_on_exit=False), exporter


def tracers(endpoint: str, sender: Resource) -> tuple[TracerProvider, OTLPSpanExporter]:
    """A provider whose spans go to the collector, and what carries them there."""
    provider = TracerProvider(resource=sender, shutdown_on_exit=False)
    exporter = OTLPSpanExporter(endpoint=endpoint, insecure=_plain(endpoint))
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider, exporter


def _plain(endpoint: str) -> bool:
    return not endpoint.startswith("https://")
