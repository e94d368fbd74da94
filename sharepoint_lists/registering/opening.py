"""Opening Graph for an administrator."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sharepoint_lists.graph.client import Graph, Patience
from sharepoint_lists.graph.clock import Clock
from sharepoint_lists.graph.throttling import Spending
from sharepoint_lists.graph.transport import Credential, Wire
from sharepoint_lists.registering.calls import Calls

USER_AGENT = "NONISV|Kommune|Teknologikort/0.1"
_SIGN_IN_SECONDS = 900.0
"""A device code can be used for so long: the first call may have to wait for the person."""


@asynccontextmanager
async def open_calls(graph_url: str, credential: Credential, clock: Clock) -> AsyncIterator[Calls]:
    """Graph in the name of whoever is signed in, closed at the end."""
    wire = Wire(graph_url, credential, USER_AGENT)
    patience = Patience(answer=_SIGN_IN_SECONDS, person=_SIGN_IN_SECONDS, background=_SIGN_IN_SECONDS)
    try:
        yield Calls(Graph(wire, clock, patience, Spending()))
    finally:
        await wire.close()
