"""What every verb works with: the services, what was asked, and the reply."""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bot.adaptive_cards.plain import Card
from bot.card_data import form_key
from technology_map.backing.joining import Joining
from technology_map.backing.supporting import Backing
from technology_map.benefits.following_up import FollowingUp
from technology_map.cards.confirming import Confirming
from technology_map.cards.proposals import Proposal, proposal_number, solution_card_number
from technology_map.cards.solution_cards import SolutionCard
from technology_map.cards.submitting import Submitting
from technology_map.council.deciding import Deciding
from technology_map.elsewhere.cards import ElsewhereSearch
from technology_map.files.attachments import Attaching
from technology_map.method.reusing import Reusing
from technology_map.overview import Overview
from technology_map.people.people import Caller
from technology_map.people.preferring import Preferring
from technology_map.ports import Store
from technology_map.talk.remarking import Remarking
from technology_map.texts import COPENHAGEN, Texts, texts
from technology_map.validation.refusals import Refused
from technology_map.words.asking import Asking
from technology_map.words.vocabulary import Vocabulary


def new_key() -> str:
    """A key for one submission or one move, minted when its form is drawn (house.md 4)."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, slots=True)
class Services:
    """The services that verbs call. `teams_app_id` is the app's id in the Teams manifest."""

    store: Store
    submitting: Submitting
    deciding: Deciding
    backing: Backing
    joining: Joining
    asking: Asking
    attaching: Attaching
    remarking: Remarking
    preferring: Preferring
    elsewhere: ElsewhereSearch
    following_up: FollowingUp
    confirming: Confirming
    reusing: Reusing
    now: Callable[[], datetime]
    teams_app_id: str
    guests_may_read: bool = False

    @property
    def overview(self) -> Overview:
        """Everything, as last seen."""
        return self.store.overview

    @property
    def today(self) -> date:
        """The date in Copenhagen."""
        return self.now().astimezone(COPENHAGEN).date()


@dataclass(frozen=True, slots=True)
class Asked:
    """A verb with its data, pressed or typed by a verified person. `mri` is the Teams user id.

    `in_dialog`: in a window over the chat, which closes where another card would be opened.
    """

    caller: Caller
    data: Mapping[str, Any]
    words: Vocabulary
    mri: str = ""
    in_dialog: bool = False

    @property
    def texts(self) -> Texts:
        """The sentences of the person's language, with the municipality's words."""
        return texts(self.caller.language).with_words(self.words)

    @property
    def form_key(self) -> str:
        """The key that the pressed card was drawn with."""
        return form_key(self.data)

    def text(self, name: str) -> str:
        """A value if it is a text, else an empty one."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def count(self, name: str) -> int:
        """A value if it is a whole number from 0 to 100,000, else 0."""
        value = self.data.get(name)
        fits = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000
        return value if fits and isinstance(value, int) else 0

    def typed(self, *names: str) -> dict[str, str]:
        """What the person typed into these inputs."""
        return {name: self.text(name) for name in names if self.text(name)}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the person sees: `card` takes the place of the pressed card; `beside` comes below it.

    With `lasting` the card is also written into the message, so that it is there on every device
    and after a restart; what was typed, too. Without a card, `note` is said. A `dialog` is the title
    of a form, where it is drawn in a dialog; `behind` takes the place of the card in `message`, the
    message that the dialog was opened from. `later` is work that takes longer than Teams waits: its
    card takes the place of `card`.
    """

    card: Card | None = None
    beside: Card | None = None
    note: str = ""
    lasting: bool = False
    dialog: str = ""
    behind: Card | None = None
    message: str = ""
    later: Callable[[], Awaitable[Card]] | None = None


Work = Callable[[Services, Asked], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing a button or a command can ask for. `writes`: not for guests, whatever the settings.

    `form` is the key of what the button says that opens its form in a dialog, where that is the way.
    """

    name: str
    work: Work
    writes: bool = False
    form: str = ""


def proposal_asked(services: Services, asked: Asked) -> Proposal:
    """The proposal that the data's `name` names. Raises Refused: `damaged_form`, `not_found`."""
    number = proposal_number(asked.text("name"))
    if number is None:
        raise Refused("damaged_form")
    found = services.overview.proposals.get(number)
    if found is None:
        raise Refused("not_found")
    return found


def solution_card_asked(services: Services, asked: Asked) -> SolutionCard:
    """The solution card that the data's `name` names. Raises Refused as `proposal_asked`."""
    number = solution_card_number(asked.text("name"))
    if number is None:
        raise Refused("damaged_form")
    found = services.overview.solution_cards.get(number)
    if found is None:
        raise Refused("not_found")
    return found
