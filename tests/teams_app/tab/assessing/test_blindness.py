"""Who has not given an assessment learns nothing of the others': two towns that differ in nothing else."""

import re
from pathlib import Path

import pytest

from teams_app.tab.addresses import READ
from tests.teams_app.tab.assessing.assessors import gives, in_assessment, marks
from tests.town import Town, town

LOW, HIGH = (1, 1, 2, 1, 2, 1, 1), (5, 4, 5, 5, 5, 4, 5)
_MINTED = re.compile(
    r'name="(submission_key|action_key|version|seen|base)" value="[^"]*"'
    r'|datetime="[^"]*"'
    r"|&#34;[^&]*,\d+&#34;|\d\d[.:]\d\d|localhost:\d+|data-seen=\"[^\"]*\"|[0-9a-f]{12}\."
)
OPAQUE = ("changes",)
"""A digest of what a process holds: it differs from start to start."""


def addresses() -> list[str]:
    """Every address that can be read, with what stands in the town put in."""
    blanks = {
        r"{number:\d+}": "1",
        "{end}": "ready",
        "{step}": "problem",
        "{form:proposal|solution}": "proposal",
        "{things:proposals|solutions}": "proposals",
        "{name}": "F-0001",
    }
    found = []
    for path, _ in READ:
        for blank, value in blanks.items():
            path = path.replace(blank, value)  # noqa: PLW2901 - filled in one after the other
        if "{" not in path and path not in OPAQUE:
            found.append(path)
    return found


async def seen_by(at: Town, who: str) -> dict[str, tuple[int, str]]:
    """Everything that somebody reads in the tab and in the chat, without what is minted anew each time."""
    found = {}
    for path in addresses():
        answer = await at.reads(who, path)
        found[path] = (answer.status_code, _MINTED.sub("", answer.text))
    for text in ("F-0001", "status F-0001", "søg forslag", "mine"):
        outcome = await at.tenant.teams.says(who, text)
        cards = [str(one.cards) for one in outcome.replies]
        found[f"chat {text}"] = (200, _MINTED.sub("", re.sub(r"'key': '[^']*'", "", " ".join(cards))))
    return found


async def assessed_town(at: Town, theirs: tuple[int, ...], comment: str) -> None:
    await in_assessment(at)
    await gives(at, "karen", 1, *theirs, comment=comment)
    await gives(at, "hanne", 1, *theirs[::-1], comment=comment)
    await at.sends("lise", "assessments/1/draft", {"criteria": "first", **marks(*theirs), "comment": comment})


@pytest.mark.parametrize("does", ["nothing", "draft", "conflict"])
async def test_whatever_the_others_gave_peter_sees_the_same(tmp_path: Path, does: str) -> None:
    async with town(tmp_path / "low") as low, town(tmp_path / "high") as high:
        for at, theirs, comment in ((low, LOW, "Nej, slet ikke."), (high, HIGH, "Ja, gerne nu.")):
            await assessed_town(at, theirs, comment)
            if does == "draft":
                await at.sends("peter", "assessments/1/draft", {"criteria": "first", **marks(3)})
            if does == "conflict":
                await at.sends("peter", "assessments/1/conflict", {"reason": "Min bror sælger dem."})
        one, other = await seen_by(low, "peter"), await seen_by(high, "peter")
        assert {path for path in one if one[path] != other[path]} == set()
        assert one["assessments/1"][0] == 200
        assert "2 af" in one["assessments/1"][1], "how many is told to all"
        await gives(low, "peter", 1, 3)
        after = await low.reads("peter", "assessments/1")
        assert ("Nej, slet ikke." in after.text) is (does != "conflict")
