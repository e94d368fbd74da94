"""A municipality whose lists are provisioned, for each story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from local_tenant.app import LittleTenant
from tests.provisioned import provisioned
from tests.sharepoint_lists.municipality import Municipality


@pytest.fixture
async def bare(tmp_path: Path) -> AsyncIterator[Municipality]:
    """A tenant with two empty sites."""
    async with LittleTenant(None, units_per_minute=None).running() as tenant:
        yield Municipality(tenant, tmp_path)


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Municipality]:
    """A tenant whose lists are made."""
    async with provisioned(tmp_path) as tenant:
        tenant.counts.reset()
        yield Municipality(tenant, tmp_path)
