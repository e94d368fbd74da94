"""A town as a file, made once for all stories of copying, and two empty sites for each."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from local_tenant.app import LittleTenant
from tests.stories.playing import OPEN_SITE, tenant_with_lists
from tests.teams_app.commands.copies import PDF, attached, cells, exports
from tests.teams_app.commands.seeded_town import numbers, seeded_town, words_of_pages


@pytest.fixture(scope="session")
def made() -> dict[str, Any]:
    """What the first story leaves for those after it: the file, and what it was made of."""
    return {}


@pytest.fixture
async def exported(tmp_path_factory: pytest.TempPathFactory, made: dict[str, Any]) -> dict[str, Any]:
    """A town that has been in use, as a file."""
    if not made:
        folder = tmp_path_factory.mktemp("bakkeby")
        async with seeded_town(folder / "first") as at:
            await attached(at, "F-0001", "Tilbud på sensorer.pdf", PDF)
            made["file"] = folder / "bakkeby.zip"
            made["ended"], made["said"] = await exports(at.tenant, folder / "admin", made["file"])
            made["cells"], made["numbers"] = cells(at.tenant), numbers(at.tenant)
            made["files"] = at.tenant.sharepoint.true_files(OPEN_SITE, "Attachments")
            made["pages"] = {who: await words_of_pages(at, who) for who in ("mette", "karen", "hanne")}
    return made


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    """Two sites that only `provision` has touched."""
    async with tenant_with_lists(tmp_path / "second") as tenant:
        yield tenant
