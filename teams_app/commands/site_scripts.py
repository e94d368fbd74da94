"""`provision --script-out` and `--apply`: the site scripts on disk for review, and applied."""

from collections.abc import Mapping
from pathlib import Path

from sharepoint_lists import AppliedScript, open_rest, open_script_application
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.schema.site_scripts import designed_names, site_script
from teams_app.installation import Installation
from teams_app.store_access import credential_for, store_settings
from technology_map.words.seed import seed_vocabulary


class ScriptsNotApplied(Exception):  # noqa: N818 - says what SharePoint said
    """SharePoint's REST did not apply the scripts: most often because it may not."""


def designed_scripts(installation: Installation) -> dict[str, str]:
    """The script of each list as the text of a file, by its name, with the names of the design."""
    app = installation.settings.teams_app_id
    made = (site_script(of, designed_names(of), app, seed_vocabulary()) for of in LISTS)
    return {one.file: one.text() for one in made}


async def existing_scripts(installation: Installation) -> dict[str, str]:
    """The same with the names that lists and columns have now. Raises GraphFailure."""
    async with (
        credential_for(installation) as credential,
        open_script_application(store_settings(installation), credential) as scripts_of_lists,
    ):
        return {one.file: one.text() for one in await scripts_of_lists.scripts()}


def write_files(folder: Path, files: Mapping[str, str]) -> list[Path]:
    """Write each text to its file in the folder. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


async def apply_scripts(installation: Installation) -> list[AppliedScript]:
    """Have SharePoint apply the script of each list. Raises ScriptsNotApplied, NotProvisioned."""
    settings = store_settings(installation)
    async with (
        credential_for(installation) as credential,
        open_script_application(settings, credential) as scripts_of_lists,
        open_rest(settings, credential) as rest,
    ):
        try:
            return await scripts_of_lists.apply(rest)
        except GraphFailure as failure:
            raise ScriptsNotApplied(str(failure)) from failure
