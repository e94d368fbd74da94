"""Reads the seed's two TOML files into typed cards and proposals."""

import tomllib
from datetime import date
from importlib import resources
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from technology_map.council.life_cycle import Status
from technology_map.validation.forms import Reason, Text, Title
from technology_map.validation.limits import SUMMARY_LIMIT
from technology_map.words.values import Phase, Reception

SeedKey = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{4,40}$")]
Days = Annotated[int, Field(ge=1, le=1000)]
Whole = dict[str, Any]
"""The fields of a whole card beyond these, as a form of its steps sends them."""

Line = Annotated[str, StringConstraints(max_length=255)]


class _Seed(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SeedCard(_Seed):
    """A solution card as the seed writes it."""

    key: SeedKey
    submitter: str
    days_ago: Days
    title: Title
    summary: Annotated[str, StringConstraints(min_length=1, max_length=SUMMARY_LIMIT)]
    challenges: Text
    background: Text
    effect: Text
    user_reception: Text
    reception: Reception
    area: str
    department: Line
    purpose: str
    other_purposes: tuple[str, ...] = ()
    technologies: tuple[str, ...] = ()
    phase: Phase
    in_operation_since: date | None = None
    vendor: Line = ""
    systems: Line = ""
    whole: Whole = {}


class SeedMove(_Seed):
    """A decision on a proposal of the seed."""

    to: Status
    by: Literal["submitter", "council"]
    days_ago: Days
    reason: Reason
    card: str = ""
    review_in_days: int = 0


class SeedProposal(_Seed):
    """A proposal as the seed writes it, with what became of it. `links` are keys of solution cards."""

    key: SeedKey
    submitter: str
    days_ago: Days
    title: Title
    problem: Text
    solution: Text
    expected_benefits: Text
    area: str
    purpose: str
    department: Line
    links: tuple[SeedKey, ...] = ()
    whole: Whole = {}
    place: int = 0
    next_step: str = ""
    next_step_in_days: int = 0
    move: tuple[SeedMove, ...] = ()


def seed_cards() -> tuple[SeedCard, ...]:
    """The solution cards of the seed, the oldest first."""
    return tuple(SeedCard.model_validate(one) for one in _read("solution_cards.toml")["card"])


def seed_proposals() -> tuple[SeedProposal, ...]:
    """The proposals of the seed."""
    return tuple(SeedProposal.model_validate(one) for one in _read("proposals.toml")["proposal"])


def _read(name: str) -> dict[str, list[dict[str, object]]]:
    return tomllib.loads(resources.files("teams_app.seed").joinpath(name).read_text("utf-8"))
