"""Each view of SharePoint's lists, row by row: what it must show, what not, and under which headings."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from local_tenant.app import LittleTenant
from local_tenant.people import person
from sharepoint_lists.mapping import row_mapping
from sharepoint_lists.schema.lists import DECISIONS, PROPOSALS, SOLUTION_CARDS
from sharepoint_lists.schema.views import views_of
from teams_app.commands.site_scripts import apply_scripts
from technology_map.cards.proposals import Proposal
from technology_map.cards.solution_cards import SolutionCard
from technology_map.council.decisions import Decision, sealed
from technology_map.council.life_cycle import Mover, Status
from technology_map.people.people import Person
from technology_map.words.values import Phase
from tests.stories.playing import OPEN_SITE, installed_in, tenant_with_lists
from tests.teams_app.tab.pages import read
from tests.words import WORDS

Headings = dict[str, list[str]]
METTE = Person(person("mette").object_id, person("mette").name)
S = Status

# In the order of their numbers: status, area, next step, and in how many days it is due.
IDEAS: dict[str, tuple[Status, str | None, str, int | None]] = {
    "Sengealarm": (S.SUBMITTED, "health", "", None),
    "Tolkerobot": (S.CLARIFICATION, "social", "Hør tolkene.", 1),
    "Vejmåler": (S.ASSESSMENT, "technical", "Hent et tilbud.", -1),
    "Skoletavle": (S.READY, "education", "Vis den for rådet.", 0),
    "Mødelys": (S.ON_AGENDA, None, "Find en leder.", None),
    "Affaldsrute": (S.PRIORITISED, "technical", "", -1),
    "Pollenkort": (S.PRE_ANALYSIS, "health", "", None),
    "Medicinur": (S.PILOT, "health", "Mål igen.", -40),
    "Badevagt": (S.IMPLEMENTATION, "culture", "", 1),
    "Svartid": (S.IN_OPERATION, "administration", "", None),
    "Lånebil": (S.BENEFIT_FOLLOW_UP, "technical", "", None),
    "Flagstang": (S.PARKED, "culture", "", None),
    "Ruteplan": (S.COMPLETED, "technical", "Ryd op.", -1),
    "Tankelæser": (S.REJECTED, "health", "Skriv et brev.", -1),
    "Vejmåler to": (S.MERGED, "technical", "Ring.", 1),
    "Kopimaskine": (S.WITHDRAWN, None, "", None),
    "Fejerobot": (S.STOPPED, "social", "", -1),
    "Faldmåtte": (S.SUBMITTED, "social", "", None),
}
SOLUTIONS: dict[str, tuple[str | None, str | None, Phase | None]] = {
    "Borgerportal": ("service", "administration", Phase.IN_OPERATION),
    "Fakturarobot": ("process", "economy", Phase.IMPLEMENTATION),
    "Løftesele": ("wellbeing", "health", Phase.RETIRED),
    "Lysstyring": ("resources", "technical", Phase.IN_OPERATION),
    "Datasø": ("data", None, None),
    "Selvbetjent låner": ("service", "culture", Phase.IN_OPERATION),
    "Tavlen": (None, "health", Phase.IDEA),
}
# Who decided, about which proposal, and how many days ago, in the order in which they were written.
REASONS: dict[str, tuple[Mover, int, int]] = {
    "For et år og en dag siden.": (Mover.COUNCIL, 1, 366),
    "For et år siden.": (Mover.COUNCIL, 1, 365),
    "For knap et år siden.": (Mover.COUNCIL, 2, 364),
    "Sekretæren har set på det.": (Mover.SECRETARY, 2, 3),
    "Mette trak det.": (Mover.SUBMITTER, 3, 2),
    "I dag.": (Mover.COUNCIL, 2, 0),
}

ALL = ""  # the one heading of a view without headings
NEWEST_IDEAS, NEWEST_SOLUTIONS = list(reversed(IDEAS)), list(reversed(SOLUTIONS))
SHOWN: dict[tuple[str, str], Headings] = {
    ("Proposals", "I gang efter status"): {
        "Status: Indsendt (2)": ["Faldmåtte", "Sengealarm"],
        "Status: Afklaring (1)": ["Tolkerobot"],
        "Status: Under vurdering (1)": ["Vejmåler"],
        "Status: Klar til råd (1)": ["Skoletavle"],
        "Status: På dagsorden (1)": ["Mødelys"],
        "Status: Prioriteret (1)": ["Affaldsrute"],
        "Status: Foranalyse (1)": ["Pollenkort"],
        "Status: Pilot (1)": ["Medicinur"],
        "Status: Implementering (1)": ["Badevagt"],
        "Status: I drift (1)": ["Svartid"],
        "Status: Gevinstopfølgning (1)": ["Lånebil"],
        "Status: Parkeret (1)": ["Flagstang"],
    },
    ("Proposals", "I gang efter fagområde"): {
        "Fagområde: (tom) (1)": ["Mødelys"],
        "Fagområde: Administration (1)": ["Svartid"],
        "Fagområde: Kultur (2)": ["Flagstang", "Badevagt"],
        "Fagområde: Social (2)": ["Faldmåtte", "Tolkerobot"],
        "Fagområde: Sundhed (3)": ["Medicinur", "Pollenkort", "Sengealarm"],
        "Fagområde: Teknik (3)": ["Lånebil", "Affaldsrute", "Vejmåler"],
        "Fagområde: Uddannelse (1)": ["Skoletavle"],
    },
    ("Proposals", "Venter på næste skridt"): {
        ALL: ["Mødelys", "Medicinur", "Vejmåler", "Skoletavle", "Tolkerobot"]
    },
    ("Proposals", "Over tiden"): {ALL: ["Medicinur", "Vejmåler", "Affaldsrute"]},
    ("Proposals", "Afsluttede"): {
        "Status: Afsluttet (1)": ["Ruteplan"],
        "Status: Afvist (1)": ["Tankelæser"],
        "Status: Sammenlagt (1)": ["Vejmåler to"],
        "Status: Trukket tilbage (1)": ["Kopimaskine"],
        "Status: Stoppet (1)": ["Fejerobot"],
    },
    ("Proposals", "Alle forslag"): {ALL: NEWEST_IDEAS},
    ("SolutionCards", "Efter formål"): {
        "Primært formål: (tom) (1)": ["Tavlen"],
        "Primært formål: Højere niveau af borgerservice (2)": ["Selvbetjent låner", "Borgerportal"],
        "Primært formål: Bedre processer og smidigere arbejdsgange (1)": ["Fakturarobot"],
        "Primært formål: Trivsel og kompetencer (1)": ["Løftesele"],
        "Primært formål: Bedre udnyttelse af ressourcer (1)": ["Lysstyring"],
        "Primært formål: Bedre og mere sikker brug af data (1)": ["Datasø"],
    },
    ("SolutionCards", "Efter fagområde"): {
        "Fagområde: (tom) (1)": ["Datasø"],
        "Fagområde: Administration (1)": ["Borgerportal"],
        "Fagområde: Kultur (1)": ["Selvbetjent låner"],
        "Fagområde: Sundhed (2)": ["Tavlen", "Løftesele"],
        "Fagområde: Teknik (1)": ["Lysstyring"],
        "Fagområde: Økonomi (1)": ["Fakturarobot"],
    },
    ("SolutionCards", "I drift"): {ALL: ["Selvbetjent låner", "Lysstyring", "Borgerportal"]},
    ("SolutionCards", "Alle løsningskort"): {ALL: NEWEST_SOLUTIONS},
    ("Decisions", "Nyeste først"): {
        ALL: [
            "I dag.",
            "Mette trak det.",
            "Sekretæren har set på det.",
            "For knap et år siden.",
            "For et år siden.",
            "For et år og en dag siden.",
        ]
    },
    ("Decisions", "Besluttet af rådet det seneste år"): {
        ALL: ["I dag.", "For knap et år siden.", "For et år siden."]
    },
    ("Decisions", "Efter forslag"): {
        "Forslag nr.: 1 (2)": ["For et år siden.", "For et år og en dag siden."],
        "Forslag nr.: 2 (3)": ["I dag.", "Sekretæren har set på det.", "For knap et år siden."],
        "Forslag nr.: 3 (1)": ["Mette trak det."],
    },
}


def handed_in(key: str, title: str, now: datetime) -> dict[str, Any]:
    """What every row has that somebody handed in."""
    return {
        "title": title,
        "submitter": METTE,
        "submission_key": f"views-{key}-{title}",
        "submitted_at": now,
        "changed_at": now,
    }


def ideas(now: datetime) -> Iterator[Proposal]:
    for title, (status, area, step, days) in IDEAS.items():
        yield Proposal(
            **handed_in("idea", title, now),
            problem="Det tager for lang tid.",
            solution="Noget, der hjælper.",
            expected_benefits="Mere tid.",
            status=status,
            area=area,
            next_step=step,
            next_step_due=None if days is None else now.date() + timedelta(days=days),
        )


def solutions(now: datetime) -> Iterator[SolutionCard]:
    for title, (purpose, area, phase) in SOLUTIONS.items():
        yield SolutionCard(
            **handed_in("card", title, now),
            challenges="Det var tungt.",
            background="Vi prøvede.",
            purpose=purpose,
            area=area,
            phase=phase,
        )


def decisions(now: datetime) -> Iterator[Decision]:
    logs: dict[int, list[Decision]] = {}
    for reason, (mover, proposal, days) in REASONS.items():
        log = logs.setdefault(proposal, [])
        made = Decision(
            proposal=proposal,
            seq=len(log) + 1,
            start=Status.ASSESSMENT,
            end=Status.READY,
            reason=reason,
            decided_at=now - timedelta(days=days),
            decided_as=mover,
            action_key=f"views-{proposal}-{len(log)}",
        )
        log.append(sealed(made, log))
        yield log[-1]


def noon_in(tenant: LittleTenant) -> datetime:
    """The tenant's clock stands at a noon from here on, so that no day ends meanwhile."""
    tenant.clock.freeze()
    day = 24 * 3600
    tenant.clock.advance(-(tenant.clock.now() - day / 2) % day)
    return datetime.fromtimestamp(tenant.clock.now(), UTC)


