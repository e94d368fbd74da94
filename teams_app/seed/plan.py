"""The seed's goals, its guideline, and what was decided about a value question; twice adds nothing."""

from datetime import datetime, timedelta

from technology_map.council.guideline import KEY, Guideline
from technology_map.plan.plans import PlanGoal
from technology_map.ports import Store
from technology_map.talk.value_questions import QUESTIONS, ValueDecision, ValueTopic
from technology_map.texts import COPENHAGEN

GOALS = (
    ("Ingen borger vækkes om natten uden grund", "health", "involvement", "Birgit Dahl", 200),
    ("Hver løsning, der kan overføres, er tilbudt et andet område", None, "anchoring", "Hanne Brandt", 120),
    ("Vi ved senest efter et år, hvad hver gevinst blev til", None, "better_resources", "Karen Friis", 300),
)
GUIDELINE = (
    "Et menneske bestemmer, når det har betydning for nogen. Borgeren får at vide, hvilke data vi bruger, "
    "og kan sige nej uden at få dårligere hjælp."
)
DECIDED = "Sensorer i et hjem sættes kun op, når borgeren har sagt ja, og de tæller aldrig, hvem der besøger."


async def plant_plan(store: Store, author: str, now: datetime) -> None:
    """Store them. Raises NotStored."""
    today = now.astimezone(COPENHAGEN).date()
    for place, (text, area, guidepost, responsible, days) in enumerate(GOALS, start=1):
        goal: PlanGoal = PlanGoal(
            key=f"goal-seed-{place}",
            text=text,
            area=area,
            guidepost=guidepost,
            responsible=responsible,
            due=today + timedelta(days=days),
            author_name=author,
            written_at=now,
        )
        await store.add_record(goal)
    guideline: Guideline = Guideline(key=KEY, text=GUIDELINE)
    await store.add_record(guideline)
    watched = next(one for one in QUESTIONS if one.topic is ValueTopic.WATCHED)
    decision: ValueDecision = ValueDecision(
        key="value-seed-1", question=watched.name, text=DECIDED, decided_by=author, decided_at=now
    )
    await store.add_record(decision)
