"""What is open and how it may turn out: for each question the words of its answers, the assumed first."""

import json
from collections.abc import Mapping
from pathlib import Path

WORDS: dict[str, tuple[str, ...]] = {
    "unique_together": ("holds", "leaks"),
    "unique_answer": ("400 invalidRequest", "409 nameAlreadyExists", "500 generalException"),
    "unique_case": ("alike", "apart"),
    "read_after_write": ("at_once", "late"),
    "delta_after_write": ("at_once", "late"),
    "delta_of_deleted": ("told", "silent"),
    "delta_latest": ("answered", "refused"),
    "filter_unindexed": ("refused", "answered"),
    "filter_unindexed_preferred": ("answered", "refused"),
    "filter_two_columns": ("refused", "answered"),
    "filter_two_columns_preferred": ("answered", "refused"),
    "filter_case": ("alike", "apart"),
    "order_by": ("answered", "refused"),
    "select_unknown": ("refused", "ignored"),
    "item_fields": ("with_item", "when_expanded"),
    "date_only": ("local_midnight", "utc_midnight", "as_written"),
    "text_like_date": ("unchanged", "changed"),
    "several_choices": ("kept", "first_only"),
    "required_column": ("not_enforced", "enforced"),
    "long_text": ("refused", "cut"),
    "unique_without_index": ("refused", "indexed_too"),
    "long_column_name": ("cut", "whole"),
    "versions_with_fields": ("answered", "refused"),
    "etag_form": ("quoted", "unquoted"),
    "etag_in_fields": ("same", "absent"),
    "stale_change": ("412 resourceModified", "409 resourceModified", "412 notAllowed"),
    "taken_list_name": ("409 nameAlreadyExists", "400 invalidRequest"),
    "list_address": ("ascii_only", "as_written"),
    "batch_order": ("any", "as_asked"),
    "batch_failed_dependency": ("424", "200"),
    "rate_limit_headers": ("when_busy", "always"),
    "app_token_version": ("2.0", "1.0"),
    "app_token_audience": ("address", "id"),
    "person_token_guest_claim": ("there", "missing"),
    "person_token_version": ("2.0", "1.0"),
    "person_token_audience": ("app_id", "app_address"),
    "roster": ("answered", "refused"),
    "bell": ("taken", "refused"),
    "card_desktop_execute": ("yes", "no"),
    "card_desktop_submit": ("yes", "no"),
    "card_phone_execute": ("no", "yes"),
    "card_phone_submit": ("yes", "no"),
}


class Behaviour:
    """One word for each question; at first the assumed one."""

    def __init__(self) -> None:
        self._said = {name: words[0] for name, words in WORDS.items()}

    def __getitem__(self, name: str) -> str:
        """The word for a question."""
        return self._said[name]

    def differs(self, name: str) -> bool:
        """Whether it is not as assumed."""
        return self._said[name] != WORDS[name][0]

    def set(self, answers: Mapping[str, str]) -> None:
        """Change some. ValueError for an unknown question or word, and then none is changed."""
        for name, word in answers.items():
            if word not in WORDS.get(name, ()):
                raise ValueError(f"no such behaviour: {name} = {word!r}")
        self._said |= answers

    def read(self, file: Path) -> list[str]:
        """Behave as a probe file tells; the questions that it leaves open. OSError, ValueError.

        What was not found out, or found to be like nothing that is known here, stays as assumed.
        """
        said = json.loads(file.read_text("utf-8"))
        answers = said.get("answers") if isinstance(said, dict) else None
        if not isinstance(answers, dict):
            raise ValueError(f"{file.name} is no probe file")  # noqa: TRY004 - what the file says
        known = {name: word for name, word in answers.items() if word in WORDS.get(name, ())}
        self.set(known)
        return sorted(WORDS.keys() - known.keys())

    def as_json(self) -> dict[str, str]:
        """All of it."""
        return dict(self._said)
