"""Checks for Frictionless: a field holds known names, or names as a convention writes them.

Frictionless makes checks of attrs classes with its own parameters; a null passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs
from frictionless import Check, errors

from kurilnames.answering import Options, answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["follows_convention", "known_name"]


@attrs.define(kw_only=True, repr=False)
class known_name(Check):  # type: ignore[misc]
    """Every value of a field is a name of one entry.

    >>> from frictionless import validate
    >>> rows = [["place"], ["Shana"], ["Atlantis"]]
    >>> report = validate(rows, checks=[known_name(field_name="place")])
    >>> report.flatten(["rowNumber", "fieldName"])
    [[3, 'place']]
    """

    type = "kuril-known-name"
    Errors = (errors.CellError,)

    field_name: str
    """The field that is checked."""

    kind: str | None = None
    """What a name must be: `place`, `document` or `term`."""

    within: str | None = None
    """The id of a place that it must lie in."""

    def validate_start(self) -> Iterable[Any]:
        """An error where there is no such field."""
        return _start(self)

    def validate_row(self, row: Any) -> Iterable[Any]:
        """An error for a value that is no name, or of several entries."""
        value = row[self.field_name]
        answer = answers(Options(kind=self.kind, within=self.within))(value) if value is not None else None
        if answer and answer.problem:
            yield errors.CellError.from_row(row, note=str(answer.problem), field_name=self.field_name)


@attrs.define(kw_only=True, repr=False)
class follows_convention(Check):  # type: ignore[misc]
    """Every value of a field is written as a convention writes it in a language."""

    type = "kuril-follows-convention"
    Errors = (errors.CellError,)

    field_name: str
    """The field that is checked."""

    convention: str
    """`dual`, `japan`, `russia`, or the path of a convention file."""

    to: str
    """The language and script, as for `normalize`."""

    def validate_start(self) -> Iterable[Any]:
        """An error where there is no such field."""
        return _start(self)

    def validate_row(self, row: Any) -> Iterable[Any]:
        """An error for a value that is no name, or is written otherwise."""
        value = row[self.field_name]
        answer = answers(Options(self.to, self.convention))(value) if value is not None else None
        if answer and answer.value != value:
            note = str(answer.problem or f"{self.convention} writes {answer.value!r}")
            yield errors.CellError.from_row(row, note=note, field_name=self.field_name)


def _start(check: Any) -> Iterator[Any]:
    if check.field_name not in check.resource.schema.field_names:
        yield errors.CheckError(note=f"{check.type} requires field {check.field_name!r}")
