"""`provision --script-out` and `--apply`: the site scripts on disk for review, and applied."""

from collections.abc import Mapping
from pathlib import Path

from sharepoint_lists import Dressed, open_dresser, open_rest
from sharepoint_lists.answers import GraphFailure
from sharepoint_lists.lists import LISTS
from sharepoint_lists.site_scripts import designed_names, site_script
from teams_app.installation import Installation
from teams_app.lists_access import credential_for, store_settings


class NotDressed(Exception):  # noqa: N818 - says what SharePoint said
    """SharePoint's REST did not apply the scripts: most often because it may not."""


def designed_scripts(installation: Installation) -> dict[str, str]:
    """The script of each list as the text of a file, by its name, with the names of the design."""
    app = installation.settings.teams_app_id
    made = (site_script(of, designed_names(of), app) for of in LISTS)
    return {one.file: one.text() for one in made}


async def standing_scripts(installation: Installation) -> dict[str, str]:
    """The same with the names that lists and columns have now. Raises GraphFailure."""
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
        open_dresser(settings, credential) as dresser,
        open_rest(settings, credential) as rest,
    ):
        try:
            return await dresser.apply(rest)
        except GraphFailure as failure:
            raise NotDressed(str(failure)) from failure
