"""Steps in Teams: the council's team, the package, the catalogue, and the app in the council's team."""

import re

from teams_app.commands.package import package
from teams_app.installing.ground import READING, Ground
from teams_app.installing.steps import DONE, LATER, Asker, Look, Stand, Step
from teams_app.settings import PREFIX

PACKAGE = "teknologikort.zip"
_GROUP = re.compile(r"groupId=([0-9a-fA-F-]{36})")
_PAGES = ("municipality", "website", "privacy_page", "terms_page")


class CouncilTeam(Step):
    """Who is on the council says a team; its owners are the secretaries."""

    async def look(self, at: Ground) -> Look:
        """Done where the team is there, or known and not to be seen by who is signed in."""
        if at.answers.council_team_id:
            async with at.places(READING) as places:
                there = await places.team(at.answers.council_team_id)
            if there is not False:
                return DONE
        return Look(Stand.YOURS, [("do.council", {})])

    async def learn(self, at: Ground, asker: Asker) -> None:
        """The link to the team, as Teams gives it, or its id."""
        while True:
            said = asker.ask("council_team_id")
            found = _GROUP.search(said)
            if at.answers.take("council_team_id", found[1] if found else said):
                return


class Package(Step):
    """The zip file for Teams, made on this machine."""

    async def look(self, at: Ground) -> Look:
        """Done where the file is there and is what would be made now."""
        answers, file = at.answers, at.folder / PACKAGE
        if not (answers.app_id and answers.domain and answers.teams_app_id):
            return LATER
        known = all(getattr(answers, name) for name in _PAGES)
        if known and file.exists() and file.read_bytes() == _made(at):
            return Look(Stand.DONE, [("found.package", {"file": str(file)})])
        return Look(Stand.OURS, [("do.package", {"file": str(file)})])

    async def act(self, at: Ground, asker: Asker) -> None:
        """Ask who stands as the developer, and make the file."""
        for name in _PAGES:
            while not getattr(at.answers, name):
                at.answers.take(name, asker.ask(name))
        at.folder.mkdir(parents=True, exist_ok=True)
        (at.folder / PACKAGE).write_bytes(_made(at))


def _made(at: Ground) -> bytes:
    names = ("app_id", "teams_app_id", "domain", *_PAGES)
    return package({PREFIX + name.upper(): str(getattr(at.answers, name)) for name in names})


class Catalogue(Step):
    """The package in the organisation's catalogue: uploaded in the Teams admin center."""

    async def look(self, at: Ground) -> Look:
        """Done where the catalogue has it."""
        if not (at.folder / PACKAGE).exists() or not at.answers.teams_app_id:
            return LATER
        async with at.places(READING) as places:
            there = await places.in_catalogue(at.answers.teams_app_id)
        says = [("do.catalogue", {"file": str(at.folder / PACKAGE)})]
        return (
            DONE
            if there
            else Look(Stand.YOURS, says, ["https://admin.teams.microsoft.com/policies/manage-apps"])
        )


class CouncilHasApp(Step):
    """The app in the council's team: an owner adds it, and consents that it reads the members."""

    async def look(self, at: Ground) -> Look:
        """Done where the app itself says that it reads the roster."""
        said = await at.health()
        if not said:
            return LATER
        return DONE if said.get("roster") == "ok" else Look(Stand.YOURS, [("do.roster", {})])
