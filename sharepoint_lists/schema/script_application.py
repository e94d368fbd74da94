"""Applying the site scripts: SharePoint applies the site scripts, by its own REST. Repeatable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Unanswered, settled
from sharepoint_lists.schema.addresses import Addresses, NotProvisioned, SiteNames
from sharepoint_lists.schema.choice_words import WordsOf
from sharepoint_lists.schema.existing import existing_lists
from sharepoint_lists.schema.lists import LISTS
from sharepoint_lists.schema.site_scripts import SiteScript, designed_names, site_script

EXECUTE = (
    "/_api/Microsoft.Sharepoint.Utilities.WebTemplateExtensions.SiteScriptUtility.ExecuteTemplateScript()"
)
PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class AppliedScript:
    """What SharePoint said to one script; `failed` holds the actions that it could not do."""

    list: str
    actions: int
    failed: tuple[str, ...] = ()


class ScriptApplication:
    """Makes the scripts from what stands in the tenant, and has them applied.

    Applying needs the right to manage the sites, at SharePoint's REST, with a certificate or a
    federated credential: never a secret (platform.md 2).
    """

    def __init__(self, graph: Graph, names: SiteNames, teams_app_id: str, words: WordsOf) -> None:
        self._graph = graph
        self._names = names
        self._addresses = Addresses(graph, names)
        self._teams_app_id = teams_app_id
        self._words_of = words

    async def scripts(self) -> list[SiteScript]:
        """The script of each list, with the names it has now. Raises GraphFailure."""
        there, words = await existing_lists(self._graph, self._addresses), await self._words_of()
        names = {of.name: there[of.name].names if of.name in there else designed_names(of) for of in LISTS}
        return [site_script(of, names[of.name], self._teams_app_id, words) for of in LISTS]

    async def apply(self, rest: Graph) -> list[AppliedScript]:
        """Have every script applied. Raises GraphFailure, NotProvisioned: a list must be there first."""
        there, words = await existing_lists(self._graph, self._addresses), await self._words_of()
        done = []
        for of in LISTS:
            if of.name not in there:
                raise NotProvisioned(of.name)
            made = site_script(of, there[of.name].names, self._teams_app_id, words)
            done.append(await self._applied(rest, made, there[of.name].id))
        return done

    async def _applied(self, rest: Graph, made: SiteScript, list_id: str) -> AppliedScript:
        body = {"script": orjson.dumps(made.script).decode()}
        answer = await rest.call(
            "POST",
            f"{self._names.path(made.of.site)}{EXECUTE}",
            rest.in_background(),
            body=body,
            wait=PATIENCE,
        )
        outcomes = settled(answer).json().get("value")
        if not isinstance(outcomes, list):
            raise Unanswered("an answer without outcomes")
        failed = tuple(_told(one) for one in outcomes if one.get("ErrorCode"))
        return AppliedScript(made.of.name, made.actions, failed + _elsewhere(outcomes, list_id))


def _told(outcome: Mapping[str, Any]) -> str:
    return f"{outcome.get('Title')}: {outcome.get('OutcomeText')}"


def _elsewhere(outcomes: list[Mapping[str, Any]], list_id: str) -> tuple[str, ...]:
    """SharePoint shaped another list than ours, perhaps one that it made: said, not passed over."""
    met = [str(one["TargetId"]).strip("{}").lower() for one in outcomes if one.get("TargetId")]
    wrong = [one for one in met if one != list_id.lower()]
    return tuple(f"another list: {one}" for one in wrong)
