"""Giving memory back: a full read leaves holes that the allocator would keep."""

import ctypes


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
