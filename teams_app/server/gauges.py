"""The gauges: how the app is at the moment when numbers are collected."""

from collections.abc import Callable, Iterable

from opentelemetry.metrics import CallbackOptions, Meter, Observation

from teams_app.server.health_metrics import HealthMetrics, Pulse

_Take = Callable[[HealthMetrics], float | None]
_GAUGES: tuple[tuple[str, str, _Take], ...] = (
    ("teknologikort.replica.age", "s", lambda one: one.lists),
    ("teknologikort.outbox.depth", "{submission}", lambda one: one.outbox),
    ("teknologikort.outbox.oldest.age", "s", lambda one: one.outbox_age),
    ("teknologikort.outgoing.waiting", "{message}", lambda one: one.outgoing),
    ("teknologikort.roster.age", "s", lambda one: one.roster),
    ("teknologikort.keys.age", "s", lambda one: one.keys),
    ("teknologikort.graph.silence", "s", lambda one: one.graph),
    ("teknologikort.clock.skew", "s", lambda one: one.skew),
    ("teknologikort.columns.drifted", "{column}", lambda one: one.drift),
)


def gauges(meter: Meter, pulse: Pulse) -> None:
    """Make every gauge; what cannot be told at a moment is left out of it."""
    for name, unit, take in _GAUGES:
        meter.create_observable_gauge(name, callbacks=[_observed(pulse, take)], unit=unit)


def _observed(pulse: Pulse, take: _Take) -> Callable[[CallbackOptions], Iterable[Observation]]:
    def observe(_: CallbackOptions) -> Iterable[Observation]:
        value = take(pulse.glance())
        return [] if value is None else [Observation(value)]

    return observe
