"""Steps in SharePoint: the two sites, the app's right on them, the lists, the views."""

import shlex
from pathlib import Path

from sharepoint_lists import open_provisioner, open_script_application
from sharepoint_lists.registering.places import SiteRight
from sharepoint_lists.schema.provisioning import Made
from teams_app.commands.site_scripts import write_files
from teams_app.installing.ground import READING, Ground
from teams_app.installing.steps import DONE, LATER, Asker, Look, Stand, Step

MANAGING = ("Sites.FullControl.All",)


async def _sites(at: Ground, scopes: tuple[str, ...]) -> dict[str, str]:
    """The ids of those of the two sites that are there, by their names."""
    async with at.places(scopes) as places:
        if not at.answers.host:
            at.answers.host = await places.host()
        named = (at.answers.open_site, at.answers.closed_site)
        found = {one: await places.site(one) for one in named}
    return {name: id_ for name, id_ in found.items() if id_}


class Sites(Step):
    """The open and the closed site: Graph v1.0 cannot make them."""

    async def look(self, at: Ground) -> Look:
        """Done where both are there; one that who is signed in may not see is there, too."""
        async with at.places(READING) as places:
            at.answers.host = at.answers.host or await places.host()
            named = (at.answers.open_site, at.answers.closed_site)
            missing = [one for one in named if not await places.there(one)]
        if not missing:
            return DONE
        admin = at.answers.host.replace(".sharepoint.com", "-admin.sharepoint.com")
        commands = [f"Connect-SPOService https://{admin}"]
        commands += [_made(one, at.answers.open_site) for one in missing]
        return Look(Stand.YOURS, [("do.sites", {})], commands)


def _made(named: str, open_site: str) -> str:
    title = "Teknologikort" if named == open_site else "Teknologikort Råd"
    url = f"https://{named.replace(':', '')}"
    return (
        f'New-SPOSite -Url {url} -Title "{title}" -Owner (Read-Host "Owner") '
        "-StorageQuota 26214400 -Template STS#3 -LocaleId 1030"
    )


class SiteRights(Step):
    """The role `write` on the two sites, and never more."""

    async def look(self, at: Ground) -> Look:
        """Done where the app has `write` on both."""
        if not at.answers.app_id:
            return LATER
        rights = await self._rights(at)
        if len(rights) < 2:
            return LATER
        says = [
            ("do.narrow" if right.id else "do.site_right", {"site": site, "roles": ", ".join(right.roles)})
            for site, (_, right) in rights.items()
            if not right.least
        ]
        return Look(Stand.OURS, says) if says else DONE

    async def act(self, at: Ground, asker: Asker) -> None:
        """Give `write`, or narrow what is there to it."""
        for id_, right in (await self._rights(at)).values():
            if not right.least:
                async with at.places(MANAGING) as places:
                    await places.give_write(id_, at.answers.app_id, right)

    async def _rights(self, at: Ground) -> dict[str, tuple[str, SiteRight]]:
        there = await _sites(at, MANAGING)
        async with at.places(MANAGING) as places:
            return {name: (id_, await places.right(id_, at.answers.app_id)) for name, id_ in there.items()}


class Lists(Step):
    """The lists and columns, made in the administrator's name: the app never gets the right to."""

    async def look(self, at: Ground) -> Look:
        """Done where nothing is missing."""
        if len(await _sites(at, READING)) < 2:
            return LATER
        async with open_provisioner(at.store(), at.credential(READING), at.clock) as provisioner:
            findings = await provisioner.check()
        missing = {one.list for one in findings if one.state is Made.MISSING}
        return Look(Stand.OURS, [("do.lists", {"count": str(len(missing))})]) if missing else DONE

    async def act(self, at: Ground, asker: Asker) -> None:
        """Make what is missing; never deletes."""
        async with open_provisioner(at.store(), at.credential(MANAGING), at.clock) as provisioner:
            await provisioner.apply()


class Views(Step):
    """Views and formatting: site scripts, which only SharePoint's own tool applies. Graph sees no views."""

    async def look(self, at: Ground) -> Look:
        """Done where the administrator has said so."""
        if self.name in at.answers.said:
            return Look(Stand.DONE, [("found.views", {})])
        folder = at.folder / "scripts"
        return Look(Stand.YOURS, [("do.views", {"folder": str(folder)})], _applied(at, folder))

    async def act(self, at: Ground, asker: Asker) -> None:
        """Write the scripts, with the names that lists and columns have now."""
        async with open_script_application(at.store(), at.credential(READING), at.clock) as application:
            files = {one.file: one.text() for one in await application.scripts()}
        write_files(at.folder / "scripts", files)

    async def learn(self, at: Ground, asker: Asker) -> None:
        """The administrator has run the commands."""
        at.answers.said = [*at.answers.said, self.name]


def _applied(at: Ground, folder: Path) -> list[str]:
    admin = at.answers.host.replace(".sharepoint.com", "-admin.sharepoint.com")
    answers = at.answers
    return [
        f"Connect-SPOService https://{admin}",
        f"foreach ($file in Get-ChildItem {shlex.quote(str(folder))}/*.json) {{",
        f'  $site = "{answers.closed_path}"',
        f'  if ($file.Name -like "open-*") {{ $site = "{answers.open_path}" }}',
        "  $content = Get-Content $file -Raw -Encoding utf8",
        "  $script = Add-SPOSiteScript -Title $file.BaseName -Content $content",
        "  $design = Add-SPOSiteDesign -Title $file.BaseName -SiteScripts $script.Id -WebTemplate 1",
        f'  Invoke-SPOSiteDesign -Identity $design.Id -WebUrl "https://{answers.host}$site"',
        "  Remove-SPOSiteDesign -Identity $design.Id",
        "  Remove-SPOSiteScript -Identity $script.Id",
        "}",
    ]
