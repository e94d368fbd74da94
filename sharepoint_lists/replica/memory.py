"""The memory of a copy: what a read leaves behind is given back, what stays is not searched for garbage."""

import ctypes
import gc

from sharepoint_lists.graph.clock import Clock

MANY = 1_000
"""Rows from which on a collector's walk over the copy would be felt: half a second for 10,000."""
MOMENTS = (0.0, 15.0, 60.0, 600.0)
"""Seconds after a read at which what is there is taken to stay: the first pages make what they search by."""


def give_back() -> bool:
    """Ask the allocator to return what it does not use; whether there is one that can.

    glibc keeps freed pages, some tens of MiB after a full read, until `malloc_trim`. Other
    allocators do so by themselves, or not at all.
    """
    try:
        trim = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return False
    trim(0)
    return True


class Permanent:
    """Takes a copy that was read out of the garbage collector's rounds, which would stop everybody."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._due: list[float] = []
        self._frozen = False
        self._replaced = False

    def read_anew(self, rows: int) -> None:
        """So many rows were read whole. A copy that was there before may go."""
        if self._frozen:
            gc.unfreeze()
            self._frozen, self._replaced = False, True
        now = self._clock.passed()
        self._due = [now + moment for moment in MOMENTS] if rows >= MANY else []

    def round(self) -> bool:
        """Freeze what is there, where it is time; whether it was."""
        if not self._due or self._clock.passed() < self._due[0]:
            return False
        del self._due[0]
        if self._frozen or self._replaced:
            gc.collect()  # walks only what came since, or finds the copy that was there before
        gc.freeze()
        self._frozen, self._replaced = True, False
        return True
