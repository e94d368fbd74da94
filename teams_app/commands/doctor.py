"""The `doctor` command: compares the design with the tenant, and says what to do, line by line."""

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import jwt
from azure.core.exceptions import AzureError
from httpx import HTTPError
from rich.console import Console
from rich.table import Table

from sharepoint_lists import Examination, Sign, open_examiner
from sharepoint_lists.administering import open_rows
from sharepoint_lists.graph.responses import GraphFailure
from sharepoint_lists.graph.transport import SCOPE
from sharepoint_lists.people.directory import RIGHT
from sharepoint_lists.probing.probe import Found
from sharepoint_lists.schema.addresses import NotProvisioned
from teams_app.installation import Installation
from teams_app.personal.stand_ins import StandIns
from teams_app.personal.work import due_work
from teams_app.settings import Settings
from teams_app.store_access import credential_for, store_settings
from technology_map.texts import Texts

NEEDED = ("Sites.Selected",)


@dataclass(slots=True)
class Report:
    """What was seen, and what the tenant was found to do."""

    signs: list[Sign] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)

    @property
    def well(self) -> bool:
        """Whether nothing needs to be done."""
        return all(sign.harmless for sign in self.signs)


async def examined(installation: Installation) -> Report:
    """Look at everything that can be seen from here; changes nothing."""
    report = Report(_of_settings(installation.settings))
    report.signs += await _of_token(installation)
    async with _opened(installation) as looking:
        try:
            report.signs += await looking.examiner.examine()
        except GraphFailure as failure:
            report.signs.append(Sign("unreadable", {"why": str(failure)}))
            return report
        report.signs += await looking.rights.examine()
        report.signs += await _of_rows(looking)
        if not await looking.roster.refresh():
            report.signs.append(Sign("roster_unread"))
    report.signs += await _of_names(installation)
    return report


async def _of_names(installation: Installation) -> list[Sign]:
    """How many rows name people longer than the municipality keeps names: told, and nothing done about it."""
    settings = installation.settings
    if not settings.names_kept_months:
        return []
    try:
        async with (
            credential_for(installation) as credential,
            open_rows(store_settings(installation), credential) as access,
        ):
            due = len((await due_work(access, settings, StandIns(settings.data_dir))).plan)
    except (GraphFailure, NotProvisioned):
        return []
    said = {"rows": str(due), "months": str(settings.names_kept_months)}
    return [Sign("names_due", said, harmless=True)] if due else []


async def _of_rows(looking: Examination) -> list[Sign]:
    try:
        return await looking.rows.examine()
    except NotProvisioned:
        return []
    except GraphFailure as failure:
        return [Sign("rows_unread", {"why": str(failure)})]


@asynccontextmanager
async def _opened(installation: Installation) -> AsyncIterator[Examination]:
    async with (
        credential_for(installation) as credential,
        open_examiner(store_settings(installation), credential) as looking,
    ):
        yield looking


def _of_settings(settings: Settings) -> list[Sign]:
    """What is wrong with settings that are each in themselves right."""
    if settings.open_site.lower() == settings.closed_site.lower():
        return [Sign("same_site", {"site": settings.open_site})]
    return []


async def _of_token(installation: Installation) -> list[Sign]:
    """Whose the app's own token is, and what it may do: too little, or too much."""
    try:
        async with credential_for(installation) as credential:
            token = (await credential.get_token(SCOPE)).token
        claims = jwt.decode(token, options={"verify_signature": False})
    except (AzureError, HTTPError, jwt.PyJWTError) as failure:
        return [Sign("no_token", {"why": type(failure).__name__})]
    return _of_claims(claims, installation.settings)


def _of_claims(claims: Mapping[str, Any], settings: Settings) -> list[Sign]:
    signs, roles = [], [str(role) for role in claims.get("roles", [])]
    if str(claims.get("tid", "")).lower() != settings.tenant_id:
        signs.append(Sign("other_tenant", {"tenant": str(claims.get("tid"))}))
    if str(claims.get("appid") or claims.get("azp") or "").lower() != settings.app_id:
        signs.append(Sign("other_app", {"app": str(claims.get("appid"))}))
    signs += [Sign("right_too_wide", {"right": role}) for role in roles if _too_wide(role)]
    signs += [Sign("right_missing", {"right": role}) for role in NEEDED if role not in roles]
    return signs


def _too_wide(role: str) -> bool:
    """Whether a right reaches over the whole tenant. Names of colleagues may be looked up."""
    return role.endswith(".All") and role != RIGHT


def told(report: Report, texts: Texts, console: Console, *, as_json: bool) -> None:
    """Say it: a line for each thing, and how it stands at the end; or all of it as JSON."""
    signs = [(sign, texts(f"doctor.{sign.code}", **sign.data)) for sign in report.signs]
    if as_json:
        said = {
            "well": report.well,
            "signs": [
                {"code": one.code, "harmless": one.harmless, "data": dict(one.data), "sentence": sentence}
                for one, sentence in signs
            ],
            "found": [{"code": one.name, "assumed": one.assumed, "found": one.found} for one in report.found],
        }
        _say(console, json.dumps(said, ensure_ascii=False, indent=2))
        return
    for sign, sentence in sorted(signs, key=lambda one: one[0].harmless):
        _say(console, f"{'–' if sign.harmless else '!'} {sentence}")
    if report.found:
        console.print(_table(report.found, texts))
    ill = sum(not sign.harmless for sign in report.signs)
    _say(console, texts.many("doctor.ill", ill) if ill else texts("doctor.well"))


def _table(answers: Sequence[Found], texts: Texts) -> Table:
    """What was assumed and what was found; what differs comes with a mark."""
    table = Table("", *(texts(f"probe.heading.{one}") for one in ("question", "assumed", "found")))
    for one in answers:
        words = [_word(one.assumed, texts), _word(one.found, texts)]
        table.add_row("≠" if one.differs else "", texts(f"probe.{one.name}"), *words)
    return table


def _word(word: str, texts: Texts) -> str:
    """A word in plain language; a status with its code, or a version, as it is."""
    return word if word[:1].isdigit() else texts(f"probe.word.{word}")


def _say(console: Console, sentence: str) -> None:
    console.print(sentence, highlight=False, soft_wrap=True, markup=False)
