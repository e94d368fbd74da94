"""A running little tenant for each story, and the app calling its Graph."""

from collections.abc import AsyncIterator

import pytest

from local_tenant.app import LittleTenant
from tests.local_tenant.sharepoint.graph_caller import Caller, app


@pytest.fixture
async def tenant() -> AsyncIterator[LittleTenant]:
    """A tenant in memory, on a free port."""
    async with LittleTenant(None).running() as running:
        yield running


@pytest.fixture
async def graph(tenant: LittleTenant) -> AsyncIterator[Caller]:
    """The app, at a list of its own."""
    caller = app(tenant)
    await caller.make_list()
    tenant.counts.reset()
    yield caller
    await caller.http.aclose()
