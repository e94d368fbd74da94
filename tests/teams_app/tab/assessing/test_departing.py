"""Who leaves the computed order says why; who may not know the scores is asked whatever they are."""

import pytest

from tests.teams_app.tab.assessing.assessors import gives, in_assessment
from tests.teams_app.tab.council.councils import comes_to, moves, placed, shown, stands
from tests.teams_app.tab.pages import read
from tests.town import Town

WHY = "Loven træder i kraft til januar."
BETTER, WORSE = 1, 2


async def assessed(at: Town, *, best: int = BETTER) -> None:
    """Three proposals; Karen and Peter have assessed two of them, and one is better than the other."""
    await in_assessment(at, 3)
    for who in ("karen", "peter"):
        for number in (1, 2):
            assert (await gives(at, who, number, 5 if number == best else 2)).status_code == 200
    for number in (1, 2, 3):
        await comes_to(at, number, "ready")


def asked(text: str) -> list[str]:
    """The question for a reason, as the list has it."""
    return read(text).words("p", id="reason-wanted")


async def test_karen_is_asked_why_before_the_worse_comes_first(bakkeby: Town) -> None:
    await assessed(bakkeby)
    await placed(bakkeby, BETTER)
    answer = await moves(bakkeby, "karen", WORSE, "before", neighbour="F-0001")
    assert answer.status_code == 422
    assert asked(answer.text) == [
        "F-0002 kommer til at stå et andet sted, end vurderingerne peger på. "
        "Skriv hvorfor, så alle kan læse det."
    ]
    (wanted,) = read(answer.text).all("p", id="reason-wanted")
    assert (wanted.attributes["data-number"], wanted.attributes["data-to"]) == ("2", "1")
    assert stands(bakkeby) == [BETTER]

    assert (await moves(bakkeby, "karen", WORSE, "at", place=1, reason=WHY)).status_code == 200
    assert stands(bakkeby) == [WORSE, BETTER]
    page = await shown(bakkeby, "mette")
    assert any(WHY in words for words in page.words("p", class_="rank-why user-text"))


async def test_a_move_that_follows_the_scores_asks_nothing(bakkeby: Town) -> None:
    await assessed(bakkeby)
    await placed(bakkeby, BETTER)
    assert (await moves(bakkeby, "karen", WORSE, "last")).status_code == 200
    assert (await moves(bakkeby, "karen", 3, "at", place=1)).status_code == 200
    assert stands(bakkeby) == [3, BETTER, WORSE]


async def test_a_reason_on_one_of_two_is_enough(bakkeby: Town) -> None:
    await assessed(bakkeby)
    assert (await moves(bakkeby, "karen", WORSE, "last", reason=WHY)).status_code == 200
    assert (await moves(bakkeby, "karen", BETTER, "last")).status_code == 200
    assert stands(bakkeby) == [WORSE, BETTER]
    page = read((await bakkeby.reads("karen", "value")).text)
    assert page.words("span", class_="pill tone-asked") == ["Afviger", "Afviger"]
    assert page.words("p", class_="notice warn") == []


async def test_taking_out_asks_nothing_and_undoing_keeps_the_reason(bakkeby: Town) -> None:
    await assessed(bakkeby)
    assert (await moves(bakkeby, "karen", WORSE, "last", reason=WHY)).status_code == 200
    await placed(bakkeby, BETTER)
    out = await moves(bakkeby, "karen", WORSE, "out")
    (undo,) = [one for one in read(out.text).all("button") if "data-undo" in one.attributes]
    back = undo.attributes
    assert back["data-reason"] == WHY
    sent = {"back": back["data-back"], "reason": back["data-reason"]}
    assert (await moves(bakkeby, "karen", WORSE, "back", **sent)).status_code == 200
    assert stands(bakkeby) == [WORSE, BETTER]


@pytest.mark.parametrize("best", [BETTER, WORSE])
async def test_lise_who_has_not_assessed_is_asked_whatever_the_scores_are(bakkeby: Town, best: int) -> None:
    await assessed(bakkeby, best=best)
    assert (await moves(bakkeby, "lise", 1, "last")).status_code == 200
    for where in ("before", "after"):
        answer = await moves(bakkeby, "lise", 2, where, neighbour="F-0001")
        assert answer.status_code == 422
        assert asked(answer.text) == [
            "Der er vurderinger, som du ikke kan se, før du har givet dine egne. "
            "Derfor skal du skrive, hvorfor F-0002 skal stå her. Alle kan læse det."
        ]
    assert stands(bakkeby) == [1]
    assert (await moves(bakkeby, "lise", 3, "last")).status_code == 200
    assert (await moves(bakkeby, "lise", 2, "last", reason=WHY)).status_code == 200
    assert stands(bakkeby) == [1, 3, 2]
