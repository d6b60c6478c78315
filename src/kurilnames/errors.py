"""What can go wrong, as a tree; each error carries its facts.

KurilnamesError
├── LookupFailed (also LookupError)
│   ├── UnknownId            .id .replaced_by
│   ├── NotFound             .text .suggestions
│   └── Ambiguous            .text .candidates
├── UnknownScheme            (also ValueError) .name .available
├── UnknownConvention        (also ValueError) .name .available
├── CannotTransliterate      (also ValueError) .text .position .scheme
├── UnreadableFile           (also ValueError) .path .line .reason
└── BadData                  .problems: tuple[Problem(path, line, rule, text), ...]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kurilnames.results import Match

__all__ = [
    "Ambiguous",
    "BadData",
    "CannotTransliterate",
    "KurilnamesError",
    "LookupFailed",
    "NotFound",
    "Problem",
    "UnknownConvention",
    "UnknownId",
    "UnknownScheme",
    "UnreadableFile",
]


class KurilnamesError(Exception):
    """Any error that this package raises on purpose."""


class LookupFailed(KurilnamesError, LookupError):
    """A name or an id that does not lead to one entry, or an entry without the name asked for."""


class UnknownId(LookupFailed):
    """An id that no entry bears; `replaced_by` names its successor when it was retired."""

    def __init__(self, id: str, replaced_by: str | None = None) -> None:
        self.id = id
        self.replaced_by = replaced_by
        hint = f"; it was replaced by {replaced_by!r}" if replaced_by else ""
        super().__init__(f"no entry has the id {id!r}{hint}")

    def __reduce__(self) -> tuple[type[UnknownId], tuple[str, str | None]]:
        return type(self), (self.id, self.replaced_by)


class NotFound(LookupFailed):
    """A name that no entry bears; `suggestions` are near ones, worked out only when they are asked for."""

    def __init__(self, text: str, suggest: Callable[[], tuple[Match, ...]] | None = None) -> None:
        self.text = text
        self._suggest = suggest
        self._suggestions: tuple[Match, ...] | None = None if suggest else ()
        super().__init__(text)

    @property
    def suggestions(self) -> tuple[Match, ...]:
        if self._suggestions is None and self._suggest is not None:
            self._suggestions = self._suggest()
        return self._suggestions or ()

    def __str__(self) -> str:
        if not self.suggestions:
            return f"no entry is named {self.text!r}"
        near = ", ".join(f"{match.name.text} ({match.id})" for match in self.suggestions)
        return f"no entry is named {self.text!r}; near it: {near}"

    def __reduce__(self) -> tuple[type[NotFound], tuple[str]]:
        return type(self), (self.text,)


class Ambiguous(LookupFailed):
    """A name that several entries bear; `candidates` are all of them."""

    def __init__(self, text: str, candidates: tuple[Match, ...] = ()) -> None:
        self.text = text
        self.candidates = candidates
        super().__init__(text, candidates)

    def __str__(self) -> str:
        ids = ", ".join(match.id for match in self.candidates)
        return f"{self.text!r} may be {ids}: say which with type=, kind= or within="


class _UnknownChoice(KurilnamesError, ValueError):
    what = "choice"

    def __init__(self, name: str, available: Iterable[str] = ()) -> None:
        self.name = name
        self.available = tuple(sorted(available))
        super().__init__(name, self.available)

    def __str__(self) -> str:
        return f"no {self.what} is called {self.name!r}; there are {', '.join(self.available)}"


class UnknownScheme(_UnknownChoice):
    """A romanization or cyrillization scheme that does not exist."""

    what = "scheme"


class UnknownConvention(_UnknownChoice):
    """A naming convention that is neither shipped nor a file."""

    what = "convention"


class CannotTransliterate(KurilnamesError, ValueError):
    """Text that a scheme cannot read; `position` is a code point offset into `text`."""

    def __init__(self, text: str, position: int, scheme: str) -> None:
        self.text = text
        self.position = position
        self.scheme = scheme
        super().__init__(text, position, scheme)

    def __str__(self) -> str:
        where = f"at {self.position}" if self.position < len(self.text) else "at its end"
        return f"{self.scheme} cannot read {self.text!r} {where}"


class UnreadableFile(KurilnamesError, ValueError):
    """A file that cannot be read as what it should be."""

    def __init__(self, path: str, line: int | None, reason: str) -> None:
        self.path = path
        self.line = line
        self.reason = reason
        super().__init__(path, line, reason)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.reason}"


class Problem(NamedTuple):
    """One fault in a page: where it is, which rule it breaks, what to do."""

    path: str
    line: int
    rule: str
    text: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.text}"


class BadData(KurilnamesError):
    """Pages that break the rules of the house; all their problems at once."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))
