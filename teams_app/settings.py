"""The one reader of the environment. What is missing or only a placeholder stops the start."""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "TEKNOLOGIKORT_"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SITE = re.compile(r"[a-z0-9.-]+:/sites/[A-Za-z0-9_-]+")
_PLACEHOLDERS = ("00000000-0000-0000-0000-000000000000", "contoso.", "example.")


class BadSettings(Exception):  # noqa: N818 - names what to mend
    """The settings that are missing or wrong, by the name of the variable."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


def _guid(value: str) -> str:
    if not _GUID.fullmatch(value) or value in _PLACEHOLDERS or len(set(value)) < 5:
        raise ValueError("not a real id")
    return value.lower()


def _site(value: str) -> str:
    if not _SITE.fullmatch(value) or value.startswith(_PLACEHOLDERS):
        raise ValueError("not a site such as kommune.sharepoint.com:/sites/teknologikort")
    return value


Guid = Annotated[str, AfterValidator(_guid)]
Site = Annotated[str, AfterValidator(_site)]


class Settings(BaseSettings):
    """What an installation decides. Every variable is named TEKNOLOGIKORT_ and the field's name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    tenant_id: Guid
    app_id: Guid
    teams_app_id: Guid
    council_team_id: Guid
    open_site: Site
    closed_site: Site
    data_dir: Path = Path(".data/app")
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 3978
    credential: Literal["managed_identity", "client_secret"] = "managed_identity"
    client_secret: SecretStr = SecretStr("")
    managed_identity_client_id: str = ""
    fast_track: bool = False
    guests_may_read: bool = False
    graph_units_per_minute: Annotated[int, Field(ge=50)] = 1000


def read_settings() -> Settings:
    """The settings of this process's environment. Raises BadSettings."""
    try:
        settings = Settings()
    except ValidationError as refused:
        names = {PREFIX + str(error["loc"][0]).upper() for error in refused.errors()}
        raise BadSettings(sorted(names)) from None
    secret = settings.client_secret.get_secret_value()
    if settings.credential == "client_secret" and (len(secret) < 16 or "change" in secret.lower()):
        raise BadSettings([PREFIX + "CLIENT_SECRET"])
    return settings
