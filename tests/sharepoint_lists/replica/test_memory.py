"""What a full read leaves behind is given back where the allocator can."""

import platform

from sharepoint_lists.replica.memory import give_back


def test_glibc_is_asked_and_others_are_left_alone() -> None:
    assert give_back() is (platform.libc_ver()[0] == "glibc")
