"""Hanne sets up the municipality's own words; everybody's cards go by them, and old ones keep theirs."""

import pytest

from technology_map.cards.proposals import Proposal
from technology_map.words.terms import Term, TermList, TermUse
from tests.stories.playing import rows
from tests.teams_app.tab.pages import Page, proposal, read
from tests.town import Town

KEY = "k" * 22


async def setup(at: Town, of: str = "area", who: str = "hanne") -> Page:
    return read((await at.reads(who, "setup", list=of)).text)


async def adds(at: Town, of: str, name: str, **more: str) -> int:
    """Hanne adds a word; the status of the answer."""
    form = read((await at.reads("hanne", f"setup/new/{of}")).text).filled()
    answer = await at.sends("hanne", f"setup/new/{of}", {**form, "name_da": name, **more})
    return answer.status_code


async def edits(at: Town, term: Term, **changed: str) -> Page:
    """Hanne opens a word, changes something and saves."""
    address = f"setup/terms/{term.list.value}/{term.code}"
    form = read((await at.reads("hanne", address)).text).filled()
    return read((await at.sends("hanne", address, {**form, **changed})).text)


def called(at: Town, of: TermList, name: str) -> Term:
    found = at.server.store.overview.vocabulary
    [term] = [one for one in found.terms(of) if one.name_da == name]
    return term


def names(at: Town, of: TermList = TermList.AREA) -> list[str]:
    return [one.name_da for one in at.server.store.overview.vocabulary.offered(of)]


async def follow(at: Town) -> None:
    """The cards follow, as they do a few seconds later by themselves."""
    while await at.server.opened.follower.run():
        pass


def stored(at: Town) -> Proposal:
    found = at.server.store.overview.proposals.get(1)
    assert found is not None
    return found


async def test_a_new_area_can_be_chosen_at_once_and_is_added_once(bakkeby: Town) -> None:
    form = read((await bakkeby.reads("hanne", "setup/new/area")).text).filled() | {"name_da": "Beredskab"}
    for _ in range(2):
        answer = await bakkeby.sends("hanne", "setup/new/area", form)
        assert answer.status_code == 200
        assert "Beredskab er tilføjet." in answer.text
    assert names(bakkeby)[-1] == "Beredskab"
    assert len(rows(bakkeby.tenant, "Areas")) == 16

    code = called(bakkeby, TermList.AREA, "Beredskab").code
    assert "Beredskab" in (await bakkeby.reads("mette", "new/proposal")).text
    await bakkeby.sends("mette", "proposals", proposal(area=code))
    [row] = rows(bakkeby.tenant, "Proposals")
    assert row["Area"] == "Beredskab"
    assert "Beredskab" in (await bakkeby.reads("jonas", "board")).text


async def test_a_renamed_area_goes_with_its_cards_and_changes_none_of_their_history(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal(area="health"))
    before = stored(bakkeby)
    await edits(bakkeby, called(bakkeby, TermList.AREA, "Sundhed"), name_da="Sundhed og omsorg")
    assert "Sundhed og omsorg" in (await bakkeby.reads("jonas", "proposals/1")).text
    assert rows(bakkeby.tenant, "Proposals")[0]["Area"] == "Sundhed"
    assert "1 kort er ved at få det nye ord." in (await bakkeby.reads("hanne", "setup")).text

    await follow(bakkeby)
    assert rows(bakkeby.tenant, "Proposals")[0]["Area"] == "Sundhed og omsorg"
    assert "ved at få det nye ord" not in (await bakkeby.reads("hanne", "setup")).text
    after = stored(bakkeby)
    assert (after.area, after.changed_at, after.seq) == (before.area, before.changed_at, before.seq)
    assert bakkeby.server.store.overview.vocabulary.known_as(TermList.AREA, "sundhed") == "health"


