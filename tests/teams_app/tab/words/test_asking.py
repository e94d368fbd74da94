"""Mette does not know a word: she asks, Hanne explains it, and Mette is told; nobody else knows who asked."""

from hypothesis import given
from hypothesis import strategies as st

from teams_app.tab.words.term_notes import TermNotes
from technology_map.backing.relations import Follow
from technology_map.people.people import Language
from technology_map.words.questions import questions
from technology_map.words.terms import Term
from tests.bot.chatting import asks_for, known, words
from tests.bot.news.test_bell import bell, saying, settled, shown
from tests.teams_app.tab.pages import read
from tests.teams_app.tab.words.test_setup import edits
from tests.town import Town
from tests.words import speaking

ANSWER = "En plan for, hvad en by gør, når der er for meget vand."


async def asks(at: Town, word: str, who: str = "mette", **more: str) -> str:
    """Somebody asks on the page; what it answers."""
    answer = await at.sends(who, "glossary/questions", {"word": word, **more})
    return answer.text


def waiting(at: Town) -> list[Term]:
    return questions(at.server.store.overview.vocabulary)


async def test_a_question_reaches_the_secretary_and_its_answer_the_one_who_asked(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    await asks_for(bakkeby, "mette", "hjælp")
    await known(bakkeby, "mette")
    assert "Dit spørgsmål om »Skybrudsplan« er sendt" in await asks(bakkeby, "Skybrudsplan")
    await settled(bakkeby)
    [one] = bell(bakkeby, "hanne")
    assert shown(bakkeby, "hanne") == ["Hvad betyder »Skybrudsplan«?"]
    assert "Mette" not in str(one)
    [term] = waiting(bakkeby)
    opened = read((await bakkeby.reads("hanne", f"named/word-{term.code}")).text)
    assert opened.filled()["name_da"] == "Skybrudsplan"
    setup = read((await bakkeby.reads("hanne", "setup", list="technology")).text)
    assert any("1 ord venter på en forklaring." in said for said in setup.words("p"))

    await edits(bakkeby, term, explanation_da=ANSWER)
    await settled(bakkeby)
    told = await bakkeby.tenant.teams.arrives("mette", saying("Du spurgte, hvad »Skybrudsplan« betyder."))
    assert ANSWER in words(told.card)
    assert waiting(bakkeby) == []
    found = read((await bakkeby.reads("jonas", "glossary/results", text="skybrud")).text)
    assert found.words("dfn") == ["Skybrudsplan"]


async def test_who_asked_is_on_the_closed_site_alone(bakkeby: Town) -> None:
    await asks(bakkeby, "Skybrudsplan")
    await asks(bakkeby, "skybrudsplan", "jonas")
    [term] = waiting(bakkeby)
    assert len(bakkeby.server.store.follows.people(term.name)) == 2
    for page in ("setup", f"named/word-{term.code}"):
        text = (await bakkeby.reads("hanne", page, list="technology")).text
        assert "Mette" not in text
        assert "Jonas" not in text
    assert "Skybrudsplan" not in (await bakkeby.reads("mette", "mine")).text
    assert (await asks_for(bakkeby, "mette", "mine")).card is not None


async def test_asking_twice_is_asking_once_and_a_known_word_is_answered_at_once(bakkeby: Town) -> None:
    await bakkeby.tenant.teams.installs("hanne")
    for _ in range(2):
        await asks(bakkeby, "Skybrudsplan")
    await settled(bakkeby)
    assert len(bell(bakkeby, "hanne")) == 1
    page = read(await asks(bakkeby, "maskinlæring"))
    assert page.words("dfn") == ["Machine learning"]
    assert len(waiting(bakkeby)) == 1


async def test_a_question_is_no_technology_that_a_card_can_have(bakkeby: Town) -> None:
    await asks(bakkeby, "Skybrudsplan")
    for place in ("map", "solutions", "new/proposal", "glossary"):
        assert "Skybrudsplan" not in (await bakkeby.reads("jonas", place)).text


async def test_a_cpr_number_or_nothing_at_all_is_refused_and_stays_in_the_form(bakkeby: Town) -> None:
    for word in ("", "010190-1234", "x" * 61):
        answer = await bakkeby.sends("mette", "glossary/questions", {"word": word})
        assert answer.status_code == 422
        assert read(answer.text).filled()["word"] == word
    assert waiting(bakkeby) == []


async def test_the_bot_offers_to_ask_and_says_that_an_answer_will_come(bakkeby: Town) -> None:
    unknown = await asks_for(bakkeby, "mette", "hvad er skybrudsplan?")
    outcome = await bakkeby.tenant.teams.presses("mette", unknown.id, "ask_word")
    assert "Dit spørgsmål om »skybrudsplan« er sendt" in words(outcome.replies[-1].card)
    assert [one.name_da for one in waiting(bakkeby)] == ["skybrudsplan"]


async def test_a_word_that_was_asked_about_and_is_merged_is_answered_by_the_other(bakkeby: Town) -> None:
    await asks_for(bakkeby, "mette", "hjælp")
    await known(bakkeby, "mette")
    await asks(bakkeby, "Maskinlæren")
    [term] = waiting(bakkeby)
    await bakkeby.sends("hanne", f"setup/terms/technology/{term.code}/merge", {"into": "machine_learning"})
    await settled(bakkeby)
    told = await bakkeby.tenant.teams.arrives("mette", saying("Machine learning"))
    assert "Nu står det i ordbogen" in words(told.card)


async def test_a_follower_of_a_word_is_no_follower_of_a_card(bakkeby: Town) -> None:
    await bakkeby.server.store.add_relation(Follow("technology.no_such_word", "x"))
    assert (await bakkeby.reads("mette", "mine")).status_code == 200


async def test_a_word_is_underlined_once_on_a_page_and_explained_at_a_press(bakkeby: Town) -> None:
    texts = {
        "problem": "En sensor ringer for sent.\nEn sensor til, og machine learning.",
        "title": "Nattens sensor",
        "solution": "Machine learning og en chatbot.",
        "expected_benefits": "Ro.",
    }
    await bakkeby.sends("mette", "proposals", {**texts, "submission_key": "k" * 22})
    page = read((await bakkeby.reads("jonas", "proposals/1")).text)
    assert page.words("button", class_="term") == ["sensor", "machine learning", "chatbot"]
    assert [one.attributes["popovertarget"] for one in page.all("button", class_="term")] == [
        one.attributes["id"] for one in page.all("div", class_="term-note")
    ]
    assert " ".join(texts["problem"].split()) in page.words("p", class_="user-text")
    form = read((await bakkeby.reads("mette", "proposals/1/edit")).text)
    assert form.all("button", class_="term") == []


@given(st.text())
def test_a_text_says_with_its_notes_what_it_says_without(text: str) -> None:
    notes = TermNotes(speaking(Language.DANISH))
    assert "".join(piece.text for piece in notes.of(text)) == text
