"""What is said of a term beside it, in the short words of a glossary's comment."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kurilnames.export.concepts import Concept, Term
    from kurilnames.results import Name

__all__ = ["dates", "definition", "remark", "usage"]

_SIDES = {"japan": "Japanese usage", "russia": "Russian usage"}


def usage(name: Name) -> str:
    """Whose name it is; empty where it is neither side's in particular.

    >>> from kurilnames import get
    >>> usage(get("kunashir-kunashiri").name("en", by="japan"))
    'Japanese usage'
    """
    return _SIDES.get(name.by or "", "")


def dates(name: Name) -> str:
    """The years or days of a name: 1947-, -2008-03-21; empty where none is known."""
    return f"{name.valid_from or ''}-{name.valid_to or ''}" if name.valid_from or name.valid_to else ""


def definition(concept: Concept) -> str:
    """What an entry is: its type and where it lies, the day of a document, or the category of a term."""
    table = concept.entry.model_dump(exclude_defaults=True)
    if concept.entry.kind == "document":
        return ", ".join(filter(None, (table["type"], table.get("signed"))))
    if concept.entry.kind == "term":
        return str(table["category"])
    return " in ".join(filter(None, (table["type"], ", ".join(table.get("part_of", ())))))


def remark(concept: Concept, *terms: Term) -> str:
    """The id of an entry, what it is, and whose and how old the terms are."""
    said = [concept.entry.id, definition(concept)]
    for term in terms:
        about = (usage(term.name), term.name.status, dates(term.name))
        said.append(f"{term.text}: {', '.join(filter(None, about))}")
    return "; ".join(said)
