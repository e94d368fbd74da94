"""The plan's progress on one sheet: however much there is, it stays on the paper, and all may read it."""

import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from teams_app.tab.plan.progress_sheet import HEIGHT, WIDTH, progress_sheet
from technology_map.benefits.figures import UnitSum
from technology_map.council.life_cycle import Status
from technology_map.people.people import Language
from technology_map.plan.plans import PlanItem
from technology_map.plan.progress import AreaProgress, GoalProgress, PlanProgress, Stage
from tests.teams_app.tab.benefits.test_benefits import TODAY as NOW
from tests.teams_app.tab.benefits.test_benefits import VISITS, answered
from tests.teams_app.tab.details.test_details import keyed
from tests.teams_app.tab.method.method_things import proposes
from tests.teams_app.tab.pages import read
from tests.town import Town
from tests.words import AREAS, speaking

LONG = "Hele huset bliver bedre til at dele, hvad der virker om natten, og hvad der ikke gør. " * 3
TODAY = date(2026, 11, 30)
SVG = "{http://www.w3.org/2000/svg}"


def much(count: int) -> PlanProgress:
    """A plan with so much of everything."""
    stages = {Stage.DECIDED: 3, Stage.UNDER_WAY: 40, Stage.REACHED: 7, Stage.LEFT: 1}
    goals = [PlanItem(f"G-{n:04d}", LONG, due=TODAY.isoformat()) for n in range(count)]
    late = [PlanItem(f"F-{n:04d}", LONG, "", LONG, (TODAY - timedelta(n)).isoformat()) for n in range(count)]
    figure = Decimal("-99999999999.9999")
    return PlanProgress(
        stages=dict.fromkeys(Stage, 99_999),
        areas=tuple(AreaProgress(code, stages, 12) for code in (AREAS * 20)[:count]),
        goals=tuple(GoalProgress(one, 3, 51, late=True) for one in goals),
        late=tuple(late),
        benefits=tuple(UnitSum(LONG, (), figure, figure, 0, 0) for _ in range(count)),
    )


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("count", [0, 1, 5, 6, 11, 40])
def test_however_much_there_is_it_stays_on_the_sheet(language: Language, count: int) -> None:
    made = progress_sheet(speaking(language), much(count), LONG)
    root = ElementTree.fromstring(made.file())  # noqa: S314 - our own
    assert (made.width, made.height) == (WIDTH, HEIGHT)
    texts = list(root.iter(f"{SVG}text"))
    assert texts[-1].attrib["y"] == str(HEIGHT - 20)
    assert max(float(one.attrib["y"]) for one in texts[:-1]) <= HEIGHT - 36
    for one in root.iter(f"{SVG}rect"):
        across = float(one.attrib["x"]) + float(one.attrib["width"])
        assert across <= WIDTH
        assert float(one.attrib["y"]) + float(one.attrib["height"]) <= HEIGHT
    left_out = [one.text or "" for one in texts if re.match(r"(Og|And) \d+", one.text or "")]
    assert len(left_out) == {0: 0, 1: 0, 5: 0, 6: 2, 11: 4, 40: 4}[count]


async def decided(at: Town) -> None:
    """Two decided proposals, one of them late and with a benefit that was followed up."""
    late = NOW - timedelta(days=3)
    await proposes(at, "Sengealarm", status=Status.PILOT, next_step="Kontrakt", next_step_due=late)
    await proposes(at, "Dørlås", area="social", status=Status.IN_OPERATION)
    assert (await at.sends("mette", "proposals/1/details/benefits", keyed(VISITS))).status_code == 200
    assert (await at.sends("birgit", "benefits/1/answer", answered())).status_code == 200


async def test_all_read_what_is_under_way_late_and_realised(bakkeby: Town) -> None:
    await decided(bakkeby)
    shown = read((await bakkeby.reads("jonas", "plan/progress")).text)
    said = shown.words("text")
    assert said[2:8] == ["0", "Besluttet", "1", "I gang", "1", "I drift"]
    assert {"Sundhed", "Social", "0 af 1 i drift", "1 af 1 i drift", "besøg"} <= set(said)
    assert {"Forventet: -29,5", "Opnået: -15"} <= set(said)
    assert any(one.startswith("F-0001 Sengealarm") for one in said)
    rows = shown.words("tr")
    assert "Sundhed01001" in rows


async def test_goals_are_on_the_sheet_once_the_plan_is_adopted(bakkeby: Town) -> None:
    await decided(bakkeby)
    goal = {"text": "Trygge nætter", "area": "health", "submission_key": "g" * 20}
    assert (await bakkeby.sends("karen", "plan/goals", goal)).status_code == 200
    assert "Trygge nætter" not in (await bakkeby.reads("jonas", "plan/progress")).text
    assert "ikke vedtaget endnu" in (await bakkeby.reads("karen", "plan/progress")).text
    adopted = await bakkeby.sends("karen", "plan/adopt", {"submission_key": "a" * 20})
    assert adopted.status_code == 200
    for place in ("plan/progress", "plan/1/progress"):
        assert "Trygge nætter" in (await bakkeby.reads("jonas", place)).text
    assert (await bakkeby.reads("jonas", "plan/2/progress")).status_code == 404
