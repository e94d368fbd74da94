"""Hanne takes over an old list of proposals: what became of them is history, and nothing of it is lost."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from technology_map.cards.proposals import Proposal
from technology_map.council.life_cycle import Mover, Status
from technology_map.imports.foreign_import import Plan, PlannedProposal
from technology_map.imports.matching import Matching
from technology_map.imports.sheet_import import Here, plan_sheet
from technology_map.people.people import Language
from technology_map.sheets.files import FileForm, What, sheet_file
from technology_map.sheets.reading import read_lines
from technology_map.texts import texts
from tests.technology_map.sheets.made_sheets import HANNE, NOW
from tests.words import WORDS, speaking

HEAD = "Nr;Titel;Problem;Løsning;Forventet gevinst;Status;Begrundelse;Indsendt af;Dato"
OLD = (
    "2019-14;Droner over tage;Stilladser er dyre;En drone;Billigere;Afvist;For dyrt dengang;Anne Holm;"
    "03-05-2019"
)


PROPOSALS = Matching(kind=What.PROPOSALS)


def planned(text: str, here: Here | None = None, matching: Matching | None = None) -> Plan:
    lines = read_lines(text.encode())
    return plan_sheet(lines, here or Here(), NOW, HANNE, WORDS, matching=matching or Matching())


def only(found: Plan) -> PlannedProposal:
    """The one proposal of a plan in which nothing is refused."""
    assert (found.refused, found.cards) == ([], [])
    (one,) = found.proposals
    return one


def stored(one: PlannedProposal, seq: int) -> Proposal:
    return replace(one.card, number=7, seq=seq)


def test_the_past_of_a_proposal_is_the_first_row_of_its_log() -> None:
    one = only(planned(f"{HEAD}\n{OLD}\n"))
    assert (one.card.title, one.card.problem) == ("Droner over tage", "Stilladser er dyre")
    assert (one.card.status, one.card.seq) == (Status.SUBMITTED, 0)
    assert one.history is not None
    assert (one.history.start, one.history.end) == (Status.SUBMITTED, Status.REJECTED)
    assert one.history.decided_as is Mover.SECRETARY
    assert one.history.decided_at == NOW
    for said in ("2019-14", "For dyrt dengang"):
        assert said in one.history.reason


def test_the_name_of_who_handed_it_in_stands_on_the_proposal_alone() -> None:
    one = only(planned(f"{HEAD}\n{OLD}\n"))
    assert (one.card.submitter.object_id, one.card.submitter.name) == ("", "Anne Holm")
    assert one.history is not None
    assert "Anne" not in one.history.reason
    assert one.card.submitted_at == datetime(2019, 5, 3, 10, tzinfo=UTC)


def test_a_date_that_nobody_can_read_is_kept_in_words() -> None:
    one = only(planned(f"{HEAD}\n{OLD}\n".replace("03-05-2019", "efteråret dengang")))
    assert one.history is not None
    assert "efteråret dengang" in one.history.reason
    assert one.card.submitted_at == NOW


def test_a_proposal_without_a_past_has_no_history_and_hanne_looks_after_it() -> None:
    one = only(planned("Titel;Problem;Forventet gevinst\nDroner;Stilladser;\n", matching=PROPOSALS))
    assert one.history is None
    assert one.card.submitter == HANNE
    assert (one.card.solution, one.card.expected_benefits) == ("", "")


def test_a_status_that_nobody_knows_refuses_the_row_until_it_is_matched() -> None:
    file = f"{HEAD}\n{OLD}\n".replace("Afvist", "Lagt i skuffen")
    assert [one.reason for one in planned(file).refused] == ["sheet_not_a_choice"]
    words = {"status": {"lagt i skuffen": "parked"}}
    one = only(planned(file, matching=Matching(words=words)))
    assert one.history is not None
    assert one.history.end is Status.PARKED


def test_the_same_file_again_adds_nothing_but_writes_a_past_that_was_left_out() -> None:
    file = f"{HEAD}\n{OLD}\n"
    one = only(planned(file))
    assert planned(file, Here(proposals=[stored(one, 1)])).already_there == [2]
    again = only(planned(file, Here(proposals=[stored(one, 0)])))
    assert (again.card.number, again.history) == (7, one.history)


def test_links_to_what_is_not_here_are_left_out_and_it_is_said() -> None:
    file = "Titel;Problem;Forventet gevinst;Hører sammen med\nDroner;Stilladser;x;F-0007, L-0003\n"
    heading = texts(Language.DANISH)("sheet.links")
    file = file.replace("Hører sammen med", heading)
    one = only(planned(f"{HEAD}\n{OLD}\n"))
    found = planned(file, Here(proposals=[stored(one, 1)]), matching=PROPOSALS)
    assert found.proposals[0].card.links == ("F-0007",)
    missing = planned(file, matching=PROPOSALS)
    assert (missing.proposals[0].card.links, [note.code for note in missing.notes]) == ((), ["sheet_links"])


@pytest.mark.parametrize("language", list(Language))
def test_what_was_exported_here_comes_into_another_town_with_its_status(language: Language) -> None:
    told = replace(
        only(planned(f"{HEAD}\n{OLD}\n")).card,
        number=12,
        status=Status.PILOT,
        status_reason="Vi prøver det på én skole.",
        area="technical",
        effort_hours=40,
        next_step="Find en skole",
    )
    sent = sheet_file(What.PROPOSALS, FileForm.XLSX, [told], speaking(language))
    found = plan_sheet(read_lines(sent), Here(), NOW, HANNE, WORDS)
    one = only(found)
    assert (one.card.title, one.card.area, one.card.effort_hours) == (told.title, "technical", 40)
    assert one.history is not None
    assert one.history.end is Status.PILOT
    assert "F-0012" in one.history.reason
    assert one.card.submitter.name == "Anne Holm"
    assert texts(language)("sheet.next_step") in found.strange_columns


def test_a_cpr_number_in_the_past_is_stopped() -> None:
    found = planned(f"{HEAD}\n{OLD}\n".replace("For dyrt dengang", "Se sagen om 010190-1234"))
    assert [one.reason for one in found.refused] == ["sheet_cpr_found"]
