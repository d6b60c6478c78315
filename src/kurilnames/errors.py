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

from kurilnames.messages import N_, gettext

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
        said = gettext("no entry has the id {id!r}")
        if replaced_by:
            said = gettext("no entry has the id {id!r}; it was replaced by {replaced_by!r}")
        super().__init__(said.format(id=id, replaced_by=replaced_by))

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
            return gettext("no entry is named {text!r}").format(text=self.text)
        near = ", ".join(f"{match.name.text} ({match.id})" for match in self.suggestions)
        return gettext("no entry is named {text!r}; near it: {near}").format(text=self.text, near=near)

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
        return gettext("{text!r} may be {ids}: say which with type=, kind= or within=").format(text=self.text, ids=ids)


class _UnknownChoice(KurilnamesError, ValueError):
    message = N_("no choice is called {name!r}; there are {available}")

    def __init__(self, name: str, available: Iterable[str] = ()) -> None:
        self.name = name
        self.available = tuple(sorted(available))
        super().__init__(name, self.available)

    def __str__(self) -> str:
        return gettext(self.message).format(name=self.name, available=", ".join(self.available))


class UnknownScheme(_UnknownChoice):
    """A romanization or cyrillization scheme that does not exist."""

    message = N_("no scheme is called {name!r}; there are {available}")


class UnknownConvention(_UnknownChoice):
    """A naming convention that is neither shipped nor a file."""

    message = N_("no convention is called {name!r}; there are {available}")


class CannotTransliterate(KurilnamesError, ValueError):
    """Text that a scheme cannot read; `position` is a code point offset into `text`."""

    def __init__(self, text: str, position: int, scheme: str) -> None:
        self.text = text
        self.position = position
        self.scheme = scheme
        super().__init__(text, position, scheme)

    def __str__(self) -> str:
        said = gettext("{scheme} cannot read {text!r} at {position}")
        if self.position >= len(self.text):
            said = gettext("{scheme} cannot read {text!r} at its end")
        return said.format(scheme=self.scheme, text=self.text, position=self.position)


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
