"""An entry as its page: the head and the lines that say all of it, and the same read back."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from kurilnames.pages import inline_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kurilnames.models import Entry
    from kurilnames.results import Name

__all__ = ["head_of", "line_of", "page_of", "read_words", "words"]

_DEFAULT_CERTAINTY = "stated"


def head_of(entry: Entry) -> dict[str, Any]:
    """All that a page says of its entry but the names.

    >>> from kurilnames import get
    >>> head_of(get("shikotan"))["type"]
    'island'
    """
    head = entry.model_dump(mode="json", exclude={"names", "sources"}, exclude_defaults=True)
    if sources := getattr(entry, "sources", ()):
        head["sources"] = [source.id for source in sources]
    return {"id": entry.id, "kind": entry.kind, **head}


def line_of(name: Name) -> dict[str, Any]:
    """A name as a line of its page.

    >>> from kurilnames import get
    >>> line_of(get("shikotan").name("ru"))["text"]
    'Шикотан'
    """
    fields = name._asdict()
    fields["source"] = [source.id for source in fields.pop("sources")]
    lists = {key: list(value) if isinstance(value, tuple) else value for key, value in fields.items()}
    if lists["certainty"] == _DEFAULT_CERTAINTY:
        del lists["certainty"]
    return {key: value for key, value in lists.items() if value}


def page_of(entry: Entry) -> dict[str, Any]:
    """An entry as the table of its page."""
    return {**head_of(entry), "names": [line_of(name) for name in entry.names]}


def words(table: Mapping[str, Any]) -> str:
    """A table on one line, as a page writes it.

    >>> words({"status": "used", "by": "russia"})
    '{ status = "used", by = "russia" }'
    """
    return inline_table(table)


def read_words(text: str) -> dict[str, Any]:
    """The table that `words` wrote.

    Raises:
        ValueError: it is none, or not one alone.

    >>> read_words('{ status = "used" }')
    {'status': 'used'}
    """
    try:
        read = tomllib.loads(f"it = {text}")
    except RecursionError:
        raise ValueError("nested too deep") from None
    if len(read) != 1 or not isinstance(read["it"], dict):
        raise ValueError("not one table")
    return read["it"]
