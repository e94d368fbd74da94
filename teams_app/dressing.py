"""`provision --script-out` and `--apply`: the site scripts on disk for review, and applied."""

from collections.abc import Mapping
from pathlib import Path

from sharepoint_lists import Dressed, open_dresser, open_rest
from sharepoint_lists.answers import GraphFailure
from teams_app.installation import Installation
from teams_app.lists_access import credential_for, rest_credential_for, store_settings


class NotDressed(Exception):  # noqa: N818 - says what SharePoint said
    """SharePoint's REST did not apply the scripts: most often because it may not."""


async def written_scripts(installation: Installation) -> dict[str, str]:
    """The script of each list as the text of a file, by its name; changes nothing. Raises GraphFailure."""
    async with (
        credential_for(installation) as credential,
        open_dresser(store_settings(installation), credential) as dresser,
    ):
        return {one.file: one.text() for one in await dresser.scripts()}


def write_files(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write each text to its file in the folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


async def apply_scripts(installation: Installation) -> list[Dressed]:
    """Have SharePoint apply the script of each list. Raises NotDressed, NotProvisioned."""
    settings = store_settings(installation)
    async with (
        credential_for(installation) as credential,
        rest_credential_for(installation) as certificate,
        open_dresser(settings, credential) as dresser,
        open_rest(settings, certificate) as rest,
    ):
        try:
            return await dresser.apply(rest)
        except GraphFailure as failure:
            raise NotDressed(str(failure)) from failure
