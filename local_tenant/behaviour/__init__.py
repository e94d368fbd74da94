"""How the tenant behaves where nobody has verified the real one: as assumed, or as a probe file tells."""

from local_tenant.behaviour.words import WORDS, Behaviour

__all__ = ["WORDS", "Behaviour"]
