"""Why a proposal stands where it does in the order: who places it may say so, and everybody can read it."""

from tests.stories.playing import rows
from tests.teams_app.tab.council.councils import hands_in, moves, placed, stands
from tests.teams_app.tab.pages import read
from tests.town import Town


async def test_a_place_can_carry_a_reason_that_everybody_reads(bakkeby: Town) -> None:
    await hands_in(bakkeby, 3)
    await placed(bakkeby, 1, 2, 3)
    why = "Det haster, fordi aftalen udløber."
    for _ in range(2):
        answer = await moves(bakkeby, "karen", 3, "at", place=1, reason=why)
        assert answer.status_code == 200
    assert stands(bakkeby) == [3, 1, 2]
    page = read((await bakkeby.reads("jonas", "proposals/3")).text)
    assert f"Nummer 1 i rådets rækkefølge. Begrundelse: {why}" in page.words("p")
    assert f"Derfor: {why}" in read((await bakkeby.reads("jonas", "ranking")).text).words("p")
    assert rows(bakkeby.tenant, "Proposals")[2]["RankReason"] == why
    again = "Aftalen udløber i juni."
    await moves(bakkeby, "karen", 3, "at", place=1, reason=again)
    assert stands(bakkeby) == [3, 1, 2]
    assert again in (await bakkeby.reads("jonas", "proposals/3")).text
    await moves(bakkeby, "peter", 3, "last")
    assert "Begrundelse: Det" not in (await bakkeby.reads("jonas", "proposals/3")).text
    refused = await moves(bakkeby, "karen", 3, "at", place=1, reason="Se sagen om 010190-1234.")
    assert refused.status_code == 422
    assert stands(bakkeby) == [1, 2, 3]
