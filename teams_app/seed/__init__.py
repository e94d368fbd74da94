"""What a fresh demo starts with: solution cards and proposals, written for this project."""

from teams_app.seed.planting import plant

__all__ = ["plant"]
