"""The installed app's package: names, commands and tabs, read from its manifest."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from local_tenant.people import APP_ID

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AppPackage:
    """A Teams app manifest and its language files, by language tag in lower case."""

    manifest: Json = field(default_factory=dict)
    languages: dict[str, Json] = field(default_factory=dict)

    @classmethod
    def found(cls) -> "AppPackage":
        """The package beside the code (`manifest/`), or an empty one."""
        return cls.read(Path(__file__).resolve().parents[3] / "manifest")

    @classmethod
    def read(cls, folder: Path) -> "AppPackage":
        """Reads `manifest.json` and the language files it names; empty where there is none."""
        manifest = _json(folder / "manifest.json")
        named = (manifest.get("localizationInfo") or {}).get("additionalLanguages") or []
        languages = {
            str(one.get("languageTag", "")).lower(): _json(folder / str(one.get("file"))) for one in named
        }
        return cls(manifest, languages)

    @property
    def takes_files(self) -> bool:
        """Whether people can attach files to what they write to the bot."""
        bots = self.manifest.get("bots") or []
        return any(one.get("supportsFiles") is True for one in bots)

    @property
    def app_id(self) -> str:
        """The app's id in the manifest; a placeholder counts as none."""
        said = str(self.manifest.get("id") or "")
        return APP_ID if not said or "{{" in said else said

    @property
    def configurable_tab(self) -> Json:
        """The tab that can be added to teams and meetings; empty where the app has none."""
        found = self.manifest.get("configurableTabs") or [{}]
        return found[0] if isinstance(found[0], dict) else {}

    @property
    def config_path(self) -> str:
        """The path of the page that sets such a tab up."""
        return _path(str(self.configurable_tab.get("configurationUrl") or ""))

    def described(self, language: str) -> Json:
        """Name, commands and tabs in a language (da-DK): what the client shows of the app."""
        said = self._said(language.lower())
        bots = self.manifest.get("bots") or [{}]
        return {
            "name": self._text(said, "name.short", self.manifest.get("name") or {}, "short"),
            "commands": self._commands(said, bots[0].get("commandLists") or []),
            "tabs": [
                {
                    "entityId": str(tab.get("entityId")),
                    "name": self._text(said, f"staticTabs[{number}].name", tab, "name"),
                    "path": _path(str(tab.get("contentUrl", ""))),
                }
                for number, tab in enumerate(self.manifest.get("staticTabs") or [])
                if tab.get("contentUrl")
            ],
        }

    def extension(self, language: str) -> list[Json]:
        """The message extension's commands in a language; empty where the manifest has none."""
        said = self._said(language.lower())
        extensions = self.manifest.get("composeExtensions") or [{}]
        found = []
        for number, one in enumerate(extensions[0].get("commands") or []):
            key = f"composeExtensions[0].commands[{number}]"
            texts = {name: self._text(said, f"{key}.{name}", one, name) for name in ("title", "description")}
            parameters = [
                {
                    "name": it["name"],
                    "title": self._text(said, f"{key}.parameters[{place}].title", it, "title"),
                }
                for place, it in enumerate(one.get("parameters") or [])
            ]
            contexts = one.get("context") or ["compose", "commandBox"]
            kept = {name: one.get(name) for name in ("id", "type", "initialRun", "fetchTask")}
            found.append({**kept, **texts, "context": contexts, "parameters": parameters})
        return found

    def activity(self, kind: str, language: str = "") -> str | None:
        """The template of an activity type in a language; None where the manifest does not have it."""
        said = self._said(language.lower())
        for number, one in enumerate((self.manifest.get("activities") or {}).get("activityTypes") or []):
            if one.get("type") == kind:
                key = f"activities.activityTypes[{number}].templateText"
                return self._text(said, key, one, "templateText")
        return None

    @property
    def permissions(self) -> frozenset[str]:
        """The resource-specific permissions that the app's package asks for, for the app itself."""
        asked = (self.manifest.get("authorization") or {}).get("permissions") or {}
        found = asked.get("resourceSpecific") or []
        return frozenset(str(one.get("name")) for one in found if one.get("type") == "Application")

    def _said(self, tag: str) -> Json:
        """As Teams does: the language (en) first, then what the region (en-us) says otherwise."""
        return self.languages.get(tag.partition("-")[0], {}) | self.languages.get(tag, {})

    def _commands(self, said: Json, lists: list[Json]) -> list[Json]:
        for place, one in enumerate(lists):
            if "personal" in (one.get("scopes") or []):
                key = f"bots[0].commandLists[{place}].commands"
                return [
                    {
                        name: self._text(said, f"{key}[{number}].{name}", command, name)
                        for name in ("title", "description")
                    }
                    for number, command in enumerate(one.get("commands") or [])
                ]
        return []

    @staticmethod
    def _text(said: Json, key: str, plain: Json, name: str) -> str:
        return str(said.get(key) or plain.get(name) or "")


def _path(url: str) -> str:
    """The path in a content URL, whose host is a placeholder or a deployment's."""
    rest = url.partition("://")[2]
    return "/" + rest.partition("/")[2] if rest else "/tab/"


def _json(file: Path) -> Json:
    if not file.is_file():
        return {}
    read = json.loads(file.read_text(encoding="utf-8-sig"))
    return read if isinstance(read, dict) else {}