async def test_what_a_crash_left_is_found_again_by_reading_and_by_another_instance(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal(area="health"))
    await edits(bakkeby, called(bakkeby, TermList.AREA, "Sundhed"), name_da="Omsorg")
    await bakkeby.server.store.replica.load()
    assert stored(bakkeby).area == "health"
    assert bakkeby.server.store.words_behind == 1
    await follow(bakkeby)
    assert rows(bakkeby.tenant, "Proposals")[0]["Area"] == "Omsorg"
    await bakkeby.server.store.replica.load()
    assert bakkeby.server.store.words_behind == 0


async def test_two_areas_become_one_and_the_cards_of_both_are_found_under_it(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal(area="social"))
    answer = await bakkeby.sends("hanne", "setup/terms/area/social/merge", {"into": "health"})
    assert answer.status_code == 200
    assert "Social" not in names(bakkeby)
    assert stored(bakkeby).area == "health"
    for address in ("health", "social"):
        assert "F-0001" in (await bakkeby.reads("jonas", "board", area=address)).text
    await follow(bakkeby)
    assert rows(bakkeby.tenant, "Proposals")[0]["Area"] == "Sundhed"
    again = await bakkeby.sends("hanne", "setup/terms/area/social/merge", {"into": "health"})
    assert again.status_code == 200
    loop = await bakkeby.sends("hanne", "setup/terms/area/health/merge", {"into": "social"})
    assert loop.status_code == 422


async def test_technologies_and_purposes_of_a_card_follow_too(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal())
    form = read((await bakkeby.reads("mette", "proposals/1/steps/solution")).text).filled()
    await bakkeby.sends("mette", "proposals/1/steps/solution", {**form, "technologies": ["iot", "sensors"]})
    await bakkeby.sends("hanne", "setup/terms/technology/iot/merge", {"into": "sensors"})
    assert stored(bakkeby).technologies == ("sensors",)
    await follow(bakkeby)
    assert rows(bakkeby.tenant, "Proposals")[0]["Technologies"] == ["Sensorer"]


async def test_a_retired_area_is_kept_by_its_cards_and_offered_no_more(bakkeby: Town) -> None:
    await bakkeby.sends("mette", "proposals", proposal(area="culture"))
    page = await bakkeby.sends("hanne", "setup/terms/area/culture/press", {"change": "retire"})
    assert "Kultur kan ikke vælges mere." in page.text
    assert "Kultur" not in names(bakkeby)
    assert "Kultur (bruges ikke mere)" in (await bakkeby.reads("jonas", "proposals/1")).text
    assert "Kultur" in (await bakkeby.reads("mette", "proposals/1/edit")).text
    assert "Kultur" not in (await bakkeby.reads("mette", "new/proposal")).text
    await bakkeby.sends("hanne", "setup/terms/area/culture/press", {"change": "restore"})
    assert "Kultur" in names(bakkeby)


async def test_words_are_put_in_order(bakkeby: Town) -> None:
    assert names(bakkeby)[:3] == ["Administration", "Beskæftigelse", "Bæredygtighed"]
    await bakkeby.sends("hanne", "setup/terms/area/sustainability/press", {"change": "up"})
    await bakkeby.sends("hanne", "setup/terms/area/administration/press", {"change": "up"})
    assert names(bakkeby)[:3] == ["Administration", "Bæredygtighed", "Beskæftigelse"]
    await bakkeby.sends("hanne", "setup/terms/area/administration/press", {"change": "down"})
    assert names(bakkeby)[:3] == ["Bæredygtighed", "Administration", "Beskæftigelse"]


@pytest.mark.parametrize("name", ["Sundhed", "SUNDHED", "  sundhed ", "Health"])
async def test_a_name_that_is_taken_is_refused_with_what_was_typed(bakkeby: Town, name: str) -> None:
    form = read((await bakkeby.reads("hanne", "setup/new/area")).text).filled()
    answer = await bakkeby.sends("hanne", "setup/new/area", {**form, "name_da": name})
    assert answer.status_code == 422
    page = read(answer.text)
    assert "Det navn er der allerede på listen." in page.words("p", id="f-name_da-error")[0]
    assert page.filled()["name_da"] == name


