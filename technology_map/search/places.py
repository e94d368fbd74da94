"""What keeps up with the things that are filed in a collection."""

from typing import Protocol, TypeVar

Filed_contra = TypeVar("Filed_contra", contravariant=True)


class Places(Protocol[Filed_contra]):
    """What keeps up with the things that are filed in a collection, each as it was put."""

    def put(self, thing: Filed_contra) -> None:
        """A thing is there."""

    def drop(self, thing: Filed_contra) -> None:
        """It is there no more."""
