"""A running little tenant for each story."""

from collections.abc import AsyncIterator

import pytest

from local_tenant.app import LittleTenant


@pytest.fixture
async def tenant() -> AsyncIterator[LittleTenant]:
    """A tenant in memory, on a free port."""
    async with LittleTenant(None).running() as running:
        yield running
