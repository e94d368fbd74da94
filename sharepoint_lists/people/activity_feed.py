"""Teams' activity feed, through Graph: sendActivityNotification (platform.md 3)."""

from urllib.parse import quote

import structlog

from sharepoint_lists.graph.client import Graph
from sharepoint_lists.graph.responses import Declined, GraphFailure, settled
from sharepoint_lists.graph.throttling import Spending
from technology_map.people.notifications import Notification, NotNotified

log = structlog.get_logger(__name__)

SPENDING = Spending(units_per_minute=120.0, kept_for_people=0.0)
"""Notifications a minute. Teams counts them apart from SharePoint's units, so they are paced apart:

a throttled or ailing feed holds nobody back who reads or writes the lists.
"""
WORTH_ANOTHER_TRY = frozenset({401, 408, 409, 423})


class GraphActivityFeed:
    """Implements `technology_map.people.notifications.ActivityFeed`, with a Graph client of its own."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    async def notify(self, object_id: str, notification: Notification) -> None:
        """As the port says. 403 (no consent, or the app is not installed) and 404 are for good."""
        address = f"/users/{quote(object_id, safe='')}/teamwork/sendActivityNotification"
        deadline = self._graph.in_background()
        try:
            answer = await self._graph.call("POST", address, deadline, body=_body(notification), units=1.0)
            settled(answer)
        except Declined as declined:
            log.warning("not_notified", status=declined.status, code=declined.code)
            for_good = declined.status not in WORTH_ANOTHER_TRY
            raise NotNotified(declined.status, for_good=for_good) from None
        except GraphFailure as failure:
            log.warning("not_notified", reason=str(failure))
            raise NotNotified(0, for_good=False) from None


def _body(one: Notification) -> dict[str, object]:
    return {
        "topic": {"source": "text", "value": one.topic, "webUrl": one.address},
        "activityType": one.activity_type,
        "previewText": {"content": one.preview},
        "chainId": one.chain,
        "templateParameters": [{"name": name, "value": value} for name, value in one.parameters.items()],
    }
