"""Drift: whether the lists in SharePoint still have the columns that the code writes to."""

import structlog

from sharepoint_lists.schema.provisioning import Made, Provisioner

log = structlog.get_logger(__name__)

EVERY = 15
"""Calm rounds between two looks: a quarter of an hour, as a look costs some twenty resource units."""
_HARMLESS = frozenset({"title", "words"})
"""What may differ: a municipality may call its lists what it likes, and adds words every day."""


class Drift:
    """Compares now and then, and remembers how many columns are missing or of another kind."""

    def __init__(self, provisioner: Provisioner) -> None:
        self._provisioner = provisioner
        self.found: int | None = None
        """How many columns or lists do not fit; None before anybody looked."""
        self._rounds = 0

    async def look_now_and_then(self) -> None:
        """Compare in the first round, and in every fifteenth from then on. Raises GraphFailure."""
        if self._rounds % EVERY == 0:
            await self.look()
        self._rounds += 1

    async def look(self) -> None:
        """Compare now, and log what does not fit by its column's name. Raises GraphFailure."""
        wrong = [
            one
            for one in await self._provisioner.check()
            if one.state in (Made.MISSING, Made.DIFFERS) and one.what not in _HARMLESS
        ]
        for one in wrong:
            log.error("column_differs", list=one.list, column=one.column, state=one.state.value)
        self.found = len(wrong)
