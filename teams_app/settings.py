"""The one reader of the environment. What is missing or only a placeholder stops the start."""

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "TEKNOLOGIKORT_"
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_SITE = re.compile(r"[a-z0-9.-]+:/sites/[A-Za-z0-9_-]+")
_HOST = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_TABLES = re.compile(r"https://[a-z0-9]{3,24}\.table\.core\.windows\.net/?")
"""Addresses of Azure Table Storage: an account's name is 3 to 24 small letters and digits."""
_LONGEST_HOST = 253
_SHORTEST_SECRET = 32
_NOBODYS = {"example", "invalid", "localhost", "local", "test"}
"""Top-level names that reach nobody outside (RFC 2606 and RFC 6762)."""
_STAND_INS = {"changeme", "contoso", "domain", "example", "fabrikam", "placeholder"}
_NAME = re.compile(r"[^\W_][^<>{}\[\]$\n\r\t]*")
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


def _host(value: str) -> str:
    host = value.lower()
    labels = host.split(".")
    stands_in = labels[-1] in _NOBODYS or _STAND_INS & set(labels) or any(map(_is_yours, labels))
    if not _HOST.fullmatch(host) or len(host) > _LONGEST_HOST or stands_in:
        raise ValueError("not a host name such as teknologikort.kommune.dk")
    return host


def _page(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or parts.netloc.lower() != parts.hostname or re.search(r"[\s<>{}]", value):
        raise ValueError("not an address such as https://www.kommune.dk/privatliv")
    _host(parts.netloc)
    return value


def _table_endpoint(value: str) -> str:
    """Azure's own, by TLS, and nothing behind it: no key or signature (SAS) could hide there."""
    if value and not _TABLES.fullmatch(value):
        raise ValueError("not a table endpoint such as https://ACCOUNT.table.core.windows.net")
    return value.rstrip("/")


def municipality_name(value: str) -> str:
    """The name as it stands in Teams. Raises ValueError for none, or a placeholder."""
    name = value.strip()
    words = re.split(r"[\W_]+", name.lower())
    if not _NAME.fullmatch(name) or _STAND_INS & set(words) or any(map(_is_yours, words)):
        raise ValueError("not the name of a municipality")
    return name


def _is_yours(word: str) -> bool:
    return word.startswith("your") or re.fullmatch(r"(din|jeres)(-.*)?", word) is not None


Guid = Annotated[str, AfterValidator(_guid)]
Site = Annotated[str, AfterValidator(_site)]
Host = Annotated[str, AfterValidator(_host)]
TableEndpoint = Annotated[str, AfterValidator(_table_endpoint)]
Page = Annotated[str, Field(max_length=2048), AfterValidator(_page)]


class Settings(BaseSettings):
    """What an installation decides. Every variable is named TEKNOLOGIKORT_ and the field's name.

    `ticket_secret`: the same on every instance, where several serve and there is no client secret. The
    Azure templates keep it in a Key Vault. `card_actions`: `submit` treats every client as a phone.
    `local_snapshot`: whether `data_dir` keeps what the instance last knew, sealed, for its next start.
    `names_kept_months`: so long after a case was closed `forget --due` leaves names; 0 for ever.
    `table_endpoint`: the Table Storage account where what waits is kept; empty: files in `data_dir`.
    """

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
    certificate_file: Path | None = None
    fast_track: bool = False
    guests_may_read: bool = False
    card_actions: Literal["execute", "submit"] = "execute"
    ticket_secret: SecretStr = SecretStr("")
    graph_units_per_minute: Annotated[int, Field(ge=50)] = 1000
    names_kept_months: Annotated[int, Field(ge=0, le=1200)] = 24
    table_endpoint: TableEndpoint = ""
    local_snapshot: bool = True


class PackageSettings(BaseSettings):
    """What the Teams package says of the installation; serving does not need it.

    `domain` is the app's public host name. `municipality` stands as the developer in Teams, with its
    website and its pages about privacy and terms of use (manifest schema 1.30: all required).
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    app_id: Guid
    teams_app_id: Guid
    domain: Host
    municipality: Annotated[str, AfterValidator(municipality_name), Field(max_length=32)]
    website: Page
    privacy_page: Page
    terms_page: Page

    def by_variable(self) -> dict[str, str]:
        """The values by the names of their variables."""
        return {PREFIX + name.upper(): value for name, value in self.model_dump().items()}


def _named(refused: ValidationError) -> BadSettings:
    return BadSettings(sorted({PREFIX + str(error["loc"][0]).upper() for error in refused.errors()}))


def read_package_settings() -> PackageSettings:
    """The settings of the Teams package. Raises BadSettings."""
    try:
        return PackageSettings()
    except ValidationError as refused:
        raise _named(refused) from None


def _is_certificate(file: Path) -> bool:
    """Whether the file is text that holds a certificate and its key (PEM)."""
    try:
        text = file.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        return False
    return "-----BEGIN CERTIFICATE-----" in text and "PRIVATE KEY-----" in text


def read_settings() -> Settings:
    """The settings of this process's environment. Raises BadSettings."""
    try:
        settings = Settings()
    except ValidationError as refused:
        raise _named(refused) from None
    secret = settings.client_secret.get_secret_value()
    if settings.credential == "client_secret" and (len(secret) < 16 or "change" in secret.lower()):
        raise BadSettings([PREFIX + "CLIENT_SECRET"])
    if settings.certificate_file is not None and not _is_certificate(settings.certificate_file):
        raise BadSettings([PREFIX + "CERTIFICATE_FILE"])
    if 0 < len(settings.ticket_secret.get_secret_value()) < _SHORTEST_SECRET:
        raise BadSettings([PREFIX + "TICKET_SECRET"])
    return settings
