"""The body of `teknologikort worry-author`: who raised a worry, where one does harm."""

from datetime import UTC, datetime

from rich.console import Console

from sharepoint_lists.store import SharePointStore
from teams_app.commands.import_report import Screen
from teams_app.server.derived_keys import worry_key
from teams_app.server.sealed_texts import SealedTexts
from teams_app.settings import Settings
from technology_map.talk.worrying import Worrying
from technology_map.texts import Texts

FOUND, NOT_FOUND = 0, 1


def run_worry_author(
    reference: str, store: SharePointStore, settings: Settings, texts: Texts, console: Console
) -> int:
    """Name the author of the worry that is called so on its page. Returns an exit code."""
    key = worry_key(settings)
    seals = SealedTexts(key) if key else None
    said = Worrying(store, lambda: datetime.now(UTC), seals).author(reference)
    screen = Screen(console, texts)
    if said is None:
        screen.say(texts("cli.worry.none", reference=reference))
        return NOT_FOUND
    name, object_id = said.author.name, said.author.object_id
    screen.say(texts("cli.worry.author", thing=said.thing, name=name, id=object_id))
    return FOUND