@pytest.fixture
async def formatted(tmp_path: Path) -> AsyncIterator[LittleTenant]:
    """Bakkeby's lists with their views, and the rows above in them."""
    async with tenant_with_lists(tmp_path) as tenant:
        await apply_scripts(installed_in(tenant, tmp_path))
        now = noon_in(tenant)
        rows = [
            *((PROPOSALS, row_mapping.PROPOSAL.cells(one, WORDS)) for one in ideas(now)),
            *((SOLUTION_CARDS, row_mapping.SOLUTION_CARD.cells(one, WORDS)) for one in solutions(now)),
            *((DECISIONS, row_mapping.DECISION.cells(one, WORDS)) for one in decisions(now)),
        ]
        for of, cells in rows:
            await tenant.sharepoint.create_as(None, OPEN_SITE, of.name, cells)
        yield tenant


def shown(html: str) -> Headings:
    """The rows of a view by their titles (a decision has none: by its reason), under their headings."""
    found: Headings = {}
    heading = ALL
    for one in read(html).elements:
        words = " ".join(one.words.split())
        if one.attributes.get("scope") == "rowgroup":
            heading = words
        elif one.attributes.get("data-label") in ("Titel", "Begrundelse"):
            found.setdefault(heading, []).append(words)
    return found


async def test_every_view_shows_what_it_promises_and_nothing_else(formatted: LittleTenant) -> None:
    async with httpx.AsyncClient(base_url=formatted.url, trust_env=False) as jonas:
        seen = {}
        for of in (PROPOSALS, SOLUTION_CARDS, DECISIONS):
            name, views = of.name, views_of(of)
            at = f"/sites/{OPEN_SITE}/Lists/{name}"
            links = {
                one.words: one.attributes["href"]
                for one in read((await jonas.get(at, params={"as": "jonas"})).text).all("a")
            }
            for view in views:
                seen[name, view.name] = shown((await jonas.get(links[view.name])).text)
    assert seen == SHOWN
