"""The catalogues: every sentence a person reads, in Danish and English, by key."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import IO
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from technology_map.people.people import Language
from technology_map.words.terms import TermList
from technology_map.words.vocabulary import Vocabulary

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_LOCALES = {Language.DANISH: "da_DK", Language.ENGLISH: "en_GB"}


class Texts:
    """The sentences of one language, and dates and numbers as that language writes them.

    `with_words` adds the municipality's own words; without them nobody can ask for a term.
    """

    def __init__(
        self, language: Language, sentences: dict[str, str], vocabulary: Vocabulary | None = None
    ) -> None:
        self.language = language
        self.sentences = sentences
        self._locale = _LOCALES[language]
        self._vocabulary = vocabulary
        self._speaking: Texts | None = None

    def with_words(self, vocabulary: Vocabulary) -> "Texts":
        """The same sentences, speaking of areas, purposes and technologies as a municipality does."""
        if self._speaking is None or self._speaking.vocabulary is not vocabulary:
            self._speaking = Texts(self.language, self.sentences, vocabulary)
        return self._speaking

    @property
    def vocabulary(self) -> Vocabulary:
        """The municipality's words. RuntimeError where none were given: a mistake of ours."""
        if self._vocabulary is None:
            raise RuntimeError("these texts were made without a vocabulary")
        return self._vocabulary

    def term(self, of: TermList, code: str) -> str:
        """The municipality's word for a code."""
        return self.vocabulary.word(of, code, self.language)

    def __call__(self, key: str, **blanks: object) -> str:
        """The sentence under `key` with its {blanks} filled. KeyError where there is none."""
        sentence = self.sentences[key]
        return sentence.format(**blanks) if blanks else sentence

    def many(self, key: str, count: int, **blanks: object) -> str:
        """The sentence under `key.one` or `key.many`, with {count}."""
        form = "one" if count == 1 else "many"
        return self(f"{key}.{form}", count=self.number(count), **blanks)

    def number(self, value: int) -> str:
        """A whole number with the language's thousands mark."""
        return _number(value, self._locale)

    def decimal(self, value: Fraction, places: int) -> str:
        """A number with so many decimals, as the language writes it: 3,85."""
        written: str = format_decimal(
            round(float(value), places), format=f"0.{'0' * places}", locale=self._locale
        )
        return written

    def amount(self, value: Decimal) -> str:
        """A figure as the language writes it, with the decimals it has: 1.200,5."""
        return _amount(value, self._locale)

    def day(self, moment: date | datetime) -> str:
        """A date such as 3. november 2026, in Copenhagen's time."""
        local = moment.astimezone(COPENHAGEN) if isinstance(moment, datetime) else moment
        return _day(date(local.year, local.month, local.day), "long", self._locale)

    def month(self, day: date) -> str:
        """A month such as november 2026."""
        return _day(day, "LLLL y", self._locale)

    def short_day(self, day: date, today: date) -> str:
        """A date such as 3. nov.; where the year does not go without saying, nov. 2024."""
        form = "d. MMM" if self.language is Language.DANISH else "d MMM"
        far = abs((day - today).days) > 300
        return _day(day, "MMM y" if far else form, self._locale)

    def moment(self, moment: datetime) -> str:
        """A date and time such as 3. nov. 2026 14.05, in Copenhagen's time."""
        return format_datetime(
            moment,
            format="d. MMM y HH.mm" if self.language is Language.DANISH else "d MMM y HH:mm",
            tzinfo=COPENHAGEN,
            locale=self._locale,
        )

    def clock(self, moment: datetime) -> str:
        """The time of day, in Copenhagen's time."""
        return format_time(moment, format="short", tzinfo=COPENHAGEN, locale=self._locale)


@lru_cache(maxsize=10_000)
def _number(value: int, locale: str) -> str:
    written: str = format_decimal(value, locale=locale)
    return written


@lru_cache(maxsize=10_000)
def _amount(value: Decimal, locale: str) -> str:
    written: str = format_decimal(value, format="#,##0.####", locale=locale)
    return written


@lru_cache(maxsize=10_000)
def _day(day: date, form: str, locale: str) -> str:
    return format_date(day, format=form, locale=locale)


def _sentences(file: IO[bytes], language: Language) -> dict[str, str]:
    catalogue = read_po(file, locale=_LOCALES[language], charset="utf-8")
    return {str(m.id): str(m.string) for m in catalogue if m.id and not m.fuzzy}


@contextmanager
def with_catalogue(language: Language, file: Path) -> Iterator[None]:
    """One more .po file for a language while the block runs; its sentences go before ours."""
    sentences = texts(language).sentences
    before = dict(sentences)
    with file.open("rb") as opened:
        sentences.update(_sentences(opened, language))
    try:
        yield
    finally:
        sentences.clear()
        sentences.update(before)


@cache
def texts(language: Language) -> Texts:
    """The catalogue of a language, read once from every .po file in its folder."""
    sentences: dict[str, str] = {}
    for entry in sorted(resources.files(__name__).joinpath(language.value).iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".po"):
            with entry.open("rb") as file:
                sentences |= _sentences(file, language)
    return Texts(language, sentences)
