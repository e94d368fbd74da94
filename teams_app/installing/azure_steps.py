"""Steps in Azure: what the app stands on, and the app itself. Azure's own tools build them from infra/."""

from uuid import uuid4

from teams_app.installing.ground import READING, Ground
from teams_app.installing.steps import DONE, LATER, Asker, Look, Stand, Step

GROUP, ENVIRONMENT, REGION = "rg-teknologikort", "teknologikort", "northeurope"


def ground_commands(at: Ground) -> list[str]:
    """Bash, in a clone of the repository."""
    told = at.answers
    known = {
        "AZURE_RESOURCE_GROUP": GROUP,
        "TEKNOLOGIKORT_APP_ID": told.app_id,
        "TEKNOLOGIKORT_TEAMS_APP_ID": told.teams_app_id,
        "TEKNOLOGIKORT_COUNCIL_TEAM_ID": told.council_team_id,
        "TEKNOLOGIKORT_OPEN_SITE": told.open_site,
        "TEKNOLOGIKORT_CLOSED_SITE": told.closed_site,
    }
    subscription = '"$(az account show --query id -o tsv)"'
    return [
        f"az login --tenant {told.tenant_id}",
        f"az group create --name {GROUP} --location {REGION}",
        "azd auth login",
        f"azd env new {ENVIRONMENT} --subscription {subscription} --location {REGION}",
        *(f"azd env set {name} {value}" for name, value in known.items()),
        "azd provision",
    ]


def app_commands(at: Ground) -> list[str]:
    """Bash, in the same clone."""
    registry = at.answers.registry or "$(azd env get-value REGISTRY)"
    return [
        f"REGISTRY={registry}",
        "TAG=$(git rev-parse --short HEAD)",
        'az acr build --registry "${REGISTRY%%.*}" --image "teknologikort:$TAG" .',
        'azd env set IMAGE "$REGISTRY/teknologikort:$TAG"',
        "azd env set STAGE app",
        "azd provision",
    ]


class AzureGround(Step):
    """Identity, registry, logs, vault, and the bot's registration."""

    async def look(self, at: Ground) -> Look:
        """Done where the identity is in the tenant and the app's domain is known."""
        _learned(at)
        answers = at.answers
        if not (answers.app_id and answers.council_team_id):
            return LATER
        if not answers.teams_app_id:
            answers.teams_app_id = str(uuid4())
        if answers.domain and answers.identity_principal_id:
            async with at.registrations(READING) as entra:
                if await entra.identity(answers.identity_principal_id):
                    return DONE
        return Look(Stand.YOURS, [("do.ground", {})], ground_commands(at))

    async def learn(self, at: Ground, asker: Asker) -> None:
        """From azd's own folder; what is not there is asked for."""
        _learned(at)
        for name in ("domain", "identity_principal_id"):
            while not getattr(at.answers, name):
                at.answers.take(name, asker.ask(name))


def _learned(at: Ground) -> None:
    found = at.deployed()
    for name, output in (("domain", "FQDN"), ("identity_principal_id", "IDENTITY_PRINCIPAL_ID")):
        if output in found:
            at.answers.take(name, found[output])
    at.answers.registry = found.get("REGISTRY", at.answers.registry)


class AppRuns(Step):
    """The image and the app. Its own word that it reads the lists is the proof that its rights suffice."""

    async def look(self, at: Ground) -> Look:
        """Done where the app answers and has read the lists."""
        if not at.answers.domain:
            return LATER
        said = await at.health()
        if said.get("lists") == "ok":
            return DONE
        says = [("app_says", {"said": ", ".join(f"{k}: {v}" for k, v in said.items())})] if said else []
        return Look(Stand.YOURS, [("do.app", {}), *says], app_commands(at))
