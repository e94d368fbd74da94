"""The criteria: what the council assesses by, for all to read, and for the secretary to change."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from teams_app.tab.rendering import page as drawn_page
from teams_app.tab.rendering import status_of
from teams_app.tab.request_context import RequestContext
from teams_app.tab.sentences import refusal_sentence
from technology_map.assessing.criteria import HIGHEST, LOWEST, MIDDLE, MOST, Criteria, Criterion, versions
from technology_map.assessing.forms import ANCHOR_LIMIT, NAME_LIMIT, CriterionForm
from technology_map.people.people import Role
from technology_map.people.rights import require_secretary
from technology_map.texts import Texts
from technology_map.validation.forms import read_form
from technology_map.validation.refusals import Refused

SHOWN_AGAIN = (
    "invalid_fields",
    "cpr_found",
    "cpr_doubtful",
    "damaged_form",
    "weights_not_whole",
    "no_criteria",
    "too_many_criteria",
    "criteria_changed",
    "not_kept",
)
FIELDS = tuple(name for name in CriterionForm.model_fields if name != "not_cpr")
_NUMBER = re.compile(r"(.+)-(\d{1,2})")
SPARE = 2
"""Empty rows below those that are there."""


@dataclass(frozen=True, slots=True)
class ShownCriterion:
    """One criterion in the reader's language."""

    name: str
    weight: int
    anchors: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ShownCriteria:
    """A version: when it came into use, and its criteria."""

    since: str
    all: tuple[ShownCriterion, ...]


async def page(context: RequestContext) -> web.Response:
    """Those in use, and those that were used before."""
    found = versions(context.tab.store.records(Criterion))
    used = context.tab.assessing.criteria()
    before = [_shown(context.t, one) for one in reversed(found) if one.name != used.name]
    may_change = context.caller.role is Role.SECRETARY
    return drawn_page(
        context, "criteria.html", now=_shown(context.t, used), before=before, may_change=may_change, toast=""
    )


async def form(context: RequestContext) -> web.Response:
    """The form, as the criteria stand."""
    require_secretary(context.caller)
    used = context.tab.assessing.criteria()
    rows = [{name: str(getattr(one, name)) for name in FIELDS} for one in used.all]
    return _form(context, rows, base=used.name, key=secrets.token_urlsafe(16))


async def change(context: RequestContext) -> web.Response:
    """Keep a new version; the page, or the form as it was left."""
    require_secretary(context.caller)
    typed = await context.form()
    rows = _rows(typed)
    base, key = str(typed.get("base", "")), str(typed.get("submission_key", ""))
    try:
        forms = [read_form(CriterionForm, _filled(row), context.today) for row in rows]
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,64}", key):
            raise Refused("damaged_form")
        await context.tab.choosing_criteria.choose(context.caller, base, key, forms)
    except Refused as no:
        if no.refusal.code not in SHOWN_AGAIN:
            raise
        return _form(context, rows, base=base, key=key, no=no)
    shown = _shown(context.t, context.tab.assessing.criteria())
    toast = context.t("criteria.changed")
    before = [_shown(context.t, one) for one in versions(context.tab.store.records(Criterion))[-2::-1]]
    return drawn_page(context, "criteria.html", now=shown, before=before, may_change=True, toast=toast)


def _rows(typed: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of the form, by the number at the end of each field's name."""
    found: dict[int, dict[str, str]] = {}
    for name, value in typed.items():
        parts = _NUMBER.fullmatch(name)
        if parts and parts[1] in FIELDS and isinstance(value, str):
            found.setdefault(int(parts[2]), {})[parts[1]] = value
    return [found[number] for number in sorted(found)][: MOST + SPARE]


def _filled(row: Mapping[str, str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if not (name == "weight" and not value.strip())}


def _form(
    context: RequestContext, rows: list[dict[str, str]], *, base: str, key: str, no: Refused | None = None
) -> web.Response:
    empty = dict.fromkeys(FIELDS, "")
    full = [{**empty, **row} for row in rows]
    spare = SPARE - sum(not row["name_da"] for row in full)
    full += [empty] * max(0, min(spare, MOST - len(full)))
    return drawn_page(
        context,
        "criteria_form.html",
        status=status_of(no.refusal) if no else 200,
        rows=full,
        base=base,
        key=key,
        trouble=refusal_sentence(context.t, no.refusal) if no else "",
        anchors=(("low", LOWEST), ("mid", MIDDLE), ("high", HIGHEST)),
        name_limit=NAME_LIMIT,
        anchor_limit=ANCHOR_LIMIT,
    )


def _shown(t: Texts, some: Criteria) -> ShownCriteria:
    since = t("criteria.since", day=t.day(some.valid_from)) if some.valid_from else t("criteria.from_start")
    return ShownCriteria(since, tuple(_one(t, one) for one in some.all))


def _one(t: Texts, one: Criterion) -> ShownCriterion:
    anchors = tuple((mark, one.anchor(mark, t.language)) for mark in (LOWEST, MIDDLE, HIGHEST))
    return ShownCriterion(one.called(t.language), one.weight, tuple(each for each in anchors if each[1]))