async def test_the_last_purpose_stays_and_there_are_nine_at_most(bakkeby: Town) -> None:
    for number in range(4):
        assert await adds(bakkeby, "purpose", f"Formål {number}") == 200
    assert await adds(bakkeby, "purpose", "Et for meget") == 422
    for term in bakkeby.server.store.overview.vocabulary.offered(TermList.PURPOSE)[1:]:
        await bakkeby.sends("hanne", f"setup/terms/purpose/{term.code}/press", {"change": "retire"})
    [left] = bakkeby.server.store.overview.vocabulary.offered(TermList.PURPOSE)
    answer = await bakkeby.sends("hanne", f"setup/terms/purpose/{left.code}/press", {"change": "retire"})
    assert answer.status_code == 422
    assert "Det er det eneste, der kan vælges." in answer.text


async def test_the_second_of_two_secretaries_sees_that_somebody_was_faster(bakkeby: Town) -> None:
    address = "setup/terms/area/it"
    first = read((await bakkeby.reads("hanne", address)).text).filled()
    await bakkeby.sends("hanne", address, {**first, "name_da": "IT og digitalisering"})
    answer = await bakkeby.sends("hanne", address, {**first, "name_da": "Digitalisering"})
    assert answer.status_code == 409
    assert read(answer.text).filled()["name_da"] == "Digitalisering"
    assert "IT og digitalisering" in names(bakkeby)


@pytest.mark.parametrize("who", ["mette", "karen"])
async def test_nobody_but_the_secretary_sets_up(bakkeby: Town, who: str) -> None:
    for part in ("setup", "setup/live", "setup/new/area", "setup/terms/area/it"):
        assert (await bakkeby.reads(who, part)).status_code == 403
    form = {"name_da": "Mit eget", "submission_key": KEY}
    assert (await bakkeby.sends(who, "setup/new/area", form)).status_code == 403
    for act in ({"change": "retire"}, {"change": "up"}):
        assert (await bakkeby.sends(who, "setup/terms/area/it/press", act)).status_code == 403
    assert (await bakkeby.sends(who, "setup/terms/area/it/merge", {"into": "hr"})).status_code == 403
    assert "Opsætning" not in (await bakkeby.reads(who, "start")).text
    assert "Opsætning" in (await bakkeby.reads("hanne", "start")).text


async def test_a_department_is_suggested_and_its_cards_go_with_its_name(bakkeby: Town) -> None:
    assert await adds(bakkeby, "department", "Hjemmeplejen", area="health") == 200
    await bakkeby.sends("mette", "proposals", proposal(area="health"))
    form = read((await bakkeby.reads("mette", "proposals/1/steps/problem")).text).filled()
    assert "Hjemmeplejen" in (await bakkeby.reads("mette", "proposals/1/steps/problem")).text
    sent = {**form, "department": "Hjemmeplejen"}
    assert (await bakkeby.sends("mette", "proposals/1/steps/problem", sent)).status_code == 200
    await edits(bakkeby, called(bakkeby, TermList.DEPARTMENT, "Hjemmeplejen"), name_da="Hjemmepleje Nord")
    assert stored(bakkeby).department == "Hjemmepleje Nord"
    await follow(bakkeby)
    assert rows(bakkeby.tenant, "Proposals")[0]["Department"] == "Hjemmepleje Nord"


async def test_a_word_row_that_says_what_became_of_it_is_readable_in_sharepoint(bakkeby: Town) -> None:
    await bakkeby.sends("hanne", "setup/terms/area/social/merge", {"into": "health"})
    [row] = [one for one in rows(bakkeby.tenant, "Areas") if one["Title"] == "Social"]
    assert (row["Use"], row["MergedInto"]) == ("Lagt sammen med et andet", "health")
    assert called(bakkeby, TermList.AREA, "Social").use is TermUse.MERGED
