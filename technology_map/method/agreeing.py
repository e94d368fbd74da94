"""What a workshop's agreement does to the card: its main purpose, and the consequences that came up."""

from dataclasses import replace

from technology_map.cards.solution_cards import SolutionCard
from technology_map.method.forms import AgreementForm
from technology_map.method.workshops import WorkshopCard
from technology_map.people.people import Language
from technology_map.texts import texts
from technology_map.validation.limits import TEXT_LIMIT


def agreed_card(card: SolutionCard, leader: str, workshop: str, form: AgreementForm) -> SolutionCard:
    """The card as it is after the agreement; the same where it says all that already.

    Consequences are added once, in Danish as the log is. Where they would not fit they stand in the
    workshop's report only.
    """
    t = texts(Language.DANISH)
    told = [
        t(f"workshop.card.{name}", said=said) for name in ("tasks", "skills") if (said := getattr(form, name))
    ]
    new = [line for line in told if line not in card.consequences]
    longer = "\n".join(filter(None, [card.consequences, *new]))
    wanted = replace(
        card,
        purpose=form.purpose,
        other_purposes=tuple(one for one in card.other_purposes if one != form.purpose),
        consequences=longer if len(longer) <= TEXT_LIMIT else card.consequences,
    )
    if wanted == card:
        return card
    why = t("workshop.card.why", workshop=workshop, reason=form.reason)
    return replace(wanted, edited_by=leader, edited_why=why)


def agreed_talk(talk: WorkshopCard, form: AgreementForm, word: str) -> WorkshopCard:
    """What the group agrees on, as it stands in the workshop; `word` is what the purpose is called."""
    return replace(
        talk,
        purpose=form.purpose or "",
        agreed_on=word,
        reason=form.reason,
        tasks=form.tasks,
        skills=form.skills,
        ethics=form.ethics,
    )
