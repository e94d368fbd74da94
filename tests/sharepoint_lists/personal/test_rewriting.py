"""What follows from a changed row: an assessment still goes by the text that it was given."""

from typing import Any

import pytest

from sharepoint_lists.mapping.naming import Sought
from sharepoint_lists.mapping.row_mapping import PROPOSAL
from sharepoint_lists.personal.forgetting import planned
from sharepoint_lists.personal.rewriting import Rewriting, text_marks
from sharepoint_lists.personal.sealed_rows import PersonalSeals
from sharepoint_lists.replica.raw_rows import Everything, Row
from sharepoint_lists.schema import lists
from sharepoint_lists.schema.records.assessing import ASSESSMENTS
from technology_map.assessing.assessments import text_mark
from technology_map.words.seed import seed_vocabulary
from tests.sharepoint_lists.municipality import proposal

METTE = "11111111-0000-4000-8000-000000000001"
KAREN = "11111111-0000-4000-8000-000000000006"
WHO = Sought(METTE, "forgotten-0123456789abcdef", "Tidligere medarbejder", frozenset({"Mette Holm"}))
WORDS = seed_vocabulary()


def town(problem: str) -> Everything:
    """A proposal of Mette's, and Karen's assessment of it as it is and of an earlier text."""
    made = proposal(problem=problem)
    cells = PROPOSAL.cells(made, WORDS)
    read = PROPOSAL.read(7, "", cells, WORDS).thing
    of = next(one for one in lists.LISTS if one.name == ASSESSMENTS.name)

    def assessed(number: int, mark: str) -> Row:
        key: dict[str, Any] = {"AssessmentKey": f"F-0007|{KAREN}{number}", "MemberId": KAREN}
        return Row(of, number, "", {**key, "Proposal": 7.0, "TextHash": mark, "Sealed": "x"})

    return {
        lists.PROPOSALS.name: [Row(lists.PROPOSALS, 7, "", cells)],
        ASSESSMENTS.name: [assessed(1, text_mark(read)), assessed(2, "older")],
    }


def changed(rows: Everything) -> list[tuple[str, int, set[str]]]:
    """The rows that change, in their order, with the cells."""
    marks = text_marks(rows, lambda _: (WHO,), WORDS)
    plan = planned(rows, lambda _: (WHO,), Rewriting(PersonalSeals().by_list(), marks))
    return [(row.of.name, row.number, set(change.cells)) for row, change in plan]


def test_an_assessment_goes_along_with_the_text_before_the_text_changes() -> None:
    rows = town("Spørg Mette Holm.")
    assert [one[:2] for one in changed(rows)] == [("Assessments", 1), ("Proposals", 7)]
    assert changed(rows)[0][2] == {"TextHash"}
    marks = text_marks(rows, lambda _: (WHO,), WORDS)
    plan = planned(rows, lambda _: (WHO,), Rewriting(PersonalSeals().by_list(), marks))
    (assessment, to), (_, without) = plan
    (row,) = rows[lists.PROPOSALS.name]
    now = PROPOSAL.read(7, "", {**row.cells, **without.cells}, WORDS).thing
    assert to.cells["TextHash"] == text_mark(now) != assessment.cells["TextHash"]


@pytest.mark.parametrize("problem", ["Spørg Karen Friis.", "Vi går forgæves."])
def test_where_the_text_stays_so_does_the_assessment(problem: str) -> None:
    assert [one[:2] for one in changed(town(problem))] == [("Proposals", 7)]
