"""The installation as the administrator sees it, and the plan as a text."""

from collections.abc import Callable, Iterable

from rich.console import Console
from rich.text import Text

from teams_app.commands.asking import interruptible
from teams_app.installing.ground import READING
from teams_app.installing.steps import Look, Stand, Step
from teams_app.installing.walking import Stopped
from technology_map.texts import Texts

Answer = Callable[[str], str]
"""Given a question, the line that was typed. Raises EOFError, KeyboardInterrupt."""


class ConsoleScreen:
    """Speaks on a console, and asks by `answer` (its own input by default)."""

    def __init__(
        self, texts: Texts, console: Console, answer: Answer | None = None, *, yes: bool = False
    ) -> None:
        """`yes`: go on without asking before a change."""
        self._texts, self._console, self._yes = texts, console, yes
        self._answer = answer or self._typed

    def _typed(self, question: str) -> str:
        with interruptible():
            return self._console.input(Text(question))

    def _say(self, sentence: str, style: str = "") -> None:
        self._console.print(Text(sentence, style=style), soft_wrap=True)

    def says(self, name: str, **blanks: str) -> None:
        """A sentence `install.⟨name⟩`."""
        self._say(self._texts(f"install.{name}", **blanks))

    def told(self, page: str, code: str, scopes: tuple[str, ...]) -> None:
        """Somebody must sign in: with what, why, and where."""
        self.says("sign_in.why")
        for one in scopes:
            self._say(f"  {one}: {self._texts(f'install.scope.{one}')}")
        self.says("sign_in.how", page=page, code=code)

    def step(self, number: int, of: int, step: Step) -> None:
        """A step begins."""
        title = self._texts(f"install.step.{step.name}")
        self._say(f"\n{number}/{of} {title}", "bold")

    def stands(self, step: Step, look: Look) -> None:
        """How it stands, what would be done, and which commands do it."""
        self._say(f"  {_sign(look)} {self._texts(f'install.stand.{look.stand}')}")
        for name, blanks in look.says:
            self._say(f"    {self._texts(f'install.{name}', **blanks)}")
        for line in look.commands:
            self._say(f"      {line}", "cyan")

    def agrees(self, step: Step) -> None:
        """Whether to go on. Raises Stopped."""
        if not self._yes and not self._is_yes(self._asked("agree")):
            raise Stopped

    async def waits(self, step: Step) -> None:
        """Until Enter; anything that means stop ends it. Raises Stopped."""
        if self._asked("wait").strip().casefold() in self._texts("install.stop_words").split():
            raise Stopped

    def ask(self, name: str) -> str:
        """The answer to `install.ask.⟨name⟩`. Raises Stopped."""
        return self._asked(f"ask.{name}")

    def looked(self, name: str) -> bool | None:
        """What was seen: yes, no, or (anything else, and nobody there) not known."""
        try:
            said = self._asked(name).strip().casefold()
        except Stopped:
            return None
        no = said in self._texts("install.no_words").split()
        return True if self._is_yes(said) else False if no else None

    def _asked(self, name: str) -> str:
        try:
            return self._answer(self._texts(f"install.{name}") + " ")
        except (EOFError, KeyboardInterrupt):
            raise Stopped from None

    def _is_yes(self, said: str) -> bool:
        return said.strip().casefold() in self._texts("install.yes_words").split()


def plan_text(texts: Texts, looks: Iterable[tuple[Step, Look]]) -> str:
    """The plan as Markdown: how each step stands, what would be done, with which rights."""
    lines = [f"# {texts('install.plan.title')}", "", texts("install.plan.intro"), ""]
    for number, (step, look) in enumerate(looks, start=1):
        lines += [f"## {number}. {texts(f'install.step.{step.name}')}", ""]
        lines += [f"{_sign(look)} {texts(f'install.stand.{look.stand}')}", ""]
        lines += [f"- {texts(f'install.{name}', **blanks)}" for name, blanks in look.says]
        if look.commands:
            lines += ["", "```", *look.commands, "```"]
        lines += ["", texts(f"install.role.{step.role}"), ""]
        lines += [f"- `{one}`: {texts(f'install.scope.{one}')}" for one in _beyond_reading(step)]
        lines.append("")
    lines += [f"## {texts('install.plan.reading')}", ""]
    lines += [f"- `{one}`: {texts(f'install.scope.{one}')}" for one in READING]
    return "\n".join(lines) + "\n"


def _beyond_reading(step: Step) -> list[str]:
    return sorted({*step.looks_with, *step.acts_with} - set(READING))


def _sign(look: Look) -> str:
    return {Stand.DONE: "✓", Stand.OURS: "→", Stand.YOURS: "☐"}.get(look.stand, "…")
