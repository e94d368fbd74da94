"""The services that both faces are built on, and how a deed that they left half done is gone on with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.news.messenger import TeamsMessenger
from sharepoint_lists import OpenStore
from teams_app.server.telemetry import Telemetry
from teams_app.tab.sheets.import_runs import ImportRuns
from technology_map.assessing.assessing import Assessing
from technology_map.assessing.choosing_criteria import ChoosingCriteria
from technology_map.backing.joining import Joining
from technology_map.backing.supporting import Backing
from technology_map.benefits.following_up import FollowingUp
from technology_map.cards.drafts import Drafting
from technology_map.cards.submitting import Submitting
from technology_map.council.deciding import Deciding
from technology_map.council.inbox import Sorting
from technology_map.council.promising import Promising
from technology_map.files.attachments import Attaching
from technology_map.intentions import GoOn, KeptIntentions
from technology_map.meetings.publishing import Publishing
from technology_map.meetings.sending import Sending
from technology_map.method.grouping import Grouping
from technology_map.method.leading import Leading
from technology_map.people.responsibility import Responsibility
from technology_map.talk.remarking import Remarking
from technology_map.talk.worrying import Worrying
from technology_map.words.asking import Asking
from technology_map.words.editing import SettingUp

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class FaceServices:
    """What both faces are built on, and the tab's imports."""

    opened: OpenStore
    submitting: Submitting
    deciding: Deciding
    backing: Backing
    joining: Joining
    asking: Asking
    drafting: Drafting
    attaching: Attaching
    remarking: Remarking
    assessing: Assessing
    publishing: Publishing
    worrying: Worrying
    leading: Leading
    intentions: KeptIntentions
    messenger: TeamsMessenger
    runs: ImportRuns
    now: Now
    telemetry: Telemetry

    @property
    def following_up(self) -> FollowingUp:
        """Answers about benefits."""
        return FollowingUp(self.opened.store, self.now, self.intentions)

    @property
    def setting_up(self) -> SettingUp:
        """The municipality's words."""
        return SettingUp(self.opened.store, self.messenger, self.intentions)

    @property
    def responsibility(self) -> Responsibility:
        """Who answers for what."""
        return Responsibility(self.opened.store, self.messenger, self.now, self.intentions)

    @property
    def sorting(self) -> Sorting:
        """The secretary's inbox."""
        return Sorting(self.opened.store, self.deciding, self.messenger, self.now, self.intentions)

    @property
    def grouping(self) -> Grouping:
        """Proposals that the council treats as one."""
        return Grouping(self.opened.store, self.publishing.holding, self.now)

    @property
    def choosing_criteria(self) -> ChoosingCriteria:
        """The council's criteria."""
        return ChoosingCriteria(self.opened.store, self.now, self.intentions)

    @property
    def promising(self) -> Promising:
        """How long a proposal is promised to wait."""
        return Promising(self.opened.store, self.intentions)

    @property
    def ways_on(self) -> dict[str, GoOn]:
        """How each kind of deed that was left half done is gone on with."""
        leading, news = self.leading, self.submitting.news
        return {
            "handed_in": news.go_on_with_proposal,
            "mended": news.go_on_with_card,
            "moved": self.deciding.go_on,
            "joined": self.joining.go_on,
            "given": self.responsibility.go_on,
            "all_given": self.responsibility.go_on_giving_all,
            "caseworker": self.sorting.go_on,
            "agenda": Sending(self.publishing.holding.planning).go_on,
            "opened": self.publishing.holding.go_on_opening,
            "ordered": self.publishing.holding.planning.go_on_ordering,
            "item": self.publishing.holding.planning.go_on_adding,
            "group": self.grouping.go_on,
            "decided_alike": self.grouping.go_on_deciding,
            "criteria": self.choosing_criteria.go_on,
            "promised": self.promising.go_on,
            "asked": self.asking.go_on,
            "explained": self.setting_up.go_on,
            "term_moved": self.setting_up.go_on_moving,
            "handed_over": self.following_up.go_on,
            "shown": leading.go_on_showing,
            "turned": leading.go_on_turning,
            "agreed": leading.go_on_agreeing,
        }
