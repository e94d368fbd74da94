"""What the seed's members have given on its proposals; twice adds nothing."""

import tomllib
from collections.abc import Callable
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from technology_map.assessing.assessing import Assessing
from technology_map.assessing.criteria import FIRST, first_criteria
from technology_map.assessing.forms import AssessmentForm, Comment, Mark
from technology_map.cards.proposals import proposal_number
from technology_map.people.people import Caller, Person, Role


class SeedAssessment(BaseModel):
    """A member's marks `on` the proposal with this key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: str
    by: str
    marks: Annotated[tuple[Mark, ...], Field(min_length=7, max_length=7)]
    comment: Comment


def seed_assessments() -> list[SeedAssessment]:
    """The assessments, in the file's order."""
    text = resources.files("teams_app.seed").joinpath("assessments.toml").read_text("utf-8")
    return [SeedAssessment(**one) for one in tomllib.loads(text)["assessment"]]


async def plant_assessments(
    assessing: Assessing, people: Callable[[str], Person], names: Callable[[str], str]
) -> None:
    """Give them. `names` gives the number of the proposal with a key. Raises Refused."""
    for seed in seed_assessments():
        number = proposal_number(names(seed.on)) or 0
        caller = Caller(people(seed.by), Role.MEMBER)
        if (await assessing.standing(caller, number)).mine is None:
            marks = dict(zip(first_criteria().codes, seed.marks, strict=True))
            form = AssessmentForm(criteria=FIRST, marks=marks, comment=seed.comment, then="give")
            await assessing.assess(caller, number, form)
